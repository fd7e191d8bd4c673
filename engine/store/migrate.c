/* migrate: whose file is this, and which version of the schema does it hold?
 *
 * States of a file: (1) empty or new: all migrations run, when the store is first used; (2) ours
 * (application_id) with version 1 ... newest: the rest run; (3) ours and newer: refused; (4)
 * anything else: refused. The numbered files of queries/schema are the migrations; user_version
 * counts those that ran. Each runs in one transaction with its number, so that a crash leaves a
 * whole version.
 */
#include <stdio.h>

#include "engine/base/text.h"
#include "engine/store/internal.h"

/* "rddr" */
enum { APPLICATION_ID = 0x72646472 };

static bool read_number(struct store *store, const char *sql, int64_t *number, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        *number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE || store_fail(store, code, error);
}

static bool is_migration(const struct query *query)
{
    return text_starts_with(query->name, "schema/");
}

static int64_t newest_version(void)
{
    int64_t version = 0;
    for (size_t i = 0; i < query_count; i++) {
        version += is_migration(query_all[i]);
    }
    return version;
}

static bool run_migration(struct store *store, const struct query *query, int64_t version,
                          struct error *error)
{
    char stamp[96];
    snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d; PRAGMA application_id = %d",
             (int)version, APPLICATION_ID);
    bool worked = store_execute(store, query->sql, error) && store_execute(store, stamp, error);
    return worked || error_context(error, "%s", query->name);
}

static bool run_from(struct store *store, int64_t version, struct error *error)
{
    bool worked = true;
    int64_t number = 0;
    for (size_t i = 0; i < query_count && worked; i++) {
        if (is_migration(query_all[i]) && ++number > version) {
            worked = run_migration(store, query_all[i], number, error);
        }
    }
    return worked;
}

static bool begin_exclusive(struct store *store, int64_t *version, struct error *error)
{
    if (!store_execute(store, "BEGIN EXCLUSIVE", error)) {
        return false;
    }
    if (!read_number(store, "PRAGMA user_version", version, error)) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
        return false;
    }
    return true;
}

bool store_begin_first(struct store *store, struct error *error)
{
    int64_t version = 0;
    bool begun = store_set_guards(store, false, error) && begin_exclusive(store, &version, error);
    store->unborn = store->bare = begun && version == 0;
    /* Another program may have made it while we waited. */
    begun = begun && (store->bare || store_execute(store, "COMMIT", error));
    return (store->bare || store_set_guards(store, true, error)) && begun;
}

/* In one exclusive transaction: another program may have migrated while we waited. */
static bool run_migrations(struct store *store, struct error *error)
{
    int64_t version = 0;
    if (!begin_exclusive(store, &version, error)) {
        return false;
    }
    bool worked = run_from(store, version, error) && store_execute(store, "COMMIT", error);
    if (!worked) {
        store_rollback(store);
    }
    return worked;
}

bool store_make_tables(struct store *store, struct error *error)
{
    if (!store->bare) {
        return true;
    }
    store->bare = false;
    if (!run_from(store, 0, error)) {
        struct error ignored = {0};
        store->unborn = false;
        store_rollback(store);
        store_set_guards(store, true, &ignored);
        return false;
    }
    return true;
}

bool store_recognise(struct store *store, int64_t *version, struct error *error)
{
    int64_t application = 0;
    int64_t tables = 0;
    /* The first read also finds out whether the file is a database at all, and whether another
     * program holds it. All are one transaction: to begin one asks the system ten times. */
    if (!store_execute(store, "BEGIN", error) ||
        !read_number(store, "PRAGMA application_id", &application, error) ||
        !read_number(store, "PRAGMA user_version", version, error) ||
        !read_number(store, "SELECT count(*) FROM sqlite_schema", &tables, error) ||
        !store_execute(store, "COMMIT", error)) {
        return false;
    }
    bool fresh = tables == 0 && application == 0 && *version == 0;
    if (!fresh && application != APPLICATION_ID) {
        return error_set(error, ERROR_STORE_FOREIGN, NULL, 0, "%s", store->path);
    }
    return *version <= newest_version() ||
           error_set(error, ERROR_STORE_NEWER, NULL, 0, "%s", store->path);
}

bool store_migrate(struct store *store, int64_t version, bool read_only, struct error *error)
{
    if (version == newest_version()) {
        return true;
    }
    if (read_only) {
        return error_set(error, ERROR_STORE_FAILED, NULL, 0, "%s", store->path);
    }
    if (version == 0 && !store_begin_first(store, error)) {
        return false;
    }
    return store->bare || run_migrations(store, error);
}
