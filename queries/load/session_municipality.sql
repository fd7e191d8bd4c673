-- Stores which municipalities had an attendee in which session.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO session_municipality (edition, session, municipality)
SELECT :edition, session, municipality
FROM settled_session_municipality;
