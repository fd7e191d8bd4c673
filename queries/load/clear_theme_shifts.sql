-- Removes what is kept of the subjects of an edition beside those of others.
-- in: :id TEXT, name of the edition's folder
-- out: (nothing)
DELETE FROM theme_shift WHERE earlier = :id OR later = :id;
