-- Stores how often each number was answered, per session and question.
-- in: :edition INTEGER, number of the edition
-- out: (nothing)
INSERT INTO answer_count (edition, session, question, number, times)
SELECT answer.edition, response.session, answer.question, answer.number, count(*)
FROM answer
JOIN response USING (edition, response)
WHERE answer.edition = :edition AND answer.number IS NOT NULL
GROUP BY answer.edition, response.session, answer.question, answer.number;
