/* presence: how long each person was in each session: the length of the union of the intervals, so
 * that two devices, rejoins and repeated rows do not add up (FORMATS.md section 2), and whether
 * that makes an attendee (DESIGN.md section 5, 1 and 7).
 *
 * Stages: (1) every row that says attendance becomes a piece: an interval, a duration or a bare
 * presence; (2) the pieces are sorted by session, person and what they say, so that those of one
 * person in one session (a visit) stand together; (3) in each visit, pieces that repeat another are
 * merged into it, and those of a summary go when the same file lists the joins; (4) intervals that
 * were left open are closed; (5) the intervals of each visit are united.
 */
#include <stdlib.h>

#include "engine/base/pairs.h"
#include "engine/settle/collect.h"
#include "engine/settle/pieces.h"

/* What presence asks of a registration, together: rows name them in any order, and each of a
 * million is waited for. */
struct signed_up {
    uint32_t registration, person, session; /* registration NONE: nobody has this id */
    uint32_t organisation, spelling;
    bool staff;
};

static const struct signed_up NOBODY = {NONE, NONE, NONE, NONE, NONE, false};

struct presences {
    struct settle *settle;
    const struct edition *edition;
    struct arena *arena; /* for the time of this stage */
    struct pieces pieces;
    int64_t *latest;          /* latest time of presence per source */
    struct signed_up *of_id;  /* by id */
    struct pairs *pairs;      /* (person, session) -> place in of_pair; made when asked */
    VECTOR(uint32_t) of_pair; /* -> registration */
};

static bool says_presence(const struct raw_row *row)
{
    return row->attended == ATTENDED_YES || row->joined != 0 || row->left != 0 ||
           row->seconds > 0 || (row->seconds == 0 && row->attended != ATTENDED_NO);
}

/* -- registrations by person and session
 * --------------------------------------------------------------- */

static struct signed_up signed_up_as(const struct edition *edition, uint32_t registration)
{
    const struct registration *one = &edition->registrations[registration];
    return (struct signed_up){registration,      one->person,   one->session,
                              one->organisation, one->spelling, one->staff};
}

/* Of an id that stands on several registrations the first one. */
static void index_ids(struct presences *work)
{
    const struct edition *edition = work->edition;
    size_t ids = serials_count(work->settle->ids);
    work->of_id = arena_alloc_full(work->arena, ids + 1, sizeof *work->of_id);
    for (size_t i = 0; i < ids; i++) {
        work->of_id[i] = NOBODY;
    }
    for (uint32_t i = (uint32_t)edition->registrations_count; i > 0; i--) {
        uint32_t id = edition->registrations[i - 1].id;
        if (id != NONE) {
            work->of_id[id] = signed_up_as(edition, i - 1);
        }
    }
}

static void index_pairs(struct presences *work)
{
    struct arena *arena = work->arena;
    const struct edition *edition = work->edition;
    work->pairs = pairs_create(arena);
    for (uint32_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *registration = &edition->registrations[i];
        uint32_t code = pairs_put(work->pairs, registration->person, registration->session);
        if (code == work->of_pair.count) {
            *VECTOR_PUSH(arena, &work->of_pair) = i;
        }
    }
}

/* The first registration of that person for that session; NONE. */
static uint32_t registration_find(struct presences *work, uint32_t person, uint32_t session)
{
    if (work->pairs == NULL) {
        index_pairs(work);
    }
    uint32_t code = pairs_find(work->pairs, person, session);
    return code == PAIRS_NONE ? NONE : work->of_pair.items[code];
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
    struct moment start = moment_unpack(settle_common(settle, row)->session_start);
    if (start.flags & MOMENT_DATE) {
        day = start.seconds / MOMENT_DAY;
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
    struct moment joined = settle_moment(settle, row->joined);
    struct moment left = settle_moment(settle, row->left);
    /* A summary's first join and last leave are not the time present; its duration is. */
    if (row->summary && row->seconds >= 0) {
        piece->kind = PIECE_DURATION;
        piece->to = row->seconds;
        return true;
    }
    if (has_clock(joined) && has_clock(left)) {
        piece->kind = PIECE_INTERVAL;
        piece->from = on_day(settle, row, joined);
        piece->to = on_day(settle, row, left);
        bool clocks_only = !(joined.flags & MOMENT_DATE) || !(left.flags & MOMENT_DATE);
        if (clocks_only) {
            piece->to += piece->to < piece->from ? MOMENT_DAY : 0; /* past midnight */
        } else {
            piece->to = piece->from + moment_between(joined, left);
        }
        return piece->to >= piece->from;
    }
    /* A duration of nothing beside a joining says that the tool did not see the leaving. */
    if (has_clock(joined) && row->seconds <= 0 && source->knows_check_out) {
        piece->kind = PIECE_INTERVAL;
        piece->open = true;
        piece->from = on_day(settle, row, joined);
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

/* Attendance of plain tables names only the registration. False when nobody is meant. */
static bool find_person(struct settle *settle, struct raw_row *row,
                        const struct signed_up *signed_up)
{
    if (row->person == NONE && row->registration_id != INTERN_NONE) {
        if (signed_up->registration == NONE) {
            row->fate = FATE_REJECTED;
            settle_find(settle, FINDING_ROW_NOBODY, row, NULL);
            return false;
        }
        row->person = signed_up->person;
        row->session = signed_up->session;
    }
    return row->person != NONE && row->session != NONE;
}

static void take_row(struct presences *work, uint32_t number)
{
    struct settle *settle = work->settle;
    struct raw_row *row = &settle->rows.items[number];
    uint32_t id = row->registration_id;
    struct signed_up signed_up = id == INTERN_NONE ? NOBODY : work->of_id[id];
    if (!find_person(settle, row, &signed_up)) {
        return;
    }
    struct piece piece = {.person = row->person,
                          .session = row->session,
                          .row = number,
                          .source = row->source,
                          .line = row->line,
                          .id = id,
                          .registration = signed_up.registration,
                          .organisation = signed_up.organisation,
                          .spelling = signed_up.spelling,
                          .fate_before = row->fate,
                          .summary = row->summary,
                          .staff = row->staff || signed_up.staff};
    if (!piece_of(settle, row, &piece)) {
        row->fate = FATE_REJECTED;
        settle_find(settle, FINDING_ROW_LEAVE_BEFORE_JOIN, row, NULL);
        return;
    }
    /* Of durations, `from` is when they began: two that are equal in all else are two visits. */
    if (piece.kind == PIECE_DURATION && row->joined != 0) {
        piece.from = on_day(settle, row, settle_moment(settle, row->joined));
    }
    row->fate = FATE_USED; /* unless it turns out to repeat another */
    *VECTOR_PUSH(work->arena, &work->pieces) = piece;
}

static void take_rows(struct presences *work)
{
    struct settle *settle = work->settle;
    size_t filled = 0;
    STRETCH_EACH (at, settle, SAYS_PRESENCE) {
        size_t most = at->end - at->first; /* and mostly that many */
        VECTOR_RESERVE(work->arena, &work->pieces, most);
        VECTOR_FILL_AHEAD(&work->pieces, work->pieces.count + most, &filled);
        for (uint32_t i = at->first; i < at->end; i++) {
            const struct raw_row *row = &settle->rows.items[i];
            bool may = row->fate == FATE_OPEN || row->fate == FATE_USED ||
                       (row->fate == FATE_MERGED && row->person != NONE);
            uint32_t ahead = settle_row_ahead(settle, i, at->end)->registration_id;
            __builtin_prefetch(ahead == INTERN_NONE ? NULL : &work->of_id[ahead]);
            if (may && says_presence(row)) {
                take_row(work, i);
            }
        }
    }
}

/* -- stage 3: repeats and summaries
 * --------------------------------------------------------------------------- */

/* Rows that say what an earlier row said are merged into it. Two identical durations in one file
 * are two visits; in two files they are one. */
static void merge_repeats(struct presences *work, struct piece *pieces, size_t count)
{
    struct piece *first = pieces;
    for (size_t i = 0; i < count; i++) {
        struct piece *piece = &pieces[i];
        bool repeats = i > 0 && pieces_by_words(first, piece) == 0;
        first = repeats ? first : piece;
        if (repeats && (piece->kind != PIECE_DURATION || first->source != piece->source)) {
            first->staff = first->staff || piece->staff;
            work->settle->rows.items[piece->row].fate = piece->fate_before & 3U;
            settle_merge(work->settle, piece->row, first->row);
            piece->gone = true;
            continue;
        }
        if (piece->kind == PIECE_INTERVAL && piece->to > work->latest[piece->source]) {
            work->latest[piece->source] = piece->to; /* of a joining: itself */
        }
    }
}

/* The first row of the visit that lists joins in the file of a summary; NULL. */
static struct piece *detail_of(struct piece *pieces, size_t count, uint32_t source)
{
    struct piece *detail = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].gone && !pieces[i].summary && pieces[i].source == source &&
            (detail == NULL || pieces[i].row < detail->row)) {
            detail = &pieces[i];
        }
    }
    return detail;
}

/* Rows of a summary (the second section of a Teams report) count only for people whose joins the
 * file does not list. */
static void drop_summaries(struct presences *work, struct piece *pieces, size_t count)
{
    struct settle *settle = work->settle;
    uint32_t source = NONE;
    struct piece *detail = NULL;
    for (size_t i = 0; i < count; i++) {
        struct piece *piece = &pieces[i];
        if (piece->gone || !piece->summary) {
            continue;
        }
        if (piece->source != source) {
            source = piece->source;
            detail = detail_of(pieces, count, source);
        }
        if (detail == NULL) {
            continue;
        }
        piece->gone = true;
        detail->staff = detail->staff || piece->staff;
        struct raw_row *row = &settle->rows.items[piece->row];
        if (row->status == REGISTRATION_NONE) {
            row->fate = FATE_OPEN;
            settle_merge(settle, piece->row, detail->row);
        }
    }
}

static void weed_visits(struct presences *work)
{
    size_t kept = 0;
    for (size_t i = 0; i < work->pieces.count;) {
        struct piece *pieces = &work->pieces.items[i];
        size_t count = pieces_visit(&work->pieces, i);
        merge_repeats(work, pieces, count);
        drop_summaries(work, pieces, count);
        i += count;
        for (size_t k = 0; k < count; k++) {
            if (!pieces[k].gone) {
                work->pieces.items[kept++] = pieces[k];
            }
        }
    }
    work->pieces.count = kept;
}

/* -- stage 4 and 5: union
 * -----------------------------------------------------------------------------------------------
 */

/* Closes an interval that was left open: at the summary's end, else the programme's, else the
 * latest time of this meeting in the file. Nobody checks out of a hall: a check-in whose end no
 * programme knows is presence without minutes. */
static void close_open(const struct presences *work, struct piece *piece)
{
    const struct settle *settle = work->settle;
    const struct raw_row *row = &settle->rows.items[piece->row];
    const struct source *source = settle->sources.items[row->source];
    const struct session *session = &settle->sessions.items[piece->session];
    struct moment until = moment_unpack(settle_common(settle, row)->open_until);
    uint32_t both = MOMENT_DATE | MOMENT_TIME;
    int64_t end = INT64_MIN;
    if ((source->end.flags & both) == both) {
        end = source->end.seconds;
    } else if (session->in_programme && session->end != INT64_MIN) {
        end = session->end;
    } else if (source->checks_in) {
        piece->kind = PIECE_BARE;
    } else if ((until.flags & both) == both) {
        end = until.seconds;
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

/* A joining without a leaving, while another export of the meeting, downloaded later, knows when
 * that visit ended. */
static bool is_outdone(const struct piece *pieces, size_t count, size_t which)
{
    for (size_t i = 0; i < count && pieces[which].open; i++) {
        if (pieces[i].kind == PIECE_INTERVAL && !pieces[i].open &&
            pieces[i].from == pieces[which].from && pieces[i].to > pieces[i].from) {
            return true;
        }
    }
    return false;
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
    const struct piece *first = pieces;
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &pieces[i];
        presence.staff |= piece->staff;
        first = piece->row < first->row ? piece : first;
        if (is_outdone(pieces, count, i)) {
            continue;
        }
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
    presence.source = first->source;
    presence.line = first->line;
    presence.id = first->id;
    return presence;
}

/* Where somebody works: what they said when they registered for this session, else what the rows of
 * their presence say; else NONE (employer.c fills the gaps). */
static void find_organisation(struct presences *work, const struct organisation_door *door,
                              struct presence *presence, const struct piece *pieces, size_t count)
{
    struct settle *settle = work->settle;
    presence->registration = pieces[0].registration;
    presence->organisation = pieces[0].organisation;
    presence->spelling = pieces[0].spelling;
    if (presence->id == NONE) {
        uint32_t registration = registration_find(work, presence->person, presence->session);
        struct signed_up there =
            registration == NONE ? NOBODY : signed_up_as(work->edition, registration);
        presence->registration = there.registration;
        presence->organisation = there.organisation;
        presence->spelling = there.spelling;
        presence->staff |= there.staff;
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
    STRETCH_EACH (at, settle, SAYS_PRESENCE) {
        for (uint32_t i = at->first; i < at->end; i++) {
            struct raw_row *row = &settle->rows.items[i];
            if (row->fate == FATE_OPEN && row->session != NONE && row->person != NONE &&
                row->attended != ATTENDED_UNKNOWN) {
                row->fate = FATE_USED;
            }
        }
    }
}

struct presence_list {
    struct presence *items;
    size_t count, capacity;
    size_t filled; /* VECTOR_FILL_AHEAD */
};

/* The presences of one person in one session: one, or one per registration id. */
static void unite_visit(struct presences *work, const struct organisation_door *door,
                        struct piece *pieces, size_t count, struct presence_list *list)
{
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].open) {
            close_open(work, &pieces[i]);
        }
    }
    if (count > 1) {
        qsort(pieces, count, sizeof *pieces, pieces_by_time);
    }
    for (size_t i = 0; i < count;) {
        size_t same = 1;
        while (i + same < count && pieces[i + same].id == pieces[i].id) {
            same++;
        }
        struct presence presence = unite(work, pieces + i, same);
        find_organisation(work, door, &presence, pieces + i, same);
        VECTOR_RESERVE(work->settle->arena, list, 1);
        VECTOR_FILL_AHEAD(list, list->count + 1, &list->filled);
        list->items[list->count++] = presence;
        i += same;
    }
}

void presence_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition)
{
    struct presences work = {.settle = settle, .edition = edition, .arena = arena_create()};
    work.latest = arena_alloc_array(work.arena, settle->sources.count + 1, sizeof *work.latest);
    for (size_t i = 0; i < settle->sources.count; i++) {
        work.latest[i] = INT64_MIN;
    }
    index_ids(&work);
    take_rows(&work);
    pieces_sort(work.arena, &work.pieces, settle->sessions.count);
    weed_visits(&work);
    struct presence_list list = {0};
    VECTOR_RESERVE(settle->arena, &list, work.pieces.count);
    for (size_t i = 0; i < work.pieces.count;) {
        size_t count = pieces_visit(&work.pieces, i);
        unite_visit(&work, door, &work.pieces.items[i], count, &list);
        i += count;
    }
    edition->presences = list.items;
    edition->presences_count = list.count;
    use_the_rest(settle);
    arena_destroy(work.arena);
}
