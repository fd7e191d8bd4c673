-- Stores the words of a remark that stay.
-- in: :edition INTEGER, number of the edition; :position INTEGER; :session INTEGER or NULL; :words
-- TEXT
-- out: (nothing)
INSERT INTO remark_words (edition, position, session, words)
VALUES (:edition, :position, :session, :words);
