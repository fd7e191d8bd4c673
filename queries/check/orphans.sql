-- Rows that point to a row that is not there, or belong to no edition. No row when all is well.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, in_table TEXT, number INTEGER, column_name TEXT
WITH orphan AS (
    SELECT merged_row.edition, 'merged_row' AS in_table, merged_row.merged_row AS number,
        'edition' AS column_name
    FROM merged_row
    LEFT JOIN edition AS target ON target.edition = merged_row.edition
    WHERE target.edition IS NULL
    UNION ALL
    SELECT remark.edition, 'remark' AS in_table, remark.remark AS number,
        'edition' AS column_name
    FROM remark
    LEFT JOIN edition AS target ON target.edition = remark.edition
    WHERE target.edition IS NULL
    UNION ALL
    SELECT answer.edition, 'answer' AS in_table, answer.response AS number,
        'edition' AS column_name
    FROM answer
    LEFT JOIN edition AS target ON target.edition = answer.edition
    WHERE target.edition IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table, presence.presence AS number,
        'edition' AS column_name
    FROM presence
    LEFT JOIN edition AS target ON target.edition = presence.edition
    WHERE target.edition IS NULL
    UNION ALL
    SELECT registration.edition, 'registration' AS in_table, registration.registration AS number,
        'edition' AS column_name
    FROM registration
    LEFT JOIN edition AS target ON target.edition = registration.edition
    WHERE target.edition IS NULL
    UNION ALL
    SELECT person.edition, 'person' AS in_table, person.person AS number,
        'edition' AS column_name
    FROM person
    LEFT JOIN edition AS target ON target.edition = person.edition
    WHERE target.edition IS NULL
    UNION ALL
    SELECT membership.edition, 'membership' AS in_table,
        membership.organisation AS number, 'organisation' AS column_name
    FROM membership
    LEFT JOIN organisation AS target
        ON target.edition = membership.edition AND target.organisation = membership.organisation
    WHERE membership.organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT membership.edition, 'membership' AS in_table,
        membership.organisation AS number, 'municipality' AS column_name
    FROM membership
    LEFT JOIN municipality AS target
        ON target.edition = membership.edition AND target.municipality = membership.municipality
    WHERE membership.municipality IS NOT NULL AND target.municipality IS NULL
    UNION ALL
    SELECT spelling.edition, 'spelling' AS in_table,
        spelling.spelling AS number, 'organisation' AS column_name
    FROM spelling
    LEFT JOIN organisation AS target
        ON target.edition = spelling.edition AND target.organisation = spelling.organisation
    WHERE spelling.organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT session.edition, 'session' AS in_table,
        session.session AS number, 'host_organisation' AS column_name
    FROM session
    LEFT JOIN organisation AS target
        ON target.edition = session.edition AND target.organisation = session.host_organisation
    WHERE session.host_organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT person.edition, 'person' AS in_table, person.person AS number, 'same_name' AS column_name
    FROM person
    LEFT JOIN person AS target
        ON target.edition = person.edition AND target.person = person.same_name
    WHERE person.same_name IS NOT NULL AND target.person IS NULL
    UNION ALL
    SELECT registration.edition, 'registration' AS in_table,
        registration.registration AS number, 'person' AS column_name
    FROM registration
    LEFT JOIN person AS target
        ON target.edition = registration.edition AND target.person = registration.person
    WHERE registration.person IS NOT NULL AND target.person IS NULL
    UNION ALL
    SELECT registration.edition, 'registration' AS in_table,
        registration.registration AS number, 'session' AS column_name
    FROM registration
    LEFT JOIN session AS target
        ON target.edition = registration.edition AND target.session = registration.session
    WHERE registration.session IS NOT NULL AND target.session IS NULL
    UNION ALL
    SELECT registration.edition, 'registration' AS in_table,
        registration.registration AS number, 'organisation' AS column_name
    FROM registration
    LEFT JOIN organisation AS target
        ON target.edition = registration.edition AND target.organisation = registration.organisation
    WHERE registration.organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT registration.edition, 'registration' AS in_table,
        registration.registration AS number, 'spelling' AS column_name
    FROM registration
    LEFT JOIN spelling AS target
        ON target.edition = registration.edition AND target.spelling = registration.spelling
    WHERE registration.spelling IS NOT NULL AND target.spelling IS NULL
    UNION ALL
    SELECT registration.edition, 'registration' AS in_table,
        registration.registration AS number, 'source' AS column_name
    FROM registration
    LEFT JOIN source AS target
        ON target.edition = registration.edition AND target.source = registration.source
    WHERE registration.source IS NOT NULL AND target.source IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table,
        presence.presence AS number, 'person' AS column_name
    FROM presence
    LEFT JOIN person AS target
        ON target.edition = presence.edition AND target.person = presence.person
    WHERE presence.person IS NOT NULL AND target.person IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table,
        presence.presence AS number, 'session' AS column_name
    FROM presence
    LEFT JOIN session AS target
        ON target.edition = presence.edition AND target.session = presence.session
    WHERE presence.session IS NOT NULL AND target.session IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table,
        presence.presence AS number, 'organisation' AS column_name
    FROM presence
    LEFT JOIN organisation AS target
        ON target.edition = presence.edition AND target.organisation = presence.organisation
    WHERE presence.organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table,
        presence.presence AS number, 'spelling' AS column_name
    FROM presence
    LEFT JOIN spelling AS target
        ON target.edition = presence.edition AND target.spelling = presence.spelling
    WHERE presence.spelling IS NOT NULL AND target.spelling IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table,
        presence.presence AS number, 'registration' AS column_name
    FROM presence
    LEFT JOIN registration AS target
        ON target.edition = presence.edition AND target.registration = presence.registration
    WHERE presence.registration IS NOT NULL AND target.registration IS NULL
    UNION ALL
    SELECT presence.edition, 'presence' AS in_table,
        presence.presence AS number, 'source' AS column_name
    FROM presence
    LEFT JOIN source AS target
        ON target.edition = presence.edition AND target.source = presence.source
    WHERE presence.source IS NOT NULL AND target.source IS NULL
    UNION ALL
    SELECT question.edition, 'question' AS in_table,
        question.question AS number, 'source' AS column_name
    FROM question
    LEFT JOIN source AS target
        ON target.edition = question.edition AND target.source = question.source
    WHERE question.source IS NOT NULL AND target.source IS NULL
    UNION ALL
    SELECT response.edition, 'response' AS in_table,
        response.response AS number, 'session' AS column_name
    FROM response
    LEFT JOIN session AS target
        ON target.edition = response.edition AND target.session = response.session
    WHERE response.session IS NOT NULL AND target.session IS NULL
    UNION ALL
    SELECT response.edition, 'response' AS in_table,
        response.response AS number, 'organisation' AS column_name
    FROM response
    LEFT JOIN organisation AS target
        ON target.edition = response.edition AND target.organisation = response.organisation
    WHERE response.organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT response.edition, 'response' AS in_table,
        response.response AS number, 'person' AS column_name
    FROM response
    LEFT JOIN person AS target
        ON target.edition = response.edition AND target.person = response.person
    WHERE response.person IS NOT NULL AND target.person IS NULL
    UNION ALL
    SELECT response.edition, 'response' AS in_table,
        response.response AS number, 'source' AS column_name
    FROM response
    LEFT JOIN source AS target
        ON target.edition = response.edition AND target.source = response.source
    WHERE response.source IS NOT NULL AND target.source IS NULL
    UNION ALL
    SELECT answer.edition, 'answer' AS in_table,
        answer.response AS number, 'response' AS column_name
    FROM answer
    LEFT JOIN response AS target
        ON target.edition = answer.edition AND target.response = answer.response
    WHERE answer.response IS NOT NULL AND target.response IS NULL
    UNION ALL
    SELECT answer.edition, 'answer' AS in_table,
        answer.response AS number, 'question' AS column_name
    FROM answer
    LEFT JOIN question AS target
        ON target.edition = answer.edition AND target.question = answer.question
    WHERE answer.question IS NOT NULL AND target.question IS NULL
    UNION ALL
    SELECT remark.edition, 'remark' AS in_table, remark.remark AS number, 'response' AS column_name
    FROM remark
    LEFT JOIN response AS target
        ON target.edition = remark.edition AND target.response = remark.response
    WHERE remark.response IS NOT NULL AND target.response IS NULL
    UNION ALL
    SELECT remark.edition, 'remark' AS in_table,
        remark.remark AS number, 'registration' AS column_name
    FROM remark
    LEFT JOIN registration AS target
        ON target.edition = remark.edition AND target.registration = remark.registration
    WHERE remark.registration IS NOT NULL AND target.registration IS NULL
    UNION ALL
    SELECT remark.edition, 'remark' AS in_table, remark.remark AS number, 'question' AS column_name
    FROM remark
    LEFT JOIN question AS target
        ON target.edition = remark.edition AND target.question = remark.question
    WHERE remark.question IS NOT NULL AND target.question IS NULL
    UNION ALL
    SELECT remark.edition, 'remark' AS in_table, remark.remark AS number, 'session' AS column_name
    FROM remark
    LEFT JOIN session AS target
        ON target.edition = remark.edition AND target.session = remark.session
    WHERE remark.session IS NOT NULL AND target.session IS NULL
    UNION ALL
    SELECT remark.edition, 'remark' AS in_table, remark.remark AS number, 'source' AS column_name
    FROM remark
    LEFT JOIN source AS target
        ON target.edition = remark.edition AND target.source = remark.source
    WHERE remark.source IS NOT NULL AND target.source IS NULL
    UNION ALL
    SELECT cost.edition, 'cost' AS in_table, cost.cost AS number, 'session' AS column_name
    FROM cost
    LEFT JOIN session AS target
        ON target.edition = cost.edition AND target.session = cost.session
    WHERE cost.session IS NOT NULL AND target.session IS NULL
    UNION ALL
    SELECT second_sign.edition, 'second_sign' AS in_table,
        second_sign.sign AS number, 'organisation' AS column_name
    FROM second_sign
    LEFT JOIN organisation AS target
        ON target.edition = second_sign.edition AND target.organisation = second_sign.organisation
    WHERE second_sign.organisation IS NOT NULL AND target.organisation IS NULL
    UNION ALL
    SELECT finding.edition, 'finding' AS in_table,
        finding.finding AS number, 'source' AS column_name
    FROM finding
    LEFT JOIN source AS target
        ON target.edition = finding.edition AND target.source = finding.source
    WHERE finding.source IS NOT NULL AND target.source IS NULL
)
SELECT edition.id AS edition, in_table, number, column_name
FROM orphan
LEFT JOIN edition USING (edition)
WHERE :edition IS NULL OR edition.id IS NULL OR edition.id = :edition
ORDER BY edition.id, in_table, number, column_name;
