/* fold: see fold.h. Plain ASCII, by far the commonest input, never reaches utf8proc. */
#include "engine/unicode/fold.h"

#include <string.h>

#include <utf8proc.h>

#include "engine/base/text.h"

size_t fold_decode(const char *string, uint32_t *code_point)
{
    unsigned char first = (unsigned char)string[0];
    if (first == 0) {
        *code_point = 0;
        return 0;
    }
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    utf8proc_int32_t decoded;
    size_t available = 1; /* never look behind the closing NUL */
    while (available < 4 && string[available] != '\0') {
        available++;
    }
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)string, (utf8proc_ssize_t)available, &decoded);
    if (size <= 0) {
        *code_point = 0xFFFD;
        return 1;
    }
    *code_point = (uint32_t)decoded;
    return (size_t)size;
}

size_t fold_encode(uint32_t code_point, char out[4])
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)code_point, (utf8proc_uint8_t *)out);
}

static utf8proc_category_t category(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

bool fold_is_letter(uint32_t c)
{
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    utf8proc_category_t kind = category(c);
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LL ||
           kind == UTF8PROC_CATEGORY_LT || kind == UTF8PROC_CATEGORY_LM ||
           kind == UTF8PROC_CATEGORY_LO;
}

bool fold_is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : category(c) == UTF8PROC_CATEGORY_LU;
}

bool fold_is_mark(uint32_t c)
{
    if (c < 0x300) {
        return false;
    }
    utf8proc_category_t kind = category(c);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
           kind == UTF8PROC_CATEGORY_ME;
}

bool fold_is_digit(uint32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : category(c) == UTF8PROC_CATEGORY_ND;
}

bool fold_is_blank(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

size_t fold_length(const char *string)
{
    size_t count = 0;
    uint32_t c;
    for (size_t step; (step = fold_decode(string, &c)) > 0; string += step) {
        count++;
    }
    return count;
}

/* Valid UTF-8, invalid bytes replaced. */
static const char *validated(struct arena *arena, const char *string)
{
    struct text out = {0};
    const char *s = string;
    uint32_t c;
    for (size_t step; (step = fold_decode(s, &c)) > 0; s += step) {
        bool bad = c == 0xFFFD && step == 1;
        if (bad && out.bytes == NULL) {
            out = text_create(arena);
            text_add_bytes(&out, string, (size_t)(s - string));
        }
        if (bad) {
            text_add(&out, "\xEF\xBF\xBD");
        } else if (out.bytes != NULL) {
            text_add_bytes(&out, s, step);
        }
    }
    return out.bytes == NULL ? string : out.bytes;
}

static char *mapped(struct arena *arena, const char *string, utf8proc_option_t options)
{
    const char *valid = validated(arena, string);
    size_t size = strlen(valid);
    utf8proc_ssize_t room = utf8proc_decompose((const utf8proc_uint8_t *)valid,
                                               (utf8proc_ssize_t)size, NULL, 0, options);
    if (room < 0) {
        return arena_strdup(arena, valid);
    }
    utf8proc_int32_t *points = arena_alloc_array(arena, (size_t)room + 1, sizeof(utf8proc_int32_t));
    utf8proc_decompose((const utf8proc_uint8_t *)valid, (utf8proc_ssize_t)size, points, room,
                       options);
    utf8proc_ssize_t written = utf8proc_reencode(points, room, options);
    return arena_copy(arena, (const char *)points, written < 0 ? 0 : (size_t)written);
}

static bool is_ascii(const char *string)
{
    for (const char *c = string; *c != '\0'; c++) {
        if ((unsigned char)*c >= 0x80) {
            return false;
        }
    }
    return true;
}

char *fold_nfc(struct arena *arena, const char *string)
{
    if (is_ascii(string)) {
        return arena_strdup(arena, string);
    }
    return mapped(arena, string, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* White space collapsed and trimmed. */
static char *collapsed(struct arena *arena, const char *string)
{
    char *out = arena_alloc(arena, strlen(string) + 1);
    size_t used = 0;
    bool pending = false;
    uint32_t c;
    for (size_t step; (step = fold_decode(string, &c)) > 0; string += step) {
        if (fold_is_blank(c)) {
            pending = used > 0;
            continue;
        }
        if (pending) {
            out[used++] = ' ';
            pending = false;
        }
        memcpy(out + used, string, step);
        used += step;
    }
    out[used] = '\0';
    return out;
}

/* ASCII in one pass: lower case, blanks collapsed, ends trimmed. */
static char *ascii_folded(struct arena *arena, const char *string, bool plain_quotes)
{
    size_t size = strlen(string);
    char *out = arena_alloc(arena, size + 1);
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        char c = string[i];
        if (c == ' ' || (c >= 9 && c <= 13)) {
            if (used > 0 && out[used - 1] != ' ') {
                out[used++] = ' ';
            }
        } else {
            out[used++] = plain_quotes && c == '`' ? '\'' : text_lower_char(c);
        }
    }
    if (used > 0 && out[used - 1] == ' ') {
        used--;
    }
    out[used] = '\0';
    return out;
}

char *fold_case(struct arena *arena, const char *string)
{
    if (is_ascii(string)) {
        return ascii_folded(arena, string, false);
    }
    char *folded = mapped(arena, string,
                          UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_COMPAT);
    return collapsed(arena, folded);
}

/* Letters that do not decompose, and punctuation that people and Word write in several ways. */
static const char *spelt_out(uint32_t c)
{
    switch (c) {
    case 0x00E6:
        return "ae";
    case 0x0153:
        return "oe";
    case 0x00F8:
        return "o";
    case 0x0142:
        return "l";
    case 0x0111:
    case 0x00F0:
        return "d";
    case 0x00FE:
        return "th";
    case 0x0131:
        return "i";
    case 0x0133:
        return "ij";
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x02BC:
    case 0x00B4:
    case 0x0060:
    case 0x2032:
        return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
        return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return "-";
    case 0x00AD:
    case 0x200C:
    case 0x200D:
        return "";
    default:
        return NULL;
    }
}

char *fold_plain(struct arena *arena, const char *string)
{
    if (is_ascii(string)) {
        return ascii_folded(arena, string, true);
    }
    char *folded = mapped(arena, string,
                          UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                              UTF8PROC_COMPAT | UTF8PROC_STRIPMARK);
    struct text out = text_create(arena);
    uint32_t c;
    for (size_t step; (step = fold_decode(folded, &c)) > 0; folded += step) {
        const char *spelt = spelt_out(c);
        if (spelt != NULL) {
            text_add(&out, spelt);
        } else {
            text_add_bytes(&out, folded, step);
        }
    }
    return collapsed(arena, out.bytes);
}
