-- Erases the rows of an edition that is sealed from this table: each is about one person.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
DELETE FROM remark WHERE edition = :edition;
