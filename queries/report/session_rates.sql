-- Registered and came, per session that counts in rates (held, measured both ways) and has
-- registrations: what the rates and their intervals are made from.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session_id TEXT, title TEXT, registrations INTEGER, attended INTEGER, registrations_staff
-- INTEGER, attended_staff INTEGER
SELECT
    COALESCE(session.id, CAST(session.session + 1 AS TEXT)) AS session_id,
    title,
    rated AS registrations,
    rated_attended AS attended,
    registrations_staff,
    attended_staff
FROM edition
JOIN session USING (edition)
JOIN session_count USING (edition, session)
WHERE (:edition IS NULL OR edition.id = :edition) AND rated > 0
ORDER BY edition.id, session.session;
