-- What is kept of how the subjects of two editions differ.
-- in: :earlier TEXT; :later TEXT, ids of the editions
-- out: hash TEXT, texts_earlier INTEGER, texts_later INTEGER, too_few INTEGER, testable INTEGER
SELECT hash, texts_earlier, texts_later, too_few, testable
FROM theme_shift
WHERE earlier = :earlier AND later = :later;
