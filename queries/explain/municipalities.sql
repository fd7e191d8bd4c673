-- The municipalities behind a figure of reach, and the rows that brought each in.
-- in: :edition TEXT, id of the edition; :which TEXT, a variant of report/reach_variants
-- out: code TEXT, name TEXT, population INTEGER, organisation TEXT, path TEXT, line INTEGER,
-- spelling TEXT, method TEXT, deed TEXT
-- organisation: the municipality itself, or the partnership that works for it. deed: attended,
-- visited, registered or hosted. For 'country' there is one row per municipality, without evidence.
WITH evidence AS (
    SELECT edition, organisation, spelling, source, line,
        CASE WHEN attendee THEN 'attended' ELSE 'visited' END AS deed, staff
    FROM presence
    UNION ALL
    SELECT edition, organisation, spelling, source, line, 'registered' AS deed, staff
    FROM registration
    WHERE status = 'live'
    UNION ALL
    SELECT edition, host_organisation AS organisation, NULL AS spelling, source, line,
        'hosted' AS deed, 0 AS staff
    FROM session
    WHERE host_organisation IS NOT NULL AND status <> 'cancelled'
),
body AS (
    SELECT edition, organisation, name, waits, adds_residents,
        kind = 'municipality' AND NOT waits AS may_direct,
        kind = 'municipality' AND NOT waits AND status = 'certain' AS is_direct,
        kind = 'partnership' AND status = 'certain' AS is_partner,
        kind = 'partnership' AND adds_residents AND NOT waits AS may_chosen_partner,
        kind = 'partnership' AND adds_residents AND NOT waits AND status = 'certain'
            AS is_chosen_partner
    FROM organisation
    WHERE status IN ('certain', 'probable')
),
in_place AS (
    SELECT edition, municipality,
        row_number() OVER (PARTITION BY edition ORDER BY population DESC, municipality) AS place
    FROM participation
    JOIN municipality USING (edition, municipality)
    WHERE attended
)
SELECT municipality.code, municipality.name,
    CASE :which
        WHEN 'direct.year_before' THEN population_before
        WHEN 'direct.year_after' THEN population_after
        ELSE population
    END AS population,
    body.name AS organisation,
    source.path, evidence.line, spelling.text AS spelling, spelling.method, evidence.deed
FROM edition
JOIN municipality USING (edition)
JOIN membership USING (edition, municipality)
JOIN body USING (edition, organisation)
JOIN evidence USING (edition, organisation)
LEFT JOIN participation USING (edition, municipality)
LEFT JOIN in_place USING (edition, municipality)
LEFT JOIN source ON source.edition = edition.edition AND source.source = evidence.source
LEFT JOIN spelling ON spelling.edition = edition.edition AND spelling.spelling = evidence.spelling
WHERE edition.id = :edition
    AND CASE :which
        WHEN 'direct' THEN is_direct AND deed = 'attended'
        WHEN 'direct.year_before' THEN is_direct AND deed = 'attended'
        WHEN 'direct.year_after' THEN is_direct AND deed = 'attended'
        WHEN 'direct.without_largest' THEN is_direct AND deed = 'attended' AND place > 1
        WHEN 'direct.registered' THEN is_direct AND deed = 'registered'
        WHEN 'direct.registered.probable' THEN may_direct AND deed = 'registered'
        WHEN 'direct.hosting' THEN is_direct AND deed = 'hosted'
        WHEN 'direct.with_hosts' THEN is_direct AND deed IN ('attended', 'hosted')
        WHEN 'direct.visited' THEN is_direct AND deed IN ('attended', 'visited')
        WHEN 'direct.probable' THEN may_direct AND deed = 'attended'
        WHEN 'direct.without_staff' THEN is_direct AND deed = 'attended' AND NOT evidence.staff
        WHEN 'partners' THEN is_chosen_partner AND deed = 'attended'
        WHEN 'partners.added' THEN is_chosen_partner AND deed = 'attended'
            AND NOT participation.attended
        WHEN 'partners.all' THEN is_partner AND NOT waits AND deed = 'attended'
        WHEN 'combined' THEN (is_direct OR is_chosen_partner) AND deed = 'attended'
        WHEN 'combined.registered' THEN (is_direct OR is_chosen_partner) AND deed = 'registered'
        WHEN 'combined.probable' THEN (may_direct OR may_chosen_partner) AND deed = 'attended'
        WHEN 'combined.without_staff' THEN (is_direct OR is_chosen_partner) AND deed = 'attended'
            AND NOT evidence.staff
        WHEN 'combined.all' THEN (is_direct OR (is_partner AND NOT waits)) AND deed = 'attended'
        WHEN 'combined.waiting' THEN (is_direct OR (is_partner AND adds_residents))
            AND deed = 'attended'
    END
UNION ALL
SELECT code, municipality.name, population, NULL, NULL, NULL, NULL, NULL, NULL
FROM edition
JOIN municipality USING (edition)
WHERE edition.id = :edition AND :which = 'country'
ORDER BY 2, 1, 5, 6, 7, 9, 4;
