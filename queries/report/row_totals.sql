-- Rows of registration, attendance and evaluation sources together.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: sources INTEGER, rows_read INTEGER, rows_used INTEGER, rows_merged INTEGER, rows_rejected
-- INTEGER
SELECT
    count(source.source) AS sources,
    COALESCE(sum(rows_read), 0) AS rows_read,
    COALESCE(sum(rows_used), 0) AS rows_used,
    COALESCE(sum(rows_merged), 0) AS rows_merged,
    COALESCE(sum(rows_rejected), 0) AS rows_rejected
FROM edition
LEFT JOIN source
    ON source.edition = edition.edition
    AND kind IN ('registration', 'attendance', 'registration+attendance', 'evaluation')
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition
ORDER BY edition.id;
