/* array_table: see array_table.h. The module knows one way to walk an array: from the first row to
 * the last. */
#include "engine/store/array_table.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/store/field_value.h"

struct arrays {
    struct bound {
        const struct array_description *description;
        const char *rows;
        size_t count;
    } bound[ARRAYS];
};

struct array_vtab {
    sqlite3_vtab base;
    const struct bound *bound;
};

struct array_cursor {
    sqlite3_vtab_cursor base;
    const struct bound *bound;
    const struct field *fields;
    const char *at; /* the row */
    size_t row, count;
};

static int array_connect(sqlite3 *db, void *context, int argc, const char *const *argv,
                         sqlite3_vtab **out, char **message)
{
    (void)argc;
    (void)argv;
    (void)message;
    const struct bound *bound = context;
    struct arena *arena = arena_create();
    struct text sql = text_create(arena);
    text_add(&sql, "CREATE TABLE rows (");
    for (size_t i = 0; i < bound->description->field_count; i++) {
        text_printf(&sql, "%s%s", i == 0 ? "" : ", ", bound->description->fields[i].name);
    }
    text_add(&sql, ")");
    int code = sqlite3_declare_vtab(db, sql.bytes);
    arena_destroy(arena);
    if (code != SQLITE_OK) {
        return code;
    }
    struct array_vtab *table = sqlite3_malloc(sizeof *table);
    if (table == NULL) {
        return SQLITE_NOMEM;
    }
    memset(table, 0, sizeof *table);
    table->bound = bound;
    sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    *out = &table->base;
    return SQLITE_OK;
}

static int array_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int array_best_index(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    const struct array_vtab *array = (const struct array_vtab *)table;
    plan->estimatedCost = (double)array->bound->count + 1;
    plan->estimatedRows = (sqlite3_int64)array->bound->count + 1;
    return SQLITE_OK;
}

static int array_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct array_cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (cursor == NULL) {
        return SQLITE_NOMEM;
    }
    memset(cursor, 0, sizeof *cursor);
    cursor->bound = ((const struct array_vtab *)table)->bound;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int array_close(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int array_filter(sqlite3_vtab_cursor *base, int number, const char *string, int argc,
                        sqlite3_value **argv)
{
    (void)number;
    (void)string;
    (void)argc;
    (void)argv;
    struct array_cursor *cursor = (struct array_cursor *)base;
    cursor->fields = cursor->bound->description->fields;
    cursor->at = cursor->bound->rows;
    cursor->count = cursor->bound->count;
    cursor->row = 0;
    return SQLITE_OK;
}

static int array_next(sqlite3_vtab_cursor *base)
{
    struct array_cursor *cursor = (struct array_cursor *)base;
    cursor->at += cursor->bound->description->size;
    cursor->row++;
    return SQLITE_OK;
}

static int array_eof(sqlite3_vtab_cursor *base)
{
    const struct array_cursor *cursor = (const struct array_cursor *)base;
    return cursor->row >= cursor->count;
}

static int array_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = (sqlite3_int64)((const struct array_cursor *)base)->row;
    return SQLITE_OK;
}

static int array_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int number)
{
    const struct array_cursor *cursor = (const struct array_cursor *)base;
    struct value value = field_value(&cursor->fields[number], cursor->at);
    switch (value.kind) {
    case VALUE_NULL: /* what a column is that is given nothing */
        break;
    case VALUE_INTEGER:
        sqlite3_result_int64(context, value.integer);
        break;
    case VALUE_REAL:
        sqlite3_result_double(context, value.real);
        break;
    case VALUE_TEXT:
        sqlite3_result_text(context, value.bytes, (int)value.size, SQLITE_STATIC);
        break;
    case VALUE_BLOB:
        sqlite3_result_blob(context, value.bytes, (int)value.size, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

/* No xCreate: the table needs no CREATE VIRTUAL TABLE and cannot be made by a file. */
static const sqlite3_module module = {
    .iVersion = 1,
    .xConnect = array_connect,
    .xBestIndex = array_best_index,
    .xDisconnect = array_disconnect,
    .xOpen = array_open,
    .xClose = array_close,
    .xFilter = array_filter,
    .xNext = array_next,
    .xEof = array_eof,
    .xColumn = array_column,
    .xRowid = array_rowid,
};

bool array_table_register(struct store *store, struct error *error)
{
    store->arrays = arena_alloc(store->arena, sizeof *store->arrays);
    for (size_t i = 0; i < ARRAYS; i++) {
        struct bound *bound = &store->arrays->bound[i];
        bound->description = &array_descriptions[i];
        int code =
            sqlite3_create_module_v2(store->db, bound->description->name, &module, bound, NULL);
        if (code != SQLITE_OK) {
            return store_fail(store, code, error);
        }
    }
    return true;
}

void array_table_set(struct store *store, enum array_name name, const void *rows, size_t count)
{
    store->arrays->bound[name].rows = rows;
    store->arrays->bound[name].count = count;
}
