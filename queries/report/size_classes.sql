-- Municipalities of the layout and those that took part, per size class of CBS.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: size_class INTEGER, at_least INTEGER, below INTEGER, municipalities INTEGER, direct INTEGER,
-- combined INTEGER, residents INTEGER, residents_direct INTEGER, residents_combined INTEGER
-- size_class: 0 (fewer than 5,000 residents) to 7 (250,000 and more; below is NULL).
WITH class (size_class, at_least, below) AS (
    VALUES (0, 0, 5000), (1, 5000, 10000), (2, 10000, 20000), (3, 20000, 50000),
        (4, 50000, 100000), (5, 100000, 150000), (6, 150000, 250000), (7, 250000, NULL)
)
SELECT size_class, at_least, below,
    count(municipality.municipality) AS municipalities,
    COALESCE(sum(participation.attended), 0) AS direct,
    COALESCE(sum(participation.attended OR participation.partner), 0) AS combined,
    COALESCE(sum(population), 0) AS residents,
    COALESCE(sum(population) FILTER (WHERE participation.attended), 0) AS residents_direct,
    COALESCE(sum(population) FILTER (WHERE participation.attended OR participation.partner), 0)
        AS residents_combined
FROM edition
CROSS JOIN class
LEFT JOIN municipality
    ON municipality.edition = edition.edition
    AND population >= at_least AND (below IS NULL OR population < below)
LEFT JOIN participation
    ON participation.edition = municipality.edition
    AND participation.municipality = municipality.municipality
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, size_class
ORDER BY edition.id, size_class;
