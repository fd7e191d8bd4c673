-- Findings about the data, counted per rule and source.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: rule TEXT, weight TEXT, source INTEGER, path TEXT, times INTEGER, first_line INTEGER
-- weight: lost, doubt or note. source counts from 1.
SELECT rule, weight, source.source + 1 AS source, path, count(*) AS times,
    min(finding.line) AS first_line
FROM edition
JOIN finding USING (edition)
LEFT JOIN source ON source.edition = edition.edition AND source.source = finding.source
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, rule, weight, source.source
ORDER BY edition.id, CASE weight WHEN 'lost' THEN 0 WHEN 'doubt' THEN 1 ELSE 2 END, rule,
    source.source;
