/* comparison: see comparison.h. Sums are whole numbers of residents over the places of a grid, so
 * that the parts of a change add up exactly. */
#include "engine/ledger/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/ledger/build.h"
#include "engine/ledger/comparison_grid.h"
#include "engine/ledger/comparison_parts.h"
#include "engine/measure/difference.h"
#include "engine/record/moment.h"

static const struct compared_definition definitions[] = {
#define COMPARED(name, id, unit, method, doubt, origin, nl, en)                                    \
    {id, unit, method, origin, {nl, en}, DOUBT_##doubt},
#include "engine/ledger/comparison_figures.def"
#undef COMPARED
};

/* -- editions
 * ------------------------------------------------------------------------------------------ */

static int64_t integer_or(const struct query_cell *cell, int64_t otherwise)
{
    return cell->type == CELL_INTEGER ? cell->integer : otherwise;
}

bool compared_edition_read(struct store *store, struct arena *arena, const char *id,
                           const struct figure *figures, size_t figure_count,
                           struct compared_edition *out, struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", id);
    *out = (struct compared_edition){.id = id, .figures = figures, .figure_count = figure_count};
    const struct {
        const struct query *query;
        struct query_table *table;
    } reads[] = {
        {&query_report_comparison_editions, &out->facts},
        {&query_report_comparison_municipalities, &out->municipalities},
        {&query_report_comparison_members, &out->members},
        {&query_report_comparison_sessions, &out->sessions},
        {&query_report_comparison_answers, &out->answers},
        {&query_report_comparison_seen, &out->seen},
    };
    for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++) {
        if (!query_run(store, arena, reads[i].query, &parameter, 1, reads[i].table, error)) {
            return false;
        }
    }
    if (out->facts.row_count == 0) {
        return error_set(error, ERROR_NOT_FOUND, NULL, 0, "%s", id);
    }
    int year = (int)query_at(&out->facts, 0, "year")->integer;
    out->first_day = integer_or(query_at(&out->facts, 0, "first_day"), moment_days(year, 1, 1));
    out->reference_day = integer_or(query_at(&out->facts, 0, "reference_day"), out->first_day);
    return true;
}

const struct figure *compared_edition_figure(const struct compared_edition *edition, const char *id)
{
    for (size_t i = 0; i < edition->figure_count; i++) {
        if (strcmp(edition->figures[i].id, id) == 0) {
            return &edition->figures[i];
        }
    }
    return NULL;
}

static int by_day(const void *a, const void *b)
{
    const struct compared_edition *x = a;
    const struct compared_edition *y = b;
    return x->first_day != y->first_day
               ? (x->first_day > y->first_day) - (x->first_day < y->first_day)
               : strcmp(x->id, y->id);
}

void comparison_sort(struct compared_edition *editions, size_t count)
{
    qsort(editions, count, sizeof *editions, by_day);
}

/* -- figures
 * ------------------------------------------------------------------------------------------- */

static void hash_both(const char *a, const char *b, char out[HASH_TEXT])
{
    struct hash hash;
    hash_start(&hash);
    hash_add_string(&hash, a);
    hash_add_string(&hash, b);
    hash_finish_text(&hash, out);
}

struct figure *compared_figures(struct arena *arena, const struct compared_definition *rows,
                                size_t count, const struct compared_edition *from,
                                const struct compared_edition *to)
{
    struct figure *figures = arena_alloc_array(arena, count, sizeof *figures);
    for (size_t i = 0; i < count; i++) {
        figures[i] = (struct figure){.id = rows[i].id,
                                     .edition = to->id,
                                     .unit = rows[i].unit,
                                     .method = rows[i].method,
                                     .doubt = rows[i].doubt,
                                     .origin = rows[i].origin,
                                     .definition = {rows[i].definition[0], rows[i].definition[1]},
                                     .n = -1,
                                     .missing = -1};
        if (from->figure_count > 0 && to->figure_count > 0) {
            hash_both(from->figures[0].inputs, to->figures[0].inputs, figures[i].inputs);
            hash_both(from->figures[0].settings, to->figures[0].settings, figures[i].settings);
        }
    }
    return figures;
}

void compared_give(struct comparison *comparison, enum compared_name name, double value, int64_t n,
                   int64_t missing)
{
    struct figure *figure = &comparison->figures[name];
    figure->has_value = true;
    figure->value = value;
    figure->n = n;
    figure->missing = missing;
}

/* Why a figure of one of both editions has no value; NULL when both have one. */
const char *compared_lack(const struct comparison *comparison, const char *id)
{
    const struct compared_edition *const sides[] = {comparison->from, comparison->to};
    if (comparison->verdicts[ASPECT_COUNTED] == COMPARABLE_REFUSED) {
        return build_reason_word(LACK_ONLY_PUBLISHED);
    }
    for (int i = 0; i < 2; i++) {
        const struct figure *figure = compared_edition_figure(sides[i], id);
        if (figure == NULL || !figure->has_value) {
            return figure == NULL || figure->reason == NULL
                       ? build_reason_word(LACK_NO_MUNICIPALITIES)
                       : figure->reason;
        }
    }
    return NULL;
}

/* -- reach
 * --------------------------------------------------------------------------------------------- */

static enum compared_state state_of(const struct grid_place *place, enum compared_part part)
{
    return place->nobody[part]                        ? COMPARED_NOBODY
           : place->carried[part] && place->now[part] ? COMPARED_RETAINED
           : place->now[part]                         ? COMPARED_NEW
           : place->carried[part]                     ? COMPARED_LOST
                                                      : COMPARED_ABSENT;
}

/* The first figure of a part; the others follow in the order of comparison_figures.def. */
static void give_reach(struct comparison *comparison, const struct grid *grid,
                       enum compared_part part)
{
    static const enum compared_name first[PARTS] = {COMPARED_FIGURE_RETAINED_DIRECT,
                                                    COMPARED_FIGURE_RETAINED_COMBINED};
    static const char *const residents[PARTS] = {"residents.direct", "residents.combined"};
    enum {
        SET_RETAINED,
        SET_NEW,
        SET_LOST,
        CHANGE,
        WHO,
        POPULATION,
        LAYOUT,
        AS_IS,
        RESIDENTS_AS_IS,
        MEMBERS
    };
    enum compared_name name = first[part];
    const char *lack = compared_lack(comparison, residents[part]);
    if (lack != NULL) {
        for (int i = 0; i < MEMBERS; i++) {
            comparison->figures[name + (enum compared_name)i].reason = lack;
        }
        return;
    }
    int64_t members[COMPARED_NOBODY + 1] = {0};
    int64_t values[MEMBERS] = {0};
    for (size_t i = 0; i < grid->places.count; i++) {
        const struct grid_place *place = &grid->places.items[i];
        enum compared_state state = state_of(place, part);
        members[state]++;
        values[CHANGE] +=
            (place->now[part] ? grid->after[i] : 0) - (place->old[part] ? grid->was[i] : 0);
        values[WHO] += state == COMPARED_NEW    ? grid->before[i]
                       : state == COMPARED_LOST ? -grid->before[i]
                                                : 0;
        values[POPULATION] += place->now[part] ? grid->after[i] - grid->before[i] : 0;
        values[AS_IS] += place->carried[part];
        values[RESIDENTS_AS_IS] += place->carried[part] ? grid->before[i] : 0;
        values[LAYOUT] +=
            (place->carried[part] ? grid->before[i] : 0) - (place->old[part] ? grid->was[i] : 0);
    }
    values[SET_RETAINED] = members[COMPARED_RETAINED];
    values[SET_NEW] = members[COMPARED_NEW];
    values[SET_LOST] = members[COMPARED_LOST];
    int64_t together = values[SET_RETAINED] + values[SET_NEW] + values[SET_LOST];
    for (int i = 0; i < MEMBERS; i++) {
        compared_give(comparison, name + (enum compared_name)i, (double)values[i], together,
                      members[COMPARED_NOBODY]);
    }
}

/* The municipalities of the later layout, asked twice whether they took part. */
static void give_paired(struct comparison *comparison)
{
    const int64_t retained = (int64_t)comparison->figures[COMPARED_FIGURE_RETAINED_DIRECT].value;
    const int64_t fresh = (int64_t)comparison->figures[COMPARED_FIGURE_NEW_DIRECT].value;
    const int64_t lost = (int64_t)comparison->figures[COMPARED_FIGURE_LOST_DIRECT].value;
    const int64_t all = (int64_t)comparison->to->municipalities.row_count;
    struct figure *change = &comparison->figures[COMPARED_FIGURE_SHARE_CHANGE];
    struct figure *test = &comparison->figures[COMPARED_FIGURE_SHARE_MCNEMAR];
    struct difference_paired paired = {0};
    struct difference_mcnemar mcnemar = {0};
    struct error error = {0};
    const char *lack = compared_lack(comparison, "residents.direct");
    int64_t neither = all - retained - fresh - lost;
    if (lack == NULL &&
        (neither < 0 ||
         !difference_paired(retained, fresh, lost, neither, LEDGER_LEVEL, &paired, &error) ||
         !difference_mcnemar(fresh, lost, &mcnemar, &error) || !paired.est.defined)) {
        lack = build_reason_word(LACK_NO_MUNICIPALITIES);
    }
    if (lack != NULL) {
        change->reason = test->reason = lack;
        return;
    }
    compared_give(comparison, COMPARED_FIGURE_SHARE_CHANGE, paired.est.value, all, 0);
    change->has_range = change->has_level = true;
    change->low = paired.lo.value;
    change->high = paired.hi.value;
    change->level = LEDGER_LEVEL;
    compared_give(comparison, COMPARED_FIGURE_SHARE_MCNEMAR, mcnemar.p_mid.value, fresh + lost, 0);
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const struct compared_municipality *)a)->code,
                  ((const struct compared_municipality *)b)->code);
}

static void list_municipalities(struct arena *arena, struct comparison *comparison,
                                const struct grid *grid)
{
    bool known[PARTS] = {compared_lack(comparison, "residents.direct") == NULL,
                         compared_lack(comparison, "residents.combined") == NULL};
    comparison->municipalities =
        arena_alloc_array(arena, grid->places.count + 1, sizeof *comparison->municipalities);
    for (size_t i = 0; i < grid->places.count; i++) {
        const struct grid_place *place = &grid->places.items[i];
        enum compared_state direct = known[PART_DIRECT] ? state_of(place, PART_DIRECT) : 0;
        enum compared_state combined = known[PART_COMBINED] ? state_of(place, PART_COMBINED) : 0;
        if (direct != COMPARED_ABSENT || combined != COMPARED_ABSENT) {
            comparison->municipalities[comparison->municipality_count++] =
                (struct compared_municipality){.code = place->code,
                                               .name = place->name,
                                               .province = place->province,
                                               .before = grid->before[i],
                                               .now = grid->after[i],
                                               .direct = direct,
                                               .combined = combined};
        }
    }
    qsort(comparison->municipalities, comparison->municipality_count,
          sizeof *comparison->municipalities, by_code);
}

/* -- comparing
 * ----------------------------------------------------------------------------------------- */

void comparison_make(struct arena *arena, struct reference *reference,
                     const struct compared_edition *from, const struct compared_edition *to,
                     struct comparison *out)
{
    *out = (struct comparison){.from = from, .to = to, .figure_count = COMPARED_FIGURES};
    out->figures = compared_figures(arena, definitions, COMPARED_FIGURES, from, to);
    compared_judge(arena, reference, out);
    const struct grid *grid = grid_create(arena, reference, from, to);
    give_reach(out, grid, PART_DIRECT);
    give_reach(out, grid, PART_COMBINED);
    give_paired(out);
    list_municipalities(arena, out, grid);
    compared_give_rates(arena, out);
    compared_give_split(arena, out);
}

size_t comparison_pair_count(size_t count)
{
    return count < 2 ? 0 : count == 2 ? 1 : count;
}

void comparison_make_all(struct arena *arena, struct reference *reference,
                         const struct compared_edition *editions, size_t count,
                         struct comparison *out)
{
    for (size_t i = 0; i + 1 < count; i++) {
        comparison_make(arena, reference, &editions[i], &editions[i + 1], &out[i]);
    }
    if (count > 2) {
        comparison_make(arena, reference, &editions[0], &editions[count - 1], &out[count - 1]);
    }
}

const struct figure *comparison_figure(const struct comparison *comparison, const char *id)
{
    for (size_t i = 0; i < comparison->figure_count; i++) {
        if (strcmp(comparison->figures[i].id, id) == 0) {
            return &comparison->figures[i];
        }
    }
    return NULL;
}

static void add_row(struct query_table *table, struct query_cell *cells,
                    const struct figure *figure, const struct comparison *comparison)
{
    struct query_cell *row = &cells[table->row_count++ * table->column_count];
    ledger_row(figure, row);
    row[LEDGER_COLUMNS] = (struct query_cell){CELL_TEXT, 0, 0, comparison->from->id};
    row[LEDGER_COLUMNS + 1] = (struct query_cell){CELL_TEXT, 0, 0, comparison->to->id};
}

struct query_table comparison_rows(struct arena *arena, const struct comparison *comparisons,
                                   size_t count, const struct compared_extra *extras,
                                   size_t extra_count)
{
    enum { WIDTH = LEDGER_COLUMNS + 2 };
    const char **columns = arena_alloc_array(arena, WIDTH, sizeof *columns);
    size_t rows = count * COMPARED_FIGURES;
    memcpy(columns, ledger_columns, sizeof ledger_columns);
    columns[LEDGER_COLUMNS] = "from";
    columns[LEDGER_COLUMNS + 1] = "to";
    for (size_t i = 0; i < extra_count; i++) {
        rows += extras[i].count;
    }
    struct query_cell *cells = arena_alloc_array(arena, rows * WIDTH + 1, sizeof *cells);
    struct query_table table = {
        .name = "comparison", .columns = columns, .column_count = WIDTH, .cells = cells};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < comparisons[i].figure_count; k++) {
            add_row(&table, cells, &comparisons[i].figures[k], &comparisons[i]);
        }
    }
    for (size_t i = 0; i < extra_count; i++) {
        for (size_t k = 0; k < extras[i].count; k++) {
            add_row(&table, cells, &extras[i].figures[k], &comparisons[count - 1]);
        }
    }
    return table;
}
