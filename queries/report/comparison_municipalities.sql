-- Every municipality of the layout with its residents, and whether it took part: what a comparison of
-- editions is made from.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: code TEXT, name TEXT, province TEXT, population INTEGER, direct INTEGER, combined INTEGER
-- direct: at least one attendee of the municipality itself. combined: that, or served by a
-- partnership with an attendee.
SELECT code, municipality.name, province, population,
    COALESCE(attended, 0) AS direct,
    COALESCE(attended OR partner, 0) AS combined
FROM edition
JOIN municipality USING (edition)
LEFT JOIN participation USING (edition, municipality)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, code;
