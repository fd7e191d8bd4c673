-- Where the municipalities per session differ from the rows: of_rows 1 for what the rows say, 0 for what
-- was kept. No row when all is well. This is the definition of session_municipality. A sealed edition
-- has no rows left to compare with.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, of_rows INTEGER, session INTEGER, municipality INTEGER
WITH of_rows AS (
    SELECT DISTINCT presence.edition, presence.session, membership.municipality
    FROM presence
    JOIN organisation USING (edition, organisation)
    JOIN membership USING (edition, organisation)
    WHERE presence.attendee AND organisation.kind = 'municipality'
        AND organisation.status = 'certain' AND NOT organisation.waits
),
kept AS (
    SELECT edition, session, one.value AS municipality
    FROM session_municipality
    JOIN json_each(session_municipality.municipality) AS one
),
differing AS (
    SELECT 1 AS of_rows, missing.*
    FROM (SELECT * FROM of_rows EXCEPT SELECT * FROM kept) AS missing
    UNION ALL
    SELECT 0 AS of_rows, extra.*
    FROM (SELECT * FROM kept EXCEPT SELECT * FROM of_rows) AS extra
)
SELECT edition.id AS edition, of_rows, session, municipality
FROM differing
JOIN edition USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition) AND edition.sealed_on IS NULL
ORDER BY edition.id, session, municipality, of_rows;
