-- Stores the edition itself, but for the hash of its inputs (inputs_hash.sql).
-- in: :edition INTEGER, its number (next_edition.sql); :id TEXT, name of the folder; :name TEXT, title; :year INTEGER; :first_day INTEGER,
-- :last_day INTEGER, :reference_day INTEGER, days since 1970 or NULL when not known; :organiser
-- TEXT, a CBS code or NULL; :minutes INTEGER that make an attendee; :small_count INTEGER; :match
-- TEXT; :quotes INTEGER, 0 or 1; :retention_day INTEGER or NULL; :population_year INTEGER;
-- :population_provisional INTEGER, :population_own INTEGER, 0 or 1; :newest_input INTEGER, civil
-- seconds or NULL; :settings_hash TEXT; :engine_version TEXT
-- out: (nothing)
INSERT INTO edition (
    edition, id, name, year, first_day, last_day, reference_day, organiser, minutes, small_count, match,
    quotes, retention_day, population_year, population_provisional, population_own, newest_input,
    settings_hash, inputs_hash, engine_version
)
VALUES (
    :edition, :id, :name, :year, :first_day, :last_day, :reference_day, :organiser, :minutes, :small_count,
    :match, :quotes, :retention_day, :population_year, :population_provisional, :population_own,
    :newest_input, :settings_hash, '', :engine_version
);
