/* flush: what SQLite has written goes to the disk while it writes more.
 *
 * A commit waits until the disk has the whole edition; what was brought there before it need not
 * wait for. Only when that happens changes: what is written, in which order, and when it counts as
 * stored are SQLite's. The thread that has the store takes the file; another one, which has nothing
 * else to do, flushes while the first one writes:
 *
 *     struct flush flush = flush_create(store);
 *     flush_written(&flush);                             on the other thread
 *     worked = flush_worked(&flush, store, &error);      on the first one, when both are done
 */
#ifndef ENGINE_STORE_FLUSH_H
#define ENGINE_STORE_FLUSH_H

#include "engine/store/internal.h"

struct flush {
    sqlite3_file *file;
    int code; /* what SQLite's own file said last */
};

struct flush flush_create(const struct store *store);
/* Returns when the disk has nearly all that is written by now; at once when that is little. */
void flush_written(struct flush *flush);
/* False with an error when the disk failed: it says so once, and SQLite would not hear of it. */
bool flush_worked(const struct flush *flush, const struct store *store, struct error *error);

#endif
