-- What the final reports of an edition showed of the counts of people, one text for each that differs
-- (engine/publish/memory.h): the gate hides in a later report what was hidden in an earlier one.
CREATE TABLE release_memory (
    edition TEXT NOT NULL,
    position INTEGER NOT NULL, -- 1, 2 ...
    memory TEXT NOT NULL,
    PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;
