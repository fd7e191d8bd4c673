-- The reference job for the sqlite3 shell, as somebody who knows it would write it. @IN and @OUT are
-- replaced by folders.
.bail on
PRAGMA page_size = 16384;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -1000000;
CREATE TABLE sessions (session_id TEXT PRIMARY KEY, title TEXT, day TEXT, starts_at TEXT, ends_at TEXT);
CREATE TABLE registrations (registration_id TEXT, session_id TEXT, name TEXT, email TEXT,
    organisation TEXT, role TEXT, registered_at TEXT, expectation TEXT);
CREATE TABLE attendance (registration_id TEXT, session_id TEXT, joined TEXT, left TEXT);
CREATE TABLE population (municipality TEXT, population INTEGER);
.mode csv
.import --skip 1 @IN/sessions.csv sessions
.import --skip 1 @IN/registrations.csv registrations
.import --skip 1 @IN/attendance.csv attendance
.import --skip 1 @IN/population.csv population
CREATE TEMP TABLE place AS SELECT lower(municipality) AS name, municipality FROM population;
CREATE UNIQUE INDEX temp.place_name ON place (name);
CREATE TEMP TABLE stayed AS
WITH interval AS (
    SELECT registration_id, unixepoch(joined) AS start, unixepoch(left) AS stop FROM attendance
), seen AS (
    SELECT registration_id, start, stop, max(stop) OVER (
        PARTITION BY registration_id ORDER BY start, stop
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
    FROM interval
)
SELECT registration_id, sum(max(0, stop - max(start, coalesce(until, start)))) AS seconds
FROM seen
GROUP BY registration_id;
CREATE UNIQUE INDEX temp.stayed_id ON stayed (registration_id);
CREATE TEMP TABLE fact AS
SELECT r.session_id, s.day, lower(trim(r.email)) AS person,
    coalesce(p.municipality, '(onbekend)') AS municipality, coalesce(t.seconds, 0) AS seconds
FROM registrations AS r
JOIN sessions AS s USING (session_id)
LEFT JOIN stayed AS t USING (registration_id)
LEFT JOIN place AS p ON p.name = CASE
    WHEN lower(trim(r.organisation)) LIKE 'gemeente %'
    THEN trim(substr(lower(trim(r.organisation)), 10)) ELSE lower(trim(r.organisation)) END;
.headers on
.once @OUT/by_session.csv
SELECT session_id, count(*) AS registrations, count(DISTINCT person) AS persons,
    sum(seconds >= 900) AS attendees,
    round(1 - sum(seconds >= 900) * 1.0 / count(*), 4) AS no_show_rate, sum(seconds) AS attended_seconds
FROM fact GROUP BY session_id ORDER BY session_id;
.once @OUT/by_day.csv
SELECT day, count(*) AS registrations, count(DISTINCT person) AS persons,
    sum(seconds >= 900) AS attendees,
    round(1 - sum(seconds >= 900) * 1.0 / count(*), 4) AS no_show_rate, sum(seconds) AS attended_seconds
FROM fact GROUP BY day ORDER BY day;
.once @OUT/by_municipality.csv
SELECT f.*, population FROM (
    SELECT municipality, count(*) AS registrations, count(DISTINCT person) AS persons,
        sum(seconds >= 900) AS attendees,
        round(1 - sum(seconds >= 900) * 1.0 / count(*), 4) AS no_show_rate,
        sum(seconds) AS attended_seconds
    FROM fact GROUP BY municipality) AS f
LEFT JOIN population USING (municipality) ORDER BY municipality;
.once @OUT/reach.csv
SELECT count(*) AS municipalities, sum(population) AS population FROM population
WHERE municipality IN (SELECT municipality FROM fact WHERE seconds >= 900);
