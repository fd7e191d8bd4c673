-- The reference job for DuckDB, as somebody who knows it would write it. @IN and @OUT are replaced by
-- folders. Statements end with a semicolon at the end of a line.
CREATE TABLE sessions AS FROM read_csv('@IN/sessions.csv', header = true, quote = '"', columns = {
    'session_id': 'VARCHAR', 'title': 'VARCHAR', 'day': 'DATE', 'starts_at': 'TIMESTAMP', 'ends_at': 'TIMESTAMP'});
CREATE TABLE registrations AS FROM read_csv('@IN/registrations.csv', header = true, quote = '"', columns = {
    'registration_id': 'VARCHAR', 'session_id': 'VARCHAR', 'name': 'VARCHAR', 'email': 'VARCHAR',
    'organisation': 'VARCHAR', 'role': 'VARCHAR', 'registered_at': 'TIMESTAMP', 'expectation': 'VARCHAR'});
CREATE TABLE attendance AS FROM read_csv('@IN/attendance.csv', header = true, quote = '"', columns = {
    'registration_id': 'VARCHAR', 'session_id': 'VARCHAR', 'joined': 'TIMESTAMP', 'left': 'TIMESTAMP'});
CREATE TABLE population AS FROM read_csv('@IN/population.csv', header = true, quote = '"', columns = {
    'municipality': 'VARCHAR', 'population': 'BIGINT'});
CHECKPOINT;
CREATE TEMP TABLE stayed AS
WITH seen AS (
    SELECT registration_id, epoch(joined)::BIGINT AS start, epoch("left")::BIGINT AS stop,
        max(epoch("left")::BIGINT) OVER (PARTITION BY registration_id ORDER BY joined, "left"
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
    FROM attendance)
SELECT registration_id, sum(greatest(0, stop - greatest(start, coalesce(until, start))))::BIGINT AS seconds
FROM seen GROUP BY registration_id;
CREATE TEMP TABLE fact AS
SELECT r.session_id, s.day, lower(trim(r.email)) AS person,
    coalesce(p.municipality, '(onbekend)') AS municipality, coalesce(t.seconds, 0) AS seconds
FROM registrations AS r JOIN sessions AS s USING (session_id)
LEFT JOIN stayed AS t USING (registration_id)
LEFT JOIN (SELECT lower(municipality) AS name, municipality FROM population) AS p ON p.name = CASE
    WHEN starts_with(lower(trim(r.organisation)), 'gemeente ')
    THEN trim(substr(lower(trim(r.organisation)), 10)) ELSE lower(trim(r.organisation)) END;
COPY (SELECT session_id, count(*) AS registrations, count(DISTINCT person) AS persons,
    count(*) FILTER (seconds >= 900) AS attendees,
    round(1 - count(*) FILTER (seconds >= 900) / count(*), 4) AS no_show_rate, sum(seconds) AS attended_seconds
    FROM fact GROUP BY session_id ORDER BY session_id) TO '@OUT/by_session.csv' (HEADER);
COPY (SELECT day, count(*) AS registrations, count(DISTINCT person) AS persons,
    count(*) FILTER (seconds >= 900) AS attendees,
    round(1 - count(*) FILTER (seconds >= 900) / count(*), 4) AS no_show_rate, sum(seconds) AS attended_seconds
    FROM fact GROUP BY day ORDER BY day) TO '@OUT/by_day.csv' (HEADER);
COPY (SELECT f.*, population FROM (SELECT municipality, count(*) AS registrations,
    count(DISTINCT person) AS persons, count(*) FILTER (seconds >= 900) AS attendees,
    round(1 - count(*) FILTER (seconds >= 900) / count(*), 4) AS no_show_rate, sum(seconds) AS attended_seconds
    FROM fact GROUP BY municipality) AS f LEFT JOIN population USING (municipality) ORDER BY municipality)
    TO '@OUT/by_municipality.csv' (HEADER);
COPY (SELECT count(*) AS municipalities, sum(population) AS population FROM population
    WHERE municipality IN (SELECT municipality FROM fact WHERE seconds >= 900)) TO '@OUT/reach.csv' (HEADER);
