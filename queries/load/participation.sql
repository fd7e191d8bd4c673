-- Stores which municipalities took part, under each definition.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO participation (
    edition, municipality, attended, registered, hosted, visited, attended_not_staff,
    attended_probable, registered_probable, partner, partner_registered, partner_probable,
    partner_not_staff, partner_any, partner_waiting
)
SELECT
    :edition, municipality, attended, registered, hosted, visited, attended_not_staff,
    attended_probable, registered_probable, partner, partner_registered, partner_probable,
    partner_not_staff, partner_any, partner_waiting
FROM settled_participation;
