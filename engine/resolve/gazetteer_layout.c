/* gazetteer_layout: what an entry of the gazetteer means in the layout: its municipality, its
 * members, and what became of a municipality of another year. */
#include <stdlib.h>

#include "engine/resolve/gazetteer_internal.h"

static int by_code(const void *a, const void *b)
{
    uint16_t x = *(const uint16_t *)a;
    uint16_t y = *(const uint16_t *)b;
    return (x > y) - (x < y);
}

/* A municipality that was founded later stands for those that became it for the greater part. */
static struct in_layout predecessors(struct gazetteer *g, int code)
{
    const struct reference_tables *t = reference_tables(g->reference);
    uint16_t *codes = arena_alloc_array(g->arena, 32, sizeof *codes);
    struct in_layout in = {.codes = codes};
    for (size_t i = 0; i < t->merger_count && in.count < 32; i++) {
        const struct table_merger *one = &t->mergers[i];
        if (one->new_code == code && one->day > g->layout->day &&
            layout_find(g->layout, one->old_code) != LAYOUT_NOT_FOUND && one->share >= 0.5) {
            codes[in.count++] = one->old_code;
        }
    }
    if (in.count > 1) {
        qsort(codes, in.count, sizeof *codes, by_code);
    }
    return in;
}

struct in_layout gazetteer_in_layout(struct gazetteer *g, int code)
{
    struct in_layout *known = &g->by_code[code > 0 && code < CODES ? code : 0];
    if (code >= CODES || known->count == 0) {
        struct successor found[16];
        size_t count = reference_successors(g->reference, g->layout, code, found, 16);
        uint16_t *codes = arena_alloc_array(g->arena, count, sizeof *codes);
        struct in_layout in = {codes, (uint8_t)(count < 16 ? count : 16), count > 1};
        for (size_t i = 0; i < in.count; i++) {
            codes[i] = found[i].code;
        }
        if (in.count > 1) {
            qsort(codes, in.count, sizeof *codes, by_code);
        }
        if (count > 0 && reference_is_later(g->reference, g->layout, code)) {
            in = predecessors(g, code);
        }
        if (code >= CODES) {
            return in;
        }
        *known = in;
    }
    return *known;
}

int gazetteer_code(const struct gazetteer *g, const struct entry *entry)
{
    const struct reference_tables *t = reference_tables(g->reference);
    switch (entry->type) {
    case ENTRY_MUNICIPALITY:
        return (int)entry->id;
    case ENTRY_ALIAS:
        return t->aliases[entry->id].code;
    case ENTRY_PLACE:
        return t->places[entry->id].code;
    default:
        return 0;
    }
}

const char *gazetteer_name(const struct gazetteer *g, const struct entry *entry)
{
    const struct reference_tables *t = reference_tables(g->reference);
    switch (entry->type) {
    case ENTRY_ORGANISATION:
        return t->organisations[entry->id].name;
    case ENTRY_PLACE:
        return t->places[entry->id].place;
    case ENTRY_ALIAS:
        return t->aliases[entry->id].alias;
    case ENTRY_MUNICIPALITY: {
        const char *name = reference_name(g->reference, (int)entry->id);
        return name != NULL ? name : entry->key;
    }
    default:
        return entry->key;
    }
}

size_t gazetteer_members(struct gazetteer *g, uint32_t organisation, const uint16_t **codes)
{
    if (g->members[organisation] == NULL) {
        g->member_counts[organisation] =
            reference_members(g->reference, g->layout, organisation, &g->members[organisation]);
    }
    *codes = g->members[organisation];
    return g->member_counts[organisation];
}

bool gazetteer_has_member(struct gazetteer *g, uint32_t organisation, uint16_t code)
{
    const uint16_t *members;
    size_t count = gazetteer_members(g, organisation, &members);
    for (size_t i = 0; i < count; i++) {
        if (members[i] == code) {
            return true;
        }
    }
    return false;
}

const struct reference_tables *gazetteer_tables(const struct gazetteer *g)
{
    return reference_tables(g->reference);
}

struct reference *gazetteer_reference(const struct gazetteer *g)
{
    return g->reference;
}

const struct layout *gazetteer_layout(const struct gazetteer *g)
{
    return g->layout;
}
