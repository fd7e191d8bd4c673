-- Editions where the organisations per kind do not add up to all organisations. No row when all is
-- well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, organisations INTEGER, of_known_kinds INTEGER
WITH known AS (
    SELECT edition, organisation,
        kind IN ('municipality', 'partnership', 'province', 'water_board', 'ministry', 'company',
            'education', 'foreign', 'other') AS is_known
    FROM organisation
    WHERE kind <> ''
)
SELECT edition.id AS edition, count(*) AS organisations, sum(is_known) AS of_known_kinds
FROM edition
JOIN known USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.id
HAVING count(*) <> sum(is_known)
ORDER BY edition.id;
