/* shift: what is kept of how the subjects of two editions differ, in and out. */
#include <string.h>

#include "engine/store/internal.h"
#include "engine/store/query.h"

static sqlite3_stmt *statement_of(struct store *store, const struct query *query,
                                  const char *earlier, const char *later, struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, query, error);
    if (statement != NULL) {
        bind_text(statement, ":earlier", earlier);
        bind_text(statement, ":later", later);
    }
    return statement;
}

static bool put_theme(struct store *store, const char *earlier, const char *later, size_t position,
                      const struct shifted_theme *theme, struct error *error)
{
    sqlite3_stmt *insert = statement_of(store, &query_load_shifted_theme, earlier, later, error);
    if (insert == NULL) {
        return false;
    }
    bind_integer(insert, ":position", (int64_t)position);
    bind_text(insert, ":name", theme->name);
    bind_text(insert, ":words", theme->words);
    bind_integer(insert, ":texts_earlier", theme->texts[0]);
    bind_integer(insert, ":texts_later", theme->texts[1]);
    bind_double(insert, ":share_earlier", theme->share[0], true);
    bind_double(insert, ":share_later", theme->share[1], true);
    bind_double(insert, ":difference", theme->difference, true);
    bind_double(insert, ":low", theme->low, true);
    bind_double(insert, ":high", theme->high, true);
    bind_double(insert, ":p", theme->p, true);
    bind_double(insert, ":q", theme->q, true);
    bind_integer(insert, ":kind", theme->kind);
    return store_finish(store, insert, error);
}

static bool put_whole(struct store *store, const char *earlier, const char *later,
                      const struct theme_shift *shift, struct error *error)
{
    sqlite3_stmt *insert = statement_of(store, &query_load_theme_shift, earlier, later, error);
    if (insert == NULL) {
        return false;
    }
    bind_text(insert, ":hash", shift->hash);
    bind_integer(insert, ":texts_earlier", shift->texts[0]);
    bind_integer(insert, ":texts_later", shift->texts[1]);
    bind_integer(insert, ":too_few", shift->too_few);
    bind_integer(insert, ":testable", shift->testable);
    return store_finish(store, insert, error);
}

static bool clear(struct store *store, const char *earlier, const char *later, struct error *error)
{
    sqlite3_stmt *statement =
        statement_of(store, &query_load_clear_theme_shift, earlier, later, error);
    return statement != NULL && store_finish(store, statement, error);
}

bool store_put_theme_shift(struct store *store, const char *earlier, const char *later,
                           const struct theme_shift *shift, struct error *error)
{
    bool worked = store_start(store, error) && clear(store, earlier, later, error) &&
                  put_whole(store, earlier, later, shift, error);
    for (size_t i = 0; i < shift->count && worked; i++) {
        worked = put_theme(store, earlier, later, i, &shift->items[i], error);
    }
    return store_end(store, worked, error);
}

bool store_clear_theme_shifts(struct store *store, const char *id, struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, &query_load_clear_theme_shifts, error);
    if (statement == NULL) {
        return false;
    }
    bind_text(statement, ":id", id);
    return store_finish(store, statement, error);
}

static struct shifted_theme theme_of(const struct query_table *table, size_t row)
{
    return (struct shifted_theme){
        .name = query_at(table, row, "name")->text,
        .words = query_at(table, row, "words")->text,
        .texts = {(uint32_t)query_at(table, row, "texts_earlier")->integer,
                  (uint32_t)query_at(table, row, "texts_later")->integer},
        .share = {query_at(table, row, "share_earlier")->real,
                  query_at(table, row, "share_later")->real},
        .difference = query_at(table, row, "difference")->real,
        .low = query_at(table, row, "low")->real,
        .high = query_at(table, row, "high")->real,
        .p = query_at(table, row, "p")->real,
        .q = query_at(table, row, "q")->real,
        .kind = (enum shift_kind)query_at(table, row, "kind")->integer};
}

bool store_theme_shift(struct store *store, struct arena *arena, const char *earlier,
                       const char *later, struct theme_shift *shift, struct error *error)
{
    const struct query_parameter parameters[] = {query_text(":earlier", earlier),
                                                 query_text(":later", later)};
    struct query_table whole, themes;
    *shift = (struct theme_shift){0};
    if (!query_run(store, arena, &query_load_theme_shifts, parameters, 2, &whole, error) ||
        !query_run(store, arena, &query_load_shifted_themes, parameters, 2, &themes, error)) {
        return false;
    }
    if (whole.row_count == 0) {
        return true;
    }
    const char *hash = query_at(&whole, 0, "hash")->text;
    memcpy(shift->hash, hash, strnlen(hash, HASH_TEXT - 1));
    shift->texts[0] = (uint32_t)query_at(&whole, 0, "texts_earlier")->integer;
    shift->texts[1] = (uint32_t)query_at(&whole, 0, "texts_later")->integer;
    shift->too_few = query_at(&whole, 0, "too_few")->integer != 0;
    shift->testable = query_at(&whole, 0, "testable")->integer != 0;
    shift->count = themes.row_count;
    shift->items = arena_alloc_array(arena, shift->count + 1, sizeof *shift->items);
    for (size_t i = 0; i < shift->count; i++) {
        shift->items[i] = theme_of(&themes, i);
    }
    return true;
}
