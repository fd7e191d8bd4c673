/* choice: see choice.h. */
#include "engine/recognise/choice.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/recognise/columns.h"
#include "engine/unicode/fold.h"

enum { TITLE_LEAST = 8 }; /* bytes; a shorter title is not searched inside longer text */

bool choice_knows_title(struct reading *reading, const char *text)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *folded = fold_plain(reading->scratch, text);
    bool known = false;
    for (size_t i = 0; i < reading->context->title_count && !known; i++) {
        const char *title = fold_plain(reading->scratch, reading->context->titles[i]);
        known = *title != '\0' && (strcmp(title, folded) == 0 ||
                                   (strlen(title) >= TITLE_LEAST && strstr(folded, title) != NULL));
    }
    arena_release(reading->scratch, mark);
    return known;
}

/* Whether at least nine in ten of the different cells name a title. */
static bool names_titles(struct reading *reading, const struct profile *p)
{
    size_t distinct = intern_count(p->values);
    size_t others = 0;
    for (size_t i = 0; i < distinct && others * 10 <= distinct; i++) {
        others += !choice_knows_title(reading, intern_string(p->values, (uint32_t)i));
    }
    return distinct > 0 && others * 10 <= distinct;
}

void choice_find(struct reading *reading, struct plan *plan)
{
    if (reading->context->title_count == 0 || plan->at[ROLE_SESSION] != NO_COLUMN ||
        plan->at[ROLE_TICKET] != NO_COLUMN || plan->at[ROLE_TITLE] != NO_COLUMN) {
        return;
    }
    enum { COLUMNS_MOST = 200 }; /* no form asks more; every title is searched in every cell */
    for (size_t i = 0; i < plan->count && i < COLUMNS_MOST; i++) {
        struct column *column = &plan->columns[i];
        if (column->role == ROLE_NONE && !column->session &&
            names_titles(reading, &column->profile)) {
            columns_give(plan, i, ROLE_SESSION);
            column->choices = true;
            return;
        }
    }
}

static bool is_plural(const char *plain)
{
    static const char *const words[] = {
        "sessies",         "sessions",     "workshops", "onderdelen",
        "bijeenkomsten",   "activiteiten", "ateliers",  "sitzungen",
        "veranstaltungen", "sesiones",     "sessioni",  "sessoes",
        "sesjach",         "sesje",        "sessioner", "programmaonderdelen",
        "deelsessies",     "keuzes"};
    return heading_has_any(plain, words, sizeof words / sizeof *words);
}

void choice_prepare(struct reading *reading, struct plan *plan)
{
    if (plan->at[ROLE_SESSION] == NO_COLUMN) {
        return;
    }
    const struct column *column = &plan->columns[plan->at[ROLE_SESSION]];
    const struct profile *p = &column->profile;
    bool plural = column->choices || is_plural(column->heading.plain);
    enum source_format format = reading->format->format;
    if (format == FORMAT_MS_FORMS && p->lists > 0) {
        plan->choice = true;
        plan->choice_mark = ';';
    } else if (plural) {
        plan->choice = true;
        plan->choice_mark = p->lists * 2 > p->filled || p->lists > 0 ? ';' : ',';
        if (format == FORMAT_GOOGLE_FORMS) {
            /* Its sheet joins with a comma, its own download with a bare semicolon. */
            plan->choice_mark = p->tight > 0 ? ';' : ',';
        }
    }
}

/* The longest title of the programme at s (case ignored, ASCII), followed by an end of an option.
 */
static size_t title_at(const struct reading *reading, const char *s, char mark)
{
    size_t best = 0;
    for (size_t i = 0; i < reading->context->title_count; i++) {
        const char *title = reading->context->titles[i];
        size_t size = strlen(title);
        size_t k = 0;
        while (k < size && text_lower_char(s[k]) == text_lower_char(title[k])) {
            k++;
        }
        if (k == size && size > best &&
            (s[k] == '\0' || s[k] == mark || s[k] == ' ' || s[k] == '(' || s[k] == '\n')) {
            best = size;
        }
    }
    return best;
}

/* After a comma an option begins with a capital, a digit, a quote or a bracket; a lower-case letter
 * goes on with the option before ("Samen aanbesteden, zo doe je dat"). */
static bool begins_option(const struct reading *reading, const char *s, char mark)
{
    if (mark != ',' || title_at(reading, s, mark) > 0) {
        return true;
    }
    uint32_t c;
    return fold_decode(s, &c) > 0 && !(fold_is_letter(c) && !fold_is_upper(c));
}

const char **choice_split(struct reading *reading, const char *cell, char mark, size_t *count)
{
    struct arena *arena = reading->scratch;
    VECTOR(const char *) options = {0};
    const char *s = cell;
    while (*s != '\0') {
        while (*s == ' ' || *s == '\n' || *s == '\r' || *s == mark) {
            s++;
        }
        const char *start = s;
        int depth = 0;
        s += title_at(reading, s, mark);
        for (; *s != '\0'; s++) {
            depth += *s == '(';
            depth -= *s == ')' && depth > 0;
            bool divides = *s == '\n' || (*s == mark && depth == 0);
            if (divides && (*s == '\n' || begins_option(reading, s + 1 + (s[1] == ' '), mark))) {
                break;
            }
        }
        char *option = text_trim(arena, arena_copy(arena, start, (size_t)(s - start)));
        if (*option != '\0') {
            *VECTOR_PUSH(arena, &options) = option;
        }
    }
    *count = options.count;
    return options.items;
}

/* The beginnings of the words below: hardly a cell needs folding. */
static bool may_be_none(const char *cell)
{
    static const char *const starts[] = {"-",   "geen", "nvt", "n.v",    "none",
                                         "no ", "n/a",  "n.a", "niet v", "ik "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t k = 0;
        while (starts[i][k] != '\0' && text_lower_char(cell[k]) == starts[i][k]) {
            k++;
        }
        if (starts[i][k] == '\0') {
            return true;
        }
    }
    return false;
}

bool choice_is_none(struct arena *scratch, const char *cell)
{
    static const char *const words[] = {"geen",          "geen sessie",   "geen workshop",
                                        "geen voorkeur", "geen van deze", "geen van beide",
                                        "geen keuze",    "nvt",           "niet van toepassing",
                                        "none",          "no session",    "no workshop",
                                        "no preference", "n a",           "ik kom niet",
                                        "ik ben er niet"};
    enum { LONGEST = 40 };
    if (text_is_blank(cell)) {
        return true;
    }
    if (!may_be_none(cell) || strnlen(cell, LONGEST) == LONGEST) {
        return false;
    }
    struct arena_mark mark = arena_mark(scratch);
    const char *plain = heading_plain(scratch, cell);
    bool none = *plain == '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words && !none; i++) {
        none = strcmp(plain, words[i]) == 0;
    }
    arena_release(scratch, mark);
    return none;
}
