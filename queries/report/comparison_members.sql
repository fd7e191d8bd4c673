-- The members of the partnerships that took part and add residents.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: key TEXT, name TEXT, code TEXT
SELECT organisation.key, organisation.name, municipality.code
FROM edition
JOIN organisation USING (edition)
JOIN organisation_count USING (edition, organisation)
JOIN membership USING (edition, organisation)
JOIN municipality USING (edition, municipality)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND kind = 'partnership' AND organisation.status = 'certain' AND NOT waits AND adds_residents
    AND attendees > 0
ORDER BY edition.id, organisation.key, municipality.code;
