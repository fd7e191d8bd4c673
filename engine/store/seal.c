/* seal: see seal.h. */
#include "engine/store/seal.h"

#include "engine/store/internal.h"
#include "engine/store/query.h"

bool store_remarks(struct store *store, struct arena *arena, int64_t edition,
                   struct remark_words **remarks, size_t *count, struct error *error)
{
    struct query_table table;
    const struct query_parameter parameters[] = {query_integer(":edition", edition)};
    if (!query_run(store, arena, &query_load_seal_remarks, parameters, 1, &table, error)) {
        return false;
    }
    *count = table.row_count;
    *remarks = arena_alloc_array(arena, *count + 1, sizeof **remarks);
    for (size_t i = 0; i < *count; i++) {
        const struct query_cell *session = query_at(&table, i, "session");
        (*remarks)[i] = (struct remark_words){
            .session = session->type == CELL_INTEGER ? session->integer : INT64_MIN,
            .words = query_at(&table, i, "text")->text};
    }
    return true;
}

static bool read_counts(struct store *store, int64_t edition, struct sealed_counts *counts,
                        struct error *error)
{
    struct arena *arena = arena_create();
    struct query_table table;
    const struct query_parameter parameters[] = {query_integer(":edition", edition)};
    bool worked = query_run(store, arena, &query_load_seal_counts, parameters, 1, &table, error);
    if (worked) {
        *counts =
            (struct sealed_counts){.persons = query_at(&table, 0, "persons")->integer,
                                   .registrations = query_at(&table, 0, "registrations")->integer,
                                   .presences = query_at(&table, 0, "presences")->integer,
                                   .responses = query_at(&table, 0, "responses")->integer,
                                   .remarks = query_at(&table, 0, "remarks")->integer};
    }
    arena_destroy(arena);
    return worked;
}

/* A statement whose parameters are its edition and, for some, more; NULL with an error. */
static sqlite3_stmt *statement_for(struct store *store, const struct query *query, int64_t edition,
                                   struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, query, error);
    if (statement != NULL) {
        sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":edition"), edition);
    }
    return statement;
}

static bool erase_rows(struct store *store, int64_t edition, struct error *error)
{
    static const struct query *const queries[] = {
        &query_load_seal_presence,   &query_load_seal_registration, &query_load_seal_person,
        &query_load_seal_answer,     &query_load_seal_remark,       &query_load_seal_response,
        &query_load_seal_merged_row, &query_load_seal_organisation, &query_load_seal_own_figure};
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        sqlite3_stmt *statement = statement_for(store, queries[i], edition, error);
        if (statement == NULL || !store_finish(store, statement, error)) {
            return error_context(error, "%s", queries[i]->name);
        }
    }
    return true;
}

static bool keep_words(struct store *store, int64_t edition, const struct remark_words *words,
                       size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *insert = statement_for(store, &query_load_seal_words, edition, error);
        if (insert == NULL) {
            return false;
        }
        sqlite3_bind_int64(insert, sqlite3_bind_parameter_index(insert, ":position"), (int64_t)i);
        if (words[i].session != INT64_MIN) {
            sqlite3_bind_int64(insert, sqlite3_bind_parameter_index(insert, ":session"),
                               words[i].session);
        }
        sqlite3_bind_text(insert, sqlite3_bind_parameter_index(insert, ":words"), words[i].words,
                          -1, SQLITE_STATIC);
        if (!store_finish(store, insert, error)) {
            return false;
        }
    }
    return true;
}

static bool mark(struct store *store, int64_t edition, const char *day, struct error *error)
{
    sqlite3_stmt *statement = statement_for(store, &query_load_seal_edition, edition, error);
    if (statement == NULL) {
        return false;
    }
    sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, ":sealed_on"), day, -1,
                      SQLITE_STATIC);
    return store_finish(store, statement, error);
}

bool store_seal(struct store *store, int64_t edition, const char *day,
                const struct remark_words *words, size_t count, struct sealed_counts *counts,
                struct error *error)
{
    bool worked =
        store_execute(store, "PRAGMA secure_delete = ON", error) && store_start(store, error) &&
        read_counts(store, edition, counts, error) && erase_rows(store, edition, error) &&
        keep_words(store, edition, words, count, error) && mark(store, edition, day, error);
    return store_end(store, worked, error);
}

bool store_forget_person(struct store *store, int64_t edition,
                         const unsigned char pseudonym[PSEUDONYM_BYTES],
                         const unsigned char instead[PSEUDONYM_BYTES], bool *found,
                         struct error *error)
{
    /* The person last: the others look for the pseudonym. */
    static const struct query *const queries[] = {
        &query_load_forget_remark, &query_load_forget_answer, &query_load_forget_response,
        &query_load_forget_person};
    *found = false;
    bool worked =
        store_execute(store, "PRAGMA secure_delete = ON", error) && store_start(store, error);
    for (size_t i = 0; i < sizeof queries / sizeof queries[0] && worked; i++) {
        sqlite3_stmt *statement = statement_for(store, queries[i], edition, error);
        if (statement == NULL) {
            return store_end(store, false, error);
        }
        sqlite3_bind_blob(statement, sqlite3_bind_parameter_index(statement, ":pseudonym"),
                          pseudonym, PSEUDONYM_BYTES, SQLITE_STATIC);
        int other = sqlite3_bind_parameter_index(statement, ":instead");
        if (other > 0) {
            sqlite3_bind_blob(statement, other, instead, PSEUDONYM_BYTES, SQLITE_STATIC);
        }
        worked = store_finish(store, statement, error);
        *found = worked && sqlite3_changes(store->db) > 0;
    }
    return store_end(store, worked, error);
}

bool store_scour(struct store *store, struct error *error)
{
    /* VACUUM attaches the file that it writes; otherwise nothing may be attached (store.c). */
    int attached = sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
    bool worked = store_execute(store, "PRAGMA secure_delete = ON; VACUUM", error);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, attached);
    return worked;
}
