-- The store: settled editions, one set of rows per edition (engine/record/edition.h says what each
-- column means). Days count from 1970-01-01; seconds are civil time in Europe/Amsterdam.
-- Numbered from 0 within the edition; `edition` is the rowid of the edition.
--
-- The tables that hold a row per person or per row of input (person, registration, presence, answer,
-- remark, merged_row) have no key and no foreign key: both would cost a million rows half as much
-- again. They are written in order and in bulk, removed by load/clear_*.sql, and checked by
-- check/orphans.sql and check/numbers.sql. The four largest do not declare types or NOT NULL either,
-- so that SQLite takes their rows as they are (engine/store/row_pages.h): their columns come from
-- members of C structs (engine/store/arrays.c), check/types.sql asks for what stands behind them.
CREATE TABLE edition (
    edition INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    reference_day INTEGER,
    organiser TEXT,
    minutes INTEGER NOT NULL,
    small_count INTEGER NOT NULL,
    match TEXT NOT NULL,
    quotes INTEGER NOT NULL,
    retention_day INTEGER,
    population_year INTEGER NOT NULL,
    population_provisional INTEGER NOT NULL,
    population_own INTEGER NOT NULL,
    newest_input INTEGER,
    settings_hash TEXT NOT NULL,
    inputs_hash TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    sealed_on TEXT
) STRICT;

CREATE TABLE source (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    source INTEGER NOT NULL,
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    ctime INTEGER NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    delimiter TEXT NOT NULL,
    why TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_used INTEGER NOT NULL,
    rows_merged INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    PRIMARY KEY (edition, source),
    CHECK (rows_read = rows_used + rows_merged + rows_rejected)
) STRICT, WITHOUT ROWID;

CREATE TABLE municipality (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    municipality INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    province TEXT NOT NULL,
    population INTEGER NOT NULL,
    population_before INTEGER, -- a year earlier, on the same layout
    population_after INTEGER,
    PRIMARY KEY (edition, municipality),
    UNIQUE (edition, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    organisation INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    adds_residents INTEGER NOT NULL,
    waits INTEGER NOT NULL,
    members_year INTEGER,
    PRIMARY KEY (edition, organisation)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    organisation INTEGER NOT NULL,
    municipality INTEGER NOT NULL,
    PRIMARY KEY (edition, organisation, municipality)
) STRICT, WITHOUT ROWID;

CREATE TABLE spelling (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    spelling INTEGER NOT NULL,
    text TEXT,
    organisation INTEGER,
    status TEXT NOT NULL,
    method TEXT NOT NULL,
    score REAL NOT NULL,
    margin REAL NOT NULL,
    runner_up TEXT,
    rows INTEGER NOT NULL,
    PRIMARY KEY (edition, spelling)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    session INTEGER NOT NULL,
    id TEXT,
    title TEXT NOT NULL,
    description TEXT,
    host TEXT,
    host_organisation INTEGER,
    track TEXT,
    place TEXT,
    day INTEGER,
    starts_at INTEGER,
    ends_at INTEGER,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,
    in_programme INTEGER NOT NULL,
    attendance_measured INTEGER NOT NULL,
    registration_measured INTEGER NOT NULL,
    source INTEGER,
    line INTEGER,
    PRIMARY KEY (edition, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    edition, -- integer
    person, -- integer
    pseudonym, -- blob: the first 16 bytes of the keyed hash
    has_address, -- integer
    same_name -- integer or NULL
);

CREATE TABLE registration (
    edition, -- integer
    registration, -- integer
    person, -- integer
    session, -- integer
    organisation, -- integer or NULL
    spelling, -- integer or NULL
    status, -- text
    registered_at, -- integer or NULL
    staff, -- integer
    source, -- integer
    line -- integer
);

CREATE TABLE presence (
    edition, -- integer
    presence, -- integer
    person, -- integer
    session, -- integer
    organisation, -- integer or NULL
    spelling, -- integer or NULL
    seconds, -- integer
    has_minutes, -- integer
    attendee, -- integer
    staff, -- integer
    registration, -- integer or NULL
    source, -- integer
    line -- integer
);

CREATE TABLE question (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    question INTEGER NOT NULL,
    source INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    scale_low INTEGER NOT NULL,
    scale_high INTEGER NOT NULL,
    PRIMARY KEY (edition, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE response (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    response INTEGER NOT NULL,
    session INTEGER,
    organisation INTEGER,
    person INTEGER,
    consent INTEGER NOT NULL,
    source INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (edition, response)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
    edition INTEGER NOT NULL,
    response INTEGER NOT NULL,
    question INTEGER NOT NULL,
    number REAL,
    text TEXT
) STRICT;

CREATE TABLE remark (
    edition, -- integer
    remark, -- integer
    response, -- integer or NULL
    registration, -- integer or NULL
    question, -- integer
    session, -- integer or NULL
    organisation, -- integer or NULL
    consent, -- integer
    text, -- text
    source, -- integer
    line -- integer
);

CREATE TABLE merged_row (
    edition INTEGER NOT NULL,
    merged_row INTEGER NOT NULL,
    source INTEGER NOT NULL,
    line INTEGER NOT NULL,
    into_source INTEGER NOT NULL,
    into_line INTEGER NOT NULL
) STRICT;

CREATE TABLE cost (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    cost INTEGER NOT NULL,
    item TEXT NOT NULL,
    session INTEGER,
    amount REAL NOT NULL,
    source INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (edition, cost)
) STRICT, WITHOUT ROWID;

CREATE TABLE second_sign (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    sign INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    source INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (edition, sign)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_figure (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    own_figure INTEGER NOT NULL,
    name TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT,
    lower_bound INTEGER NOT NULL,
    origin TEXT,
    date TEXT,
    given_by TEXT,
    source INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (edition, own_figure)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    finding INTEGER NOT NULL,
    rule TEXT NOT NULL,
    weight TEXT NOT NULL,
    source INTEGER,
    line INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (edition, finding)
) STRICT, WITHOUT ROWID;

-- Counts of the rows above, made while an edition is stored (engine/store/cube.h); the checks
-- cube_*.sql return a row when they differ from the rows.
CREATE TABLE session_count (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    session INTEGER NOT NULL,
    registrations INTEGER NOT NULL, -- live
    persons INTEGER NOT NULL, -- distinct, with a live registration
    attended INTEGER NOT NULL, -- live registrations with an attendee
    short_visits INTEGER NOT NULL, -- live registrations present, but no attendee
    rated INTEGER NOT NULL, -- live, in held sessions that were measured both ways
    rated_attended INTEGER NOT NULL,
    attended_seconds INTEGER NOT NULL, -- presence that belongs to a live registration
    attendees INTEGER NOT NULL, -- attendees x sessions
    people INTEGER NOT NULL, -- distinct attendees
    present INTEGER NOT NULL, -- persons x sessions, however short
    seconds INTEGER NOT NULL, -- all presence
    walkins INTEGER NOT NULL,
    registrations_staff INTEGER NOT NULL,
    attended_staff INTEGER NOT NULL,
    attendees_staff INTEGER NOT NULL,
    seconds_staff INTEGER NOT NULL,
    pending INTEGER NOT NULL, -- registrations that wait
    cancelled INTEGER NOT NULL, -- registrations that were cancelled
    without_minutes INTEGER NOT NULL, -- presence without times
    UNIQUE (edition, session)
) STRICT;

CREATE TABLE day_count (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    day INTEGER, -- NULL: not known
    registrations INTEGER NOT NULL, -- live
    persons INTEGER NOT NULL, -- distinct, with a live registration
    attended INTEGER NOT NULL, -- live registrations with an attendee
    short_visits INTEGER NOT NULL, -- live registrations present, but no attendee
    rated INTEGER NOT NULL, -- live, in held sessions that were measured both ways
    rated_attended INTEGER NOT NULL,
    attended_seconds INTEGER NOT NULL, -- presence that belongs to a live registration
    attendees INTEGER NOT NULL, -- attendees x sessions
    people INTEGER NOT NULL, -- distinct attendees
    present INTEGER NOT NULL, -- persons x sessions, however short
    seconds INTEGER NOT NULL, -- all presence
    walkins INTEGER NOT NULL,
    registrations_staff INTEGER NOT NULL,
    attended_staff INTEGER NOT NULL,
    attendees_staff INTEGER NOT NULL,
    seconds_staff INTEGER NOT NULL,
    UNIQUE (edition, day)
) STRICT;

CREATE TABLE municipality_count (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    municipality INTEGER, -- NULL: no municipality, or not known
    registrations INTEGER NOT NULL, -- live
    persons INTEGER NOT NULL, -- distinct, with a live registration
    attended INTEGER NOT NULL, -- live registrations with an attendee
    short_visits INTEGER NOT NULL, -- live registrations present, but no attendee
    rated INTEGER NOT NULL, -- live, in held sessions that were measured both ways
    rated_attended INTEGER NOT NULL,
    attended_seconds INTEGER NOT NULL, -- presence that belongs to a live registration
    attendees INTEGER NOT NULL, -- attendees x sessions
    people INTEGER NOT NULL, -- distinct attendees
    present INTEGER NOT NULL, -- persons x sessions, however short
    seconds INTEGER NOT NULL, -- all presence
    walkins INTEGER NOT NULL,
    registrations_staff INTEGER NOT NULL,
    attended_staff INTEGER NOT NULL,
    attendees_staff INTEGER NOT NULL,
    seconds_staff INTEGER NOT NULL,
    UNIQUE (edition, municipality)
) STRICT;

CREATE TABLE organisation_count (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    organisation INTEGER NOT NULL,
    registrations INTEGER NOT NULL, -- live
    persons INTEGER NOT NULL, -- distinct, with a live registration
    attended INTEGER NOT NULL, -- live registrations with an attendee
    short_visits INTEGER NOT NULL, -- live registrations present, but no attendee
    rated INTEGER NOT NULL, -- live, in held sessions that were measured both ways
    rated_attended INTEGER NOT NULL,
    attended_seconds INTEGER NOT NULL, -- presence that belongs to a live registration
    attendees INTEGER NOT NULL, -- attendees x sessions
    people INTEGER NOT NULL, -- distinct attendees
    present INTEGER NOT NULL, -- persons x sessions, however short
    seconds INTEGER NOT NULL, -- all presence
    walkins INTEGER NOT NULL,
    registrations_staff INTEGER NOT NULL,
    attended_staff INTEGER NOT NULL,
    attendees_staff INTEGER NOT NULL,
    seconds_staff INTEGER NOT NULL,
    hosted INTEGER NOT NULL, -- held sessions
    UNIQUE (edition, organisation)
) STRICT;

CREATE TABLE edition_count (
    edition INTEGER PRIMARY KEY REFERENCES edition ON DELETE CASCADE,
    registered INTEGER NOT NULL, -- distinct persons with a live registration
    registered_staff INTEGER NOT NULL, -- of these, only ever as staff
    attended INTEGER NOT NULL, -- distinct attendees
    attended_staff INTEGER NOT NULL,
    attended_by_name INTEGER NOT NULL, -- of these, known by name only
    both INTEGER NOT NULL,
    attended_low INTEGER NOT NULL,
    attended_high INTEGER NOT NULL
) STRICT;

-- Which municipalities took part, under each definition, as 0 or 1. One row per municipality that an
-- organisation of the edition stands for. A municipality stands for itself; a partnership stands for
-- its members. What waits for a decision, or has more than one candidate, stands for nobody.
CREATE VIEW participation AS
WITH body AS (
    SELECT organisation.edition, organisation.organisation, waits, adds_residents,
        kind = 'municipality' AND status = 'certain' AND NOT waits AS is_direct,
        kind = 'municipality' AND status IN ('certain', 'probable') AND NOT waits AS may_direct,
        kind = 'partnership' AND status = 'certain' AS is_partner,
        kind = 'partnership' AND status IN ('certain', 'probable') AS may_partner,
        attendees > 0 AS attended,
        registrations > 0 AS registered,
        hosted > 0 AS hosted,
        present > 0 AS visited,
        attendees > attendees_staff AS attended_not_staff
    FROM organisation
    JOIN organisation_count USING (edition, organisation)
)
SELECT edition, municipality,
    max(is_direct AND attended) AS attended,
    max(is_direct AND registered) AS registered,
    max(is_direct AND hosted) AS hosted,
    max(is_direct AND visited) AS visited,
    max(is_direct AND attended_not_staff) AS attended_not_staff,
    max(may_direct AND attended) AS attended_probable,
    max(may_direct AND registered) AS registered_probable,
    max(is_partner AND NOT waits AND adds_residents AND attended) AS partner,
    max(is_partner AND NOT waits AND adds_residents AND registered) AS partner_registered,
    max(may_partner AND NOT waits AND adds_residents AND attended) AS partner_probable,
    max(is_partner AND NOT waits AND adds_residents AND attended_not_staff)
        AS partner_not_staff,
    max(is_partner AND NOT waits AND attended) AS partner_any,
    max(is_partner AND adds_residents AND attended) AS partner_waiting
FROM body
JOIN membership USING (edition, organisation)
GROUP BY edition, municipality;

-- Organisations that count (DESIGN.md section 5, counting 8): of a known kind, and not ambiguous.
CREATE VIEW counted_organisation AS
SELECT organisation.edition, organisation.organisation, key, name, kind, status, adds_residents,
    waits, members_year, registrations, persons, attended, attendees, people, present, seconds,
    walkins, hosted
FROM organisation
JOIN organisation_count USING (edition, organisation)
WHERE kind <> '' AND status <> 'ambiguous';

-- The ledger (engine/record/figure.h). `position` is its order.
CREATE TABLE figure (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    level REAL,
    doubt TEXT NOT NULL,
    unit TEXT NOT NULL,
    method TEXT NOT NULL,
    n INTEGER,
    missing INTEGER,
    definition_nl TEXT NOT NULL,
    definition_en TEXT NOT NULL,
    origin TEXT NOT NULL,
    inputs TEXT NOT NULL,
    settings TEXT NOT NULL,
    reason TEXT,
    engine_version TEXT NOT NULL,
    PRIMARY KEY (edition, position),
    UNIQUE (edition, id),
    CHECK (value IS NOT NULL OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;
