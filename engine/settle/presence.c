/* presence: how long each person was in each session: the length of the union of the intervals, so
 * that two devices, rejoins and repeated rows do not add up (FORMATS.md section 2), and whether
 * that makes an attendee (DESIGN.md section 5, 1 and 7).
 *
 * Stages: (1) every row that says attendance becomes an interval, a duration or a bare presence;
 * rows that repeat another are merged; (2) rows of a summary are dropped for people whose joins the
 * same file lists; (3) intervals are sorted by person and session and united.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/settle/collect.h"

enum piece_kind { PIECE_INTERVAL, PIECE_DURATION, PIECE_BARE };

struct piece {
    uint32_t person, session, row;
    uint32_t id; /* registration id of plain tables, or INTERN_NONE */
    enum piece_kind kind;
    int64_t from, to; /* interval in civil seconds; duration in `to` */
    bool open;
};

struct presences {
    struct settle *settle;
    VECTOR(struct piece) pieces;
    struct intern *seen; /* what rows said, to find repeats */
    VECTOR(uint32_t) seen_row;
    int64_t *latest;                  /* latest time of presence per source */
    struct intern *registration_keys; /* (person, session) or id -> registration */
    VECTOR(uint32_t) registration_of;
};

static bool says_presence(const struct raw_row *row)
{
    return row->attended == ATTENDED_YES || moment_is_set(row->joined) ||
           moment_is_set(row->left) || row->seconds > 0 ||
           (row->seconds == 0 && row->attended != ATTENDED_NO);
}

/* -- registrations by person and session
 * --------------------------------------------------------------- */

static void index_registrations(struct presences *work, const struct edition *edition)
{
    struct arena *arena = work->settle->arena;
    work->registration_keys = intern_create(arena);
    for (uint32_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *registration = &edition->registrations[i];
        uint32_t keys[2][3] = {{registration->person, registration->session, NONE},
                               {NONE, NONE, registration->id}};
        for (int k = 0; k < (registration->id == NONE ? 1 : 2); k++) {
            uint32_t code =
                intern_put(work->registration_keys, (const char *)keys[k], sizeof keys[k]);
            if (code == work->registration_of.count) {
                *VECTOR_PUSH(arena, &work->registration_of) = i;
            }
        }
    }
}

static uint32_t registration_find(const struct presences *work, uint32_t person, uint32_t session,
                                  uint32_t id)
{
    uint32_t key[3] = {person, session, NONE};
    if (id != NONE) {
        key[0] = key[1] = NONE;
        key[2] = id;
    }
    uint32_t code = intern_find(work->registration_keys, (const char *)key, sizeof key);
    return code == INTERN_NONE ? NONE : work->registration_of.items[code];
}

/* -- stage 1: pieces
 * ---------------------------------------------------------------------------------------- */

/* A clock without a date gets the day of the session or of the file. */
static int64_t on_day(const struct settle *settle, const struct raw_row *row, struct moment moment)
{
    if (moment.flags & MOMENT_DATE) {
        return moment.seconds;
    }
    const struct source *source = settle->sources.items[row->source];
    int64_t day = 0;
    if (row->session_start.flags & MOMENT_DATE) {
        day = row->session_start.seconds / MOMENT_DAY;
    } else if (source->start.flags & MOMENT_DATE) {
        day = source->start.seconds / MOMENT_DAY;
    } else if (row->session != NONE && settle->sessions.items[row->session].day != INT64_MIN) {
        day = settle->sessions.items[row->session].day;
    }
    return day * MOMENT_DAY + moment.seconds;
}

static bool has_clock(struct moment moment)
{
    return (moment.flags & MOMENT_TIME) != 0;
}

/* What a row says as one piece; false when it contradicts itself. */
static bool piece_of(const struct settle *settle, const struct raw_row *row, struct piece *piece)
{
    const struct source *source = settle->sources.items[row->source];
    /* A summary's first join and last leave are not the time present; its duration is. */
    if (row->summary && row->seconds >= 0) {
        piece->kind = PIECE_DURATION;
        piece->to = row->seconds;
        return true;
    }
    if (has_clock(row->joined) && has_clock(row->left)) {
        piece->kind = PIECE_INTERVAL;
        piece->from = on_day(settle, row, row->joined);
        piece->to = on_day(settle, row, row->left);
        bool clocks_only = !(row->joined.flags & MOMENT_DATE) || !(row->left.flags & MOMENT_DATE);
        if (piece->to < piece->from && clocks_only) {
            piece->to += MOMENT_DAY; /* past midnight */
        }
        return piece->to >= piece->from;
    }
    if (has_clock(row->joined) && row->seconds < 0 && source->knows_check_out) {
        piece->kind = PIECE_INTERVAL;
        piece->open = true;
        piece->from = on_day(settle, row, row->joined);
        piece->to = piece->from;
        return true;
    }
    if (row->seconds >= 0) {
        piece->kind = PIECE_DURATION;
        piece->to = row->seconds;
        return true;
    }
    piece->kind = PIECE_BARE;
    return true;
}

/* Has another row said the same of this person and session? A summary is another kind of saying: it
 * is weighed against the joins of its file in stage 2. */
static uint32_t said_before(struct presences *work, const struct raw_row *row,
                            const struct piece *piece, uint32_t number)
{
    int64_t key[8] = {row->person, row->session, piece->kind,          piece->from,
                      piece->to,   piece->open,  row->registration_id, row->summary};
    /* Two identical durations in one file are two visits; in two files they are one. */
    if (piece->kind == PIECE_DURATION) {
        key[5] = 2 + (moment_is_set(row->joined) ? on_day(work->settle, row, row->joined) : 0);
    }
    uint32_t code = intern_put(work->seen, (const char *)key, sizeof key);
    if (code == work->seen_row.count) {
        *VECTOR_PUSH(work->settle->arena, &work->seen_row) = number;
        return NONE;
    }
    return work->seen_row.items[code];
}

static void take_row(struct presences *work, uint32_t number, const struct edition *edition)
{
    struct settle *settle = work->settle;
    struct raw_row *row = &settle->rows.items[number];
    if (row->person == NONE && row->registration_id != INTERN_NONE) {
        uint32_t registration = registration_find(work, NONE, NONE, row->registration_id);
        if (registration == NONE) {
            row->fate = FATE_REJECTED;
            settle_find(settle, FINDING_ROW_NOBODY, row, NULL);
            return;
        }
        row->person = edition->registrations[registration].person;
        row->session = edition->registrations[registration].session;
    }
    if (row->person == NONE || row->session == NONE) {
        return;
    }
    struct piece piece = {
        .person = row->person, .session = row->session, .row = number, .id = row->registration_id};
    if (!piece_of(settle, row, &piece)) {
        row->fate = FATE_REJECTED;
        settle_find(settle, FINDING_ROW_LEAVE_BEFORE_JOIN, row, NULL);
        return;
    }
    uint32_t before = said_before(work, row, &piece, number);
    if (before != NONE &&
        (piece.kind != PIECE_DURATION || settle->rows.items[before].source != row->source)) {
        if (row->staff) {
            settle->rows.items[before].staff = true;
        }
        settle_merge(settle, number, before);
        return;
    }
    int64_t end = piece.kind == PIECE_INTERVAL ? piece.to : INT64_MIN; /* of a joining: itself */
    if (end > work->latest[row->source]) {
        work->latest[row->source] = end;
    }
    settle_use(settle, number);
    *VECTOR_PUSH(settle->arena, &work->pieces) = piece;
}

/* -- stage 2: summaries
 * --------------------------------------------------------------------------------------- */

/* Rows of a summary (the second section of a Teams report) count only for people whose joins the
 * file does not list. */
static void drop_summaries(struct presences *work)
{
    struct settle *settle = work->settle;
    struct intern *listed = intern_create(settle->arena);
    VECTOR(uint32_t) listed_row = {0};
    for (size_t i = 0; i < work->pieces.count; i++) {
        const struct piece *piece = &work->pieces.items[i];
        const struct raw_row *row = &settle->rows.items[piece->row];
        uint32_t key[3] = {row->source, piece->person, piece->session};
        if (!row->summary) {
            uint32_t code = intern_put(listed, (const char *)key, sizeof key);
            if (code == listed_row.count) {
                *VECTOR_PUSH(settle->arena, &listed_row) = piece->row;
            }
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < work->pieces.count; i++) {
        const struct piece *piece = &work->pieces.items[i];
        struct raw_row *row = &settle->rows.items[piece->row];
        uint32_t key[3] = {row->source, piece->person, piece->session};
        uint32_t code = row->summary ? intern_find(listed, (const char *)key, sizeof key) : NONE;
        if (code == INTERN_NONE) {
            work->pieces.items[kept++] = *piece;
            continue;
        }
        uint32_t detail = listed_row.items[code];
        settle->rows.items[detail].staff |= row->staff;
        if (row->status == REGISTRATION_NONE) {
            row->fate = FATE_OPEN;
            settle_merge(settle, piece->row, detail);
        }
    }
    work->pieces.count = kept;
}

/* -- stage 3: union
 * -----------------------------------------------------------------------------------------------
 */

/* Plain tables: a person may have two registrations for a session; the id keeps them apart. */
static int by_person_and_session(const void *left, const void *right)
{
    const struct piece *a = left;
    const struct piece *b = right;
    if (a->session != b->session) {
        return a->session < b->session ? -1 : 1;
    }
    if (a->person != b->person) {
        return a->person < b->person ? -1 : 1;
    }
    if (a->id != b->id) {
        return a->id < b->id ? -1 : 1;
    }
    if (a->from != b->from) {
        return a->from < b->from ? -1 : 1;
    }
    if (a->to != b->to) {
        return a->to < b->to ? -1 : 1;
    }
    return a->row < b->row ? -1 : a->row > b->row;
}

/* Closes an interval that was left open: at the summary's end, else the programme's, else the
 * latest time of this meeting in the file. Nobody checks out of a hall: a check-in whose end no
 * programme knows is presence without minutes. */
static void close_open(const struct presences *work, struct piece *piece)
{
    const struct settle *settle = work->settle;
    const struct raw_row *row = &settle->rows.items[piece->row];
    const struct source *source = settle->sources.items[row->source];
    const struct session *session = &settle->sessions.items[piece->session];
    uint32_t both = MOMENT_DATE | MOMENT_TIME;
    int64_t end = INT64_MIN;
    if ((source->end.flags & both) == both) {
        end = source->end.seconds;
    } else if (session->in_programme && session->end != INT64_MIN) {
        end = session->end;
    } else if (source->checks_in) {
        piece->kind = PIECE_BARE;
    } else if ((row->open_until.flags & both) == both) {
        end = row->open_until.seconds;
    } else {
        end = work->latest[row->source];
    }
    piece->to = end > piece->from ? end : piece->from;
}

static int64_t needed_seconds(const struct settle *settle, const struct session *session)
{
    int64_t needed = (int64_t)settle->options.minutes * 60;
    if (session->in_programme && session->start != INT64_MIN && session->end != INT64_MIN &&
        session->end > session->start) {
        int64_t half = (session->end - session->start) / 2;
        return half < needed ? half : needed;
    }
    return needed;
}

/* The pieces of one person in one session, sorted by start. */
static struct presence unite(const struct presences *work, const struct piece *pieces, size_t count)
{
    const struct settle *settle = work->settle;
    struct presence presence = {.person = pieces[0].person,
                                .session = pieces[0].session,
                                .organisation = NONE,
                                .spelling = NONE,
                                .id = NONE};
    int64_t covered = INT64_MIN;
    int64_t lasted = 0;
    bool intervals = false;
    bool durations = false;
    bool ticked_off = false; /* at the door, without times */
    uint32_t first = pieces[0].row;
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &pieces[i];
        presence.staff |= settle->rows.items[piece->row].staff;
        first = piece->row < first ? piece->row : first;
        if (piece->kind == PIECE_INTERVAL) {
            intervals = true;
            int64_t from = piece->from > covered ? piece->from : covered;
            if (piece->to > from) {
                presence.seconds += piece->to - from;
            }
            covered = piece->to > covered ? piece->to : covered;
        } else if (piece->kind == PIECE_DURATION) {
            durations = true;
            lasted += piece->to;
        } else {
            ticked_off = true;
        }
    }
    if (!intervals) {
        presence.seconds = lasted;
    }
    presence.has_minutes = intervals || durations;
    presence.attendee =
        ticked_off || !presence.has_minutes ||
        presence.seconds >= needed_seconds(settle, &settle->sessions.items[presence.session]);
    presence.source = settle->rows.items[first].source;
    presence.line = (long)settle->rows.items[first].line;
    presence.id = settle->rows.items[first].registration_id;
    return presence;
}

/* Where somebody works: what they said when they registered for this session, else what the rows of
 * their presence say; else NONE (employer.c fills the gaps). */
static void find_organisation(struct presences *work, const struct organisation_door *door,
                              const struct edition *edition, struct presence *presence,
                              const struct piece *pieces, size_t count)
{
    struct settle *settle = work->settle;
    uint32_t registration =
        registration_find(work, presence->person, presence->session, presence->id);
    presence->registration = registration;
    if (registration != NONE) {
        presence->staff |= edition->registrations[registration].staff;
        presence->organisation = edition->registrations[registration].organisation;
        presence->spelling = edition->registrations[registration].spelling;
    }
    for (size_t i = 0; i < count && presence->organisation == NONE; i++) {
        const struct raw_row *row = &settle->rows.items[pieces[i].row];
        if (row->organisation != INTERN_NONE) {
            settle_organisation(settle, door, row, &presence->organisation, &presence->spelling);
        }
    }
}

/* Rows that say "did not come", and registrations' rows that say nothing of presence, are used. */
static void use_the_rest(struct settle *settle)
{
    for (uint32_t i = 0; i < settle->rows.count; i++) {
        struct raw_row *row = &settle->rows.items[i];
        if (row->fate == FATE_OPEN && row->session != NONE && row->person != NONE &&
            row->attended != ATTENDED_UNKNOWN) {
            row->fate = FATE_USED;
        }
    }
}

void presence_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition)
{
    struct presences work = {.settle = settle};
    work.seen = intern_create(settle->arena);
    work.latest = arena_alloc_array(settle->arena, settle->sources.count + 1, sizeof *work.latest);
    for (size_t i = 0; i < settle->sources.count; i++) {
        work.latest[i] = INT64_MIN;
    }
    index_registrations(&work, edition);
    for (uint32_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        bool may = row->fate == FATE_OPEN || row->fate == FATE_USED ||
                   (row->fate == FATE_MERGED && row->person != NONE);
        if (may && says_presence(row)) {
            take_row(&work, i, edition);
        }
    }
    drop_summaries(&work);
    for (size_t i = 0; i < work.pieces.count; i++) {
        if (work.pieces.items[i].open) {
            close_open(&work, &work.pieces.items[i]);
        }
    }
    if (work.pieces.count > 0) {
        qsort(work.pieces.items, work.pieces.count, sizeof *work.pieces.items,
              by_person_and_session);
    }
    VECTOR(struct presence) presences = {0};
    for (size_t i = 0; i < work.pieces.count;) {
        const struct piece *pieces = &work.pieces.items[i];
        size_t count = 1;
        while (i + count < work.pieces.count && pieces[count].person == pieces[0].person &&
               pieces[count].session == pieces[0].session && pieces[count].id == pieces[0].id) {
            count++;
        }
        struct presence presence = unite(&work, pieces, count);
        find_organisation(&work, door, edition, &presence, pieces, count);
        *VECTOR_PUSH(settle->arena, &presences) = presence;
        i += count;
    }
    edition->presences = presences.items;
    edition->presences_count = presences.count;
    use_the_rest(settle);
}
