-- Is an edition in the store, and how many others are?
-- in: :id TEXT, name of the edition's folder
-- out: here INTEGER, others INTEGER
SELECT
    count(*) FILTER (WHERE id = :id) AS here,
    count(*) FILTER (WHERE id <> :id) AS others
FROM edition;
