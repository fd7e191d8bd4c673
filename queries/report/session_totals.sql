-- How many sessions there were, and how many were measured.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: sessions INTEGER, planned INTEGER, cancelled INTEGER, held INTEGER, measured INTEGER,
-- with_attendance INTEGER, with_registration INTEGER, rated INTEGER, hosted INTEGER
-- planned: in the programme. measured: held, and named by an attendance list. rated: held, and
-- measured both ways. hosted: with a host that is a known organisation.
SELECT
    count(session.session) AS sessions,
    COALESCE(sum(in_programme), 0) AS planned,
    COALESCE(sum(status = 'cancelled'), 0) AS cancelled,
    COALESCE(sum(status <> 'cancelled'), 0) AS held,
    COALESCE(sum(status <> 'cancelled' AND attendance_measured), 0) AS measured,
    COALESCE(sum(attendance_measured), 0) AS with_attendance,
    COALESCE(sum(registration_measured), 0) AS with_registration,
    COALESCE(sum(status <> 'cancelled' AND attendance_measured AND registration_measured), 0)
        AS rated,
    count(host_organisation) AS hosted
FROM edition
LEFT JOIN session USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition
ORDER BY edition.id;
