-- The rows that brought each organisation in.
-- in: :edition TEXT, id of the edition; :which TEXT, attended, registered or hosted; :kind TEXT,
-- one kind of organisation; NULL means all
-- out: organisation INTEGER, name TEXT, kind TEXT, path TEXT, line INTEGER, spelling TEXT, method
-- TEXT
-- organisation: its number within the edition, the lowest one of its key. name and spelling are
-- NULL for bodies that are not public.
WITH evidence AS (
    SELECT edition, organisation, spelling, source, line, 'attended' AS deed
    FROM presence
    WHERE attendee
    UNION ALL
    SELECT edition, organisation, spelling, source, line, 'registered' AS deed
    FROM registration
    WHERE status = 'live'
    UNION ALL
    SELECT edition, host_organisation AS organisation, NULL AS spelling, source, line,
        'hosted' AS deed
    FROM session
    WHERE host_organisation IS NOT NULL AND status <> 'cancelled'
)
SELECT min(body.organisation) OVER (PARTITION BY body.key) AS organisation, body.name, body.kind,
    source.path, evidence.line, spelling.text AS spelling, spelling.method
FROM edition
JOIN counted_organisation AS body USING (edition)
JOIN evidence USING (edition, organisation)
LEFT JOIN source ON source.edition = edition.edition AND source.source = evidence.source
LEFT JOIN spelling ON spelling.edition = edition.edition AND spelling.spelling = evidence.spelling
WHERE edition.id = :edition
    AND evidence.deed = :which
    AND (:kind IS NULL OR body.kind = :kind)
ORDER BY body.kind, body.name IS NULL, body.name, organisation, evidence.source,
    evidence.line, spelling.text;
