-- The lines that named the sessions behind a figure.
-- in: :edition TEXT, id of the edition; :which TEXT, one of planned, held, cancelled, measured,
-- rated
-- out: path TEXT, line INTEGER, note TEXT
-- note: title of the session.
SELECT source.path, session.line, session.title AS note
FROM edition
JOIN session USING (edition)
LEFT JOIN source ON source.edition = edition.edition AND source.source = session.source
WHERE edition.id = :edition
    AND CASE :which
        WHEN 'planned' THEN in_programme
        WHEN 'held' THEN status <> 'cancelled'
        WHEN 'cancelled' THEN status = 'cancelled'
        WHEN 'measured' THEN status <> 'cancelled' AND attendance_measured
        WHEN 'rated' THEN status <> 'cancelled' AND attendance_measured AND registration_measured
    END
ORDER BY session.source, session.line, session.session;
