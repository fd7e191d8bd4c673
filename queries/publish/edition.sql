-- How the edition is called, its days, and what its figures rest on.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: id TEXT, name TEXT, year INTEGER, first_day INTEGER, last_day INTEGER, reference_day INTEGER,
-- organiser_name TEXT, minutes INTEGER, small_count INTEGER, population_year INTEGER,
-- population_provisional INTEGER, population_own INTEGER, newest_input INTEGER, partner_year INTEGER
-- partner_year: the oldest list of members of a partnership that took part and adds residents.
SELECT
    edition.id,
    edition.name,
    edition.year,
    edition.first_day,
    edition.last_day,
    edition.reference_day,
    municipality.name AS organiser_name,
    edition.minutes,
    edition.small_count,
    edition.population_year,
    edition.population_provisional,
    edition.population_own,
    edition.newest_input,
    (
        SELECT min(organisation.members_year)
        FROM organisation
        JOIN organisation_count AS count USING (edition, organisation)
        WHERE organisation.edition = edition.edition
            AND organisation.kind = 'partnership'
            AND organisation.adds_residents
            AND count.attendees > 0
            AND organisation.members_year > 0
    ) AS partner_year
FROM edition
LEFT JOIN municipality
    ON municipality.edition = edition.edition AND municipality.code = edition.organiser
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
