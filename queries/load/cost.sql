-- Stores the costs.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO cost (
    edition, cost, item, session, amount, source, line
)
SELECT
    :edition, rowid, item, session, amount, source, line
FROM settled_cost;
