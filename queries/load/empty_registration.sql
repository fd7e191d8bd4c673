-- Removes all rows from this table, when the store holds no other edition.
-- in: (nothing)
-- out: (nothing)
DELETE FROM registration;
