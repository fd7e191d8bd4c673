-- How many organisations took part, per kind; all kinds are listed.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: kind TEXT, attended INTEGER, registered INTEGER, hosted INTEGER
-- attended: with at least one attendee. An organisation is its key: one that some rows name for certain
-- and others probably is two rows of the table and counts once. Municipalities that somebody names
-- together ("Leiden en Leiderdorp") are one row and count each.
WITH known_kind (position, kind) AS (
    VALUES (1, 'municipality'), (2, 'partnership'), (3, 'province'), (4, 'water_board'),
        (5, 'ministry'), (6, 'company'), (7, 'education'), (8, 'foreign'), (9, 'other')
),
body AS (
    SELECT counted.edition, counted.kind, COALESCE(municipality, counted.key) AS body,
        counted.attendees, counted.registrations, counted.hosted
    FROM counted_organisation AS counted
    LEFT JOIN membership
        ON counted.kind = 'municipality'
        AND membership.edition = counted.edition
        AND membership.organisation = counted.organisation
)
SELECT
    known_kind.kind,
    count(DISTINCT CASE WHEN body.attendees > 0 THEN body.body END) AS attended,
    count(DISTINCT CASE WHEN body.registrations > 0 THEN body.body END) AS registered,
    count(DISTINCT CASE WHEN body.hosted > 0 THEN body.body END) AS hosted
FROM edition
CROSS JOIN known_kind
LEFT JOIN body
    ON body.edition = edition.edition AND body.kind = known_kind.kind
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, known_kind.kind
ORDER BY edition.id, known_kind.position;
