/* mail: see mail.h. An address is usable when it has one @, a local part, and a domain of at least
 * two labels; more than that (RFC 5322) no sign-up form lets through. */
#include "engine/clean/mail.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/byte_marks.h"
#include "engine/clean/missing.h"
#include "engine/unicode/fold.h"

enum { LONGEST = 254 }; /* bytes of an address (RFC 5321) */

/* Printable ASCII that no local part holds without quotes around it. */
static const bool special[256] = {
    ['('] = true, [')'] = true, ['<'] = true,  ['>'] = true,  [','] = true,
    [';'] = true, [':'] = true, ['['] = true,  ['\\'] = true, [']'] = true,
    ['"'] = true, ['@'] = true, [0x7F] = true,
};

static bool is_local(unsigned char c)
{
    return !special[c] && c > 0x20;
}

static bool is_label(unsigned char c)
{
    unsigned char letter = (unsigned char)((c | 0x20) - 'a');
    return letter < 26 || text_is_digit((char)c) || c == '-' || c >= 0x80;
}

/* The domain's size at s; 0 when there is none. */
static size_t domain_size(const char *s)
{
    size_t labels = 0;
    size_t at = 0;
    size_t start = 0;
    size_t end = 0;
    for (;; at++) {
        if (is_label((unsigned char)s[at])) {
            continue;
        }
        if (at > start) {
            labels++;
            end = at;
        }
        if (s[at] != '.' || at == start) {
            break;
        }
        start = at + 1;
    }
    bool letters = end >= 2 && !text_is_digit(s[end - 1]) && s[end - 1] != '-';
    return labels >= 2 && letters ? end : 0;
}

/* The whole text is an address and nothing else. */
static bool is_address(const char *text)
{
    const char *at = strchr(text, '@');
    size_t local = 0;
    while (at != NULL && text + local < at && is_local((unsigned char)text[local])) {
        local++;
    }
    return at != NULL && at > text && text[0] != '\'' && text + local == at &&
           domain_size(at + 1) > 0 && at[1 + domain_size(at + 1)] == '\0' &&
           strlen(text) <= LONGEST;
}

/* The first "#EXT#@" in any case, or NULL. */
static const char *guest_mark(const char *text)
{
    static const char mark[] = "#ext#@";
    for (const char *s = strchr(text, '#'); s != NULL; s = strchr(s + 1, '#')) {
        size_t same = 0;
        while (mark[same] != '\0' && text_lower_char(s[same]) == mark[same]) {
            same++;
        }
        if (mark[same] == '\0') {
            return s;
        }
    }
    return NULL;
}

/* jan.smit_venlo.example#EXT#@tenant.onmicrosoft.com: the last underscore was the @. */
static char *guest_address(struct arena *arena, const char *text, const char *mark)
{
    char *copy = arena_copy(arena, text, (size_t)(mark - text));
    char *underscore = strrchr(copy, '_');
    if (underscore != NULL) {
        *underscore = '@';
    }
    return copy;
}

/* What an address in lower case is mostly made of. */
enum tidy { TIDY_LABEL = 1, TIDY_DOT, TIDY_LOCAL };

static const unsigned char tidy[256] = {
    ['a'] = 1, ['b'] = 1,        ['c'] = 1,          ['d'] = 1,         ['e'] = 1, ['f'] = 1,
    ['g'] = 1, ['h'] = 1,        ['i'] = 1,          ['j'] = 1,         ['k'] = 1, ['l'] = 1,
    ['m'] = 1, ['n'] = 1,        ['o'] = 1,          ['p'] = 1,         ['q'] = 1, ['r'] = 1,
    ['s'] = 1, ['t'] = 1,        ['u'] = 1,          ['v'] = 1,         ['w'] = 1, ['x'] = 1,
    ['y'] = 1, ['z'] = 1,        ['0'] = 1,          ['1'] = 1,         ['2'] = 1, ['3'] = 1,
    ['4'] = 1, ['5'] = 1,        ['6'] = 1,          ['7'] = 1,         ['8'] = 1, ['9'] = 1,
    ['-'] = 1, ['.'] = TIDY_DOT, ['_'] = TIDY_LOCAL, ['+'] = TIDY_LOCAL};

static bool is_tidy_by_byte(const char *text, size_t size)
{
    const unsigned char *s = (const unsigned char *)text;
    const unsigned char *end = s + size;
    while (s < end && tidy[*s] != 0) {
        s++;
    }
    if (s == end || *s != '@' || s == (const unsigned char *)text) {
        return false;
    }
    size_t dots = 0;
    for (s++;
         s < end && (tidy[*s] == TIDY_LABEL || (tidy[*s] == TIDY_DOT && tidy[s[-1]] == TIDY_LABEL));
         s++) {
        dots += tidy[*s] == TIDY_DOT;
    }
    return s == end && dots > 0 && text_is_letter((char)s[-1]) && size <= LONGEST;
}

#ifdef __SSE2__
static bool is_tidy_at_once(const char *text, size_t size)
{
    uint64_t labels = 0;
    uint64_t dots = 0;
    uint64_t ats = 0;
    for (size_t next = 0, at; next < size; next += byte_marks_step(size)) {
        __m128i bytes = byte_marks_load(text, size, next, &at);
        __m128i small = byte_marks_range(bytes, 'a', 'z');
        __m128i digits = byte_marks_range(bytes, '0', '9');
        __m128i hyphens = byte_marks_one(bytes, '-');
        labels |= byte_marks_bits(_mm_or_si128(_mm_or_si128(small, digits), hyphens), at);
        dots |= byte_marks_bits(byte_marks_one(bytes, '.'), at);
        ats |= byte_marks_bits(byte_marks_one(bytes, '@'), at);
    }
    uint64_t local = ats - 1; /* all before it, when there is one */
    uint64_t domain = byte_marks_whole(size) & ~local & ~ats;
    /* One @, not the first byte; a dot behind it, and each of those behind a label; a letter last.
     */
    return (labels | dots | ats) == byte_marks_whole(size) && ats > 1 && (ats & local) == 0 &&
           (dots & domain) != 0 && (dots & domain & ~(labels << 1)) == 0 &&
           text_is_letter(text[size - 1]);
}
#endif

bool mail_is_tidy(const char *text, size_t size)
{
#ifdef __SSE2__
    if (size >= BYTE_MARKS_LEAST && size <= BYTE_MARKS_MOST && is_tidy_at_once(text, size)) {
        return true;
    }
#endif
    return is_tidy_by_byte(text, size);
}

enum cleaned mail_read(struct arena *arena, const char *text, const char **mail)
{
    *mail = text;
    if (mail_is_tidy(text, strlen(text))) {
        return CLEANED;
    }
    *mail = NULL;
    if (text_is_blank(text) || text[strspn(text, "- .")] == '\0' || missing_is(text)) {
        return CLEANED_EMPTY;
    }
    const char *guest = guest_mark(text);
    if (guest != NULL) {
        text = guest_address(arena, text, guest);
        if (guest_mark(text) != NULL) {
            return CLEANED_BAD; /* a guest of a guest is nobody's address */
        }
    }
    const char *at = strchr(text, '@');
    if (at == NULL) {
        return CLEANED_BAD;
    }
    const char *start = at;
    while (start > text && is_local((unsigned char)start[-1])) {
        start--;
    }
    /* "mailto:" ends at the colon, which is not part of a local part. Apostrophes that only
     * open are quotes around the whole. */
    while (*start == '\'' && at - start > 1) {
        start++;
    }
    size_t domain = domain_size(at + 1);
    const char *end = at + 1 + domain;
    if (start == at || domain == 0 || *end == '@' || end - start > LONGEST) {
        return CLEANED_BAD;
    }
    /* Two words with an @ somewhere are a sentence, not an address: before and behind may only
     * stand a name in front of brackets, quotes, separators or further addresses. */
    if (*end != '\0' && strchr(" \t\r\n>;,'\").|/", *end) == NULL) {
        return CLEANED_BAD;
    }
    char *copy = arena_copy(arena, start, (size_t)(end - start));
    unsigned char all = 0;
    for (char *c = copy; *c != '\0'; c++) {
        all |= (unsigned char)*c;
        *c = text_lower_char(*c);
    }
    bool plain = all < 0x80;
    copy = plain ? copy : fold_case(arena, copy);
    if (!plain && !is_address(copy)) {
        return CLEANED_BAD; /* folding may lengthen, or make a blank of an accent */
    }
    *mail = copy;
    return CLEANED;
}
