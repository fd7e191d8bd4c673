-- Stores how often each number was answered, per session and question.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO answer_count (edition, session, question, number, times)
SELECT :edition, session, question, number, times
FROM settled_answer_count;
