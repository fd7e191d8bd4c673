-- Who is forgotten in an edition.
-- in: :edition TEXT, id of the edition
-- out: hash TEXT
SELECT hash
FROM tombstone
WHERE edition = :edition
ORDER BY hash;
