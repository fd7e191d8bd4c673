-- One person counts without a pseudonym that an address gives.
-- in: :edition INTEGER; :pseudonym BLOB, of the person; :instead BLOB
-- out: (nothing)
UPDATE person SET pseudonym = :instead WHERE edition = :edition AND pseudonym = :pseudonym;
