/* store: opening, closing, transactions, and what SQLite's codes mean to a user. */
#include "engine/store/store.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "engine/store/array_table.h"
#include "engine/store/internal.h"
#include "engine/store/row_pages.h"

/* A write that fails for want of room comes as FULL, or as a failed write with the system's word
 * for it (a quota, a limit on the size of files); 0 when it was the journal that could not grow. */
static bool is_out_of_room(struct store *store, int code)
{
    int system = 0;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_LAST_ERRNO, &system);
    return (code & 0xFF) == SQLITE_FULL ||
           (code == SQLITE_IOERR_WRITE &&
            (system == 0 || system == ENOSPC || system == EDQUOT || system == EFBIG));
}

bool store_fail(struct store *store, int code, struct error *error)
{
    if (store->db != NULL && is_out_of_room(store, code)) {
        return error_set(error, ERROR_DISK_FULL, NULL, 0, "%s", store->path);
    }
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(error, ERROR_STORE_LOCKED, NULL, 0, "%s", store->path);
    case SQLITE_NOTADB:
        return error_set(error, ERROR_STORE_FOREIGN, NULL, 0, "%s", store->path);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return error_set(error, ERROR_UNWRITABLE, NULL, 0, "%s", store->path);
    case SQLITE_INTERRUPT:
        return error_set(error, ERROR_INTERRUPTED, NULL, 0, "%s", store->path);
    default:
        return error_set(error, ERROR_STORE_FAILED, NULL, 0, "%s: %s", store->path,
                         store->db == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(store->db));
    }
}

/* Between two statements SQLite forgets that it was interrupted. */
static bool is_interrupted(struct store *store, struct error *error)
{
    return atomic_load(&store->interrupted) && !store_fail(store, SQLITE_INTERRUPT, error);
}

static bool execute(struct store *store, const char *sql, struct error *error)
{
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || store_fail(store, code, error);
}

bool store_execute(struct store *store, const char *sql, struct error *error)
{
    return !is_interrupted(store, error) && execute(store, sql, error);
}

bool store_set_guards(struct store *store, bool all, struct error *error)
{
    return execute(store,
                   all ? "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"
                       : "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF",
                   error);
}

sqlite3_stmt *store_prepare(struct store *store, const struct query *query, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    if (!store_make_tables(store, error)) {
        return NULL;
    }
    int code = sqlite3_prepare_v2(store->db, query->sql, (int)query->size + 1, &statement, NULL);
    if (code != SQLITE_OK) {
        store_fail(store, code, error);
        error_context(error, "query %s", query->name);
        return NULL;
    }
    return statement;
}

sqlite3_stmt *store_statement(struct store *store, const struct query *query, struct error *error)
{
    size_t number = 0;
    while (query_all[number] != query) {
        number++;
    }
    if (store->kept[number] == NULL) {
        store->kept[number] = store_prepare(store, query, error);
    }
    assert(store->kept[number] == NULL || !sqlite3_stmt_busy(store->kept[number]));
    return store->kept[number];
}

void store_reset(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

bool store_interrupt(struct store *store)
{
    if (!atomic_load(&store->writing)) {
        return false;
    }
    atomic_store(&store->interrupted, true);
    sqlite3_interrupt(store->db);
    return true;
}

bool store_one_row(struct store *store, sqlite3_stmt *statement, struct error *error)
{
    int code = sqlite3_step(statement);
    if (code != SQLITE_ROW) {
        store_fail(store, code, error);
        store_reset(statement);
        return false;
    }
    return true;
}

bool store_finish(struct store *store, sqlite3_stmt *statement, struct error *error)
{
    int code;
    if (is_interrupted(store, error)) {
        store_reset(statement);
        return false;
    }
    do {
        code = sqlite3_step(statement);
    } while (code == SQLITE_ROW);
    bool worked = code == SQLITE_DONE || store_fail(store, code, error);
    store_reset(statement);
    return worked;
}

/* SQLite counts every byte that it allocates, behind a lock, for a question that nobody asks here;
 * and a schema of fifty tables is made of more small pieces than it keeps at hand. It takes advice
 * only before the first store is opened; later calls change nothing. */
static void advise_memory(void)
{
    enum { PIECE = 1200, PIECES = 400 };
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, PIECE, PIECES);
}

/* Before the file is read: defence against a file that was made to harm. */
static bool set_limits(struct store *store, struct error *error)
{
    sqlite3 *db = store->db;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL); /* Debian's is on */
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 28);
    sqlite3_extended_result_codes(db, 1);
    /* Sorting and grouping of a large edition stay in memory: no second place with data. */
    return store_execute(store, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;", error);
}

/* Of a new file. Large pages suit large editions; half the store of a small one is pages that hold
 * nothing yet, one for each of its tables and indexes. */
static const char *page_size(const struct store_options *options)
{
    enum { SMALL = 16 * 1024 * 1024 };
    return options->expected_bytes > 0 && options->expected_bytes < SMALL
               ? "PRAGMA page_size = 8192;"
               : "PRAGMA page_size = 16384;";
}

static bool set_manners(struct store *store, const struct store_options *options,
                        struct error *error)
{
    if (options->read_only) {
        return store_execute(store, "PRAGMA query_only = ON;", error);
    }
    /* The size of a page counts in a new file only. It goes before that of the cache, which SQLite
     * turns into a number of pages there and then: the cache would be four times as large. Rows are
     * written once and in order: what a larger cache would hold back is memory that settle needs,
     * and bytes that the disk could have by the time of the commit (flush.h). */
    return store_execute(store, page_size(options), error) &&
           store_execute(store, "PRAGMA cache_size = -4096; PRAGMA journal_mode = DELETE;",
                         error) &&
           store_set_guards(store, true, error);
}

struct store *store_open(const char *path, const struct store_options *options, struct error *error)
{
    const struct store_options usual = {.busy_milliseconds = STORE_BUSY};
    if (options == NULL) {
        options = &usual;
    }
    advise_memory();
    struct arena *arena = arena_create();
    struct store *store = arena_alloc(arena, sizeof *store);
    store->arena = arena;
    store->path = arena_strdup(arena, path);
    store->kept = arena_alloc_array(arena, query_count, sizeof(sqlite3_stmt *));
    int flags =
        options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    bool worked = code == SQLITE_OK || store_fail(store, code, error);
    if (worked) {
        int64_t version = 0;
        sqlite3_busy_timeout(store->db, options->busy_milliseconds);
        worked = set_limits(store, error) && store_recognise(store, &version, error) &&
                 set_manners(store, options, error) && array_table_register(store, error) &&
                 store_migrate(store, version, options->read_only, error);
    }
    if (!worked) {
        store_close(store);
        return NULL;
    }
    return store;
}

void store_close(struct store *store)
{
    if (store != NULL) {
        store_rollback(store);
        struct error ignored = {0};
        if (store->unborn && store_make_tables(store, &ignored)) {
            sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL); /* a store without an edition */
        }
        struct arena *arena = store->arena;
        for (size_t i = 0; i < query_count; i++) {
            sqlite3_finalize(store->kept[i]);
        }
        sqlite3_close(store->db);
        arena_destroy(arena);
    }
}

const char *store_path(const struct store *store)
{
    return store->path;
}

bool store_is_read_only(const struct store *store)
{
    return sqlite3_db_readonly(store->db, "main") == 1;
}

/* The transaction that makes the schema of a new file is open already. */
static bool begin(struct store *store, struct error *error)
{
    bool begun = store_make_tables(store, error) &&
                 (store->unborn || store_execute(store, "BEGIN IMMEDIATE", error));
    atomic_store(&store->writing, begun);
    return begun;
}

static bool commit(struct store *store, struct error *error)
{
    if (!store_execute(store, "COMMIT", error)) {
        store_rollback(store);
        return false;
    }
    row_pages_close(store);
    atomic_store(&store->writing, false);
    bool was_first = store->unborn;
    store->unborn = false;
    return !was_first || store_set_guards(store, true, error);
}

bool store_begin(struct store *store, struct error *error)
{
    if (store->begun == 0 && !begin(store, error)) {
        return false;
    }
    store->begun++;
    return true;
}

bool store_commit(struct store *store, struct error *error)
{
    assert(store->begun > 0);
    store->begun--;
    return store->begun > 0 || commit(store, error);
}

/* A new file is begun again, without tables. */
void store_rollback(struct store *store)
{
    bool was_writing = atomic_exchange(&store->writing, false);
    store->begun = 0;
    if (store->db == NULL || (store->unborn && !was_writing)) {
        return;
    }
    if (sqlite3_get_autocommit(store->db) == 0) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        row_pages_close(store);
    }
    if (store->unborn) {
        struct error ignored = {0}; /* then it is a file like another one */
        store_begin_first(store, &ignored);
    }
}

bool store_start(struct store *store, struct error *error)
{
    return store->begun > 0 || begin(store, error);
}

bool store_end(struct store *store, bool worked, struct error *error)
{
    if (!worked) {
        store_rollback(store);
        return false;
    }
    return store->begun > 0 || commit(store, error);
}
