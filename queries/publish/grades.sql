-- How often each grade (1-10, whole numbers; halves go up) was given, before the gate.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: grade INTEGER, answers INTEGER
SELECT CAST(round(count.number) AS INTEGER) AS grade, sum(count.times) AS answers
FROM edition
JOIN question USING (edition)
JOIN answer_count AS count USING (edition, question)
WHERE question.kind = 'grade'
    AND (:edition IS NULL OR edition.id = :edition)
GROUP BY 1
ORDER BY 1;
