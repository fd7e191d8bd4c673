/* words: see words.h. One pass over the code points; ASCII letters, by far the commonest, are
 * recognised without the Unicode tables. */
#include "engine/unicode/words.h"

#include <stdint.h>

#include "engine/base/text.h"
#include "engine/unicode/fold.h"

/* Separators that part two neighbours for good; a blank, hyphen, slash, digit or apostrophe between
 * words does not. */
static bool is_separator(uint32_t c)
{
    switch (c) {
    case '.':
    case '!':
    case '?':
    case ';':
    case ':':
    case ',':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '"':
    case '\n':
    case '|':
    case '*':
    case '=':
    case 0x2026: /* ellipsis */
    case 0x2022: /* bullet */
    case 0x2013: /* dashes between clauses */
    case 0x2014:
    case 0x201C: /* double quotes */
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
        return true;
    default:
        return c >= '0' && c <= '9';
    }
}

static bool is_word_part(const char *text, bool inside, size_t *step)
{
    if (text_is_letter(*text)) {
        *step = 1;
        return true;
    }
    uint32_t c;
    *step = fold_decode(text, &c);
    return c >= 0x80 && (fold_is_letter(c) || (inside && (fold_is_mark(c) || c == 0x00AD)));
}

bool words_next(const char *text, size_t *position, struct word *word)
{
    size_t at = *position, step;
    bool opens = at == 0;
    while (text[at] != '\0' && !is_word_part(text + at, false, &step)) {
        uint32_t c;
        fold_decode(text + at, &c);
        opens = opens || is_separator(c);
        at += step;
    }
    if (text[at] == '\0') {
        *position = at;
        return false;
    }
    *word = (struct word){.start = at, .opens = opens, .ascii = true};
    while (text[at] != '\0' && is_word_part(text + at, true, &step)) {
        word->ascii = word->ascii && step == 1;
        word->letters++;
        at += step;
    }
    word->size = at - word->start;
    *position = at;
    return true;
}

static bool is_closing(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

static bool is_closing_quote(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0x00BB;
}

/* Does a sentence end behind the mark that ends at `at`, where `letters` letters stand directly
 * before the mark? On yes *end is behind closing quotes. */
static bool ends_here(const char *text, size_t at, size_t letters, bool full_stop, size_t *end)
{
    uint32_t c;
    size_t step = fold_decode(text + at, &c);
    while (step > 0 && (is_closing_quote(c) || is_closing(c))) {
        at += step;
        step = fold_decode(text + at, &c);
    }
    *end = at;
    return (step == 0 || fold_is_blank(c)) && !(full_stop && letters == 1);
}

bool words_next_sentence(const char *text, size_t *position, size_t *start, size_t *size)
{
    uint32_t c;
    size_t at = *position, step;
    while ((step = fold_decode(text + at, &c)) > 0 && fold_is_blank(c)) {
        at += step;
    }
    *start = at;
    size_t end = at, letters = 0;
    while ((step = fold_decode(text + at, &c)) > 0) {
        if (c == '\n') {
            break;
        }
        at += step;
        if (is_closing(c) && ends_here(text, at, letters, c == '.', &end)) {
            at = end;
            break;
        }
        letters = fold_is_letter(c) ? letters + 1 : 0;
        end = fold_is_blank(c) ? end : at;
    }
    *size = end - *start;
    *position = at;
    return *size > 0;
}
