-- What reports need of the forms, counted while an edition is stored, so that a sealed edition
-- (engine/store/seal.h) gives the same pages; check/cube_answer.sql returns a row when the counts
-- differ from the rows. session is NULL for forms that name none.
CREATE TABLE response_count (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    session INTEGER,
    responses INTEGER NOT NULL,
    UNIQUE (edition, session)
) STRICT;

CREATE TABLE answer_count (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    session INTEGER,
    question INTEGER NOT NULL,
    number REAL NOT NULL, -- on the scale of the question
    times INTEGER NOT NULL,
    UNIQUE (edition, session, question, number)
) STRICT;

-- What a sealed edition keeps of a remark: its folded words in byte order, with the session and
-- without a person. Numbered by session, then words: the order of the files is not in it.
CREATE TABLE remark_words (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    position INTEGER NOT NULL,
    session INTEGER,
    words TEXT NOT NULL,
    PRIMARY KEY (edition, position)
) STRICT, WITHOUT ROWID;

-- Editions that are there already.
INSERT INTO response_count (edition, session, responses)
SELECT edition, session, count(*)
FROM response
GROUP BY edition, session;

INSERT INTO answer_count (edition, session, question, number, times)
SELECT answer.edition, response.session, answer.question, answer.number, count(*)
FROM answer
JOIN response USING (edition, response)
WHERE answer.number IS NOT NULL
GROUP BY answer.edition, response.session, answer.question, answer.number;
