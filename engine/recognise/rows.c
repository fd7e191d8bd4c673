/* rows: see rows.h. */
#include "engine/recognise/rows.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/recognise/events.h"
#include "engine/recognise/people.h"
#include "engine/recognise/preamble.h"
#include "engine/recognise/programme.h"
#include "engine/recognise/side.h"

/* -- corrections ------------------------------------------------------------------------------ */

static bool same_column(const struct plan *plan, size_t column, const char *wanted)
{
    int64_t number;
    if (number_read_integer(wanted, &number)) {
        return number == (int64_t)column + 1;
    }
    return column < plan->count && text_equal_ignoring_case(plan->columns[column].title, wanted);
}

/* Replaces raw cells, where the old value still stands. */
static void correct(struct reading *reading, const struct plan *plan, struct record *record)
{
    const struct recognise_context *context = reading->context;
    for (size_t i = 0; i < context->correction_count && reading->corrections > 0; i++) {
        struct correction *correction = &context->corrections[i];
        if (correction->line != record->line || correction->file == NULL ||
            !text_equal(correction->file, reading->source->path)) {
            continue;
        }
        for (size_t c = 0; c < record->count; c++) {
            bool whole_row = text_is_blank(correction->column);
            if (!whole_row && !same_column(plan, c, correction->column)) {
                continue;
            }
            const char *old = text_trim(reading->scratch, record->cells[c]);
            if (strcmp(old, text_trim(reading->scratch, correction->old_value)) == 0) {
                record->cells[c] = correction->new_value;
                record->sizes = NULL;
                correction->applied = true;
                reading_find(reading, FINDING_CORRECTION_APPLIED, record->line, (int)c + 1,
                             c < plan->count ? plan->columns[c].title : "");
                break;
            }
        }
    }
}

size_t rows_corrections(const struct recognise_context *context, const char *path)
{
    size_t count = 0;
    for (size_t i = 0; i < context->correction_count; i++) {
        count += text_equal(context->corrections[i].file, path);
    }
    return count;
}

/* -- records ---------------------------------------------------------------------------------- */

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

/* A row of totals says so in its first cell, or where the others have a name; it is nobody's. */
static bool is_total(struct reading *reading, const struct plan *plan, const struct record *record)
{
    size_t first = 0;
    while (first + 1 < record->count && reading_filled(record->cells[first]) == NULL) {
        first++;
    }
    const char *begin = record->count > 0 ? record->cells[first] : "";
    const char *name = plan->at[ROLE_NAME] != NO_COLUMN && (size_t)plan->at[ROLE_NAME] > first
                           ? reading_cell(reading, record, ROLE_NAME)
                           : "";
    bool total = (may_begin_total(begin) && is_total_word(reading, begin)) ||
                 (may_begin_total(name) && is_total_word(reading, name));
    if (!total) {
        return false;
    }
    const char *mail =
        plan->at[ROLE_MAIL] == NO_COLUMN ? "" : reading_cell(reading, record, ROLE_MAIL);
    return strchr(mail, '@') == NULL;
}

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

bool rows_repeat_heading(struct reading *reading, const struct plan *plan,
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

/* Cells behind the last column. False when one of them holds something. */
static bool extra_is_empty(const struct plan *plan, const struct record *record)
{
    for (size_t i = plan->count; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            return false;
        }
    }
    return true;
}

static void reject_extra(struct reading *reading, const struct plan *plan,
                         const struct record *record)
{
    char counts[64];
    snprintf(counts, sizeof counts, "%zu > %zu", record->count, plan->count);
    reading_reject(reading, FINDING_ROW_EXTRA_CELLS, record->line, (int)plan->count + 1, counts);
}

/* A form that was begun and never sent is no response; that is no fault of the row. */
static bool is_unsent(struct reading *reading, const struct plan *plan, const struct record *record)
{
    return reading->format->format == FORMAT_LIMESURVEY && plan->at[ROLE_SUBMITTED] != NO_COLUMN &&
           text_is_blank(reading_cell(reading, record, ROLE_SUBMITTED));
}

void rows_read(struct reading *reading, struct record *record)
{
    struct plan *plan = reading->plan;
    struct source *source = reading->source;
    if (plan->kind == PLAN_IGNORED) {
        return;
    }
    if (plan->kind == PLAN_ABOUT) {
        if (reading->after_about) {
            preamble_about_read(reading, plan, record);
            reading->after_about = false;
        } else {
            preamble_row_read(reading, record);
        }
        return;
    }
    bool no_row = !begins_as_row(plan, record) &&
                  (rows_repeat_heading(reading, plan, record) || is_drawn_line(record));
    if (no_row || is_total(reading, plan, record)) {
        return;
    }
    source->rows_read++;
    if (record->quote_open) {
        reading_reject(reading, FINDING_ROW_QUOTE_OPEN, record->line, 0, NULL);
        return;
    }
    if (!extra_is_empty(plan, record)) {
        reject_extra(reading, plan, record);
        return;
    }
    if (reading->corrections > 0) {
        correct(reading, plan, record);
    }
    switch (plan->kind) {
    case PLAN_PEOPLE:
    case PLAN_EVALUATION:
        if (is_unsent(reading, plan, record)) {
            source->rows_rejected++;
            reading_find(reading, FINDING_ROW_UNSENT, record->line, 0, NULL);
        } else if (plan->kind == PLAN_PEOPLE) {
            people_row_read(reading, plan, record);
        } else {
            people_response_read(reading, plan, record);
        }
        break;
    case PLAN_EVENTS:
        event_row_read(reading, plan, record);
        break;
    case PLAN_PROGRAMME:
        programme_row_read(reading, plan, record);
        break;
    case PLAN_SIDE:
        side_row_read(reading, plan, record);
        break;
    case PLAN_IGNORED:
    case PLAN_ABOUT:
        break;
    }
}
