-- What themes over editions are found in: the remarks of an edition, or the words of them that a sealed
-- edition kept.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session INTEGER, text TEXT, is_words INTEGER
-- session is NULL when not known or cancelled. is_words: 1 when the order of the words is gone already.
WITH written AS (
    SELECT edition, session, text, 0 AS is_words
    FROM remark
    UNION ALL
    SELECT edition, session, words AS text, 1 AS is_words
    FROM remark_words
)
SELECT session.session, written.text, is_words
FROM edition
JOIN written USING (edition)
LEFT JOIN session ON session.edition = edition.edition AND session.session = written.session
    AND session.status <> 'cancelled'
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, session.session, written.text;
