-- Registrations and who came, over all sessions.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: registrations INTEGER, registrations_staff INTEGER, attended INTEGER, attended_staff
-- INTEGER, short_visits INTEGER, rated INTEGER, rated_attended INTEGER, rated_staff INTEGER,
-- rated_attended_staff INTEGER, unrated INTEGER, attendees INTEGER, attendees_staff INTEGER,
-- present INTEGER, walkins INTEGER, seconds INTEGER, seconds_staff INTEGER, without_minutes
-- INTEGER, pending INTEGER, cancelled INTEGER
-- registrations: live. attended: of these, with an attendee. rated: live, in held sessions that
-- were measured both ways; unrated: in held sessions that were not. walkins: in sessions with a
-- registration list.
WITH counted AS (
    SELECT session_count.*, session.status, registration_measured,
        session.status <> 'cancelled' AND attendance_measured AND registration_measured AS is_rated
    FROM session_count
    JOIN session USING (edition, session)
)
SELECT
    COALESCE(sum(registrations), 0) AS registrations,
    COALESCE(sum(registrations_staff), 0) AS registrations_staff,
    COALESCE(sum(attended), 0) AS attended,
    COALESCE(sum(attended_staff), 0) AS attended_staff,
    COALESCE(sum(short_visits), 0) AS short_visits,
    COALESCE(sum(rated), 0) AS rated,
    COALESCE(sum(rated_attended), 0) AS rated_attended,
    COALESCE(sum(registrations_staff) FILTER (WHERE is_rated), 0) AS rated_staff,
    COALESCE(sum(attended_staff) FILTER (WHERE is_rated), 0) AS rated_attended_staff,
    COALESCE(sum(registrations) FILTER (WHERE NOT is_rated AND status <> 'cancelled'), 0)
        AS unrated,
    COALESCE(sum(attendees), 0) AS attendees,
    COALESCE(sum(attendees_staff), 0) AS attendees_staff,
    COALESCE(sum(present), 0) AS present,
    COALESCE(sum(walkins) FILTER (WHERE registration_measured), 0) AS walkins,
    COALESCE(sum(seconds), 0) AS seconds,
    COALESCE(sum(seconds_staff), 0) AS seconds_staff,
    COALESCE(sum(without_minutes), 0) AS without_minutes,
    COALESCE(sum(pending), 0) AS pending,
    COALESCE(sum(cancelled), 0) AS cancelled
FROM edition
LEFT JOIN counted USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition
ORDER BY edition.id;
