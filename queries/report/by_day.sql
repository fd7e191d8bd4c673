-- Registrations and who came, per day of the session.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: day TEXT, registrations INTEGER, persons INTEGER, attendees INTEGER, no_show_rate REAL,
-- attended_seconds INTEGER
-- Columns as in by_session. '(onbekend)': sessions without a day. The rate is over sessions that
-- were measured.
SELECT
    COALESCE(date(count.day * 86400, 'unixepoch'), '(onbekend)') AS day,
    count.registrations,
    count.persons,
    count.attended AS attendees,
    CASE WHEN count.rated > 0 THEN round(1 - count.rated_attended * 1.0 / count.rated, 4) END
        AS no_show_rate,
    count.attended_seconds
FROM edition
JOIN day_count AS count USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY 1, edition.id;
