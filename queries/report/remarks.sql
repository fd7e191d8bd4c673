-- The remarks, scrubbed, with where they come from.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: remark INTEGER, session_id TEXT, question_text TEXT, consent INTEGER, municipality INTEGER,
-- day INTEGER, text TEXT
-- municipality: number of the municipality that the organisation is; NULL when it is none. day:
-- days since 1970.
SELECT remark.remark,
    CASE WHEN session.session IS NOT NULL
        THEN COALESCE(session.id, CAST(session.session + 1 AS TEXT)) END AS session_id,
    question.text AS question_text,
    remark.consent,
    (
        SELECT min(municipality)
        FROM membership
        JOIN organisation USING (edition, organisation)
        WHERE membership.edition = remark.edition
            AND membership.organisation = remark.organisation
            AND kind = 'municipality' AND status IN ('certain', 'probable') AND NOT waits
    ) AS municipality,
    session.day,
    remark.text
FROM edition
JOIN remark USING (edition)
LEFT JOIN session ON session.edition = edition.edition AND session.session = remark.session
LEFT JOIN question ON question.edition = edition.edition AND question.question = remark.question
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, remark.remark;
