/* wrapped: see wrapped.h. A line is wrapped when it begins and ends with a quote and holds quotes
 * in pairs only, so that "a";"b" is not; and a table when all its first lines are, with the same
 * mark twice or more in each: one quoted cell with a comma in it ("Vries, Sanne de") is no table.
 */
#include "engine/read/wrapped.h"

#include <string.h>

static size_t line_size(const char *s, const char *end)
{
    size_t size = 0;
    while (s + size < end && s[size] != '\n' && s[size] != '\r') {
        size++;
    }
    return size;
}

static bool is_wrapped(const char *line, size_t size)
{
    if (size < 3 || line[0] != '"' || line[size - 1] != '"') {
        return false;
    }
    for (size_t i = 1; i + 1 < size; i++) {
        if (line[i] == '"') {
            i++;
            if (i + 1 >= size || line[i] != '"') {
                return false;
            }
        }
    }
    return true;
}

static size_t count_of(const char *line, size_t size, char mark)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += line[i] == mark;
    }
    return count;
}

static bool all_wrapped(const char *text, const char *end, char mark)
{
    enum { LINES = 50, LEAST_LINES = 2, LEAST_MARKS = 2 };
    size_t lines = 0;
    for (const char *s = text; s < end && lines < LINES;) {
        size_t size = line_size(s, end);
        if (size > 0) {
            if (!is_wrapped(s, size) || count_of(s, size, mark) < LEAST_MARKS) {
                return false;
            }
            lines++;
        }
        s += size;
        s += s < end;
    }
    return lines >= LEAST_LINES;
}

static size_t unwrap(char *to, const char *line, size_t size)
{
    size_t written = 0;
    for (size_t i = 1; i + 1 < size; i++) {
        to[written++] = line[i];
        i += line[i] == '"'; /* its pair */
    }
    return written;
}

bool wrapped_lines(struct arena *arena, const char *text, size_t size, const char **unwrapped,
                   size_t *unwrapped_size)
{
    static const char marks[] = {';', ',', '\t', '|'};
    const char *end = text + size;
    bool found = false;
    if (size == 0 || *text != '"') {
        return false;
    }
    for (size_t i = 0; i < sizeof marks && !found; i++) {
        found = all_wrapped(text, end, marks[i]);
    }
    if (!found) {
        return false;
    }
    char *out = arena_alloc(arena, size + 1);
    size_t written = 0;
    for (const char *s = text; s < end;) {
        size_t line = line_size(s, end);
        if (is_wrapped(s, line)) {
            written += unwrap(out + written, s, line);
        } else {
            memcpy(out + written, s, line);
            written += line;
        }
        s += line;
        if (s < end) {
            out[written++] = *s++;
        }
    }
    *unwrapped = out;
    *unwrapped_size = written;
    return true;
}
