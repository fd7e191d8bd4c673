-- Stores the registrations.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO registration (
    edition, registration, person, session, organisation, spelling, status, registered_at,
    staff, source, line
)
SELECT
    :edition, rowid, person, session, organisation, spelling, status, registered_at, staff,
    source, line
FROM settled_registration;
