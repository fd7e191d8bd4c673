-- What each source of an edition was when it was last read.
-- in: :id TEXT, the edition
-- out: source INTEGER, path TEXT, hash TEXT, size INTEGER, inode INTEGER, mtime INTEGER, ctime
-- INTEGER, kind TEXT
SELECT source.source, source.path, source.hash, source.size, source.inode, source.mtime,
    source.ctime, source.kind
FROM edition
JOIN source ON source.edition = edition.edition
WHERE edition.id = :id
ORDER BY source.source;
