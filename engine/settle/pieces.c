/* pieces: see pieces.h. The sightings of a session are put in the order of their persons before
 * their rows are read, so that pieces are written where they stay. */
#include "engine/settle/pieces.h"

#include <stdlib.h>

#include "engine/settle/collect.h"
#include "engine/settle/sightings.h"

/* -- what a row says ------------------------------------------------------------------------------
 */

/* A clock without a date gets the day of the session or of the file. */
static struct moment on_day(const struct settle *settle, const struct raw_row *row,
                            uint32_t session, struct moment moment)
{
    if (moment.flags & MOMENT_DATE) {
        return moment;
    }
    const struct source *source = settle_source(settle, row);
    int64_t day = 0;
    struct moment start = moment_unpack(settle_common(settle, row)->session_start);
    if (start.flags & MOMENT_DATE) {
        day = start.seconds / MOMENT_DAY;
    } else if (source->start.flags & MOMENT_DATE) {
        day = source->start.seconds / MOMENT_DAY;
    } else if (session != NONE && settle->sessions.items[session].day != INT64_MIN) {
        day = settle->sessions.items[session].day;
    }
    moment.seconds += day * MOMENT_DAY;
    return moment;
}

static bool has_clock(struct moment moment)
{
    return (moment.flags & MOMENT_TIME) != 0;
}

static bool read_interval(const struct settle *settle, const struct raw_row *row,
                          struct moment_season *season, struct piece *piece)
{
    struct moment joined = on_day(settle, row, piece->session, settle_joined(settle, row));
    struct moment left = on_day(settle, row, piece->session, settle_left(settle, row));
    struct moment_span span = moment_span(joined, left, row_seconds(row), season);
    if (span.to < span.from && !(joined.flags & left.flags & MOMENT_DATE)) {
        left.seconds += MOMENT_DAY; /* clocks: past midnight */
        span = moment_span(joined, left, row_seconds(row), season);
    }
    piece->kind = PIECE_INTERVAL;
    piece->from = span.from;
    piece->to = span.to;
    return piece->to >= piece->from;
}

bool piece_read(const struct settle *settle, const struct raw_row *row,
                struct moment_season *season, struct piece *piece)
{
    struct moment joined = settle_joined(settle, row);
    int32_t seconds = row_seconds(row);
    /* A summary's first join and last leave are not the time present; its duration is. */
    bool summed = row->summary && seconds >= 0;
    if (!summed && has_clock(joined) && has_clock(settle_left(settle, row))) {
        return read_interval(settle, row, season, piece);
    }
    /* A duration of nothing beside a joining says that the tool did not see the leaving. */
    if (!summed && has_clock(joined) && seconds <= 0 &&
        settle_source(settle, row)->knows_check_out) {
        piece->kind = PIECE_INTERVAL;
        piece->open = true;
        piece->from = moment_instant(on_day(settle, row, piece->session, joined), season);
        piece->to = piece->from;
        return true;
    }
    piece->kind = seconds >= 0 ? PIECE_DURATION : PIECE_BARE;
    if (piece->kind == PIECE_DURATION) {
        piece->to = seconds;
        /* `from` is when it began: two that are equal in all else are two visits. */
        if (row->joined != 0) {
            piece->from = moment_instant(on_day(settle, row, piece->session, joined), season);
        }
    }
    return true;
}

/* -- order ----------------------------------------------------------------------------------------
 */

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_time(const void *left, const void *right)
{
    const struct piece *a = left;
    const struct piece *b = right;
    int64_t from_a = a->kind == PIECE_DURATION ? 0 : a->from;
    int64_t from_b = b->kind == PIECE_DURATION ? 0 : b->from;
    int order = compare(a->id, b->id);
    order = order != 0 ? order : compare(from_a, from_b);
    order = order != 0 ? order : compare(a->to, b->to);
    return order != 0 ? order : compare(a->row, b->row);
}

int pieces_by_words(const struct piece *a, const struct piece *b)
{
    int order = compare(a->person, b->person);
    order = order != 0 ? order : compare(a->id, b->id);
    order = order != 0 ? order : compare(a->kind, b->kind);
    order = order != 0 ? order : compare(a->from, b->from);
    order = order != 0 ? order : compare(a->to, b->to);
    order = order != 0 ? order : compare(a->open, b->open);
    return order != 0 ? order : compare(a->summary, b->summary);
}

static int by_words_and_row(const void *left, const void *right)
{
    const struct piece *a = left;
    const struct piece *b = right;
    int order = pieces_by_words(a, b);
    return order != 0 ? order : compare(a->row, b->row);
}

/* Most visits have few pieces, which mostly stand as they should. */
static void sort_visit(struct piece *pieces, size_t count, int (*by)(const void *, const void *))
{
    enum { FEW = 8 };
    if (count > FEW) {
        qsort(pieces, count, sizeof *pieces, by);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct piece piece = pieces[i];
        size_t to = i;
        for (; to > 0 && by(&pieces[to - 1], &piece) > 0; to--) {
            pieces[to] = pieces[to - 1];
        }
        if (to < i) {
            pieces[to] = piece;
        }
    }
}

void pieces_sort_by_time(struct piece *pieces, size_t count)
{
    sort_visit(pieces, count, by_time);
}

/* A sighting of a session: of whom, and which. */
struct piece_place {
    uint32_t person, at;
};

/* By eight bits of the person, by counting, which keeps the order that was there. */
static void sort_by_byte(const struct piece_place *from, struct piece_place *to, size_t count,
                         unsigned shift)
{
    uint32_t next[257] = {0};
    for (size_t i = 0; i < count; i++) {
        next[(from[i].person >> shift & 0xFF) + 1]++;
    }
    for (size_t i = 0; i < 256; i++) {
        next[i + 1] += next[i];
    }
    for (size_t i = 0; i < count; i++) {
        to[next[from[i].person >> shift & 0xFF]++] = from[i];
    }
}

static void sort_by_person(struct pieces *pieces, size_t count)
{
    bool sorted = true;
    uint32_t highest = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t person = pieces->places[i].person;
        sorted = sorted && person >= highest;
        highest = person > highest ? person : highest;
    }
    for (unsigned shift = 0; !sorted && shift < 32 && highest >> shift != 0; shift += 8) {
        sort_by_byte(pieces->places, pieces->others, count, shift);
        struct piece_place *sorted_so_far = pieces->others;
        pieces->others = pieces->places;
        pieces->places = sorted_so_far;
    }
}

/* -- the pieces of a session ----------------------------------------------------------------------
 */

static void reserve(struct pieces *pieces, size_t count)
{
    if (count > pieces->capacity) {
        size_t more = vector_capacity(pieces->capacity, count);
        pieces->items = arena_alloc_array(pieces->arena, more, sizeof *pieces->items);
        pieces->places = arena_alloc_array(pieces->arena, more, sizeof *pieces->places);
        pieces->others = arena_alloc_array(pieces->arena, more, sizeof *pieces->others);
        pieces->capacity = more;
    }
}

static void fill_piece(struct piece *piece, const struct settle *settle,
                       struct moment_season *season, const struct sighting *sighting)
{
    struct raw_row *row = &settle->rows.items[sighting->row];
    *piece = (struct piece){.person = sighting->person,
                            .session = sighting->session,
                            .row = sighting->row,
                            .source = settle_common(settle, row)->source,
                            .line = row->line,
                            .id = row->registration_id,
                            .registration = sighting->registration,
                            .organisation = sighting->organisation,
                            .spelling = sighting->spelling,
                            .fate_before = row->fate,
                            .summary = row->summary,
                            .staff = row->staff || sighting->staff,
                            .live = sighting->live};
    piece_read(settle, row, season, piece);
    row->person = sighting->person;
    row->session = sighting->session;
    row->fate = FATE_USED; /* unless it turns out to repeat another */
}

size_t pieces_visit(const struct pieces *all, size_t first)
{
    const struct piece *pieces = &all->items[first];
    size_t count = 1;
    while (first + count < all->count && pieces[count].person == pieces[0].person) {
        count++;
    }
    return count;
}

void pieces_fill(struct pieces *pieces, const struct settle *settle,
                 const struct sighting *sightings, size_t count)
{
    reserve(pieces, count);
    for (uint32_t i = 0; i < count; i++) {
        __builtin_prefetch(&settle->rows.items[sightings[i].row], 1);
        pieces->places[i] = (struct piece_place){sightings[i].person, i};
    }
    sort_by_person(pieces, count);
    for (size_t i = 0; i < count; i++) {
        fill_piece(&pieces->items[i], settle, &pieces->season, &sightings[pieces->places[i].at]);
    }
    pieces->count = count;
    for (size_t i = 0, size; i < count; i += size) {
        size = pieces_visit(pieces, i);
        if (size > 1) {
            sort_visit(pieces->items + i, size, by_words_and_row);
        }
    }
}
