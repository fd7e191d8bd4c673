-- Every session with what was counted in it.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session_id TEXT, title TEXT, day TEXT, starts_at TEXT, ends_at TEXT, mode TEXT, status TEXT,
-- host TEXT, in_programme INTEGER, attendance_measured INTEGER, registration_measured INTEGER,
-- registrations INTEGER, persons INTEGER, attended INTEGER, short_visits INTEGER, no_shows INTEGER,
-- attendees INTEGER, walkins INTEGER, hours REAL, responses INTEGER, rated INTEGER
-- NULL where it was not measured. `attended` are registrations whose person came, `attendees` all
-- who came. `rated`: the session counts in rates.
WITH response_of_session AS (
    SELECT edition, session, count(*) AS responses
    FROM response
    WHERE session IS NOT NULL
    GROUP BY edition, session
)
SELECT
    COALESCE(session.id, CAST(session.session + 1 AS TEXT)) AS session_id,
    title,
    date(day * 86400, 'unixepoch') AS day,
    strftime('%H:%M', starts_at, 'unixepoch') AS starts_at,
    strftime('%H:%M', ends_at, 'unixepoch') AS ends_at,
    mode,
    status,
    host,
    in_programme,
    attendance_measured,
    registration_measured,
    CASE WHEN registration_measured THEN registrations END AS registrations,
    CASE WHEN registration_measured THEN persons END AS persons,
    CASE WHEN attendance_measured AND registration_measured THEN attended END AS attended,
    CASE WHEN attendance_measured AND registration_measured THEN short_visits END AS short_visits,
    CASE WHEN rated > 0 THEN rated - rated_attended END AS no_shows,
    CASE WHEN attendance_measured THEN attendees END AS attendees,
    CASE WHEN attendance_measured AND registration_measured THEN walkins END AS walkins,
    CASE WHEN attendance_measured THEN round(seconds / 3600.0, 2) END AS hours,
    COALESCE(responses, 0) AS responses,
    status <> 'cancelled' AND attendance_measured AND registration_measured AS rated
FROM edition
JOIN session USING (edition)
JOIN session_count USING (edition, session)
LEFT JOIN response_of_session USING (edition, session)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, session.day IS NULL, session.day, session.starts_at, session.session;
