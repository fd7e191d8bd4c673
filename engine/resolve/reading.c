/* reading: see reading.h. The rules stand in the order in which they are asked in reading_read().
 */
#include "engine/resolve/reading.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/items.h"
#include "engine/resolve/work.h"

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
    name_read(w->scratch, name, &official);
    bool same = official.key_size == w->name->key_size &&
                memcmp(official.key, w->name->key, official.key_size) == 0;
    return same ? METHOD_normalised : METHOD_alias;
}

/* "Ede, gem" is not Edegem. */
static bool ends_in_marker(const struct work *w, size_t words)
{
    size_t size;
    const char *key = name_key(w->name, words - 1, words, &size);
    return words > 1 && (gazetteer_word(w->g, key, size) & WORD_MARKER) != 0;
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
        answer_set(w->out, READING_NOTHING, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
        return true;
    }
    if ((words & WORD_ABROAD) != 0 && best != NULL && best->type != ENTRY_MUNICIPALITY &&
        best->type != ENTRY_ORGANISATION) { /* Mechelen, Hasselt: a village here, a town abroad */
        answer_name(w, best, -1, METHOD_alias, 0.9);
        w->out->status = MATCH_AMBIGUOUS;
        w->out->margin = 0;
        return true;
    }
    if ((words & WORD_ABROAD) != 0 && best == NULL && !ends_in_marker(w, w->name->count)) {
        answer_set(w->out, READING_FOREIGN, ORGANISATION_FOREIGN, MATCH_CERTAIN, METHOD_exact, 1);
        return true;
    }
    if ((words & WORD_KNOWN) != 0 && (best == NULL || best->type == ENTRY_PLACE)) {
        answer_set(w->out, READING_WORDS, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
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

/* "diverse gemeenten", "nog geen gemeente": each word beside it is as good as none. */
static bool has_only_empty_words(const struct work *w, const struct census *c)
{
    const uint32_t empty = WORD_NOTHING | WORD_MARKER | WORD_FILLER | WORD_CONNECT;
    bool nothing = false;
    if (c->names + c->places + c->organisations > 0 || c->markers == 0) {
        return false;
    }
    for (size_t i = 0; i < w->name->count; i++) {
        size_t size;
        const char *key = name_key(w->name, i, i + 1, &size);
        uint32_t classes = gazetteer_word(w->g, key, size);
        if ((classes & empty) == 0) {
            return false;
        }
        nothing = nothing || (classes & (WORD_NOTHING | WORD_MARKER)) == WORD_NOTHING;
    }
    return nothing;
}

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
    bool municipality =
        found != NULL && (found->type == ENTRY_MUNICIPALITY || found->type == ENTRY_ALIAS);
    return !municipality && (gazetteer_word(w->g, key, size) & WORD_NOTHING) != 0;
}

static bool only_municipal_words(const struct work *w)
{
    bool telling = false;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (!census_is_light(item) &&
            (item->type != ITEM_WORD || (item->words & (WORD_MARKER | WORD_SEAT)) == 0)) {
            return false;
        }
        telling = telling ||
                  (item->words & (WORD_MARKER | WORD_SEAT | WORD_DESK | WORD_JOB | WORD_DEPT)) != 0;
    }
    return telling;
}

static bool is_belgian(const struct work *w, const struct item *name)
{
    return name->to + 1 == w->name->count && w->name->words[name->to].bracketed &&
           (name_word_is(w->name, name->to, "b") || name_word_is(w->name, name->to, "be"));
}

static bool read_abroad(struct work *w, const struct census *c)
{
    const struct item *name = c->first_name != NULL ? c->first_name : c->first_place;
    bool initials = false;
    for (size_t i = 0; i < w->items.count; i++) { /* "gemeente Uk" is no country */
        const struct item *item = &w->items.items[i];
        initials = initials || (item->type == ITEM_WORD && (item->words & WORD_ABROAD) != 0 &&
                                w->name->words[item->from].size <= 2);
    }
    if (initials && c->markers > 0) {
        return false;
    }
    bool city = name != NULL && c->unknown == 0 && (name->words & WORD_ABROAD) != 0 &&
                (census_follows_city(w, name) || /* "Stad Mechelen", not the village */
                 is_belgian(w, name));           /* "Hasselt (B)" */
    if (!census_has(c, WORD_ABROAD) && !city) {
        return false;
    }
    bool other = c->unknown > 0 || census_has(c, WORD_TRAP | WORD_EDUCATION | WORD_LEGAL);
    if (census_begins_with_particle(w, c)) {
        return false;
    }
    if (c->names > 0 && c->markers > 0 && census_is_marked(&w->items, c->first_name) &&
        census_has(c, WORD_CONNECT)) {
        return false;
    }
    if (other) {
        body_answer_by_words(w, c);
    } else {
        answer_set(w->out, READING_FOREIGN, ORGANISATION_FOREIGN, MATCH_CERTAIN, METHOD_structure,
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
    const char *plain = text_lower_ascii(scratch, text_trim(scratch, text));
    if (text_starts_with(plain, marker)) {
        plain = text_trim(scratch, plain + strlen(marker));
    }
    answer_set(out, READING_WORDS, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
    if (plain[0] == '\0') {
        out->what = READING_NOTHING;
        out->kind = ORGANISATION_NOBODY;
    }
    uint16_t code = gazetteer_code_of_name(g, plain);
    if (code != 0) {
        answer_add_code(out, code);
        answer_set(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN,
                   METHOD_exact, 1);
    }
}

/* Whether what was read belongs together: a body and some of its members, or one municipality. */
static bool belong_together(const struct work *w, const struct census *c)
{
    uint16_t first = 0;
    if (c->unknown > 0 || c->organisations > 1 || c->names + c->places + c->organisations < 2) {
        return false;
    }
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (item->type != ITEM_MUNICIPALITY && item->type != ITEM_PLACE) {
            continue;
        }
        struct in_layout in = gazetteer_in_layout(w->g, gazetteer_code(w->g, item->entry));
        first = first == 0 && in.count == 1 ? in.codes[0] : first;
        bool fits =
            in.count == 1 &&
            (c->organisations == 0
                 ? in.codes[0] == first
                 : gazetteer_has_member(w->g, c->first_organisation->entry->id, in.codes[0]));
        if (!fits) {
            return false;
        }
    }
    return true;
}

/* "SED Enkhuizen", "BUCH / Castricum", "SWF Sneek": an abbreviation is believed beside what it
 * belongs to. */
static void read_abbreviation_of_member(struct work *w, struct census *census)
{
    struct items before = w->items;
    items_read(w->g, w->name, true, &w->items);
    struct census with = census_take(&w->items);
    if (belong_together(w, &with)) {
        *census = with;
        return;
    }
    w->items = before;
    *census = census_take(&w->items);
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
    answer_set(out, READING_NOTHING, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
    if (name.count == 0 && !name.cut) {
        return;
    }
    struct work work = {
        .g = gazetteer, .scratch = scratch, .text = text, .name = &name, .out = out};
    if (name.cut) {
        struct census none = {0};
        body_answer_by_words(&work, &none);
        return;
    }
    if (read_whole(&work)) {
        return;
    }
    items_read(gazetteer, &name, false, &work.items);
    struct census census = census_take(&work.items);
    if (census.names + census.places + census.organisations == 0 &&
        (census_has(&census, WORD_BODY | WORD_DESK | WORD_JOB | WORD_UNIT) ||
         (census.unknown == 1 && census.markers == 0))) {
        items_read(gazetteer, &name, true, &work.items); /* "KCC SED", "bij de BUCH" */
        census = census_take(&work.items);
    }
    if (census.unknown == 1 && census.markers == 0 &&
        census.names + census.places + census.organisations > 0) {
        read_abbreviation_of_member(&work, &census);
    }
    if (census_has(&census, WORD_PRIVATE)) {
        answer_set(out, READING_PRIVATE, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
        return;
    }
    if (says_nothing(&work) || has_only_empty_words(&work, &census)) {
        answer_set(out, READING_NOTHING, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
        return;
    }
    if (only_municipal_words(&work)) {
        answer_set(out, READING_DESK, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
        return;
    }
    if ((depth == READ_FUZZY && body_read_misspelt(&work, &census)) ||
        person_read(&work, &census) || body_read_organisation(&work, &census) ||
        body_read_government(&work, &census) || body_read_other(&work, &census) ||
        read_abroad(&work, &census) || municipality_read(&work, &census) ||
        (depth == READ_FUZZY && nearest_read(&work, &census))) {
        return;
    }
    body_answer_by_words(&work, &census);
}
