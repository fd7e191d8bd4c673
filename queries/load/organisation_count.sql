-- Stores the counts per organisation.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO organisation_count (
    edition, organisation, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds, attendees, people, present, seconds, walkins, registrations_staff,
    attended_staff, attendees_staff, seconds_staff, hosted
)
SELECT
    :edition, organisation, registrations, persons, attended, short_visits, rated, rated_attended,
    attended_seconds, attendees, people, present, seconds, walkins, registrations_staff,
    attended_staff, attendees_staff, seconds_staff, hosted
FROM settled_organisation_count;
