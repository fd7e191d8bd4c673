-- The lines with figures that the organisers gave.
-- in: :edition TEXT, id of the edition
-- out: path TEXT, line INTEGER, note TEXT
-- note: the name of the figure.
SELECT source.path, own_figure.line, own_figure.name AS note
FROM edition
JOIN own_figure USING (edition)
LEFT JOIN source ON source.edition = edition.edition AND source.source = own_figure.source
WHERE edition.id = :edition
ORDER BY own_figure.source, own_figure.line, own_figure.own_figure;
