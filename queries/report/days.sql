-- What happened on each day: sessions, registrations, who came.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: day TEXT, planned INTEGER, held INTEGER, measured INTEGER, registrations INTEGER, attendees
-- INTEGER, people INTEGER, walkins INTEGER, hours REAL
-- people: distinct attendees of the day. NULL where no session of the day was measured.
WITH sessions_of_day AS (
    SELECT edition, day, sum(in_programme) AS planned, sum(status <> 'cancelled') AS held,
        sum(status <> 'cancelled' AND attendance_measured) AS measured,
        sum(attendance_measured) AS with_attendance,
        sum(registration_measured) AS with_registration
    FROM session
    GROUP BY edition, day
)
SELECT
    date(sessions_of_day.day * 86400, 'unixepoch') AS day,
    planned,
    held,
    measured,
    CASE WHEN with_registration > 0 THEN registrations END AS registrations,
    CASE WHEN with_attendance > 0 THEN attendees END AS attendees,
    CASE WHEN with_attendance > 0 THEN people END AS people,
    CASE WHEN with_attendance > 0 AND with_registration > 0 THEN walkins END AS walkins,
    CASE WHEN with_attendance > 0 THEN round(seconds / 3600.0, 2) END AS hours
FROM edition
JOIN sessions_of_day USING (edition)
JOIN day_count AS count
    ON count.edition = edition.edition AND count.day IS sessions_of_day.day
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, sessions_of_day.day IS NULL, sessions_of_day.day;
