-- The lines with costs.
-- in: :edition TEXT, id of the edition
-- out: path TEXT, line INTEGER, note TEXT
-- note: what it was for.
SELECT source.path, cost.line, item AS note
FROM edition
JOIN cost USING (edition)
LEFT JOIN source ON source.edition = edition.edition AND source.source = cost.source
WHERE edition.id = :edition
ORDER BY cost.source, cost.line, cost.cost;
