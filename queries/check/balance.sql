-- Sources whose rows do not balance: read = used + merged + rejected. No row when all is well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, source INTEGER, rows_read INTEGER, rows_used INTEGER, rows_merged INTEGER,
-- rows_rejected INTEGER
SELECT edition.id AS edition, source, rows_read, rows_used, rows_merged, rows_rejected
FROM edition
JOIN source USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND rows_read <> rows_used + rows_merged + rows_rejected
ORDER BY edition.id, source;
