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

static bool any_begins(const struct format_clues *clues, const char *alternatives)
{
    for (size_t i = 0; i < clues->start_count; i++) {
        if (begins(clues->starts[i], alternatives)) {
            return true;
        }
    }
    return false;
}

static bool has_heading(const struct format_clues *clues, const char *word, size_t size)
{
    for (size_t i = 0; i < clues->heading_count; i++) {
        const struct heading *heading = &clues->headings[i];
        if (word[0] == '@') {
            const char *name = role_names[heading->role].name;
            if (strlen(name) == size - 1 && strncmp(name, word + 1, size - 1) == 0) {
                return true;
            }
        } else if (word[0] == '~') {
            if (heading->account) {
                return true;
            }
        } else if (strlen(heading->plain) == size && strncmp(heading->plain, word, size) == 0) {
            return true;
        }
    }
    return false;
}

/* All parts between +, each with one of its alternatives between /. */
static bool headings_fit(const struct format_clues *clues, const char *parts)
{
    while (*parts != '\0') {
        size_t part = strcspn(parts, "+");
        bool found = false;
        for (const char *s = parts; !found && s < parts + part;) {
            size_t size = strcspn(s, "/+");
            found = has_heading(clues, s, size);
            s += size + 1;
        }
        if (!found) {
            return false;
        }
        parts += part;
        parts += *parts == '+';
    }
    return true;
}

const struct format *format_find(const struct format_clues *clues)
{
    for (size_t i = 0; i < FORMATS; i++) {
        const struct format *format = &formats[i];
        if ((*format->first == '\0' || begins(clues->first, format->first)) &&
            (*format->any == '\0' || any_begins(clues, format->any)) &&
            headings_fit(clues, format->heading)) {
            return format;
        }
    }
    return &formats[FORMATS - 1];
}

const struct format *format_of(enum source_format wanted)
{
    for (size_t i = 0; i < FORMATS; i++) {
        if (formats[i].format == wanted) {
            return &formats[i];
        }
    }
    return &formats[FORMATS - 1];
}
