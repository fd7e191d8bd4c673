-- The names of an edition's own themes, for the themes of several editions together.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: fingerprint TEXT, name TEXT
SELECT fingerprint, name
FROM theme
WHERE :edition IS NULL OR edition = :edition
ORDER BY edition, theme;
