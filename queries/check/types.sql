-- Rows with a value that is not of the type that schema/001_store.sql puts behind its column, in the
-- tables that do not declare types. No row when all is well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, in_table TEXT, number INTEGER
WITH ill_typed AS (
    SELECT edition, 'person' AS in_table, person AS number
    FROM person
    WHERE (typeof(edition), typeof(person), typeof(pseudonym), typeof(has_address))
        <> ('integer', 'integer', 'blob', 'integer')
        OR typeof(same_name) NOT IN ('integer', 'null')
    UNION ALL
    SELECT edition, 'registration' AS in_table, registration AS number
    FROM registration
    WHERE (typeof(edition), typeof(registration), typeof(person), typeof(session), typeof(status),
            typeof(staff), typeof(source), typeof(line))
        <> ('integer', 'integer', 'integer', 'integer', 'text', 'integer', 'integer', 'integer')
        OR typeof(organisation) NOT IN ('integer', 'null')
        OR typeof(spelling) NOT IN ('integer', 'null')
        OR typeof(registered_at) NOT IN ('integer', 'null')
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number
    FROM presence
    WHERE (typeof(edition), typeof(presence), typeof(person), typeof(session), typeof(seconds),
            typeof(has_minutes), typeof(attendee), typeof(staff), typeof(source), typeof(line))
        <> ('integer', 'integer', 'integer', 'integer', 'integer',
            'integer', 'integer', 'integer', 'integer', 'integer')
        OR typeof(organisation) NOT IN ('integer', 'null')
        OR typeof(spelling) NOT IN ('integer', 'null')
        OR typeof(registration) NOT IN ('integer', 'null')
    UNION ALL
    SELECT edition, 'remark' AS in_table, remark AS number
    FROM remark
    WHERE (typeof(edition), typeof(remark), typeof(question), typeof(consent), typeof(text),
            typeof(source), typeof(line))
        <> ('integer', 'integer', 'integer', 'integer', 'text', 'integer', 'integer')
        OR typeof(response) NOT IN ('integer', 'null')
        OR typeof(registration) NOT IN ('integer', 'null')
        OR typeof(session) NOT IN ('integer', 'null')
        OR typeof(organisation) NOT IN ('integer', 'null')
    UNION ALL
    SELECT edition, 'session_municipality' AS in_table, session AS number
    FROM session_municipality
    WHERE (typeof(edition), typeof(session)) <> ('integer', 'integer')
        OR typeof(municipality) NOT IN ('integer', 'text') OR NOT json_valid(municipality)
)
SELECT edition.id AS edition, in_table, number
FROM ill_typed
LEFT JOIN edition USING (edition)
WHERE :edition IS NULL OR edition.id IS NULL OR edition.id = :edition
ORDER BY edition.id, in_table, number;
