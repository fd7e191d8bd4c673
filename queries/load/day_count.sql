-- Stores the counts per day.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO day_count (
    edition, day, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds,
    attendees, people, present, seconds, walkins, registrations_staff, attended_staff,
    attendees_staff, seconds_staff
)
SELECT
    :edition, day, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds,
    attendees, people, present, seconds, walkins, registrations_staff, attended_staff,
    attendees_staff, seconds_staff
FROM settled_day_count;
