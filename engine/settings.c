/* settings: see settings.h. */
#include "engine/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/recognise/heading.h"

struct reader {
    struct arena *arena;
    struct settings *settings;
    const struct finding_sink *findings;
    uint32_t source;
    const char *text; /* of the whole file */
    VECTOR(struct file_setting) files;
};

struct settings settings_default(void)
{
    return (struct settings){.edition = {.first_day = INT64_MIN,
                                         .last_day = INT64_MIN,
                                         .reference_day = INT64_MIN,
                                         .retention_day = INT64_MIN,
                                         .embargo_day = INT64_MIN,
                                         .minutes = 15,
                                         .small_count = 5,
                                         .match = "fuzzy",
                                         .quotes = true,
                                         .language = LANGUAGE_NL}};
}

bool settings_read_day(const char *text, int64_t *day)
{
    int a;
    int b;
    int c;
    char tail;
    int year;
    int month;
    int date;
    if (sscanf(text, "%4d-%2d-%2d%c", &a, &b, &c, &tail) == 3 && a >= 1900) {
        year = a;
        month = b;
        date = c;
    } else if (sscanf(text, "%2d-%2d-%4d%c", &a, &b, &c, &tail) == 3 && c >= 1900) {
        year = c;
        month = b;
        date = a;
    } else {
        return false;
    }
    if (month < 1 || month > 12 || date < 1 || date > 31) {
        return false;
    }
    int64_t days = moment_days(year, month, date);
    int back_year;
    int back_month;
    int back_date;
    moment_civil(days, &back_year, &back_month, &back_date);
    if (back_month != month || back_date != date) {
        return false; /* 31 April is none */
    }
    *day = days;
    return true;
}

/* -- one value
 * ------------------------------------------------------------------------------------- */

enum value_kind {
    VALUE_TEXT,
    VALUE_DAY,
    VALUE_YEAR,
    VALUE_MINUTES,
    VALUE_COUNT,
    VALUE_MATCH,
    VALUE_YES,
    VALUE_LANGUAGE,
    VALUE_COLOUR,
    VALUE_THEMES
};

/* KEY(section, name, kind, member of edition_settings) */
#define SETTINGS_KEYS(KEY)                                                                         \
    KEY("edition", "name", VALUE_TEXT, name)                                                       \
    KEY("edition", "year", VALUE_YEAR, year)                                                       \
    KEY("edition", "start", VALUE_DAY, first_day)                                                  \
    KEY("edition", "end", VALUE_DAY, last_day)                                                     \
    KEY("edition", "organiser", VALUE_TEXT, organiser)                                             \
    KEY("edition", "language", VALUE_LANGUAGE, language)                                           \
    KEY("edition", "reference_date", VALUE_DAY, reference_day)                                     \
    KEY("edition", "retention", VALUE_DAY, retention_day)                                          \
    KEY("counting", "minutes", VALUE_MINUTES, minutes)                                             \
    KEY("counting", "small_count", VALUE_COUNT, small_count)                                       \
    KEY("counting", "match", VALUE_MATCH, match)                                                   \
    KEY("report", "colour", VALUE_COLOUR, colour)                                                  \
    KEY("report", "logo", VALUE_TEXT, logo)                                                        \
    KEY("report", "quotes", VALUE_YES, quotes)                                                     \
    KEY("report", "themes", VALUE_THEMES, themes)                                                  \
    KEY("report", "embargo", VALUE_DAY, embargo_day)

static const struct key {
    const char *section, *name;
    enum value_kind kind;
    size_t offset;
} keys[] = {
#define KEY(section, name, kind, member)                                                           \
    {section, name, kind, offsetof(struct edition_settings, member)},
    SETTINGS_KEYS(KEY)
#undef KEY
};

enum { KEYS = sizeof keys / sizeof keys[0] };

static bool whole_number(const char *text, int64_t low, int64_t high, int *number)
{
    int64_t value;
    if (!number_read_integer(text, &value) || value < low || value > high) {
        return false;
    }
    *number = (int)value;
    return true;
}

static bool yes_or_no(const char *text, bool *yes)
{
    static const char *const words[][2] = {
        {"ja", "nee"}, {"yes", "no"}, {"true", "false"}, {"1", "0"}, {"aan", "uit"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        for (int k = 0; k < 2; k++) {
            if (text_equal_ignoring_case(text, words[i][k])) {
                *yes = k == 0;
                return true;
            }
        }
    }
    return false;
}

static bool is_colour(const char *text)
{
    return text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

/* Stores a value; false when it is out of range. */
static bool set_value(struct reader *reader, const struct key *key, const char *value)
{
    void *member = (char *)&reader->settings->edition + key->offset;
    switch (key->kind) {
    case VALUE_TEXT:
        *(const char **)member = *value == '\0' ? NULL : arena_strdup(reader->arena, value);
        return true;
    case VALUE_DAY:
        return settings_read_day(value, member);
    case VALUE_YEAR:
        return whole_number(value, 1990, 2200, member);
    case VALUE_MINUTES:
        return whole_number(value, 0, 24 * 60, member);
    case VALUE_COUNT:
        return whole_number(value, 0, 1000, member);
    case VALUE_THEMES:
        if (strcmp(value, "auto") == 0) {
            *(int *)member = 0;
            return true;
        }
        return whole_number(value, 1, 100, member);
    case VALUE_MATCH:
        if (strcmp(value, "exact") != 0 && strcmp(value, "alias") != 0 &&
            strcmp(value, "fuzzy") != 0) {
            return false;
        }
        *(const char **)member = arena_strdup(reader->arena, value);
        return true;
    case VALUE_YES:
        return yes_or_no(value, member);
    case VALUE_LANGUAGE:
        if (strcmp(value, "nl") != 0 && strcmp(value, "en") != 0) {
            return false;
        }
        *(enum language *)member = value[0] == 'n' ? LANGUAGE_NL : LANGUAGE_EN;
        return true;
    case VALUE_COLOUR:
        if (!is_colour(value)) {
            return false;
        }
        *(const char **)member = arena_strdup(reader->arena, value);
        return true;
    }
    return false;
}

/* -- findings
 * --------------------------------------------------------------------------------------- */

/* Whether the line, from `line` to its end, says `[section]` or, with a key, `key = ...`. */
static bool says(struct arena *arena, const char *line, size_t size, const char *section,
                 const char *key)
{
    const char *text = text_trim(arena, arena_copy(arena, line, size));
    if (key == NULL) {
        size_t inside = strcspn(text, "]");
        return text[0] == '[' && text[inside] == ']' && strlen(section) == inside - 1 &&
               strncmp(text + 1, section, inside - 1) == 0;
    }
    size_t named = strcspn(text, "=:");
    return strcmp(text_trim(arena, arena_copy(arena, text, named)), key) == 0;
}

/* Where a key stands, or its section when `key` is NULL; inih does not say it. 0 when nowhere. */
static long line_of(struct arena *arena, const char *text, const char *section, const char *key)
{
    bool inside = *section == '\0';
    for (long line = 1; *text != '\0'; line++) {
        size_t size = strcspn(text, "\n");
        if (key != NULL && inside && says(arena, text, size, section, key)) {
            return line;
        }
        if (text[strspn(text, " \t")] == '[') {
            inside = says(arena, text, size, section, NULL);
            if (key == NULL && inside) {
                return line;
            }
        }
        text += size + (text[size] == '\n');
    }
    return 0;
}

static void find(struct reader *reader, enum finding_rule rule, const char *section,
                 const char *key, const char *detail)
{
    struct finding finding = {.rule = rule,
                              .source = reader->source,
                              .line = line_of(reader->arena, reader->text, section, key),
                              .detail = detail};
    reader->findings->add(reader->findings->context, &finding);
}

static void unknown_key(struct reader *reader, const char *section, const char *name)
{
    const char *names[KEYS];
    for (size_t i = 0; i < KEYS; i++) {
        names[i] = keys[i].name;
    }
    const char *nearest = text_nearest(name, names, KEYS);
    const char *shown = text_printable(reader->arena, name, strlen(name), 60);
    const char *said = text_printable(reader->arena, section, strlen(section), 60);
    find(reader, FINDING_SETTING_UNKNOWN, section, name,
         nearest == NULL ? arena_printf(reader->arena, "[%s] %s", said, shown)
                         : arena_printf(reader->arena, "[%s] %s; %s?", said, shown, nearest));
}

/* -- [file LABEL]
 * -------------------------------------------------------------------------------------- */

static struct file_setting *file_of(struct reader *reader, const char *label)
{
    for (size_t i = 0; i < reader->files.count; i++) {
        if (strcmp(reader->files.items[i].label, label) == 0) {
            return &reader->files.items[i];
        }
    }
    struct file_setting *file = VECTOR_PUSH(reader->arena, &reader->files);
    file->label = arena_strdup(reader->arena, label);
    file->line =
        line_of(reader->arena, reader->text, arena_printf(reader->arena, "file%s", label), NULL);
    return file;
}

static bool format_of(const char *word, enum source_format *format)
{
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(source_format_word((enum source_format)i), word) == 0) {
            *format = (enum source_format)i;
            return true;
        }
    }
    return false;
}

/* "column Wie = naam". */
static bool set_column(struct reader *reader, struct file_setting *file, const char *title,
                       const char *word)
{
    enum { COLUMNS_MOST = 500 }; /* of a file that somebody describes by hand */
    struct file_override *override = &file->override;
    if (override->column_count == COLUMNS_MOST) {
        return false;
    }
    struct column_override *columns =
        arena_alloc_array(reader->arena, override->column_count + 1, sizeof *columns);
    for (size_t i = 0; i < override->column_count; i++) {
        columns[i] = override->columns[i];
    }
    columns[override->column_count] = (struct column_override){text_trim(reader->arena, title),
                                                               arena_strdup(reader->arena, word)};
    override->columns = columns;
    override->column_count++;
    return heading_role_named(reader->arena, word) != ROLE_NONE;
}

static void set_file(struct reader *reader, const char *section, const char *name,
                     const char *value)
{
    struct file_setting *file = file_of(reader, section + strlen("file"));
    bool good = true;
    if (text_starts_with(name, "column ")) {
        good = set_column(reader, file, name + strlen("column "), value);
    } else if (strcmp(name, "name") == 0) {
        file->name = arena_strdup(reader->arena, value);
    } else if (strcmp(name, "format") == 0) {
        good = format_of(value, &file->override.format);
    } else if (strcmp(name, "session") == 0) {
        file->override.session = arena_strdup(reader->arena, value);
    } else if (strcmp(name, "date_order") == 0) {
        char first = text_lower_char(value[0]);
        good = first == 'd' || first == 'm';
        file->override.date_order = good ? first : 0;
    } else if (strcmp(name, "ignore") == 0) {
        good = yes_or_no(value, &file->override.ignore);
    } else {
        static const char *const names[] = {"name",       "format", "session",
                                            "date_order", "ignore", "column"};
        const char *nearest = text_nearest(name, names, sizeof names / sizeof *names);
        find(reader, FINDING_SETTING_UNKNOWN, section, name,
             arena_printf(reader->arena, "[file] %s%s%s%s",
                          text_printable(reader->arena, name, strlen(name), 60),
                          nearest == NULL ? "" : "; ", nearest == NULL ? "" : nearest,
                          nearest == NULL ? "" : "?"));
        return;
    }
    if (!good) {
        find(reader, FINDING_SETTING_OUT_OF_RANGE, section, name,
             arena_printf(reader->arena, "[file] %s", name));
    }
}

/* -- the file
 * -------------------------------------------------------------------------------------------- */

static int take(void *user, const char *section, const char *name, const char *value)
{
    struct reader *reader = user;
    if (text_starts_with(section, "file")) {
        set_file(reader, section, name, value);
        return 1;
    }
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(keys[i].section, section) == 0 && strcmp(keys[i].name, name) == 0) {
            if (!set_value(reader, &keys[i], value)) {
                find(reader, FINDING_SETTING_OUT_OF_RANGE, section, name,
                     arena_printf(reader->arena, "[%s] %s", section, name));
            }
            return 1;
        }
    }
    unknown_key(reader, section, name);
    return 1;
}

/* inih reads lines of at most 199 bytes, and a title may be longer. Such lines are taken here, and
 * left empty for inih, so that its line numbers stay true. */
enum { INIH_LINE = 198 };

static void take_line(struct reader *reader, const char *section, const char *line,
                      const char *equals)
{
    struct arena *arena = reader->arena;
    const char *value = text_trim(arena, equals + 1);
    const char *remark = strstr(value, " ;");
    take(reader, section, text_trim(arena, arena_copy(arena, line, (size_t)(equals - line))),
         remark == NULL ? value
                        : text_trim(arena, arena_copy(arena, value, (size_t)(remark - value))));
}

static const char *take_long_lines(struct reader *reader, const char *text)
{
    struct text rest = text_create(reader->arena);
    const char *section = "";
    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        const char *line = text_trim(reader->arena, arena_copy(reader->arena, text, size));
        const char *equals = strchr(line, '=');
        size_t length = strlen(line);
        bool remark = line[0] == ';' || line[0] == '#';
        if (line[0] == '[' && line[length - 1] == ']') {
            section = arena_copy(reader->arena, line + 1, length - 2);
        }
        if (size > INIH_LINE && !remark && equals != NULL) {
            take_line(reader, section, line, equals);
        } else if (size <= INIH_LINE || !remark) {
            text_add_bytes(&rest, text, size);
        }
        text_add(&rest, text[size] == '\n' ? "\n" : "");
        text += size + (text[size] == '\n');
    }
    return rest.bytes;
}

bool settings_read(struct arena *arena, const char *text, const char *path, uint32_t source,
                   const struct finding_sink *findings, struct settings *settings,
                   struct error *error)
{
    struct reader reader = {
        .arena = arena, .settings = settings, .findings = findings, .source = source, .text = text};
    int line = ini_parse_string(take_long_lines(&reader, text), take, &reader);
    if (line != 0) {
        return error_set(error, ERROR_SETTINGS, path, line, "\"sleutel = waarde\" of [kop]");
    }
    settings->files = reader.files.items;
    settings->file_count = reader.files.count;
    return true;
}

/* Does the name fit the pattern, in which * stands for any characters? */
static bool fits(const char *pattern, const char *name)
{
    const char *star = NULL;
    const char *again = name;
    while (*name != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            again = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star != NULL) {
            pattern = star + 1;
            name = ++again;
        } else {
            return false;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == '\0';
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool is_about(const struct file_setting *file, const char *path)
{
    return file->name != NULL && (fits(file->name, name_of(path)) || fits(file->name, path));
}

void settings_find_idle(struct arena *arena, const struct settings *settings, uint32_t source,
                        const char *const *paths, size_t count, const struct finding_sink *findings)
{
    for (size_t i = 0; i < settings->file_count; i++) {
        const struct file_setting *file = &settings->files[i];
        size_t k = 0;
        while (k < count && !is_about(file, paths[k])) {
            k++;
        }
        if (k < count) {
            continue;
        }
        const char *name = file->name == NULL ? "" : file->name;
        const char *nearest = text_nearest(name, paths, count);
        struct finding finding = {
            .rule = FINDING_SETTING_NO_FILE,
            .source = source,
            .line = file->line,
            .detail = arena_printf(arena, "[file%s] name = %s%s%s%s", file->label,
                                   text_printable(arena, name, strlen(name), 80),
                                   nearest == NULL ? "" : "; ", nearest == NULL ? "" : nearest,
                                   nearest == NULL ? "" : "?")};
        findings->add(findings->context, &finding);
    }
}

struct file_override settings_for_file(const struct settings *settings, const char *path)
{
    for (size_t i = 0; i < settings->file_count; i++) {
        const struct file_setting *file = &settings->files[i];
        if (is_about(file, path)) {
            return file->override;
        }
    }
    return (struct file_override){0};
}
