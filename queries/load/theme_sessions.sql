-- The sessions of the themes that are kept of an edition.
-- in: :edition TEXT, its id
-- out: theme INTEGER, session INTEGER, texts INTEGER
SELECT theme, session, texts
FROM theme_session
WHERE edition = :edition
ORDER BY theme, session;
