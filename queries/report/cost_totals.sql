-- All costs together.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: items INTEGER, total REAL
-- total in euro; NULL when no costs were given.
SELECT count(cost.cost) AS items, sum(amount) AS total
FROM edition
LEFT JOIN cost USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition
ORDER BY edition.id;
