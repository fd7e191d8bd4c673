-- How an edition was counted: what must be equal before two editions may be compared.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: id TEXT, first_day INTEGER, reference_day INTEGER, year INTEGER, minutes INTEGER,
-- match TEXT, population_year INTEGER, population_provisional INTEGER, population_own INTEGER,
-- grade_question TEXT, nps_question TEXT, held INTEGER, measured INTEGER
-- grade_question, nps_question: the wording of the first question on a scale of 1 to 10, and of the
-- first that asks for a recommendation; NULL when the form does not ask. held, measured: sessions.
SELECT
    edition.id,
    edition.first_day,
    edition.reference_day,
    edition.year,
    edition.minutes,
    edition.match,
    edition.population_year,
    edition.population_provisional,
    edition.population_own,
    (
        SELECT text
        FROM question
        WHERE question.edition = edition.edition AND kind = 'grade'
        ORDER BY question
        LIMIT 1
    ) AS grade_question,
    (
        SELECT text
        FROM question
        WHERE question.edition = edition.edition AND kind = 'nps'
        ORDER BY question
        LIMIT 1
    ) AS nps_question,
    (
        SELECT count(*)
        FROM session
        WHERE session.edition = edition.edition AND status <> 'cancelled'
    ) AS held,
    (
        SELECT count(*)
        FROM session
        WHERE session.edition = edition.edition AND status <> 'cancelled' AND attendance_measured
    ) AS measured
FROM edition
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
