-- Which municipalities themselves had an attendee in which session: what a forecast is made from.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session INTEGER, code TEXT
SELECT session_municipality.session, municipality.code
FROM edition
JOIN session_municipality USING (edition)
JOIN json_each(session_municipality.municipality) AS one
JOIN municipality ON municipality.edition = edition.edition AND municipality.municipality = one.value
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, session_municipality.session, municipality.code;
