-- Stores which municipalities each organisation stands for.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO membership (
    edition, organisation, municipality
)
SELECT
    :edition, organisation, municipality
FROM settled_membership;
