/* dossier: see dossier.h. */
#include "engine/dossier/dossier.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/read/source.h"
#include "engine/record/finding.h"
#include "engine/store/query.h"

/* -- tables
 * --------------------------------------------------------------------------------------------
 */

/* What the gate is shown; by the short name of the query. */
static const struct query *const queries[] = {
    &query_publish_sessions,     &query_publish_days,     &query_publish_grades,
    &query_publish_findings,     &query_report_balance,   &query_report_municipalities,
    &query_report_organisations, &query_report_provinces, &query_report_size_classes,
    &query_publish_reach,        &query_publish_themes,   &query_publish_threads,
    &query_publish_quotes,       &query_publish_scores,
};
enum { QUERIES = sizeof queries / sizeof queries[0] };

static struct raw_table raw_of(struct arena *arena, const struct query_table *table,
                               const char *name)
{
    size_t count = table->row_count * table->column_count;
    struct raw_cell *cells = arena_alloc_array(arena, count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        const struct query_cell *cell = &table->cells[i];
        cells[i] = (struct raw_cell){.type = cell->type == CELL_NULL      ? RAW_EMPTY
                                             : cell->type == CELL_INTEGER ? RAW_INTEGER
                                             : cell->type == CELL_REAL    ? RAW_REAL
                                                                          : RAW_TEXT,
                                     .integer = cell->integer,
                                     .real = cell->real,
                                     .text = cell->text};
    }
    return (struct raw_table){.name = name,
                              .columns = table->columns,
                              .column_count = table->column_count,
                              .row_count = table->row_count,
                              .cells = cells};
}

static const char *short_name(const struct query *query)
{
    const char *slash = strchr(query->name, '/');
    return slash == NULL ? query->name : slash + 1;
}

/* What is kept of themes does not count in a run that leaves them out. */
static bool is_about_themes(const struct query *query)
{
    return query == &query_publish_themes || query == &query_publish_threads ||
           query == &query_publish_quotes;
}

static bool run_queries(struct store *store, struct arena *arena, const char *id, bool themes,
                        struct raw_table *tables, struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", id);
    for (size_t i = 0; i < QUERIES; i++) {
        struct query_table table;
        if (!query_run(store, arena, queries[i], &parameter, 1, &table, error)) {
            return false;
        }
        table.row_count = is_about_themes(queries[i]) && !themes ? 0 : table.row_count;
        tables[i] = raw_of(arena, &table, short_name(queries[i]));
    }
    return true;
}

/* -- facts
 * ---------------------------------------------------------------------------------------------
 */

static int64_t integer_or(const struct query_cell *cell, int64_t otherwise)
{
    return cell->type == CELL_INTEGER ? cell->integer : otherwise;
}

static bool read_facts(struct store *store, struct arena *arena, struct dossier *dossier,
                       int64_t *threshold, struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", dossier->id);
    struct query_table table;
    if (!query_run(store, arena, &query_publish_edition, &parameter, 1, &table, error)) {
        return false;
    }
    if (table.row_count == 0) {
        return error_set(error, ERROR_NOT_FOUND, NULL, 0, "%s", dossier->id);
    }
    dossier->name = query_at(&table, 0, "name")->text;
    dossier->organiser = query_at(&table, 0, "organiser_name")->text;
    dossier->year = (int)integer_or(query_at(&table, 0, "year"), 0);
    dossier->first_day = integer_or(query_at(&table, 0, "first_day"), INT64_MIN);
    dossier->last_day = integer_or(query_at(&table, 0, "last_day"), dossier->first_day);
    dossier->reference_day = integer_or(query_at(&table, 0, "reference_day"), dossier->first_day);
    dossier->newest_input = integer_or(query_at(&table, 0, "newest_input"), INT64_MIN);
    dossier->minutes = integer_or(query_at(&table, 0, "minutes"), 15);
    dossier->population_year = (int)integer_or(query_at(&table, 0, "population_year"), 0);
    dossier->population_provisional =
        integer_or(query_at(&table, 0, "population_provisional"), 0) != 0;
    dossier->population_own = integer_or(query_at(&table, 0, "population_own"), 0) != 0;
    dossier->partner_year = (int)integer_or(query_at(&table, 0, "partner_year"), 0);
    *threshold = integer_or(query_at(&table, 0, "small_count"), 5);
    return true;
}

/* What edition.ini makes the engine say was said while it was imported. */
static void say_nothing(void *context, const struct finding *finding)
{
    (void)context;
    (void)finding;
}

/* Colour, logo and language are no part of the store: they change no figure. */
bool dossier_settings(struct arena *arena, const char *folder, struct settings *settings,
                      struct error *error)
{
    *settings = settings_default();
    const char *path = arena_printf(arena, "%s/edition.ini", folder);
    struct source_bytes bytes;
    struct error missing = {0};
    if (!source_load(arena, path, &bytes, &missing)) {
        return true;
    }
    const struct finding_sink silent = {.add = say_nothing};
    return settings_read(arena, arena_copy(arena, (const char *)bytes.data, bytes.size), path, 0,
                         &silent, settings, error);
}

/* -- releases
 * ------------------------------------------------------------------------------------------
 */

static double real_or_zero(const struct query_cell *cell)
{
    return cell->type == CELL_NULL ? 0 : cell->real;
}

static struct figure released_figure(const struct query_table *table, size_t row)
{
    const struct query_cell *value = query_at(table, row, "value");
    const struct query_cell *low = query_at(table, row, "low");
    struct figure figure = {.id = query_at(table, row, "id")->text,
                            .value = real_or_zero(value),
                            .low = real_or_zero(low),
                            .high = real_or_zero(query_at(table, row, "high")),
                            .has_value = value->type != CELL_NULL,
                            .has_range = low->type != CELL_NULL,
                            .n = -1,
                            .missing = -1,
                            .unit = "",
                            .reason = query_at(table, row, "reason")->text};
    snprintf(figure.inputs, sizeof figure.inputs, "%s", query_at(table, row, "inputs")->text);
    snprintf(figure.settings, sizeof figure.settings, "%s", query_at(table, row, "settings")->text);
    return figure;
}

/* Rows come by kind, number, position: every change of kind or number begins a release. */
static bool read_releases(struct store *store, struct arena *arena, struct dossier *dossier,
                          struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", dossier->id);
    struct query_table table;
    if (!query_run(store, arena, &query_publish_releases, &parameter, 1, &table, error)) {
        return false;
    }
    struct figure *figures = arena_alloc_array(arena, table.row_count + 1, sizeof *figures);
    dossier->releases = arena_alloc_array(arena, table.row_count + 1, sizeof *dossier->releases);
    struct release *last = NULL;
    for (size_t row = 0; row < table.row_count; row++) {
        const char *kind = query_at(&table, row, "kind")->text;
        int64_t number = query_at(&table, row, "number")->integer;
        if (last == NULL || last->number != number || strcmp(last->kind, kind) != 0) {
            last = &dossier->releases[dossier->release_count++];
            *last =
                (struct release){.kind = kind,
                                 .number = number,
                                 .figures = &figures[row],
                                 .engine_version = query_at(&table, row, "engine_version")->text};
        }
        figures[row] = released_figure(&table, row);
        last->count++;
    }
    return true;
}

struct releases dossier_releases(const struct dossier *dossier, const char *kind)
{
    struct releases found = {0};
    for (size_t i = 0; i < dossier->release_count; i++) {
        if (strcmp(dossier->releases[i].kind, kind) == 0) {
            found.items = found.count == 0 ? &dossier->releases[i] : found.items;
            found.count++;
        }
    }
    return found;
}

/* What final reports showed. A text that this version does not understand is of a later one. */
static bool read_memories(struct store *store, struct arena *arena, const char *id,
                          struct memory **memories, size_t *count, struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", id);
    struct query_table table;
    if (!query_run(store, arena, &query_publish_memories, &parameter, 1, &table, error)) {
        return false;
    }
    *count = 0;
    *memories = arena_alloc_array(arena, table.row_count + 1, sizeof **memories);
    for (size_t row = 0; row < table.row_count; row++) {
        *count += memory_read(arena, query_at(&table, row, "memory")->text, &(*memories)[*count]);
    }
    return true;
}

static size_t waiting_names(const struct raw_table *tables)
{
    size_t waiting = 0;
    for (size_t i = 0; i < QUERIES; i++) {
        if (strcmp(tables[i].name, "findings") == 0) {
            for (size_t row = 0; row < tables[i].row_count; row++) {
                waiting += text_equal(raw_at(&tables[i], row, "rule")->text,
                                      finding_name(FINDING_ORGANISATION_WAITS));
            }
        }
    }
    return waiting;
}

bool dossier_open(struct store *store, struct arena *arena, const struct stored_edition *edition,
                  const char *folder, const struct threads *threads, struct dossier *dossier,
                  struct error *error)
{
    *dossier = (struct dossier){.id = edition->id, .folder = folder};
    dossier->files = arena_alloc(arena, sizeof *dossier->files);
    dossier->files->arena = arena;
    struct raw_table tables[QUERIES];
    struct ledger ledger;
    struct memory *memories;
    size_t memory_count;
    int64_t threshold = 5;
    if (!read_facts(store, arena, dossier, &threshold, error) ||
        !dossier_settings(arena, folder, &dossier->settings, error) ||
        !run_queries(store, arena, dossier->id, threads != NULL && threads->known, tables, error) ||
        !read_releases(store, arena, dossier, error) ||
        !read_memories(store, arena, dossier->id, &memories, &memory_count, error) ||
        !ledger_open(store, arena, edition, &ledger, error)) {
        return false;
    }
    if (threads != NULL) {
        threads_tell(threads, &ledger);
    }
    const struct gate_input input = {.figures = ledger.figures,
                                     .figure_count = ledger.count,
                                     .tables = tables,
                                     .table_count = QUERIES,
                                     .threshold = threshold,
                                     .memories = memories,
                                     .memory_count = memory_count};
    dossier->publication = gate(arena, &input);
    /* What was decided or not before an edition was sealed, stays so. */
    dossier->waiting = edition->sealed_on == NULL ? waiting_names(tables) : 0;
    dossier->range = ledger_range(arena, &ledger);
    const struct figure *headline = ledger_headline(&ledger);
    dossier->headline = headline == NULL ? NULL : headline->id;
    return true;
}
