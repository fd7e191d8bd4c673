/* heading: see heading.h. Phrases go into a dictionary once per file; stems and questions are tried
 * in the order of headings.def, and only on cells that may be headings. */
#include "engine/recognise/heading.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/unicode/fold.h"

enum heading_language { EN, NL };

struct phrase_row {
    enum role role;
    enum heading_language language;
    const char *phrases;
};

static const struct phrase_row phrase_rows[] = {
#define HEADING(role, language, phrases) {ROLE_##role, language, phrases},
#define STEMS(role, language, stems)
#define QUESTION(role, language, stems)
#include "engine/recognise/headings.def"
#undef HEADING
#undef STEMS
#undef QUESTION
};

static const struct phrase_row stem_rows[] = {
#define HEADING(role, language, phrases)
#define STEMS(role, language, stems) {ROLE_##role, language, stems},
#define QUESTION(role, language, stems)
#include "engine/recognise/headings.def"
#undef HEADING
#undef STEMS
#undef QUESTION
};

static const struct phrase_row question_rows[] = {
#define HEADING(role, language, phrases)
#define STEMS(role, language, stems)
#define QUESTION(role, language, stems) {ROLE_##role, language, stems},
#include "engine/recognise/headings.def"
#undef HEADING
#undef STEMS
#undef QUESTION
};

enum { PHRASES_MOST = 2048, LONGEST = 1000, MEMO_LONGEST = 80 };

/* What short cells turned out to be: a survey asks for the same cells again with every delimiter,
 * and a table repeats its names and marks. */
struct memo {
    struct intern *cells;
    VECTOR(struct heading) headings;
};

struct headings {
    struct arena *arena;
    const struct intern *phrases;
    const uint16_t *row; /* of the phrase with this code */
    struct memo *memo;
};

const char *role_word(enum role role, enum language language)
{
    static const char *const words[][LANGUAGES] = {
#define ROLE(name, nl, en) {nl, en},
#include "engine/recognise/roles.def"
#undef ROLE
    };
    return words[role][language];
}

enum role heading_role_named(struct arena *scratch, const char *word)
{
    const char *wanted = fold_plain(scratch, word);
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT_ALL; role++) {
        for (int language = 0; language < LANGUAGES; language++) {
            if (strcmp(fold_plain(scratch, role_word((enum role)role, (enum language)language)),
                       wanted) == 0) {
                return (enum role)role;
            }
        }
    }
    return ROLE_NONE;
}

static struct headings *remember(struct arena *arena, const struct intern *phrases,
                                 const uint16_t *row)
{
    struct headings *headings = arena_alloc(arena, sizeof *headings);
    *headings = (struct headings){.arena = arena,
                                  .phrases = phrases,
                                  .row = row,
                                  .memo = arena_alloc(arena, sizeof(struct memo))};
    headings->memo->cells = intern_create(arena);
    return headings;
}

struct headings *headings_create(struct arena *arena)
{
    struct intern *phrases = intern_create(arena);
    uint16_t *row = arena_alloc_array(arena, PHRASES_MOST, sizeof *row);
    for (size_t i = 0; i < sizeof phrase_rows / sizeof *phrase_rows; i++) {
        const char *s = phrase_rows[i].phrases;
        for (;;) {
            size_t size = strcspn(s, "|");
            size_t known = intern_count(phrases);
            uint32_t code = intern_put(phrases, s, size);
            if (code == known && code < PHRASES_MOST) {
                row[code] = (uint16_t)i;
            }
            if (s[size] == '\0') {
                break;
            }
            s += size + 1;
        }
    }
    return remember(arena, phrases, row);
}

struct headings *headings_fork(struct arena *arena, const struct headings *headings)
{
    return remember(arena, headings->phrases, headings->row);
}

const char *heading_plain(struct arena *arena, const char *cell)
{
    char *plain = fold_plain(arena, cell);
    char *to = plain;
    int depth = 0;
    for (const char *s = plain; *s != '\0'; s++) {
        if (*s == '(' || *s == '[') {
            depth++;
        } else if ((*s == ')' || *s == ']') && depth > 0) {
            depth--;
        } else if (depth == 0 && strchr(":.?!*\"'", *s) == NULL && *s != '-') {
            char c = *s == '_' || *s == '/' || *s == ',' || *s == ';' ? ' ' : *s;
            if (c != ' ' || (to > plain && to[-1] != ' ')) {
                *to++ = c;
            }
        }
    }
    while (to > plain && to[-1] == ' ') {
        to--;
    }
    *to = '\0';
    if (*plain == '\0' && depth > 0) {
        return fold_plain(arena, cell); /* a bracket that never closes */
    }
    return plain;
}

bool heading_has_stems(const char *plain, const char *stems)
{
    while (*stems != '\0') {
        size_t size = strcspn(stems, " ");
        bool found = false;
        for (const char *word = plain; !found && word != NULL && *word != '\0';) {
            found = strncmp(word, stems, size) == 0;
            word = strchr(word, ' ');
            word = word == NULL ? NULL : word + 1;
        }
        if (!found) {
            return false;
        }
        stems += size;
        stems += *stems == ' ';
    }
    return true;
}

bool heading_has_any(const char *plain, const char *const *stems, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (heading_has_stems(plain, stems[i])) {
            return true;
        }
    }
    return false;
}

const char *heading_words(struct arena *arena, const char *cell)
{
    size_t size = strlen(cell);
    char *words = arena_alloc(arena, size * 2 + 1);
    char *to = words;
    for (size_t i = 0; i < size; i++) {
        bool begins =
            i > 0 && cell[i] >= 'A' && cell[i] <= 'Z' && cell[i - 1] >= 'a' && cell[i - 1] <= 'z';
        if (begins) {
            *to++ = ' ';
        }
        *to++ = cell[i];
    }
    *to = '\0';
    return to == words + size ? cell : words;
}

static size_t words_of(const char *plain)
{
    size_t words = *plain != '\0';
    for (const char *s = plain; *s != '\0'; s++) {
        words += *s == ' ';
    }
    return words;
}

/* The letters that words begin with, a bit each; all that are no small letter share one. */
static uint32_t initial_of(char letter)
{
    return letter >= 'a' && letter <= 'z' ? UINT32_C(1) << (letter - 'a') : UINT32_C(1) << 26;
}

static uint32_t initials_of(const char *plain)
{
    uint32_t initials = initial_of(*plain);
    for (const char *s = plain; *s != '\0'; s++) {
        initials |= *s == ' ' ? initial_of(s[1]) : 0;
    }
    return initials;
}

static const struct phrase_row *by_stems(const struct phrase_row *rows, size_t count,
                                         const char *plain)
{
    uint32_t initials = initials_of(plain);
    for (size_t i = 0; i < count; i++) {
        if ((initials & initial_of(rows[i].phrases[0])) != 0 &&
            heading_has_stems(plain, rows[i].phrases)) {
            return &rows[i];
        }
    }
    return NULL;
}

enum duration_unit heading_unit(struct arena *arena, const char *cell)
{
    const char *plain = fold_plain(arena, cell);
    if (strstr(plain, "sec") != NULL) {
        return DURATION_SECONDS;
    }
    if (heading_has_stems(plain, "uren") || heading_has_stems(plain, "hours") ||
        strstr(plain, "(uur") != NULL || strstr(plain, "(hour") != NULL ||
        strstr(plain, "(uren") != NULL || strstr(plain, "in uur") != NULL ||
        strcmp(plain, "aantal uur") == 0 || strcmp(plain, "uur aanwezig") == 0) {
        return DURATION_HOURS;
    }
    return DURATION_MINUTES;
}

static const struct phrase_row *by_phrase(const struct headings *headings, const char *plain,
                                          size_t size)
{
    uint32_t code = intern_find(headings->phrases, plain, size);
    return code != INTERN_NONE && code < PHRASES_MOST ? &phrase_rows[headings->row[code]] : NULL;
}

/* LimeSurvey can put the code of a column before its text, in any language: "lastpage. Laatste
 * pagina". The size of that code, or 0. */
static size_t code_before_text(const char *cell)
{
    size_t size = strspn(cell, "abcdefghijklmnopqrstuvwxyz");
    return size >= 2 && cell[size] == '.' && cell[size + 1] == ' ' ? size : 0;
}

/* The row of which a phrase is the whole heading; NULL when there is none. */
static const struct phrase_row *whole_phrase(const struct headings *headings, const char *plain,
                                             const char *cell)
{
    const struct phrase_row *row = by_phrase(headings, plain, strlen(plain));
    return row == NULL && code_before_text(cell) > 0
               ? by_phrase(headings, cell, code_before_text(cell))
               : row;
}

/* Zoom: "Name (Original Name)", in each language. */
static bool speaks_of_account(const char *folded)
{
    static const char *const stems[] = {"(orig",     "(oryg",      "(oorspr",    "(urspr",
                                        "(nom orig", "(nom dorig", "(nome orig", "(nombre orig"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        if (strstr(folded, stems[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* Who pays for a ticket, in front of or behind what is asked of them: "Buyer Email", "E-mail
 * koper". */
static bool speaks_of_orderer(const char *plain)
{
    static const char *const stems[] = {"buyer",      "purchaser",   "koper",     "kaartkoper",
                                        "besteller",  "orderer",     "customer",  "payer",
                                        "order name", "order email", "user name", "user email"};
    return heading_has_any(plain, stems, sizeof stems / sizeof *stems);
}

/* The row that tells what a heading means; NULL when none does. */
static const struct phrase_row *row_of(const struct headings *headings, const char *plain,
                                       const char *cell)
{
    const struct phrase_row *row = whole_phrase(headings, plain, cell);
    if (row == NULL && strchr(cell, '?') == NULL && words_of(plain) <= 4) {
        row = by_stems(stem_rows, sizeof stem_rows / sizeof *stem_rows, plain);
    }
    return row == NULL
               ? by_stems(question_rows, sizeof question_rows / sizeof *question_rows, plain)
               : row;
}

/* "Naam (Voornaam)", "Name (First)": which part of a name a column holds, as forms on websites say
 * it; NULL when the brackets hold none. */
static const struct phrase_row *part_of_name(const struct headings *headings, struct arena *arena,
                                             const char *cell)
{
    static const char *const words[][2] = {
        {"first", "first name"}, {"middle", "tussenvoegsel"}, {"last", "last name"}};
    const char *open = strchr(cell, '(');
    const char *close = open == NULL ? NULL : strchr(open, ')');
    if (close == NULL) {
        return NULL;
    }
    const char *inside =
        heading_plain(arena, arena_copy(arena, open + 1, (size_t)(close - open - 1)));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        inside = strcmp(inside, words[i][0]) == 0 ? words[i][1] : inside;
    }
    const struct phrase_row *row = by_phrase(headings, inside, strlen(inside));
    bool part = row != NULL &&
                (row->role == ROLE_FIRST || row->role == ROLE_INFIX || row->role == ROLE_LAST);
    return part ? row : NULL;
}

static struct heading read_cell(const struct headings *headings, struct arena *arena,
                                const char *cell)
{
    struct heading heading = {.plain = heading_plain(arena, cell)};
    const struct phrase_row *row = row_of(headings, heading.plain, cell);
    const char *words = row == NULL ? heading_words(arena, cell) : cell;
    if (words != cell) {
        heading.plain = heading_plain(arena, words);
        row = row_of(headings, heading.plain, words);
    }
    heading.by_phrase = row != NULL && whole_phrase(headings, heading.plain, words) == row;
    if (heading.by_phrase && row->role == ROLE_NAME) {
        const struct phrase_row *part = part_of_name(headings, arena, cell);
        row = part != NULL ? part : row;
    }
    const char *folded = fold_plain(arena, cell);
    if (row != NULL) {
        heading.role = row->role;
        heading.dutch = row->language == NL;
    } else if (strstr(folded, "(upn)") != NULL) {
        heading.role = ROLE_UPN; /* so in every language */
    }
    heading.utc = strstr(folded, "utc") != NULL;
    heading.account = heading.role == ROLE_NAME && speaks_of_account(folded);
    heading.orderer = speaks_of_orderer(heading.plain);
    if (heading.role == ROLE_DURATION) {
        heading.unit = heading_unit(arena, cell);
    }
    return heading;
}

enum role heading_phrase_role(const struct headings *headings, struct arena *scratch,
                              const char *cell)
{
    if (strlen(cell) > LONGEST || text_is_blank(cell)) {
        return ROLE_NONE;
    }
    const struct phrase_row *row = whole_phrase(headings, heading_plain(scratch, cell), cell);
    return row == NULL ? ROLE_NONE : row->role;
}

struct heading heading_read(const struct headings *headings, struct arena *arena, const char *cell)
{
    size_t size = strlen(cell);
    if (size > LONGEST || text_is_blank(cell)) {
        return (struct heading){.plain = ""};
    }
    if (size > MEMO_LONGEST) {
        return read_cell(headings, arena, cell);
    }
    struct memo *memo = headings->memo;
    uint32_t code = intern_put(memo->cells, cell, size);
    if (code == memo->headings.count) {
        *VECTOR_PUSH(headings->arena, &memo->headings) = read_cell(headings, headings->arena, cell);
    }
    return memo->headings.items[code];
}
