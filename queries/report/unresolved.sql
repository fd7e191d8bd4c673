-- How many organisations came or registered that could not be counted: they wait for a decision or
-- have more than one candidate.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: attended INTEGER, registered INTEGER, spellings INTEGER
SELECT
    COALESCE(sum(attendees > 0), 0) AS attended,
    COALESCE(sum(registrations > 0), 0) AS registered,
    COALESCE(sum(
        (SELECT count(*) FROM spelling
            WHERE spelling.edition = organisation.edition
                AND spelling.organisation = organisation.organisation)
    ), 0) AS spellings
FROM edition
LEFT JOIN organisation
    ON organisation.edition = edition.edition AND (waits OR status = 'ambiguous')
LEFT JOIN organisation_count
    ON organisation_count.edition = organisation.edition
    AND organisation_count.organisation = organisation.organisation
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition
ORDER BY edition.id;
