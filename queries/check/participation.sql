-- Where the municipalities that took part differ from what their organisations say: of_rows 1 for what
-- took_part says, 0 for what was kept. No row when all is well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, of_rows INTEGER, municipality INTEGER
WITH differing AS (
    SELECT 1 AS of_rows, missing.*
    FROM (SELECT * FROM took_part EXCEPT SELECT * FROM participation) AS missing
    UNION ALL
    SELECT 0 AS of_rows, extra.*
    FROM (SELECT * FROM participation EXCEPT SELECT * FROM took_part) AS extra
)
SELECT edition.id AS edition, of_rows, municipality
FROM differing
JOIN edition USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, municipality, of_rows;
