/* export_file: see export_file.h. */
#include "tests/support/export_file.h"

#include <string.h>
#include <strings.h>

#include "engine/base/text.h"
#include "engine/recognise/heading.h"
#include "engine/recognise/recognise.h"
#include "engine/record/edition.h"

struct marks {
    struct export_file *file;
    struct source source;
};

/* The line of the sheet that begins at that line of the file; the sheet's count when none does. */
static size_t line_at(const struct sheet *sheet, long line)
{
    size_t low = 0;
    size_t high = sheet->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sheet->lines[middle].line < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < sheet->count && sheet->lines[low].line == line ? low : sheet->count;
}

/* Whether two texts share a word of three letters, so that one may be part of the other. */
static bool share_word(const char *cell, const char *name)
{
    static const char ends[] = " ,.()[]";
    while (*cell != '\0') {
        cell += strspn(cell, ends);
        size_t size = strcspn(cell, ends);
        for (const char *c = name; size >= 3 && *c != '\0'; c++) {
            if (strncasecmp(c, cell, size) == 0) {
                return true;
            }
        }
        cell += size;
    }
    return false;
}

static void mark_line(struct marks *marks, long number)
{
    size_t line = line_at(&marks->file->sheet, number);
    if (line < marks->file->sheet.count) {
        marks->file->rows[line] = true;
    }
}

static void mark_row(void *context, const struct row *row)
{
    struct marks *marks = context;
    struct export_file *file = marks->file;
    size_t at = line_at(&file->sheet, row->line);
    bool titled = marks->source.title != NULL || row->session_id != NULL;
    for (int i = 0; i < SESSION_FILE_NAME; i++) {
        titled = titled || !text_is_blank(row->session[i]);
    }
    file->called_by_name = file->called_by_name || !titled;
    file->durations = file->durations || (row->seconds >= 0 && !moment_is_set(row->joined));
    file->twins = file->twins || row->continued;
    file->beside = file->beside || (at < file->sheet.count && file->rows[at] && !row->continued);
    bool only = row->continued || row->status == REGISTRATION_NONE;
    file->absences = file->absences || (row->attended == ATTENDED_NO && only);
    file->numbered = file->numbered || row->telephone;
    for (size_t i = 0; at < file->sheet.count && i < file->sheet.lines[at].count; i++) {
        const char *cell = file->sheet.lines[at].cells[i];
        file->who[i] = file->who[i] || strchr(cell, '@') != NULL ||
                       (row->name != NULL && share_word(cell, row->name));
    }
    mark_line(marks, row->line);
}

static void mark_session(void *context, const struct programme_row *row)
{
    mark_line(context, row->line);
}

static void mark_finding(void *context, const struct finding *finding)
{
    struct marks *marks = context;
    size_t line = line_at(&marks->file->sheet, finding->line);
    if (finding->line > 0 && line < marks->file->sheet.count) {
        marks->file->found[line] = true;
    }
}

size_t export_file_filled(const struct sheet_line *line)
{
    size_t filled = 0;
    for (size_t i = 0; i < line->count; i++) {
        filled += !text_is_blank(line->cells[i]);
    }
    return filled;
}

/* A line of somebody who comes or goes says when. */
static bool is_event(const struct export_file *file, size_t line)
{
    const struct sheet_line *cells = &file->sheet.lines[line];
    bool digits = false;
    for (size_t i = 0; i < cells->count; i++) {
        digits = digits || cells->cells[i][strcspn(cells->cells[i], "0123456789")] != '\0';
    }
    return file->events && digits && export_file_filled(cells) > 1;
}

/* What is found about a line below the first row is found about a row. */
static bool is_row(const struct export_file *file, size_t line)
{
    return file->rows[line] || file->found[line];
}

/* A heading of two lines is no heading that a page could begin with again. */
size_t export_file_heading(const struct export_file *file, size_t row)
{
    const struct sheet *sheet = &file->sheet;
    size_t at = row;
    while (at > 0 && (is_row(file, at - 1) || export_file_filled(&sheet->lines[at - 1]) == 0)) {
        at--;
    }
    bool heading = at > 0 && file->rows[at] && export_file_filled(&sheet->lines[at - 1]) >= 2;
    bool two = at > 1 && export_file_filled(&sheet->lines[at - 2]) >= 2;
    return heading && !two ? at - 1 : NO_HEADING;
}

/* What the titles say of their columns. */
static void read_titles(struct arena *arena, struct export_file *file,
                        const struct sheet_line *line)
{
    enum { KNOWN_LEAST = 3 };
    struct headings *headings = headings_create(arena);
    bool seen[ROLE_COUNT_ALL] = {false};
    size_t known = 0;
    for (size_t i = 0; i < line->count; i++) {
        enum role role = heading_read(headings, arena, line->cells[i]).role;
        file->twins = file->twins || (role != ROLE_NONE && seen[role]);
        file->who[i] = file->who[i] || (role >= ROLE_NAME && role <= ROLE_ORGANISATION) ||
                       role == ROLE_PERSON_ID || role == ROLE_REGISTRATION_ID;
        known += role != ROLE_NONE;
        seen[role] = true;
    }
    bool form = file->format == FORMAT_MS_FORMS || file->format == FORMAT_LIMESURVEY;
    file->by_place = form && known < KNOWN_LEAST;
}

static void find_places(struct arena *arena, struct export_file *file)
{
    const struct sheet *sheet = &file->sheet;
    file->first = 0;
    while (file->first < sheet->count && !file->rows[file->first]) {
        file->first++;
    }
    for (size_t i = file->first; i < sheet->count; i++) {
        file->rows[i] = file->rows[i] || is_event(file, i);
        file->last = file->rows[i] ? i : file->last;
    }
    size_t heading =
        file->first == sheet->count ? NO_HEADING : export_file_heading(file, file->first);
    file->one_table = heading != NO_HEADING;
    for (size_t i = 0; i < sheet->count; i++) {
        size_t above = file->rows[i] ? export_file_heading(file, i) : NO_HEADING;
        if (above != NO_HEADING && above + 1 == i) {
            read_titles(arena, file, &sheet->lines[above]);
        }
        size_t filled = export_file_filled(&sheet->lines[i]);
        file->narrow = file->narrow || (file->rows[i] && filled == 1);
        file->one_table = file->one_table &&
                          (i < heading || sheet->lines[i].count <= sheet->lines[heading].count);
        bool blank = export_file_filled(&sheet->lines[i]) == 0;
        file->one_table = file->one_table && (blank || i == heading || is_row(file, i));
    }
}

static const char *line_end_of(const void *bytes, size_t size)
{
    const char *feed = memchr(bytes, '\n', size);
    bool carriage = memchr(bytes, '\r', size) != NULL;
    return feed == NULL && carriage ? "\r" : carriage ? "\r\n" : "\n";
}

static struct respelling spelling_of(const struct source *source, const void *bytes, size_t size)
{
    bool wide = source->encoding == ENCODING_UTF_16LE || source->encoding == ENCODING_UTF_16BE;
    enum source_encoding encoding = source->encoding == ENCODING_UTF_8_BOM ? ENCODING_UTF_8
                                    : source->encoding == ENCODING_MIXED   ? ENCODING_UTF_8
                                                                           : source->encoding;
    return (struct respelling){.mark = source->delimiter == 0 ? ',' : source->delimiter,
                               .line_end = line_end_of(bytes, size),
                               .encoding = encoding,
                               .byte_order_mark = wide || source->encoding == ENCODING_UTF_8_BOM};
}

bool export_file_read(struct arena *arena, const char *path, const void *bytes, size_t size,
                      struct export_file *file)
{
    struct error error = {0};
    *file = (struct export_file){.path = path};
    struct marks marks = {.file = file, .source = {.path = path}};
    struct recognise_context context = {0};
    struct row_sink nowhere = {.context = &marks, .row = mark_row, .programme = mark_session};
    struct finding_sink findings = {&marks, mark_finding};
    /* Once to know how cells are separated, once more when the sheet is there to be marked. */
    if (!recognise_bytes(arena, bytes, size, &context, &nowhere, &findings, &marks.source,
                         &error) ||
        !resave_read(arena, bytes, size, marks.source.delimiter, &file->sheet)) {
        return false;
    }
    file->kind = marks.source.kind;
    file->format = marks.source.format;
    file->spelling = spelling_of(&marks.source, bytes, size);
    file->rows = arena_alloc(arena, file->sheet.count + 1);
    file->found = arena_alloc(arena, file->sheet.count + 1);
    file->who = arena_alloc(arena, file->sheet.width + 1);
    marks.source = (struct source){.path = path};
    recognise_bytes(arena, bytes, size, &context, &nowhere, &findings, &marks.source, &error);
    const struct side_table *table = marks.source.table;
    for (size_t i = 0; table != NULL && i < table->row_count; i++) {
        mark_line(&marks, table->rows[i].line);
    }
    file->events = file->format == FORMAT_TEAMS_LIST || file->format == FORMAT_TEAMS_LIVE;
    find_places(arena, file);
    return file->first < file->sheet.count;
}

void export_file_learn(struct export_file *file, const struct edition *edition, uint32_t source)
{
    for (size_t i = 0; i < edition->findings_count; i++) {
        const struct finding *finding = &edition->findings[i];
        size_t line = line_at(&file->sheet, finding->line);
        if (finding->source == source && finding->line > 0 && line < file->sheet.count) {
            file->found[line] = true;
        }
    }
    uint64_t decided = 0;
    for (size_t i = 0; i < edition->registrations_count; i++) {
        decided += edition->registrations[i].source == source;
    }
    const struct source *read = &edition->sources[source];
    bool registers =
        read->kind == SOURCE_REGISTRATION || read->kind == SOURCE_REGISTRATION_ATTENDANCE;
    file->merges = read->rows_merged > 0 || (registers && decided < read->rows_used);
    file->alone = edition->sources_count == 1;
}

bool export_file_gap(const struct export_file *file, size_t line)
{
    return line + 1 < file->sheet.count && file->rows[line] && file->rows[line + 1];
}
