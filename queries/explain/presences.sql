-- The first row of each presence behind a figure.
-- in: :edition TEXT, id of the edition; :which TEXT, one of present, attendee, walkin
-- out: path TEXT, line INTEGER, note TEXT
-- walkin: attendees without a live registration who are not staff, in sessions with a registration
-- list. note is empty: a person has no name here.
SELECT source.path, presence.line, '' AS note
FROM edition
JOIN presence USING (edition)
JOIN session USING (edition, session)
LEFT JOIN source ON source.edition = edition.edition AND source.source = presence.source
LEFT JOIN registration
    ON registration.edition = edition.edition
    AND registration.registration = presence.registration
WHERE edition.id = :edition
    AND CASE :which
        WHEN 'present' THEN 1
        WHEN 'attendee' THEN presence.attendee
        WHEN 'walkin' THEN presence.attendee AND NOT presence.staff AND registration_measured
            AND (registration.status IS NULL OR registration.status <> 'live')
    END
ORDER BY presence.source, presence.line, presence.presence;
