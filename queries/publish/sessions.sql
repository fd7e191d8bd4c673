-- What a report says of each session, before the gate.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: session INTEGER, title TEXT, in_programme INTEGER, day INTEGER, starts_at INTEGER, ends_at
-- INTEGER, mode TEXT, status TEXT, registrations INTEGER, attendees INTEGER, rated INTEGER,
-- rated_attended INTEGER, walkins INTEGER, answers INTEGER, grades INTEGER, grade REAL
-- NULL where it was not measured. `rated`: live registrations of a held session that was measured
-- both ways; `rated_attended`: those whose person came. `answers`: evaluation forms about the
-- session; `grades`: answers to 1-10 questions, `grade` their mean.
WITH grade AS (
    SELECT edition, count.session, sum(count.times) AS grades,
        sum(count.number * count.times) / sum(count.times) AS grade
    FROM answer_count AS count
    JOIN question USING (edition, question)
    WHERE question.kind = 'grade'
    GROUP BY edition, count.session
)
SELECT
    session.session,
    session.title,
    session.in_programme,
    session.day,
    session.starts_at,
    session.ends_at,
    session.mode,
    session.status,
    CASE WHEN session.registration_measured THEN count.registrations END AS registrations,
    CASE WHEN session.attendance_measured THEN count.attendees END AS attendees,
    count.rated,
    count.rated_attended,
    CASE WHEN session.attendance_measured AND session.registration_measured
        THEN count.walkins END AS walkins,
    form.responses AS answers,
    grade.grades,
    grade.grade
FROM edition
JOIN session USING (edition)
JOIN session_count AS count USING (edition, session)
LEFT JOIN response_count AS form USING (edition, session)
LEFT JOIN grade USING (edition, session)
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY session.day IS NULL, session.day, session.starts_at IS NULL, session.starts_at,
    session.title, edition.id, session.session;
