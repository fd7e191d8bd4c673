-- Keeps that somebody is to be forgotten in an edition; once is enough.
-- in: :edition TEXT, id of the edition
-- in: :hash TEXT, keyed hash of the mail address
-- out: (nothing)
INSERT OR IGNORE INTO tombstone (edition, hash) VALUES (:edition, :hash);
