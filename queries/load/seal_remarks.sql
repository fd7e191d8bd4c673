-- The remarks of an edition that is about to be sealed.
-- in: :edition INTEGER, number of the edition
-- out: session INTEGER, text TEXT
-- session is NULL when the remark names none.
SELECT session, text
FROM remark
WHERE edition = :edition
ORDER BY remark;
