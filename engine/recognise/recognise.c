/* recognise: see recognise.h.
 *
 * First a survey of the beginning of the file: with which separator it reads best, and which format
 * the first cells and headings make it. Then the whole file once: preamble, section titles,
 * headings and the records below them, each handed to the module of its plan.
 */
#include "engine/recognise/recognise.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/read/source.h"
#include "engine/recognise/across.h"
#include "engine/recognise/address_lines.h"
#include "engine/recognise/beside.h"
#include "engine/recognise/between.h"
#include "engine/recognise/blocks.h"
#include "engine/recognise/choice.h"
#include "engine/recognise/describe.h"
#include "engine/recognise/events.h"
#include "engine/recognise/file_day.h"
#include "engine/recognise/guess.h"
#include "engine/recognise/heading_row.h"
#include "engine/recognise/no_row.h"
#include "engine/recognise/other_text.h"
#include "engine/recognise/plan.h"
#include "engine/recognise/preamble.h"
#include "engine/recognise/rows.h"
#include "engine/recognise/section.h"
#include "engine/recognise/side.h"
#include "engine/recognise/subtitles.h"
#include "engine/recognise/survey.h"

/* -- the file --------------------------------------------------------------------------------- */

static const char *label_of_path(struct arena *arena, const char *path)
{
    const char *name = path == NULL ? "" : path;
    for (const char *s = name; *s != '\0'; s++) {
        if (*s == '/' || *s == '\\') {
            name = s + 1;
        }
    }
    char *label = arena_strdup(arena, name);
    char *dot = strrchr(label, '.');
    if (dot != NULL && dot != label && strlen(dot) <= 5) {
        *dot = '\0';
    }
    for (char *c = label; *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    return text_trim(arena, label);
}

/* What a file is about as a whole. A programme may stand beside the others. */
enum family { FAMILY_ANY, FAMILY_PEOPLE, FAMILY_FORMS, FAMILY_SIDE };

static enum family family_of(const struct plan *plan)
{
    switch (plan->kind) {
    case PLAN_PEOPLE:
    case PLAN_EVENTS:
        return FAMILY_PEOPLE;
    case PLAN_EVALUATION:
        return FAMILY_FORMS;
    case PLAN_SIDE:
        return FAMILY_SIDE;
    case PLAN_IGNORED:
    case PLAN_ABOUT:
    case PLAN_PROGRAMME:
        break;
    }
    return FAMILY_ANY;
}

/* A file is one source of one kind: a table of another kind is left out, and said. */
static void keep_to_one_family(struct reading *reading, struct plan *plan)
{
    enum family family = family_of(plan);
    if (reading->family == FAMILY_ANY) {
        reading->family = (int)family;
    } else if (family != FAMILY_ANY && (int)family != reading->family) {
        plan->kind = PLAN_IGNORED;
        reading_find(reading, FINDING_FILE_OTHER_TABLE, plan->line, 0, NULL);
    }
}

static void start_plan(struct reading *reading, struct plan *plan)
{
    keep_to_one_family(reading, plan);
    /* A list of events begins with the time in some languages, as a form does. */
    bool open = reading->format->format == FORMAT_LIST || (reading->format->traits & TRAIT_FORM);
    if (plan->kind == PLAN_EVENTS && open && reading->context->override.format == FORMAT_UNKNOWN) {
        reading->format = format_of(FORMAT_TEAMS_LIST);
    }
    reading->plan = plan;
    reading->after_about = plan->kind == PLAN_ABOUT;
    if (plan->kind == PLAN_PEOPLE) {
        file_day_take(reading, plan);
    }
    if (plan->kind == PLAN_PEOPLE || plan->kind == PLAN_EVENTS) {
        reading->again = true;
        reading->registers |= plan->registers;
        reading->attends |= plan->attends;
        reading->source->knows_check_out |= plan->at[ROLE_LEFT] != NO_COLUMN ||
                                            plan->at[ROLE_CHECKED_OUT] != NO_COLUMN ||
                                            plan->kind == PLAN_EVENTS;
        reading->source->checks_in |=
            plan->at[ROLE_CHECKED_OUT] != NO_COLUMN && plan->at[ROLE_LEFT] == NO_COLUMN;
    } else if (plan->kind == PLAN_EVALUATION) {
        reading->saw_evaluation = true;
    } else if (plan->kind == PLAN_PROGRAMME) {
        reading->saw_programme = true;
    } else if (plan->kind == PLAN_SIDE) {
        side_finish(reading, plan);
    }
    describe_plan(reading, plan);
}

/* Below a numbered title stands a heading, even when none of its words is known. */
static bool is_section_heading(const struct reading *reading, size_t filled)
{
    return (reading->format->traits & TRAIT_SECTIONS) && reading->section != NULL &&
           text_is_digit(reading->section[0]) && reading->plan == NULL && filled >= 3;
}

/* Whether a cell that stands alone among people is the session that those below it chose:
 * "Klantreis (dinsdag 6 oktober)". */
static bool names_next_session(struct reading *reading, const char *cell)
{
    const struct plan *plan = reading->plan;
    /* A day of the week alone may be a name: "Vrijdag, Jan". */
    bool sure = cell[strcspn(cell, "0123456789")] != '\0' || choice_knows_title(reading, cell);
    return plan != NULL && plan->kind == PLAN_PEOPLE && !plan->labels && !plan->sessions_across &&
           sure && across_names_session(reading, cell);
}

/* Whether a cell that stands alone is the session of the people below it, as it is in the whole
 * table. */
static bool begins_group(const struct reading *reading, size_t column)
{
    const struct plan *plan = reading->plan;
    return plan != NULL && plan->grouped && plan->at[ROLE_SESSION] == (int)column;
}

/* Walks over the records of one table (a text, or one sheet). `heading_possible` after a blank row,
 * a section title or at the start: below a heading everything else is a row. */
static void read_table(struct reading *reading)
{
    enum { SETTLED = 2 }; /* rows after which a heading needs a reason */
    struct blocks_patience patience = {0};
    struct record record;
    bool heading_possible = true;
    size_t since = 0;
    reading->plan = NULL;
    reading->section = reading->sheet_section;
    reading->title = NULL;
    reading->start = (struct moment){0};
    reading->group = NULL;
    while (table_next(reading->table, &record)) {
        struct arena_mark mark = arena_mark(reading->scratch);
        size_t first;
        size_t second;
        size_t filled = reading_filled_cells(&record, &first, &second);
        bool single = filled == 1 && (reading->plan == NULL || reading->plan->count > 1);
        const char *lone = single ? arena_strdup(reading->scratch, record.cells[first]) : NULL;
        if (filled == 0) {
            heading_possible = true;
        } else if (filled <= 2 && no_row_is(reading, reading->plan, &record)) {
            between_pass_by(reading, &record);
        } else if (single && (section_is_title(reading, &record) ||
                              (section_may_be_title(reading, lone) &&
                               between_announces(reading, NULL, &record)))) {
            reading->section = heading_plain(reading->arena, lone);
            heading_possible = true;
            reading->plan = NULL;
        } else if (heading_possible && between_read_announcement(reading, &record)) {
            /* The next heading begins a table of its own. */
        } else if (single && begins_group(reading, first)) {
            reading->group = text_trim(reading->keep, lone);
        } else if (single && names_next_session(reading, lone)) {
            reading->title = NULL;
            preamble_cell_read(reading, lone);
        } else if ((heading_possible || reading->plan == NULL || since < SETTLED ||
                    reading->plan->kind == PLAN_ABOUT || reading->plan->kind == PLAN_IGNORED) &&
                   !record.quote_open &&
                   (reading->plan == NULL ||
                    !no_row_repeats_heading(reading, reading->plan, &record)) &&
                   (heading_row_is(reading, between_table(reading), &record) ||
                    is_section_heading(reading, filled) ||
                    (reading->plan == NULL && side_is_heading(reading, &record)))) {
            struct record heading = subtitles_read(reading, &record);
            reading->group = NULL;
            start_plan(reading, plan_make(reading, &heading));
            heading_possible = false;
            since = 0;
        } else if (reading->plan == NULL) {
            bool titled = reading->source->title != NULL;
            preamble_row_read(reading, &record);
            reading->title_line = titled ? reading->title_line : record.line;
        } else {
            heading_possible = false;
            since++;
            rows_read(reading, &record);
            if (since >= SETTLED) {
                blocks_read(reading, &patience);
            }
        }
        arena_release(reading->scratch, mark);
    }
    if (reading->plan != NULL && reading->plan->kind == PLAN_SIDE) {
        side_finish(reading, reading->plan);
    }
}

/* As long as it was not known where the rows begin, a note among them could be the title; what
 * stands alone above all of them still is one. */
static void go_to_rows(struct reading *reading)
{
    struct table_place place = table_tell(reading->table);
    struct table_place start = place;
    struct record record;
    size_t first;
    size_t second;
    bool row = false;
    while (!row && table_next(reading->table, &record)) {
        size_t filled = reading_filled_cells(&record, &first, &second);
        bool somebody = filled > 1 || (filled == 1 && strchr(record.cells[first], '@') != NULL);
        row = somebody && !no_row_is(reading, NULL, &record);
        place = row ? place : table_tell(reading->table);
    }
    if (row && reading->title_line > record.line) {
        reading->title = reading->source->title = NULL;
    }
    table_seek(reading->table, row ? place : start);
}

/* A file without any heading: the content may tell. */
static void read_without_heading(struct reading *reading)
{
    struct record record;
    bool addresses = address_lines_are(reading);
    go_to_rows(reading);
    struct plan *plan = addresses ? address_lines_plan(reading) : guess_plan(reading);
    if (plan == NULL || plan->kind == PLAN_IGNORED) {
        return;
    }
    start_plan(reading, plan);
    while (table_next(reading->table, &record)) {
        struct arena_mark mark = arena_mark(reading->scratch);
        size_t first;
        size_t second;
        size_t filled = reading_filled_cells(&record, &first, &second);
        if (addresses) {
            address_lines_read(reading, &record);
        } else if (filled > 0 && filled <= 2 && no_row_is(reading, plan, &record)) {
            between_pass_by(reading, &record);
        } else if (filled > 0) {
            rows_read(reading, &record);
        }
        arena_release(reading->scratch, mark);
    }
}

static void decide_kind(struct reading *reading)
{
    struct source *source = reading->source;
    bool checks_in = (reading->format->traits & TRAIT_CHECKS_IN) != 0;
    bool registers = reading->registers || reading->saw_registration;
    bool attends = (reading->attends && !checks_in) || reading->saw_attendance;
    if (source->table != NULL) {
        /* side_row_read has set the kind. */
    } else if (registers || attends) {
        source->kind = registers && attends ? SOURCE_REGISTRATION_ATTENDANCE
                       : registers          ? SOURCE_REGISTRATION
                                            : SOURCE_ATTENDANCE;
    } else if (reading->saw_evaluation) {
        source->kind = SOURCE_EVALUATION;
    } else if (reading->saw_programme) {
        source->kind = SOURCE_PROGRAMME;
    }
    source->format = reading->format->format;
    source->dutch_dates = source->dutch_dates || reading->dutch_words * 2 > reading->known_words;
    if (source->kind == SOURCE_PROGRAMME && source->format == FORMAT_LIST) {
        source->format = FORMAT_PROGRAMME;
    }
    source->by_registration_id = source->format == FORMAT_PLAIN && source->kind != SOURCE_PROGRAMME;
}

/* Reads the table, or each of several that stand beside each other. */
static void read_beside(struct reading *reading)
{
    struct table_window *windows = NULL;
    struct table_place start = table_tell(reading->table);
    bool open = reading->format->format == FORMAT_LIST;
    size_t count = open ? beside_find(reading, &windows) : 0;
    if (count == 0) {
        read_table(reading);
    }
    for (size_t i = 0; i < count; i++) {
        table_seek(reading->table, start);
        table_look_through(reading->table, windows[i]);
        reading->first_column = windows[i].first;
        read_table(reading);
    }
    table_look_through(reading->table, (struct table_window){0});
    reading->first_column = 0;
}

/* Reads what stands in the table, or in the chosen sheet. */
static void read_one(struct reading *reading, struct survey *survey)
{
    enum source_format overruled = reading->context->override.format;
    const struct format *first = reading->source->why == NULL ? NULL : reading->format;
    survey_read(reading, survey);
    reading->format =
        overruled != FORMAT_UNKNOWN ? format_of(overruled) : format_find(&survey->clues);
    struct table_place start = table_tell(reading->table);
    read_beside(reading);
    if (reading->source->why == NULL && !(reading->format->traits & TRAIT_ASIDE)) {
        table_seek(reading->table, start);
        read_without_heading(reading);
    }
    events_finish(reading);
    /* The file is called after its first sheet that says something. */
    reading->format = first != NULL ? first : reading->format;
}

/* "Blad1", "Sheet 2", "Form1": names that a program gave. */
static bool is_generic_sheet(struct reading *reading, const char *name)
{
    static const char *const words[] = {"blad",       "sheet",        "form",     "tabel",
                                        "table",      "tab",          "data",     "export",
                                        "deelnemers", "participants", "attendees"};
    const char *plain = heading_plain(reading->arena, name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (strncmp(plain, words[i], size) == 0 &&
            strspn(plain + size, " 0123456789") == strlen(plain + size)) {
            return true;
        }
    }
    return *plain == '\0';
}

/* "2. Participants": a report of several sections that was saved as sheets. */
static bool is_section_sheet(const char *name)
{
    return text_is_digit(name[0]) && name[1] == '.';
}

/* What the name of the chosen sheet says about its table. */
static void take_sheet_name(struct reading *reading, const char *name)
{
    bool section = is_section_sheet(name);
    bool label = !section && reading->table->sheet_count > 1 && !is_generic_sheet(reading, name);
    reading->sheet_section = section ? heading_plain(reading->arena, name) : NULL;
    reading->sheet_label = label ? name : NULL;
}

static bool read_tables(struct reading *reading)
{
    struct survey *survey = arena_alloc(reading->arena, sizeof *survey);
    struct table *table = reading->table;
    if (table->content == TABLE_TEXT) {
        read_one(reading, survey);
        return reading->source->why != NULL;
    }
    for (size_t i = 0; i < table->sheet_count; i++) {
        table_choose_sheet(table, i);
        if (table_sheet_hidden(table)) {
            continue;
        }
        take_sheet_name(reading, table_sheet_name(table));
        read_one(reading, survey);
    }
    return reading->source->why != NULL;
}

/* Whether the lines of a text that was not recognised have one cell, but for a few: a list of names
 * under no heading could be one of anything. */
static bool is_one_column(struct reading *reading)
{
    enum { OTHERS = 5 }; /* at most one line in so many has more: "Vries, Piet de" */
    struct table *table = reading->table;
    bool text = table->content == TABLE_TEXT;
    size_t lines = 0;
    size_t wide = 0;
    struct record record;
    while (text && wide * OTHERS <= lines + OTHERS && table_next(table, &record)) {
        size_t first;
        size_t second;
        size_t filled = reading_filled_cells(&record, &first, &second);
        lines += filled > 0;
        wide += filled > 1;
    }
    return lines > 1 && wide * OTHERS <= lines;
}

/* What a table is in which nothing was recognised. */
static enum finding_rule what_is_unknown(struct reading *reading)
{
    if (reading->table->content == TABLE_TEXT && other_text_is_mail(reading)) {
        return FINDING_FILE_MAIL;
    }
    describe_unknown(reading->source);
    return is_one_column(reading) ? FINDING_FILE_ONE_COLUMN : FINDING_FILE_UNKNOWN;
}

static void read_text(struct reading *reading)
{
    struct source *source = reading->source;
    const struct table *table = reading->table;
    enum finding_rule other;
    if (table->content == TABLE_TEXT && !source->overruled && other_text_is(reading, &other)) {
        source->kind = SOURCE_UNKNOWN;
        source->delimiter = table->delimiter;
        reading_find(reading, other, 0, 0, NULL);
        return;
    }
    struct table_place start = table_tell(table);
    if (!read_tables(reading)) {
        source->kind = SOURCE_UNKNOWN;
        if (reading->orders_only) {
            describe_orders(source);
            reading_find(reading, FINDING_FILE_ORDERS_ONLY, 0, 0, NULL);
        } else if (reading->format->traits & TRAIT_ASIDE) {
            describe_aside(source);
            reading_find(reading, FINDING_FILE_ASIDE, 0, 0, NULL);
        } else {
            table_seek(reading->table, start);
            reading_find(reading, what_is_unknown(reading), 0, 0, NULL);
        }
    } else {
        decide_kind(reading);
    }
    source->delimiter = table->delimiter;
    if (reading->context->override.column_count > 0 && !reading->columns_said) {
        const char *title = reading->context->override.columns[0].title;
        reading_find(reading, FINDING_SETTING_NO_COLUMN, 0, 0,
                     text_printable(reading->arena, title, strlen(title), 60));
    }
    if (table->repaired > 0) {
        char count[32];
        snprintf(count, sizeof count, "%llu", (unsigned long long)table->repaired);
        reading_find(reading, FINDING_FILE_ENCODING_MIXED, 0, 0, count);
    }
}

/* A workbook under the name of a text file is refused (FORMATS.md 1.3): somebody gave it that name
 * by hand, and whatever else opens the folder trips over it. The remedy is one word long. */
static bool is_misnamed(const struct reading *reading)
{
    static const char *const endings[] = {".csv", ".txt", ".tsv"};
    const char *path = reading->source->path == NULL ? "" : reading->source->path;
    size_t size = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (size > 4 && text_equal_ignoring_case(path + size - 4, endings[i])) {
            return reading->table->content == TABLE_WORKBOOK;
        }
    }
    return false;
}

static void refuse(struct reading *reading, const char *reason)
{
    reading->source->kind = SOURCE_UNREADABLE;
    reading_find(reading, describe_refusal(reading->source, reason), 0, 0, NULL);
}

/* What the file says, by what it holds. */
static void read_contents(struct reading *reading, const void *bytes, size_t size)
{
    struct source *source = reading->source;
    if (reading->context->override.ignore) {
        source->kind = SOURCE_IGNORED;
        source->why = "edition.ini zegt: overslaan";
        source->why_en = "edition.ini says: skip";
        reading_find(reading, FINDING_FILE_IGNORED, 0, 0, NULL);
        return;
    }
    reading->table = table_open_on(reading->arena, bytes, size, reading->context->threads);
    source->encoding = reading->table->encoding;
    if (is_misnamed(reading)) {
        refuse(reading, "misnamed");
        return;
    }
    switch (reading->table->content) {
    case TABLE_EMPTY:
        source->kind = SOURCE_EMPTY;
        describe_nothing(source);
        reading_find(reading, FINDING_FILE_EMPTY, 0, 0, NULL);
        break;
    case TABLE_NOT_TEXT:
    case TABLE_BAD_WORKBOOK:
        refuse(reading, reading->table->reason);
        break;
    case TABLE_TEXT:
    case TABLE_WORKBOOK:
        read_text(reading);
        break;
    }
}

bool recognise_bytes(struct arena *arena, const void *bytes, size_t size,
                     const struct recognise_context *context, const struct row_sink *rows,
                     const struct finding_sink *findings, struct source *source,
                     struct error *error)
{
    (void)error;
    source->size = size;
    source->overruled = context->override.format != FORMAT_UNKNOWN;
    source->date_order = context->override.date_order;
    struct arena *file = arena_create();
    struct reading reading = {.arena = file,
                              .scratch = arena_create(),
                              .keep = arena,
                              .context = context,
                              .rows = rows,
                              .findings = findings,
                              .source = source,
                              .format = format_of(FORMAT_LIST),
                              .labels = intern_create(file),
                              .file_label = label_of_path(file, source->path),
                              .headings = context->headings != NULL ? context->headings
                                                                    : headings_create(file),
                              .corrections = rows_corrections(context, source->path)};
    read_contents(&reading, bytes, size);
    arena_destroy(reading.scratch);
    arena_destroy(file);
    return true;
}

bool recognise_file(struct arena *arena, const char *path, const struct recognise_context *context,
                    const struct row_sink *rows, const struct finding_sink *findings,
                    struct source *source, struct error *error)
{
    struct source_bytes bytes;
    return source_load(arena, path, &bytes, error) &&
           recognise_bytes(arena, bytes.data, bytes.size, context, rows, findings, source, error);
}
