-- Keeps what a final report showed, unless the last one showed the same.
-- in: :edition TEXT, id of the edition
-- in: :memory TEXT, text of engine/publish/memory.h
-- out: (nothing)
INSERT INTO release_memory (edition, position, memory)
SELECT :edition, COALESCE(max(position), 0) + 1, :memory
FROM release_memory
WHERE edition = :edition
HAVING COALESCE(
    (SELECT memory FROM release_memory WHERE edition = :edition
        ORDER BY position DESC LIMIT 1), '') <> :memory;
