-- Registrations and who came, per municipality that took part itself.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: municipality TEXT, registrations INTEGER, persons INTEGER, attendees INTEGER, no_show_rate
-- REAL, attended_seconds INTEGER, population INTEGER
-- Columns as in by_session. '(onbekend)': other organisations and those not known. A row that names
-- two municipalities counts in both. The rate is over sessions that were measured.
SELECT
    COALESCE(municipality.name, '(onbekend)') AS municipality,
    count.registrations,
    count.persons,
    count.attended AS attendees,
    CASE WHEN count.rated > 0 THEN round(1 - count.rated_attended * 1.0 / count.rated, 4) END
        AS no_show_rate,
    count.attended_seconds,
    municipality.population
FROM edition
JOIN municipality_count AS count USING (edition)
LEFT JOIN municipality USING (edition, municipality)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY 1, municipality.code, edition.id;
