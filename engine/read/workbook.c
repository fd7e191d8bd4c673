/* workbook: see workbook.h. Four small readers over expat, one per kind of part: workbook and its
 * relations (which sheets), shared strings, styles (which numbers are dates), sheet (rows). Names
 * of elements are compared behind their prefix, because not every writer uses the same. */
#include "engine/read/workbook.h"

#include <expat.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/read/archive.h"
#include "engine/read/merged.h"
#include "engine/record/moment.h"

enum {
    TYPE_MOST = 80,
    COLUMNS_MOST = 16384,
    SLOTS_MOST = 40 * 1000 * 1000,
    TEXT_MOST = 512 * 1024 * 1024
};

enum number_style {
    STYLE_PLAIN,
    STYLE_DATE,
    STYLE_DATE_TIME,
    STYLE_TIME,
    STYLE_ELAPSED,
    STYLE_PERCENT
};

struct relation {
    const char *id, *target;
};

struct number_format {
    long id;
    enum number_style style;
};

struct sheet_part {
    const char *name, *relation;
    bool hidden;
};

struct build {
    struct arena *arena;
    XML_Parser parser;
    bool stopped; /* a limit or a document type */
    bool date1904;
    VECTOR(struct sheet_part) parts;
    VECTOR(struct relation) relations;
    VECTOR(const char *) strings;
    VECTOR(struct number_format) formats;
    VECTOR(enum number_style) styles;
    size_t text_total;
    /* While an element is open. */
    struct text value;
    bool in_value, in_phonetic, in_cell_styles;
    char type[12];
    long style;
    size_t column, next_column;
    long line;
    VECTOR(const char *) cells;
    VECTOR(struct record) rows;
    size_t slots;
};

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon == NULL ? name : colon + 1;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(local(attributes[i]), name) == 0) {
            return attributes[i + 1];
        }
    }
    return NULL;
}

static void stop(struct build *build)
{
    build->stopped = true;
    XML_StopParser(build->parser, XML_FALSE);
}

static void refuse_doctype(void *context, const char *name, const char *system, const char *public,
                           int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    stop(context);
}

static void take_text(void *context, const char *bytes, int size)
{
    struct build *build = context;
    if (!build->in_value || build->in_phonetic || size <= 0) {
        return;
    }
    build->text_total += (size_t)size;
    if (build->text_total > TEXT_MOST) {
        stop(build);
        return;
    }
    text_add_bytes(&build->value, bytes, (size_t)size);
}

static bool feed(void *context, const char *bytes, size_t size)
{
    struct build *build = context;
    return XML_Parse(build->parser, bytes, (int)size, 0) == XML_STATUS_OK;
}

static bool parse_part(struct build *build, struct archive *archive, const char *part,
                       XML_StartElementHandler start, XML_EndElementHandler end)
{
    build->parser = XML_ParserCreate(NULL);
    if (build->parser == NULL) {
        return false;
    }
    XML_SetUserData(build->parser, build);
    XML_SetElementHandler(build->parser, start, end);
    XML_SetCharacterDataHandler(build->parser, take_text);
    XML_SetStartDoctypeDeclHandler(build->parser, refuse_doctype);
    bool good = archive_read(archive, part, feed, build) &&
                XML_Parse(build->parser, "", 0, 1) == XML_STATUS_OK && !build->stopped;
    XML_ParserFree(build->parser);
    build->parser = NULL;
    return good;
}

/* "_x000D_" stands for a character that XML cannot hold or would change. */
static const char *unescaped(struct build *build)
{
    char *copy = arena_copy(build->arena, build->value.bytes, build->value.size);
    char *out = copy;
    for (const char *s = copy; *s != '\0';) {
        unsigned code;
        char underscore;
        if (s[0] == '_' && s[1] == 'x' && strspn(s + 2, "0123456789abcdefABCDEF") == 4 &&
            sscanf(s + 2, "%4x%c", &code, &underscore) == 2 && underscore == '_') {
            if (code > 0 && code < 0x80) {
                *out++ = (char)code;
            }
            s += 7;
        } else {
            *out++ = *s++;
        }
    }
    copy[text_plain_breaks(copy, (size_t)(out - copy))] = '\0';
    return copy;
}

/* -- which sheets ----------------------------------------------------------------------------- */

static void workbook_start(void *context, const char *name, const char **attributes)
{
    struct build *build = context;
    if (strcmp(local(name), "workbookPr") == 0) {
        const char *value = attribute(attributes, "date1904");
        build->date1904 = value != NULL && (value[0] == '1' || value[0] == 't');
    } else if (strcmp(local(name), "sheet") == 0) {
        const char *state = attribute(attributes, "state");
        const char *relation = NULL;
        for (size_t i = 0; attributes[i] != NULL; i += 2) {
            const char *colon = strchr(attributes[i], ':');
            relation = colon != NULL && strcmp(colon, ":id") == 0 ? attributes[i + 1] : relation;
        }
        *VECTOR_PUSH(build->arena, &build->parts) =
            (struct sheet_part){.name = arena_strdup(build->arena, attribute(attributes, "name")),
                                .relation = arena_strdup(build->arena, relation),
                                .hidden = state != NULL && strcmp(state, "visible") != 0};
    }
}

static void relations_start(void *context, const char *name, const char **attributes)
{
    struct build *build = context;
    if (strcmp(local(name), "Relationship") == 0) {
        *VECTOR_PUSH(build->arena, &build->relations) =
            (struct relation){arena_strdup(build->arena, attribute(attributes, "Id")),
                              arena_strdup(build->arena, attribute(attributes, "Target"))};
    }
}

static void nothing_end(void *context, const char *name)
{
    (void)context;
    (void)name;
}

static const char *part_of(struct build *build, const char *relation)
{
    for (size_t i = 0; i < build->relations.count; i++) {
        const char *target = build->relations.items[i].target;
        if (target != NULL && text_equal(build->relations.items[i].id, relation)) {
            return target[0] == '/' ? target + 1 : arena_printf(build->arena, "xl/%s", target);
        }
    }
    return NULL;
}

/* -- shared strings --------------------------------------------------------------------------- */

static void strings_start(void *context, const char *name, const char **attributes)
{
    struct build *build = context;
    (void)attributes;
    const char *element = local(name);
    if (strcmp(element, "si") == 0) {
        text_clear(&build->value);
    }
    build->in_phonetic = build->in_phonetic || strcmp(element, "rPh") == 0;
    build->in_value = strcmp(element, "t") == 0;
}

static void strings_end(void *context, const char *name)
{
    struct build *build = context;
    const char *element = local(name);
    build->in_value = false;
    if (strcmp(element, "rPh") == 0) {
        build->in_phonetic = false;
    } else if (strcmp(element, "si") == 0) {
        *VECTOR_PUSH(build->arena, &build->strings) = unescaped(build);
    }
}

/* -- styles ----------------------------------------------------------------------------------- */

/* A format code of Excel: d and y make a date, h and s a time, [h] an elapsed time. Text in quotes,
 * escaped characters and colours or locales in brackets do not count. */
static enum number_style style_of_code(const char *code)
{
    bool date = false;
    bool time = false;
    bool percent = false;
    for (const char *c = code; *c != '\0' && *c != ';'; c++) {
        if (*c == '"') {
            const char *end = strchr(c + 1, '"');
            if (end == NULL) {
                break;
            }
            c = end;
        } else if (*c == '\\' || *c == '_' || *c == '*') {
            c += c[1] != '\0';
        } else if (*c == '[') {
            char unit = text_lower_char(c[1]);
            if ((unit == 'h' || unit == 'm' || unit == 's') &&
                (c[2] == ']' || text_lower_char(c[2]) == unit)) {
                return STYLE_ELAPSED;
            }
            const char *end = strchr(c, ']');
            if (end == NULL) {
                break;
            }
            c = end;
        } else {
            char letter = text_lower_char(*c);
            date = date || letter == 'd' || letter == 'y' || letter == 'j';
            time = time || letter == 'h' || letter == 's' || letter == 'u';
            percent = percent || letter == '%';
        }
    }
    return date && time ? STYLE_DATE_TIME
           : date       ? STYLE_DATE
           : time       ? STYLE_TIME
           : percent    ? STYLE_PERCENT
                        : STYLE_PLAIN;
}

static enum number_style style_of_format(const struct build *build, long id)
{
    for (size_t i = 0; i < build->formats.count; i++) {
        if (build->formats.items[i].id == id) {
            return build->formats.items[i].style;
        }
    }
    /* ECMA-376 part 1, 18.8.30: formats that need no code of their own. */
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
        id == 57 || id == 58) {
        return STYLE_DATE;
    }
    return id == 22 ? STYLE_DATE_TIME
           : (id >= 18 && id <= 21) || (id >= 32 && id <= 33) || id == 45 || id == 47 ? STYLE_TIME
           : id == 46            ? STYLE_ELAPSED
           : id == 9 || id == 10 ? STYLE_PERCENT
                                 : STYLE_PLAIN;
}

static void styles_start(void *context, const char *name, const char **attributes)
{
    struct build *build = context;
    const char *element = local(name);
    if (strcmp(element, "numFmt") == 0) {
        const char *id = attribute(attributes, "numFmtId");
        const char *code = attribute(attributes, "formatCode");
        if (id != NULL && code != NULL) {
            *VECTOR_PUSH(build->arena, &build->formats) =
                (struct number_format){strtol(id, NULL, 10), style_of_code(code)};
        }
    } else if (strcmp(element, "cellXfs") == 0) {
        build->in_cell_styles = true;
    } else if (strcmp(element, "xf") == 0 && build->in_cell_styles) {
        const char *id = attribute(attributes, "numFmtId");
        *VECTOR_PUSH(build->arena, &build->styles) =
            id == NULL ? STYLE_PLAIN : style_of_format(build, strtol(id, NULL, 10));
    }
}

static void styles_end(void *context, const char *name)
{
    struct build *build = context;
    build->in_cell_styles = build->in_cell_styles && strcmp(local(name), "cellXfs") != 0;
}

/* -- cells ------------------------------------------------------------------------------------ */

static const char *date_text(struct build *build, double serial, enum number_style style)
{
    double whole = floor(serial);
    int64_t seconds = (int64_t)llround((serial - whole) * MOMENT_DAY);
    if (style == STYLE_ELAPSED || (style == STYLE_TIME && serial < 1)) {
        int64_t all = (int64_t)whole * MOMENT_DAY + seconds;
        return arena_printf(build->arena, "%02lld:%02lld:%02lld", (long long)(all / 3600),
                            (long long)(all / 60 % 60), (long long)(all % 60));
    }
    /* Day 1 is 1 January 1900, and Excel believes that 1900 had a 29 February. */
    int64_t days = (int64_t)whole + (build->date1904 ? 1462 : 0);
    days += moment_days(1899, 12, 30) + (days < 60 && !build->date1904);
    struct moment moment = {days * MOMENT_DAY + seconds, MOMENT_DATE | MOMENT_TIME};
    if (style == STYLE_DATE && seconds == 0) {
        moment.flags = MOMENT_DATE;
    }
    char text[MOMENT_TEXT];
    moment_write(moment, text);
    return arena_strdup(build->arena, text);
}

static const char *number_text(struct build *build)
{
    double value;
    if (!number_read(build->value.bytes, &value)) {
        return arena_strdup(build->arena, build->value.bytes);
    }
    enum number_style style = STYLE_PLAIN;
    if (build->style >= 0 && (size_t)build->style < build->styles.count) {
        style = build->styles.items[build->style];
    }
    bool percent = style == STYLE_PERCENT;
    if (style != STYLE_PLAIN && !percent && value >= 0 && value < 2958466) { /* to 31-12-9999 */
        return date_text(build, value, style);
    }
    /* Excel's own precision; a share as it is shown, and as a CSV of the sheet has it. */
    return arena_printf(build->arena, "%.15g%s", percent ? value * 100 : value, percent ? "%" : "");
}

static const char *cell_text(struct build *build)
{
    if (strcmp(build->type, "s") == 0) {
        char *end;
        unsigned long number = strtoul(build->value.bytes, &end, 10);
        return *end == '\0' && end != build->value.bytes && number < build->strings.count
                   ? build->strings.items[number]
                   : "";
    }
    if (strcmp(build->type, "b") == 0) {
        return build->value.bytes[0] == '1' ? "TRUE" : "FALSE";
    }
    if (strcmp(build->type, "e") == 0) {
        return "";
    }
    if (build->type[0] == '\0' || strcmp(build->type, "n") == 0) {
        return build->value.size == 0 ? "" : number_text(build);
    }
    return unescaped(build);
}

/* "BC12" to 54; the column behind the last one when there is no reference. */
static size_t column_of(const struct build *build, const char *reference)
{
    size_t column = 0;
    if (reference == NULL) {
        return build->next_column;
    }
    for (; *reference >= 'A' && *reference <= 'Z' && column < COLUMNS_MOST; reference++) {
        column = column * 26 + (size_t)(*reference - 'A' + 1);
    }
    return column == 0 ? build->next_column : column - 1;
}

/* Behind the rows stands which cells were merged. */
static void put_merged(struct build *build, const char *range)
{
    if (range != NULL) {
        build->slots += merged_fill(build->arena, range, build->rows.items, build->rows.count);
    }
    if (build->slots > SLOTS_MOST) {
        stop(build);
    }
}

static void sheet_start(void *context, const char *name, const char **attributes)
{
    struct build *build = context;
    const char *element = local(name);
    if (strcmp(element, "row") == 0) {
        const char *number = attribute(attributes, "r");
        build->line = number == NULL ? build->line + 1 : strtol(number, NULL, 10);
        build->cells.count = 0;
        build->next_column = 0;
    } else if (strcmp(element, "c") == 0) {
        const char *type = attribute(attributes, "t");
        const char *style = attribute(attributes, "s");
        snprintf(build->type, sizeof build->type, "%s", type == NULL ? "" : type);
        build->style = style == NULL ? -1 : strtol(style, NULL, 10);
        build->column = column_of(build, attribute(attributes, "r"));
        text_clear(&build->value);
    } else if (strcmp(element, "rPh") == 0) {
        build->in_phonetic = true;
    } else if (strcmp(element, "mergeCell") == 0) {
        put_merged(build, attribute(attributes, "ref"));
    }
    build->in_value = strcmp(element, "v") == 0 || strcmp(element, "t") == 0;
}

/* A guard of a text file (="...", delimited.h) that came along as text. */
static const char *unguarded(struct build *build, const char *text)
{
    size_t size = strlen(text);
    bool guarded = size >= 3 && text[0] == '=' && text[1] == '"' && text[size - 1] == '"';
    return guarded ? arena_copy(build->arena, text + 2, size - 3) : text;
}

/* Without blanks at its ends, as a cell of a text file (cells.h). */
static const char *unpadded(struct build *build, const char *text)
{
    size_t size = strlen(text);
    size_t end = size;
    for (size_t blank; (blank = text_end_blank(text, end, true)) > 0;) {
        end -= blank;
    }
    bool same = end == size;
    for (size_t blank; (blank = text_end_blank(text, end, false)) > 0;) {
        text += blank;
        end -= blank;
    }
    return same ? text : arena_copy(build->arena, text, end);
}

static void put_cell(struct build *build)
{
    const char *text = unpadded(build, unguarded(build, cell_text(build)));
    build->next_column = build->column + 1;
    if (*text == '\0') {
        return;
    }
    if (build->column >= COLUMNS_MOST) {
        stop(build);
        return;
    }
    while (build->cells.count <= build->column) {
        *VECTOR_PUSH(build->arena, &build->cells) = "";
    }
    build->cells.items[build->column] = text;
}

static void put_row(struct build *build)
{
    size_t count = build->cells.count;
    build->slots += count;
    if (count == 0) {
        return;
    }
    if (build->slots > SLOTS_MOST) {
        stop(build);
        return;
    }
    const char **cells = arena_alloc_array(build->arena, count, sizeof *cells);
    memcpy(cells, build->cells.items, count * sizeof *cells);
    *VECTOR_PUSH(build->arena, &build->rows) =
        (struct record){.line = build->line, .count = count, .cells = cells};
}

static void sheet_end(void *context, const char *name)
{
    struct build *build = context;
    const char *element = local(name);
    build->in_value = false;
    if (strcmp(element, "rPh") == 0) {
        build->in_phonetic = false;
    } else if (strcmp(element, "c") == 0) {
        put_cell(build);
    } else if (strcmp(element, "row") == 0) {
        put_row(build);
    }
}

/* -- the whole -------------------------------------------------------------------------------- */

static bool read_sheets(struct build *build, struct archive *archive, struct workbook *workbook)
{
    workbook->sheets =
        arena_alloc_array(build->arena, build->parts.count, sizeof *workbook->sheets);
    for (size_t i = 0; i < build->parts.count; i++) {
        const struct sheet_part *part = &build->parts.items[i];
        const char *target = part_of(build, part->relation);
        build->rows.items = NULL;
        build->rows.count = 0;
        build->rows.capacity = 0;
        build->line = 0;
        if (target == NULL || !archive_has(archive, target)) {
            continue; /* a chart sheet, or a relation that leads nowhere */
        }
        if (!parse_part(build, archive, target, sheet_start, sheet_end)) {
            return false;
        }
        workbook->sheets[workbook->sheet_count++] =
            (struct sheet){.name = part->name == NULL ? "" : part->name,
                           .hidden = part->hidden,
                           .rows = build->rows.items,
                           .row_count = build->rows.count};
    }
    return true;
}

static bool take_type(void *context, const char *bytes, size_t size)
{
    char *type = context;
    size_t had = strlen(type);
    size_t room = TYPE_MOST - 1 - had;
    memcpy(type + had, bytes, size < room ? size : room);
    return true;
}

/* What a zip that is no workbook is: a workbook or a document of another kind, or files in a zip.
 */
static const char *what_else(struct archive *archive)
{
    char type[TYPE_MOST] = "";
    if (archive_has(archive, "word/document.xml") || archive_has(archive, "ppt/presentation.xml")) {
        return "document";
    }
    if (!archive_has(archive, "content.xml")) {
        return "zip";
    }
    archive_read(archive, "mimetype", take_type, type);
    return strstr(type, "opendocument.text") != NULL || strstr(type, "presentation") != NULL
               ? "document"
               : "ods";
}

const struct workbook *workbook_open(struct arena *arena, const void *bytes, size_t size,
                                     const char **reason)
{
    struct archive *archive = archive_open(arena, bytes, size);
    if (archive == NULL || !archive_has(archive, "xl/workbook.xml")) {
        *reason = archive == NULL ? "damaged" : what_else(archive);
        return NULL;
    }
    struct build build = {.arena = arena};
    build.value = text_create(arena);
    struct workbook *workbook = arena_alloc(arena, sizeof *workbook);
    bool good =
        parse_part(&build, archive, "xl/workbook.xml", workbook_start, nothing_end) &&
        parse_part(&build, archive, "xl/_rels/workbook.xml.rels", relations_start, nothing_end);
    if (good && archive_has(archive, "xl/sharedStrings.xml")) {
        good = parse_part(&build, archive, "xl/sharedStrings.xml", strings_start, strings_end);
    }
    if (good && archive_has(archive, "xl/styles.xml")) {
        good = parse_part(&build, archive, "xl/styles.xml", styles_start, styles_end);
    }
    if (!good || !read_sheets(&build, archive, workbook)) {
        *reason = build.stopped ? "too large" : "damaged";
        return NULL;
    }
    return workbook;
}
