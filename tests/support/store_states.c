/* store_states: see store_states.h. */
#include "tests/support/store_states.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"

/* The first column of every row, or what SQLite says against the question. */
static void ask(sqlite3 *db, const char *sql, char *state)
{
    sqlite3_stmt *statement = NULL;
    size_t used = strlen(state);
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        used += (size_t)snprintf(state + used, STORE_STATE - used, "%s;",
                                 (const char *)sqlite3_column_text(statement, 0));
        assert_true(used < STORE_STATE);
    }
    if (sqlite3_finalize(statement) != SQLITE_OK || code != SQLITE_OK) {
        snprintf(state + used, STORE_STATE - used, "%s;", sqlite3_errmsg(db));
    }
}

static void state_of(const struct store_states *states, char *state)
{
    static const char counts[] =
        "SELECT (SELECT count(*) FROM person) || ' ' || (SELECT count(*) FROM registration) || ' '"
        " || (SELECT count(*) FROM presence) || ' ' || (SELECT sum(seconds) FROM presence) || ' '"
        " || (SELECT count(*) FROM remark) || ' ' || (SELECT sum(registrations) FROM session_count)"
        " || ' ' || (SELECT sum(attendees) FROM session_count)";
    char path[512];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/rodedraad.db", states->place->folder);
    state[0] = '\0';
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    ask(db, "PRAGMA integrity_check", state);
    ask(db, "SELECT inputs_hash FROM edition", state);
    ask(db, counts, state);
    sqlite3_close(db);
}

struct ran store_states_import(const struct store_states *states)
{
    return place_run(states->place, NULL, "import", states->edition, (char *)NULL);
}

static void import_whole(const struct store_states *states, char *state)
{
    struct ran ran = store_states_import(states);
    if (ran.status != 0) {
        fail_msg("an undisturbed import ends with %d:\n%s", ran.status, ran.err);
    }
    state_of(states, state);
    assert_int_equal(strncmp(state, "ok;", 3), 0);
}

void store_states_before(struct store_states *states)
{
    import_whole(states, states->before);
    states->old_store = place_read(states->place, "rodedraad.db", &states->old_size);
}

void store_states_after(struct store_states *states)
{
    import_whole(states, states->after);
    assert_string_not_equal(states->before, states->after);
}

void store_states_put_back(const struct store_states *states)
{
    char path[512];
    snprintf(path, sizeof path, "%s/rodedraad.db-journal", states->place->folder);
    unlink(path);
    place_write_bytes(states->place, "rodedraad.db", states->old_store, states->old_size);
}

bool store_states_check(const struct store_states *states, const char *what)
{
    char state[STORE_STATE];
    state_of(states, state);
    bool is_new = strcmp(state, states->after) == 0;
    if (!is_new && strcmp(state, states->before) != 0) {
        fail_msg("%s: the store holds %s\nbefore %s\nafter %s", what, state, states->before,
                 states->after);
    }
    return is_new;
}

void store_states_complete(const struct store_states *states)
{
    char state[STORE_STATE];
    import_whole(states, state);
    assert_string_equal(state, states->after);
}

void store_states_clear(struct store_states *states)
{
    free(states->old_store);
    states->old_store = NULL;
}
