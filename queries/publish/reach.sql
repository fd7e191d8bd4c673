-- Every municipality of the layout with its residents and the ways in which it took part (0 or 1):
-- what anybody needs to add the residents up again under each definition.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: code TEXT, name TEXT, population INTEGER, population_before INTEGER, population_after
-- INTEGER, attended INTEGER, registered INTEGER, hosted INTEGER, visited INTEGER, not_staff INTEGER,
-- probable INTEGER, registered_probable INTEGER, partner INTEGER, partner_registered INTEGER,
-- partner_probable INTEGER, partner_not_staff INTEGER, partner_any INTEGER, partner_waiting INTEGER
-- population_before, population_after: a year earlier and later on the same layout, or NULL.
WITH part AS MATERIALIZED (
    SELECT participation.*
    FROM participation
    JOIN edition USING (edition)
    WHERE :edition IS NULL OR edition.id = :edition
)
SELECT
    municipality.code,
    municipality.name,
    municipality.population,
    municipality.population_before,
    municipality.population_after,
    COALESCE(attended, 0) AS attended,
    COALESCE(registered, 0) AS registered,
    COALESCE(hosted, 0) AS hosted,
    COALESCE(visited, 0) AS visited,
    COALESCE(attended_not_staff, 0) AS not_staff,
    COALESCE(attended_probable, 0) AS probable,
    COALESCE(registered_probable, 0) AS registered_probable,
    COALESCE(partner, 0) AS partner,
    COALESCE(partner_registered, 0) AS partner_registered,
    COALESCE(partner_probable, 0) AS partner_probable,
    COALESCE(partner_not_staff, 0) AS partner_not_staff,
    COALESCE(partner_any, 0) AS partner_any,
    COALESCE(partner_waiting, 0) AS partner_waiting
FROM edition
JOIN municipality USING (edition)
LEFT JOIN part USING (edition, municipality)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, municipality.code;
