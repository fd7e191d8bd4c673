/* flush: see flush.h. Of SQLite's file only xFileSize and xSync are called, which use its
 * descriptor and change nothing of it. */
#include "engine/store/flush.h"

/* Bytes that a disk takes in a moment: for less nobody need wait twice. */
enum { WORTH = 8 * 1024 * 1024 };

struct flush flush_create(const struct store *store)
{
    struct flush flush = {.code = SQLITE_OK};
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &flush.file);
    return flush;
}

/* While it flushes, more is written: a slow disk is kept busy to the end, and a fast one has so
 * little to do that it is left in peace. */
void flush_written(struct flush *flush)
{
    const struct sqlite3_io_methods *does = flush->file->pMethods;
    if (does == NULL) { /* a store in memory */
        return;
    }
    sqlite3_int64 flushed = 0;
    sqlite3_int64 size = 0;
    flush->code = does->xFileSize(flush->file, &size);
    while (flush->code == SQLITE_OK && size - flushed >= WORTH) {
        flushed = size;
        flush->code = does->xSync(flush->file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
        if (flush->code == SQLITE_OK) {
            flush->code = does->xFileSize(flush->file, &size);
        }
    }
}

bool flush_worked(const struct flush *flush, const struct store *store, struct error *error)
{
    return flush->code == SQLITE_OK || error_set(error, ERROR_STORE_FAILED, NULL, 0, "%s: %s",
                                                 store->path, sqlite3_errstr(flush->code));
}
