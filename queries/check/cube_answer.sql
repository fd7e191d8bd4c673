-- Where the counts of forms and answers differ from the rows: of_rows 1 for what the rows say, 0 for
-- what was kept. No row when all is well. This is the definition of response_count (question and
-- number NULL) and answer_count. A sealed edition has no rows left to compare with.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: edition TEXT, of_rows INTEGER, session INTEGER, question INTEGER, number REAL, times INTEGER
WITH of_rows AS (
    SELECT edition, session, NULL AS question, NULL AS number, count(*) AS times
    FROM response
    GROUP BY edition, session
    UNION ALL
    SELECT answer.edition, response.session, answer.question, answer.number, count(*) AS times
    FROM answer
    JOIN response USING (edition, response)
    WHERE answer.number IS NOT NULL
    GROUP BY answer.edition, response.session, answer.question, answer.number
),
kept AS (
    SELECT edition, session, NULL AS question, NULL AS number, responses AS times
    FROM response_count
    UNION ALL
    SELECT edition, session, question, number, times
    FROM answer_count
),
differing AS (
    SELECT 1 AS of_rows, missing.*
    FROM (SELECT * FROM of_rows EXCEPT SELECT * FROM kept) AS missing
    UNION ALL
    SELECT 0 AS of_rows, extra.*
    FROM (SELECT * FROM kept EXCEPT SELECT * FROM of_rows) AS extra
)
SELECT edition.id AS edition, of_rows, session, question, number, times
FROM differing
JOIN edition USING (edition)
WHERE (:edition IS NULL OR edition.id = :edition) AND edition.sealed_on IS NULL
ORDER BY edition.id, session, question, number, of_rows;
