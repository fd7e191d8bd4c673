/* themes: what is kept of the themes of an edition, in and out. */
#include <string.h>

#include "engine/store/internal.h"
#include "engine/store/query.h"

/* -- in
 * ------------------------------------------------------------------------------------------------
 */

static bool put_run(struct store *store, const char *id, const struct threads *threads,
                    struct error *error)
{
    sqlite3_stmt *insert = store_statement(store, &query_load_theme_run, error);
    if (insert == NULL) {
        return false;
    }
    bind_text(insert, ":edition", id);
    bind_text(insert, ":key_hash", threads->key_hash);
    bind_text(insert, ":texts_hash", threads->texts_hash);
    bind_integer(insert, ":texts", threads->texts);
    bind_integer(insert, ":distinct_texts", threads->distinct);
    bind_integer(insert, ":empty_texts", threads->nothing);
    bind_integer(insert, ":unassigned", threads->unassigned);
    bind_integer(insert, ":too_few", threads->too_few);
    bind_double(insert, ":agreement", threads->agreement, true);
    return store_finish(store, insert, error);
}

static bool put_theme(struct store *store, const char *id, size_t number,
                      const struct thread *thread, struct error *error)
{
    sqlite3_stmt *insert = store_statement(store, &query_load_theme, error);
    if (insert == NULL) {
        return false;
    }
    bind_text(insert, ":edition", id);
    bind_integer(insert, ":theme", (int64_t)number);
    bind_text(insert, ":name", thread->name);
    bind_text(insert, ":label", thread->label);
    bind_text(insert, ":fingerprint", thread->fingerprint);
    bind_text(insert, ":vng_label", thread->vng_label);
    bind_text(insert, ":words", thread->words);
    bind_integer(insert, ":from_codebook", thread->from_codebook);
    bind_integer(insert, ":recurs", thread->recurs);
    bind_integer(insert, ":missing", thread->missing);
    bind_integer(insert, ":texts", thread->texts);
    bind_integer(insert, ":sessions", thread->sessions);
    bind_integer(insert, ":municipalities", thread->municipalities);
    bind_integer(insert, ":days", thread->days);
    bind_double(insert, ":share", thread->share, true);
    bind_double(insert, ":low", thread->low, true);
    bind_double(insert, ":high", thread->high, true);
    bind_double(insert, ":largest_share", thread->largest_share, true);
    bind_double(insert, ":stability", thread->stability, true);
    bind_double(insert, ":inclusion", thread->inclusion, true);
    return store_finish(store, insert, error);
}

static bool put_sessions(struct store *store, const char *id, size_t number,
                         const struct thread *thread, struct error *error)
{
    bool worked = true;
    for (size_t i = 0; i < thread->in_count && worked; i++) {
        sqlite3_stmt *insert = store_statement(store, &query_load_theme_session, error);
        if (insert == NULL) {
            return false;
        }
        bind_text(insert, ":edition", id);
        bind_integer(insert, ":theme", (int64_t)number);
        bind_integer(insert, ":session", thread->in[i].session);
        bind_integer(insert, ":texts", thread->in[i].texts);
        worked = store_finish(store, insert, error);
    }
    return worked;
}

static bool put_quotes(struct store *store, const char *id, size_t number,
                       const struct thread *thread, struct error *error)
{
    bool worked = true;
    for (size_t i = 0; i < thread->quote_count && worked; i++) {
        sqlite3_stmt *insert = store_statement(store, &query_load_theme_quote, error);
        if (insert == NULL) {
            return false;
        }
        bind_text(insert, ":edition", id);
        bind_integer(insert, ":theme", (int64_t)number);
        bind_integer(insert, ":position", (int64_t)i);
        bind_text(insert, ":text", thread->quote[i]);
        worked = store_finish(store, insert, error);
    }
    return worked;
}

bool store_clear_themes(struct store *store, const char *id, struct error *error)
{
    sqlite3_stmt *clear = store_statement(store, &query_load_clear_themes, error);
    if (clear == NULL) {
        return false;
    }
    bind_text(clear, ":id", id);
    return store_finish(store, clear, error);
}

bool store_put_themes(struct store *store, const char *id, const struct threads *threads,
                      struct error *error)
{
    bool worked = store_start(store, error) && store_clear_themes(store, id, error) &&
                  (!threads->known || put_run(store, id, threads, error));
    for (size_t k = 0; k < threads->count && worked; k++) {
        const struct thread *thread = &threads->items[k];
        worked = put_theme(store, id, k, thread, error) &&
                 put_sessions(store, id, k, thread, error) &&
                 put_quotes(store, id, k, thread, error);
    }
    return store_end(store, worked, error);
}

/* -- out
 * -----------------------------------------------------------------------------------------------
 */

static void copy_hash(char hash[HASH_TEXT], const char *text)
{
    size_t size = strlen(text);
    size = size < HASH_TEXT ? size : HASH_TEXT - 1;
    memcpy(hash, text, size);
    hash[size] = '\0';
}

static uint32_t count_at(const struct query_table *table, size_t row, const char *column)
{
    return (uint32_t)query_at(table, row, column)->integer;
}

static struct thread thread_of(const struct query_table *table, size_t row)
{
    return (struct thread){
        .name = query_at(table, row, "name")->text,
        .label = query_at(table, row, "label")->text,
        .fingerprint = query_at(table, row, "fingerprint")->text,
        .vng_label = query_at(table, row, "vng_label")->text,
        .words = query_at(table, row, "words")->text,
        .from_codebook = query_at(table, row, "from_codebook")->integer != 0,
        .recurs = query_at(table, row, "recurs")->integer != 0,
        .missing = (unsigned)query_at(table, row, "missing")->integer,
        .texts = count_at(table, row, "texts"),
        .sessions = count_at(table, row, "sessions"),
        .municipalities = count_at(table, row, "municipalities"),
        .days = count_at(table, row, "days"),
        .share = query_at(table, row, "share")->real,
        .low = query_at(table, row, "low")->real,
        .high = query_at(table, row, "high")->real,
        .largest_share = query_at(table, row, "largest_share")->real,
        .stability = query_at(table, row, "stability")->real,
        .inclusion = query_at(table, row, "inclusion")->real,
    };
}

/* Rows come by theme, so that those of one theme lie together. */
static void give_sessions(struct arena *arena, const struct query_table *table,
                          struct threads *threads)
{
    struct thread_session *all = arena_alloc_array(arena, table->row_count + 1, sizeof *all);
    for (size_t row = 0; row < table->row_count; row++) {
        uint32_t theme = count_at(table, row, "theme");
        if (theme < threads->count) {
            struct thread *thread = &threads->items[theme];
            thread->in = thread->in_count == 0 ? &all[row] : thread->in;
            thread->in_count++;
            all[row] = (struct thread_session){count_at(table, row, "session"),
                                               count_at(table, row, "texts")};
        }
    }
}

static void give_quotes(const struct query_table *table, struct threads *threads)
{
    for (size_t row = 0; row < table->row_count; row++) {
        uint32_t theme = count_at(table, row, "theme");
        if (theme < threads->count && threads->items[theme].quote_count < THREAD_QUOTES) {
            struct thread *thread = &threads->items[theme];
            thread->quote[thread->quote_count++] = query_at(table, row, "text")->text;
        }
    }
}

bool store_themes(struct store *store, struct arena *arena, const char *id, struct threads *threads,
                  struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", id);
    struct query_table run, themes, sessions, quotes;
    *threads = (struct threads){0};
    if (!query_run(store, arena, &query_load_theme_runs, &parameter, 1, &run, error)) {
        return false;
    }
    if (run.row_count == 0) {
        return true;
    }
    if (!query_run(store, arena, &query_load_themes, &parameter, 1, &themes, error) ||
        !query_run(store, arena, &query_load_theme_sessions, &parameter, 1, &sessions, error) ||
        !query_run(store, arena, &query_load_theme_quotes, &parameter, 1, &quotes, error)) {
        return false;
    }
    threads->known = true;
    copy_hash(threads->key_hash, query_at(&run, 0, "key_hash")->text);
    copy_hash(threads->texts_hash, query_at(&run, 0, "texts_hash")->text);
    threads->texts = query_at(&run, 0, "texts")->integer;
    threads->distinct = query_at(&run, 0, "distinct_texts")->integer;
    threads->nothing = query_at(&run, 0, "empty_texts")->integer;
    threads->unassigned = query_at(&run, 0, "unassigned")->integer;
    threads->too_few = query_at(&run, 0, "too_few")->integer != 0;
    threads->agreement = query_at(&run, 0, "agreement")->real;
    threads->count = themes.row_count;
    threads->items = arena_alloc_array(arena, threads->count + 1, sizeof *threads->items);
    for (size_t k = 0; k < threads->count; k++) {
        threads->items[k] = thread_of(&themes, k);
    }
    give_sessions(arena, &sessions, threads);
    give_quotes(&quotes, threads);
    return true;
}
