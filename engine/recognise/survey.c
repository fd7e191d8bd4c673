/* survey: see survey.h. */
#include "engine/recognise/survey.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/heading_row.h"
#include "engine/recognise/no_row.h"

/* A sheet has no more columns than SURVEY_WIDTH; a file of such rows ends the survey sooner. */
enum { TRIAL_RECORDS = 60, SURVEY_WIDTH = 16384, SURVEY_CELLS = 100000, SECTION_CELLS = 2 };

static size_t survey_filled(const struct record *record)
{
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++) {
        filled += record->cells[i][0] != '\0';
    }
    return filled;
}

/* Somebody put a title above the list, or a program when it was made. */
static bool is_put_above(struct reading *reading, const struct record *record)
{
    return survey_filled(record) == 1 || no_row_is(reading, NULL, record);
}

/* The first cell that says something, folded: of the first rows always, of the others only when a
 * format may ask for it. */
static void take_start(struct reading *reading, struct survey *survey, const struct record *record)
{
    enum { ABOVE = 3 }; /* rows that may be put above a list */
    struct format_clues *clues = &survey->clues;
    bool is_first = clues->first_count == clues->start_count && !survey->list_began;
    const char *start = "";
    for (size_t i = 0; i < record->count && *start == '\0'; i++) {
        const char *cell = record->cells[i];
        if (text_is_blank(cell) || strlen(cell) > 200) {
            continue;
        }
        if (!is_first && !format_may_begin(cell)) {
            return;
        }
        start = heading_plain(reading->arena, cell);
    }
    survey->starts[clues->start_count++] = start;
    clues->first_count += is_first;
    if (*start != '\0') {
        survey->above++;
        survey->list_began =
            survey->list_began || survey->above > ABOVE || !is_put_above(reading, record);
    }
}

/* Reads the beginning of the table; once a heading was found, another one stands behind a section
 * title, a blank row or a key with its value, never between full rows. The place of reading is left
 * where it was. */
static void survey_table(struct reading *reading, struct survey *survey, size_t most)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    *survey = (struct survey){0};
    bool may_be_heading = true;
    if (reading->sheet_section != NULL) {
        survey->starts[survey->clues.start_count++] = reading->sheet_section;
        survey->clues.first_count = 1;
        survey->list_began = true;
    }
    table_expect(reading->table, 0);
    size_t cells = 0;
    for (size_t n = survey->clues.start_count;
         n < most && cells < SURVEY_CELLS && table_next(reading->table, &record); n++) {
        cells += record.count;
        bool follows_gap = may_be_heading;
        may_be_heading = survey->best_known < 2 || survey_filled(&record) <= SECTION_CELLS;
        if (record.count == 0 || record.count > SURVEY_WIDTH) {
            continue;
        }
        survey->rows++;
        take_start(reading, survey, &record);
        survey->width = record.count > survey->width ? record.count : survey->width;
        if (!follows_gap || !heading_row_is(reading, NULL, &record)) {
            continue;
        }
        size_t known = 0;
        for (size_t i = 0; i < record.count && survey->clues.heading_count < SURVEY_HEADINGS; i++) {
            struct heading heading =
                heading_read(reading->headings, reading->arena, record.cells[i]);
            known += heading.role != ROLE_NONE;
            survey->headings[survey->clues.heading_count++] = heading;
        }
        survey->best_known = known > survey->best_known ? known : survey->best_known;
        table_expect(reading->table, record.count);
    }
    survey->clues.headings = survey->headings;
    survey->clues.starts = survey->starts;
    table_expect(reading->table, 0);
    table_seek(reading->table, place);
}

static size_t score_of(const struct survey *survey)
{
    return survey->best_known > 0 ? survey->best_known + SURVEY_WIDTH : survey->width;
}

/* Tries each separator and keeps the one under which the heading has most known words; without a
 * heading, the one that gives the widest rows. */
void survey_read(struct reading *reading, struct survey *survey)
{
    static const char marks[] = {';', ',', '\t', '|'};
    struct table *table = reading->table;
    if (table->content != TABLE_TEXT || table->said) {
        survey_table(reading, survey, SURVEY_RECORDS);
        return;
    }
    enum { SURE = 4 };
    struct survey *trial = arena_alloc(reading->arena, sizeof *trial);
    char best = delimited_commonest(table_text(table), marks, sizeof marks);
    table_choose_delimiter(table, best);
    survey_table(reading, trial, TRIAL_RECORDS);
    if (trial->best_known >= SURE) {
        survey_table(reading, survey, SURVEY_RECORDS);
        return; /* so many known headings come from no wrong separator */
    }
    size_t most = 0;
    best = ',';
    for (size_t i = 0; i < sizeof marks; i++) {
        table_choose_delimiter(table, marks[i]);
        survey_table(reading, trial, TRIAL_RECORDS);
        if (score_of(trial) > most) {
            most = score_of(trial);
            best = marks[i];
        }
        if (trial->best_known >= SURE) {
            break;
        }
    }
    table_choose_delimiter(table, best);
    survey_table(reading, survey, SURVEY_RECORDS);
}
