-- Stores the spellings.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO spelling (
    edition, spelling, text, organisation, method, score, margin, runner_up, rows
)
SELECT
    :edition, position, text, organisation, method, score, margin, runner_up, rows
FROM settled_spelling;
