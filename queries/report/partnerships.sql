-- The partnerships that took part, and what each adds to the municipalities that took part
-- themselves.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: name TEXT, status TEXT, adds_residents INTEGER, waits INTEGER, members_year INTEGER,
-- municipalities INTEGER, residents INTEGER, municipalities_added INTEGER, residents_added INTEGER
-- members_year: of the list of members that was used.
SELECT body.name, body.status, body.adds_residents, body.waits, members_year,
    count(municipality.municipality) AS municipalities,
    COALESCE(sum(population), 0) AS residents,
    COALESCE(sum(COALESCE(participation.attended, 0) = 0), 0) AS municipalities_added,
    COALESCE(sum(population) FILTER (WHERE COALESCE(participation.attended, 0) = 0), 0)
        AS residents_added
FROM edition
JOIN counted_organisation AS body USING (edition)
LEFT JOIN membership USING (edition, organisation)
LEFT JOIN municipality USING (edition, municipality)
LEFT JOIN participation USING (edition, municipality)
WHERE (:edition IS NULL OR edition.id = :edition) AND body.kind = 'partnership' AND attendees > 0
GROUP BY edition.edition, body.organisation
ORDER BY edition.id, residents_added DESC, body.name, body.organisation;
