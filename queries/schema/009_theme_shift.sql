-- How the subjects of two editions differ, kept so that a comparison without changed remarks costs
-- nothing. Part of the summary of both: no row of a person. Keyed by the ids of the editions, as
-- theme_run is.
CREATE TABLE theme_shift (
    earlier TEXT NOT NULL,
    later TEXT NOT NULL,
    hash TEXT NOT NULL, -- of the words of all remarks, the names of the themes and the settings
    texts_earlier INTEGER NOT NULL,
    texts_later INTEGER NOT NULL,
    too_few INTEGER NOT NULL,
    testable INTEGER NOT NULL,
    PRIMARY KEY (earlier, later)
) STRICT, WITHOUT ROWID;

CREATE TABLE shifted_theme (
    earlier TEXT NOT NULL,
    later TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    texts_earlier INTEGER NOT NULL,
    texts_later INTEGER NOT NULL,
    share_earlier REAL NOT NULL,
    share_later REAL NOT NULL,
    difference REAL NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    p REAL NOT NULL,
    q REAL NOT NULL,
    kind INTEGER NOT NULL, -- engine/record/shift.h
    PRIMARY KEY (earlier, later, position),
    FOREIGN KEY (earlier, later) REFERENCES theme_shift ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
