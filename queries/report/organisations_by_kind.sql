-- How many organisations took part, per kind; all kinds are listed.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: kind TEXT, attended INTEGER, registered INTEGER, hosted INTEGER
-- attended: with at least one attendee.
WITH known_kind (position, kind) AS (
    VALUES (1, 'municipality'), (2, 'partnership'), (3, 'province'), (4, 'water_board'),
        (5, 'ministry'), (6, 'company'), (7, 'education'), (8, 'foreign'), (9, 'other')
)
SELECT
    known_kind.kind,
    COALESCE(sum(body.attendees > 0), 0) AS attended,
    COALESCE(sum(body.registrations > 0), 0) AS registered,
    COALESCE(sum(body.hosted > 0), 0) AS hosted
FROM edition
CROSS JOIN known_kind
LEFT JOIN counted_organisation AS body
    ON body.edition = edition.edition AND body.kind = known_kind.kind
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition, known_kind.kind
ORDER BY edition.id, known_kind.position;
