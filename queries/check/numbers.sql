-- Tables without a key whose rows are not numbered 0, 1, 2 ... once each. No row when all is well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, in_table TEXT, rows INTEGER, different INTEGER, last INTEGER
WITH numbered AS (
    SELECT edition, 'person' AS in_table, count(*) AS rows, count(DISTINCT person) AS different,
        max(person) AS last
    FROM person
    GROUP BY edition
    UNION ALL
    SELECT edition, 'registration' AS in_table,
        count(*) AS rows, count(DISTINCT registration) AS different,
        max(registration) AS last
    FROM registration
    GROUP BY edition
    UNION ALL
    SELECT edition, 'presence' AS in_table, count(*) AS rows, count(DISTINCT presence) AS different,
        max(presence) AS last
    FROM presence
    GROUP BY edition
    UNION ALL
    SELECT edition, 'remark' AS in_table, count(*) AS rows, count(DISTINCT remark) AS different,
        max(remark) AS last
    FROM remark
    GROUP BY edition
    UNION ALL
    SELECT edition, 'merged_row' AS in_table,
        count(*) AS rows, count(DISTINCT merged_row) AS different,
        max(merged_row) AS last
    FROM merged_row
    GROUP BY edition
)
SELECT edition.id AS edition, in_table, rows, different, last
FROM numbered
JOIN edition USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition) AND (rows <> different OR last <> rows - 1)
ORDER BY edition.id, in_table;
