-- What sealing an edition erases.
-- in: :edition INTEGER, number of the edition
-- out: persons INTEGER, registrations INTEGER, presences INTEGER, responses INTEGER, remarks INTEGER
SELECT
    (SELECT count(*) FROM person WHERE edition = :edition) AS persons,
    (SELECT count(*) FROM registration WHERE edition = :edition) AS registrations,
    (SELECT count(*) FROM presence WHERE edition = :edition) AS presences,
    (SELECT count(*) FROM response WHERE edition = :edition) AS responses,
    (SELECT count(*) FROM remark WHERE edition = :edition) AS remarks;
