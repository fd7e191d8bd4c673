-- The days of the week, before the gate.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: day INTEGER, sessions INTEGER, held INTEGER, measured INTEGER, registrations INTEGER,
-- attendees INTEGER, rated INTEGER, rated_attended INTEGER, walkins INTEGER
-- day is NULL for sessions whose day is not known. `registrations` and `attendees` count people x
-- sessions.
SELECT
    session.day,
    count(*) AS sessions,
    sum(session.status <> 'cancelled') AS held,
    sum(session.status <> 'cancelled' AND session.attendance_measured) AS measured,
    sum(count.registrations) AS registrations,
    sum(count.attendees) AS attendees,
    sum(count.rated) AS rated,
    sum(count.rated_attended) AS rated_attended,
    sum(CASE WHEN session.attendance_measured AND session.registration_measured
        THEN count.walkins ELSE 0 END) AS walkins
FROM edition
JOIN session USING (edition)
JOIN session_count AS count USING (edition, session)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY session.day
ORDER BY session.day IS NULL, session.day;
