-- Erases who gave the organisers' own figures.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
UPDATE own_figure SET given_by = NULL WHERE edition = :edition;
