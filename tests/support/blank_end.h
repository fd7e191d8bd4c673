/* blank_end: which blanks go at the ends of a cell (FORMATS.md section 1), for tests that read
 * cells by themselves. */
#ifndef TESTS_SUPPORT_BLANK_END_H
#define TESTS_SUPPORT_BLANK_END_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The size of the blank that begins or ends these bytes; a separator is none. */
static inline size_t blank_end(const char *bytes, size_t size, bool at_end, char delimiter)
{
    static const char *const others[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"};
    char c = size == 0 ? '\0' : at_end ? bytes[size - 1] : bytes[0];
    size_t blank = c == ' ' || (c == '\t' && delimiter != '\t');
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t length = strlen(others[i]);
        if (size >= length &&
            memcmp(at_end ? bytes + size - length : bytes, others[i], length) == 0) {
            blank = length;
        }
    }
    return blank;
}

#endif
