/* items: see items.h. From left to right the longest thing that is known; of equal length a name
 * goes before a word, unless the word says what the body is. */
#include "engine/resolve/items.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/edits.h"
#include "engine/resolve/endings.h"

enum { LONGEST = 20 };

/* "gemeente" with a slip of the hand. */
static bool is_marker_misspelt(const char *key, size_t size)
{
    static const char marker[] = "gemeente";
    if (size < 6 || size > 10 || (key[0] != 'g' && key[1] != 'g')) {
        return false;
    }
    struct edits edits;
    edits_prepare(&edits, key, size);
    return edits_to(&edits, marker, sizeof marker - 1, 2) <= 2;
}

/* Short names and abbreviations are believed in a longer text only where something says that the
 * name of a body follows. */
static bool is_short(const struct gazetteer *g, const struct entry *entry)
{
    if (entry->type == ENTRY_ALIAS) {
        int kind = gazetteer_tables(g)->aliases[entry->id].kind;
        return kind == ALIAS_SLANG || (kind == ALIAS_ABBREVIATION && entry->words == 1);
    }
    if (entry->type == ENTRY_ORGANISATION) {
        int kind = gazetteer_tables(g)->organisations[entry->id].kind;
        return entry->size < 5 && kind != BODY_NATIONAL && kind != BODY_UMBRELLA &&
               kind != BODY_MINISTRY && kind != BODY_WATER_BOARD;
    }
    return false;
}

static enum item_type type_of(const struct entry *entry)
{
    return entry->type == ENTRY_ORGANISATION ? ITEM_ORGANISATION
           : entry->type == ENTRY_PLACE      ? ITEM_PLACE
                                             : ITEM_MUNICIPALITY;
}

/* The best meaning of a key in a longer text: a municipality before an organisation of that name.
 */
static const struct entry *meaning(const struct gazetteer *g, const struct entry *chain,
                                   bool short_names, bool marked)
{
    const struct entry *best = NULL;
    for (const struct entry *one = chain; one != NULL; one = one->next) {
        if (one->type == ENTRY_WORD || (is_short(g, one) && !short_names)) {
            continue;
        }
        if (best == NULL || (best->type == ENTRY_ORGANISATION &&
                             (one->type == ENTRY_MUNICIPALITY || one->type == ENTRY_ALIAS ||
                              (marked && one->type == ENTRY_PLACE)))) {
            best = one;
        }
    }
    return best;
}

static bool is_word_of(struct gazetteer *g, const struct name *name, size_t word, uint32_t class)
{
    size_t size;
    const char *key = name_key(name, word, word + 1, &size);
    return (gazetteer_word(g, key, size) & class) != 0;
}

struct found {
    const struct entry *entry;
    uint32_t words;
    size_t entry_to, words_to;
};

static struct found look(struct gazetteer *g, const struct name *name, size_t from,
                         bool short_names, bool marked)
{
    struct found found = {NULL, 0, from, from};
    struct growing_key growing = {.key = name->key + name->words[from].start};
    for (size_t to = from + 1; to <= name->count && to <= from + LONGEST; to++) {
        size_t size;
        const char *key = name_key(name, from, to, &size);
        const struct entry *chain = gazetteer_find_grown(g, &growing, size);
        if (chain == NULL) {
            continue;
        }
        const struct entry *entry = meaning(g, chain, short_names, marked);
        if (entry != NULL && entry->type == ENTRY_ORGANISATION &&
            is_word_of(g, name, from, WORD_UNIT)) {
            entry = NULL; /* "afdeling Werk en Inkomen" is somebody's, not the body of that name */
        }
        uint32_t words = gazetteer_word(g, key, size) &
                         ~(uint32_t)(WORD_NOTHING | WORD_KNOWN | WORD_TITLE | WORD_GIVEN);
        if (entry != NULL) {
            found.entry = entry;
            found.entry_to = to;
        }
        bool possessive = to > from + 1 && name_word_is(name, to - 1, "s"); /* gemeente 's-... */
        bool abroad =
            to > from + 1 && words == WORD_ABROAD && is_word_of(g, name, to - 1, WORD_MARKER);
        if (words != 0 && !possessive && !abroad) { /* "Ede, gem" is not Edegem */
            found.words = words;
            found.words_to = to;
        }
    }
    return found;
}

/* A province behind a name: one or two words. Returns the words taken, 0 for none. */
static size_t province_behind(const struct name *name, size_t from, int *province)
{
    for (size_t count = 2; count >= 1; count--) {
        size_t size;
        char text[48] = "";
        if (from + count > name->count) {
            continue;
        }
        const char *key = name_key(name, from, from + count, &size);
        if (size < sizeof text) {
            memcpy(text, key, size);
            *province = tables_province(text);
            if (*province >= 0) {
                return count;
            }
        }
    }
    return 0;
}

static bool is_name(const struct item *item)
{
    return item->type == ITEM_MUNICIPALITY || item->type == ITEM_PLACE;
}

/* "GemeenteUtrecht" without the blank. */
static bool read_glued(struct gazetteer *g, const struct name *name, size_t from, struct item *item)
{
    static const char *const markers[] = {"gemeente", "gem"};
    size_t size;
    const char *key = name_key(name, from, from + 1, &size);
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(markers[i]);
        if (size < length + 3 || memcmp(key, markers[i], length) != 0) {
            continue;
        }
        for (size_t to = from + 1; to <= name->count && to <= from + LONGEST; to++) {
            name_key(name, from, to, &size);
            const struct entry *entry =
                meaning(g, gazetteer_find(g, key + length, size - length), false, true);
            if (entry != NULL &&
                (entry->type == ENTRY_MUNICIPALITY || entry->type == ENTRY_ALIAS)) {
                item->type = ITEM_MUNICIPALITY;
                item->entry = entry;
                item->words = WORD_MARKER;
                item->to = to;
            }
        }
    }
    return item->type == ITEM_MUNICIPALITY;
}

static struct item read_item(struct gazetteer *g, const struct name *name, size_t from,
                             const struct item *before, bool short_names)
{
    struct item item = {.type = ITEM_UNKNOWN,
                        .from = from,
                        .to = from + 1,
                        .province = -1,
                        .gap = (enum name_gap)name->words[from].gap,
                        .bracketed = name->words[from].bracketed};
    bool beside_marker = before != NULL && before->type == ITEM_WORD &&
                         (before->words & (WORD_MARKER | WORD_SEAT)) != 0;
    struct found found = look(g, name, from, short_names || beside_marker, beside_marker);
    if (found.entry == NULL && (found.words & WORD_SEAT) != 0 && found.words_to > from + 1) {
        /* "gemeente Huis ter Heide": the second word begins a longer name. */
        struct found second = look(g, name, from + 1, true, true);
        if (second.entry_to > found.words_to) {
            found.words = WORD_MARKER;
            found.words_to = from + 1;
        }
    }
    const uint32_t heavy = WORD_MARKER | WORD_SEAT | WORD_BODY | WORD_PROVINCE | WORD_WATER |
                           WORD_MINISTRY | WORD_EDUCATION | WORD_LEGAL;
    size_t province_words = 0;
    bool marker = before != NULL && before->type == ITEM_WORD && before->from > 0 &&
                  (before->words & WORD_MARKER) != 0; /* "Bergen, gemeente (NH)" */
    const struct item *named = marker ? before - 1 : before;
    if (named != NULL && is_name(named)) {
        bool spelt_out = name_word_is(name, from, "provincie"); /* "Soest (prov. Utrecht)" */
        province_words = province_behind(name, from + spelt_out, &item.province);
        province_words += spelt_out && province_words > 0;
    }
    if (province_words > 1 && name_word_is(name, from, "provincie")) {
        item.type = ITEM_PROVINCE;
        item.to = from + province_words;
    } else if (province_words > 0 && found.entry_to <= from + province_words &&
               (found.entry == NULL || found.entry->type == ENTRY_ORGANISATION ||
                found.entry->ambiguous)) {
        item.type = ITEM_PROVINCE;
        item.to = from + province_words;
    } else if (found.entry != NULL &&
               (found.entry_to > found.words_to ||
                (found.entry_to == found.words_to && (found.words & heavy) == 0))) {
        item.type = type_of(found.entry);
        item.entry = found.entry;
        item.words = found.words_to == found.entry_to ? found.words : 0;
        item.to = found.entry_to;
    } else if (found.words != 0) {
        item.type = ITEM_WORD;
        item.words = found.words;
        item.to = found.words_to;
    } else if (!read_glued(g, name, from, &item)) {
        size_t size;
        const char *key = name_key(name, from, from + 1, &size);
        item.known = (gazetteer_word(g, key, size) & WORD_KNOWN) != 0;
        uint32_t ending = endings_class(key, size);
        if (ending != 0) {
            item.type = ITEM_WORD;
            item.words = ending;
        } else if (is_marker_misspelt(key, size)) {
            item.type = ITEM_WORD;
            item.words = WORD_MARKER;
        } else if (text_is_digit(key[0])) {
            item.type = ITEM_WORD;
            item.words = WORD_FILLER;
        }
    }
    return item;
}

/* "Zwolle, team Regenboog": unknown words behind "team" are the team's name, in a text that has a
 * municipality in it. */
static void name_departments(const struct name *name, struct items *items)
{
    bool municipal = false;
    bool behind_name = items->count > 0 && is_name(&items->items[0]);
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->items[i];
        municipal = municipal || is_name(item) ||
                    (item->type == ITEM_WORD && (item->words & WORD_MARKER) != 0);
    }
    for (size_t i = 1; municipal && i < items->count; i++) {
        struct item *item = &items->items[i];
        const struct item *before = item - 1;
        bool behind_unit = before->type == ITEM_WORD && (before->words & WORD_UNIT) != 0;
        bool is_inhabitant = item->type == ITEM_WORD && (item->words & WORD_PRIVATE) != 0 &&
                             (before->words & (WORD_UNIT | WORD_DEPT)) != 0;
        size_t size;
        const char *key = name_key(name, item->from, item->to, &size);
        bool many = item->type == ITEM_WORD && (item->words & WORD_PRIVATE) != 0 &&
                    key[size - 1] == 's'; /* "Gemeente Goirle, 50.000 inwoners" */
        if (item->gap != GAP_BREAK && item->type == ITEM_UNKNOWN &&
            (behind_unit || before->guessed)) {
            item->type = ITEM_WORD;
            item->words = WORD_DEPT;
            item->guessed = true;
        } else if ((item->gap != GAP_BREAK && before->type == ITEM_WORD && is_inhabitant) ||
                   (many && behind_name)) {
            item->words = WORD_DEPT; /* "domein Inwoners" */
        }
        behind_name = behind_name || is_name(item);
    }
}

void items_read(struct gazetteer *g, const struct name *name, bool short_names, struct items *items)
{
    items->count = 0;
    for (size_t at = 0; at < name->count;) {
        const struct item *before = items->count > 0 ? &items->items[items->count - 1] : NULL;
        struct item item = read_item(g, name, at, before, short_names);
        items->items[items->count++] = item;
        at = item.to;
    }
    name_departments(name, items);
}
