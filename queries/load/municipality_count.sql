-- Stores the counts per municipality that has any.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO municipality_count (
    edition, municipality, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds, attendees, people, present, seconds, walkins, registrations_staff,
    attended_staff, attendees_staff, seconds_staff
)
SELECT
    :edition, municipality, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds, attendees, people, present, seconds, walkins, registrations_staff,
    attended_staff, attendees_staff, seconds_staff
FROM settled_municipality_count
WHERE registrations > 0 OR present > 0;
