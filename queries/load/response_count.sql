-- Stores how many forms are about each session.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO response_count (edition, session, responses)
SELECT :edition, session, responses
FROM settled_response_count;
