-- Stores the closed answers.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO answer (
    edition, response, question, number, text
)
SELECT
    :edition, response, question, CASE WHEN has_number THEN number END, text
FROM settled_answer;
