/* format: see format.h. */
#include "engine/recognise/format.h"

#include <string.h>

#include "engine/base/text.h"

static const struct format formats[] = {
#define FORMAT_ROW(format, first, any, heading, traits)                                            \
    {FORMAT_##format, first, any, heading, traits},
#include "engine/recognise/formats.def"
#undef FORMAT_ROW
};

enum { FORMATS = sizeof formats / sizeof *formats };

static const struct {
    const char *name;
    enum role role;
} role_names[] = {
#define ROLE(name, nl, en) {#name, ROLE_##name},
#include "engine/recognise/roles.def"
#undef ROLE
};

/* Whether the text begins with one of the alternatives. */
static bool begins(const char *text, const char *alternatives)
{
    while (*alternatives != '\0') {
        size_t size = strcspn(alternatives, "|");
        bool section = size == 2 && alternatives[0] == '#' && alternatives[1] == '.';
        if (section ? text_is_digit(text[0]) && (text[1] == '.' || text[1] == ' ')
                    : strncmp(text, alternatives, size) == 0) {
            return true;
        }
        alternatives += size;
        alternatives += *alternatives == '|';
    }
    return false;
}

/* Whether an alternative has these first two characters, which folding leaves as they are. */
static bool begins_with_two(const char *alternatives, char first, char second)
{
    while (*alternatives != '\0') {
        if (alternatives[0] == first && alternatives[1] == second) {
            return true;
        }
        alternatives += strcspn(alternatives, "|");
        alternatives += *alternatives == '|';
    }
    return false;
}

static bool is_plain_char(char c)
{
    return text_is_digit(c) || (c >= 'a' && c <= 'z');
}

bool format_may_begin(const char *cell)
{
    char first = text_lower_char(cell[0]);
    char second = first == '\0' ? '\0' : text_lower_char(cell[1]);
    if (!is_plain_char(first) || !is_plain_char(second)) {
        return true;
    }
    for (size_t i = 0; i < FORMATS; i++) {
        if (*formats[i].any != '\0' && begins_with_two(formats[i].any, first, second)) {
            return true;
        }
    }
    return false;
}

static bool any_begins(const struct format_clues *clues, size_t count, const char *alternatives)
{
    for (size_t i = 0; i < count; i++) {
        if (begins(clues->starts[i], alternatives)) {
            return true;
        }
    }
    return false;
}

static bool heading_fits(const struct heading *heading, const char *word, size_t size)
{
    if (word[0] == '@') {
        const char *name = role_names[heading->role].name;
        return strlen(name) == size - 1 && strncmp(name, word + 1, size - 1) == 0;
    }
    if (word[0] == '~') {
        return heading->account;
    }
    return strlen(heading->plain) == size && strncmp(heading->plain, word, size) == 0;
}

/* Whether one of the headings is one of the alternatives of a part, up to + or the end. */
static bool has_part(const struct heading *headings, size_t count, const char *part)
{
    size_t whole = strcspn(part, "+");
    for (const char *s = part; s < part + whole;) {
        size_t size = strcspn(s, "/+");
        for (size_t i = 0; i < count; i++) {
            if (heading_fits(&headings[i], s, size)) {
                return true;
            }
        }
        s += size + 1;
    }
    return false;
}

/* Whether the headings from some column on are the parts, one by one. */
static bool stand_in_a_row(const struct format_clues *clues, const char *parts)
{
    for (size_t start = 0; start < clues->heading_count; start++) {
        const char *s = parts;
        size_t i = start;
        while (*s != '\0' && i < clues->heading_count && has_part(&clues->headings[i], 1, s)) {
            s += strcspn(s, "+");
            s += *s == '+';
            i++;
        }
        if (*s == '\0') {
            return true;
        }
    }
    return false;
}

/* All parts between +, each with one of its alternatives between /. */
static bool headings_fit(const struct format_clues *clues, const char *parts)
{
    if (*parts == '>') {
        return stand_in_a_row(clues, parts + 1);
    }
    while (*parts != '\0') {
        if (!has_part(clues->headings, clues->heading_count, parts)) {
            return false;
        }
        parts += strcspn(parts, "+");
        parts += *parts == '+';
    }
    return true;
}

const struct format *format_find(const struct format_clues *clues)
{
    for (size_t i = 0; i < FORMATS; i++) {
        const struct format *format = &formats[i];
        if ((*format->first == '\0' || any_begins(clues, clues->first_count, format->first)) &&
            (*format->any == '\0' || any_begins(clues, clues->start_count, format->any)) &&
            headings_fit(clues, format->heading)) {
            return format;
        }
    }
    return &formats[FORMATS - 1];
}

const struct format *format_of(enum source_format wanted)
{
    /* The last row is that of plain lists; others of the format are of tools that it has no name
     * for. */
    for (size_t i = 0; i < FORMATS && wanted != FORMAT_LIST; i++) {
        if (formats[i].format == wanted) {
            return &formats[i];
        }
    }
    return &formats[FORMATS - 1];
}
