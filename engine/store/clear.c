/* clear: an edition goes out of the store, with all rows that belong to it. Most go with their
 * edition (foreign keys cascade); the large tables have no foreign key and are cleared before it.
 * Where no other edition has rows in them they are emptied whole: SQLite then frees pages and looks
 * at no row, which is a fifth of the time of reading an edition again. */
#include "engine/store/internal.h"

/* The large tables: without the rows of one edition, and without any. */
static const struct {
    const struct query *clear, *empty;
} tables[] = {
    {&query_load_clear_presence, &query_load_empty_presence},
    {&query_load_clear_registration, &query_load_empty_registration},
    {&query_load_clear_person, &query_load_empty_person},
    {&query_load_clear_answer, &query_load_empty_answer},
    {&query_load_clear_remark, &query_load_empty_remark},
    {&query_load_clear_merged_row, &query_load_empty_merged_row},
    {&query_load_clear_session_municipality, &query_load_empty_session_municipality},
};

/* Is the edition in the store, and which others are? */
static bool count_editions(struct store *store, const char *id, int64_t *here, int64_t *others,
                           struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, &query_load_count_editions, error);
    if (statement == NULL) {
        return false;
    }
    bind_text(statement, ":id", id);
    if (!store_one_row(store, statement, error)) {
        return false;
    }
    *here = sqlite3_column_int64(statement, 0);
    *others = sqlite3_column_int64(statement, 1);
    return store_finish(store, statement, error);
}

static bool clear_from(struct store *store, const struct query *query, const char *id,
                       struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, query, error);
    if (statement == NULL) {
        return false;
    }
    if (id != NULL) {
        bind_text(statement, ":id", id);
    }
    return store_finish(store, statement, error);
}

bool store_clear_edition(struct store *store, const char *id, struct error *error)
{
    int64_t here;
    int64_t others;
    if (!count_editions(store, id, &here, &others, error)) {
        return false;
    }
    for (size_t i = 0; here > 0 && i < sizeof tables / sizeof tables[0]; i++) {
        bool cleared = others > 0 ? clear_from(store, tables[i].clear, id, error)
                                  : clear_from(store, tables[i].empty, NULL, error);
        if (!cleared) {
            return false;
        }
    }
    return here == 0 || clear_from(store, &query_load_clear_edition, id, error);
}
