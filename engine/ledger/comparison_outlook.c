/* comparison_outlook: see comparison_outlook.h. */
#include "engine/ledger/comparison_outlook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/ledger/build.h"
#include "engine/ledger/comparison_parts.h"
#include "engine/measure/richness.h"

#define FORECAST_METHOD(percent) ((percent) <= 100 ? "rarefaction" : "extrapolation")

enum outlook_name {
#define OUTLOOK(name, id, unit, method, doubt, origin, nl, en) OUTLOOK_FIGURE_##name,
#include "engine/ledger/comparison_outlook.def"
#undef OUTLOOK
    OUTLOOK_FIGURES
};

static const struct compared_definition definitions[] = {
#define OUTLOOK(name, id, unit, method, doubt, origin, nl, en)                                     \
    {id, unit, method, origin, {nl, en}, DOUBT_##doubt},
#include "engine/ledger/comparison_outlook.def"
#undef OUTLOOK
};

static const struct {
    int percent;
    enum outlook_name residents, municipalities;
} steps[] = {
    {50, OUTLOOK_FIGURE_RESIDENTS_HALF, OUTLOOK_FIGURE_MUNICIPALITIES_HALF},
    {75, OUTLOOK_FIGURE_RESIDENTS_THREE_QUARTERS, OUTLOOK_FIGURE_MUNICIPALITIES_THREE_QUARTERS},
    {100, OUTLOOK_FIGURE_RESIDENTS_SAME, OUTLOOK_FIGURE_MUNICIPALITIES_SAME},
    {125, OUTLOOK_FIGURE_RESIDENTS_QUARTER_MORE, OUTLOOK_FIGURE_MUNICIPALITIES_QUARTER_MORE},
    {150, OUTLOOK_FIGURE_RESIDENTS_HALF_MORE, OUTLOOK_FIGURE_MUNICIPALITIES_HALF_MORE},
    {200, OUTLOOK_FIGURE_RESIDENTS_DOUBLE, OUTLOOK_FIGURE_MUNICIPALITIES_DOUBLE}};
enum { STEPS = sizeof steps / sizeof steps[0], LEAST_SESSIONS = 4 };

/* -- forecast
 * ------------------------------------------------------------------------------------------ */

/* Sessions by municipalities of the last edition, cells 0 or 1. */
struct table {
    double *seen, *sums, *residents, *ones;
    size_t sessions, municipalities;
};

static int64_t integer_at(const struct query_table *table, size_t row, const char *name)
{
    return query_at(table, row, name)->integer;
}

static int by_session(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static size_t row_of_code(const struct query_table *municipalities, const char *code)
{
    size_t low = 0;
    size_t high = municipalities->row_count; /* by code */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(query_at(municipalities, middle, "code")->text, code) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Sessions in which attendance was measured, and any other in which somebody was seen. */
static struct table read_table(struct arena *arena, const struct compared_edition *edition)
{
    const struct query_table *sessions = &edition->sessions;
    const struct query_table *seen = &edition->seen;
    const struct query_table *places = &edition->municipalities;
    int64_t *numbers =
        arena_alloc_array(arena, sessions->row_count + seen->row_count + 1, sizeof *numbers);
    size_t count = 0;
    for (size_t i = 0; i < sessions->row_count; i++) {
        if (integer_at(sessions, i, "measured") != 0) {
            numbers[count++] = integer_at(sessions, i, "session");
        }
    }
    for (size_t i = 0; i < seen->row_count; i++) {
        numbers[count++] = integer_at(seen, i, "session");
    }
    qsort(numbers, count, sizeof *numbers, by_session);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || numbers[i] != numbers[kept - 1]) {
            numbers[kept++] = numbers[i];
        }
    }
    struct table table = {.sessions = kept, .municipalities = places->row_count};
    table.seen = arena_alloc_array(arena, kept * places->row_count + 1, sizeof(double));
    table.sums = arena_alloc_array(arena, places->row_count + 1, sizeof(double));
    table.residents = arena_alloc_array(arena, places->row_count + 1, sizeof(double));
    table.ones = arena_alloc_array(arena, places->row_count + 1, sizeof(double));
    for (size_t i = 0; i < places->row_count; i++) {
        table.residents[i] = query_at(places, i, "population")->real;
        table.ones[i] = 1;
    }
    for (size_t i = 0; i < seen->row_count; i++) {
        int64_t session = integer_at(seen, i, "session");
        const int64_t *at = bsearch(&session, numbers, kept, sizeof *numbers, by_session);
        size_t column = row_of_code(places, query_at(seen, i, "code")->text);
        table.seen[(size_t)(at - numbers) * places->row_count + column] = 1;
        table.sums[column]++;
    }
    return table;
}

/* So many bootstrap samples that a large edition does not take a second. */
static int64_t samples_for(const struct table *table)
{
    enum { MOST = 300, LEAST = 60, WORK = 100000000 };
    double fit = WORK / ((double)table->sessions * (double)table->municipalities * STEPS + 1);
    return fit > MOST ? MOST : fit < LEAST ? LEAST : (int64_t)fit;
}

/* A part of a resident is no forecast. */
static void give(struct figure *figure, double value, int64_t sessions)
{
    figure->has_value = true;
    figure->value = round(value);
    figure->n = sessions;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What one choice of `m` of the sessions would have brought. */
static double chosen(const struct table *table, const double *weights, size_t m,
                     struct random *random, size_t *order, bool *seen)
{
    double sum = 0;
    memset(seen, 0, table->municipalities * sizeof *seen);
    for (size_t i = 0; i < m; i++) {
        size_t other = i + (size_t)random_below(random, table->sessions - i);
        size_t session = order[other];
        const double *row = table->seen + session * table->municipalities;
        order[other] = order[i];
        order[i] = session;
        for (size_t k = 0; k < table->municipalities; k++) {
            sum += row[k] != 0 && !seen[k] ? weights[k] : 0;
            seen[k] = seen[k] || row[k] != 0;
        }
    }
    return sum;
}

/* Of a hundred choices of sessions, what 95 would have brought. */
static void give_choices(struct arena *arena, const struct table *table, const double *weights,
                         size_t m, struct figure *figure)
{
    size_t samples = (size_t)samples_for(table);
    double *values = arena_alloc_array(arena, samples, sizeof *values);
    size_t *order = arena_alloc_array(arena, table->sessions, sizeof *order);
    bool *seen = arena_alloc_array(arena, table->municipalities, sizeof *seen);
    struct random random;
    random_seed(&random, 1, m);
    for (size_t i = 0; i < table->sessions; i++) {
        order[i] = i;
    }
    for (size_t i = 0; i < samples; i++) {
        values[i] = chosen(table, weights, m, &random, order, seen);
    }
    qsort(values, samples, sizeof *values, by_value);
    size_t edge = (size_t)((1 - LEDGER_LEVEL) / 2 * (double)samples);
    figure->has_range = figure->has_level = true;
    figure->low = fmin(values[edge], figure->value);
    figure->high = fmax(values[samples - 1 - edge], figure->value);
    figure->level = LEDGER_LEVEL;
}

/* Expected over all ways to hold `m` of the sessions; all of them: what was counted. */
static void look_back(struct arena *arena, const struct table *table, const double *weights,
                      double m, struct figure *figure)
{
    struct richness_curve curve;
    struct error error = {0};
    if (!richness_reach(arena, (int64_t)table->sessions, table->sums, weights,
                        table->municipalities, &m, 1, &curve, &error) ||
        !curve.s.items[0].defined) {
        return;
    }
    give(figure, curve.s.items[0].value, (int64_t)table->sessions);
    if (m < (double)table->sessions) {
        give_choices(arena, table, weights, (size_t)m, figure);
    } else {
        figure->doubt = DOUBT_NONE;
    }
}

static void look_ahead(struct arena *arena, const struct table *table, const double *weights,
                       double more, struct figure *figure, enum caution *caution)
{
    const struct richness_sessions sessions = {table->seen, table->sessions, table->municipalities};
    struct richness_curve curve;
    struct error error = {0};
    bool band = richness_reach_band(arena, sessions, weights, &more, 1, LEDGER_LEVEL, 1,
                                    samples_for(table), 1, &curve, &error);
    if (!band && !richness_reach_more(arena, (int64_t)table->sessions, table->sums, weights,
                                      table->municipalities, &more, 1, &curve, &error)) {
        return;
    }
    give(figure, curve.s.items[0].value, (int64_t)table->sessions);
    if (band && curve.lo.items[0].defined && curve.hi.items[0].defined) {
        *caution = curve.about.caution;
        figure->has_range = figure->has_level = true;
        figure->low = round(curve.lo.items[0].value);
        figure->high = round(curve.hi.items[0].value);
        figure->level = LEDGER_LEVEL;
    }
}

/* More municipalities, or more residents, than the country has are not to be expected. */
static void cap(struct figure *figure, double most)
{
    figure->value = fmin(figure->value, most);
    figure->low = fmin(figure->low, most);
    figure->high = fmin(figure->high, most);
}

static void give_forecast(struct arena *arena, const struct compared_edition *last,
                          struct outlook *outlook)
{
    struct table table = read_table(arena, last);
    outlook->sessions = (int64_t)table.sessions;
    outlook->rows = arena_alloc_array(arena, STEPS, sizeof *outlook->rows);
    double most = 0;
    for (size_t i = 0; i < table.municipalities; i++) {
        most += table.residents[i];
    }
    for (size_t i = 0; i < STEPS; i++) {
        struct figure *figures[] = {&outlook->figures[steps[i].residents],
                                    &outlook->figures[steps[i].municipalities]};
        const double *weights[] = {table.residents, table.ones};
        const double limits[] = {most, (double)table.municipalities};
        int64_t sessions = (int64_t)round((double)table.sessions * steps[i].percent / 100);
        for (size_t k = 0; k < 2; k++) {
            if (table.sessions < LEAST_SESSIONS || last->seen.row_count == 0) {
                figures[k]->reason = build_reason_word(LACK_NO_SESSION_MUNICIPALITIES);
            } else if (steps[i].percent <= 100) {
                look_back(arena, &table, weights[k], (double)sessions, figures[k]);
            } else {
                look_ahead(arena, &table, weights[k], (double)sessions - (double)table.sessions,
                           figures[k], &outlook->caution);
            }
            if (!figures[k]->has_value && figures[k]->reason == NULL) {
                figures[k]->reason = build_reason_word(LACK_NO_SESSION_MUNICIPALITIES);
            }
            cap(figures[k], limits[k]);
        }
        if (figures[0]->has_value && figures[1]->has_value) {
            outlook->rows[outlook->row_count++] =
                (struct forecast_row){steps[i].percent, sessions, figures[0], figures[1]};
        }
    }
}

/* -- invitations
 * --------------------------------------------------------------------------------------- */

/* Residents, and those of them in a participating municipality, of a group. */
struct covered {
    double all, in;
};

static double share_of(const struct covered *covered)
{
    return covered->all > 0 ? covered->in / covered->all : 0;
}

enum { PROVINCES_MOST = 16 };

struct choice {
    const struct query_table *places;
    bool *in;              /* participates, or is on the list */
    int *province, *class; /* of each row */
    const char *province_names[PROVINCES_MOST];
    size_t province_count;
    struct covered provinces[PROVINCES_MOST], classes[SIZE_CLASSES], country;
};

static int province_number(struct choice *choice, const char *name)
{
    size_t i = 0;
    while (i < choice->province_count && strcmp(choice->province_names[i], name) != 0) {
        i++;
    }
    if (i == PROVINCES_MOST) {
        return PROVINCES_MOST - 1;
    }
    if (i == choice->province_count) {
        choice->province_names[choice->province_count++] = name;
    }
    return (int)i;
}

static void add_covered(struct choice *choice, size_t row, bool all, bool in)
{
    double residents = query_at(choice->places, row, "population")->real;
    struct covered *groups[] = {&choice->provinces[choice->province[row]],
                                &choice->classes[choice->class[row]], &choice->country};
    for (size_t i = 0; i < 3; i++) {
        groups[i]->all += all ? residents : 0;
        groups[i]->in += in ? residents : 0;
    }
}

static struct choice start_choice(struct arena *arena, const struct compared_edition *last)
{
    const struct query_table *places = &last->municipalities;
    struct choice choice = {.places = places};
    choice.in = arena_alloc_array(arena, places->row_count + 1, sizeof *choice.in);
    choice.province = arena_alloc_array(arena, places->row_count + 1, sizeof *choice.province);
    choice.class = arena_alloc_array(arena, places->row_count + 1, sizeof *choice.class);
    for (size_t i = 0; i < places->row_count; i++) {
        choice.in[i] = integer_at(places, i, "direct") != 0;
        choice.province[i] = province_number(&choice, query_at(places, i, "province")->text);
        choice.class[i] = layout_size_class((int32_t)integer_at(places, i, "population"));
        add_covered(&choice, i, true, choice.in[i]);
    }
    return choice;
}

/* How far a group lags behind the country: 0 not at all, 1 when nobody of it took part. */
static double lag(const struct covered *group, const struct covered *country)
{
    double mean = share_of(country);
    return mean > 0 ? fmax(0, 1 - share_of(group) / mean) : 0;
}

static double worth(const struct choice *choice, size_t row)
{
    return query_at(choice->places, row, "population")->real *
           (1 + (lag(&choice->provinces[choice->province[row]], &choice->country) +
                 lag(&choice->classes[choice->class[row]], &choice->country)) /
                    2);
}

/* The last edition before the last one in which it took part. */
static const struct compared_edition *seen_before(const struct series *series, size_t row)
{
    for (size_t k = series->count - 1; k-- > 0;) {
        if (series->rows[k].took_part[row]) {
            return series->rows[k].edition;
        }
    }
    return NULL;
}

static struct invitation invitation_of(const struct choice *choice, const struct series *series,
                                       size_t row)
{
    const struct query_table *places = choice->places;
    return (struct invitation){.code = query_at(places, row, "code")->text,
                               .name = query_at(places, row, "name")->text,
                               .province = query_at(places, row, "province")->text,
                               .residents = integer_at(places, row, "population"),
                               .size_class = choice->class[row],
                               .in_province = share_of(&choice->provinces[choice->province[row]]),
                               .in_class = share_of(&choice->classes[choice->class[row]]),
                               .in_country = share_of(&choice->country),
                               .partner = integer_at(places, row, "combined") != 0,
                               .before = seen_before(series, row)};
}

static int by_residents(const void *a, const void *b)
{
    const struct invitation *x = a;
    const struct invitation *y = b;
    return x->residents != y->residents
               ? (x->residents < y->residents) - (x->residents > y->residents)
               : strcmp(x->code, y->code);
}

static void give_invitations(struct arena *arena, const struct series *series,
                             struct outlook *outlook)
{
    const struct compared_edition *last = series->rows[series->count - 1].edition;
    struct figure *invited = &outlook->figures[OUTLOOK_FIGURE_INVITED];
    struct figure *away = &outlook->figures[OUTLOOK_FIGURE_AWAY];
    if (!series->rows[series->count - 1].known) {
        invited->reason = away->reason = build_reason_word(LACK_NO_ATTENDANCE_LIST);
        return;
    }
    struct choice choice = start_choice(arena, last);
    size_t rows = choice.places->row_count;
    double residents = 0;
    outlook->away = arena_alloc_array(arena, rows + 1, sizeof *outlook->away);
    for (size_t i = 0; i < rows; i++) {
        if (!choice.in[i] && seen_before(series, i) != NULL) {
            outlook->away[outlook->away_count++] = invitation_of(&choice, series, i);
        }
    }
    qsort(outlook->away, outlook->away_count, sizeof *outlook->away, by_residents);
    outlook->invitations =
        arena_alloc_array(arena, OUTLOOK_INVITATIONS, sizeof *outlook->invitations);
    while (outlook->invitation_count < OUTLOOK_INVITATIONS) {
        size_t best = rows;
        for (size_t i = 0; i < rows; i++) { /* by code: the first of equals */
            if (!choice.in[i] && (best == rows || worth(&choice, i) > worth(&choice, best))) {
                best = i;
            }
        }
        if (best == rows) {
            break;
        }
        outlook->invitations[outlook->invitation_count++] = invitation_of(&choice, series, best);
        residents += query_at(choice.places, best, "population")->real;
        choice.in[best] = true;
        add_covered(&choice, best, false, true);
    }
    give(invited, residents, (int64_t)outlook->invitation_count);
    give(away, (double)outlook->away_count, (int64_t)outlook->away_count);
}

struct outlook *outlook_make(struct arena *arena, const struct series *series)
{
    const struct compared_edition *last = series->rows[series->count - 1].edition;
    struct outlook *outlook = arena_alloc(arena, sizeof *outlook);
    *outlook = (struct outlook){.figure_count = OUTLOOK_FIGURES};
    outlook->figures =
        compared_figures(arena, definitions, OUTLOOK_FIGURES, series->rows[0].edition, last);
    give_forecast(arena, last, outlook);
    give_invitations(arena, series, outlook);
    return outlook;
}
