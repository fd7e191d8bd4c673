-- Figures that the organisers gave.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: name TEXT, value REAL, unit TEXT, lower_bound INTEGER, origin TEXT, date TEXT, given_by TEXT
-- lower_bound: "more than".
SELECT own_figure.name, value, unit, lower_bound, origin, date, given_by
FROM edition
JOIN own_figure USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, own_figure.own_figure;
