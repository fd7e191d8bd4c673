-- Stores the persons, as pseudonyms.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO person (
    edition, person, pseudonym, has_address, same_name
)
SELECT
    :edition, rowid, pseudonym, has_address, same_name
FROM settled_person;
