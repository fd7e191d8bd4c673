-- Stores how the subjects of two editions differ, as a whole.
-- in: :earlier TEXT; :later TEXT, ids of the editions; :hash TEXT; :texts_earlier INTEGER;
-- :texts_later INTEGER; :too_few INTEGER; :testable INTEGER
-- out: (nothing)
INSERT INTO theme_shift (earlier, later, hash, texts_earlier, texts_later, too_few, testable)
VALUES (:earlier, :later, :hash, :texts_earlier, :texts_later, :too_few, :testable);
