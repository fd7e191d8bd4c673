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
    FROM edition
    JOIN municipality USING (edition)
    LEFT JOIN part USING (edition, municipality)
    LEFT JOIN largest USING (edition, municipality)
    WHERE :edition IS NULL OR edition.id = :edition
),
sums AS MATERIALIZED (
    SELECT edition,
        count(*) FILTER (WHERE attended) AS n_direct,
        sum(population) FILTER (WHERE attended) AS direct,
        count(*) FILTER (WHERE registered) AS n_direct_registered,
        sum(population) FILTER (WHERE registered) AS direct_registered,
        count(*) FILTER (WHERE hosted) AS n_direct_hosting,
        sum(population) FILTER (WHERE hosted) AS direct_hosting,
        count(*) FILTER (WHERE attended OR hosted) AS n_direct_with_hosts,
        sum(population) FILTER (WHERE attended OR hosted) AS direct_with_hosts,
        count(*) FILTER (WHERE visited) AS n_direct_visited,
        sum(population) FILTER (WHERE visited) AS direct_visited,
        count(*) FILTER (WHERE attended_probable) AS n_direct_probable,
        sum(population) FILTER (WHERE attended_probable) AS direct_probable,
        count(*) FILTER (WHERE attended_not_staff) AS n_direct_without_staff,
        sum(population) FILTER (WHERE attended_not_staff) AS direct_without_staff,
        CASE WHEN count(*) FILTER (WHERE attended) = count(population_before) FILTER (WHERE attended)
            THEN sum(population_before) FILTER (WHERE attended)
        END AS direct_year_before,
        CASE WHEN count(*) FILTER (WHERE attended) = count(population_after) FILTER (WHERE attended)
            THEN sum(population_after) FILTER (WHERE attended)
        END AS direct_year_after,
        count(*) FILTER (WHERE attended AND NOT is_largest) AS n_direct_without_largest,
        sum(population) FILTER (WHERE attended AND NOT is_largest) AS direct_without_largest,
        count(*) FILTER (WHERE registered_probable) AS n_direct_registered_probable,
        sum(population) FILTER (WHERE registered_probable) AS direct_registered_probable,
        count(*) FILTER (WHERE partner) AS n_partners,
        sum(population) FILTER (WHERE partner) AS partners,
        count(*) FILTER (WHERE partner_any) AS n_partners_all,
        sum(population) FILTER (WHERE partner_any) AS partners_all,
        count(*) FILTER (WHERE partner AND NOT attended) AS n_partners_added,
        sum(population) FILTER (WHERE partner AND NOT attended) AS partners_added,
        count(*) FILTER (WHERE attended OR partner) AS n_combined,
        sum(population) FILTER (WHERE attended OR partner) AS combined,
        count(*) FILTER (WHERE registered OR partner_registered) AS n_combined_registered,
        sum(population) FILTER (WHERE registered OR partner_registered) AS combined_registered,
        count(*) FILTER (WHERE attended_probable OR partner_probable) AS n_combined_probable,
        sum(population) FILTER (WHERE attended_probable OR partner_probable) AS combined_probable,
        count(*) FILTER (WHERE attended_not_staff OR partner_not_staff) AS n_combined_without_staff,
        sum(population) FILTER (WHERE attended_not_staff OR partner_not_staff) AS combined_without_staff,
        count(*) FILTER (WHERE attended OR partner_any) AS n_combined_all,
        sum(population) FILTER (WHERE attended OR partner_any) AS combined_all,
        count(*) FILTER (WHERE attended OR partner_waiting) AS n_combined_waiting,
        sum(population) FILTER (WHERE attended OR partner_waiting) AS combined_waiting,
        count(population) AS n_country, sum(population) AS country
    FROM edition
    LEFT JOIN candidate USING (edition)
    WHERE :edition IS NULL OR edition.id = :edition
    GROUP BY edition
),
counted AS (
    SELECT edition, position, id,
        CASE id
            WHEN 'direct' THEN n_direct
            WHEN 'direct.registered' THEN n_direct_registered
            WHEN 'direct.hosting' THEN n_direct_hosting
            WHEN 'direct.with_hosts' THEN n_direct_with_hosts
            WHEN 'direct.visited' THEN n_direct_visited
            WHEN 'direct.probable' THEN n_direct_probable
            WHEN 'direct.without_staff' THEN n_direct_without_staff
            WHEN 'direct.year_before' THEN n_direct
            WHEN 'direct.year_after' THEN n_direct
            WHEN 'direct.without_largest' THEN n_direct_without_largest
            WHEN 'direct.registered.probable' THEN n_direct_registered_probable
            WHEN 'partners' THEN n_partners
            WHEN 'partners.all' THEN n_partners_all
            WHEN 'partners.added' THEN n_partners_added
            WHEN 'combined' THEN n_combined
            WHEN 'combined.registered' THEN n_combined_registered
            WHEN 'combined.probable' THEN n_combined_probable
            WHEN 'combined.without_staff' THEN n_combined_without_staff
            WHEN 'combined.all' THEN n_combined_all
            WHEN 'combined.waiting' THEN n_combined_waiting
            WHEN 'country' THEN n_country
        END AS municipalities,
        CASE id
            WHEN 'direct' THEN direct
            WHEN 'direct.registered' THEN direct_registered
            WHEN 'direct.hosting' THEN direct_hosting
            WHEN 'direct.with_hosts' THEN direct_with_hosts
            WHEN 'direct.visited' THEN direct_visited
            WHEN 'direct.probable' THEN direct_probable
            WHEN 'direct.without_staff' THEN direct_without_staff
            WHEN 'direct.year_before' THEN direct_year_before
            WHEN 'direct.year_after' THEN direct_year_after
            WHEN 'direct.without_largest' THEN direct_without_largest
            WHEN 'direct.registered.probable' THEN direct_registered_probable
            WHEN 'partners' THEN partners
            WHEN 'partners.all' THEN partners_all
            WHEN 'partners.added' THEN partners_added
            WHEN 'combined' THEN combined
            WHEN 'combined.registered' THEN combined_registered
            WHEN 'combined.probable' THEN combined_probable
            WHEN 'combined.without_staff' THEN combined_without_staff
            WHEN 'combined.all' THEN combined_all
            WHEN 'combined.waiting' THEN combined_waiting
            WHEN 'country' THEN country
        END AS residents
    FROM sums
    CROSS JOIN variant
)
SELECT
    counted.id AS variant,
    municipalities,
    CASE WHEN municipalities = 0 THEN 0 ELSE residents END AS residents
FROM edition
JOIN counted USING (edition)
ORDER BY edition.id, position;
