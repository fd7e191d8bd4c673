/* array_table: see array_table.h. The module knows one way to walk an array: from the first row to
 * the last. */
#include "engine/store/array_table.h"

#include <string.h>

#include "engine/base/text.h"

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

static void give_text(sqlite3_context *context, const char *text)
{
    sqlite3_result_text(context, text, -1, SQLITE_STATIC); /* NULL gives NULL */
}

/* Members are copied out, because a struct in an array is aligned but this function does not know
 * its type. */
#define MEMBER(type, at) (*(const type *)(const void *)(at))

static void give_optional(sqlite3_context *context, int64_t value, int64_t none)
{
    if (value != none) {
        sqlite3_result_int64(context, value);
    }
}

static int array_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int number)
{
    const struct array_cursor *cursor = (const struct array_cursor *)base;
    const struct field *field = &cursor->fields[number];
    const char *at = cursor->at + field->offset;
    switch (field->kind) {
    case FIELD_NUMBER:
        assert(MEMBER(uint32_t, at) != NONE && "a row lacks what every row of its table has");
        sqlite3_result_int64(context, MEMBER(uint32_t, at));
        break;
    case FIELD_UINT32:
        give_optional(context, MEMBER(uint32_t, at), NONE);
        break;
    case FIELD_INT64:
        give_optional(context, MEMBER(int64_t, at), INT64_MIN);
        break;
    case FIELD_UINT64:
        sqlite3_result_int64(context, (sqlite3_int64)MEMBER(uint64_t, at));
        break;
    case FIELD_LONG:
        sqlite3_result_int64(context, MEMBER(long, at));
        break;
    case FIELD_YEAR:
        give_optional(context, MEMBER(int, at), 0);
        break;
    case FIELD_INT:
        sqlite3_result_int(context, MEMBER(int, at));
        break;
    case FIELD_BOOL:
        sqlite3_result_int(context, MEMBER(bool, at));
        break;
    case FIELD_DOUBLE:
        sqlite3_result_double(context, MEMBER(double, at));
        break;
    case FIELD_TEXT:
        give_text(context, MEMBER(char *, at));
        break;
    case FIELD_CHARS:
        give_text(context, at);
        break;
    case FIELD_CHAR:
        sqlite3_result_text(context, at, *at != '\0', SQLITE_STATIC);
        break;
    case FIELD_WORD:
        give_text(context, field->word((int)MEMBER(unsigned, at)));
        break;
    case FIELD_KEY:
        sqlite3_result_blob(context, at, PSEUDONYM_BYTES, SQLITE_STATIC);
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
