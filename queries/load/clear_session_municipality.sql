-- Removes the rows of an edition from this table, which has no foreign key that would do it.
-- in: :id TEXT, name of the edition's folder
-- out: (nothing)
DELETE FROM session_municipality WHERE edition = (SELECT edition FROM edition WHERE id = :id);
