/* flush: what SQLite has written goes to the disk while it writes more.
 *
 * A commit waits until the disk has the whole edition; what was brought there before it need not
 * wait for. Only when that happens changes: what is written, in which order, and when it counts as
 * stored are SQLite's. The thread that has the store takes the file and says when more is written;
 * another one flushes, and sleeps most of its time:
 *
 *     struct flush flush = flush_create(arena, store);
 *     flush_note(&flush); ... flush_finish(&flush);      on the thread that writes
 *     flush_follow(&flush);                              on the other one
 *     worked = flush_worked(&flush, store, &error);      when both are done
 */
#ifndef ENGINE_STORE_FLUSH_H
#define ENGINE_STORE_FLUSH_H

#include "engine/store/internal.h"

struct parallel_gate;

struct flush {
    sqlite3_file *file;
    struct parallel_gate *gate; /* open as far as there are FLUSH_BYTES that were written */
    int code;                   /* what SQLite's own file said last */
};

/* Bytes that a disk takes in a moment: for less nobody need wait twice. */
enum { FLUSH_BYTES = 16 * 1024 * 1024 };

struct flush flush_create(struct arena *arena, const struct store *store);
/* More is written than the last time. */
void flush_note(const struct flush *flush);
/* Nothing more is written until flush_worked. */
void flush_finish(const struct flush *flush);
/* Flushes whenever FLUSH_BYTES are written, until flush_finish was called. */
void flush_follow(struct flush *flush);
/* False with an error when the disk failed: it says so once, and SQLite would not hear of it. */
bool flush_worked(const struct flush *flush, const struct store *store, struct error *error);

#endif
