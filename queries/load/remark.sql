-- Stores the remarks, scrubbed.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO remark (
    edition, remark, response, registration, question, session, organisation, consent, text,
    source, line
)
SELECT
    :edition, rowid, response, registration, question, session, organisation, consent, text,
    source, line
FROM settled_remark;
