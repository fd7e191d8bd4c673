/* body: see work.h. Bodies that are not a municipality: those of the list, governments by their
 * word, and whatever bears a municipality's name without being it. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/work.h"

static bool ends_in(const char *key, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size > length && memcmp(key + size - length, ending, length) == 0;
}

/* Kind of a body that is in no list, by its own words: legal form, education, abroad, else other.
 */
void body_answer_by_words(struct work *w, const struct census *c)
{
    static const char *const schools[] = {"universiteit", "university", "hogeschool", "school",
                                          "college",      "lyceum",     "academie",   "gymnasium"};
    enum organisation_kind kind = ORGANISATION_OTHER;
    bool school = census_has(c, WORD_EDUCATION);
    for (size_t i = 0; i < w->name->count; i++) {
        size_t size;
        const char *key = name_key(w->name, i, i + 1, &size);
        for (size_t k = 0; k < sizeof schools / sizeof schools[0]; k++) {
            school = school || ends_in(key, size, schools[k]);
        }
    }
    if (census_has(c, WORD_LEGAL)) {
        kind = ORGANISATION_COMPANY;
    } else if (school) {
        kind = ORGANISATION_EDUCATION;
    } else if (census_has(c, WORD_ABROAD) && !census_begins_with_particle(w, c)) {
        kind = ORGANISATION_FOREIGN;
    }
    w->out->is_body = census_has(c, WORD_LEGAL | WORD_TRAP | WORD_BODY | WORD_ABROAD) || school;
    w->out->code_count = 0;
    w->out->split = false;
    w->out->entry = NULL;
    answer_set(w->out, READING_WORDS, kind, MATCH_UNKNOWN, METHOD_unknown, 0);
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

/* Bodies that divide the country among them, by the word that they begin with. */
static int dividing_kind(const char *key, size_t size)
{
    static const struct {
        const char *word;
        enum body_kind kind;
    } kinds[] = {{"ggd", BODY_GGD},
                 {"veiligheidsregio", BODY_SAFETY_REGION},
                 {"omgevingsdienst", BODY_ENVIRONMENT_SERVICE},
                 {"rud", BODY_ENVIRONMENT_SERVICE},
                 {"arbeidsmarktregio", BODY_LABOUR_MARKET_REGION},
                 {"jeugdregio", BODY_YOUTH_REGION},
                 {"wmoregio", BODY_WMO_REGION}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strlen(kinds[i].word) == size && memcmp(kinds[i].word, key, size) == 0) {
            return (int)kinds[i].kind;
        }
    }
    return -1;
}

/* "GGD Breda": the GGD that Breda is a member of, when there is just one. */
static bool read_by_member(struct work *w, const struct census *c, const struct item *body)
{
    size_t size;
    const char *key = name_key(w->name, body->from, body->to, &size);
    int kind = dividing_kind(key, size);
    if (kind < 0 || c->names != 1 || c->unknown > 0 || c->first_name != body + 1) {
        return false;
    }
    struct in_layout in = gazetteer_in_layout(w->g, gazetteer_code(w->g, c->first_name->entry));
    const struct reference_tables *t = gazetteer_tables(w->g);
    size_t found = 0;
    size_t only = 0;
    for (size_t i = 0; in.count == 1 && i < t->organisation_count; i++) {
        if ((int)t->organisations[i].kind == kind &&
            gazetteer_has_member(w->g, (uint32_t)i, in.codes[0])) {
            only = i;
            found++;
        }
    }
    const struct entry entry = {.type = ENTRY_ORGANISATION, .id = (uint32_t)only};
    if (found == 1) {
        answer_organisation(w, &entry, MATCH_PROBABLE, METHOD_structure, 0.8);
        w->out->entry = NULL; /* there is no such name in the list */
    }
    return found == 1;
}

/* The nearest name of a body of that kind. */
static bool read_misspelt(struct work *w, size_t from, size_t to, enum organisation_kind kind)
{
    size_t size;
    const char *key = name_key(w->name, from, to, &size);
    struct fuzzy_match match;
    if (to - from < 2 || !fuzzy_find(w->g, key, size, false, true, &match) || !match.clear) {
        return false;
    }
    int found = gazetteer_tables(w->g)->organisations[match.best->id].kind;
    if (kind != ORGANISATION_OTHER && answer_kind_of_body(found) != kind) {
        return false;
    }
    answer_organisation(w, match.best, MATCH_PROBABLE, METHOD_fuzzy, match.score);
    w->out->margin = match.margin;
    w->out->runner_up = match.second != NULL ? gazetteer_name(w->g, match.second) : NULL;
    return true;
}

/* "Regio Goi en Vechtstreek": words of another body, and yet a long name in the list with one slip.
 */
bool body_read_misspelt(struct work *w, const struct census *c)
{
    enum { LONG = 12, LONG_WORDS = 2 };
    size_t size = w->name->key_size;
    struct fuzzy_match match;
    if (c->unknown == 0 || size < LONG ||
        !fuzzy_find_within(w->g, w->name->key, size, false, true, 1.1, &match) || !match.clear ||
        match.best->words < LONG_WORDS) {
        return false;
    }
    answer_fuzzy(w, &match, false);
    return true;
}

/* "Universiteit Utrecht - Departement Bestuurswetenschap". */
static bool belongs_to_school(const struct work *w, const struct item *body)
{
    for (const struct item *item = w->items.items; item < body; item++) {
        if (item->type == ITEM_WORD && (item->words & (WORD_EDUCATION | WORD_LEGAL)) != 0) {
            return true;
        }
    }
    return false;
}

/* A word such as GGD or provincie with a name behind it that is in the list, perhaps misspelt. */
bool body_read_government(struct work *w, const struct census *c)
{
    const struct item *body = NULL;
    for (size_t i = 0; i < w->items.count && body == NULL; i++) {
        body = is_government(&w->items.items[i]) ? &w->items.items[i] : NULL;
    }
    bool abroad = census_has(c, WORD_ABROAD) &&
                  (body == NULL || government_kind(body) == ORGANISATION_PROVINCE);
    if (body == NULL || abroad || (c->markers > 0 && c->first_content != body) ||
        belongs_to_school(w, body)) {
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
    if (read_misspelt(w, body->from, w->name->count, kind) ||
        (end < w->name->count && read_misspelt(w, body->from, end, kind))) {
        return true;
    }
    if (kind == ORGANISATION_OTHER && read_by_member(w, c, body)) {
        return true;
    }
    size_t size;
    const char *key = name_key(w->name, body->from, body->to, &size);
    if (c->names > 1 && c->unknown == 0 && size > 6 && memcmp(key, "samenwe", 7) == 0) {
        return false; /* "Samenwerking Losser en Enschede": those two */
    }
    if (kind == ORGANISATION_OTHER) {
        body_answer_by_words(w, c);
    } else {
        answer_set(w->out, READING_GOVERNMENT, kind,
                   body->to < w->name->count ? MATCH_CERTAIN : MATCH_PROBABLE, METHOD_structure,
                   0.9);
    }
    return true;
}

/* "GGD Hart van Brabant", where the list has that name for another body only. */
static bool is_of_another_kind(const struct work *w, const struct item *body)
{
    size_t size;
    const char *key = name_key(w->name, body->from, body->from + 1, &size);
    if (dividing_kind(key, size) >= 0 || body == w->items.items || body->gap == GAP_BREAK) {
        return false;
    }
    key = name_key(w->name, body->from - 1, body->from, &size);
    int kind = dividing_kind(key, size);
    return kind >= 0 && kind != (int)gazetteer_tables(w->g)->organisations[body->entry->id].kind;
}

/* "UWV Amsterdam", "adviseur VNG Realisatie, Den Haag". */
bool body_read_organisation(struct work *w, const struct census *c)
{
    const struct item *body = c->first_organisation;
    if (body == NULL || census_has(c, WORD_EDUCATION | WORD_TRAP) || is_of_another_kind(w, body)) {
        return false;
    }
    int kind = gazetteer_tables(w->g)->organisations[body->entry->id].kind;
    bool company = census_has(c, WORD_LEGAL);
    if (company && (c->unknown + c->names > 0 || body->entry->words < 2)) {
        return false; /* "VNG Realisatie BV" is itself, "Delta BV" is another */
    }
    if (kind == BODY_PROVINCE && !text_starts_with(body->entry->key, "provinc")) {
        return false; /* "Omroep Gelderland": the region, not its government */
    }
    enum { ABBREVIATION = 4 };
    if (c->markers > 0 && body->entry->size <= ABBREVIATION &&
        answer_kind_of_body(kind) != ORGANISATION_PARTNERSHIP) {
        return false; /* "gemeente De ilt" is De Bilt */
    }
    bool marked = c->names > 0 && census_is_marked(&w->items, c->first_name);
    if (marked || (c->markers > 0 && !census_is_marked(&w->items, body))) {
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
    bool one = true; /* "Rijksdienst voor Ondernemend Nederland (RVO)" is one, named twice */
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        one = one && (item->type != ITEM_ORGANISATION || item->entry->id == body->entry->id);
    }
    answer_organisation(w, body->entry, one ? MATCH_CERTAIN : MATCH_PROBABLE, METHOD_structure,
                        one ? 0.95 : 0.8);
    return true;
}

/* Words of a body that is not the municipality in its name. "Gemeente X" at the beginning, with the
 * other body cut off from it, is still the municipality. */
bool body_read_other(struct work *w, const struct census *c)
{
    if (!census_has(c, WORD_EDUCATION | WORD_LEGAL | WORD_TRAP)) {
        return false;
    }
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (item->type == ITEM_WORD &&
            (item->words & (WORD_EDUCATION | WORD_LEGAL | WORD_TRAP)) != 0) {
            bool first = c->first_name == NULL || item < c->first_name;
            bool cut = false;
            for (const struct item *one = item; !first && one > c->first_name; one--) {
                cut = cut || one->gap == GAP_BREAK;
            }
            bool after = cut && census_is_marked(&w->items, c->first_name) &&
                         (item->words & WORD_LEGAL) == 0;
            if (!after) {
                body_answer_by_words(w, c);
                return true;
            }
        }
    }
    return false;
}
