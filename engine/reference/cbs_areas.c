/* cbs_areas: see cbs_areas.h. */
#include "engine/reference/cbs_areas.h"

#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/reference/tables.h"

/* The first column whose lower-case title holds all three parts (NULL: not asked). */
static int column_with(struct arena *arena, const struct csv_table *csv, const char *first,
                       const char *second)
{
    for (size_t i = 0; i < csv->heading_count; i++) {
        const char *title = text_lower_ascii(arena, csv->headings[i]);
        if (strstr(title, first) != NULL && (second == NULL || strstr(title, second) != NULL)) {
            return (int)i;
        }
    }
    return -1;
}

/* The column whose cells all satisfy the test, and that has at least one. */
static int column_of(const struct csv_table *csv, bool (*fits)(const char *cell))
{
    for (size_t i = 0; i < csv->heading_count; i++) {
        bool all = csv->row_count > 0;
        for (size_t r = 0; r < csv->row_count && all; r++) {
            all = fits(csv_table_cell(&csv->rows[r], (int)i));
        }
        if (all) {
            return (int)i;
        }
    }
    return -1;
}

static bool is_municipality_code(const char *cell)
{
    return (text_starts_with(cell, "GM") || text_starts_with(cell, "gm")) && tables_code(cell) > 0;
}

static bool is_province_name(const char *cell)
{
    return strlen(cell) > 4 && tables_province(cell) >= 0;
}

struct columns {
    int code, name, province, population, period;
};

static struct columns find_columns(struct arena *arena, const struct csv_table *csv)
{
    struct columns columns = {
        .code = column_with(arena, csv, "codes en namen van gemeenten", "/code"),
        .name = column_with(arena, csv, "codes en namen van gemeenten", "/naam"),
        .province = column_with(arena, csv, "provincies", "/naam"),
        .population = column_with(arena, csv, "inwonertal", "aantal"),
        .period = column_with(arena, csv, "period", NULL),
    };
    if (columns.code < 0) {
        columns.code = column_of(csv, is_municipality_code);
    }
    if (columns.name < 0) {
        columns.name = column_with(arena, csv, "naam_", NULL);
    }
    if (columns.name < 0) {
        columns.name = csv_table_column(csv, "Regio's");
    }
    if (columns.province < 0) {
        columns.province = column_of(csv, is_province_name);
    }
    if (columns.population < 0) {
        columns.population = column_with(arena, csv, "inwonertal_", NULL);
    }
    if (columns.population < 0) {
        columns.population = csv_table_column(csv, "Inwonertal");
    }
    return columns;
}

static bool is_complete(const struct columns *columns)
{
    return columns->code >= 0 && columns->name >= 0 && columns->province >= 0;
}

/* The table below the title lines that CBS may put above its heading. False: none is found. */
static bool below_title(struct arena *arena, const struct csv_table *csv, struct csv_table *below)
{
    enum { TITLE_LINES = 8 };
    *below = *csv;
    for (size_t skipped = 0; skipped <= TITLE_LINES; skipped++) {
        struct columns columns = find_columns(arena, below);
        if (is_complete(&columns)) {
            return true;
        }
        if (below->row_count == 0) {
            return false;
        }
        below->headings = below->rows[0].cells;
        below->heading_count = below->rows[0].count;
        below->rows++;
        below->row_count--;
    }
    return false;
}

bool cbs_areas_recognise(const struct csv_table *csv)
{
    struct arena *scratch = arena_create();
    struct csv_table below;
    bool found = below_title(scratch, csv, &below);
    arena_destroy(scratch);
    return found;
}

/* The first four digits that are a year of this or the last century, standing alone. */
static int year_in(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        size_t digits = strspn(c, "0123456789");
        if (digits == 4 && (strncmp(c, "19", 2) == 0 || strncmp(c, "20", 2) == 0)) {
            return (c[0] - '0') * 1000 + (c[1] - '0') * 100 + (c[2] - '0') * 10 + (c[3] - '0');
        }
        c += digits > 0 ? digits - 1 : 0;
    }
    return 0;
}

/* "12 345", "12.345" and "12345" are one number of residents. */
static int32_t residents(const char *cell)
{
    int64_t value = 0;
    size_t digits = 0;
    for (; *cell != '\0'; cell++) {
        if (text_is_digit(*cell) && digits < 9) {
            value = value * 10 + (*cell - '0');
            digits++;
        } else if (*cell != ' ' && *cell != '.') {
            return -1;
        }
    }
    return digits > 0 ? (int32_t)value : -1;
}

/* CBS pads names and adds the province where two municipalities share a name; ours are without. */
static const char *plain_name(struct arena *arena, const char *name)
{
    static const char suffix[] = " (gemeente)";
    size_t size = strlen(name);
    if (text_ends_with(name, suffix)) {
        size -= strlen(suffix);
    }
    return arena_copy(arena, name, size);
}

bool cbs_areas_read(struct arena *arena, const char *file_name, const struct csv_table *csv,
                    struct cbs_areas *areas, struct error *error)
{
    struct csv_table below;
    below_title(arena, csv, &below);
    csv = &below;
    struct columns columns = find_columns(arena, csv);
    areas->year = year_in(file_name);
    if (areas->year == 0 && columns.period >= 0 && csv->row_count > 0) {
        areas->year = year_in(csv_table_cell(&csv->rows[0], columns.period));
    }
    if (areas->year == 0) {
        return error_set(error, ERROR_SETTINGS, file_name, 0,
                         "geen jaartal in de bestandsnaam / no year in the file's name");
    }
    areas->items = arena_alloc_array(arena, csv->row_count, sizeof *areas->items);
    areas->count = 0;
    for (size_t i = 0; i < csv->row_count; i++) {
        const struct csv_row *row = &csv->rows[i];
        const char *code = csv_table_cell(row, columns.code);
        const char *name = csv_table_cell(row, columns.name);
        int province = tables_province(csv_table_cell(row, columns.province));
        if (!is_municipality_code(code)) {
            continue; /* totals and footnotes such as "Bron: CBS" */
        }
        if (name[0] == '\0' || province < 0) {
            return error_set(error, ERROR_SETTINGS, file_name, row->line, "naam, provincie");
        }
        areas->items[areas->count++] = (struct cbs_area){
            (uint16_t)tables_code(code), (uint8_t)province,
            columns.population < 0 ? -1 : residents(csv_table_cell(row, columns.population)),
            plain_name(arena, name)};
    }
    return areas->count > 0 ||
           error_set(error, ERROR_SETTINGS, file_name, 0, "geen gemeenten / no municipalities");
}
