-- The costs, as given.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: item TEXT, session_id TEXT, title TEXT, amount REAL
-- amount in euro. Without a session: of the whole week.
SELECT item,
    CASE WHEN session.session IS NOT NULL
        THEN COALESCE(session.id, CAST(session.session + 1 AS TEXT)) END AS session_id,
    title, amount
FROM edition
JOIN cost USING (edition)
LEFT JOIN session ON session.edition = edition.edition AND session.session = cost.session
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, cost.cost;
