-- What themes over editions are found in: the remarks of an edition, or the words of them that a sealed
-- edition kept.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: place INTEGER, text TEXT, is_words INTEGER
-- place: of the session in the week, from 0, NULL when not known or cancelled; its number follows the
-- rows of the programme, its place does not. is_words: 1 when the order of the words is gone already.
WITH week AS (
    SELECT edition, session, row_number() OVER (
        PARTITION BY edition ORDER BY day, starts_at, title, session
    ) - 1 AS place
    FROM session
    WHERE status <> 'cancelled'
),
written AS (
    SELECT edition, session, text, 0 AS is_words
    FROM remark
    UNION ALL
    SELECT edition, session, words AS text, 1 AS is_words
    FROM remark_words
)
SELECT week.place, written.text, is_words
FROM edition
JOIN written USING (edition)
LEFT JOIN week ON week.edition = edition.edition AND week.session = written.session
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, week.place, written.text;
