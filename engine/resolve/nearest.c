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
    answer_name(w, only, -1, METHOD_fuzzy, (double)size / only->size);
    w->out->method = METHOD_fuzzy;
    w->out->status = w->out->status == MATCH_CERTAIN ? MATCH_PROBABLE : w->out->status;
    return true;
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

/* "Gemeente Bilt", "gem. Fryske Marren": the name without its article. */
static bool read_without_article(struct work *w, const char *key, size_t size)
{
    static const char *const articles[] = {"de", "den", "het"};
    enum { SHORTEST = 4, ROOM = 64 };
    for (size_t i = 0; size >= SHORTEST && size < ROOM - SHORTEST && i < 3; i++) {
        char whole[ROOM];
        size_t before = strlen(articles[i]);
        memcpy(whole, articles[i], before);
        memcpy(whole + before, key, size);
        for (const struct entry *one = gazetteer_find(w->g, whole, before + size); one != NULL;
             one = one->next) {
            if (one->type == ENTRY_MUNICIPALITY) {
                answer_name(w, one, -1, METHOD_fuzzy, 0.8);
                w->out->status = w->out->status == MATCH_CERTAIN ? MATCH_PROBABLE : w->out->status;
                return true;
            }
        }
    }
    return false;
}

/* Whether each word from ... to-1 is how the word of the name in its place begins, and one of them
 * is that word, and long enough to tell. */
static bool is_cut_short(const struct work *w, size_t from, size_t to, const struct entry *entry)
{
    enum { TELLING = 4 };
    struct name whole;
    bool telling = false;
    name_read(w->scratch, gazetteer_name(w->g, entry), &whole);
    if (whole.count != to - from || whole.key_size != entry->size) {
        return false;
    }
    for (size_t i = 0; i < whole.count; i++) {
        size_t size, full;
        const char *word = name_key(w->name, from + i, from + i + 1, &size);
        const char *of = name_key(&whole, i, i + 1, &full);
        if (size > full || memcmp(word, of, size) != 0) {
            return false;
        }
        telling = telling || (size == full && size >= TELLING);
    }
    return telling;
}

/* "Gem. Utr. Heuvelrug", "Wijk bij Duurst.": the words of one municipality's name, cut short.
 * Without "gemeente" most of the name must be there. */
static bool read_cut_short(struct work *w, size_t from, size_t to, bool marked)
{
    enum { SHORTEST_BARE = 10 };
    size_t first, size, count;
    const char *key = name_key(w->name, from, from + 1, &first);
    name_key(w->name, from, to, &size);
    const struct entry *const *names = gazetteer_beginning(w->g, key, first, &count);
    const struct entry *only = NULL;
    for (size_t i = 0; to - from >= 2 && i < count; i++) {
        const struct entry *one = names[i];
        bool enough = marked || (size >= SHORTEST_BARE && 3 * size >= 2 * (size_t)one->size);
        bool named = one->type == ENTRY_MUNICIPALITY || one->type == ENTRY_ALIAS;
        if (!named || !enough || one->words != to - from || !is_cut_short(w, from, to, one)) {
            continue;
        }
        if (only != NULL && gazetteer_code(w->g, only) != gazetteer_code(w->g, one)) {
            return false;
        }
        only = only == NULL || one->type == ENTRY_MUNICIPALITY ? one : only;
    }
    if (only == NULL) {
        return false;
    }
    answer_name(w, only, -1, METHOD_fuzzy, (double)size / only->size);
    w->out->method = METHOD_fuzzy;
    w->out->status = w->out->status == MATCH_CERTAIN ? MATCH_PROBABLE : w->out->status;
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
        if (read_cut_short(w, from, to, marked)) {
            return true;
        }
        return marked ? read_part(w, key, size) || read_without_article(w, key, size) ||
                            read_beginning(w, key, size, true)
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
