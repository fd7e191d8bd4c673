-- The editions of the store, by first day, then id.
-- in: :id TEXT, one edition; NULL means all
-- out: edition INTEGER, id TEXT, name TEXT, year INTEGER, first_day INTEGER, last_day INTEGER,
-- inputs_hash TEXT, settings_hash TEXT, engine_version TEXT, match TEXT, sealed_on TEXT
SELECT
    edition, id, name, year, first_day, last_day, inputs_hash, settings_hash, engine_version, match,
    sealed_on
FROM edition
WHERE :id IS NULL OR id = :id
ORDER BY first_day IS NULL, first_day, id;
