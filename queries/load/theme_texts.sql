-- The texts that themes are found in: remarks, scrubbed, with what is known about them.
-- in: :edition TEXT, its id
-- out: session INTEGER, place INTEGER, municipality INTEGER, day INTEGER, respondent INTEGER, consent
-- INTEGER, text TEXT
-- session: NULL when not known or cancelled. place: of the session in the week, from 0; its number
-- follows the rows of the programme, its place does not. municipality: the one that the organisation is, NULL
-- when it is none. day: days since 1970. respondent: a number per person, or per form or registration
-- of somebody unknown.
WITH week AS (
    SELECT edition, session, row_number() OVER (
        PARTITION BY edition ORDER BY day, starts_at, title, session
    ) - 1 AS place
    FROM session
),
home AS (
    SELECT edition, organisation, min(municipality) AS municipality
    FROM membership
    JOIN organisation USING (edition, organisation)
    WHERE kind = 'municipality' AND status IN ('certain', 'probable') AND NOT waits
    GROUP BY edition, organisation
)
SELECT
    session.session,
    week.place,
    home.municipality,
    session.day,
    CASE
        WHEN response.person IS NOT NULL THEN 3 * response.person
        WHEN remark.response IS NOT NULL THEN 3 * remark.response + 1
        WHEN remark.registration IS NOT NULL THEN 3 * remark.registration + 2
    END AS respondent,
    remark.consent,
    remark.text
FROM edition
JOIN remark USING (edition)
LEFT JOIN response ON response.edition = remark.edition AND response.response = remark.response
LEFT JOIN session ON session.edition = remark.edition AND session.session = remark.session
    AND session.status <> 'cancelled'
LEFT JOIN week ON week.edition = session.edition AND week.session = session.session
LEFT JOIN home ON home.edition = remark.edition AND home.organisation = remark.organisation
WHERE edition.id = :edition
ORDER BY remark.remark;
