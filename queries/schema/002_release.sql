-- Published reports with a number: the figures as the gate let them out, one row per figure. Keyed by
-- the edition's id and not its row, because an edition is replaced as a whole when it is read again.
CREATE TABLE release (
    edition TEXT NOT NULL,
    kind TEXT NOT NULL, -- impact, submission
    number INTEGER NOT NULL, -- 1, 2 ...
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    reason TEXT,
    inputs TEXT NOT NULL,
    settings TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    PRIMARY KEY (edition, kind, number, position)
) STRICT, WITHOUT ROWID;
