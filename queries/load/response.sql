-- Stores the filled-in forms.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO response (
    edition, response, session, organisation, person, consent, source, line
)
SELECT
    :edition, rowid, session, organisation, person, consent, source, line
FROM settled_response;
