-- The quotes of the themes that are kept of an edition.
-- in: :edition TEXT, its id
-- out: theme INTEGER, text TEXT
SELECT theme, text
FROM theme_quote
WHERE edition = :edition
ORDER BY theme, position;
