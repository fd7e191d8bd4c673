-- Marks an edition as sealed: it is never read again.
-- in: :edition INTEGER, number of the edition; :sealed_on TEXT, the day, as 2023-10-02
-- out: (nothing)
UPDATE edition SET sealed_on = :sealed_on WHERE edition = :edition;
