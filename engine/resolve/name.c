/* name: see name.h. */
#include "engine/resolve/name.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/unicode/fold.h"

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || text_is_digit(c) || (unsigned char)c >= 0x80;
}

struct cursor {
    struct name *name;
    uint8_t gap;
    bool bracketed, initials, dotted;
};

static void add_word(struct cursor *cursor, const char *bytes, size_t size)
{
    struct name *name = cursor->name;
    if (name->count == NAME_WORDS || name->key_size + size >= NAME_KEY) {
        name->cut = true;
        return;
    }
    struct name_word *word = &name->words[name->count++];
    word->start = (uint16_t)name->key_size;
    word->size = (uint16_t)size;
    word->gap = name->count == 1 ? GAP_BREAK : cursor->gap;
    word->bracketed = cursor->bracketed;
    word->initials = cursor->initials;
    word->dotted = cursor->dotted;
    memcpy(name->key + name->key_size, bytes, size);
    name->key_size += size;
    name->key[name->key_size] = '\0';
    cursor->gap = GAP_JOINT;
}

static void widen(struct cursor *cursor, enum name_gap gap)
{
    if (cursor->gap < gap) {
        cursor->gap = (uint8_t)gap;
    }
}

/* Single letters with points or slashes between them are one word: "n.v.t.", "a/d". Returns how
 * many bytes they take, 0 when there are fewer than two letters. */
static size_t initials(const char *s, char out[16], size_t *size)
{
    size_t at = 0;
    *size = 0;
    while (is_word_byte(s[at]) && !is_word_byte(s[at + 1]) && *size < 15) {
        out[(*size)++] = s[at++];
        if ((s[at] != '.' && s[at] != '/') || !is_word_byte(s[at + 1])) {
            at += s[at] == '.';
            break;
        }
        if (is_word_byte(s[at + 2])) { /* the next one is a longer word: "H.I.Ambacht" */
            at++;
            break;
        }
        at++;
    }
    return *size >= 2 ? at : 0;
}

/* What stands between words. */
static void read_mark(struct cursor *cursor, const char *s, size_t at)
{
    char before = at > 0 ? s[at - 1] : ' ';
    char after = s[at + 1];
    switch (s[at]) {
    case '\'':
    case '.':
        break;
    case '-':
        widen(cursor, before == ' ' || after == ' ' ? GAP_BREAK : GAP_JOINT);
        break;
    case ',':
    case '@':
    case ';':
    case ':':
    case '/':
    case '|':
    case '\\':
    case '\n':
    case '>':
    case '<':
        widen(cursor, GAP_BREAK);
        break;
    case '(':
    case '[':
        widen(cursor, GAP_BREAK);
        cursor->bracketed = true;
        break;
    case ')':
    case ']':
        widen(cursor, GAP_BREAK);
        cursor->bracketed = false;
        break;
    case '&':
    case '+':
        add_word(cursor, "en", 2);
        break;
    default:
        widen(cursor, GAP_BLANK);
    }
}

static bool is(const struct name *name, size_t word, const char *text)
{
    return word < name->count && name->words[word].size == strlen(text) &&
           memcmp(name->key + name->words[word].start, text, strlen(text)) == 0;
}

bool name_word_is(const struct name *name, size_t word, const char *text)
{
    return is(name, word, text);
}

/* May this word be one that spell_out changes? Most names have none. */
static bool is_short_form(const struct name *name, size_t i)
{
    const struct name_word *word = &name->words[i];
    bool may = (word->size <= 4 || word->size == 7 || word->size == 9) &&
               strchr("ahmopsvw", name->key[word->start]) != NULL;
    return may &&
           (is(name, i, "st") || is(name, i, "ad") || is(name, i, "a") || is(name, i, "aan") ||
            is(name, i, "vd") || is(name, i, "prov") || is(name, i, "provinsje") ||
            is(name, i, "v") || is(name, i, "od") || is(name, i, "vr") || is(name, i, "hh") ||
            is(name, i, "ws") || is(name, i, "min") || is(name, i, "werkorg"));
}

static bool has_short_form(const struct name *name)
{
    for (size_t i = 0; i < name->count; i++) {
        if (is_short_form(name, i)) {
            return true;
        }
    }
    return false;
}

/* Writes the words once more, with abbreviations spelt out. */
static void spell_out(struct name *name)
{
    struct name raw = *name;
    struct cursor cursor = {.name = name};
    name->count = 0;
    name->key_size = 0;
    for (size_t i = 0; i < raw.count; i++) {
        const struct name_word *word = &raw.words[i];
        bool inner = i > 0 && i + 1 < raw.count;
        cursor.gap = word->gap;
        cursor.bracketed = word->bracketed;
        cursor.initials = word->initials;
        cursor.dotted = word->dotted;
        if (is(&raw, i, "st") && i + 1 < raw.count) {
            add_word(&cursor, "sint", 4);
        } else if ((is(&raw, i, "ad") && inner) ||
                   (is(&raw, i, "a") && is(&raw, i + 1, "d") && i + 2 < raw.count)) {
            i += is(&raw, i, "a");
            add_word(&cursor, "aan", 3);
            cursor.gap = GAP_BLANK;
            add_word(&cursor, "de", 2);
        } else if (is(&raw, i, "aan") && (is(&raw, i + 1, "den") || is(&raw, i + 1, "d"))) {
            add_word(&cursor, "aan", 3);
            cursor.gap = GAP_BLANK;
            add_word(&cursor, "de", 2);
            i++;
        } else if (is(&raw, i, "vd") && i + 1 < raw.count) {
            add_word(&cursor, "van", 3);
            cursor.gap = GAP_BLANK;
            add_word(&cursor, "de", 2);
        } else if ((is(&raw, i, "prov") || is(&raw, i, "provinsje")) && raw.count > 1) {
            add_word(&cursor, "provincie", 9);
        } else if (is(&raw, i, "v") && inner) {
            add_word(&cursor, "van", 3);
        } else if (is(&raw, i, "od") && i == 0 && raw.count > 1) {
            add_word(&cursor, "omgevingsdienst", 15);
        } else if (is(&raw, i, "vr") && i == 0 && raw.count > 1) {
            add_word(&cursor, "veiligheidsregio", 16);
        } else if (is(&raw, i, "hh") && i == 0 && raw.count > 1) {
            add_word(&cursor, "hoogheemraadschap", 17);
        } else if (is(&raw, i, "ws") && i == 0 && raw.count > 1) {
            add_word(&cursor, "waterschap", 10);
        } else if (is(&raw, i, "min") && i == 0 && raw.count > 1) {
            add_word(&cursor, "ministerie", 10);
        } else if (is(&raw, i, "werkorg") && i + 1 < raw.count) {
            add_word(&cursor, "werkorganisatie", 15);
        } else {
            add_word(&cursor, raw.key + word->start, word->size);
        }
    }
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80) {
            return false;
        }
    }
    return true;
}

enum { SHORT_NAME = 256 };

/* Folded, lower-case bytes; a blank for whatever is blank. `room` is for what is short and ASCII.
 */
static const char *folded(struct arena *scratch, const char *text, char room[SHORT_NAME])
{
    if (!is_ascii(text)) {
        return fold_plain(scratch, text);
    }
    size_t size = strlen(text);
    char *out = size < SHORT_NAME ? memcpy(room, text, size + 1) : arena_copy(scratch, text, size);
    for (char *c = out; *c != '\0'; c++) {
        *c = text_lower_char(*c);
        *c = *c == '`' || *c == '^' ? '\'' : *c;
        *c = (*c == '\t' || *c == '\r' || *c == '\v' || *c == '\f') ? ' ' : *c;
    }
    return out;
}

void name_read(struct arena *scratch, const char *text, struct name *name)
{
    name->count = 0;
    name->key_size = 0;
    name->key[0] = '\0';
    name->cut = false;
    char room[SHORT_NAME];
    const char *s = folded(scratch, text, room);
    struct cursor cursor = {.name = name, .gap = GAP_BREAK};
    for (size_t at = 0; s[at] != '\0' && !name->cut;) {
        char letters[16];
        size_t letter_count;
        size_t step;
        if (!is_word_byte(s[at])) {
            read_mark(&cursor, s, at);
            at++;
        } else if ((step = initials(s + at, letters, &letter_count)) > 0) {
            cursor.initials = s[at + 1] == '.';
            add_word(&cursor, letters, letter_count);
            cursor.initials = false;
            at += step;
        } else {
            size_t end = at;
            while (is_word_byte(s[end])) {
                end++;
            }
            cursor.initials = end == at + 1 && s[end] == '.';
            cursor.dotted = s[end] == '.';
            add_word(&cursor, s + at, end - at);
            cursor.initials = cursor.dotted = false;
            at = end;
        }
    }
    if (!name->cut) {
        if (has_short_form(name)) {
            spell_out(name);
        }
    }
}
