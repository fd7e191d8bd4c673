-- How many would recommend the week (9 or 10), would not (0 to 6), or neither, before the gate.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: promoters INTEGER, passives INTEGER, detractors INTEGER
SELECT
    COALESCE(sum(count.times) FILTER (WHERE count.number >= 9), 0) AS promoters,
    COALESCE(sum(count.times) FILTER (WHERE count.number > 6 AND count.number < 9), 0) AS passives,
    COALESCE(sum(count.times) FILTER (WHERE count.number <= 6), 0) AS detractors
FROM edition
JOIN question USING (edition)
JOIN answer_count AS count USING (edition, question)
WHERE question.kind = 'nps' AND (:edition IS NULL OR edition.id = :edition);
