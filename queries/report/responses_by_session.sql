-- Forms per session beside those who came.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session_id TEXT, title TEXT, responses INTEGER, attendees INTEGER
-- Sessions with at least one form. attendees is NULL where nobody counted them.
SELECT
    COALESCE(session.id, CAST(session.session + 1 AS TEXT)) AS session_id,
    title,
    count(*) AS responses,
    CASE WHEN attendance_measured THEN attendees END AS attendees
FROM edition
JOIN response USING (edition)
JOIN session USING (edition, session)
JOIN session_count USING (edition, session)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, session.session
ORDER BY edition.id, session.session;
