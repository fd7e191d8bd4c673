-- What final reports of an edition showed of the counts of people.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: memory TEXT
SELECT memory
FROM release_memory
WHERE :edition IS NULL OR edition = :edition
ORDER BY edition, position;
