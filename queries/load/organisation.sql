-- Stores the organisations.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO organisation (
    edition, organisation, key, name, kind, status, adds_residents, waits, members_year
)
SELECT
    :edition, rowid, stable_key, name, kind, status, adds_residents, waits, members_year
FROM settled_organisation;
