/* comparison_rates: differences of rates between two editions. Sessions are the clusters: each rate
 * is a ratio of sums over sessions (measure cluster.ratio), and the variances of both editions add
 * up. Then the attendance rate, split into who came online or on site (mix) and how often those
 * came (behaviour). */
#include <math.h>
#include <string.h>

#include "engine/ledger/build.h"
#include "engine/ledger/comparison_parts.h"
#include "engine/measure/cluster.h"
#include "engine/measure/standardise.h"

/* A ratio of sums over sessions. */
struct ratio {
    double *part, *whole;
    size_t count;
};

typedef bool ratio_fn(struct arena *arena, const struct compared_edition *edition,
                      struct ratio *ratio);

static struct ratio ratio_create(struct arena *arena, size_t room)
{
    return (struct ratio){.part = arena_alloc_array(arena, room + 1, sizeof(double)),
                          .whole = arena_alloc_array(arena, room + 1, sizeof(double))};
}

static void ratio_add(struct ratio *ratio, double part, double whole)
{
    ratio->part[ratio->count] = part;
    ratio->whole[ratio->count++] = whole;
}

static bool attendance(struct arena *arena, const struct compared_edition *edition,
                       struct ratio *ratio)
{
    const struct query_table *table = &edition->sessions;
    *ratio = ratio_create(arena, table->row_count);
    for (size_t i = 0; i < table->row_count; i++) {
        double registered = query_at(table, i, "registrations")->real;
        if (registered > 0) {
            ratio_add(ratio, query_at(table, i, "attended")->real, registered);
        }
    }
    return true;
}

static bool no_show(struct arena *arena, const struct compared_edition *edition,
                    struct ratio *ratio)
{
    attendance(arena, edition, ratio);
    for (size_t i = 0; i < ratio->count; i++) {
        ratio->part[i] = ratio->whole[i] - ratio->part[i];
    }
    return true;
}

/* Forms that name no session leave the response per session unknown. */
static bool response(struct arena *arena, const struct compared_edition *edition,
                     struct ratio *ratio)
{
    const struct query_table *table = &edition->sessions;
    const struct figure *all = compared_edition_figure(edition, "responses");
    double sum = 0;
    *ratio = ratio_create(arena, table->row_count);
    for (size_t i = 0; i < table->row_count; i++) {
        double attendees = query_at(table, i, "attendees")->real;
        double responses = query_at(table, i, "responses")->real;
        sum += responses;
        if (attendees > 0 || responses > 0) {
            ratio_add(ratio, responses, attendees);
        }
    }
    return all != NULL && all->has_value && all->value == sum;
}

/* One cluster per session; answers that name none are clusters of their own. */
static void answers(struct arena *arena, const struct compared_edition *edition, const char *kind,
                    double (*score)(double number), struct ratio *ratio)
{
    const struct query_table *table = &edition->answers;
    const struct query_cell *last = NULL;
    size_t room = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        room += (size_t)query_at(table, i, "times")->integer;
    }
    *ratio = ratio_create(arena, room);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct query_cell *session = query_at(table, i, "session");
        double worth = score(query_at(table, i, "number")->real);
        int64_t times = query_at(table, i, "times")->integer;
        if (strcmp(query_at(table, i, "kind")->text, kind) != 0) {
            continue;
        }
        if (session->type == CELL_NULL) {
            for (int64_t k = 0; k < times; k++) {
                ratio_add(ratio, worth, 1);
            }
            continue;
        }
        if (last == NULL || last->integer != session->integer) {
            ratio_add(ratio, 0, 0);
            last = session;
        }
        ratio->part[ratio->count - 1] += worth * (double)times;
        ratio->whole[ratio->count - 1] += (double)times;
    }
}

static double as_it_is(double number)
{
    return number;
}

static double promoter(double number)
{
    return number >= 9 ? 100 : number <= 6 ? -100 : 0;
}

static bool grade(struct arena *arena, const struct compared_edition *edition, struct ratio *ratio)
{
    answers(arena, edition, "grade", as_it_is, ratio);
    return true;
}

static bool nps(struct arena *arena, const struct compared_edition *edition, struct ratio *ratio)
{
    answers(arena, edition, "nps", promoter, ratio);
    return true;
}

static const struct rate_row {
    const char *id, *change;
    ratio_fn *ratio;
    enum compared_name name;
    bool by_minutes; /* rests on who is an attendee */
} rows[COMPARED_RATES] = {
    {"attendance.rate", "attendance.rate.change", attendance, COMPARED_FIGURE_ATTENDANCE_RATE,
     true},
    {"noshow.rate", "noshow.rate.change", no_show, COMPARED_FIGURE_NOSHOW_RATE, true},
    {"response.rate", "response.rate.change", response, COMPARED_FIGURE_RESPONSE_RATE, true},
    {"grade.mean", "grade.mean.change", grade, COMPARED_FIGURE_GRADE_MEAN, false},
    {"nps", "nps.change", nps, COMPARED_FIGURE_NPS, false}};

/* The no-show rate says nothing that the attendance rate does not say. */
enum { QUESTIONS = COMPARED_RATES - 1 };

/* How far the limits of a rate lie from it. False when nothing can be said: fewer than two
 * sessions, or all of them the same, which is no certainty. */
static bool reach_of(struct arena *arena, const struct ratio *ratio, double level, double *reach)
{
    struct cluster_ratio result;
    struct error error = {0};
    if (ratio->count < 2 ||
        !cluster_ratio(arena, ratio->part, ratio->whole, ratio->count, 0, level, &result, &error)) {
        return false;
    }
    *reach = result.hi.value - result.est.value;
    return result.hi.defined && *reach > 0;
}

static void give_limits(struct arena *arena, struct comparison *comparison, size_t row,
                        struct figure *figure)
{
    struct ratio from, to;
    double reach[2][2];
    const double levels[] = {LEDGER_LEVEL, 1 - COMPARED_ALARM / QUESTIONS};
    if (!rows[row].ratio(arena, comparison->from, &from) ||
        !rows[row].ratio(arena, comparison->to, &to)) {
        return;
    }
    for (int i = 0; i < 2; i++) {
        if (!reach_of(arena, &from, levels[i], &reach[i][0]) ||
            !reach_of(arena, &to, levels[i], &reach[i][1])) {
            return;
        }
    }
    double half = hypot(reach[0][0], reach[0][1]);
    double wide = hypot(reach[1][0], reach[1][1]);
    figure->low = figure->value - half;
    figure->high = figure->value + half;
    figure->has_range = figure->has_level = true;
    figure->level = LEDGER_LEVEL;
    comparison->rates[row].low = figure->value - wide;
    comparison->rates[row].high = figure->value + wide;
    comparison->rates[row].has_limits = true;
}

/* What one of them does not print, their sum must not print either. */
static int64_t both_or_none(int64_t a, int64_t b)
{
    return a < 0 || b < 0 ? -1 : a + b;
}

void compared_give_rates(struct arena *arena, struct comparison *comparison)
{
    for (size_t i = 0; i < COMPARED_RATES; i++) {
        struct figure *figure = &comparison->figures[rows[i].name];
        comparison->rates[i] = (struct compared_rate){.id = rows[i].id, .change = rows[i].change};
        const char *lack = compared_lack(comparison, rows[i].id);
        if (lack == NULL && rows[i].by_minutes &&
            comparison->verdicts[ASPECT_MINUTES] == COMPARABLE_REFUSED) {
            lack = build_reason_word(LACK_DEFINITIONS_DIFFER);
        }
        if (lack != NULL) {
            figure->reason = lack;
            continue;
        }
        const struct figure *from = compared_edition_figure(comparison->from, rows[i].id);
        const struct figure *to = compared_edition_figure(comparison->to, rows[i].id);
        compared_give(comparison, rows[i].name, to->value - from->value,
                      both_or_none(from->n, to->n), both_or_none(from->missing, to->missing));
        give_limits(arena, comparison, i, figure);
    }
}

const struct compared_rate *comparison_rate(const struct comparison *comparison, const char *id)
{
    for (size_t i = 0; i < COMPARED_RATES; i++) {
        if (strcmp(comparison->rates[i].id, id) == 0) {
            return &comparison->rates[i];
        }
    }
    return NULL;
}

/* -- mix and behaviour
 * --------------------------------------------------------------------------------- */

enum { MODES = 8 };

struct modes {
    const char *names[MODES];
    double registered[2][MODES], attended[2][MODES];
    size_t count;
};

static void add_modes(struct modes *modes, const struct query_table *table, int side)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const char *mode = query_at(table, i, "mode")->text;
        size_t at = 0;
        while (at < modes->count && strcmp(modes->names[at], mode) != 0) {
            at++;
        }
        if (at == modes->count) {
            if (modes->count == MODES) {
                continue;
            }
            modes->names[modes->count++] = mode;
        }
        modes->registered[side][at] += query_at(table, i, "registrations")->real;
        modes->attended[side][at] += query_at(table, i, "attended")->real;
    }
}

/* Few registrations of one kind of session could be worked out from the parts, so the parts are not
 * shown: the threshold of either edition holds. */
static bool is_small(const struct comparison *comparison, const struct modes *modes)
{
    for (size_t i = 0; i < modes->count; i++) {
        for (int side = 0; side < 2; side++) {
            const struct compared_edition *edition = side == 0 ? comparison->from : comparison->to;
            double registered = modes->registered[side][i];
            if (registered > 0 && registered < query_at(&edition->facts, 0, "small_count")->real) {
                return true;
            }
        }
    }
    return false;
}

/* Later minus earlier. A kind of session that only one edition had is mix, not behaviour: its rate
 * is taken to be the same in the other. */
void compared_give_split(struct arena *arena, struct comparison *comparison)
{
    struct figure *mix = &comparison->figures[COMPARED_FIGURE_RATE_MIX];
    struct figure *behaviour = &comparison->figures[COMPARED_FIGURE_RATE_BEHAVIOUR];
    const struct figure *change = &comparison->figures[COMPARED_FIGURE_ATTENDANCE_RATE];
    struct modes modes = {0};
    double rates[2][MODES], sizes[2][MODES];
    size_t kept = 0;
    add_modes(&modes, &comparison->from->sessions, 0);
    add_modes(&modes, &comparison->to->sessions, 1);
    for (size_t i = 0; i < modes.count; i++) {
        if (modes.registered[0][i] + modes.registered[1][i] == 0) {
            continue;
        }
        for (int side = 0; side < 2; side++) {
            int known = modes.registered[side][i] > 0 ? side : 1 - side;
            sizes[side][kept] = modes.registered[side][i];
            rates[side][kept] = modes.attended[known][i] / modes.registered[known][i];
        }
        kept++;
    }
    struct standardise_kitagawa split;
    struct error error = {0};
    if (!change->has_value || kept == 0 ||
        !standardise_kitagawa(arena, sizes[1], rates[1], sizes[0], rates[0], kept, &split,
                              &error) ||
        !split.composition_effect.defined) {
        mix->reason = behaviour->reason =
            change->has_value ? build_reason_word(LACK_NOTHING_TO_DIVIDE_BY) : change->reason;
        return;
    }
    if (is_small(comparison, &modes)) {
        mix->reason = behaviour->reason = build_reason_word(LACK_SUPPRESSED);
        return;
    }
    compared_give(comparison, COMPARED_FIGURE_RATE_MIX, split.composition_effect.value, change->n,
                  change->missing);
    compared_give(comparison, COMPARED_FIGURE_RATE_BEHAVIOUR, split.rate_effect.value, change->n,
                  change->missing);
}
