/* internal: what the files of the store share. Nothing outside engine/store includes this. */
#ifndef ENGINE_STORE_INTERNAL_H
#define ENGINE_STORE_INTERNAL_H

#include <sqlite3.h>

#include "engine/store/store.h"
#include "queries.h"

struct store {
    sqlite3 *db;
    char *path;
    struct arena *arena;   /* lives as long as the store */
    struct arrays *arrays; /* array_table.h: what the load queries read */
    bool in_transaction;   /* begun by store_begin */
    sqlite3_stmt **kept;   /* one per query of query_all, NULL until it is first used */
};

/* Sets the error that the last SQLite call of this store means; always false. */
bool store_fail(struct store *store, int code, struct error *error);
/* Runs statements without results (BEGIN, COMMIT, pragmas, the schema). */
bool store_execute(struct store *store, const char *sql, struct error *error);
/* Prepares an embedded query; NULL with an error. The caller finalises it. */
sqlite3_stmt *store_prepare(struct store *store, const struct query *query, struct error *error);
/* The same, kept by the store for the next time: preparing costs more than most queries. The caller
 * gives it back with store_reset() or store_finish(); nobody else may use it in between. */
sqlite3_stmt *store_statement(struct store *store, const struct query *query, struct error *error);
void store_reset(sqlite3_stmt *statement);
/* Steps to the end and gives the statement back. */
bool store_finish(struct store *store, sqlite3_stmt *statement, struct error *error);
/* A transaction of its own, unless store_begin opened one. */
bool store_start(struct store *store, struct error *error);
bool store_end(struct store *store, bool worked, struct error *error);

/* migrate.c: brings the schema to the newest version. */
bool store_migrate(struct store *store, bool read_only, struct error *error);

#endif
