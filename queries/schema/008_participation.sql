-- Which municipalities took part, kept with the counts: six queries of a report need it, and the view
-- works it out for every edition of the store each time. took_part is the definition, as the view
-- participation was (001); participation is what it said when the edition was stored.
DROP VIEW participation;

CREATE VIEW took_part AS
WITH body AS (
    SELECT organisation.edition, organisation.organisation, waits, adds_residents,
        kind = 'municipality' AND status = 'certain' AND NOT waits AS is_direct,
        kind = 'municipality' AND status IN ('certain', 'probable') AND NOT waits AS may_direct,
        kind = 'partnership' AND status = 'certain' AS is_partner,
        kind = 'partnership' AND status IN ('certain', 'probable') AS may_partner,
        attendees > 0 AS attended,
        registrations > 0 AS registered,
        hosted > 0 AS hosted,
        present > 0 AS visited,
        attendees > attendees_staff AS attended_not_staff
    FROM organisation
    JOIN organisation_count USING (edition, organisation)
)
SELECT edition, municipality,
    max(is_direct AND attended) AS attended,
    max(is_direct AND registered) AS registered,
    max(is_direct AND hosted) AS hosted,
    max(is_direct AND visited) AS visited,
    max(is_direct AND attended_not_staff) AS attended_not_staff,
    max(may_direct AND attended) AS attended_probable,
    max(may_direct AND registered) AS registered_probable,
    max(is_partner AND NOT waits AND adds_residents AND attended) AS partner,
    max(is_partner AND NOT waits AND adds_residents AND registered) AS partner_registered,
    max(may_partner AND NOT waits AND adds_residents AND attended) AS partner_probable,
    max(is_partner AND NOT waits AND adds_residents AND attended_not_staff)
        AS partner_not_staff,
    max(is_partner AND NOT waits AND attended) AS partner_any,
    max(is_partner AND adds_residents AND attended) AS partner_waiting
FROM body
JOIN membership USING (edition, organisation)
GROUP BY edition, municipality;

CREATE TABLE participation (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    municipality INTEGER NOT NULL,
    attended INTEGER NOT NULL,
    registered INTEGER NOT NULL,
    hosted INTEGER NOT NULL,
    visited INTEGER NOT NULL,
    attended_not_staff INTEGER NOT NULL,
    attended_probable INTEGER NOT NULL,
    registered_probable INTEGER NOT NULL,
    partner INTEGER NOT NULL,
    partner_registered INTEGER NOT NULL,
    partner_probable INTEGER NOT NULL,
    partner_not_staff INTEGER NOT NULL,
    partner_any INTEGER NOT NULL,
    partner_waiting INTEGER NOT NULL,
    PRIMARY KEY (edition, municipality)
) STRICT, WITHOUT ROWID;

INSERT INTO participation
SELECT *
FROM took_part;
