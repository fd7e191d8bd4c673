-- Answers on a scale per session, counted: what the differences of appreciation are made from.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session INTEGER, kind TEXT, number REAL, times INTEGER
-- kind: 'grade' (1 to 10) or 'nps' (0 to 10). session is NULL when the form does not say.
SELECT answer_count.session, kind, number, sum(times) AS times
FROM edition
JOIN question USING (edition)
JOIN answer_count USING (edition, question)
WHERE (:edition IS NULL OR edition.id = :edition)
    AND ((kind = 'grade' AND scale_low IN (0, 1) AND scale_high = 10) OR kind = 'nps')
GROUP BY edition.id, kind, answer_count.session, number
ORDER BY edition.id, kind, answer_count.session, number;
