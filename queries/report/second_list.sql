-- Municipalities on our list (with an attendee), on the second list, and on both.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: signs INTEGER, first INTEGER, second INTEGER, both INTEGER, municipalities INTEGER
-- signs: rows of the second list that name an organisation. second: certain municipalities on it.
-- municipalities: of the whole layout.
WITH on_second AS (
    SELECT DISTINCT edition, municipality
    FROM second_sign
    JOIN organisation USING (edition, organisation)
    JOIN membership USING (edition, organisation)
    WHERE kind = 'municipality' AND status = 'certain' AND NOT waits
),
seen AS (
    SELECT municipality.edition, municipality.municipality,
        COALESCE(participation.attended, 0) AS is_first,
        on_second.municipality IS NOT NULL AS is_second
    FROM municipality
    LEFT JOIN participation USING (edition, municipality)
    LEFT JOIN on_second USING (edition, municipality)
)
SELECT
    (SELECT count(*) FROM second_sign WHERE second_sign.edition = edition.edition) AS signs,
    COALESCE(sum(is_first), 0) AS first,
    COALESCE(sum(is_second), 0) AS second,
    COALESCE(sum(is_first AND is_second), 0) AS both,
    count(seen.municipality) AS municipalities
FROM edition
LEFT JOIN seen USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
GROUP BY edition.edition
ORDER BY edition.id;
