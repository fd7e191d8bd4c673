-- Every answer on a scale, for the figures of appreciation.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: kind TEXT, session_id TEXT, number REAL
-- kind: 'grade' (1 to 10) or 'nps' (0 to 10). session_id is NULL when the form does not say.
SELECT kind,
    CASE WHEN session.session IS NOT NULL
        THEN COALESCE(session.id, CAST(session.session + 1 AS TEXT)) END AS session_id,
    answer.number
FROM edition
JOIN question USING (edition)
JOIN answer USING (edition, question)
JOIN response USING (edition, response)
LEFT JOIN session
    ON session.edition = edition.edition AND session.session = response.session
WHERE (:edition IS NULL OR edition.id = :edition)
    AND answer.number IS NOT NULL
    AND ((kind = 'grade' AND scale_low IN (0, 1) AND scale_high = 10) OR kind = 'nps')
ORDER BY edition.id, kind, response.response, question.question;
