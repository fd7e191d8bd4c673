/* save: an edition's arrays into the store, in one transaction: the old edition goes, the new one
 * comes, array by array (INSERT ... SELECT from array_table). */
#include "engine/base/parallel.h"
#include "engine/store/array_table.h"
#include "engine/store/cube.h"
#include "engine/store/flush.h"
#include "engine/store/internal.h"
#include "engine/store/membership.h"
#include "engine/store/row_pages.h"
#include "fingerprint.h"

/* -- the edition itself ---------------------------------------------------------------------------
 */

static bool next_number(struct store *store, int64_t *number, struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, &query_load_next_edition, error);
    if (statement == NULL || !store_one_row(store, statement, error)) {
        return false;
    }
    *number = sqlite3_column_int64(statement, 0);
    return store_finish(store, statement, error);
}

/* Without the hash of its inputs, which may not be known yet. */
static bool insert_edition(struct store *store, const struct edition *edition, int64_t number,
                           struct error *error)
{
    const struct edition_settings *settings = &edition->settings;
    sqlite3_stmt *statement = store_statement(store, &query_load_edition, error);
    if (statement == NULL) {
        return false;
    }
    bind_integer(statement, ":edition", number);
    bind_text(statement, ":id", edition->id);
    bind_text(statement, ":name", settings->name == NULL ? edition->id : settings->name);
    bind_integer(statement, ":year", settings->year);
    bind_integer(statement, ":first_day", settings->first_day);
    bind_integer(statement, ":last_day", settings->last_day);
    bind_integer(statement, ":reference_day", settings->reference_day);
    bind_text(statement, ":organiser", settings->organiser);
    bind_integer(statement, ":minutes", settings->minutes);
    bind_integer(statement, ":small_count", settings->small_count);
    bind_text(statement, ":match", settings->match == NULL ? "fuzzy" : settings->match);
    bind_integer(statement, ":quotes", settings->quotes);
    bind_integer(statement, ":retention_day", settings->retention_day);
    bind_integer(statement, ":population_year", edition->population_year);
    bind_integer(statement, ":population_provisional", edition->population_provisional);
    bind_integer(statement, ":population_own", edition->population_own);
    bind_integer(statement, ":newest_input", edition->newest_input);
    bind_text(statement, ":settings_hash", edition->settings_hash);
    bind_text(statement, ":engine_version", RODEDRAAD_FINGERPRINT);
    return store_finish(store, statement, error) ||
           error_context(error, "storing edition %s", edition->id);
}

static bool update_inputs_hash(struct store *store, const struct edition *edition, int64_t number,
                               struct error *error)
{
    sqlite3_stmt *statement = store_statement(store, &query_load_inputs_hash, error);
    if (statement == NULL) {
        return false;
    }
    bind_integer(statement, ":edition", number);
    bind_text(statement, ":inputs_hash", edition->inputs_hash);
    return store_finish(store, statement, error);
}

/* -- its arrays -----------------------------------------------------------------------------------
 */

/* An organisation's municipalities, without repeats (codes are ascending). */
static size_t list_memberships(struct arena *arena, const struct edition *edition,
                               struct membership **rows)
{
    size_t capacity = 0;
    for (size_t i = 0; i < edition->organisations_count; i++) {
        capacity += edition->organisations[i].code_count;
    }
    *rows = arena_alloc_array(arena, capacity + 1, sizeof **rows);
    size_t count = 0;
    for (uint32_t i = 0; i < edition->organisations_count; i++) {
        const struct organisation *body = &edition->organisations[i];
        for (size_t k = 0; k < body->code_count; k++) {
            if (k == 0 || body->codes[k] != body->codes[k - 1]) {
                (*rows)[count++] = (struct membership){i, body->codes[k]};
            }
        }
    }
    return count;
}

static bool load_array(struct store *store, int64_t number, const struct query *query,
                       enum array_name name, const void *rows, size_t count, struct error *error)
{
    if (count == 0) {
        return true;
    }
    sqlite3_stmt *statement = store_statement(store, query, error);
    if (statement == NULL) {
        return false;
    }
    bind_integer(statement, ":edition", number);
    array_table_set(store, name, rows, count);
    bool worked = store_finish(store, statement, error);
    array_table_set(store, name, NULL, 0);
    return worked || error_context(error, "storing %s", query->name);
}

/* An edition on its way into the store. */
struct loading {
    struct store *store;
    int64_t number;
    const struct edition *edition;
    struct arena *arena;      /* of the part that stores */
    struct arena *cube_arena; /* of the one that counts */
    struct cube cube;
    struct flush flush;
    struct parallel_gate *rows_stored; /* open when they are, or will not be */
    struct error *error;
    bool worked;
};

struct load {
    const struct query *query;
    enum array_name name;
    const void *rows;
    size_t count;
};

static bool load_all(const struct loading *loading, const struct load *loads, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!load_array(loading->store, loading->number, loads[i].query, loads[i].name,
                        loads[i].rows, loads[i].count, loading->error)) {
            return false;
        }
    }
    return true;
}

#define LOAD(name, member)                                                                         \
    {                                                                                              \
        &query_load_##name, ARRAY_##name, edition->member, edition->member##_count                 \
    }

#define LOAD_PAGES(name, member, numbered)                                                         \
    row_pages_load(loading->store, ARRAY_##name, numbered, loading->number, edition->member,       \
                   edition->member##_count, loading->error)

/* The tables of millions of rows, each as soon as it is settled. */
static bool load_rows(struct loading *loading)
{
    const struct edition *edition = loading->edition;
    edition_wait(edition, EDITION_IDENTIFIED);
    if (!LOAD_PAGES(person, persons, true)) {
        return false;
    }
    edition_wait(edition, EDITION_REGISTERED);
    if (!LOAD_PAGES(registration, registrations, true)) {
        return false;
    }
    edition_wait(edition, EDITION_SAID);
    const struct load said[] = {LOAD(answer, answers)};
    if (!load_all(loading, said, 1) || !LOAD_PAGES(remark, remarks, true)) {
        return false;
    }
    edition_wait(edition, EDITION_PRESENT);
    return LOAD_PAGES(presence, presences, true);
}

#undef LOAD_PAGES

static bool load_edition_count(const struct loading *loading)
{
    const struct edition_count *count = &loading->cube.edition;
    sqlite3_stmt *statement =
        store_statement(loading->store, &query_load_edition_count, loading->error);
    if (statement == NULL) {
        return false;
    }
    bind_integer(statement, ":edition", loading->number);
    bind_integer(statement, ":registered", count->registered);
    bind_integer(statement, ":registered_staff", count->registered_staff);
    bind_integer(statement, ":attended", count->attended);
    bind_integer(statement, ":attended_staff", count->attended_staff);
    bind_integer(statement, ":attended_by_name", count->attended_by_name);
    bind_integer(statement, ":both", count->both);
    bind_integer(statement, ":attended_low", count->attended_low);
    bind_integer(statement, ":attended_high", count->attended_high);
    return store_finish(loading->store, statement, loading->error);
}

/* The tables of thousands of rows, which refer to the row of the edition; and the counts. */
static bool load_settled(struct loading *loading)
{
    const struct edition *edition = loading->edition;
    edition_wait(edition, EDITION_COUNTED);
    parallel_open(loading->rows_stored, 1);
    const struct cube cube = loading->cube;
    struct membership *memberships;
    size_t membership_count = list_memberships(loading->arena, edition, &memberships);
    const struct load loads[] = {
        LOAD(merged_row, merged_rows),
        LOAD(municipality, municipalities),
        LOAD(organisation, organisations),
        {&query_load_membership, ARRAY_membership, memberships, membership_count},
        LOAD(spelling, spellings),
        LOAD(session, sessions),
        LOAD(question, questions),
        LOAD(response, responses),
        LOAD(cost, costs),
        LOAD(second_sign, second_signs),
        LOAD(own_figure, own_figures),
        LOAD(finding, findings),
        {&query_load_session_count, ARRAY_session_count, cube.sessions, cube.session_count},
        {&query_load_day_count, ARRAY_day_count, cube.days, cube.day_count},
        {&query_load_municipality_count, ARRAY_municipality_count, cube.municipalities,
         cube.municipality_count},
        {&query_load_organisation_count, ARRAY_organisation_count, cube.organisations,
         cube.organisation_count},
        {&query_load_participation, ARRAY_participation, cube.participations,
         cube.participation_count},
        {&query_load_response_count, ARRAY_response_count, cube.responses, cube.response_count},
        {&query_load_answer_count, ARRAY_answer_count, cube.answers, cube.answer_count},
    };
    return insert_edition(loading->store, edition, loading->number, loading->error) &&
           load_all(loading, loads, sizeof loads / sizeof loads[0]) &&
           row_pages_load(loading->store, ARRAY_session_municipality, false, loading->number,
                          cube.session_municipalities, cube.session_municipality_count,
                          loading->error) &&
           load_edition_count(loading);
}

/* What is known when all inputs have their hashes. */
static bool load_hashed(const struct loading *loading)
{
    const struct edition *edition = loading->edition;
    const struct load sources[] = {LOAD(source, sources)};
    return load_all(loading, sources, 1) &&
           update_inputs_hash(loading->store, edition, loading->number, loading->error);
}

#undef LOAD

/* Half of what a small edition takes in the store is preparing statements; at first there is
 * nothing to store. */
static bool get_ready(struct loading *loading)
{
    static const struct query *const usual[] = {
        &query_load_edition,       &query_load_inputs_hash,
        &query_load_source,        &query_load_municipality,
        &query_load_organisation,  &query_load_membership,
        &query_load_spelling,      &query_load_session,
        &query_load_question,      &query_load_finding,
        &query_load_session_count, &query_load_day_count,
        &query_load_participation, &query_load_organisation_count,
        &query_load_edition_count, &query_load_municipality_count};
    bool worked = true;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0] && worked; i++) {
        worked = store_statement(loading->store, usual[i], loading->error) != NULL;
    }
    return worked;
}

/* The edition is settled and counted; beside that stored, as far as it is; when its rows are stored
 * their memory goes, before anybody waits for it; and beside all that it is brought to the disk. */
static void load_part(void *context, size_t part)
{
    struct loading *loading = context;
    if (part == 0) {
        edition_finish(loading->edition);
        loading->cube = cube_create(loading->cube_arena, loading->edition);
        edition_reach(loading->edition, EDITION_COUNTED);
        edition_do_pieces(loading->edition);
    } else if (part == 1) {
        loading->worked = get_ready(loading) && load_rows(loading) && load_settled(loading);
        flush_finish(&loading->flush);
        parallel_open(loading->rows_stored, 1);
    } else if (part == 2) {
        parallel_wait(loading->rows_stored, 1);
        edition_wait(loading->edition, EDITION_COUNTED); /* also when storing failed */
        edition_let_go(loading->edition);
    } else {
        flush_follow(&loading->flush);
    }
}

/* The last two parts mostly sleep, and are not counted among the threads that are busy. What is too
 * small to be flushed is not worth two more threads: whoever is done with the first two does them.
 */
static void load_parts(struct loading *loading)
{
    const struct edition_rest *rest = &loading->edition->rest;
    int sleepers = rest->threads > 1 && rest->input_bytes >= FLUSH_BYTES ? 2 : 0;
    loading->store->flush = &loading->flush;
    parallel_for(rest->threads + sleepers, 4, load_part, loading);
    loading->store->flush = NULL;
}

static bool load_arrays(struct store *store, int64_t number, const struct edition *edition,
                        struct error *error)
{
    struct loading loading = {.store = store,
                              .number = number,
                              .edition = edition,
                              .arena = arena_create(),
                              .cube_arena = arena_create(),
                              .error = error};
    loading.flush = flush_create(loading.arena, store);
    loading.rows_stored = parallel_gate_create(loading.arena);
    load_parts(&loading);
    bool worked = edition_close(edition, error) && loading.worked &&
                  flush_worked(&loading.flush, store, error) && load_hashed(&loading);
    arena_destroy(loading.arena);
    arena_destroy(loading.cube_arena);
    return worked;
}

bool store_put_edition(struct store *store, const struct edition *edition, struct error *error)
{
    int64_t number = 0;
    bool worked = store_start(store, error);
    /* A store that is made in this very transaction has nothing to clear. */
    worked = worked && (store->unborn || store_clear_edition(store, edition->id, error)) &&
             next_number(store, &number, error) && load_arrays(store, number, edition, error);
    return store_end(store, worked, error);
}

bool store_delete_edition(struct store *store, const char *id, struct error *error)
{
    bool worked = store_start(store, error) && store_clear_edition(store, id, error) &&
                  store_clear_themes(store, id, error) &&
                  store_clear_theme_shifts(store, id, error);
    return store_end(store, worked, error);
}

bool store_put_stamps(struct store *store, const char *id, const struct stored_source *sources,
                      size_t count, struct error *error)
{
    bool worked = store_start(store, error);
    for (size_t i = 0; i < count && worked; i++) {
        sqlite3_stmt *statement = store_statement(store, &query_load_stamp, error);
        if (statement == NULL) {
            return store_end(store, false, error);
        }
        bind_text(statement, ":id", id);
        bind_text(statement, ":path", sources[i].path);
        bind_integer(statement, ":size", (int64_t)sources[i].size);
        bind_integer(statement, ":inode", (int64_t)sources[i].inode);
        bind_integer(statement, ":mtime", sources[i].mtime);
        bind_integer(statement, ":ctime", sources[i].ctime);
        worked = store_finish(store, statement, error);
    }
    return store_end(store, worked, error);
}

/* -- figures
 * ---------------------------------------------------------------------------------------- */

static void bind_figure(sqlite3_stmt *statement, int64_t edition, size_t position,
                        const struct figure *figure)
{
    bind_integer(statement, ":edition", edition);
    bind_integer(statement, ":position", (int64_t)position);
    bind_text(statement, ":id", figure->id);
    bind_double(statement, ":value", figure->value, figure->has_value);
    bind_double(statement, ":low", figure->low, figure->has_range);
    bind_double(statement, ":high", figure->high, figure->has_range);
    bind_double(statement, ":level", figure->level, figure->has_level);
    bind_text(statement, ":doubt", doubt_word(figure->doubt));
    bind_text(statement, ":unit", figure->unit);
    bind_text(statement, ":method", figure->method);
    bind_integer(statement, ":n", figure->n < 0 ? INT64_MIN : figure->n);
    bind_integer(statement, ":missing", figure->missing < 0 ? INT64_MIN : figure->missing);
    bind_text(statement, ":definition_nl", figure->definition[LANGUAGE_NL]);
    bind_text(statement, ":definition_en", figure->definition[LANGUAGE_EN]);
    bind_text(statement, ":origin", figure->origin);
    bind_text(statement, ":inputs", figure->inputs);
    bind_text(statement, ":settings", figure->settings);
    bind_text(statement, ":reason", figure->reason);
    bind_text(statement, ":engine_version", RODEDRAAD_FINGERPRINT);
}

bool store_put_figures(struct store *store, int64_t edition, const struct figure *figures,
                       size_t count, struct error *error)
{
    bool worked = store_start(store, error);
    sqlite3_stmt *clear = worked ? store_statement(store, &query_load_clear_figures, error) : NULL;
    sqlite3_stmt *insert = clear == NULL ? NULL : store_statement(store, &query_load_figure, error);
    worked = insert != NULL;
    if (clear != NULL) {
        bind_integer(clear, ":edition", edition);
        worked = store_finish(store, clear, error) && worked;
    }
    for (size_t i = 0; i < count && worked; i++) {
        bind_figure(insert, edition, i, &figures[i]);
        worked = store_finish(store, insert, error);
    }
    return store_end(store, worked, error);
}

bool store_put_release(struct store *store, const char *id, const char *kind, int64_t number,
                       const struct figure *figures, size_t count, struct error *error)
{
    bool worked = store_start(store, error);
    for (size_t i = 0; i < count && worked; i++) {
        sqlite3_stmt *insert = store_statement(store, &query_load_release, error);
        if (insert == NULL) {
            return store_end(store, false, error);
        }
        bind_text(insert, ":edition", id);
        bind_text(insert, ":kind", kind);
        bind_integer(insert, ":number", number);
        bind_integer(insert, ":position", (int64_t)i);
        bind_text(insert, ":id", figures[i].id);
        bind_double(insert, ":value", figures[i].value, figures[i].has_value);
        bind_double(insert, ":low", figures[i].low, figures[i].has_range);
        bind_double(insert, ":high", figures[i].high, figures[i].has_range);
        bind_text(insert, ":reason", figures[i].reason);
        bind_text(insert, ":inputs", figures[i].inputs);
        bind_text(insert, ":settings", figures[i].settings);
        bind_text(insert, ":engine_version", RODEDRAAD_VERSION);
        worked = store_finish(store, insert, error);
    }
    return store_end(store, worked, error);
}

bool store_put_tombstone(struct store *store, const char *id, const char *hash, struct error *error)
{
    sqlite3_stmt *insert = store_statement(store, &query_load_tombstone, error);
    if (insert == NULL) {
        return false;
    }
    bind_text(insert, ":edition", id);
    bind_text(insert, ":hash", hash);
    return store_finish(store, insert, error);
}

bool store_put_memory(struct store *store, const char *id, const char *memory, struct error *error)
{
    sqlite3_stmt *insert = store_statement(store, &query_load_release_memory, error);
    if (insert == NULL) {
        return false;
    }
    bind_text(insert, ":edition", id);
    bind_text(insert, ":memory", memory);
    return store_finish(store, insert, error);
}
