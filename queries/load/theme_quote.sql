-- Stores a quote of a theme.
-- in: :edition TEXT, its id; :theme INTEGER; :position INTEGER, 0 is the best; :text TEXT, scrubbed
-- out: (nothing)
INSERT INTO theme_quote (edition, theme, position, text)
VALUES (:edition, :theme, :position, :text);
