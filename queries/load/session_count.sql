-- Stores the counts per session.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO session_count (
    edition, session, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds,
    attendees, people, present, seconds, walkins, registrations_staff, attended_staff,
    attendees_staff, seconds_staff, pending, cancelled, without_minutes
)
SELECT
    :edition, session, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds, attendees, people, present, seconds, walkins, registrations_staff,
    attended_staff, attendees_staff, seconds_staff, pending, cancelled, without_minutes
FROM settled_session_count;
