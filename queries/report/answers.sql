-- How often each closed answer was given, per question.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: question INTEGER, kind TEXT, question_text TEXT, scale_low INTEGER, scale_high INTEGER,
-- number REAL, answer TEXT, times INTEGER
-- question counts from 1. number: the value on the scale.
SELECT question.question + 1 AS question, kind, question.text AS question_text, scale_low,
    scale_high, answer.number, max(answer.text) AS answer, count(*) AS times
FROM edition
JOIN question USING (edition)
JOIN answer USING (edition, question)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND kind IN ('grade', 'nps', 'likert', 'choice')
GROUP BY edition.edition, question.question, answer.number,
    CASE WHEN answer.number IS NULL THEN answer.text END
ORDER BY edition.id, question.question, answer.number IS NULL, answer.number, answer;
