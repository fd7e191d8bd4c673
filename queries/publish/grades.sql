-- How often each grade (1-10, whole numbers; halves go up) was given, before the gate.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: grade INTEGER, answers INTEGER
SELECT CAST(round(answer.number) AS INTEGER) AS grade, count(*) AS answers
FROM edition
JOIN question USING (edition)
JOIN answer USING (edition, question)
WHERE question.kind = 'grade'
    AND answer.number IS NOT NULL
    AND (:edition IS NULL OR edition.id = :edition)
GROUP BY 1
ORDER BY 1;
