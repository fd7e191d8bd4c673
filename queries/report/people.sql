-- Distinct persons over the whole edition.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: registered INTEGER, registered_staff INTEGER, attended INTEGER, attended_staff INTEGER, both
-- INTEGER, attended_low INTEGER, attended_high INTEGER, without_address INTEGER
-- _staff: of these, only ever as staff. low and high: every name without an address that equals a
-- known person is that person; every such name and session is somebody else. without_address: of
-- `attended`, known by name only.
SELECT registered, registered_staff, attended, attended_staff, both, attended_low, attended_high,
    attended_by_name AS without_address
FROM edition
JOIN edition_count USING (edition)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
