-- What there is to repair or to know, by source and line. Never the content of a cell.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: rule TEXT, source INTEGER, kind TEXT, format TEXT, line INTEGER, column_number INTEGER, detail
-- TEXT
SELECT
    finding.rule,
    finding.source,
    source.kind,
    source.format,
    finding.line,
    finding.column_number,
    finding.detail
FROM edition
JOIN finding USING (edition)
LEFT JOIN source USING (edition, source)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY CASE finding.weight WHEN 'lost' THEN 0 WHEN 'doubt' THEN 1 ELSE 2 END, finding.source,
    finding.line, finding.column_number, finding.rule, finding.finding, edition.id;
