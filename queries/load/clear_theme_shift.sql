-- Removes how the subjects of two editions differ.
-- in: :earlier TEXT; :later TEXT, ids of the editions
-- out: (nothing)
DELETE FROM theme_shift WHERE earlier = :earlier AND later = :later;
