/* flush: see flush.h. Of SQLite's file only xFileSize and xSync are called, which use its
 * descriptor and change nothing of it. */
#include "engine/store/flush.h"

#include <limits.h>

#include "engine/base/parallel.h"

enum { FINISHED = INT_MAX };

struct flush flush_create(struct arena *arena, const struct store *store)
{
    struct flush flush = {.gate = parallel_gate_create(arena), .code = SQLITE_OK};
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &flush.file);
    return flush;
}

/* How often FLUSH_BYTES are in the file; a store in memory has none. */
static int parts_written(const struct flush *flush)
{
    sqlite3_int64 size = 0;
    if (flush->file->pMethods == NULL ||
        flush->file->pMethods->xFileSize(flush->file, &size) != SQLITE_OK) {
        return 0;
    }
    return (int)(size / FLUSH_BYTES);
}

void flush_note(const struct flush *flush)
{
    parallel_open(flush->gate, parts_written(flush));
}

void flush_finish(const struct flush *flush)
{
    parallel_open(flush->gate, FINISHED);
}

/* While it flushes, more is written: a slow disk is kept busy to the end, and a fast one has so
 * little to do that it is left in peace. */
void flush_follow(struct flush *flush)
{
    int flushed = 0;
    while (flush->code == SQLITE_OK) {
        parallel_wait(flush->gate, flushed + 1);
        if (parallel_is_open(flush->gate, FINISHED)) {
            return;
        }
        flushed = parts_written(flush);
        flush->code =
            flush->file->pMethods->xSync(flush->file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    }
}

bool flush_worked(const struct flush *flush, const struct store *store, struct error *error)
{
    return flush->code == SQLITE_OK || error_set(error, ERROR_STORE_FAILED, NULL, 0, "%s: %s",
                                                 store->path, sqlite3_errstr(flush->code));
}
