-- Which municipalities themselves had an attendee in which session, so that a comparison can say what
-- more or fewer sessions would bring (engine/ledger/comparison_outlook.h), also of a sealed edition.
-- How many attendees is not kept. Counted while an edition is stored (engine/store/cube.h);
-- check/cube_session_municipality.sql returns a row when it differs from the rows. Kept as the large
-- tables of 001 are: of thousands of sessions it would have hundreds of thousands of rows, so that now
-- all municipalities of a session are one row. json_each() reads both.
CREATE TABLE session_municipality (
    edition, -- integer
    session, -- integer
    municipality -- JSON array of integers; below, one integer
);

-- Editions that are there already; those that were sealed have no rows of people any more.
INSERT INTO session_municipality (edition, session, municipality)
SELECT DISTINCT presence.edition, presence.session, membership.municipality
FROM presence
JOIN organisation USING (edition, organisation)
JOIN membership USING (edition, organisation)
WHERE presence.attendee AND organisation.kind = 'municipality'
    AND organisation.status = 'certain' AND NOT organisation.waits;
