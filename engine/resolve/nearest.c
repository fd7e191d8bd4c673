/* nearest: see work.h. The nearest name of what is left when the words around it are taken away. */
#include <string.h>

#include "engine/resolve/work.h"

/* The words that are left when marker, fillers, jobs and departments are taken away, when they
 * stand together in one segment. */
static bool core(const struct work *w, size_t *from, size_t *to)
{
    *from = w->name->count;
    *to = 0;
    const uint32_t droppable = WORD_MARKER | WORD_SEAT | WORD_DESK | WORD_JOB | WORD_CITY;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        bool drop = item->type == ITEM_WORD && (item->words & droppable) != 0;
        bool later = *to > 0 && (item->gap == GAP_BREAK || drop);
        if (later) {
            break;
        }
        if (!drop) {
            *from = *from < item->from ? *from : item->from;
            *to = item->to;
        }
    }
    return *from < *to;
}

static bool begins_with_particle(const struct work *w, size_t word)
{
    return (gazetteer_word(w->g, w->name->key + w->name->words[word].start,
                           w->name->words[word].size) &
            WORD_PARTICLE) != 0;
}

/* "Hardinxveld", "Súdwest": the first words of one municipality's name, and of no other. `marked`:
 * of a place will do, "Gemeente Driebergen". */
static bool read_beginning(struct work *w, const char *key, size_t size, bool marked)
{
    enum { SHORTEST = 7 };
    if (size < SHORTEST) {
        return false;
    }
    size_t count;
    const struct entry *const *names = gazetteer_beginning(w->g, key, size, &count);
    const struct entry *only = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct entry *one = names[i];
        if (one->size == size || one->type == ENTRY_ORGANISATION || one->words < 2) {
            continue;
        }
        if (only != NULL && gazetteer_code(w->g, only) != gazetteer_code(w->g, one)) {
            return false;
        }
        only = only == NULL || one->type == ENTRY_MUNICIPALITY ? one : only;
    }
    if (only == NULL || (only->type != ENTRY_MUNICIPALITY && !marked)) {
        return false;
    }
    return answer_probable(w, only, (double)size / only->size);
}

/* "Gemeente Goeree": whole words at either end of the name of one municipality of the layout. */
static bool read_part(struct work *w, const char *key, size_t size)
{
    enum { SHORTEST = 5 };
    uint16_t code = size >= SHORTEST ? gazetteer_code_of_part(w->g, key, size) : 0;
    if (code == 0) {
        return false;
    }
    answer_add_code(w->out, code);
    answer_set(w->out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_PROBABLE,
               METHOD_fuzzy, 0.6);
    return true;
}

/* The match leaves out, or bends, what says that something else is meant: "KPN Noordoostpolder" is
 * not Noordoostpolder with three letters too many, and "GVB Amsterdam" is not GGD Amsterdam. */
static bool swallows(const struct work *w, const struct entry *best, size_t from)
{
    enum { ABBREVIATION = 4 };
    bool town = false;
    if (census_holds(&w->items, best)) {
        return true;
    }
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        bool name = item->type == ITEM_MUNICIPALITY || item->type == ITEM_PLACE;
        if (name && (best->words < 2 || !entry_has_part(best, item->entry))) {
            return true; /* "MEE Den Bosch" is not Oudenbosch */
        }
        town = town || name;
    }
    const struct name_word *first = &w->name->words[from];
    return town && best->type == ENTRY_ORGANISATION && first->size <= ABBREVIATION &&
           memcmp(best->key, w->name->key + first->start, first->size) != 0;
}

/* "Gemeente Drenthe": a province or region, not Midden-Drenthe and no slip in another name. */
static bool is_region(const struct work *w, const char *key, size_t size)
{
    const struct entry *found = gazetteer_find(w->g, key, size);
    return (gazetteer_word(w->g, key, size) & WORD_KNOWN) != 0 ||
           (found != NULL && found->type == ENTRY_ORGANISATION);
}

/* "Halderberg (Oudenbosch)": around the misspelt name stand only places of the municipality that it
 * is nearest to, one at least. */
static bool fits_places(const struct work *w, size_t from, size_t to, const struct entry *best)
{
    struct in_layout meant = gazetteer_in_layout(w->g, gazetteer_code(w->g, best));
    size_t places = 0;
    for (size_t i = 0; meant.count == 1 && i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        struct reading place = {0};
        if (item->from >= from && item->to <= to) {
            continue;
        }
        if (item->type != ITEM_PLACE && item->type != ITEM_MUNICIPALITY) {
            return false;
        }
        reading_candidates(w->g, item->entry, -1, &place);
        if (place.code_count != 1 || place.codes[0] != meant.codes[0]) {
            return false;
        }
        places++;
    }
    return places > 0;
}

bool nearest_read(struct work *w, const struct census *c)
{
    size_t from, to, size;
    if (!core(w, &from, &to)) {
        return false;
    }
    bool marked = c->markers > 0;
    while (marked && from + 1 < to &&
           (gazetteer_word(w->g, w->name->key + w->name->words[from].start,
                           w->name->words[from].size) &
            WORD_FILLER) != 0 &&
           !name_word_is(w->name, from, "de") && !name_word_is(w->name, from, "den") &&
           !name_word_is(w->name, from, "het")) {
        from++;
    }
    const char *key = name_key(w->name, from, to, &size);
    bool more = !marked && (to < w->name->count || from > 0) &&
                !census_has(c, WORD_DESK | WORD_CITY); /* than a misspelt name */
    if (more && c->places + c->names == 0) {
        return false;
    }
    if (is_region(w, key, size)) {
        return false;
    }
    struct fuzzy_match match;
    if (!fuzzy_find(w->g, key, size, marked || census_has(c, WORD_DESK), false, &match)) {
        if (more) {
            return false;
        }
        if (shortened_read(w, from, to, marked)) {
            return true;
        }
        return marked ? read_part(w, key, size) || read_beginning(w, key, size, true)
                      : !begins_with_particle(w, from) && read_beginning(w, key, size, false);
    }
    if (more && !(match.clear && fits_places(w, from, to, match.best))) {
        return false;
    }
    if (!marked && !more && swallows(w, match.best, from)) {
        return false;
    }
    if (!marked && !match.clear &&
        (match.cost >= 1 || size < 6 || match.second == NULL || match.second_cost > 1)) {
        return false;
    }
    if (begins_with_particle(w, from) && !marked &&
        (match.cost > 1.2 || match.best->words < 2 ||
         memcmp(match.best->key, key, w->name->words[from].size) != 0)) {
        return false; /* a surname, not De Bilt */
    }
    answer_fuzzy(w, &match, size >= 8);
    return true;
}
