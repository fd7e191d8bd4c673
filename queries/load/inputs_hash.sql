-- Stores the hash of the inputs of an edition, when all of them are hashed.
-- in: :edition INTEGER, number of the edition; :inputs_hash TEXT
-- out: (nothing)
UPDATE edition SET inputs_hash = :inputs_hash WHERE edition = :edition;
