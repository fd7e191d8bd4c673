/* name: a name of an organisation as people type it, cut into words that can be compared.
 *
 * Case, diacritics, kinds of quotes, hyphens and doubled blanks disappear; abbreviations that are
 * one word to a reader become one word ("b.v." -> bv, "a/d" -> aan de, "St." -> sint, "&" -> en).
 * What remains of the punctuation is how strongly a word is cut off from the one before it.
 *
 * A key is the words run together: "Den Bosch", "denbosch" and "DEN-BOSCH" have the key denbosch.
 */
#ifndef ENGINE_RESOLVE_NAME_H
#define ENGINE_RESOLVE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

enum { NAME_WORDS = 40, NAME_KEY = 512 };

enum name_gap {
    GAP_JOINT, /* a hyphen, an apostrophe or nothing stood before */
    GAP_BLANK,
    GAP_BREAK /* a comma, slash, spaced dash, bracket, line break ... stood before */
};

struct name_word {
    uint16_t start, size; /* in key */
    uint8_t gap;          /* enum name_gap; GAP_BREAK for the first word */
    bool bracketed;       /* stands between brackets */
    bool initials;        /* "J.", "J.A." */
    bool dotted;          /* a point stands right behind it */
};

struct name {
    struct name_word words[NAME_WORDS];
    size_t count;
    char key[NAME_KEY]; /* all words run together */
    size_t key_size;
    bool cut; /* there was more text than fits: it is no name */
};

/* `text` is UTF-8. The arena is for scratch only: nothing in *name points into it. */
void name_read(struct arena *scratch, const char *text, struct name *name);

/* The key of the words from ... to-1, as pointer into name->key. */
static inline const char *name_key(const struct name *name, size_t from, size_t to, size_t *size)
{
    const struct name_word *last = &name->words[to - 1];
    *size = (size_t)(last->start + last->size) - name->words[from].start;
    return name->key + name->words[from].start;
}

bool name_word_is(const struct name *name, size_t word, const char *text);

#endif
