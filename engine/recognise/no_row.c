/* no_row: see no_row.h. */
#include "engine/recognise/no_row.h"

#include <string.h>

#include "engine/base/text.h"

/* -- totals ------------------------------------------------------------------------------------ */

/* Whether the words behind "Totaal" only say of what: "Totaal aantal deelnemers 12", and not
 * "Totaal anders", which is the title of a session. */
static bool says_of_what(const char *rest)
{
    static const char words[] =
        "|aantal|deelnemers|aanmeldingen|aanwezig|aanwezigen|personen|generaal|"
        "inschrijvingen|registraties|minuten|uren|participants|attendees|"
        "registrations|number|people|van|of|";
    for (const char *s = rest; *s != '\0';) {
        s += *s == ' ' || *s == ':';
        char whole[20] = "|";
        size_t size = strcspn(s, " :");
        if (size + 3 > sizeof whole) {
            return false;
        }
        memcpy(whole + 1, s, size);
        whole[size + 1] = '|';
        if (strspn(s, "0123456789=") != size && strstr(words, whole) == NULL) {
            return false;
        }
        s += size;
    }
    return true;
}

/* The three letters with which each of the words below begins. */
static bool begins_like_total(const char *cell)
{
    static const char starts[][4] = {"tot", "ein", "gra", "sub", "aan",
                                     "som", "sum", "ges", "gem", "ave"};
    if (cell[0] == '\0' || cell[1] == '\0') {
        return false;
    }
    char start[] = {text_lower_char(cell[0]), text_lower_char(cell[1]), text_lower_char(cell[2])};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (start[0] == starts[i][0] && start[1] == starts[i][1] && start[2] == starts[i][2]) {
            return true;
        }
    }
    return false;
}

static bool may_begin_total(const char *cell)
{
    static const bool first[256] = {
        ['t'] = true, ['e'] = true, ['g'] = true, ['s'] = true, ['a'] = true,
        ['T'] = true, ['E'] = true, ['G'] = true, ['S'] = true, ['A'] = true};
    return first[(unsigned char)cell[0]];
}

static bool is_total_word(struct reading *reading, const char *cell)
{
    static const char *const words[] = {
        "totaal", "total", "eindtotaal", "grand total", "subtotaal", "totalen",    "totals",
        "aantal", "som",   "summe",      "gesamt",      "gemiddeld", "gemiddelde", "average"};
    enum { LONGEST = 40 };
    if (!begins_like_total(cell) || strlen(cell) > LONGEST) {
        return false; /* folding costs; most cells begin otherwise */
    }
    const char *plain = heading_plain(reading->scratch, cell);
    size_t word = strcspn(plain, " 0123456789");
    bool total = word >= 5 && strncmp(plain, "total", 5) == 0;
    total = total ||
            (word >= 6 && (strncmp(plain, "totaal", 6) == 0 || strncmp(plain, "aantal", 6) == 0));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(plain, words[i]) == 0 ||
            (total && strlen(words[i]) == word && strncmp(plain, words[i], word) == 0 &&
             says_of_what(plain + word))) {
            return true;
        }
    }
    return false;
}

/* The cell of that column, "" when there is none. */
static const char *cell_at(const struct record *record, int column)
{
    return column == NO_COLUMN || (size_t)column >= record->count ? "" : record->cells[column];
}

/* A row of totals says so in its first cell, or where the others have a name; it is nobody's. */
static bool is_total(struct reading *reading, const struct plan *plan, const struct record *record)
{
    size_t first = 0;
    while (first + 1 < record->count && reading_filled(record->cells[first]) == NULL) {
        first++;
    }
    const char *begin = record->count > 0 ? record->cells[first] : "";
    const char *name = "";
    if (plan != NULL && plan->at[ROLE_NAME] != NO_COLUMN && (size_t)plan->at[ROLE_NAME] > first) {
        name = cell_at(record, plan->at[ROLE_NAME]);
    }
    bool total = (may_begin_total(begin) && is_total_word(reading, begin)) ||
                 (may_begin_total(name) && is_total_word(reading, name));
    if (!total) {
        return false;
    }
    const char *mail = plan == NULL ? "" : cell_at(record, plan->at[ROLE_MAIL]);
    return strchr(mail, '@') == NULL;
}

/* -- the heading once more, drawn lines -------------------------------------------------------- */

/* A digit outside brackets stays when a heading is folded: cells like "R0001" need no folding. */
static bool holds_number(const char *cell)
{
    while (*cell != '\0' && !text_is_digit(*cell) && *cell != '(' && *cell != '[') {
        cell++;
    }
    return text_is_digit(*cell);
}

/* Two letters or digits at the beginning stay when a heading is folded: whether they are others
 * than those of the heading. */
static inline bool begins_otherwise(const char *cell, const struct column *column)
{
    if (!(text_is_letter(cell[0]) || text_is_digit(cell[0])) ||
        !(text_is_letter(cell[1]) || text_is_digit(cell[1]))) {
        return false;
    }
    const char *title = column->title;
    const char *plain = column->heading.plain;
    char second = text_lower_char(cell[1]);
    bool titled = cell[0] == title[0] && cell[1] == title[1];
    return !titled && (text_lower_char(cell[0]) != plain[0] || second != plain[1]);
}

/* Whether a cell says what stands above its column, in the same words: capitals, marks and text in
 * brackets may differ (FORMATS.md 1.12). */
static bool repeats_title(struct reading *reading, const struct column *column, const char *cell)
{
    if (begins_otherwise(cell, column)) {
        return false; /* most cells do */
    }
    if (strcmp(cell, column->title) == 0) {
        return true;
    }
    cell += strspn(cell, " \t\"'");
    const char *plain = column->heading.plain;
    if (plain[0] == '\0' || text_lower_char(*cell) != plain[0] ||
        (holds_number(cell) && strpbrk(plain, "0123456789") == NULL)) {
        return false;
    }
    return strcmp(heading_plain(reading->scratch, cell), plain) == 0;
}

/* What most rows are told by: their first cell says something else than its title. */
static inline bool begins_as_row(const struct plan *plan, const struct record *record)
{
    return plan->count > 0 && record->count > 0 && record->cells[0][0] != '\0' &&
           begins_otherwise(record->cells[0], &plan->columns[0]);
}

/* "------;------": a line that somebody drew under a heading. */
static bool is_drawn_line(const struct record *record)
{
    enum { LEAST = 3 };
    size_t drawn = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *cell = record->cells[i];
        size_t size = strspn(cell, " -=_+:");
        if (cell[size] != '\0') {
            return false;
        }
        drawn += size >= LEAST && !text_is_blank(cell);
    }
    return drawn > 0;
}

bool no_row_repeats_heading(struct reading *reading, const struct plan *plan,
                            const struct record *record)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t same = 0;
    for (size_t i = 0; i < plan->count && i < record->count; i++) {
        const char *cell = record->cells[i];
        if (i == 0 && cell[0] == mark[0] && text_starts_with(cell, mark)) {
            cell += sizeof mark - 1;
        }
        if (*cell != '\0') {
            if (!repeats_title(reading, &plan->columns[i], cell)) {
                return false;
            }
            same++;
        }
    }
    return same >= 2 && plan->line > 0;
}

/* -- when it was printed, and on which page -----------------------------------------------------
 */

/* Behind the word: "2", "2 van 3", "2/3". */
static bool is_number_of_page(const char *rest)
{
    static const char *const between[] = {"van", "of", "von", "de", "/"};
    size_t digits = strspn(rest, "0123456789");
    bool number = digits > 0;
    rest += digits;
    rest += strspn(rest, " ");
    for (size_t i = 0; number && *rest != '\0' && i < sizeof between / sizeof *between; i++) {
        if (text_starts_with(rest, between[i])) {
            rest += strlen(between[i]);
            rest += strspn(rest, " ");
            digits = strspn(rest, "0123456789");
            return digits > 0 && rest[digits] == '\0';
        }
    }
    return number && *rest == '\0';
}

/* "Pagina 2 van 3", also with the number in the next cell. */
static bool is_page(const char *plain, const char *next)
{
    static const char *const words[] = {"pagina", "page", "bladzijde", "blad", "seite", "pag"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_starts_with(plain, words[i])) {
            const char *rest = plain + strlen(words[i]);
            rest += strspn(rest, " ");
            return *rest == '\0' ? is_number_of_page(next)
                                 : *next == '\0' && is_number_of_page(rest);
        }
    }
    return false;
}

/* "Geexporteerd op 9-11-2026", also with the moment in the next cell. */
static bool is_made(const char *plain, const char *next)
{
    static const char *const words[] = {
        "afgedrukt",    "afdrukdatum",       "geprint",     "printed",     "print date",
        "geexporteerd", "exportdatum",       "exported",    "export date", "datum export",
        "gegenereerd",  "generated",         "gedownload",  "downloaded",  "aangemaakt op",
        "gemaakt op",   "laatst bijgewerkt", "last updated"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_starts_with(plain, words[i])) {
            struct date_style style = {0};
            struct moment moment;
            bool digits = plain[strcspn(plain, "0123456789")] != '\0';
            return *next == '\0' ? digits : date_read(next, &style, &moment) == CLEANED;
        }
    }
    return false;
}

bool no_row_is_of_print(struct reading *reading, const struct record *record)
{
    enum { LONGEST = 80 };
    static const char begins[] = "pbsagedlPBSAGEDL";
    const char *said[2] = {"", ""};
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *cell = record->cells[i];
        if (*cell == '\0') {
            continue;
        }
        if (filled == 2 || (filled == 0 && strchr(begins, *cell) == NULL)) {
            return false;
        }
        said[filled++] = cell;
    }
    if (filled == 0 || strlen(said[0]) > LONGEST) {
        return false;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *plain = heading_plain(reading->scratch, said[0]);
    bool of_print = is_page(plain, said[1]) || is_made(plain, said[1]);
    arena_release(reading->scratch, mark);
    return of_print;
}

/* -- all together --------------------------------------------------------------------------------
 */

/* More cells than a key and its value, as in most rows. */
static inline bool is_full(const struct record *record)
{
    return record->count > 2 && record->cells[0][0] != '\0' && record->cells[1][0] != '\0' &&
           record->cells[2][0] != '\0';
}

bool no_row_is(struct reading *reading, const struct plan *plan, const struct record *record)
{
    bool begins = plan != NULL && begins_as_row(plan, record);
    return (plan != NULL && !begins && no_row_repeats_heading(reading, plan, record)) ||
           (!begins && is_drawn_line(record)) || is_total(reading, plan, record) ||
           (!is_full(record) && no_row_is_of_print(reading, record));
}

bool no_row_next(struct reading *reading, const struct plan *plan, struct record *record)
{
    size_t first;
    size_t second;
    bool row = false;
    while (!row && table_next(reading->table, record)) {
        row =
            reading_filled_cells(record, &first, &second) > 0 && !no_row_is(reading, plan, record);
    }
    return row;
}
