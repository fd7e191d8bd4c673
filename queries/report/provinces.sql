-- Municipalities of the layout and those that took part, per province.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: province TEXT, municipalities INTEGER, direct INTEGER, combined INTEGER, residents INTEGER,
-- residents_direct INTEGER, residents_combined INTEGER
SELECT province,
    count(*) AS municipalities,
    COALESCE(sum(participation.attended), 0) AS direct,
    COALESCE(sum(participation.attended OR participation.partner), 0) AS combined,
    COALESCE(sum(population), 0) AS residents,
    COALESCE(sum(population) FILTER (WHERE participation.attended), 0) AS residents_direct,
    COALESCE(sum(population) FILTER (WHERE participation.attended OR participation.partner), 0)
        AS residents_combined
FROM edition
JOIN municipality USING (edition)
LEFT JOIN participation USING (edition, municipality)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, province
ORDER BY edition.id, province;
