-- Stores the questions of forms.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO question (
    edition, question, source, column_number, kind, text, scale_low, scale_high
)
SELECT
    :edition, rowid, source, column_number, kind, text, scale_low, scale_high
FROM settled_question;
