-- Removes the themes of an edition, with their sessions and quotes.
-- in: :id TEXT, name of the edition's folder
-- out: (nothing)
DELETE FROM theme_run WHERE edition = :id;
