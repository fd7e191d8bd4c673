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
chosen AS (
    SELECT candidate.edition, variant.id,
        CASE variant.id
            WHEN 'direct.year_before' THEN population_before
            WHEN 'direct.year_after' THEN population_after
            ELSE population
        END AS population
    FROM candidate
    CROSS JOIN variant
    WHERE CASE variant.id
        WHEN 'direct' THEN attended
        WHEN 'direct.registered' THEN registered
        WHEN 'direct.hosting' THEN hosted
        WHEN 'direct.with_hosts' THEN attended OR hosted
        WHEN 'direct.visited' THEN visited
        WHEN 'direct.probable' THEN attended_probable
        WHEN 'direct.without_staff' THEN attended_not_staff
        WHEN 'direct.year_before' THEN attended
        WHEN 'direct.year_after' THEN attended
        WHEN 'direct.without_largest' THEN attended AND NOT is_largest
        WHEN 'direct.registered.probable' THEN registered_probable
        WHEN 'partners' THEN partner
        WHEN 'partners.all' THEN partner_any
        WHEN 'partners.added' THEN partner AND NOT attended
        WHEN 'combined' THEN attended OR partner
        WHEN 'combined.registered' THEN registered OR partner_registered
        WHEN 'combined.probable' THEN attended_probable OR partner_probable
        WHEN 'combined.without_staff' THEN attended_not_staff OR partner_not_staff
        WHEN 'combined.all' THEN attended OR partner_any
        WHEN 'combined.waiting' THEN attended OR partner_waiting
        WHEN 'country' THEN 1
    END
)
SELECT
    variant.id AS variant,
    count(chosen.id) AS municipalities,
    CASE
        WHEN count(chosen.id) = 0 THEN 0
        WHEN count(chosen.id) = count(chosen.population) THEN sum(chosen.population)
    END AS residents
FROM edition
CROSS JOIN variant
LEFT JOIN chosen ON chosen.edition = edition.edition AND chosen.id = variant.id
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, variant.id
ORDER BY edition.id, variant.position;
