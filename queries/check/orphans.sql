-- Rows that point to a row that is not there. No row when all is well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, in_table TEXT, number INTEGER, column_name TEXT
WITH orphan AS (
    SELECT edition, 'membership' AS in_table, organisation AS number, 'organisation' AS column_name
    FROM membership
    WHERE organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = membership.edition AND target.organisation = membership.organisation
        )
    UNION ALL
    SELECT edition, 'membership' AS in_table, organisation AS number, 'municipality' AS column_name
    FROM membership
    WHERE municipality IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM municipality AS target
            WHERE target.edition = membership.edition AND target.municipality = membership.municipality
        )
    UNION ALL
    SELECT edition, 'spelling' AS in_table, spelling AS number, 'organisation' AS column_name
    FROM spelling
    WHERE organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = spelling.edition AND target.organisation = spelling.organisation
        )
    UNION ALL
    SELECT edition, 'session' AS in_table, session AS number, 'host_organisation' AS column_name
    FROM session
    WHERE host_organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = session.edition AND target.organisation = session.host_organisation
        )
    UNION ALL
    SELECT edition, 'person' AS in_table, person AS number, 'same_name' AS column_name
    FROM person
    WHERE same_name IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM person AS target
            WHERE target.edition = person.edition AND target.person = person.same_name
        )
    UNION ALL
    SELECT edition, 'registration' AS in_table, registration AS number, 'person' AS column_name
    FROM registration
    WHERE person IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM person AS target
            WHERE target.edition = registration.edition AND target.person = registration.person
        )
    UNION ALL
    SELECT edition, 'registration' AS in_table, registration AS number, 'session' AS column_name
    FROM registration
    WHERE session IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM session AS target
            WHERE target.edition = registration.edition AND target.session = registration.session
        )
    UNION ALL
    SELECT edition, 'registration' AS in_table, registration AS number, 'organisation' AS column_name
    FROM registration
    WHERE organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = registration.edition AND target.organisation = registration.organisation
        )
    UNION ALL
    SELECT edition, 'registration' AS in_table, registration AS number, 'spelling' AS column_name
    FROM registration
    WHERE spelling IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM spelling AS target
            WHERE target.edition = registration.edition AND target.spelling = registration.spelling
        )
    UNION ALL
    SELECT edition, 'registration' AS in_table, registration AS number, 'source' AS column_name
    FROM registration
    WHERE source IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM source AS target
            WHERE target.edition = registration.edition AND target.source = registration.source
        )
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number, 'person' AS column_name
    FROM presence
    WHERE person IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM person AS target
            WHERE target.edition = presence.edition AND target.person = presence.person
        )
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number, 'session' AS column_name
    FROM presence
    WHERE session IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM session AS target
            WHERE target.edition = presence.edition AND target.session = presence.session
        )
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number, 'organisation' AS column_name
    FROM presence
    WHERE organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = presence.edition AND target.organisation = presence.organisation
        )
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number, 'spelling' AS column_name
    FROM presence
    WHERE spelling IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM spelling AS target
            WHERE target.edition = presence.edition AND target.spelling = presence.spelling
        )
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number, 'registration' AS column_name
    FROM presence
    WHERE registration IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM registration AS target
            WHERE target.edition = presence.edition AND target.registration = presence.registration
        )
    UNION ALL
    SELECT edition, 'presence' AS in_table, presence AS number, 'source' AS column_name
    FROM presence
    WHERE source IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM source AS target
            WHERE target.edition = presence.edition AND target.source = presence.source
        )
    UNION ALL
    SELECT edition, 'question' AS in_table, question AS number, 'source' AS column_name
    FROM question
    WHERE source IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM source AS target
            WHERE target.edition = question.edition AND target.source = question.source
        )
    UNION ALL
    SELECT edition, 'response' AS in_table, response AS number, 'session' AS column_name
    FROM response
    WHERE session IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM session AS target
            WHERE target.edition = response.edition AND target.session = response.session
        )
    UNION ALL
    SELECT edition, 'response' AS in_table, response AS number, 'organisation' AS column_name
    FROM response
    WHERE organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = response.edition AND target.organisation = response.organisation
        )
    UNION ALL
    SELECT edition, 'response' AS in_table, response AS number, 'person' AS column_name
    FROM response
    WHERE person IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM person AS target
            WHERE target.edition = response.edition AND target.person = response.person
        )
    UNION ALL
    SELECT edition, 'response' AS in_table, response AS number, 'source' AS column_name
    FROM response
    WHERE source IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM source AS target
            WHERE target.edition = response.edition AND target.source = response.source
        )
    UNION ALL
    SELECT edition, 'answer' AS in_table, response AS number, 'response' AS column_name
    FROM answer
    WHERE response IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM response AS target
            WHERE target.edition = answer.edition AND target.response = answer.response
        )
    UNION ALL
    SELECT edition, 'answer' AS in_table, response AS number, 'question' AS column_name
    FROM answer
    WHERE question IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM question AS target
            WHERE target.edition = answer.edition AND target.question = answer.question
        )
    UNION ALL
    SELECT edition, 'remark' AS in_table, remark AS number, 'response' AS column_name
    FROM remark
    WHERE response IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM response AS target
            WHERE target.edition = remark.edition AND target.response = remark.response
        )
    UNION ALL
    SELECT edition, 'remark' AS in_table, remark AS number, 'registration' AS column_name
    FROM remark
    WHERE registration IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM registration AS target
            WHERE target.edition = remark.edition AND target.registration = remark.registration
        )
    UNION ALL
    SELECT edition, 'remark' AS in_table, remark AS number, 'question' AS column_name
    FROM remark
    WHERE question IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM question AS target
            WHERE target.edition = remark.edition AND target.question = remark.question
        )
    UNION ALL
    SELECT edition, 'remark' AS in_table, remark AS number, 'session' AS column_name
    FROM remark
    WHERE session IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM session AS target
            WHERE target.edition = remark.edition AND target.session = remark.session
        )
    UNION ALL
    SELECT edition, 'remark' AS in_table, remark AS number, 'source' AS column_name
    FROM remark
    WHERE source IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM source AS target
            WHERE target.edition = remark.edition AND target.source = remark.source
        )
    UNION ALL
    SELECT edition, 'cost' AS in_table, cost AS number, 'session' AS column_name
    FROM cost
    WHERE session IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM session AS target
            WHERE target.edition = cost.edition AND target.session = cost.session
        )
    UNION ALL
    SELECT edition, 'second_sign' AS in_table, sign AS number, 'organisation' AS column_name
    FROM second_sign
    WHERE organisation IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM organisation AS target
            WHERE target.edition = second_sign.edition AND target.organisation = second_sign.organisation
        )
    UNION ALL
    SELECT edition, 'finding' AS in_table, finding AS number, 'source' AS column_name
    FROM finding
    WHERE source IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM source AS target
            WHERE target.edition = finding.edition AND target.source = finding.source
        )
)
SELECT edition.id AS edition, in_table, number, column_name
FROM orphan
JOIN edition USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id, in_table, number, column_name;
