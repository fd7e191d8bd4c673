-- How an edition was counted: what must be equal before two editions may be compared.
-- in: :edition TEXT, id of the edition; NULL means all
-- out: id TEXT, first_day INTEGER, reference_day INTEGER, year INTEGER, minutes INTEGER,
-- small_count INTEGER, match TEXT, population_year INTEGER, population_provisional INTEGER, population_own INTEGER,
-- members_year INTEGER, grade_question TEXT, nps_question TEXT, sessions INTEGER, held INTEGER,
-- measured INTEGER, registered INTEGER, own_figures INTEGER
-- members_year: the oldest list of members of a partnership that took part and adds residents; NULL
-- when none did. grade_question, nps_question: the wording of the first question on a scale of 1 to
-- 10, and of the first that asks for a recommendation; NULL when the form does not ask. sessions: all
-- that are known. held, measured (an attendance list), registered (a registration list): sessions.
SELECT
    edition.id,
    edition.first_day,
    edition.reference_day,
    edition.year,
    edition.minutes,
    edition.small_count,
    edition.match,
    edition.population_year,
    edition.population_provisional,
    edition.population_own,
    (
        SELECT min(organisation.members_year)
        FROM organisation
        JOIN organisation_count AS count USING (edition, organisation)
        WHERE organisation.edition = edition.edition
            AND organisation.kind = 'partnership'
            AND organisation.adds_residents
            AND count.attendees > 0
            AND organisation.members_year > 0
    ) AS members_year,
    (
        SELECT text
        FROM question
        WHERE question.edition = edition.edition AND kind = 'grade'
            AND scale_low IN (0, 1) AND scale_high = 10
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
    (SELECT count(*) FROM session WHERE session.edition = edition.edition) AS sessions,
    (
        SELECT count(*)
        FROM session
        WHERE session.edition = edition.edition AND status <> 'cancelled'
    ) AS held,
    (
        SELECT count(*)
        FROM session
        WHERE session.edition = edition.edition AND status <> 'cancelled' AND attendance_measured
    ) AS measured,
    (
        SELECT count(*)
        FROM session
        WHERE session.edition = edition.edition AND status <> 'cancelled' AND registration_measured
    ) AS registered,
    (SELECT count(*) FROM own_figure WHERE own_figure.edition = edition.edition) AS own_figures
FROM edition
WHERE :edition IS NULL OR edition.id = :edition
ORDER BY edition.id;
