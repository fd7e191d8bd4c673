-- Stores the spellings.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO spelling (
    edition, spelling, text, organisation, status, method, score, margin, runner_up, rows
)
SELECT
    :edition, rowid, text, organisation, status, method, score, margin, runner_up, rows
FROM settled_spelling;
