-- Erases the words that one person answered with; numbers stay, they count.
-- in: :edition INTEGER; :pseudonym BLOB, of the person
-- out: (nothing)
UPDATE answer
SET text = NULL
WHERE edition = :edition AND text IS NOT NULL
    AND response IN (
        SELECT response FROM response JOIN person USING (edition, person)
        WHERE edition = :edition AND pseudonym = :pseudonym);
