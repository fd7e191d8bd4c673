-- The organisations that registered, came or hosted.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: name TEXT, kind TEXT, status TEXT, waits INTEGER, adds_residents INTEGER, members_year
-- INTEGER, municipalities INTEGER, registrations INTEGER, attendees INTEGER, people INTEGER, hosted
-- INTEGER
-- name is NULL for bodies that are not public: their spelling is not kept.
WITH size AS (
    SELECT edition, organisation, count(*) AS municipalities
    FROM membership
    GROUP BY edition, organisation
)
SELECT body.name, kind, status, waits, adds_residents, members_year,
    COALESCE(municipalities, 0) AS municipalities, registrations, attendees, people, hosted
FROM edition
JOIN counted_organisation AS body USING (edition)
LEFT JOIN size USING (edition, organisation)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND (registrations > 0 OR present > 0 OR hosted > 0)
ORDER BY edition.id, kind, body.name IS NULL, body.name, body.organisation;
