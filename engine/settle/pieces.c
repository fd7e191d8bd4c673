/* pieces: see pieces.h. */
#include "engine/settle/pieces.h"

#include <stdlib.h>
#include <string.h>

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

int pieces_by_time(const void *left, const void *right)
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

static bool are_by_session(const struct pieces *pieces)
{
    for (size_t i = 1; i < pieces->count; i++) {
        if (pieces->items[i].session < pieces->items[i - 1].session) {
            return false;
        }
    }
    return true;
}

/* By session, by counting, which keeps the order that was there. Lists of one session after the
 * other need nothing. */
static void gather(struct arena *arena, struct pieces *pieces, size_t sessions)
{
    if (are_by_session(pieces)) {
        return;
    }
    size_t count = pieces->count;
    uint32_t *next = arena_alloc_array(arena, sessions + 1, sizeof *next);
    struct piece *sorted = arena_alloc_full(arena, count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        next[pieces->items[i].session + 1]++;
    }
    for (size_t i = 0; i < sessions; i++) {
        next[i + 1] += next[i];
    }
    for (size_t i = 0; i < count; i++) {
        sorted[next[pieces->items[i].session]++] = pieces->items[i];
    }
    arena_drop(arena, pieces->items, pieces->capacity, sizeof *pieces->items);
    pieces->items = sorted;
    pieces->capacity = count + 1;
}

/* A piece of a session: whose it is, and where it stands. */
struct place {
    uint32_t person, at;
};

struct order {
    struct place *places, *others; /* room for those of the longest session */
    struct piece *copies;
};

/* By eight bits of the person, by counting, which keeps the order that was there. */
static void sort_by_byte(const struct place *from, struct place *to, size_t count, unsigned shift)
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

/* The pieces of one session, by person: what is moved is small, and the pieces stay near. */
static void sort_session(struct order *order, struct piece *pieces, size_t count)
{
    bool sorted = true;
    uint32_t highest = 0;
    for (uint32_t i = 0; i < count; i++) {
        order->places[i] = (struct place){pieces[i].person, i};
        sorted = sorted && (i == 0 || pieces[i - 1].person <= pieces[i].person);
        highest = pieces[i].person > highest ? pieces[i].person : highest;
    }
    if (sorted) {
        return;
    }
    for (unsigned shift = 0; shift < 32 && highest >> shift != 0; shift += 8) {
        sort_by_byte(order->places, order->others, count, shift);
        struct place *sorted_so_far = order->others;
        order->others = order->places;
        order->places = sorted_so_far;
    }
    memcpy(order->copies, pieces, count * sizeof *pieces);
    for (size_t i = 0; i < count; i++) {
        pieces[i] = order->copies[order->places[i].at];
    }
}

/* The number of pieces from `first` on that are of one session. */
static size_t session_size(const struct pieces *pieces, size_t first)
{
    size_t count = 1;
    while (first + count < pieces->count &&
           pieces->items[first + count].session == pieces->items[first].session) {
        count++;
    }
    return count;
}

static void sort_sessions(struct pieces *pieces)
{
    size_t longest = 0;
    for (size_t i = 0, count; i < pieces->count; i += count) {
        count = session_size(pieces, i);
        longest = count > longest ? count : longest;
    }
    struct arena *arena = arena_create();
    struct order order = {.places = arena_alloc_array(arena, longest + 1, sizeof *order.places),
                          .others = arena_alloc_array(arena, longest + 1, sizeof *order.others),
                          .copies = arena_alloc_array(arena, longest + 1, sizeof *order.copies)};
    for (size_t i = 0, count; i < pieces->count; i += count) {
        count = session_size(pieces, i);
        sort_session(&order, &pieces->items[i], count);
    }
    arena_destroy(arena);
}

size_t pieces_visit(const struct pieces *all, size_t first)
{
    const struct piece *pieces = &all->items[first];
    size_t count = 1;
    while (first + count < all->count && pieces[count].person == pieces[0].person &&
           pieces[count].session == pieces[0].session) {
        count++;
    }
    return count;
}

void pieces_sort(struct arena *arena, struct pieces *pieces, size_t sessions)
{
    gather(arena, pieces, sessions);
    sort_sessions(pieces);
    for (size_t first = 0; first < pieces->count;) {
        size_t count = pieces_visit(pieces, first);
        if (count > 1) {
            qsort(pieces->items + first, count, sizeof *pieces->items, by_words_and_row);
        }
        first += count;
    }
}
