-- How many municipalities took part themselves (at least one attendee), and how many people live
-- there, each counted once.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: municipalities INTEGER, population INTEGER
SELECT count(*) AS municipalities, COALESCE(sum(population), 0) AS population
FROM edition
JOIN municipality_count AS count USING (edition)
JOIN municipality USING (edition, municipality)
WHERE count.attendees > 0 AND (:edition IS NULL OR edition.id = :edition);
