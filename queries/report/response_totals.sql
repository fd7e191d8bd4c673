-- How many forms came back, and how many could have.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: evaluations INTEGER, questions INTEGER, grade_questions INTEGER, nps_questions INTEGER,
-- responses INTEGER, responses_with_session INTEGER, consents INTEGER, remarks INTEGER, attendees
-- INTEGER
-- evaluations: sources with a form. attendees: attendees x sessions.
SELECT
    (SELECT count(*) FROM source
        WHERE source.edition = edition.edition AND kind = 'evaluation') AS evaluations,
    (SELECT count(*) FROM question WHERE question.edition = edition.edition) AS questions,
    (SELECT count(*) FROM question
        WHERE question.edition = edition.edition AND kind = 'grade' AND scale_low IN (0, 1)
            AND scale_high = 10) AS grade_questions,
    (SELECT count(*) FROM question
        WHERE question.edition = edition.edition AND kind = 'nps') AS nps_questions,
    (SELECT count(*) FROM response WHERE response.edition = edition.edition) AS responses,
    (SELECT count(session) FROM response WHERE response.edition = edition.edition)
        AS responses_with_session,
    (SELECT COALESCE(sum(consent), 0) FROM response WHERE response.edition = edition.edition)
        AS consents,
    (SELECT count(*) FROM remark WHERE remark.edition = edition.edition) AS remarks,
    (SELECT COALESCE(sum(attendees), 0) FROM session_count
        WHERE session_count.edition = edition.edition) AS attendees
FROM edition
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
