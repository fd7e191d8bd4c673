-- The key of a body that is not public is a hash of what somebody typed, which may be a person's own
-- name; the lowest number of that key takes its place, so that equal keys stay equal.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
UPDATE organisation
SET key = 'name:' || first.organisation
FROM (
    SELECT key, min(organisation) AS organisation
    FROM organisation
    WHERE edition = :edition
    GROUP BY key
) AS first
WHERE organisation.edition = :edition AND organisation.name IS NULL
    AND organisation.key = first.key;
