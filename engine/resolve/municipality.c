/* municipality: see work.h. One municipality or several with something around them. */
#include <string.h>

#include "engine/resolve/work.h"

/* A surname: "van Dongen", "Vries, de". A particle at either end, and nothing that says gemeente.
 */
static bool is_surname(const struct work *w, const struct census *c)
{
    if (c->markers > 0 || census_has(c, WORD_DESK | WORD_CITY) || w->items.count < 2) {
        return false;
    }
    const struct item *first = &w->items.items[0];
    const struct item *last = &w->items.items[w->items.count - 1];
    const struct item *name = c->first_name != NULL ? c->first_name : c->first_place;
    bool before = name != NULL && name > first && name[-1].type == ITEM_WORD &&
                  (name[-1].words & WORD_PARTICLE) != 0 && (name[-1].words & WORD_CONNECT) == 0;
    return (first->type == ITEM_WORD && (first->words & WORD_PARTICLE) != 0) || before ||
           (last->type == ITEM_WORD && (last->words & WORD_PARTICLE) != 0 && last->to > 1);
}

/* Whether the province has a municipality or place of that name. */
static bool exists_in(const struct work *w, const struct entry *name, int province)
{
    struct reading found = {0};
    struct work probe = {.g = w->g, .out = &found};
    answer_name(&probe, name, province, METHOD_structure, 1);
    return found.code_count > 0 && answer_province_of(w, found.codes[0]) == province;
}

/* Whether the municipality that `whole` stands for has a village of that name. */
static bool is_village_in(const struct work *w, const struct entry *name,
                          const struct reading *whole)
{
    struct reading all = {0};
    reading_candidates(w->g, name, -1, &all);
    for (size_t i = 0; whole->code_count == 1 && i < all.code_count; i++) {
        if (all.codes[i] == whole->codes[0]) {
            return true;
        }
    }
    return false;
}

/* "Spijk (Groningen)": the village in the province, not the city of that name. */
static bool is_village_before_province(const struct work *w, const struct census *c, int *province)
{
    if (c->names != 1 || c->places != 1 || c->first_name != c->first_place + 1) {
        return false;
    }
    int found = tables_province(gazetteer_name(w->g, c->first_name->entry));
    if (found < 0 || !exists_in(w, c->first_place->entry, found)) {
        return false;
    }
    *province = found;
    return true;
}

/* The names mean one municipality: the same one, a place in it, or its province behind it. */
static bool one_meaning(struct work *w, const struct census *c, const struct item **name,
                        int *province)
{
    *name = c->first_name != NULL ? c->first_name : c->first_place;
    *province = c->province;
    if (is_village_before_province(w, c, province)) {
        *name = c->first_place;
        return true;
    }
    struct reading first = {0};
    struct work probe = {.g = w->g, .out = &first};
    answer_name(&probe, (*name)->entry, c->province, METHOD_structure, 1);
    for (const struct item *item = w->items.items; item < w->items.items + w->items.count; item++) {
        if (item == *name || (item->type != ITEM_MUNICIPALITY && item->type != ITEM_PLACE)) {
            continue;
        }
        if (item->type == ITEM_PLACE && c->names > 0) {
            continue; /* a place beside a municipality is where the office is */
        }
        struct reading other = {0};
        probe.out = &other;
        answer_name(&probe, item->entry, -1, METHOD_structure, 1);
        bool same = other.code_count == first.code_count &&
                    memcmp(other.codes, first.codes, sizeof first.codes[0] * first.code_count) == 0;
        bool behind = item == *name + 1 && c->names == 2 && !census_has(c, WORD_CONNECT);
        int as_province = tables_province(gazetteer_name(w->g, item->entry));
        if (behind && as_province >= 0 && exists_in(w, (*name)->entry, as_province)) {
            *province = as_province;
        } else if (behind && is_village_in(w, (*name)->entry, &other)) {
            *name = item; /* "Hoorn (Terschelling)" */
            return true;
        } else if (behind && is_village_in(w, item->entry, &first)) {
            continue; /* "Katwijk (Valkenburg)" */
        } else if (!same) {
            return false;
        }
    }
    return true;
}

/* Unknown words right behind the name may be the rest of a longer name that is misspelt: "Bergen op
 * Zom". Then the nearest longer name is meant. */
static const struct entry *longer_name(struct work *w, const struct item *name,
                                       struct fuzzy_match *match)
{
    size_t at = (size_t)(name - w->items.items);
    size_t end = name->to;
    for (size_t i = at + 1; i < w->items.count && w->items.items[i].gap != GAP_BREAK; i++) {
        end = w->items.items[i].to;
    }
    size_t start = name->from;
    for (size_t i = at; i-- > 0 && w->items.items[i + 1].gap != GAP_BREAK &&
                        (w->items.items[i].words & (WORD_MARKER | WORD_SEAT)) == 0;) {
        start = w->items.items[i].from;
    }
    size_t size;
    const char *key = name_key(w->name, start, end, &size);
    if (end - start < 2 || (end == name->to && start == name->from) ||
        !fuzzy_find(w->g, key, size, true, false, match) || !match->clear) {
        return NULL;
    }
    return match->best;
}

/* The first item that is not "gemeente" before all others. */
static size_t behind_markers(const struct work *w)
{
    size_t first = 0;
    while (first < w->items.count && w->items.items[first].type == ITEM_WORD &&
           (w->items.items[first].words & (WORD_MARKER | WORD_SEAT)) != 0) {
        first++;
    }
    return first;
}

/* The whole text, "gemeente" before it apart, is a long name with a slip in it: "West Maas ne
 * Waal", not Westmaas and Waal. */
static bool read_long_name(struct work *w)
{
    enum { LONG = 10, LONG_WORDS = 3 };
    size_t first = behind_markers(w);
    if (first == w->items.count) {
        return false;
    }
    size_t size;
    struct fuzzy_match match;
    const char *key = name_key(w->name, w->items.items[first].from, w->name->count, &size);
    if (size < LONG || !fuzzy_find_within(w->g, key, size, true, false, 1.5, &match) ||
        !match.clear || match.best->words < LONG_WORDS || census_holds(&w->items, match.best)) {
        return false;
    }
    answer_fuzzy(w, &match, true);
    return true;
}

/* "Gemeente Alphen a/d R": not the village of Alphen. */
static bool read_cut_name(struct work *w, const struct census *c)
{
    size_t first = behind_markers(w);
    return first < w->items.count && w->name->count - w->items.items[first].from >= 2 &&
           shortened_read(w, w->items.items[first].from, w->name->count, c->markers > 0);
}

/* "Den Helden": more likely Den Helder than Helden. */
static bool follows_article(const struct work *w, const struct item *name)
{
    return name->from > 0 && (name_word_is(w->name, name->from - 1, "den") ||
                              name_word_is(w->name, name->from - 1, "ten") ||
                              name_word_is(w->name, name->from - 1, "ter"));
}

static bool between_names(const struct work *w)
{
    const struct item *last = NULL;
    bool all = true;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (item->type != ITEM_MUNICIPALITY) {
            continue;
        }
        if (last != NULL) {
            bool connected = item->gap == GAP_BREAK;
            for (const struct item *one = last + 1; one < item; one++) {
                connected = connected || one->gap == GAP_BREAK ||
                            (one->words & (WORD_CONNECT | WORD_MARKER)) != 0;
            }
            all = all && connected;
        }
        last = item;
    }
    return all;
}

/* "Schiedam/Vlaardingen/Maassluis (MVS)": the one word that is not known stands for the others. */
static bool is_of_initials(const struct work *w, const struct census *c)
{
    size_t size;
    const struct item *word = c->first_unknown;
    const char *letters = name_key(w->name, word->from, word->to, &size);
    uint32_t used = 0; /* letters that a name has begun with */
    if (c->unknown != 1 || size != c->names || size > 32 || !between_names(w)) {
        return false;
    }
    for (size_t i = 0; i < w->items.count; i++) {
        size_t at = 0;
        while (w->items.items[i].type == ITEM_MUNICIPALITY && at < size &&
               (letters[at] != w->name->key[w->name->words[w->items.items[i].from].start] ||
                (used >> at & 1) != 0)) {
            at++;
        }
        if (at == size) {
            return false;
        }
        used |= w->items.items[i].type == ITEM_MUNICIPALITY ? (uint32_t)1 << at : 0;
    }
    return true;
}

/* Several municipalities in one text. */
static bool read_several(struct work *w, const struct census *c)
{
    enum item_type type = c->names > 0 ? ITEM_MUNICIPALITY : ITEM_PLACE;
    bool ambiguous = false;
    bool marked = false;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        marked = marked || (item->type == type && census_is_marked(&w->items, item));
    }
    if (type == ITEM_PLACE && !marked && !census_has(c, WORD_DESK)) {
        return false;
    }
    if (c->unknown > 0 && !marked && !is_of_initials(w, c)) {
        return false;
    }
    struct reading all = {0};
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (item->type == type) {
            struct reading one = {0};
            struct work probe = {.g = w->g, .out = &one};
            answer_name(&probe, item->entry, -1, METHOD_structure, 1);
            ambiguous = ambiguous || one.status == MATCH_AMBIGUOUS;
            for (size_t k = 0; k < one.code_count; k++) {
                answer_add_code(&all, one.codes[k]);
            }
        }
    }
    memcpy(w->out->codes, all.codes, sizeof all.codes);
    w->out->code_count = all.code_count;
    bool certain = c->unknown == 0 && type == ITEM_MUNICIPALITY && (between_names(w) || marked) &&
                   c->organisations == 0;
    answer_set(w->out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY,
               ambiguous ? MATCH_AMBIGUOUS
               : certain ? MATCH_CERTAIN
                         : MATCH_PROBABLE,
               METHOD_structure, certain ? 0.95 : 0.8);
    return true;
}

/* An organisation is named, too, and the municipality is not a member of it; none is of a province.
 */
static bool is_outside(const struct work *w, const struct census *c, const struct item *name)
{
    if (c->first_organisation == NULL) {
        return false;
    }
    uint32_t body = c->first_organisation->entry->id;
    struct in_layout in = gazetteer_in_layout(w->g, gazetteer_code(w->g, name->entry));
    return gazetteer_tables(w->g)->organisations[body].kind == BODY_PROVINCE || in.count != 1 ||
           !gazetteer_has_member(w->g, body, in.codes[0]);
}

/* How sure one name is, by what stands around it. UNKNOWN: it is not believed. */
static enum match_status status_of_single(const struct work *w, const struct census *c,
                                          const struct item *name)
{
    bool marked = census_is_marked(&w->items, name);
    bool other =
        is_outside(w, c, name) || census_has(c, WORD_TRAP | WORD_EDUCATION | WORD_LEGAL |
                                                    WORD_ABROAD | WORD_BODY | WORD_PROVINCE);
    if (c->unknown > 0) {
        if (!marked) {
            return MATCH_UNKNOWN;
        }
        bool before = c->first_unknown < name;
        for (const struct item *item = c->first_unknown + 1; before && item <= name; item++) {
            if (item->gap == GAP_BREAK) {
                before = false;
            }
        }
        bool more = c->first_unknown > w->items.items && /* "X en <something unknown>" */
                    c->first_unknown[-1].type == ITEM_WORD &&
                    (c->first_unknown[-1].words & WORD_CONNECT) != 0;
        return before || other || more || c->known ? MATCH_PROBABLE : MATCH_CERTAIN;
    }
    if (marked) {
        return other ? MATCH_PROBABLE : MATCH_CERTAIN;
    }
    if (other) {
        return MATCH_UNKNOWN;
    }
    if (c->markers > 0 || census_has(c, WORD_DESK) || census_follows_city(w, name)) {
        /* "Stad Halle" is hardly the village of that name */
        bool village = name->type == ITEM_PLACE && census_follows_city(w, name);
        return c->guessed || (village && c->markers == 0) ? MATCH_PROBABLE : MATCH_CERTAIN;
    }
    if (census_has(c, WORD_CITY)) {
        return MATCH_UNKNOWN;
    }
    bool cut = false;
    for (size_t i = 1; i < w->items.count; i++) {
        cut =
            cut || (w->items.items[i].gap == GAP_BREAK && w->items.items[i].type != ITEM_PROVINCE);
    }
    if (c->guessed) {
        return cut ? MATCH_PROBABLE : MATCH_UNKNOWN;
    }
    if (census_has(c, WORD_QUARTER) &&
        !census_has(c, WORD_JOB | WORD_DEPT |
                           WORD_UNIT)) { /* "Amsterdam Noord", "stadsdeel Zuidoost Amsterdam" */
        return MATCH_PROBABLE;
    }
    if (census_has(c, WORD_JOB | WORD_DEPT | WORD_UNIT)) {
        return cut && census_has(c, WORD_UNIT)              ? MATCH_CERTAIN
               : cut || census_has(c, WORD_JOB | WORD_UNIT) ? MATCH_PROBABLE
                                                            : MATCH_UNKNOWN;
    }
    return MATCH_CERTAIN;
}

/* "Bergen, Egmond-Binnen": a place beside the name says which of its municipalities is meant. */
static void decide_by_place(struct work *w)
{
    for (size_t i = 0; w->out->status == MATCH_AMBIGUOUS && i < w->items.count; i++) {
        struct reading place = {0};
        uint16_t shared = 0;
        size_t found = 0;
        if (w->items.items[i].type != ITEM_PLACE) {
            continue;
        }
        reading_candidates(w->g, w->items.items[i].entry, -1, &place);
        for (size_t k = 0; k < w->out->code_count; k++) {
            for (size_t p = 0; p < place.code_count; p++) {
                bool same = w->out->codes[k] == place.codes[p];
                shared = same ? place.codes[p] : shared;
                found += same;
            }
        }
        if (found == 1) {
            w->out->code_count = 0;
            w->out->split = false;
            answer_add_code(w->out, shared);
            answer_set(w->out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN,
                       METHOD_place, 0.95);
        }
    }
}

static bool is_connecting(const struct item *item)
{
    return item->type == ITEM_WORD && (item->words & WORD_CONNECT) != 0;
}

/* "Gemeenten Leiden en Leidedorp": an unknown word beside "en" may be a misspelt name. */
static bool mend(struct work *w)
{
    bool mended = false;
    for (size_t i = 0; i < w->items.count; i++) {
        struct item *item = &w->items.items[i];
        bool behind = i > 0 && is_connecting(&item[-1]);
        bool before = i + 1 < w->items.count && is_connecting(&item[1]);
        size_t size;
        const char *key = name_key(w->name, item->from, item->to, &size);
        struct fuzzy_match match;
        if (item->type == ITEM_UNKNOWN && (behind || before) && size >= 5 &&
            fuzzy_find(w->g, key, size, true, false, &match) && match.clear &&
            match.best->type == ENTRY_MUNICIPALITY) {
            item->type = ITEM_MUNICIPALITY;
            item->entry = match.best;
            mended = true;
        }
    }
    return mended;
}

bool municipality_read(struct work *w, const struct census *given)
{
    struct census census = *given;
    const struct census *c = &census;
    bool mended = c->unknown > 0 && c->names > 0 && c->markers > 0 && mend(w);
    if (mended) {
        census = census_take(&w->items);
    }
    if (c->names + c->places == 0 || is_surname(w, c)) {
        return false;
    }
    if ((c->unknown > 0 && read_long_name(w)) || read_cut_name(w, c)) {
        return true;
    }
    const struct item *name;
    int province;
    if (!one_meaning(w, c, &name, &province)) {
        if (c->places > 0 && read_long_name(w)) {
            return true; /* "Gilze en Rien": not the village of Rien as well */
        }
        bool several = read_several(w, c);
        if (several && mended && w->out->status == MATCH_CERTAIN) {
            w->out->status = MATCH_PROBABLE;
            w->out->method = METHOD_fuzzy;
        }
        return several;
    }
    if (name->type == ITEM_PLACE && c->markers == 0 && !census_has(c, WORD_DESK) &&
        c->unknown > 0) {
        return false;
    }
    struct fuzzy_match match;
    if (c->unknown > 0 || c->names == 0 || follows_article(w, name)) {
        const struct entry *longer = longer_name(w, name, &match);
        if (longer != NULL && longer->size > name->entry->size &&
            (c->markers > 0 || entry_has_part(longer, name->entry))) {
            answer_fuzzy(w, &match, match.best->size >= 8);
            return true;
        }
    }
    enum match_status status = status_of_single(w, c, name);
    if (status == MATCH_UNKNOWN) {
        return false;
    }
    answer_name(w, name->entry, province, METHOD_structure, status == MATCH_CERTAIN ? 0.95 : 0.8);
    if (w->out->status == MATCH_CERTAIN) {
        w->out->status = status;
    } else if (name->type == ITEM_MUNICIPALITY) {
        decide_by_place(w);
    }
    return true;
}
