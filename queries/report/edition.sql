-- What the edition is, and the settings that move its figures.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: id TEXT, name TEXT, year INTEGER, first_day TEXT, last_day TEXT, reference_day TEXT,
-- organiser TEXT, minutes INTEGER, small_count INTEGER, match TEXT, quotes INTEGER, population_year
-- INTEGER, population_provisional INTEGER, population_own INTEGER, newest_input TEXT, sealed_on
-- TEXT
SELECT id, name, year,
    date(first_day * 86400, 'unixepoch') AS first_day,
    date(last_day * 86400, 'unixepoch') AS last_day,
    date(reference_day * 86400, 'unixepoch') AS reference_day,
    organiser, minutes, small_count, match, quotes, population_year, population_provisional,
    population_own,
    datetime(newest_input, 'unixepoch') AS newest_input,
    sealed_on
FROM edition
WHERE :edition IS NULL OR id = :edition
ORDER BY id;
