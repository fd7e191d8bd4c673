-- The forms of one person are nobody's from now on, and may not be quoted.
-- in: :edition INTEGER; :pseudonym BLOB, of the person
-- out: (nothing)
UPDATE response
SET person = NULL, consent = 0
WHERE edition = :edition
    AND person IN (SELECT person FROM person WHERE edition = :edition AND pseudonym = :pseudonym);
