/* load: what the store gives back: editions, what their sources were, figures. */
#include <string.h>

#include "engine/base/vector.h"
#include "engine/store/internal.h"
#include "engine/store/query.h"
#include "fingerprint.h"

static int64_t integer_or(const struct query_cell *cell, int64_t otherwise)
{
    return cell->type == CELL_INTEGER ? cell->integer : otherwise;
}

static bool read_editions(struct store *store, struct arena *arena, const char *id,
                          struct stored_edition **editions, size_t *count, struct error *error)
{
    struct query_table table;
    const struct query_parameter parameters[] = {query_text(":id", id)};
    if (!query_run(store, arena, &query_load_editions, parameters, 1, &table, error)) {
        return false;
    }
    *count = table.row_count;
    *editions = arena_alloc_array(arena, *count + 1, sizeof **editions);
    for (size_t i = 0; i < *count; i++) {
        (*editions)[i] = (struct stored_edition){
            .number = query_at(&table, i, "edition")->integer,
            .id = query_at(&table, i, "id")->text,
            .name = query_at(&table, i, "name")->text,
            .year = (int)query_at(&table, i, "year")->integer,
            .first_day = integer_or(query_at(&table, i, "first_day"), INT64_MIN),
            .last_day = integer_or(query_at(&table, i, "last_day"), INT64_MIN),
            .inputs_hash = query_at(&table, i, "inputs_hash")->text,
            .settings_hash = query_at(&table, i, "settings_hash")->text,
            .engine_version = query_at(&table, i, "engine_version")->text,
            .match = query_at(&table, i, "match")->text,
            .sealed_on = query_at(&table, i, "sealed_on")->text,
        };
    }
    return true;
}

bool store_editions(struct store *store, struct arena *arena, struct stored_edition **editions,
                    size_t *count, struct error *error)
{
    return read_editions(store, arena, NULL, editions, count, error);
}

bool store_find_edition(struct store *store, struct arena *arena, const char *id,
                        struct stored_edition *edition, struct error *error)
{
    struct stored_edition *editions;
    size_t count = 0;
    if (!store->bare && !read_editions(store, arena, id, &editions, &count, error)) {
        return false;
    }
    if (count == 0) {
        return error_set(error, ERROR_NOT_FOUND, NULL, 0, "%s", id);
    }
    *edition = editions[0];
    return true;
}

bool store_edition_inputs(struct store *store, struct arena *arena, const char *id,
                          struct stored_source **sources, size_t *count, struct error *error)
{
    struct query_table table = {0};
    const struct query_parameter parameters[] = {query_text(":id", id)};
    if (!store->bare &&
        !query_run(store, arena, &query_load_inputs, parameters, 1, &table, error)) {
        return false;
    }
    *count = table.row_count;
    *sources = arena_alloc_array(arena, *count + 1, sizeof **sources);
    for (size_t i = 0; i < *count; i++) {
        (*sources)[i] = (struct stored_source){
            .number = (uint32_t)query_at(&table, i, "source")->integer,
            .path = query_at(&table, i, "path")->text,
            .hash = query_at(&table, i, "hash")->text,
            .size = (uint64_t)query_at(&table, i, "size")->integer,
            .inode = (uint64_t)query_at(&table, i, "inode")->integer,
            .mtime = query_at(&table, i, "mtime")->integer,
            .ctime = query_at(&table, i, "ctime")->integer,
            .kind = query_at(&table, i, "kind")->text,
        };
    }
    return true;
}

static void copy_hash(char hash[HASH_TEXT], const char *text)
{
    size_t size = strlen(text);
    size = size < HASH_TEXT ? size : HASH_TEXT - 1;
    memcpy(hash, text, size);
    hash[size] = '\0';
}

static struct figure figure_of(const struct query_table *table, size_t row)
{
    struct figure figure = {
        .id = query_at(table, row, "id")->text,
        .edition = query_at(table, row, "edition")->text,
        .value = query_at(table, row, "value")->real,
        .low = query_at(table, row, "low")->real,
        .high = query_at(table, row, "high")->real,
        .level = query_at(table, row, "level")->real,
        .has_value = query_at(table, row, "value")->type != CELL_NULL,
        .has_range = query_at(table, row, "low")->type != CELL_NULL,
        .has_level = query_at(table, row, "level")->type != CELL_NULL,
        .unit = query_at(table, row, "unit")->text,
        .method = query_at(table, row, "method")->text,
        .n = integer_or(query_at(table, row, "n"), -1),
        .missing = integer_or(query_at(table, row, "missing"), -1),
        .definition = {query_at(table, row, "definition_nl")->text,
                       query_at(table, row, "definition_en")->text},
        .origin = query_at(table, row, "origin")->text,
        .reason = query_at(table, row, "reason")->text,
    };
    doubt_of_word(query_at(table, row, "doubt")->text, &figure.doubt);
    copy_hash(figure.inputs, query_at(table, row, "inputs")->text);
    copy_hash(figure.settings, query_at(table, row, "settings")->text);
    return figure;
}

bool store_figures(struct store *store, struct arena *arena, int64_t edition,
                   struct figure **figures, size_t *count, struct error *error)
{
    struct query_table table;
    const struct query_parameter parameters[] = {
        query_integer(":edition", edition), query_text(":engine_version", RODEDRAAD_FINGERPRINT)};
    if (!query_run(store, arena, &query_load_figures, parameters, 2, &table, error)) {
        return false;
    }
    *count = table.row_count;
    *figures = arena_alloc_array(arena, *count + 1, sizeof **figures);
    for (size_t i = 0; i < *count; i++) {
        (*figures)[i] = figure_of(&table, i);
    }
    return true;
}

bool store_tombstones(struct store *store, struct arena *arena, const char *id,
                      const char *const **hashes, size_t *count, struct error *error)
{
    struct query_table table = {0};
    const struct query_parameter parameters[] = {query_text(":edition", id)};
    if (!store->bare &&
        !query_run(store, arena, &query_load_tombstones, parameters, 1, &table, error)) {
        return false;
    }
    *count = table.row_count;
    const char **list = arena_alloc_array(arena, *count + 1, sizeof *list);
    for (size_t i = 0; i < *count; i++) {
        list[i] = query_at(&table, i, "hash")->text;
    }
    *hashes = list;
    return true;
}
