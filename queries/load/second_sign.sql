-- Stores the organisations of the second list.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO second_sign (
    edition, sign, organisation, source, line
)
SELECT
    :edition, rowid, organisation, source, line
FROM settled_second_sign;
