-- The rows that decided the registrations behind a figure.
-- in: :edition TEXT, id of the edition; :which TEXT, one of live, attended, short, rated, no_show
-- out: path TEXT, line INTEGER, note TEXT
-- attended: with an attendee. short: present, but no attendee. rated: in held sessions that were
-- measured both ways; no_show: of these, without an attendee. note is empty: a person has no name
-- here.
WITH came AS (
    SELECT edition, registration, max(attendee) AS attendee
    FROM presence
    WHERE registration IS NOT NULL
    GROUP BY edition, registration
)
SELECT source.path, registration.line, '' AS note
FROM edition
JOIN registration USING (edition)
JOIN session USING (edition, session)
LEFT JOIN source
    ON source.edition = edition.edition AND source.source = registration.source
LEFT JOIN came
    ON came.edition = edition.edition AND came.registration = registration.registration
WHERE edition.id = :edition
    AND registration.status = 'live'
    AND CASE :which
        WHEN 'live' THEN 1
        WHEN 'attended' THEN came.attendee = 1
        WHEN 'short' THEN came.attendee = 0
        WHEN 'rated' THEN session.status <> 'cancelled' AND attendance_measured
            AND registration_measured
        WHEN 'no_show' THEN session.status <> 'cancelled' AND attendance_measured
            AND registration_measured AND COALESCE(came.attendee, 0) = 0
    END
ORDER BY registration.source, registration.line, registration.registration;
