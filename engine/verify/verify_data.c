/* verify_data: the files inside a PDF of ours, read back. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "engine/base/library.h"
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/read/delimited.h"
#include "engine/verify/verify.h"

/* -- cJSON: loaded for the first report, as nothing else reads JSON (base/library.h)
 * ------------------------------------------------------------------------------------------ */

#define JSON_FUNCTIONS(FUNCTION)                                                                   \
    FUNCTION(cJSON_Delete)                                                                         \
    FUNCTION(cJSON_GetArraySize)                                                                   \
    FUNCTION(cJSON_GetObjectItemCaseSensitive)                                                     \
    FUNCTION(cJSON_GetStringValue)                                                                 \
    FUNCTION(cJSON_IsArray)                                                                        \
    FUNCTION(cJSON_IsNumber)                                                                       \
    FUNCTION(cJSON_ParseWithLength)

static struct {
#define FUNCTION(name) __typeof__(&name) name;
    JSON_FUNCTIONS(FUNCTION)
#undef FUNCTION
} json;

static bool load_json(struct error *error)
{
    static const struct library_function functions[] = {
#define FUNCTION(name) {#name, &json.name},
        JSON_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };
    return json.cJSON_ParseWithLength != NULL ||
           library_load("libcjson.so.1", functions, sizeof functions / sizeof functions[0]) ||
           error_set_in_both(error, ERROR_REPORT,
                             "daarvoor is libcjson nodig; installeer het pakket libcjson1",
                             "this needs libcjson; install the package libcjson1");
}

/* -- figures.json
 * -----------------------------------------------------------------------------------
 */

static const char *string_of(struct arena *arena, const cJSON *row, const char *key)
{
    const char *string = json.cJSON_GetStringValue(json.cJSON_GetObjectItemCaseSensitive(row, key));
    return string == NULL ? NULL : arena_strdup(arena, string);
}

static bool number_of(const cJSON *row, const char *key, double *number)
{
    const cJSON *item = json.cJSON_GetObjectItemCaseSensitive(row, key);
    bool is_number = json.cJSON_IsNumber(item) && isfinite(item->valuedouble);
    *number = is_number ? item->valuedouble : 0;
    return is_number;
}

static int64_t count_of(const cJSON *row, const char *key)
{
    double number;
    bool fits = number_of(row, key, &number) && number >= 0 && number < 9e15;
    return fits ? (int64_t)number : -1;
}

static void copy_hash(const char *from, char to[HASH_TEXT])
{
    size_t size = from == NULL ? 0 : strlen(from);
    if (size >= HASH_TEXT) {
        size = 0; /* no hash of ours: equal to none */
    }
    memcpy(to, from == NULL ? "" : from, size);
    to[size] = '\0';
}

static bool read_figure(struct arena *arena, const cJSON *row, struct figure *figure)
{
    double ignored;
    *figure = (struct figure){.id = string_of(arena, row, "id"),
                              .edition = string_of(arena, row, "edition"),
                              .unit = string_of(arena, row, "unit"),
                              .method = string_of(arena, row, "method"),
                              .origin = string_of(arena, row, "origin"),
                              .reason = string_of(arena, row, "reason"),
                              .n = count_of(row, "n"),
                              .missing = count_of(row, "missing")};
    figure->definition[LANGUAGE_NL] = string_of(arena, row, "definition_nl");
    figure->definition[LANGUAGE_EN] = string_of(arena, row, "definition_en");
    figure->has_value = number_of(row, "value", &figure->value);
    figure->has_range = number_of(row, "low", &figure->low) && number_of(row, "high", &ignored);
    number_of(row, "high", &figure->high);
    figure->has_level = number_of(row, "level", &figure->level);
    const char *doubt = string_of(arena, row, "doubt");
    copy_hash(string_of(arena, row, "inputs"), figure->inputs);
    copy_hash(string_of(arena, row, "settings"), figure->settings);
    return figure->id != NULL && figure->edition != NULL && figure->unit != NULL && doubt != NULL &&
           doubt_of_word(doubt, &figure->doubt);
}

static bool read_ledger(struct arena *arena, const cJSON *rows, struct ledger *ledger)
{
    int count = json.cJSON_IsArray(rows) ? json.cJSON_GetArraySize(rows) : 0;
    ledger->figures = arena_alloc_array(arena, (size_t)count + 1, sizeof *ledger->figures);
    const cJSON *row = count == 0 ? NULL : rows->child;
    for (; row != NULL; row = row->next) {
        if (!read_figure(arena, row, &ledger->figures[ledger->count])) {
            return false;
        }
        ledger->count++;
    }
    ledger->edition = count == 0 ? NULL : ledger->figures[0].edition;
    return count > 0;
}

/* -- tables
 * ------------------------------------------------------------------------------------------
 */

static struct data_table read_table(struct arena *arena, const struct pdf_content *content,
                                    const char *name)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct data_table table = {0};
    const struct pdf_file *file = pdf_content_file(content, name);
    if (file == NULL) {
        return table;
    }
    size_t skip = file->size >= 3 && memcmp(file->bytes, mark, 3) == 0 ? 3 : 0;
    struct delimited *reader =
        delimited_create(arena, file->bytes + skip, file->size - skip, false, ';');
    VECTOR(const char *) cells = {0};
    struct record record;
    while (delimited_next(reader, &record)) {
        if (table.column_count == 0) {
            table.column_count = record.count;
        } else {
            table.row_count += record.count > 0;
        }
        for (size_t i = 0; record.count > 0 && i < table.column_count; i++) {
            *VECTOR_PUSH(arena, &cells) =
                arena_strdup(arena, i < record.count ? record.cells[i] : "");
        }
    }
    table.headings = cells.items;
    table.cells = table.column_count == 0 ? NULL : cells.items + table.column_count;
    return table;
}

size_t data_column(const struct data_table *table, const char *nl, const char *en)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (text_equal(table->headings[i], nl) || text_equal(table->headings[i], en)) {
            return i;
        }
    }
    return SIZE_MAX;
}

const char *data_at(const struct data_table *table, size_t row, size_t column)
{
    return column == SIZE_MAX ? "" : table->cells[row * table->column_count + column];
}

bool data_number(const struct data_table *table, size_t row, size_t column, double *number)
{
    const char *cell = data_at(table, row, column);
    char digits[NUMBER_TEXT];
    size_t size = strlen(cell);
    *number = 0;
    if (size == 0 || size >= sizeof digits) {
        return false;
    }
    memcpy(digits, cell, size + 1);
    char *comma = strchr(digits, ',');
    if (comma != NULL) {
        *comma = '.';
    }
    return number_read(digits, number);
}

/* The earlier edition of each figure of a comparison; NULL when there is none. */
static const char **read_from(struct arena *arena, const cJSON *rows, size_t count)
{
    const char **from = arena_alloc_array(arena, count + 1, sizeof *from);
    const cJSON *row = rows->child;
    bool any = false;
    for (size_t i = 0; i < count && row != NULL; i++, row = row->next) {
        from[i] = string_of(arena, row, "from");
        any = any || from[i] != NULL;
    }
    return any ? from : NULL;
}

/* -- the whole
 * ---------------------------------------------------------------------------------------
 */

bool report_data_read(struct arena *arena, const char *path, const struct pdf_content *content,
                      struct report_data *data, struct error *error)
{
    *data = (struct report_data){.content = content};
    const struct pdf_file *figures = pdf_content_file(content, "figures.json");
    if (figures == NULL) {
        return error_set_in_both(
            error, ERROR_REPORT,
            "in \"%s\" zitten geen cijfers van rodedraad. Is het gemaakt met --no-data, of door "
            "een ander programma bewaard?",
            "\"%s\" holds no figures of rodedraad. Was it made with --no-data, or saved by another "
            "program?",
            path);
    }
    if (!load_json(error)) {
        return false;
    }
    cJSON *rows = json.cJSON_ParseWithLength(figures->bytes, figures->size);
    bool worked = rows != NULL && read_ledger(arena, rows, &data->ledger);
    if (worked) {
        data->from = read_from(arena, rows, data->ledger.count);
    }
    json.cJSON_Delete(rows);
    if (!worked) {
        return error_set_in_both(error, ERROR_REPORT,
                                 "figures.json in \"%s\" is geen lijst van cijfers",
                                 "figures.json in \"%s\" is no list of figures", path);
    }
    data->reach = read_table(arena, content, "reach.csv");
    data->municipalities = read_table(arena, content, "municipalities.csv");
    data->checksums = read_table(arena, content, "checksums.csv");
    data->sessions = read_table(arena, content, "sessions.csv");
    data->organisations = read_table(arena, content, "organisations.csv");
    data->balance = read_table(arena, content, "balance.csv");
    data->days = read_table(arena, content, "days.csv");
    data->threads = read_table(arena, content, "threads.csv");
    return true;
}
