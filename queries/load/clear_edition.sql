-- Removes an edition with everything that belongs to it (the foreign keys cascade; the large tables
-- are cleared before).
-- in: :id TEXT, name of the edition's folder
-- out: (nothing)
DELETE FROM edition WHERE id = :id;
