-- How often each number on a scale was answered, for the figures of appreciation.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: kind TEXT, number REAL, times INTEGER
-- kind: 'grade' (1 to 10) or 'nps' (0 to 10).
SELECT question.kind, count.number, sum(count.times) AS times
FROM edition
JOIN question USING (edition)
JOIN answer_count AS count USING (edition, question)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND ((kind = 'grade' AND scale_low IN (0, 1) AND scale_high = 10) OR kind = 'nps')
GROUP BY question.kind, count.number
ORDER BY question.kind, count.number;
