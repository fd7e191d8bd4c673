-- The municipalities that took part in any way, with the definitions that they meet (0 or 1).
-- in: :edition TEXT, id of the edition; NULL means all
-- out: code TEXT, name TEXT, province TEXT, population INTEGER, direct INTEGER, partner INTEGER,
-- registered INTEGER, hosted INTEGER, visited INTEGER, not_staff INTEGER, probable INTEGER,
-- partner_any INTEGER, registrations INTEGER, attendees INTEGER, people INTEGER
-- direct: at least one attendee of the municipality itself. partner: a partnership that took part
-- works for it. visited: somebody was present, however short.
SELECT municipality.code, municipality.name, municipality.province, municipality.population,
    participation.attended AS direct,
    participation.partner,
    participation.registered,
    participation.hosted,
    participation.visited,
    participation.attended_not_staff AS not_staff,
    participation.attended_probable AS probable,
    participation.partner_any,
    COALESCE(count.registrations, 0) AS registrations,
    COALESCE(count.attendees, 0) AS attendees,
    COALESCE(count.people, 0) AS people
FROM edition
JOIN participation USING (edition)
JOIN municipality USING (edition, municipality)
LEFT JOIN municipality_count AS count USING (edition, municipality)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND (participation.visited OR participation.registered OR participation.hosted
        OR participation.partner_registered OR participation.partner_any)
ORDER BY edition.id, municipality.name, municipality.code;
