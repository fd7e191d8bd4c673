/* presence: how long each person was in each session: the length of the union of the intervals, so
 * that two devices, rejoins and repeated rows do not add up (FORMATS.md section 2), and whether
 * that makes an attendee (DESIGN.md section 5, 1 and 7).
 *
 * Stages: (1) every row that says attendance is a sighting (sightings.h). Then, session after
 * session: (2) its sightings become pieces, each an interval, a duration or a bare presence, sorted
 * so that those of one person (a visit) stand together (pieces.h); (3) in each visit, pieces that
 * repeat another are merged into it, and those of a summary go when the same file lists the joins;
 * (4) intervals that were left open are closed; (5) the intervals of each visit are united.
 */
#include "engine/base/pairs.h"
#include "engine/settle/collect.h"
#include "engine/settle/pieces.h"
#include "engine/settle/sightings.h"

struct presences {
    struct settle *settle;
    const struct organisation_door *door;
    const struct edition *edition;
    struct arena *arena; /* for the time of this stage */
    int64_t *latest;     /* time of presence per source, in seconds of UTC */
    struct sightings sightings;
    struct pieces pieces;     /* of the session at hand */
    struct pairs *pairs;      /* (person, session) -> place in of_pair; made when asked */
    VECTOR(uint32_t) of_pair; /* -> registration */
    struct presence_list {
        struct presence *items;
        size_t count, capacity;
        size_t filled; /* VECTOR_FILL_AHEAD */
    } found;
};

/* -- registrations by person and session
 * --------------------------------------------------------------- */

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

/* -- stage 3: repeats and summaries
 * --------------------------------------------------------------------------- */

/* Whether two rows that say the same may be about two visits: each as long as the other, and of the
 * same file, which does not say when they began. */
static bool may_be_two(const struct settle *settle, const struct piece *one,
                       const struct piece *other)
{
    const struct raw_row *row = &settle->rows.items[one->row];
    bool begins = (settle_joined(settle, row).flags & MOMENT_TIME) != 0;
    return one->kind == PIECE_DURATION && one->source == other->source && !begins;
}

/* Rows that say what an earlier row said are merged into it. */
static void merge_repeats(struct presences *work, struct piece *pieces, size_t count)
{
    struct piece *first = pieces;
    for (size_t i = 0; i < count; i++) {
        struct piece *piece = &pieces[i];
        bool repeats = i > 0 && pieces_by_words(first, piece) == 0;
        first = repeats ? first : piece;
        if (repeats && !may_be_two(work->settle, first, piece)) {
            first->staff = first->staff || piece->staff;
            work->settle->rows.items[piece->row].fate = piece->fate_before & 3U;
            settle_merge(work->settle, piece->row, first->row);
            piece->gone = true;
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

/* How many pieces stay of a visit; they stand first. */
static size_t weed_visit(struct presences *work, struct piece *pieces, size_t count)
{
    merge_repeats(work, pieces, count);
    drop_summaries(work, pieces, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].gone) {
            pieces[kept++] = pieces[i];
        }
    }
    return kept;
}

/* -- stage 4 and 5: union
 * -----------------------------------------------------------------------------------------------
 */

/* Closes an interval that was left open: at the summary's end, else the programme's, else the
 * latest time of this meeting in the file. Nobody checks out of a hall: a check-in whose end no
 * programme knows is presence without minutes. */
static void close_open(struct presences *work, struct piece *piece)
{
    const struct settle *settle = work->settle;
    const struct raw_row *row = &settle->rows.items[piece->row];
    const struct source *source = settle_source(settle, row);
    const struct session *session = &settle->sessions.items[piece->session];
    struct moment until = moment_unpack(settle_common(settle, row)->open_until);
    struct moment_season *season = &work->pieces.season;
    uint32_t both = MOMENT_DATE | MOMENT_TIME;
    int64_t end = INT64_MIN;
    if ((source->end.flags & both) == both) {
        end = moment_instant(source->end, season);
    } else if (session->in_programme && session->end != INT64_MIN) {
        end = moment_instant((struct moment){session->end, both}, season);
    } else if (source->checks_in) {
        piece->kind = PIECE_BARE;
    } else if ((until.flags & both) == both) {
        end = moment_instant(until, season);
    } else {
        end = work->latest[source->number];
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

/* Whether another export of the meeting, downloaded later, says more of the same visit: when it
 * ended, where this one has a joining without a leaving, or a longer time in its summary. */
static bool is_outdone(const struct piece *pieces, size_t count, size_t which)
{
    const struct piece *piece = &pieces[which];
    bool summed = piece->summary && piece->kind == PIECE_DURATION && piece->from != 0;
    for (size_t i = 0; i < count && (piece->open || summed); i++) {
        const struct piece *other = &pieces[i];
        if (other->from != piece->from) {
            continue;
        }
        if (piece->open
                ? other->kind == PIECE_INTERVAL && !other->open && other->to > other->from
                : other->kind == PIECE_DURATION && other->summary && other->to > piece->to) {
            return true;
        }
    }
    return false;
}

/* Whether a summary, which knows when somebody came first and how long they stayed, is of another
 * part of the session than the intervals: of the meeting before it was begun again. */
static bool lies_apart(const struct piece *pieces, size_t count, size_t which)
{
    const struct piece *piece = &pieces[which];
    bool apart = piece->summary && piece->kind == PIECE_DURATION && piece->from != 0;
    for (size_t i = 0; i < count && apart; i++) {
        apart = pieces[i].kind != PIECE_INTERVAL || pieces[i].to <= piece->from ||
                pieces[i].from >= piece->from + piece->to;
    }
    return apart;
}

/* The pieces of one person in one session, sorted by start. */
static struct presence unite(const struct presences *work, const struct piece *pieces, size_t count)
{
    const struct settle *settle = work->settle;
    struct presence presence = {.person = pieces[0].person,
                                .session = pieces[0].session,
                                .organisation = NONE,
                                .spelling = NONE};
    int64_t covered = INT64_MIN;
    int64_t lasted = 0;
    int64_t apart = 0; /* of it, what no interval may cover */
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
            apart += lies_apart(pieces, count, i) ? piece->to : 0;
        } else {
            ticked_off = true;
        }
    }
    presence.seconds = intervals ? presence.seconds + apart : lasted;
    presence.has_minutes = intervals || durations;
    presence.attendee =
        ticked_off || !presence.has_minutes ||
        presence.seconds >= needed_seconds(settle, &settle->sessions.items[presence.session]);
    presence.source = first->source;
    presence.line = first->line;
    return presence;
}

/* Where somebody works: what they said when they registered for this session, else what the rows of
 * their presence say; else NONE (employer.c fills the gaps). */
static void find_organisation(struct presences *work, struct presence *presence,
                              const struct piece *pieces, size_t count)
{
    struct settle *settle = work->settle;
    presence->registration = pieces[0].registration;
    presence->live = pieces[0].live;
    presence->organisation = pieces[0].organisation;
    presence->spelling = pieces[0].spelling;
    bool by_id = pieces[0].id != NONE;
    if (!by_id) {
        presence->registration = registration_find(work, presence->person, presence->session);
    }
    if (!by_id && presence->registration != NONE) {
        const struct registration *there = &work->edition->registrations[presence->registration];
        presence->organisation = there->organisation;
        presence->spelling = there->spelling;
        presence->staff |= there->staff;
        presence->live = there->status == REGISTRATION_LIVE;
    }
    for (size_t i = 0; i < count && presence->organisation == NONE; i++) {
        const struct raw_row *row = &settle->rows.items[pieces[i].row];
        if (row->organisation != INTERN_NONE) {
            settle_organisation(settle, work->door, row, &presence->organisation,
                                &presence->spelling);
        }
    }
    settle->unnamed += presence->organisation == NONE;
}

/* The presences of one person in one session: one, or one per registration id. */
static void unite_visit(struct presences *work, struct piece *pieces, size_t count)
{
    struct presence_list *list = &work->found;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].open) {
            close_open(work, &pieces[i]);
        }
    }
    pieces_sort_by_time(pieces, count);
    for (size_t i = 0; i < count;) {
        size_t same = 1;
        while (i + same < count && pieces[i + same].id == pieces[i].id) {
            same++;
        }
        struct presence presence = unite(work, pieces + i, same);
        find_organisation(work, &presence, pieces + i, same);
        VECTOR_RESERVE(work->settle->arena, list, 1);
        VECTOR_FILL_AHEAD(list, list->count + 1, &list->filled);
        list->items[list->count++] = presence;
        i += same;
    }
}

static void settle_session(struct presences *work, size_t first, size_t count)
{
    struct pieces *pieces = &work->pieces;
    pieces_fill(pieces, work->settle, work->sightings.items + first, count);
    for (size_t i = 0, size; i < count; i += size) {
        size = pieces_visit(pieces, i);
        struct piece *visit = &pieces->items[i];
        unite_visit(work, visit, weed_visit(work, visit, size));
    }
}

void presence_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition)
{
    enum { AT_ONCE = 64 * 1024 }; /* sightings that leave the memory together */
    struct presences work = {
        .settle = settle, .door = door, .edition = edition, .arena = arena_create()};
    work.latest = arena_alloc_array(work.arena, settle->sources.count + 1, sizeof *work.latest);
    work.sightings = sightings_create(settle, work.arena, edition, work.latest);
    work.pieces.arena = work.arena;
    VECTOR_RESERVE(settle->settled, &work.found, work.sightings.count);
    size_t passed = 0;
    for (size_t i = 0, count; i < work.sightings.count; i += count) {
        count = sightings_of_session(&work.sightings, i);
        settle_session(&work, i, count);
        if (i + count - passed >= AT_ONCE) {
            arena_forget(work.sightings.items + passed,
                         (i + count - passed) * sizeof *work.sightings.items);
            passed = i + count;
        }
    }
    edition->presences = work.found.items;
    edition->presences_count = work.found.count;
    arena_destroy(work.arena);
}
