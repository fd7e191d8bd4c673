-- The sources behind the figures on rows, and how many rows each gave.
-- in: :edition TEXT, id of the edition; :which TEXT, one of read, used, merged, rejected
-- out: path TEXT, line INTEGER, note TEXT
-- line is NULL: the whole file. note: the number of rows.
SELECT path, CAST(NULL AS INTEGER) AS line,
    CAST(CASE :which
        WHEN 'read' THEN rows_read
        WHEN 'used' THEN rows_used
        WHEN 'merged' THEN rows_merged
        WHEN 'rejected' THEN rows_rejected
    END AS TEXT) AS note
FROM edition
JOIN source USING (edition)
WHERE edition.id = :edition
    AND kind IN ('registration', 'attendance', 'registration+attendance', 'evaluation')
ORDER BY source.source;
