-- Keeps what a final report showed, unless an earlier one showed the same.
-- in: :edition TEXT, id of the edition
-- in: :memory TEXT, text of engine/publish/memory.h
-- out: (nothing)
INSERT INTO release_memory (edition, position, memory)
SELECT :edition, COALESCE(max(position), 0) + 1, :memory
FROM release_memory
WHERE edition = :edition
HAVING COALESCE(sum(memory = :memory), 0) = 0;
