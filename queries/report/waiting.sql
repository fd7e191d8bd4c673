-- Names of organisations that wait for a person's decision.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: spelling TEXT, times INTEGER, kind TEXT, status TEXT, candidates INTEGER, runner_up TEXT
-- spelling is NULL when it may not be kept. candidates: municipalities that it may mean.
SELECT spelling.text AS spelling, rows AS times, kind, organisation.status,
    (SELECT count(*) FROM membership
        WHERE membership.edition = edition.edition
            AND membership.organisation = organisation.organisation) AS candidates,
    runner_up
FROM edition
JOIN organisation USING (edition)
JOIN spelling
    ON spelling.edition = edition.edition AND spelling.organisation = organisation.organisation
WHERE (:edition IS NULL OR edition.id = :edition) AND waits
ORDER BY edition.id, rows DESC, spelling.text, spelling.spelling;
