-- The knots of the rode draden: the sessions in which each came back.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: theme TEXT, day INTEGER, slot INTEGER, session INTEGER
-- theme is a name. day counts from 0 over the days of publish/days, slot from 0 over the sessions of
-- that day that were held, by time.
WITH numbered_day AS (
    SELECT edition, session, status, day, starts_at, title,
        dense_rank() OVER (PARTITION BY edition ORDER BY day IS NULL, day) - 1 AS day_number
    FROM session
),
place AS (
    SELECT edition, session, day_number,
        row_number() OVER (
            PARTITION BY edition, day_number
            ORDER BY starts_at IS NULL, starts_at, title, session
        ) - 1 AS slot
    FROM numbered_day
    WHERE status <> 'cancelled'
)
SELECT theme.name AS theme, place.day_number AS day, place.slot, place.session
FROM edition
JOIN theme_run ON theme_run.edition = edition.id
JOIN theme ON theme.edition = edition.id
JOIN theme_session ON theme_session.edition = edition.id AND theme_session.theme = theme.theme
JOIN place ON place.edition = edition.edition AND place.session = theme_session.session
WHERE (:edition IS NULL OR edition.id = :edition) AND theme.recurs AND NOT too_few
ORDER BY edition.id, theme.theme, place.day_number, place.slot;
