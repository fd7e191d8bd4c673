/* comparison_series: see comparison_series.h. */
#include "engine/ledger/comparison_series.h"

#include <math.h>
#include <string.h>

#include "engine/ledger/build.h"
#include "engine/ledger/comparison_grid.h"
#include "engine/ledger/comparison_parts.h"
#include "engine/measure/cluster.h"
#include "engine/measure/trend.h"

enum series_name {
#define SERIES(name, id, unit, method, doubt, origin, nl, en) SERIES_FIGURE_##name,
#include "engine/ledger/comparison_series.def"
#undef SERIES
    SERIES_FIGURES
};

static const struct compared_definition definitions[] = {
#define SERIES(name, id, unit, method, doubt, origin, nl, en)                                      \
    {id, unit, method, origin, {nl, en}, DOUBT_##doubt},
#include "engine/ledger/comparison_series.def"
#undef SERIES
};

/* -- who took part
 * ------------------------------------------------------------------------------------- */

static bool knows_reach(const struct compared_edition *edition)
{
    const struct figure *figure = compared_edition_figure(edition, "residents.direct");
    return figure != NULL && figure->has_value;
}

/* The place of a row of the last edition is found by its code: places of the reference know it. */
static const struct grid_place *place_of(const struct grid *grid, const char *code, size_t *at)
{
    for (size_t i = 0; i < grid->places.count; i++) {
        const struct grid_place *place = &grid->places.items[i];
        if (place->in_later && strcmp(place->code, code) == 0) {
            *at = i;
            return place;
        }
    }
    return NULL;
}

static void lay_out(struct arena *arena, struct reference *reference,
                    const struct compared_edition *last, struct series_row *row)
{
    const struct query_table *own = &row->edition->municipalities;
    const struct query_table *table = &last->municipalities;
    const struct grid *grid = grid_create(arena, reference, row->edition, last);
    row->took_part = arena_alloc_array(arena, table->row_count + 1, sizeof *row->took_part);
    row->known = knows_reach(row->edition);
    for (size_t i = 0; i < own->row_count && row->known; i++) {
        bool direct = query_at(own, i, "direct")->integer != 0;
        row->municipalities += direct;
        row->residents += direct ? query_at(own, i, "population")->integer : 0;
    }
    for (size_t i = 0; i < table->row_count && row->known; i++) {
        size_t at;
        const struct grid_place *place = place_of(grid, query_at(table, i, "code")->text, &at);
        if (place != NULL && (row->edition == last ? place->now : place->carried)[PART_DIRECT]) {
            row->took_part[i] = true;
            row->municipalities_as_is++;
            row->residents_as_is += grid->before[at];
            row->residents_now += query_at(table, i, "population")->integer;
        }
    }
}

static void count_kept(struct series *series, size_t municipalities)
{
    for (size_t i = 0; i < municipalities; i++) {
        bool always = true;
        for (size_t k = 0; k < series->count; k++) {
            struct series_row *row = &series->rows[k];
            always = always && row->took_part[i];
            row->kept += row->took_part[i] && series->rows[0].took_part[i];
            row->since += always;
        }
    }
}

static bool all_known(const struct series *series)
{
    bool known = true;
    for (size_t k = 0; k < series->count; k++) {
        known = known && series->rows[k].known;
    }
    return known;
}

static void give_retention(struct series *series)
{
    const struct series_row *first = &series->rows[0];
    const struct series_row *last = &series->rows[series->count - 1];
    struct figure *share = &series->figures[SERIES_FIGURE_RETENTION];
    struct figure *always = &series->figures[SERIES_FIGURE_ALWAYS];
    const char *lack = series->count < SERIES_LEAST    ? build_reason_word(LACK_FEW_EDITIONS)
                       : !first->known || !last->known ? build_reason_word(LACK_NO_ATTENDANCE_LIST)
                       : first->municipalities_as_is == 0
                           ? build_reason_word(LACK_NOTHING_TO_DIVIDE_BY)
                           : NULL;
    if (lack != NULL) {
        share->reason = lack;
    } else {
        share->has_value = true;
        share->value = (double)last->kept / (double)first->municipalities_as_is;
        share->n = first->municipalities_as_is;
    }
    if (series->count < SERIES_LEAST || !all_known(series)) {
        always->reason = build_reason_word(series->count < SERIES_LEAST ? LACK_FEW_EDITIONS
                                                                        : LACK_NO_ATTENDANCE_LIST);
    } else {
        always->has_value = true;
        always->value = (double)last->since;
        always->n = first->municipalities_as_is;
    }
}

/* -- developments
 * -------------------------------------------------------------------------------------- */

static const struct trend_row {
    const char *id;
    enum series_name slope, p;
} trends[SERIES_TRENDS] = {
    {"attendance.rate", SERIES_FIGURE_TREND_ATTENDANCE_RATE, SERIES_FIGURE_TREND_ATTENDANCE_RATE_P},
    {"grade.mean", SERIES_FIGURE_TREND_GRADE_MEAN, SERIES_FIGURE_TREND_GRADE_MEAN_P},
    {"nps", SERIES_FIGURE_TREND_NPS, SERIES_FIGURE_TREND_NPS_P},
    {"municipalities.direct", SERIES_FIGURE_TREND_MUNICIPALITIES,
     SERIES_FIGURE_TREND_MUNICIPALITIES_P}};

static void give(struct figure *figure, struct quantity value, size_t n, const char *lack)
{
    if (lack == NULL && value.defined) {
        figure->has_value = true;
        figure->value = value.value;
        figure->n = (int64_t)n;
    } else {
        figure->reason = lack == NULL ? build_reason_word(LACK_NO_CHANGE) : lack;
    }
}

/* Registered and came of an edition, both divided by the design effect, so that the test for shares
 * allows for people who come together (Rao & Scott 1992, Biometrics 48:577). */
static bool shares_of(struct arena *arena, const struct compared_edition *edition, double *came,
                      double *registered)
{
    const struct query_table *table = &edition->sessions;
    double *part = arena_alloc_array(arena, table->row_count + 1, sizeof *part);
    double *whole = arena_alloc_array(arena, table->row_count + 1, sizeof *whole);
    size_t count = 0;
    *came = *registered = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        if (query_at(table, i, "registrations")->integer > 0) {
            part[count] = query_at(table, i, "attended")->real;
            whole[count] = query_at(table, i, "registrations")->real;
            *came += part[count];
            *registered += whole[count++];
        }
    }
    struct cluster_ratio ratio;
    struct error error = {0};
    if (count < 2 || !cluster_ratio(arena, part, whole, count, 0, LEDGER_LEVEL, &ratio, &error) ||
        !ratio.deff.defined) {
        return false;
    }
    double effect = ratio.deff.value > 1 ? ratio.deff.value : 1;
    *came = round(*came / effect);
    *registered = round(*registered / effect);
    return true;
}

static struct quantity armitage(struct arena *arena, const struct series *series)
{
    double *came = arena_alloc_array(arena, series->count, sizeof *came);
    double *registered = arena_alloc_array(arena, series->count, sizeof *registered);
    double *years = arena_alloc_array(arena, series->count, sizeof *years);
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct compared_edition *edition = series->rows[i].edition;
        years[count] = (double)(edition->first_day - series->rows[0].edition->first_day);
        count += shares_of(arena, edition, &came[count], &registered[count]);
    }
    struct trend_cochran_armitage test;
    struct error error = {0};
    return count >= SERIES_LEAST &&
                   trend_cochran_armitage(came, registered, years, count, &test, &error)
               ? test.p
               : quantity_undefined();
}

static enum development direction(struct quantity p, double slope)
{
    return !p.defined || p.value >= COMPARED_ALARM / SERIES_TRENDS || slope == 0 ? DEVELOPMENT_NONE
           : slope > 0                                                           ? DEVELOPMENT_UP
                                                                                 : DEVELOPMENT_DOWN;
}

static void give_trend(struct arena *arena, struct series *series, size_t at)
{
    const struct trend_row *row = &trends[at];
    double *x = arena_alloc_array(arena, series->count, sizeof *x);
    double *y = arena_alloc_array(arena, series->count, sizeof *y);
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct compared_edition *edition = series->rows[i].edition;
        const struct figure *figure = compared_edition_figure(edition, row->id);
        if (figure != NULL && figure->has_value) {
            x[count] = (double)(edition->first_day - series->rows[0].edition->first_day) / 365.2425;
            y[count++] = figure->value;
        }
    }
    struct figure *slope = &series->figures[row->slope];
    const char *lack = count < SERIES_LEAST ? build_reason_word(LACK_FEW_EDITIONS) : NULL;
    struct trend_theilsen line = {0};
    struct trend_mannkendall test = {0};
    struct error error = {0};
    if (lack == NULL && (!trend_theilsen(arena, x, y, count, LEDGER_LEVEL, &line, &error) ||
                         !trend_mannkendall(arena, y, count, &test, &error))) {
        lack = build_reason_word(LACK_NO_CHANGE);
    }
    series->trends[at] = (struct series_trend){.id = row->id, .editions = count};
    give(slope, line.slope, count, lack);
    give(&series->figures[row->p], test.p, count, lack);
    if (slope->has_value && line.lo.defined && line.hi.defined) {
        slope->has_range = slope->has_level = true;
        slope->low = line.lo.value;
        slope->high = line.hi.value;
        slope->level = LEDGER_LEVEL;
    }
    struct quantity p = test.p;
    if (row->slope == SERIES_FIGURE_TREND_ATTENDANCE_RATE) {
        p = lack == NULL ? armitage(arena, series) : quantity_undefined();
        give(&series->figures[SERIES_FIGURE_TREND_ATTENDANCE_RATE_SHARE_P], p, count, lack);
    }
    series->trends[at].development =
        lack == NULL ? direction(p, line.slope.value) : DEVELOPMENT_FEW;
}

/* -- the series
 * ----------------------------------------------------------------------------------------- */

struct series *series_make(struct arena *arena, struct reference *reference,
                           const struct compared_edition *editions, size_t count)
{
    struct series *series = arena_alloc(arena, sizeof *series);
    const struct compared_edition *last = &editions[count - 1];
    *series = (struct series){.rows = arena_alloc_array(arena, count, sizeof *series->rows),
                              .count = count,
                              .figure_count = SERIES_FIGURES};
    series->figures = compared_figures(arena, definitions, SERIES_FIGURES, &editions[0], last);
    for (size_t k = 0; k < count; k++) {
        series->rows[k] = (struct series_row){.edition = &editions[k]};
        lay_out(arena, reference, last, &series->rows[k]);
    }
    count_kept(series, last->municipalities.row_count);
    give_retention(series);
    for (size_t i = 0; i < SERIES_TRENDS; i++) {
        give_trend(arena, series, i);
    }
    return series;
}
