-- Removes the ledger of an edition, before a new one is stored.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
DELETE FROM figure WHERE edition = :edition;
