-- Stores the rows that another row replaced.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO merged_row (
    edition, merged_row, source, line, into_source, into_line
)
SELECT
    :edition, rowid, source, line, into_source, into_line
FROM settled_merged_row;
