/* scrub: one pass over the text. At each place the patterns are tried from the most telling one
 * down: address, bank account, telephone or other long number, postcode with house number, name. */
#include "engine/privacy/scrub.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/unicode/fold.h"

struct scrubber {
    struct intern *given, *surnames;
    /* Which first letters and lengths occur at all: most words of a text need no look-up. Words
     * that do not start with an ASCII letter are always looked up. */
    uint32_t lengths[26];
};

enum { LONGEST_MARKED = 31 };

static void mark_length(struct scrubber *scrubber, const char *folded, size_t size)
{
    if (folded[0] >= 'a' && folded[0] <= 'z') {
        scrubber->lengths[folded[0] - 'a'] |= 1u << (size < LONGEST_MARKED ? size : LONGEST_MARKED);
    }
}

/* May a word of the text be a name? Folding can make a word shorter or longer only when it is not
 * all ASCII; such words pass. */
static bool may_be_name(const struct scrubber *scrubber, const char *s, size_t size)
{
    char first = text_lower_char(s[0]);
    if (first < 'a' || first > 'z') {
        return true;
    }
    for (size_t i = 1; i < size; i++) {
        if ((unsigned char)s[i] >= 0x80 || s[i] == '-') {
            return true;
        }
    }
    return (scrubber->lengths[first - 'a'] >> (size < LONGEST_MARKED ? size : LONGEST_MARKED) &
            1) != 0;
}

struct scrubber *scrubber_create(struct arena *arena)
{
    struct scrubber *scrubber = arena_alloc(arena, sizeof *scrubber);
    scrubber->given = intern_create(arena);
    scrubber->surnames = intern_create(arena);
    return scrubber;
}

void scrubber_add_name(struct scrubber *scrubber, const char *folded_name)
{
    if (text_starts_with(folded_name, "tel:")) {
        return;
    }
    const char *first_end = strchr(folded_name, ' ');
    size_t first = first_end == NULL ? strlen(folded_name) : (size_t)(first_end - folded_name);
    if (first >= 2) {
        mark_length(scrubber, folded_name, first);
        intern_put(scrubber->given, folded_name, first);
    }
    const char *last = strrchr(folded_name, ' ');
    if (last == NULL) {
        return;
    }
    /* A double surname is known by each half. */
    for (const char *part = last + 1; *part != '\0';) {
        size_t size = strcspn(part, "-");
        if (size >= 3) {
            mark_length(scrubber, part, size);
            intern_put(scrubber->surnames, part, size);
        }
        part += size + (part[size] == '-');
    }
    mark_length(scrubber, last + 1, strlen(last + 1));
    intern_put(scrubber->surnames, last + 1, strlen(last + 1));
}

/* -- words ----------------------------------------------------------------------------------------
 */

/* The size of the word (letters, marks, apostrophes and hyphens inside) at s; 0 when there is none.
 */
static size_t word_at(const char *s)
{
    size_t size = 0;
    uint32_t c;
    for (size_t step; (step = fold_decode(s + size, &c)) > 0;) {
        uint32_t next;
        bool joins = (c == '-' || c == '\'' || c == 0x2019) && size > 0 &&
                     fold_decode(s + size + step, &next) > 0 && fold_is_letter(next);
        if (!fold_is_letter(c) && !fold_is_mark(c) && !joins) {
            break;
        }
        size += step;
    }
    return size;
}

static bool is_upper_at(const char *s)
{
    uint32_t c;
    return fold_decode(s, &c) > 0 && fold_is_upper(c);
}

static bool knows(const struct intern *words, struct arena *arena, const char *s, size_t size)
{
    struct arena_mark mark = arena_mark(arena);
    char *folded = fold_case(arena, arena_copy(arena, s, size));
    bool known = intern_find(words, folded, strlen(folded)) != INTERN_NONE;
    for (char *half = folded; !known && (half = strchr(half, '-')) != NULL;) {
        half++;
        size_t length = strcspn(half, "-");
        known = length >= 3 && intern_find(words, half, length) != INTERN_NONE;
    }
    arena_release(arena, mark);
    return known;
}

/* Between a given name and a surname. */
static bool is_infix(const char *s, size_t size)
{
    static const char *const infixes[] = {"van", "de", "der", "den", "het", "ten", "ter", "te",
                                          "in",  "'t", "op",  "el",  "al",  "von", "la",  "le",
                                          "du",  "da", "dos", "bin", "ben", "ap",  "d'",  "uit"};
    enum { LONGEST_INFIX = 3 };
    for (size_t i = 0; size <= LONGEST_INFIX && i < sizeof infixes / sizeof infixes[0]; i++) {
        if (strlen(infixes[i]) == size) {
            size_t k = 0;
            while (k < size && text_lower_char(s[k]) == infixes[i][k]) {
                k++;
            }
            if (k == size) {
                return true;
            }
        }
    }
    return false;
}

/* Given names that are everyday Dutch words; at the start of a sentence they are read as words. */
static bool is_everyday_word(const char *s, size_t size)
{
    static const char *const words[] = {"wil",   "roos", "mark", "wim",  "stan", "loes", "rein",
                                        "bos",   "veel", "goed", "fijn", "lief", "jong", "mooi",
                                        "april", "mei",  "rob",  "max",  "hoop", "dag",  "met"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i]) == size && text_lower_char(s[0]) == words[i][0] &&
            strncmp(s + 1, words[i] + 1, size - 1) == 0) {
            return true;
        }
    }
    return false;
}

/* The size of a name that starts at s: a given name, with infixes and a surname when they follow,
 * or infixes and a surname, or a surname alone inside a sentence. `starts` tells that a sentence
 * starts here. */
static size_t name_at(const struct scrubber *scrubber, struct arena *arena, const char *s,
                      bool starts)
{
    size_t size = word_at(s);
    if (size == 0) {
        return 0;
    }
    bool initial = size == 1 && is_upper_at(s) && s[1] == '.';
    bool may = may_be_name(scrubber, s, size);
    bool infix = is_infix(s, size);
    if (!may && !initial && !infix) {
        return 0;
    }
    bool given = may && knows(scrubber->given, arena, s, size);
    /* Follow infixes to a surname. */
    size_t end = size + (initial ? 1 : 0);
    size_t next = end;
    for (;;) {
        size_t blank = next;
        while (s[blank] == ' ' || (initial && s[blank] == '.')) {
            blank++;
        }
        size_t word = blank > next || initial ? word_at(s + blank) : 0;
        if (word == 0) {
            break;
        }
        if (is_infix(s + blank, word)) {
            next = blank + word;
            continue;
        }
        if ((given || initial || infix) && knows(scrubber->surnames, arena, s + blank, word) &&
            (given || is_upper_at(s + blank))) {
            return blank + word;
        }
        break;
    }
    if (given && is_upper_at(s) && !(starts && is_everyday_word(s, size))) {
        return size;
    }
    if (!starts && is_upper_at(s) && knows(scrubber->surnames, arena, s, size)) {
        return size;
    }
    return 0;
}

/* -- numbers and addresses
 * ---------------------------------------------------------------------------- */

static bool is_mail_char(char c)
{
    return text_is_digit(c) || (text_lower_char(c) >= 'a' && text_lower_char(c) <= 'z') ||
           c == '.' || c == '-' || c == '_' || c == '+' || c == '\'' || (unsigned char)c >= 0x80;
}

static size_t mail_at(const char *s)
{
    size_t local = 0;
    while (is_mail_char(s[local])) {
        local++;
    }
    if (local == 0 || s[local] != '@') {
        return 0;
    }
    size_t end = local + 1;
    while (is_mail_char(s[end])) {
        end++;
    }
    while (end > local + 1 && (s[end - 1] == '.' || s[end - 1] == '\'')) {
        end--;
    }
    return end > local + 1 ? end : 0;
}

/* What a run of digits with separators is. */
enum number_kind { NUMBER_PLAIN, NUMBER_TELEPHONE, NUMBER_LONG };

/* The size of a run of digits with the separators that people put in telephone numbers, and what it
 * is: a telephone number starts with 0, + or ( and has nine digits or more; a long number has eight
 * digits or more in one piece or with points (social security numbers). Dates, amounts and years
 * are plain. */
static size_t number_at(const char *s, enum number_kind *kind)
{
    bool calls = *s == '+' || *s == '(' || *s == '0';
    size_t i = *s == '+' || *s == '(';
    if (!text_is_digit(s[i])) {
        return 0;
    }
    size_t dotted = 0; /* digits with nothing but points between them */
    for (size_t k = i; text_is_digit(s[k]) || (s[k] == '.' && text_is_digit(s[k + 1])); k++) {
        dotted += text_is_digit(s[k]);
    }
    size_t end = 0;
    size_t digits = 0;
    size_t run = 0;
    size_t longest = 0;
    size_t first_run_end = 0;
    int separators = 0;
    for (; s[i] != '\0'; i++) {
        if (text_is_digit(s[i])) {
            digits++;
            run++;
            longest = run > longest ? run : longest;
            separators = 0;
            end = i + 1;
        } else if (strchr(" -./()", s[i]) != NULL && separators < 2) {
            first_run_end = first_run_end == 0 ? end : first_run_end;
            run = 0;
            separators++;
        } else {
            break;
        }
    }
    if (calls && digits >= 9) {
        *kind = NUMBER_TELEPHONE;
    } else if (longest >= 8 || ((dotted == 8 || dotted == 9) && dotted == digits)) {
        *kind = NUMBER_LONG;
    } else {
        *kind = NUMBER_PLAIN;
    }
    /* A plain number is passed over piece by piece. */
    return *kind == NUMBER_PLAIN && first_run_end > 0 ? first_run_end : end;
}

/* 1234 AB with a house number behind or before it. */
static size_t postcode_at(const char *s)
{
    for (int i = 0; i < 4; i++) {
        if (!text_is_digit(s[i])) {
            return 0;
        }
    }
    size_t i = 4 + (s[4] == ' ');
    for (int k = 0; k < 2; k++, i++) {
        char c = s[i];
        if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z')) {
            return 0;
        }
    }
    if (word_at(s + i) > 0 || (s[4] == ' ' && s[5] >= 'a')) {
        return 0; /* "2023 in": an ordinary word */
    }
    size_t end = i;
    while (s[i] == ' ' || s[i] == ',') {
        i++;
    }
    while (text_is_digit(s[i])) {
        end = ++i;
    }
    return end;
}

/* NL91 ABNA 0417 1643 00 */
static size_t iban_at(const char *s)
{
    if (!is_upper_at(s) || !(s[1] >= 'A' && s[1] <= 'Z') || !text_is_digit(s[2]) ||
        !text_is_digit(s[3])) {
        return 0;
    }
    size_t i = 4;
    size_t signs = 0;
    size_t end = 0;
    for (; s[i] != '\0'; i++) {
        if (text_is_digit(s[i]) || (s[i] >= 'A' && s[i] <= 'Z')) {
            signs++;
            end = i + 1;
        } else if (s[i] != ' ') {
            break;
        }
    }
    return signs >= 11 && signs <= 30 ? end : 0;
}

static size_t street_number_before(const struct text *out)
{
    /* "Dorpsstraat 12, 1234 AB": the house number and street that were already written. */
    size_t end = out->size;
    while (end > 0 && (out->bytes[end - 1] == ' ' || out->bytes[end - 1] == ',')) {
        end--;
    }
    size_t start = end;
    while (start > 0 && text_is_digit(out->bytes[start - 1])) {
        start--;
    }
    if (start == end) {
        return out->size;
    }
    while (start > 0 && out->bytes[start - 1] == ' ') {
        start--;
    }
    while (start > 0 && out->bytes[start - 1] != ' ') {
        start--;
    }
    return start;
}

char *scrub(struct arena *arena, const struct scrubber *scrubber, const char *text)
{
    struct text out = text_create(arena);
    bool starts = true;   /* a sentence starts here */
    bool boundary = true; /* no word or number runs into this place */
    for (const char *s = text; *s != '\0';) {
        size_t size = 0;
        enum number_kind kind;
        if (boundary && (size = mail_at(s)) > 0) {
            text_add(&out, "[e-mailadres]");
        } else if (boundary && (size = iban_at(s)) > 0) {
            text_add(&out, "[rekeningnummer]");
        } else if (boundary && (size = postcode_at(s)) > 0) {
            out.size = street_number_before(&out);
            text_add(&out, "[adres]");
        } else if (boundary && (size = number_at(s, &kind)) > 0) {
            if (kind == NUMBER_PLAIN) {
                text_add_bytes(&out, s, size);
            } else {
                text_add(&out, kind == NUMBER_TELEPHONE ? "[telefoonnummer]" : "[nummer]");
            }
        } else if (boundary && (size = name_at(scrubber, arena, s, starts)) > 0) {
            text_add(&out, "[naam]");
        }
        if (size > 0) {
            s += size;
            starts = false;
            boundary = false;
            continue;
        }
        uint32_t c;
        size_t step = fold_decode(s, &c);
        bool in_word = fold_is_letter(c) || fold_is_mark(c) || fold_is_digit(c);
        if (in_word && boundary) {
            starts = false;
        }
        if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ':') {
            starts = true;
        }
        boundary = !in_word;
        text_add_bytes(&out, s, step);
        s += step;
    }
    return out.bytes;
}
