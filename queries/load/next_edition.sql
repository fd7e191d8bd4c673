-- The number of the next edition, which is stored after the first of its rows.
-- in: (nothing)
-- out: edition INTEGER
SELECT coalesce(max(edition), 0) + 1 AS edition
FROM edition;
