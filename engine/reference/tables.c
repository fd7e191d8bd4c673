/* tables: see tables.h. One function per CSV file: it copies what was there, replaces or adds, and
 * sorts. The files are small and read once, so clarity goes before speed. */
#include "engine/reference/tables.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/record/moment.h"
#include "engine/reference/cbs_areas.h"
#include "engine/reference/tables_reader.h"

const char *tables_cell(const struct reader *reader, const struct csv_row *row, const char *heading)
{
    return csv_table_cell(row, csv_table_column(reader->csv, heading));
}

bool tables_refuse(const struct reader *reader, const struct csv_row *row, const char *what)
{
    return error_set(reader->error, ERROR_SETTINGS, reader->name, row->line, "%s", what);
}

int tables_code(const char *text)
{
    if (text_lower_char(text[0]) == 'g' && text_lower_char(text[1]) == 'm') {
        text += 2;
    }
    size_t length = strlen(text);
    int code = 0;
    for (size_t i = 0; i < length; i++) {
        if (!text_is_digit(text[i])) {
            return 0;
        }
        code = code * 10 + (text[i] - '0');
        if (code > 9999) {
            return 0;
        }
    }
    return code;
}

/* Letters and digits only, folded: "N.-H." and "nh" are one. */
static void province_key(const char *text, char key[32])
{
    size_t used = 0;
    for (; *text != '\0' && used < 31; text++) {
        char c = text_lower_char(*text);
        if ((unsigned char)c == 0xC3 && (unsigned char)text[1] == 0xA2) { /* the â of Fryslân */
            c = 'a';
            text++;
        } else if ((unsigned char)c == 0xC3 && (unsigned char)text[1] == 0x82) {
            c = 'a';
            text++;
        }
        if ((c >= 'a' && c <= 'z') || text_is_digit(c)) {
            key[used++] = c;
        }
    }
    key[used] = '\0';
}

struct province {
    int code;
    const char *name, *others;
};

static const struct province provinces[PROVINCES] = {
#define PROVINCE(code, name, others) {code, name, others},
    PROVINCE_LIST(PROVINCE)
#undef PROVINCE
};

const char *tables_province_name(int province)
{
    return provinces[province].name;
}

int tables_province_code(int province)
{
    return provinces[province].code;
}

static bool is_one_of(const char *key, const char *others)
{
    while (*others != '\0') {
        size_t size = strcspn(others, "|");
        char one[32] = "";
        char other_key[32];
        memcpy(one, others, size < 31 ? size : 31);
        province_key(one, other_key);
        if (strcmp(key, other_key) == 0) {
            return true;
        }
        others += size + (others[size] == '|');
    }
    return false;
}

int tables_province(const char *text)
{
    char key[32];
    province_key(text, key);
    if (key[0] == '\0') {
        return -1;
    }
    for (int i = 0; i < PROVINCES; i++) {
        char name[32];
        char code[8] = {'p', 'v', (char)('0' + provinces[i].code / 10),
                        (char)('0' + provinces[i].code % 10)};
        province_key(provinces[i].name, name);
        if (strcmp(key, name) == 0 || strcmp(key, code) == 0 ||
            is_one_of(key, provinces[i].others)) {
            return i;
        }
    }
    return -1;
}

bool tables_day(const char *text, int32_t *day)
{
    static const char pattern[] = "dddd-dd-dd";
    if (strlen(text) != strlen(pattern)) {
        return false;
    }
    for (size_t i = 0; pattern[i] != '\0'; i++) {
        if (pattern[i] == 'd' ? !text_is_digit(text[i]) : text[i] != pattern[i]) {
            return false;
        }
    }
    int year = 0, month = 0, date = 0;
    for (int i = 0; i < 4; i++) {
        year = year * 10 + (text[i] - '0');
    }
    month = (text[5] - '0') * 10 + (text[6] - '0');
    date = (text[8] - '0') * 10 + (text[9] - '0');
    if (month < 1 || month > 12 || date < 1 || date > 31) {
        return false;
    }
    *day = (int32_t)moment_days(year, month, date);
    return true;
}

int tables_whole(const char *text)
{
    int64_t value;
    return number_read_integer(text, &value) && value >= 0 && value < INT32_MAX ? (int)value : -1;
}

/* -- municipalities.csv, years.csv ------------------------------------------------------------- */

static int by_municipality(const void *a, const void *b)
{
    const struct table_municipality *x = a;
    const struct table_municipality *y = b;
    return (x->code > y->code) - (x->code < y->code);
}

static int by_year(const void *a, const void *b)
{
    const struct table_year *x = a;
    const struct table_year *y = b;
    return (x->year > y->year) - (x->year < y->year);
}

/* The last name and province of a code win: rows come in the order of years. */
static void put_municipality(struct reader *reader, uint16_t code, const char *name, int province)
{
    struct reference_tables *t = reader->tables;
    struct table_municipality *list =
        arena_alloc_array(reader->arena, t->municipality_count + 1, sizeof *list);
    if (t->municipality_count > 0) {
        memcpy(list, t->municipalities, t->municipality_count * sizeof *list);
    }
    size_t at = 0;
    while (at < t->municipality_count && list[at].code != code) {
        at++;
    }
    t->municipality_count += at == t->municipality_count;
    list[at] = (struct table_municipality){code, (uint8_t)province, name};
    qsort(list, t->municipality_count, sizeof *list, by_municipality);
    t->municipalities = list;
}

static void put_year(struct reference_tables *tables, struct arena *arena, struct table_year year)
{
    struct table_year *list = arena_alloc_array(arena, tables->year_count + 1, sizeof *list);
    if (tables->year_count > 0) {
        memcpy(list, tables->years, tables->year_count * sizeof *list);
    }
    size_t at = 0;
    while (at < tables->year_count && list[at].year != year.year) {
        at++;
    }
    tables->year_count += at == tables->year_count;
    list[at] = year;
    qsort(list, tables->year_count, sizeof *list, by_year);
    tables->years = list;
}

struct resident_row {
    int year;
    uint16_t code;
    int32_t population;
};

static int by_year_and_code(const void *a, const void *b)
{
    const struct resident_row *x = a;
    const struct resident_row *y = b;
    if (x->year != y->year) {
        return x->year < y->year ? -1 : 1;
    }
    return (x->code > y->code) - (x->code < y->code);
}

static bool same_municipality(const struct reference_tables *t, uint16_t code, const char *name,
                              int province)
{
    for (size_t i = 0; i < t->municipality_count; i++) {
        if (t->municipalities[i].code == code) {
            return t->municipalities[i].province == province &&
                   strcmp(t->municipalities[i].name, name) == 0;
        }
    }
    return false;
}

static void add_years(struct reader *reader, struct resident_row *rows, size_t count)
{
    if (count > 1) {
        qsort(rows, count, sizeof *rows, by_year_and_code);
    }
    for (size_t start = 0; start < count;) {
        size_t end = start;
        while (end < count && rows[end].year == rows[start].year) {
            end++;
        }
        uint16_t *codes = arena_alloc_array(reader->arena, end - start, sizeof *codes);
        int32_t *populations = arena_alloc_array(reader->arena, end - start, sizeof *populations);
        size_t used = 0;
        for (size_t i = start; i < end; i++) {
            if (used == 0 || codes[used - 1] != rows[i].code) {
                codes[used++] = rows[i].code;
            }
            populations[used - 1] = rows[i].population;
        }
        put_year(reader->tables, reader->arena,
                 (struct table_year){rows[start].year, false, codes, populations, used});
        start = end;
    }
}

static bool add_municipalities(struct reader *reader)
{
    VECTOR(struct resident_row) rows = {0};
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        int year = tables_whole(tables_cell(reader, row, "year"));
        int code = tables_code(tables_cell(reader, row, "code"));
        const char *name = tables_cell(reader, row, "name");
        int province = tables_province(tables_cell(reader, row, "province"));
        int population = tables_whole(tables_cell(reader, row, "population"));
        if (year < 1900 || code <= 0 || name[0] == '\0' || province < 0 || population < 0) {
            return tables_refuse(reader, row, "year, code, name, province, population");
        }
        *VECTOR_PUSH(reader->arena, &rows) =
            (struct resident_row){year, (uint16_t)code, population};
        if (!same_municipality(reader->tables, (uint16_t)code, name, province)) {
            put_municipality(reader, (uint16_t)code, name, province);
        }
    }
    add_years(reader, rows.items, rows.count);
    return true;
}

static bool add_year_status(struct reader *reader)
{
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        int year = tables_whole(tables_cell(reader, row, "year"));
        for (size_t k = 0; k < reader->tables->year_count; k++) {
            if (reader->tables->years[k].year == year) {
                struct table_year changed = reader->tables->years[k];
                changed.provisional =
                    strcmp(tables_cell(reader, row, "population"), "provisional") == 0;
                put_year(reader->tables, reader->arena, changed);
            }
        }
    }
    return true;
}

/* StatLine writes "Beek (L.)" where we say "Beek": the known name stays when only a suffix differs.
 */
static const char *without_suffix(const struct reference_tables *t, uint16_t code, const char *name)
{
    for (size_t i = 0; i < t->municipality_count; i++) {
        const char *known = t->municipalities[i].name;
        if (t->municipalities[i].code == code && text_starts_with(name, known) &&
            text_starts_with(name + strlen(known), " (")) {
            return known;
        }
    }
    return name;
}

static bool add_cbs_areas(struct reader *reader)
{
    struct cbs_areas areas;
    if (!cbs_areas_read(reader->arena, reader->name, reader->csv, &areas, reader->error)) {
        return false;
    }
    struct resident_row *rows = arena_alloc_array(reader->arena, areas.count, sizeof *rows);
    for (size_t i = 0; i < areas.count; i++) {
        const struct cbs_area *area = &areas.items[i];
        rows[i] = (struct resident_row){areas.year, area->code, area->population};
        if (area->population < 0) { /* a table of codes only keeps the residents known before */
            rows[i].population = 0;
            for (size_t y = 0; y < reader->tables->year_count; y++) {
                const struct table_year *year = &reader->tables->years[y];
                for (size_t k = 0; year->year <= areas.year && k < year->count; k++) {
                    rows[i].population =
                        year->codes[k] == area->code ? year->populations[k] : rows[i].population;
                }
            }
        }
        const char *name = without_suffix(reader->tables, area->code, area->name);
        if (!same_municipality(reader->tables, area->code, name, area->province)) {
            put_municipality(reader, area->code, name, area->province);
        }
    }
    add_years(reader, rows, areas.count);
    return true;
}

/* -- mergers.csv, boundary_corrections.csv ----------------------------------------------------- */

static int by_merger(const void *a, const void *b)
{
    const struct table_merger *x = a;
    const struct table_merger *y = b;
    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->old_code != y->old_code) {
        return x->old_code < y->old_code ? -1 : 1;
    }
    return (x->new_code > y->new_code) - (x->new_code < y->new_code);
}

static int province_of(const struct reference_tables *t, int code)
{
    for (size_t i = 0; i < t->municipality_count; i++) {
        if (t->municipalities[i].code == code) {
            return t->municipalities[i].province;
        }
    }
    return -1;
}

/* A municipality that is in no year of municipalities.csv (it ended before the first, or begins
 * after the last) is known by its merger only; its province is that of the other side. */
static void know_both_sides(struct reader *reader, const struct csv_row *row, int old_code,
                            int new_code)
{
    int old_province = province_of(reader->tables, old_code);
    int new_province = province_of(reader->tables, new_code);
    const char *old_name = tables_cell(reader, row, "old_name");
    const char *new_name = tables_cell(reader, row, "new_name");
    if (old_province < 0 && new_province >= 0 && old_name[0] != '\0') {
        put_municipality(reader, (uint16_t)old_code, old_name, new_province);
    }
    if (new_province < 0 && old_province >= 0 && new_name[0] != '\0') {
        put_municipality(reader, (uint16_t)new_code, new_name, old_province);
    }
}

static bool add_mergers(struct reader *reader)
{
    VECTOR(struct table_merger) list = {0};
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        struct table_merger merger = {0};
        int old_code = tables_code(tables_cell(reader, row, "old_code"));
        int new_code = tables_code(tables_cell(reader, row, "new_code"));
        double share;
        if (!tables_day(tables_cell(reader, row, "date"), &merger.day) || old_code <= 0 ||
            new_code <= 0 || !number_read(tables_cell(reader, row, "share"), &share) ||
            !(share > 0 && share <= 1)) {
            return tables_refuse(reader, row, "date, old_code, new_code, share");
        }
        merger.old_code = (uint16_t)old_code;
        merger.new_code = (uint16_t)new_code;
        merger.share = share;
        know_both_sides(reader, row, old_code, new_code);
        *VECTOR_PUSH(reader->arena, &list) = merger;
    }
    size_t fresh = list.count;
    for (size_t i = 0; i < reader->tables->merger_count; i++) {
        const struct table_merger *known = &reader->tables->mergers[i];
        bool replaced = false;
        for (size_t k = 0; k < fresh; k++) {
            replaced = replaced || (list.items[k].day == known->day &&
                                    list.items[k].old_code == known->old_code);
        }
        if (!replaced) {
            *VECTOR_PUSH(reader->arena, &list) = *known;
        }
    }
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, by_merger);
    }
    reader->tables->mergers = list.items;
    reader->tables->merger_count = list.count;
    return true;
}

static int by_correction(const void *a, const void *b)
{
    const struct table_correction *x = a;
    const struct table_correction *y = b;
    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    return (x->from > y->from) - (x->from < y->from);
}

static bool add_corrections(struct reader *reader)
{
    VECTOR(struct table_correction) list = {0};
    for (size_t i = 0; i < reader->tables->correction_count; i++) {
        *VECTOR_PUSH(reader->arena, &list) = reader->tables->corrections[i];
    }
    for (size_t i = 0; i < reader->csv->row_count; i++) {
        const struct csv_row *row = &reader->csv->rows[i];
        struct table_correction one = {0};
        int from = tables_code(tables_cell(reader, row, "from_code"));
        int to = tables_code(tables_cell(reader, row, "to_code"));
        one.persons = tables_whole(tables_cell(reader, row, "persons"));
        if (!tables_day(tables_cell(reader, row, "date"), &one.day) || from <= 0 || to <= 0 ||
            one.persons < 0) {
            return tables_refuse(reader, row, "date, from_code, to_code, persons");
        }
        one.from = (uint16_t)from;
        one.to = (uint16_t)to;
        *VECTOR_PUSH(reader->arena, &list) = one;
    }
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof *list.items, by_correction);
    }
    reader->tables->corrections = list.items;
    reader->tables->correction_count = list.count;
    return true;
}

bool tables_add(struct reference_tables *tables, struct arena *arena, const char *name,
                const struct csv_table *csv, bool *known, struct error *error)
{
    static const struct {
        const char *name;
        bool (*add)(struct reader *reader);
    } files[] = {
        {"municipalities.csv", add_municipalities},
        {"years.csv", add_year_status},
        {"mergers.csv", add_mergers},
        {"boundary_corrections.csv", add_corrections},
        {"aliases.csv", tables_add_aliases},
        {"places.csv", tables_add_places},
        {"organisations.csv", tables_add_organisations},
        {"more_organisations.csv", tables_add_organisations},
        {"organisation_aliases.csv", tables_add_organisation_aliases},
        {"domains.csv", tables_add_domains},
        {"organisation_domains.csv", tables_add_domains},
    };
    struct reader reader = {tables, arena, name, csv, error};
    const char *slash = strrchr(name, '/');
    const char *own_name = slash == NULL ? name : slash + 1;
    *known = true;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (text_equal_ignoring_case(own_name, files[i].name)) {
            return files[i].add(&reader);
        }
    }
    if (cbs_areas_recognise(csv)) {
        return add_cbs_areas(&reader);
    }
    *known = false;
    return true;
}
