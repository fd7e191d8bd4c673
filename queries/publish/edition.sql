-- How the edition is called, its days, and what its figures rest on.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: id TEXT, name TEXT, year INTEGER, first_day INTEGER, last_day INTEGER, organiser TEXT,
-- organiser_name TEXT, minutes INTEGER, small_count INTEGER, match TEXT, population_year INTEGER,
-- population_provisional INTEGER, population_own INTEGER, newest_input INTEGER
SELECT
    edition.id,
    edition.name,
    edition.year,
    edition.first_day,
    edition.last_day,
    edition.organiser,
    municipality.name AS organiser_name,
    edition.minutes,
    edition.small_count,
    edition.match,
    edition.population_year,
    edition.population_provisional,
    edition.population_own,
    edition.newest_input
FROM edition
LEFT JOIN municipality
    ON municipality.edition = edition.edition AND municipality.code = edition.organiser
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
