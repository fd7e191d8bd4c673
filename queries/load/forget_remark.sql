-- Erases what one person wrote in an edition.
-- in: :edition INTEGER; :pseudonym BLOB, of the person
-- out: (nothing)
DELETE FROM remark
WHERE edition = :edition
    AND (response IN (
            SELECT response FROM response JOIN person USING (edition, person)
            WHERE edition = :edition AND pseudonym = :pseudonym)
        OR registration IN (
            SELECT registration FROM registration JOIN person USING (edition, person)
            WHERE edition = :edition AND pseudonym = :pseudonym));
