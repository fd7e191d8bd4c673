-- Where the distinct persons of an edition differ from the rows: of_rows 1 for what the rows say, 0
-- for what was kept. No row when all is well, or sealed. This is the definition of edition_count.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, of_rows INTEGER, registered INTEGER, registered_staff INTEGER, attended
-- INTEGER, attended_staff INTEGER, attended_by_name INTEGER, both INTEGER, attended_low INTEGER, attended_high INTEGER
WITH presence_of_registration AS (
    SELECT edition, registration, max(staff) AS staff
    FROM presence
    WHERE registration IS NOT NULL
    GROUP BY edition, registration
),
registered_person AS (
    SELECT registration.edition, registration.person,
        min(max(registration.staff, COALESCE(presence.staff, 0))) AS only_staff
    FROM registration
    LEFT JOIN presence_of_registration AS presence USING (edition, registration)
    WHERE status = 'live'
    GROUP BY registration.edition, registration.person
),
attended_person AS (
    SELECT presence.edition, presence.person, min(staff) AS only_staff,
        COALESCE(same_name, presence.person) AS at_least, has_address,
        count(DISTINCT presence.session) AS sessions, count(*) AS rows_of_person
    FROM presence
    JOIN person USING (edition, person)
    WHERE attendee
    GROUP BY presence.edition, presence.person
),
of_rows AS (
    SELECT edition.edition,
        (SELECT count(*) FROM registered_person AS p
            WHERE p.edition = edition.edition) AS registered,
        (SELECT COALESCE(sum(only_staff), 0) FROM registered_person AS p
            WHERE p.edition = edition.edition) AS registered_staff,
        (SELECT count(*) FROM attended_person AS p WHERE p.edition = edition.edition) AS attended,
        (SELECT COALESCE(sum(only_staff), 0) FROM attended_person AS p
            WHERE p.edition = edition.edition) AS attended_staff,
        (SELECT COALESCE(sum(NOT has_address), 0) FROM attended_person AS p
            WHERE p.edition = edition.edition) AS attended_by_name,
        (SELECT count(*) FROM attended_person AS p
            JOIN registered_person USING (edition, person)
            WHERE p.edition = edition.edition) AS both,
        (SELECT count(DISTINCT at_least) FROM attended_person AS p
            WHERE p.edition = edition.edition) AS attended_low,
        (SELECT COALESCE(sum(CASE WHEN has_address THEN 1 ELSE rows_of_person END), 0)
            FROM attended_person AS p WHERE p.edition = edition.edition) AS attended_high
    FROM edition
),
kept AS (
    SELECT edition, registered, registered_staff, attended, attended_staff, attended_by_name, both,
        attended_low, attended_high
    FROM edition_count
),
differing AS (
    SELECT 1 AS of_rows, missing.*
    FROM (SELECT * FROM of_rows EXCEPT SELECT * FROM kept) AS missing
    UNION ALL
    SELECT 0 AS of_rows, extra.*
    FROM (SELECT * FROM kept EXCEPT SELECT * FROM of_rows) AS extra
)
SELECT edition.id AS edition, of_rows, registered, registered_staff, attended, attended_staff,
    attended_by_name, both, attended_low, attended_high
FROM differing
JOIN edition USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition) AND edition.sealed_on IS NULL
ORDER BY edition.id, of_rows;
