-- How much of the residents lives in the ten largest municipalities: of those that took part themselves, and
-- of all.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: direct INTEGER, direct_ten INTEGER, country INTEGER, country_ten INTEGER, municipalities INTEGER
-- municipalities: those that took part themselves.
WITH attended AS (
    SELECT edition, municipality, population,
        row_number() OVER (PARTITION BY edition ORDER BY population DESC, municipality) AS place
    FROM participation
    JOIN municipality USING (edition, municipality)
    WHERE participation.attended
),
everywhere AS (
    SELECT edition, population,
        row_number() OVER (PARTITION BY edition ORDER BY population DESC, municipality) AS place
    FROM municipality
)
SELECT
    (SELECT COALESCE(sum(population), 0) FROM attended WHERE attended.edition = edition.edition)
        AS direct,
    (SELECT COALESCE(sum(population), 0) FROM attended
        WHERE attended.edition = edition.edition AND place <= 10) AS direct_ten,
    (SELECT COALESCE(sum(population), 0) FROM everywhere
        WHERE everywhere.edition = edition.edition) AS country,
    (SELECT COALESCE(sum(population), 0) FROM everywhere
        WHERE everywhere.edition = edition.edition AND place <= 10) AS country_ten,
    (SELECT count(*) FROM attended WHERE attended.edition = edition.edition) AS municipalities
FROM edition
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
