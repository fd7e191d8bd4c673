-- What the rates of an edition are made from, per session that was held: sessions are the clusters of
-- the intervals of their differences.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session INTEGER, mode TEXT, measured INTEGER, registrations INTEGER, attended INTEGER,
-- attendees INTEGER, responses INTEGER
-- registrations, attended: zero unless the session counts in rates. attendees: NULL where nobody
-- counted them.
SELECT
    session.session,
    mode,
    attendance_measured AS measured,
    rated AS registrations,
    rated_attended AS attended,
    CASE WHEN attendance_measured THEN attendees END AS attendees,
    COALESCE(responses, 0) AS responses
FROM edition
JOIN session USING (edition)
JOIN session_count USING (edition, session)
LEFT JOIN response_count
    ON response_count.edition = edition.edition AND response_count.session = session.session
WHERE (:edition IS NULL OR edition.id = :edition) AND status <> 'cancelled'
ORDER BY edition.id, session.session;
