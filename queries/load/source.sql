-- Stores the sources of an edition, from the array.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO source (
    edition, source, path, hash, size, inode, mtime, ctime, kind, format, encoding, delimiter,
    why, rows_read, rows_used, rows_merged, rows_rejected
)
SELECT
    :edition, number, path, hash, size, inode, mtime, ctime, kind, format, encoding, delimiter,
    why, rows_read, rows_used, rows_merged, rows_rejected
FROM settled_source;
