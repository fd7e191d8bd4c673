/* encoding: see encoding.h. Own tables for UTF-16 and Windows-1252, so that nothing depends on the
 * system's converters. The common case, UTF-8 without zero bytes, is one pass without a copy. */
#include "engine/read/encoding.h"

#include <string.h>

#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/read/marks.h"

/* 0x80 to 0x9F of Windows-1252; 0xFFFD where the code page has no character. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

/* First bytes of files that are not text, and what to call them. */
static const struct {
    const char *bytes;
    size_t size;
    const char *what;
} signatures[] = {
    {"PK\x03\x04", 4, "zip"},
    {"%PDF", 4, "PDF"},
    {"\xD0\xCF\x11\xE0", 4, "OLE"},
    {"\x89PNG", 4, "PNG"},
    {"\xFF\xD8\xFF", 3, "JPEG"},
    {"GIF8", 4, "GIF"},
    {"\x1F\x8B", 2, "gzip"},
    {"7z\xBC\xAF", 4, "7z"},
    {"Rar!", 4, "rar"},
    {"SQLite format 3", 15, "SQLite"},
};

static const char *signature_of(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        if (size >= signatures[i].size &&
            memcmp(bytes, signatures[i].bytes, signatures[i].size) == 0) {
            return signatures[i].what;
        }
    }
    return NULL;
}

static size_t put_utf8(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The size of the valid UTF-8 sequence at s, which has a high first byte; 0 when it is not valid
 * (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
static size_t sequence_at(const unsigned char *s, size_t size)
{
    size_t need = s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    if (need == 0 || need > size) {
        return 0;
    }
    for (size_t i = 1; i < need; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool wrong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
                 (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F);
    return wrong ? 0 : need;
}

/* -- UTF-16 ----------------------------------------------------------------------------------- */

static uint32_t unit_at(const unsigned char *s, bool little)
{
    return little ? (uint32_t)s[0] | (uint32_t)s[1] << 8 : (uint32_t)s[1] | (uint32_t)s[0] << 8;
}

static void decode_utf16(struct arena *arena, const unsigned char *s, size_t size, bool little,
                         struct decoded *decoded)
{
    size -= size % 2; /* an odd last byte is dropped */
    char *out = arena_alloc(arena, size / 2 * 3 + 4);
    size_t used = 0;
    for (size_t i = 0; i < size; i += 2) {
        uint32_t c = unit_at(s + i, little);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < size) {
            uint32_t low = unit_at(s + i + 2, little);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD; /* half a pair */
        }
        if (c != 0 && !(c == 0xFEFF && used == 0)) {
            used += put_utf8(out + used, c);
        }
    }
    decoded->text = out;
    decoded->size = used;
    decoded->encoding = little ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
}

/* Zero bytes at most odd places and hardly any even ones (or the reverse) in the first kilobytes.
 */
static bool looks_like_utf16(const unsigned char *s, size_t size, bool *little)
{
    size_t zeros[2] = {0, 0};
    size_t seen = size < 4096 ? size : 4096;
    for (size_t i = 0; i < seen; i++) {
        zeros[i % 2] += s[i] == 0;
    }
    size_t half = seen / 2;
    *little = zeros[1] > zeros[0];
    return half >= 2 && zeros[*little] * 10 > half * 4 && zeros[!*little] * 20 < half;
}

/* -- UTF-8 and Windows-1252 ----------------------------------------------------------------------
 */

struct survey {
    size_t zeros, bad, sequences, controls;
    bool lone_cr;
};

/* How many of these eight bytes stand before the first that asks for a look: a control character or
 * part of a sequence. */
static size_t plain_bytes(const unsigned char *s)
{
    uint64_t word = text_eight((const char *)s);
    /* A byte below 0x20 borrows in its high bit, and may let those above it borrow too: the lowest
     * is right. */
    uint64_t marks = ((word - 0x2020202020202020u) | word) & 0x8080808080808080u;
    return marks == 0 ? 8 : (size_t)__builtin_ctzll(marks) / 8;
}

/* Counts what stands at `i`; how many bytes it takes. */
static size_t survey_at(const unsigned char *s, size_t size, size_t i, struct survey *survey)
{
    size_t plain = i + 8 <= size ? plain_bytes(s + i) : 0;
    if (plain > 0) {
        return plain;
    }
    unsigned char c = s[i];
    if (c >= 0x80) {
        size_t step = sequence_at(s + i, size - i);
        survey->sequences += step > 0;
        survey->bad += step == 0;
        return step > 0 ? step : 1;
    }
    survey->zeros += c == 0;
    survey->lone_cr |= c == '\r' && (i + 1 == size || s[i + 1] != '\n');
    survey->controls += c < 0x20 && c != 0 && !text_is_blank_char((char)c);
    return 1;
}

/* From one place up to another; no sequence stands across them. */
static struct survey survey_of(const unsigned char *s, size_t size, size_t from, size_t to)
{
    struct survey survey = {0};
    for (size_t i = from; i < to;) {
        size_t plain = i + MARKS_STRETCH <= size ? marks_plain((const char *)s + i) : 0;
        i += plain;
        if (plain == MARKS_STRETCH || i >= to) {
            continue;
        }
        do { /* letters with accents stand together in many languages */
            i += survey_at(s, size, i, &survey);
        } while (i < to && s[i] >= 0x80);
    }
    return survey;
}

/* A long text is surveyed in pieces, on several threads. */
struct pieces {
    const unsigned char *bytes;
    size_t size;
    struct survey *surveys;
};

enum { PIECE = 4 * 1024 * 1024 };

/* A piece begins at a byte that is part of nothing longer: that starts a sequence or is none, or
 * that stands behind more bytes than a sequence can go on. */
static size_t piece_start(const struct pieces *pieces, size_t index)
{
    enum { LONGEST_END = 3 };
    size_t at = index * PIECE;
    for (size_t i = 0; at > 0 && at < pieces->size && i < LONGEST_END; i++) {
        at += (pieces->bytes[at] & 0xC0) == 0x80;
    }
    return at < pieces->size ? at : pieces->size;
}

static void survey_piece(void *context, size_t index)
{
    const struct pieces *pieces = context;
    pieces->surveys[index] = survey_of(pieces->bytes, pieces->size, piece_start(pieces, index),
                                       piece_start(pieces, index + 1));
}

static struct survey survey_all(struct arena *arena, const unsigned char *s, size_t size,
                                int threads)
{
    if (threads < 2 || size < 2 * PIECE) {
        return survey_of(s, size, 0, size);
    }
    size_t count = (size + PIECE - 1) / PIECE;
    struct pieces pieces = {s, size, arena_alloc_array(arena, count, sizeof *pieces.surveys)};
    parallel_for(threads, count, survey_piece, &pieces);
    struct survey all = {0};
    for (size_t i = 0; i < count; i++) {
        all.zeros += pieces.surveys[i].zeros;
        all.bad += pieces.surveys[i].bad;
        all.sequences += pieces.surveys[i].sequences;
        all.controls += pieces.surveys[i].controls;
        all.lone_cr |= pieces.surveys[i].lone_cr;
    }
    return all;
}

/* Copies, with bad bytes as Windows-1252 and without zero bytes. */
static void repair(struct arena *arena, const unsigned char *s, size_t size,
                   const struct survey *survey, struct decoded *decoded)
{
    char *out = arena_alloc(arena, size + survey->bad * 2 + 1);
    size_t used = 0;
    bool bad_line = false;
    for (size_t i = 0; i < size;) {
        size_t plain = i + 8 <= size ? plain_bytes(s + i) : 0;
        if (plain > 0) {
            memcpy(out + used, s + i, 8); /* there is room for all that is left */
            used += plain;
            i += plain;
            continue;
        }
        unsigned char c = s[i];
        size_t step = c < 0x80 ? 1 : sequence_at(s + i, size - i);
        if (step == 0) {
            used += put_utf8(out + used, c < 0xA0 ? windows_1252[c - 0x80] : c);
            decoded->repaired += !bad_line;
            bad_line = true;
            i++;
            continue;
        }
        bad_line = bad_line && c != '\n' && c != '\r';
        if (c != 0) {
            memcpy(out + used, s + i, step);
            used += step;
        }
        i += step;
    }
    decoded->text = out;
    decoded->size = used;
}

static void decode_bytes(struct arena *arena, const unsigned char *s, size_t size, bool mark,
                         int threads, struct decoded *decoded)
{
    struct survey survey = survey_all(arena, s, size, threads);
    decoded->lone_cr = survey.lone_cr;
    if (survey.controls * 12 > size || survey.zeros * 2 > size) {
        decoded->not_text = "binary";
        return;
    }
    if (survey.bad == 0 && survey.zeros == 0) {
        decoded->text = (const char *)s;
        decoded->size = size;
    } else {
        repair(arena, s, size, &survey, decoded);
    }
    bool mixed = survey.bad > 0 && (mark || survey.sequences > 0);
    decoded->encoding = mixed            ? ENCODING_MIXED
                        : survey.bad > 0 ? ENCODING_WINDOWS_1252
                        : mark           ? ENCODING_UTF_8_BOM
                                         : ENCODING_UTF_8;
    if (!mixed) {
        decoded->repaired = 0;
    }
}

void encoding_decode(struct arena *arena, const unsigned char *bytes, size_t size, int threads,
                     struct decoded *decoded)
{
    *decoded = (struct decoded){.text = "", .encoding = ENCODING_UTF_8};
    decoded->not_text = signature_of(bytes, size);
    if (decoded->not_text != NULL) {
        return;
    }
    bool little;
    if (size >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) {
        decode_utf16(arena, bytes + 2, size - 2, true, decoded);
    } else if (size >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF) {
        decode_utf16(arena, bytes + 2, size - 2, false, decoded);
    } else if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        decode_bytes(arena, bytes + 3, size - 3, true, threads, decoded);
        return;
    } else if (looks_like_utf16(bytes, size, &little)) {
        decode_utf16(arena, bytes, size, little, decoded);
    } else {
        decode_bytes(arena, bytes, size, false, threads, decoded);
        return;
    }
    struct survey survey =
        survey_of((const unsigned char *)decoded->text, decoded->size, 0, decoded->size);
    decoded->lone_cr = survey.lone_cr;
    if (survey.controls * 12 > decoded->size) {
        decoded->not_text = "binary";
    }
}
