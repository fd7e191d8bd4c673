-- Notes what tells that an unchanged file did not change since it was hashed.
-- in: :id TEXT, the edition; :path TEXT, the file; :size INTEGER; :inode INTEGER; :mtime INTEGER,
-- :ctime INTEGER, nanoseconds since 1970
-- out: (nothing)
UPDATE source
SET size = :size, inode = :inode, mtime = :mtime, ctime = :ctime
WHERE edition = (SELECT edition FROM edition WHERE id = :id) AND path = :path;
