-- Stores what is known of the themes of an edition as a whole.
-- in: :edition TEXT, its id; :key_hash TEXT; :texts_hash TEXT; :texts INTEGER; :distinct_texts
-- INTEGER; :empty_texts INTEGER; :unassigned INTEGER; :too_few INTEGER; :agreement REAL
-- out: (nothing)
INSERT INTO theme_run (
    edition, key_hash, texts_hash, texts, distinct_texts, empty_texts, unassigned, too_few, agreement
)
VALUES (
    :edition, :key_hash, :texts_hash, :texts, :distinct_texts, :empty_texts, :unassigned, :too_few,
    :agreement
);
