-- Registrations and who came, per session.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session_id TEXT, registrations INTEGER, persons INTEGER, attendees INTEGER, no_show_rate
-- REAL, attended_seconds INTEGER
-- Live registrations, their distinct persons, those of whom the person came, and how long. Where no
-- attendance list names the session, attendees, rate and seconds are unknown (NULL); a cancelled
-- session has no rate.
SELECT
    COALESCE(session.id, CAST(session.session + 1 AS TEXT)) AS session_id,
    count.registrations,
    count.persons,
    CASE WHEN attendance_measured THEN count.attended END AS attendees,
    CASE WHEN count.rated > 0 THEN round(1 - count.rated_attended * 1.0 / count.rated, 4) END
        AS no_show_rate,
    CASE WHEN attendance_measured THEN count.attended_seconds END AS attended_seconds
FROM edition
JOIN session USING (edition)
JOIN session_count AS count USING (edition, session)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY session_id, edition.id, session.session;
