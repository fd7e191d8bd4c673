-- The themes of an edition, kept so that a run without changed texts costs nothing. Part of the
-- edition's summary: no row of a person. Keyed by the edition's id and not its row, because an
-- edition is replaced as a whole when it is read again; session numbers hold as long as texts_hash,
-- which has them in it.
CREATE TABLE theme_run (
    edition TEXT NOT NULL PRIMARY KEY,
    key_hash TEXT NOT NULL, -- inputs, settings of the edition and of the themes
    texts_hash TEXT NOT NULL, -- texts with all that is known about them, settings of the themes
    texts INTEGER NOT NULL,
    distinct_texts INTEGER NOT NULL,
    empty_texts INTEGER NOT NULL, -- texts that say nothing
    unassigned INTEGER NOT NULL, -- texts that say something, but belong to no theme for certain
    too_few INTEGER NOT NULL,
    agreement REAL NOT NULL -- of single runs: mean adjusted Rand index
) STRICT, WITHOUT ROWID;

-- Numbered from 0: rode draden first, then the others, each by falling number of texts.
CREATE TABLE theme (
    edition TEXT NOT NULL REFERENCES theme_run ON DELETE CASCADE,
    theme INTEGER NOT NULL,
    name TEXT NOT NULL, -- from themes.csv, else the label
    label TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    vng_label TEXT,
    words TEXT NOT NULL, -- "regio, buurgemeenten, samenwerking"
    from_codebook INTEGER NOT NULL,
    recurs INTEGER NOT NULL,
    missing INTEGER NOT NULL, -- bits of engine/theme/recurrence.h
    texts INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    municipalities INTEGER NOT NULL,
    days INTEGER NOT NULL,
    share REAL NOT NULL, -- of all texts that say something, with its interval
    low REAL NOT NULL,
    high REAL NOT NULL,
    largest_share REAL NOT NULL,
    stability REAL NOT NULL,
    inclusion REAL NOT NULL, -- share of resamples in which it is found back
    PRIMARY KEY (edition, theme)
) STRICT, WITHOUT ROWID;

CREATE TABLE theme_session (
    edition TEXT NOT NULL,
    theme INTEGER NOT NULL,
    session INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    PRIMARY KEY (edition, theme, session),
    FOREIGN KEY (edition, theme) REFERENCES theme ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Quotes that may be printed: scrubbed, with consent, at most one per session over all themes.
CREATE TABLE theme_quote (
    edition TEXT NOT NULL,
    theme INTEGER NOT NULL,
    position INTEGER NOT NULL, -- best first
    text TEXT NOT NULL,
    PRIMARY KEY (edition, theme, position),
    FOREIGN KEY (edition, theme) REFERENCES theme ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
