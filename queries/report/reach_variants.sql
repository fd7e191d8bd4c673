-- Municipalities and their residents, each counted once, under every definition of taking part.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: variant TEXT, municipalities INTEGER, residents INTEGER
-- direct: at least one attendee of the municipality itself. partners: served by a partnership with
-- an attendee. combined: either. What follows the point changes one choice: by registration, by
-- hosting, with a visit however short, names that are only probable as well, without staff, with partnerships that
-- add no residents (.all), with those that wait for a decision, with the residents of another year,
-- without the largest municipality. country: all municipalities of the layout.
WITH variant (position, id) AS (
    VALUES (1, 'direct'), (2, 'direct.registered'), (3, 'direct.hosting'),
        (4, 'direct.with_hosts'), (5, 'direct.visited'), (6, 'direct.probable'),
        (7, 'direct.without_staff'), (8, 'direct.year_before'), (9, 'direct.year_after'),
        (10, 'direct.without_largest'), (11, 'direct.registered.probable'), (12, 'partners'),
        (13, 'partners.all'), (14, 'partners.added'), (15, 'combined'),
        (16, 'combined.registered'), (17, 'combined.probable'),
        (18, 'combined.without_staff'), (19, 'combined.all'), (20, 'combined.waiting'),
        (21, 'country')
),
part AS MATERIALIZED (
    SELECT participation.*
    FROM participation
    JOIN edition USING (edition)
    WHERE :edition IS NULL OR edition.id = :edition
),
largest AS MATERIALIZED (
    SELECT edition, municipality,
        row_number() OVER (PARTITION BY edition ORDER BY population DESC, municipality) AS place
    FROM part
    JOIN municipality USING (edition, municipality)
    WHERE attended
),
candidate AS MATERIALIZED (
    SELECT municipality.edition, municipality.municipality, population, population_before,
        population_after, COALESCE(attended, 0) AS attended, COALESCE(registered, 0) AS registered,
        COALESCE(hosted, 0) AS hosted, COALESCE(visited, 0) AS visited,
        COALESCE(attended_not_staff, 0) AS attended_not_staff,
        COALESCE(attended_probable, 0) AS attended_probable,
        COALESCE(registered_probable, 0) AS registered_probable, COALESCE(partner, 0) AS partner,
        COALESCE(partner_registered, 0) AS partner_registered,
        COALESCE(partner_probable, 0) AS partner_probable,
        COALESCE(partner_not_staff, 0) AS partner_not_staff,
        COALESCE(partner_any, 0) AS partner_any,
        COALESCE(partner_waiting, 0) AS partner_waiting, COALESCE(place = 1, 0) AS is_largest
    FROM municipality
    LEFT JOIN part USING (edition, municipality)
    LEFT JOIN largest USING (edition, municipality)
),
chosen (edition, id, population) AS (
    SELECT edition, 'direct', population FROM candidate WHERE attended
    UNION ALL SELECT edition, 'direct.registered', population FROM candidate WHERE registered
    UNION ALL SELECT edition, 'direct.hosting', population FROM candidate WHERE hosted
    UNION ALL SELECT edition, 'direct.with_hosts', population FROM candidate WHERE attended OR hosted
    UNION ALL SELECT edition, 'direct.visited', population FROM candidate WHERE visited
    UNION ALL SELECT edition, 'direct.probable', population FROM candidate WHERE attended_probable
    UNION ALL SELECT edition, 'direct.without_staff', population FROM candidate WHERE attended_not_staff
    UNION ALL SELECT edition, 'direct.year_before', population_before FROM candidate WHERE attended
    UNION ALL SELECT edition, 'direct.year_after', population_after FROM candidate WHERE attended
    UNION ALL SELECT edition, 'direct.without_largest', population FROM candidate WHERE attended AND NOT is_largest
    UNION ALL SELECT edition, 'direct.registered.probable', population FROM candidate WHERE registered_probable
    UNION ALL SELECT edition, 'partners', population FROM candidate WHERE partner
    UNION ALL SELECT edition, 'partners.all', population FROM candidate WHERE partner_any
    UNION ALL SELECT edition, 'partners.added', population FROM candidate WHERE partner AND NOT attended
    UNION ALL SELECT edition, 'combined', population FROM candidate WHERE attended OR partner
    UNION ALL SELECT edition, 'combined.registered', population FROM candidate WHERE registered OR partner_registered
    UNION ALL SELECT edition, 'combined.probable', population FROM candidate WHERE attended_probable OR partner_probable
    UNION ALL SELECT edition, 'combined.without_staff', population FROM candidate WHERE attended_not_staff OR partner_not_staff
    UNION ALL SELECT edition, 'combined.all', population FROM candidate WHERE attended OR partner_any
    UNION ALL SELECT edition, 'combined.waiting', population FROM candidate WHERE attended OR partner_waiting
    UNION ALL SELECT edition, 'country', population FROM candidate
),
total AS MATERIALIZED (
    SELECT edition, id, count(*) AS municipalities, count(population) AS known,
        sum(population) AS residents
    FROM chosen
    GROUP BY edition, id
)
SELECT
    variant.id AS variant,
    COALESCE(municipalities, 0) AS municipalities,
    CASE
        WHEN municipalities IS NULL THEN 0
        WHEN municipalities = known THEN residents
    END AS residents
FROM edition
CROSS JOIN variant
LEFT JOIN total ON total.edition = edition.edition AND total.id = variant.id
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, variant.position;
