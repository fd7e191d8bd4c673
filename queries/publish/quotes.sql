-- Quotes of the rode draden: scrubbed, with consent. The best of each theme first.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: quote TEXT, theme TEXT
SELECT theme_quote.text AS quote, theme.name AS theme
FROM theme_run
JOIN theme USING (edition)
JOIN theme_quote USING (edition, theme)
WHERE (:edition IS NULL OR edition = :edition) AND theme.recurs AND NOT too_few
ORDER BY edition, theme_quote.position, theme.theme;
