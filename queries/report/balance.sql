-- What became of the rows of each source that has an effect: read = used + merged + rejected.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: source INTEGER, path TEXT, kind TEXT, format TEXT, encoding TEXT, delimiter TEXT, rows_read
-- INTEGER, rows_used INTEGER, rows_merged INTEGER, rows_rejected INTEGER, about_people INTEGER
-- source counts from 1, as in "bron 7". about_people: registration, attendance or evaluation; only
-- these are in the figures rows.*.
SELECT source.source + 1 AS source, path, kind, format, encoding, delimiter, rows_read, rows_used,
    rows_merged, rows_rejected,
    kind IN ('registration', 'attendance', 'registration+attendance', 'evaluation') AS about_people
FROM edition
JOIN source USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition) AND kind <> 'ignored'
ORDER BY edition.id, source.source;
