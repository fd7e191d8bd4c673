-- Stores the sessions.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO session (
    edition, session, id, title, description, host, host_organisation, track, place, day,
    starts_at, ends_at, mode, status, in_programme, attendance_measured, registration_measured,
    source, line
)
SELECT
    :edition, rowid, id, title, description, host, host_organisation, track, place, day,
    starts_at, ends_at, mode, status, in_programme, attendance_measured, registration_measured,
    source, line
FROM settled_session;
