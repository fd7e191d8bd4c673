/* person: see work.h. A person's own name where an organisation was asked for: "J. van Leiden",
 * "mevrouw De Boer", "Karin Breda", "Smit, Anna". A town in it is a surname. */
#include "engine/base/text.h"
#include "engine/resolve/work.h"

static uint32_t classes(const struct work *w, size_t word)
{
    size_t size;
    const char *key = name_key(w->name, word, word + 1, &size);
    return gazetteer_word(w->g, key, size);
}

static bool is_given(const struct work *w, size_t word)
{
    return w->name->words[word].initials || (classes(w, word) & WORD_GIVEN) != 0;
}

/* "mevrouw", "de heer". */
static bool is_title(const struct work *w, size_t word)
{
    return (classes(w, word) & WORD_TITLE) != 0 ||
           (name_word_is(w->name, word, "de") && name_word_is(w->name, word + 1, "heer"));
}

/* Words before a surname: "mevr. J.A.", "Jan Willem". */
static size_t before_surname(const struct work *w)
{
    size_t word = 0;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        bool name = item->type == ITEM_MUNICIPALITY || item->type == ITEM_PLACE;
        if (name || (!is_title(w, item->from) && !is_given(w, item->from))) {
            break;
        }
        word = item->to;
    }
    return word;
}

/* What can stand in a surname or beside it: unknown words, towns, van and de, a job. */
static bool is_personal(const struct work *w, const struct item *item)
{
    switch (item->type) {
    case ITEM_UNKNOWN:
    case ITEM_MUNICIPALITY:
    case ITEM_PLACE:
        return true;
    case ITEM_WORD:
        return (item->words & (WORD_PARTICLE | WORD_JOB | WORD_ABROAD)) != 0 ||
               is_given(w, item->from) || (classes(w, item->from) & WORD_TITLE) != 0;
    default:
        return false;
    }
}

/* "Albert Heijn Zwolle": a firm that is known by a person's name. */
static bool is_firm(const struct work *w)
{
    for (size_t to = 1; to <= w->name->count; to++) {
        size_t size;
        const char *key = name_key(w->name, 0, to, &size);
        if ((gazetteer_word(w->g, key, size) & WORD_KNOWN) != 0) {
            return true;
        }
    }
    return false;
}

/* "Hendrik Ido Ambagt". */
static bool is_misspelt_name(const struct work *w)
{
    struct fuzzy_match match;
    return fuzzy_find_within(w->g, w->name->key, w->name->key_size, false, false, 1, &match) &&
           match.clear && match.best->words > 1 && !census_holds(&w->items, match.best);
}

bool person_read(struct work *w, const struct census *c)
{
    const uint32_t bodies = WORD_MARKER | WORD_SEAT | WORD_DESK | WORD_UNIT | WORD_BODY |
                            WORD_PROVINCE | WORD_WATER | WORD_MINISTRY | WORD_EDUCATION |
                            WORD_LEGAL | WORD_TRAP | WORD_CITY | WORD_CONNECT;
    enum { MOST = 7 };
    size_t count = w->name->count;
    if (count < 2 || count > MOST || census_has(c, bodies) || c->organisations > 0) {
        return false;
    }
    if (is_firm(w)) {
        return false;
    }
    size_t given = before_surname(w);
    bool turned = given == 0 && w->name->words[count - 1].gap == GAP_BREAK &&
                  is_given(w, count - 1); /* "Smit, Anna" */
    if ((given == 0 && !turned) || given == count) {
        return false;
    }
    bool surname = false;
    for (size_t i = 0; i < w->items.count; i++) {
        const struct item *item = &w->items.items[i];
        if (!is_personal(w, item)) {
            return false;
        }
        surname = surname || (item->from >= given && item->type != ITEM_WORD) ||
                  (item->words & WORD_ABROAD) != 0;
    }
    surname = surname && !is_misspelt_name(w);
    if (surname) {
        answer_set(w->out, READING_PERSON, ORGANISATION_NOBODY, MATCH_UNKNOWN, METHOD_unknown, 0);
    }
    return surname;
}
