/* reading: see reading.h. The rules stand in the order in which they are asked in reading_read().
 */
#include "engine/resolve/reading.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/fuzzy.h"
#include "engine/resolve/items.h"

struct work {
    struct gazetteer *g;
    const char *text;
    const struct name *name;
    struct items items;
    struct reading *out;
};

/* -- filling in the answer --------------------------------------------------------------------- */

static void answer(struct reading *out, enum reading_what what, enum organisation_kind kind,
                   enum match_status status, enum resolve_method method, double score)
{
    out->what = what;
    out->kind = kind;
    out->status = status;
    out->method = method;
    out->score = score;
    out->margin = score;
}

static void add_code(struct reading *out, uint16_t code)
{
    size_t at = 0;
    while (at < out->code_count && out->codes[at] < code) {
        at++;
    }
    if ((at < out->code_count && out->codes[at] == code) || out->code_count == READING_CODES) {
        return;
    }
    memmove(out->codes + at + 1, out->codes + at, (out->code_count - at) * sizeof *out->codes);
    out->codes[at] = code;
    out->code_count++;
}

static void add_in_layout(struct work *w, int code)
{
    struct in_layout in = gazetteer_in_layout(w->g, code);
    for (size_t i = 0; i < in.count; i++) {
        add_code(w->out, in.codes[i]);
    }
    w->out->split = w->out->split || in.split;
}

static enum organisation_kind kind_of_body(int body)
{
    switch (body) {
    case BODY_PROVINCE:
        return ORGANISATION_PROVINCE;
    case BODY_WATER_BOARD:
        return ORGANISATION_WATER_BOARD;
    case BODY_MINISTRY:
        return ORGANISATION_MINISTRY;
    case BODY_UMBRELLA:
    case BODY_NATIONAL:
        return ORGANISATION_OTHER;
    default:
        return ORGANISATION_PARTNERSHIP;
    }
}

static void answer_organisation(struct work *w, const struct entry *entry, enum match_status status,
                                enum resolve_method method, double score)
{
    int body = gazetteer_tables(w->g)->organisations[entry->id].kind;
    answer(w->out, READING_ORGANISATION, kind_of_body(body), status, method, score);
    w->out->organisation = entry->id;
    w->out->entry = entry;
    if (w->out->kind == ORGANISATION_PARTNERSHIP) {
        const uint16_t *members;
        size_t count = gazetteer_members(w->g, entry->id, &members);
        for (size_t i = 0; i < count; i++) {
            add_code(w->out, members[i]);
        }
    }
}

static bool is_seat(const struct work *w, const struct entry *entry)
{
    return entry->type == ENTRY_ALIAS &&
           gazetteer_tables(w->g)->aliases[entry->id].kind == ALIAS_SEAT;
}

static int province_of_code(const struct work *w, int code)
{
    return reference_province(gazetteer_reference(w->g), code);
}

void reading_candidates(struct gazetteer *g, const struct entry *entry, int province,
                        struct reading *out)
{
    struct work w = {.g = g, .out = out};
    out->code_count = 0;
    out->split = false;
    const struct entry *chain = gazetteer_find(g, entry->key, entry->size);
    for (const struct entry *one = chain; one != NULL; one = one->next) {
        int code = gazetteer_code(g, one);
        if (code != 0 && (province < 0 || province_of_code(&w, code) == province)) {
            add_in_layout(&w, code);
        }
    }
}

/* A name with nothing to doubt in it: an official name, or an alias of one municipality. */
static bool is_plain(const struct work *w, const struct entry *entry)
{
    if (entry->type == ENTRY_MUNICIPALITY) {
        return true;
    }
    if (entry->type != ENTRY_ALIAS || entry->ambiguous) {
        return false;
    }
    if (!is_seat(w, entry)) {
        return true;
    }
    /* The main place of a municipality, when no other municipality has a place of that name. */
    struct reading all = {0};
    reading_candidates(w->g, entry, -1, &all);
    return all.code_count <= 1;
}

/* "Hengelo" in Gelderland is the place "Hengelo (Gld)": the name with a form of the province's name
 * behind it. NULL when there is none. */
static const struct entry *place_in_province(const struct work *w, const struct entry *entry,
                                             int province)
{
    static const char *const forms[PROVINCES] = {
#define PROVINCE(code, name, others) others,
        PROVINCE_LIST(PROVINCE)
#undef PROVINCE
    };
    for (const char *form = forms[province]; *form != '\0';) {
        char key[NAME_KEY];
        size_t size = entry->size;
        memcpy(key, entry->key, size);
        for (; *form != '\0' && *form != '|'; form++) {
            if (text_lower_char(*form) >= 'a' && text_lower_char(*form) <= 'z') {
                key[size++] = text_lower_char(*form);
            }
        }
        form += *form == '|';
        const struct entry *found = gazetteer_find(w->g, key, size);
        if (found != NULL && found->type == ENTRY_PLACE) {
            return found;
        }
    }
    return NULL;
}

/* What one name means: its municipality, or the candidates. `method` is for a plain name. */
static void answer_name(struct work *w, const struct entry *entry, int province,
                        enum resolve_method method, double score)
{
    struct reading *out = w->out;
    out->entry = entry;
    out->province = province;
    bool plain = is_plain(w, entry);
    int code = gazetteer_code(w->g, entry);
    if (plain && (province < 0 || province_of_code(w, code) == province)) {
        add_in_layout(w, code);
        answer(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN, method, score);
    } else {
        reading_candidates(w->g, entry, province, out);
        bool placed = province >= 0 || entry->type == ENTRY_PLACE;
        answer(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY,
               out->code_count == 1 && (province >= 0 || !entry->ambiguous) ? MATCH_CERTAIN
                                                                            : MATCH_AMBIGUOUS,
               placed ? METHOD_place : METHOD_alias, score < 0.9 ? score : 0.9);
        const struct entry *village =
            out->code_count == 0 && province >= 0 ? place_in_province(w, entry, province) : NULL;
        if (village != NULL) {
            add_in_layout(w, gazetteer_code(w->g, village));
            answer(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN,
                   METHOD_place, 0.9);
        } else if (out->code_count == 0 &&
                   plain) { /* a province in which the name does not exist */
            add_in_layout(w, code);
            answer(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_PROBABLE, method,
                   0.7);
        } else if (out->code_count == 0) {
            reading_candidates(w->g, entry, -1, out);
        }
    }
    if (out->split) {
        out->status = MATCH_AMBIGUOUS;
    }
    if (out->status == MATCH_AMBIGUOUS) {
        out->margin = 0;
    }
    if (out->code_count == 0) { /* of no layout: a municipality that is not in its own list */
        answer(out, READING_WORDS, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
    }
}

/* -- the whole text ------------------------------------------------------------------------------
 */

static enum resolve_method method_of_whole(const struct work *w, const struct entry *entry)
{
    if (entry->type == ENTRY_ALIAS) {
        return METHOD_alias;
    }
    const char *name = gazetteer_name(w->g, entry);
    if (text_equal_ignoring_case(w->text, name)) {
        return METHOD_exact;
    }
    struct name official;
    struct arena *scratch = arena_create();
    name_read(scratch, name, &official);
    arena_destroy(scratch);
    bool same = official.key_size == w->name->key_size &&
                memcmp(official.key, w->name->key, official.key_size) == 0;
    return same ? METHOD_normalised : METHOD_alias;
}

static bool read_whole(struct work *w)
{
    const struct entry *chain = gazetteer_find(w->g, w->name->key, w->name->key_size);
    uint32_t words = gazetteer_word(w->g, w->name->key, w->name->key_size);
    const struct entry *best = NULL;
    for (const struct entry *one = chain; one != NULL; one = one->next) {
        if (one->type != ENTRY_WORD &&
            (best == NULL || (best->type == ENTRY_ORGANISATION &&
                              (one->type == ENTRY_MUNICIPALITY || one->type == ENTRY_ALIAS)))) {
            best = one;
        }
    }
    if ((words & WORD_NOTHING) != 0 && (best == NULL || best->type == ENTRY_PLACE)) {
        answer(w->out, READING_NOTHING, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
        return true;
    }
    if ((words & WORD_ABROAD) != 0 && best != NULL && best->type != ENTRY_MUNICIPALITY &&
        best->type != ENTRY_ORGANISATION) { /* Mechelen, Hasselt: a village here, a town abroad */
        answer_name(w, best, -1, METHOD_alias, 0.9);
        w->out->status = MATCH_AMBIGUOUS;
        w->out->margin = 0;
        return true;
    }
    if ((words & WORD_ABROAD) != 0 && best == NULL) {
        answer(w->out, READING_FOREIGN, ORGANISATION_FOREIGN, MATCH_CERTAIN, METHOD_exact, 1);
        return true;
    }
    if ((words & WORD_KNOWN) != 0 && (best == NULL || best->type == ENTRY_PLACE)) {
        answer(w->out, READING_WORDS, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
        w->out->is_body = true;
        return true;
    }
    if (best == NULL) {
        return false;
    }
    enum resolve_method method = method_of_whole(w, best);
    double score = method == METHOD_exact ? 1 : method == METHOD_normalised ? 0.99 : 0.97;
    if (best->type == ENTRY_ORGANISATION) {
        answer_organisation(w, best, MATCH_CERTAIN, method, score);
    } else {
        answer_name(w, best, -1, method, score);
    }
    return true;
}

/* -- structure: counting what there is
 * -------------------------------------------------------------- */

struct census {
    uint32_t words; /* all classes that occur */
    size_t names, places, organisations, unknown, markers;
    const struct item *first_name, *first_place, *first_organisation, *first_unknown;
    const struct item *first_content; /* the first item that is more than a filler, job or dept */
    int province;
    bool connected; /* "en", or a break, between two names */
};

static bool is_light(const struct item *item)
{
    const uint32_t light =
        WORD_FILLER | WORD_JOB | WORD_DEPT | WORD_UNIT | WORD_DESK | WORD_CONNECT | WORD_PARTICLE;
    return item->type == ITEM_WORD && (item->words & light) != 0 &&
           (item->words &
            (WORD_MARKER | WORD_SEAT | WORD_BODY | WORD_PROVINCE | WORD_WATER | WORD_MINISTRY |
             WORD_EDUCATION | WORD_LEGAL | WORD_TRAP | WORD_ABROAD | WORD_PRIVATE)) == 0;
}

static struct census take_census(const struct items *items)
{
    struct census c = {.province = -1};
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->items[i];
        if (item->type == ITEM_WORD) {
            c.words |= item->words;
            c.markers += (item->words & (WORD_MARKER | WORD_SEAT)) != 0;
        } else if (item->type == ITEM_MUNICIPALITY) {
            c.first_name = c.names++ == 0 ? item : c.first_name;
            c.markers += (item->words & WORD_MARKER) != 0;
        } else if (item->type == ITEM_PLACE) {
            c.first_place = c.places++ == 0 ? item : c.first_place;
        } else if (item->type == ITEM_ORGANISATION) {
            c.first_organisation = c.organisations++ == 0 ? item : c.first_organisation;
        } else if (item->type == ITEM_PROVINCE) {
            c.province = item->province;
        } else {
            c.first_unknown = c.unknown++ == 0 ? item : c.first_unknown;
        }
        if (c.first_content == NULL && !is_light(item)) {
            c.first_content = item;
        }
    }
    return c;
}

static bool has(const struct census *c, uint32_t classes)
{
    return (c->words & classes) != 0;
}

/* "gemeente" stands right before the item (fillers may stand between), right behind it, or in it.
 */
static bool is_marked(const struct items *items, const struct item *item)
{
    size_t at = (size_t)(item - items->items);
    if ((item->words & WORD_MARKER) != 0) {
        return true;
    }
    for (size_t i = at; i-- > 0;) {
        const struct item *before = &items->items[i];
        if (before->type != ITEM_WORD) {
            break;
        }
        if ((before->words & (WORD_MARKER | WORD_SEAT)) != 0) {
            return true;
        }
        if ((before->words & (WORD_FILLER | WORD_PARTICLE)) == 0) {
            break;
        }
    }
    if (at + 1 < items->count) {
        const struct item *after = &items->items[at + 1];
        bool next_has_name = at + 2 < items->count &&
                             items->items[at + 2].type == ITEM_MUNICIPALITY &&
                             after->gap == GAP_BREAK;
        return after->type == ITEM_WORD && (after->words & WORD_MARKER) != 0 && !next_has_name;
    }
    return false;
}

/* -- structure: other bodies
 * -------------------------------------------------------------------------- */

static bool ends_in(const char *key, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size > length && memcmp(key + size - length, ending, length) == 0;
}

/* Kind of a body that is in no list, by its own words: legal form, education, abroad, else other.
 */
static void answer_by_words(struct work *w, const struct census *c)
{
    static const char *const schools[] = {"universiteit", "university", "hogeschool", "school",
                                          "college",      "lyceum",     "academie",   "gymnasium"};
    enum organisation_kind kind = ORGANISATION_OTHER;
    bool school = has(c, WORD_EDUCATION);
    for (size_t i = 0; i < w->name->count; i++) {
        size_t size;
        const char *key = name_key(w->name, i, i + 1, &size);
        for (size_t k = 0; k < sizeof schools / sizeof schools[0]; k++) {
            school = school || ends_in(key, size, schools[k]);
        }
    }
    if (has(c, WORD_LEGAL)) {
        kind = ORGANISATION_COMPANY;
    } else if (school) {
        kind = ORGANISATION_EDUCATION;
    } else if (has(c, WORD_ABROAD)) {
        kind = ORGANISATION_FOREIGN;
    }
    w->out->is_body = has(c, WORD_LEGAL | WORD_TRAP | WORD_BODY | WORD_ABROAD) || school;
    w->out->code_count = 0;
    w->out->split = false;
    w->out->entry = NULL;
    answer(w->out, READING_WORDS, kind, MATCH_UNKNOWN, METHOD_unknown, 0);
}

/* The key of the words without van, de, het, en: "hoogheemraadschap delfland". */
static const struct entry *find_without_particles(const struct work *w, size_t from, size_t to)
{
    char key[NAME_KEY];
    size_t size = 0;
    for (size_t i = from; i < to; i++) {
        if (!name_word_is(w->name, i, "van") && !name_word_is(w->name, i, "de") &&
            !name_word_is(w->name, i, "het") && !name_word_is(w->name, i, "en")) {
            memcpy(key + size, w->name->key + w->name->words[i].start, w->name->words[i].size);
            size += w->name->words[i].size;
        }
    }
    const struct entry *found = size > 0 ? gazetteer_find(w->g, key, size) : NULL;
    return found != NULL && found->type == ENTRY_ORGANISATION ? found : NULL;
}

/* Words from the body's first word to the end of its segment (the next break). */
static size_t segment_end(const struct work *w, size_t from)
{
    size_t to = from + 1;
    while (to < w->name->count && w->name->words[to].gap != GAP_BREAK) {
        to++;
    }
    return to;
}

static bool is_government(const struct item *item)
{
    return item->type == ITEM_WORD &&
           (item->words & (WORD_PROVINCE | WORD_WATER | WORD_MINISTRY | WORD_BODY)) != 0;
}

static enum organisation_kind government_kind(const struct item *item)
{
    return (item->words & WORD_PROVINCE) != 0   ? ORGANISATION_PROVINCE
           : (item->words & WORD_WATER) != 0    ? ORGANISATION_WATER_BOARD
           : (item->words & WORD_MINISTRY) != 0 ? ORGANISATION_MINISTRY
                                                : ORGANISATION_OTHER;
}

/* A word such as GGD or provincie with a name behind it that is in the list, perhaps misspelt. */
static bool read_government(struct work *w, const struct census *c)
{
    const struct item *body = NULL;
    for (size_t i = 0; i < w->items.count && body == NULL; i++) {
        body = is_government(&w->items.items[i]) ? &w->items.items[i] : NULL;
    }
    if (body == NULL || (c->markers > 0 && c->first_content != body)) {
        return false;
    }
    size_t end = segment_end(w, body->from);
    for (size_t to = w->name->count; to > body->from; to = to > end ? end : to - 1) {
        const struct entry *found = find_without_particles(w, body->from, to);
        if (found != NULL && to - body->from >= 2) {
            answer_organisation(w, found, to >= end ? MATCH_CERTAIN : MATCH_PROBABLE,
                                METHOD_structure, 0.95);
            return true;
        }
    }
    if (body->from > 0 && body->to == w->name->count) { /* "Utrecht (provincie)" */
        char turned[2 * NAME_KEY];
        size_t before, own;
        const char *word = name_key(w->name, body->from, body->to, &own);
        const char *rest = name_key(w->name, 0, body->from, &before);
        memcpy(turned, word, own);
        memcpy(turned + own, rest, before);
        const struct entry *found = gazetteer_find(w->g, turned, own + before);
        if (found != NULL && found->type == ENTRY_ORGANISATION) {
            answer_organisation(w, found, MATCH_CERTAIN, METHOD_structure, 0.95);
            return true;
        }
    }
    enum organisation_kind kind = government_kind(body);
    size_t size;
    const char *key = name_key(w->name, body->from, end, &size);
    struct fuzzy_match match;
    if (end - body->from >= 2 && fuzzy_find(w->g, key, size, false, true, &match) && match.clear) {
        int found = gazetteer_tables(w->g)->organisations[match.best->id].kind;
        if (kind == ORGANISATION_OTHER || kind_of_body(found) == kind) {
            answer_organisation(w, match.best, MATCH_PROBABLE, METHOD_fuzzy, match.score);
            w->out->margin = match.margin;
            w->out->runner_up = match.second != NULL ? gazetteer_name(w->g, match.second) : NULL;
            return true;
        }
    }
    if (kind == ORGANISATION_OTHER) {
        answer_by_words(w, c);
    } else {
        answer(w->out, READING_GOVERNMENT, kind,
               body->to < w->name->count ? MATCH_CERTAIN : MATCH_PROBABLE, METHOD_structure, 0.9);
    }
    return true;
}

/* "UWV Amsterdam", "adviseur VNG Realisatie, Den Haag". */
static bool read_organisation(struct work *w, const struct census *c)
{
    const struct item *body = c->first_organisation;
    if (body == NULL || has(c, WORD_EDUCATION | WORD_LEGAL | WORD_TRAP)) {
        return false;
    }
    int kind = gazetteer_tables(w->g)->organisations[body->entry->id].kind;
    if (kind == BODY_PROVINCE && !text_starts_with(body->entry->key, "provinc")) {
        return false; /* "Omroep Gelderland": the region, not its government */
    }
    bool marked = c->names > 0 && is_marked(&w->items, c->first_name);
    if (marked || (c->markers > 0 && !is_marked(&w->items, body))) {
        return false;
    }
    bool behind_break = false;
    for (const struct item *item = body + 1; c->first_unknown > body && item <= c->first_unknown;
         item++) {
        behind_break = behind_break || item->gap == GAP_BREAK;
    }
    if (c->unknown > 0 && !behind_break) {
        return false;
    }
    answer_organisation(w, body->entry, c->organisations == 1 ? MATCH_CERTAIN : MATCH_PROBABLE,
                        METHOD_structure, c->organisations == 1 ? 0.95 : 0.8);
    return true;
}

/* Words of a body that is not the municipality in its name. "Gemeente X" at the beginning, with the
 * other body cut off from it, is still the municipality. */
static bool read_other_body(struct work *w, const struct census *c)
{
    if (!has(c, WORD_EDUCATION | WORD_LEGAL | WORD_TRAP)) {
        return false;
    }
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (item->type == ITEM_WORD &&
            (item->words & (WORD_EDUCATION | WORD_LEGAL | WORD_TRAP)) != 0) {
            bool first = c->first_name == NULL || item < c->first_name;
            bool after =
                !first && is_marked(&w->items, c->first_name) && (item->words & WORD_LEGAL) == 0;
            if (!after) {
                answer_by_words(w, c);
                return true;
            }
        }
    }
    return false;
}

/* -- structure: municipalities
 * ------------------------------------------------------------------------- */

/* A surname: "van Dongen", "Vries, de". A particle at either end, and nothing that says gemeente.
 */
static bool is_surname(const struct work *w, const struct census *c)
{
    if (c->markers > 0 || has(c, WORD_DESK | WORD_CITY) || w->items.count < 2) {
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

/* The names mean one municipality: the same one, a place in it, or its province behind it. */
static bool one_meaning(struct work *w, const struct census *c, const struct item **name,
                        int *province)
{
    *name = c->first_name != NULL ? c->first_name : c->first_place;
    *province = c->province;
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
        int as_province = tables_province(gazetteer_name(w->g, item->entry));
        bool in_it = as_province >= 0 && item > *name && c->names == 2 && !has(c, WORD_CONNECT) &&
                     first.code_count > 0 && province_of_code(w, first.codes[0]) == as_province;
        if (in_it) {
            *province = as_province;
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

static void answer_fuzzy(struct work *w, const struct fuzzy_match *match, bool long_name)
{
    if (match->best->type == ENTRY_ORGANISATION) {
        answer_organisation(w, match->best, match->clear ? MATCH_PROBABLE : MATCH_AMBIGUOUS,
                            METHOD_fuzzy, match->score);
    } else {
        answer_name(w, match->best, -1, METHOD_fuzzy, match->score);
        w->out->method = METHOD_fuzzy;
        w->out->score = match->score;
        if (w->out->status == MATCH_CERTAIN) {
            w->out->status = MATCH_PROBABLE;
        }
        if (!match->clear && match->second != NULL) {
            add_in_layout(w, gazetteer_code(w->g, match->second));
            w->out->status = MATCH_AMBIGUOUS;
        }
    }
    w->out->margin = match->margin;
    w->out->runner_up = match->second != NULL ? gazetteer_name(w->g, match->second) : NULL;
    w->out->single_edit =
        long_name && match->cost <= 1 && match->second == NULL && w->out->status == MATCH_PROBABLE;
    if (w->out->single_edit) {
        w->out->status = MATCH_CERTAIN;
    }
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

/* Several municipalities in one text. */
static bool read_several(struct work *w, const struct census *c)
{
    enum item_type type = c->names > 0 ? ITEM_MUNICIPALITY : ITEM_PLACE;
    bool ambiguous = false;
    bool marked = false;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        marked = marked || (item->type == type && is_marked(&w->items, item));
    }
    if (type == ITEM_PLACE && !marked && !has(c, WORD_DESK)) {
        return false;
    }
    if (c->unknown > 0 && !marked) {
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
                add_code(&all, one.codes[k]);
            }
        }
    }
    memcpy(w->out->codes, all.codes, sizeof all.codes);
    w->out->code_count = all.code_count;
    bool certain = c->unknown == 0 && type == ITEM_MUNICIPALITY && (between_names(w) || marked) &&
                   c->organisations == 0;
    answer(w->out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY,
           ambiguous ? MATCH_AMBIGUOUS
           : certain ? MATCH_CERTAIN
                     : MATCH_PROBABLE,
           METHOD_structure, certain ? 0.95 : 0.8);
    return true;
}

/* "Stad Utrecht", "city of Amsterdam". */
static bool follows_city(const struct work *w, const struct item *name)
{
    return name > w->items.items && name[-1].type == ITEM_WORD && (name[-1].words & WORD_CITY) != 0;
}

/* An organisation is named, too, and the municipality is not a member of it. */
static bool is_outside(const struct work *w, const struct census *c, const struct item *name)
{
    if (c->first_organisation == NULL) {
        return false;
    }
    const uint16_t *members;
    size_t count = gazetteer_members(w->g, c->first_organisation->entry->id, &members);
    struct in_layout in = gazetteer_in_layout(w->g, gazetteer_code(w->g, name->entry));
    for (size_t i = 0; i < count && in.count == 1; i++) {
        if (members[i] == in.codes[0]) {
            return false;
        }
    }
    return true;
}

/* How sure one name is, by what stands around it. UNKNOWN: it is not believed. */
static enum match_status status_of_single(const struct work *w, const struct census *c,
                                          const struct item *name)
{
    bool marked = is_marked(&w->items, name);
    bool other = is_outside(w, c, name) || has(c, WORD_TRAP | WORD_EDUCATION | WORD_LEGAL |
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
        return before || other || more ? MATCH_PROBABLE : MATCH_CERTAIN;
    }
    if (marked) {
        return other ? MATCH_PROBABLE : MATCH_CERTAIN;
    }
    if (c->markers > 0 || has(c, WORD_DESK) || follows_city(w, name)) {
        return MATCH_CERTAIN;
    }
    if (has(c, WORD_CITY) || other) {
        return MATCH_UNKNOWN;
    }
    if (has(c, WORD_JOB | WORD_DEPT | WORD_UNIT)) {
        bool cut = false;
        for (size_t i = 1; i < w->items.count; i++) {
            cut = cut ||
                  (w->items.items[i].gap == GAP_BREAK && w->items.items[i].type != ITEM_PROVINCE);
        }
        return cut && has(c, WORD_UNIT)              ? MATCH_CERTAIN
               : cut || has(c, WORD_JOB | WORD_UNIT) ? MATCH_PROBABLE
                                                     : MATCH_UNKNOWN;
    }
    return MATCH_CERTAIN;
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

static bool read_municipality(struct work *w, const struct census *given)
{
    struct census census = *given;
    const struct census *c = &census;
    bool mended = c->unknown > 0 && c->names > 0 && c->markers > 0 && mend(w);
    if (mended) {
        census = take_census(&w->items);
    }
    if (c->names + c->places == 0 || is_surname(w, c)) {
        return false;
    }
    const struct item *name;
    int province;
    if (!one_meaning(w, c, &name, &province)) {
        bool several = read_several(w, c);
        if (several && mended && w->out->status == MATCH_CERTAIN) {
            w->out->status = MATCH_PROBABLE;
            w->out->method = METHOD_fuzzy;
        }
        return several;
    }
    if (name->type == ITEM_PLACE && c->markers == 0 && !has(c, WORD_DESK) && c->unknown > 0) {
        return false;
    }
    struct fuzzy_match match;
    if (c->unknown > 0 || c->names == 0) {
        const struct entry *longer = longer_name(w, name, &match);
        if (longer != NULL && longer->size > name->entry->size) {
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
    }
    return true;
}

/* -- the nearest name
 * -------------------------------------------------------------------------------- */

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

/* "Hardinxveld", "Súdwest": the first words of one municipality's name, and of no other. */
static bool read_beginning(struct work *w, const char *key, size_t size)
{
    size_t count;
    const struct entry *const *names = gazetteer_names(w->g, &count);
    const struct entry *only = NULL;
    if (size < 7) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct entry *one = names[i];
        if (one->size <= size || memcmp(one->key, key, size) != 0 ||
            one->type == ENTRY_ORGANISATION || one->words < 2) {
            continue;
        }
        if (only != NULL && gazetteer_code(w->g, only) != gazetteer_code(w->g, one)) {
            return false;
        }
        only = only == NULL || one->type == ENTRY_MUNICIPALITY ? one : only;
    }
    if (only == NULL || only->type != ENTRY_MUNICIPALITY) {
        return false;
    }
    answer_name(w, only, -1, METHOD_fuzzy, (double)size / only->size);
    w->out->method = METHOD_fuzzy;
    w->out->status = w->out->status == MATCH_CERTAIN ? MATCH_PROBABLE : w->out->status;
    return true;
}

static bool read_fuzzy(struct work *w, const struct census *c)
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
    if (!marked && (to < w->name->count || from > 0) && !has(c, WORD_DESK | WORD_CITY)) {
        return false; /* more text than a misspelt name */
    }
    struct fuzzy_match match;
    if (!fuzzy_find(w->g, key, size, marked || has(c, WORD_DESK), false, &match)) {
        return read_beginning(w, key, size);
    }
    if (!marked && !match.clear &&
        (match.cost >= 1 || size < 6 || match.second == NULL || match.second_cost > 1)) {
        return false;
    }
    if (begins_with_particle(w, from) && !marked &&
        (match.cost > 1 || match.best->words < 2 ||
         memcmp(match.best->key, key, w->name->words[from].size) != 0)) {
        return false; /* a surname, not De Bilt */
    }
    answer_fuzzy(w, &match, size >= 8);
    return true;
}

/* -- all together
 * -------------------------------------------------------------------------------------- */

/* "gemeente nvt", "gemeente onbekend". */
static bool says_nothing(const struct work *w)
{
    const struct item *first = &w->items.items[0];
    if (w->items.count < 2 || first->type != ITEM_WORD || (first->words & WORD_MARKER) == 0) {
        return false;
    }
    size_t size;
    const char *key = name_key(w->name, first->to, w->name->count, &size);
    const struct entry *found = gazetteer_find(w->g, key, size);
    return found != NULL && found->type == ENTRY_WORD && (found->id & WORD_NOTHING) != 0;
}

static bool only_municipal_words(const struct work *w)
{
    bool telling = false;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (!is_light(item) &&
            (item->type != ITEM_WORD || (item->words & (WORD_MARKER | WORD_SEAT)) == 0)) {
            return false;
        }
        telling = telling ||
                  (item->words & (WORD_MARKER | WORD_SEAT | WORD_DESK | WORD_JOB | WORD_DEPT)) != 0;
    }
    return telling;
}

static bool read_abroad(struct work *w, const struct census *c)
{
    const struct item *name = c->first_name != NULL ? c->first_name : c->first_place;
    bool city = name != NULL && c->unknown == 0 && (name->words & WORD_ABROAD) != 0 &&
                follows_city(w, name); /* "Stad Mechelen", not the village */
    if (!has(c, WORD_ABROAD) && !city) {
        return false;
    }
    bool other = c->unknown > 0 || has(c, WORD_TRAP | WORD_EDUCATION | WORD_LEGAL);
    if (c->names > 0 && c->markers > 0 && is_marked(&w->items, c->first_name) &&
        has(c, WORD_CONNECT)) {
        return false;
    }
    if (other) {
        answer_by_words(w, c);
    } else {
        answer(w->out, READING_FOREIGN, ORGANISATION_FOREIGN, MATCH_CERTAIN, METHOD_structure,
               0.95);
    }
    return true;
}

/* --match exact: lower-case A to Z, blanks and a leading "gemeente " dropped, and the names of the
 * layout; nothing else. */
static void read_exact(struct gazetteer *g, struct arena *scratch, const char *text,
                       struct reading *out)
{
    static const char marker[] = "gemeente ";
    const struct layout *layout = gazetteer_layout(g);
    const char *plain = text_lower_ascii(scratch, text_trim(scratch, text));
    if (text_starts_with(plain, marker)) {
        plain = text_trim(scratch, plain + strlen(marker));
    }
    answer(out, READING_WORDS, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
    if (plain[0] == '\0') {
        out->what = READING_NOTHING;
        out->kind = ORGANISATION_NOBODY;
    }
    for (size_t i = 0; i < layout->count; i++) {
        if (text_equal_ignoring_case(plain, layout->items[i].name)) {
            add_code(out, layout->items[i].code);
            answer(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN,
                   METHOD_exact, 1);
            return;
        }
    }
}

void reading_read(struct gazetteer *gazetteer, struct arena *scratch, const char *text,
                  enum reading_depth depth, struct reading *out)
{
    struct name name;
    memset(out, 0, sizeof *out);
    out->province = -1;
    if (depth == READ_EXACT) {
        read_exact(gazetteer, scratch, text, out);
        return;
    }
    name_read(scratch, text, &name);
    answer(out, READING_NOTHING, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
    if (name.count == 0 && !name.cut) {
        return;
    }
    struct work work = {.g = gazetteer, .text = text, .name = &name, .out = out};
    if (name.cut) {
        struct census none = {0};
        answer_by_words(&work, &none);
        return;
    }
    if (read_whole(&work)) {
        return;
    }
    items_read(gazetteer, &name, &work.items);
    struct census census = take_census(&work.items);
    if (has(&census, WORD_PRIVATE)) {
        answer(out, READING_PRIVATE, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
        return;
    }
    if (says_nothing(&work)) {
        answer(out, READING_NOTHING, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
        return;
    }
    if (only_municipal_words(&work)) {
        answer(out, READING_DESK, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
        return;
    }
    if (read_organisation(&work, &census) || read_government(&work, &census) ||
        read_other_body(&work, &census) || read_abroad(&work, &census) ||
        read_municipality(&work, &census) || (depth == READ_FUZZY && read_fuzzy(&work, &census))) {
        return;
    }
    answer_by_words(&work, &census);
}
