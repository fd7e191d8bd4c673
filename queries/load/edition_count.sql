-- Stores the distinct persons of the whole edition.
-- in: :edition INTEGER; :registered INTEGER, :registered_staff INTEGER, :attended INTEGER,
-- :attended_staff INTEGER, :attended_by_name INTEGER, :both INTEGER, :attended_low INTEGER, :attended_high INTEGER, as in
-- engine/store/cube.h
-- out: (nothing)
INSERT INTO edition_count (
    edition, registered, registered_staff, attended, attended_staff, attended_by_name, both, attended_low,
    attended_high
)
VALUES (
    :edition, :registered, :registered_staff, :attended, :attended_staff, :attended_by_name, :both, :attended_low,
    :attended_high
);
