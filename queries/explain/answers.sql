-- The forms behind a figure of appreciation.
-- in: :edition TEXT, id of the edition; :which TEXT, one of all, grade, nps
-- out: path TEXT, line INTEGER, note TEXT
-- note: the question, for grade and nps.
SELECT source.path, response.line, '' AS note
FROM edition
JOIN response USING (edition)
LEFT JOIN source ON source.edition = edition.edition AND source.source = response.source
WHERE edition.id = :edition
    AND (:which = 'all' OR EXISTS (
        SELECT 1
        FROM answer
        JOIN question USING (edition, question)
        WHERE answer.edition = response.edition AND answer.response = response.response
            AND answer.number IS NOT NULL AND kind = :which
    ))
ORDER BY response.source, response.line, response.response;
