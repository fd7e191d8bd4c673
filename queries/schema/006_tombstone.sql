-- Who asked to be forgotten: a keyed hash of the mail address, of another kind than the pseudonyms of
-- the persons, so that a list that still holds the person is read without knowing who it is. Keyed by
-- the edition's id and not its row, because an edition is replaced as a whole when it is read again.
CREATE TABLE tombstone (
    edition TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (edition, hash)
) STRICT, WITHOUT ROWID;
