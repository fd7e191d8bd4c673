-- Stores the presences.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO presence (
    edition, presence, person, session, organisation, spelling, seconds, has_minutes, attendee,
    staff, registration, source, line
)
SELECT
    :edition, rowid, person, session, organisation, spelling, seconds, has_minutes, attendee,
    staff, registration, source, line
FROM settled_presence;
