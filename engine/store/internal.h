/* internal: what the files of the store share. Nothing outside engine/store includes this. */
#ifndef ENGINE_STORE_INTERNAL_H
#define ENGINE_STORE_INTERNAL_H

#include <assert.h>
#include <sqlite3.h>
#include <stdatomic.h>

#include "engine/store/store.h"
#include "queries.h"

struct store {
    sqlite3 *db;
    char *path;
    struct arena *arena;       /* lives as long as the store */
    struct arrays *arrays;     /* array_table.h: what the load queries read */
    const struct flush *flush; /* flush.h: who is told that more is written; NULL: nobody */
    unsigned begun;            /* how often store_begin was called and not answered by a commit */
    bool unborn;               /* migrate.c: the first transaction of a new file is not committed */
    bool bare;                 /* migrate.c: nor are there tables yet; nothing is in this store */
    /* For store_interrupt, which may be called at any moment. */
    atomic_bool writing, interrupted;
    sqlite3_stmt **kept; /* one per query of query_all, NULL until it is first used */
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
/* Steps to the one row that the statement gives. False, and the statement is given back, when there
 * is none. */
bool store_one_row(struct store *store, sqlite3_stmt *statement, struct error *error);
/* A transaction of its own, unless store_begin opened one. */
bool store_start(struct store *store, struct error *error);
bool store_end(struct store *store, bool worked, struct error *error);

/* Parameters by name; INT64_MIN, NULL and an undefined number stay NULL. */
static inline int parameter(sqlite3_stmt *statement, const char *name)
{
    int number = sqlite3_bind_parameter_index(statement, name);
    assert(number > 0 && "a query lacks a parameter that its caller binds");
    return number;
}

static inline void bind_integer(sqlite3_stmt *statement, const char *name, int64_t value)
{
    if (value != INT64_MIN) {
        sqlite3_bind_int64(statement, parameter(statement, name), value);
    }
}

static inline void bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
    sqlite3_bind_text(statement, parameter(statement, name), text, -1, SQLITE_STATIC);
}

static inline void bind_double(sqlite3_stmt *statement, const char *name, double value,
                               bool defined)
{
    if (defined) {
        sqlite3_bind_double(statement, parameter(statement, name), value);
    }
}

/* clear.c: an edition goes, with the rows of its people; its themes and releases stay. */
bool store_clear_edition(struct store *store, const char *id, struct error *error);
/* themes.c: forgets the themes of an edition. */
bool store_clear_themes(struct store *store, const char *id, struct error *error);
/* shift.c: what is kept of an edition beside others. */
bool store_clear_theme_shifts(struct store *store, const char *id, struct error *error);

/* migrate.c: whose file it is and which version of the schema it holds; 0: it is new. */
bool store_recognise(struct store *store, int64_t *version, struct error *error);
/* migrate.c: brings the schema from `version` to the newest. Of a new file only the transaction is
 * begun (store->unborn, store->bare): store_make_tables makes the schema, and it is committed with
 * the first thing that is kept, or when the store is closed. */
bool store_migrate(struct store *store, int64_t version, bool read_only, struct error *error);
/* migrate.c: begins the transaction that makes a new file a store. */
bool store_begin_first(struct store *store, struct error *error);
/* What the disk must have before a page may be overwritten, and whether a row refers to something
 * that is there. Both are always watched but in the first transaction of a file: it overwrites no
 * page, so that its journal is a head and nothing behind it; and it brings whatever its rows refer
 * to. False with an error when SQLite refuses. */
bool store_set_guards(struct store *store, bool all, struct error *error);

#endif
