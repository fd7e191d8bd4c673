/* pieces: see pieces.h. */
#include "engine/settle/pieces.h"

#include <stdlib.h>

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

/* Turns how many there are of each number, one place further on, into where the first of each goes.
 */
static void add_up(uint32_t *next, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        next[i + 1] += next[i];
    }
}

/* The numbers of the pieces, by person. */
static uint32_t *by_person(struct arena *arena, const struct pieces *pieces, size_t persons)
{
    uint32_t *next = arena_alloc_array(arena, persons + 1, sizeof *next);
    uint32_t *order = arena_alloc_array(arena, pieces->count + 1, sizeof *order);
    for (size_t i = 0; i < pieces->count; i++) {
        next[pieces->items[i].person + 1]++;
    }
    add_up(next, persons);
    for (uint32_t i = 0; i < pieces->count; i++) {
        order[next[pieces->items[i].person]++] = i;
    }
    arena_drop(arena, next, persons + 1, sizeof *next);
    return order;
}

/* By person and then by session, by counting, which keeps the order that was there. */
static void gather(struct arena *arena, struct pieces *pieces, size_t persons, size_t sessions)
{
    size_t count = pieces->count;
    uint32_t *order = by_person(arena, pieces, persons);
    uint32_t *next = arena_alloc_array(arena, sessions + 1, sizeof *next);
    struct piece *sorted = arena_alloc_array(arena, count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        next[pieces->items[i].session + 1]++;
    }
    add_up(next, sessions);
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &pieces->items[order[i]];
        sorted[next[piece->session]++] = *piece;
    }
    arena_drop(arena, order, count + 1, sizeof *order);
    arena_drop(arena, pieces->items, pieces->capacity, sizeof *pieces->items);
    pieces->items = sorted;
    pieces->capacity = count + 1;
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

void pieces_sort(struct arena *arena, struct pieces *pieces, size_t persons, size_t sessions)
{
    gather(arena, pieces, persons, sessions);
    for (size_t first = 0; first < pieces->count;) {
        size_t count = pieces_visit(pieces, first);
        if (count > 1) {
            qsort(pieces->items + first, count, sizeof *pieces->items, by_words_and_row);
        }
        first += count;
    }
}
