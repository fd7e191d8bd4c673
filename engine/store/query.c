/* query: see query.h. */
#include "engine/store/query.h"

#include <assert.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/base/number.h"
#include "engine/base/vector.h"
#include "engine/store/internal.h"

static void bind(sqlite3_stmt *statement, const struct query_parameter *parameter)
{
    int number = sqlite3_bind_parameter_index(statement, parameter->name);
    assert(number > 0 && "the query has no such parameter");
    const struct query_cell *value = &parameter->value;
    switch (value->type) {
    case CELL_INTEGER:
        sqlite3_bind_int64(statement, number, value->integer);
        break;
    case CELL_REAL:
        sqlite3_bind_double(statement, number, value->real);
        break;
    case CELL_TEXT:
        sqlite3_bind_text(statement, number, value->text, -1, SQLITE_STATIC);
        break;
    case CELL_NULL:
        break;
    }
}

static struct query_cell read_cell(struct arena *arena, sqlite3_stmt *statement, int column)
{
    struct query_cell cell = {.type = CELL_NULL};
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        cell.type = CELL_INTEGER;
        cell.integer = sqlite3_column_int64(statement, column);
        cell.real = (double)cell.integer;
        break;
    case SQLITE_FLOAT:
        cell.type = CELL_REAL;
        cell.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_NULL:
        break;
    default:
        cell.type = CELL_TEXT;
        cell.text = arena_copy(arena, (const char *)sqlite3_column_text(statement, column),
                               (size_t)sqlite3_column_bytes(statement, column));
        break;
    }
    return cell;
}

bool query_run(struct store *store, struct arena *arena, const struct query *query,
               const struct query_parameter *parameters, size_t parameter_count,
               struct query_table *table, struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, query, error);
    if (statement == NULL) {
        return false;
    }
    for (size_t i = 0; i < parameter_count; i++) {
        bind(statement, &parameters[i]);
    }
    int columns = sqlite3_column_count(statement);
    *table = (struct query_table){.name = query->name, .column_count = (size_t)columns};
    table->columns = arena_alloc_array(arena, (size_t)columns, sizeof *table->columns);
    for (int i = 0; i < columns; i++) {
        table->columns[i] = arena_strdup(arena, sqlite3_column_name(statement, i));
    }
    VECTOR(struct query_cell) cells = {0};
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        VECTOR_RESERVE(arena, &cells, (size_t)columns);
        for (int i = 0; i < columns; i++) {
            cells.items[cells.count++] = read_cell(arena, statement, i);
        }
        table->row_count++;
    }
    table->cells = cells.items;
    bool worked = code == SQLITE_DONE || store_fail(store, code, error);
    store_reset(statement);
    return worked || error_context(error, "query %s", query->name);
}

size_t query_column(const struct query_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i], name) == 0) {
            return i;
        }
    }
    assert(!"the query has no such column");
    return 0;
}

const struct query_cell *query_at(const struct query_table *table, size_t row, const char *name)
{
    return query_cell(table, row, query_column(table, name));
}

static bool is_in_folder(const struct query *query, const char *folder)
{
    size_t size = strlen(folder);
    return strncmp(query->name, folder, size) == 0 && query->name[size] == '/';
}

const struct query *query_named(const char *folder, const char *name)
{
    for (size_t i = 0; i < query_count; i++) {
        if (is_in_folder(query_all[i], folder) &&
            strcmp(query_all[i]->name + strlen(folder) + 1, name) == 0) {
            return query_all[i];
        }
    }
    return NULL;
}

const char *const *query_names(struct arena *arena, const char *folder, size_t *count)
{
    VECTOR(const char *) names = {0};
    for (size_t i = 0; i < query_count; i++) {
        if (is_in_folder(query_all[i], folder)) {
            *VECTOR_PUSH(arena, &names) = query_all[i]->name + strlen(folder) + 1;
        }
    }
    *count = names.count;
    return names.items;
}

void query_write_cell(struct text *text, const struct query_cell *cell)
{
    char number[NUMBER_TEXT];
    switch (cell->type) {
    case CELL_INTEGER:
        number_write_integer(cell->integer, number);
        text_add(text, number);
        break;
    case CELL_REAL:
        number_write(cell->real, number);
        text_add(text, number);
        break;
    case CELL_TEXT:
        text_add(text, cell->text);
        break;
    case CELL_NULL:
        break;
    }
}

static void write_field(struct text *text, const char *field)
{
    if (strpbrk(field, ",\"\r\n") == NULL) {
        text_add(text, field);
        return;
    }
    text_add_char(text, '"');
    for (const char *c = field; *c != '\0'; c++) {
        if (*c == '"') {
            text_add_char(text, '"');
        }
        text_add_char(text, *c);
    }
    text_add_char(text, '"');
}

void query_write_csv(struct text *text, const struct query_table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        write_field(text, table->columns[c]);
        text_add_char(text, c + 1 < table->column_count ? ',' : '\n');
    }
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            const struct query_cell *cell = query_cell(table, r, c);
            if (cell->type == CELL_TEXT) {
                write_field(text, cell->text);
            } else {
                query_write_cell(text, cell);
            }
            text_add_char(text, c + 1 < table->column_count ? ',' : '\n');
        }
    }
}

void query_write_json(struct text *text, const struct query_table *table)
{
    struct json json = json_create(text);
    json_begin(&json, '[');
    for (size_t r = 0; r < table->row_count; r++) {
        json_newline(&json);
        json_begin(&json, '{');
        for (size_t c = 0; c < table->column_count; c++) {
            const struct query_cell *cell = query_cell(table, r, c);
            json_key(&json, table->columns[c]);
            if (cell->type == CELL_TEXT || cell->type == CELL_NULL) {
                json_string(&json, cell->text);
            } else if (cell->type == CELL_INTEGER) {
                json_integer(&json, cell->integer);
            } else {
                json_number(&json, cell->real);
            }
        }
        json_end(&json, '}');
    }
    text_add_char(text, '\n');
    json_end(&json, ']');
    text_add_char(text, '\n');
}
