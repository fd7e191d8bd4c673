-- Where the counts per day differ from the rows: one row per day and side, of_rows 1 for
-- what the rows say and 0 for what was kept. No row when all is well, or sealed. This is the definition of
-- every count in day_count.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, of_rows INTEGER, day INTEGER, registrations INTEGER, persons INTEGER,
-- attended INTEGER, attendees INTEGER, people INTEGER
WITH presence_of_registration AS (
    SELECT edition, registration, max(attendee) AS attendee, max(staff) AS staff,
        sum(seconds) AS seconds
    FROM presence
    WHERE registration IS NOT NULL
    GROUP BY edition, registration
),
live_registration AS (
    SELECT registration.edition, registration.registration, registration.person,
        registration.session, session.day, registration.organisation,
        COALESCE(presence.attendee, 0) AS attended,
        presence.registration IS NOT NULL AND NOT presence.attendee AS is_short_visit,
        COALESCE(presence.seconds, 0) AS seconds,
        max(registration.staff, COALESCE(presence.staff, 0)) AS staff,
        session.status <> 'cancelled' AND session.attendance_measured
            AND session.registration_measured AS is_rated
    FROM registration
    JOIN session USING (edition, session)
    LEFT JOIN presence_of_registration AS presence USING (edition, registration)
    WHERE registration.status = 'live'
),
presence_in_full AS (
    SELECT presence.edition, presence.person, presence.session, session.day,
        presence.organisation, presence.attendee, presence.seconds, presence.staff,
        presence.has_minutes,
        presence.attendee AND NOT presence.staff
            AND (registration.status IS NULL OR registration.status <> 'live') AS is_walkin
    FROM presence
    JOIN session USING (edition, session)
    LEFT JOIN registration
        ON registration.edition = presence.edition
        AND registration.registration = presence.registration
),
all_day AS (
    SELECT DISTINCT edition, day FROM session
),
registered AS (
    SELECT edition, day, count(*) AS registrations, count(DISTINCT person) AS persons,
        sum(attended) AS attended, sum(is_short_visit) AS short_visits, sum(is_rated) AS rated,
        sum(is_rated AND attended) AS rated_attended, sum(seconds) AS attended_seconds,
        sum(staff) AS registrations_staff, sum(attended AND staff) AS attended_staff
    FROM live_registration
    GROUP BY edition, day
),
came AS (
    SELECT edition, day, sum(attendee) AS attendees,
        count(DISTINCT CASE WHEN attendee THEN person END) AS people, count(*) AS present,
        sum(seconds) AS seconds, sum(is_walkin) AS walkins,
        sum(attendee AND staff) AS attendees_staff,
        sum(CASE WHEN staff THEN seconds ELSE 0 END) AS seconds_staff
    FROM presence_in_full
    GROUP BY edition, day
),
of_rows AS (
    SELECT list.edition, list.day,
        COALESCE(registrations, 0) AS registrations, COALESCE(persons, 0) AS persons,
        COALESCE(attended, 0) AS attended, COALESCE(short_visits, 0) AS short_visits,
        COALESCE(rated, 0) AS rated,
        COALESCE(rated_attended, 0) AS rated_attended,
        COALESCE(attended_seconds, 0) AS attended_seconds,
        COALESCE(attendees, 0) AS attendees, COALESCE(people, 0) AS people,
        COALESCE(present, 0) AS present, COALESCE(seconds, 0) AS seconds,
        COALESCE(walkins, 0) AS walkins,
        COALESCE(registrations_staff, 0) AS registrations_staff,
        COALESCE(attended_staff, 0) AS attended_staff,
        COALESCE(attendees_staff, 0) AS attendees_staff,
        COALESCE(seconds_staff, 0) AS seconds_staff
    FROM all_day AS list
    LEFT JOIN registered
        ON registered.edition = list.edition AND registered.day IS list.day
    LEFT JOIN came ON came.edition = list.edition AND came.day IS list.day
),
kept AS (
    SELECT edition, day,
        registrations, persons, attended, short_visits, rated, rated_attended,
        attended_seconds, attendees,
        people, present, seconds, walkins, registrations_staff, attended_staff, attendees_staff,
        seconds_staff
    FROM day_count
),
differing AS (
    SELECT 1 AS of_rows, missing.*
    FROM (SELECT * FROM of_rows EXCEPT SELECT * FROM kept) AS missing
    UNION ALL
    SELECT 0 AS of_rows, extra.*
    FROM (SELECT * FROM kept EXCEPT SELECT * FROM of_rows) AS extra
)
SELECT edition.id AS edition, of_rows, day, registrations, persons, attended, attendees, people
FROM differing
JOIN edition USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition) AND edition.sealed_on IS NULL
ORDER BY edition.id, day, of_rows;
