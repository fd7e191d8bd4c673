-- What is kept of the themes of an edition as a whole.
-- in: :edition TEXT, its id
-- out: key_hash TEXT, texts_hash TEXT, texts INTEGER, distinct_texts INTEGER, empty_texts INTEGER,
-- unassigned INTEGER, too_few INTEGER, agreement REAL
SELECT key_hash, texts_hash, texts, distinct_texts, empty_texts, unassigned, too_few, agreement
FROM theme_run
WHERE edition = :edition;
