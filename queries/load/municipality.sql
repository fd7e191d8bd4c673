-- Stores the municipalities of the layout.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO municipality (
    edition, municipality, code, name, province, population
)
SELECT
    :edition, position, code, name, province, population
FROM settled_municipality;
