-- Stores the municipalities of the layout.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO municipality (
    edition, municipality, code, name, province, population, population_before,
    population_after
)
SELECT
    :edition, rowid, code, name, province, population,
    NULLIF(population_before, 0), NULLIF(population_after, 0)
FROM settled_municipality;
