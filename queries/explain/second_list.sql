-- The lines of the second list that name a municipality for certain.
-- in: :edition TEXT, id of the edition; :which TEXT, second, or both: only those that are also on
-- our own list
-- out: path TEXT, line INTEGER, note TEXT
-- note: the municipality.
SELECT source.path, second_sign.line, municipality.name AS note
FROM edition
JOIN second_sign USING (edition)
JOIN organisation USING (edition, organisation)
JOIN membership USING (edition, organisation)
JOIN municipality USING (edition, municipality)
LEFT JOIN participation USING (edition, municipality)
LEFT JOIN source ON source.edition = edition.edition AND source.source = second_sign.source
WHERE edition.id = :edition
    AND organisation.kind = 'municipality' AND status = 'certain' AND NOT waits
    AND (:which = 'second' OR COALESCE(participation.attended, 0) = 1)
ORDER BY second_sign.source, second_sign.line, second_sign.sign, municipality.name;
