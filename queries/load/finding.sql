-- Stores the findings.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO finding (
    edition, finding, rule, weight, source, line, column_number, detail
)
SELECT
    :edition, rowid, rule, weight, source, line, column_number, COALESCE(detail, '')
FROM settled_finding;
