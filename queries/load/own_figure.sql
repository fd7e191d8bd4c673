-- Stores the figures that were given.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO own_figure (
    edition, own_figure, name, value, unit, lower_bound, origin, date, given_by, source, line
)
SELECT
    :edition, rowid, name, value, unit, lower_bound, origin, date, given_by, source, line
FROM settled_own_figure;
