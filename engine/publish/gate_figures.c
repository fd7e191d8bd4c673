/* gate_figures: what the figures of the ledger may say once the counts of people are hidden or
 * shown. A number that is hidden goes from every figure that prints it; a figure whose exact value
 * tells a hidden number goes as a whole; and means and scores of few people, or near an end of
 * their scale, tell how single people answered: they are blunted or go. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/gate_numbers.h"
#include "engine/publish/round.h"

static void suppress(struct figure *figure)
{
    figure->has_value = figure->has_range = figure->has_level = false;
    figure->value = figure->low = figure->high = figure->level = 0;
    figure->n = figure->missing = -1;
    figure->reason = "suppressed";
}

static void drop_range(struct figure *figure)
{
    figure->has_range = figure->has_level = false;
    figure->low = figure->high = figure->level = 0;
}

/* The figure when it exists and has a value. */
static struct figure *shown(const struct publication *publication, const char *id)
{
    for (size_t i = 0; i < publication->figure_count; i++) {
        if (text_equal(publication->figures[i].id, id)) {
            return publication->figures[i].has_value ? &publication->figures[i] : NULL;
        }
    }
    return NULL;
}

static void suppress_named(const struct publication *publication, const char *id)
{
    struct figure *figure = shown(publication, id);
    if (figure != NULL) {
        suppress(figure);
    }
}

static bool is_small(double count, int64_t threshold)
{
    return threshold >= 2 && count >= (double)protect_least(threshold) &&
           count < (double)threshold && count > 0;
}

/* -- numbers
 * ---------------------------------------------------------------------------------------
 */

static bool counts_people(const struct figure *figure)
{
    return text_equal(figure->unit, "people") || text_equal(figure->unit, "registrations") ||
           text_equal(figure->unit, "attendances") || text_equal(figure->unit, "forms");
}

static bool has_place(const char *id)
{
    size_t count;
    const struct gate_place *places = gate_places(&count);
    for (size_t i = 0; i < count; i++) {
        if (places[i].field == GATE_VALUE && text_equal(places[i].figure, id)) {
            return true;
        }
    }
    return false;
}

/* What is counted in people and is in no table of numbers does not pass. What the organisers
 * publish themselves is theirs, unless it is small. */
static void stop_strangers(const struct publication *publication)
{
    int64_t threshold = publication->threshold;
    for (size_t i = 0; i < publication->figure_count && threshold >= 2; i++) {
        struct figure *figure = &publication->figures[i];
        if (!figure->has_value || !counts_people(figure) || has_place(figure->id)) {
            continue;
        }
        if (!text_starts_with(figure->id, "own.") || is_small(figure->value, threshold)) {
            suppress(figure);
        }
    }
}

static bool hides(const struct gate_cells *gate, enum gate_number number)
{
    return gate->numbers[number] != NO_CELL && !gate_shown(gate, gate->numbers[number]);
}

static void follow_places(const struct gate_cells *gate, const struct publication *publication)
{
    size_t count;
    const struct gate_place *places = gate_places(&count);
    for (size_t i = 0; i < count; i++) {
        struct figure *figure = shown(publication, places[i].figure);
        if (figure == NULL || !hides(gate, places[i].number)) {
            continue;
        }
        switch (places[i].field) {
        case GATE_VALUE:
            suppress(figure);
            break;
        case GATE_N:
            figure->n = -1;
            break;
        case GATE_MISSING:
            figure->missing = -1;
            break;
        }
    }
}

static void follow_tells(const struct gate_cells *gate, const struct publication *publication)
{
    enum { TOLD_MOST = 4 };
    static const struct {
        const char *figure;
        enum gate_number first, others[TOLD_MOST];
    } tells[] = {
#define PICK(a, b, c, d, ...) d
#define TOLD_1(a)                                                                                  \
    GATE_##a,                                                                                      \
    {                                                                                              \
        GATE_##a, GATE_##a, GATE_##a, GATE_##a                                                     \
    }
#define TOLD_2(a, b)                                                                               \
    GATE_##a,                                                                                      \
    {                                                                                              \
        GATE_##b, GATE_##b, GATE_##b, GATE_##b                                                     \
    }
#define TOLD_3(a, b, c)                                                                            \
    GATE_##a,                                                                                      \
    {                                                                                              \
        GATE_##b, GATE_##c, GATE_##c, GATE_##c                                                     \
    }
#define TELLS(figure, ...) {figure, PICK(__VA_ARGS__, TOLD_3, TOLD_2, TOLD_1, 0)(__VA_ARGS__)},
#include "engine/publish/gate_numbers.def"
    };
    for (size_t i = 0; i < sizeof tells / sizeof tells[0]; i++) {
        bool told = hides(gate, tells[i].first);
        for (size_t k = 0; k < TOLD_MOST; k++) {
            told = told || hides(gate, tells[i].others[k]);
        }
        if (told) {
            suppress_named(publication, tells[i].figure);
        }
    }
}

/* -- rates
 * -----------------------------------------------------------------------------------------
 */

/* A rate of people: enough of them, and neither those who came nor the others are a small count. */
static bool rate_is_safe(const struct figure *figure, int64_t threshold)
{
    double with = round(figure->value * (double)figure->n);
    return figure->n >= GATE_RATE_FROM && !is_small(with, threshold) &&
           !is_small((double)figure->n - with, threshold);
}

static void gate_single_rates(const struct gate_input *input, const struct publication *publication)
{
    static const char *const rates[] = {"attendance.rate", "attendance.rate.without_staff",
                                        "attendance.rate.bound", "noshow.rate", "response.rate"};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0] && input->threshold >= 2; i++) {
        const struct figure *figure = gate_figure(input, rates[i]);
        if (figure != NULL && figure->has_value && !rate_is_safe(figure, input->threshold)) {
            suppress_named(publication, rates[i]);
        }
    }
}

static void blunt_rate(struct figure *figure)
{
    if (figure == NULL) {
        return;
    }
    figure->value = round(figure->value * 100) / 100;
    figure->low = round(figure->low * 100) / 100;
    figure->high = round(figure->high * 100) / 100;
}

/* The rates of the week tell who came and who did not, of how many registrations; in whole per
 * cents when the last must be hidden (gate_numbers_blur). */
static void gate_week_rates(const struct gate_cells *gate, const struct publication *publication)
{
    size_t rated = gate->numbers[GATE_RATED];
    if (rated == NO_CELL || gate->sessions == NULL) {
        return;
    }
    size_t came = gate->week.people[CAME], away = gate->week.people[STAYED_AWAY];
    bool blunt = gate->cells.items[rated].state == PROTECT_CLASS;
    bool sides = gate_shown(gate, came) &&
                 (blunt ? gate->cells.items[away].state != PROTECT_SMALL : gate_shown(gate, away));
    if (!sides || (!blunt && !gate_shown(gate, rated))) {
        suppress_named(publication, "attendance.rate");
        suppress_named(publication, "noshow.rate");
        suppress_named(publication, "attendance.rate.bound");
    } else if (blunt) {
        blunt_rate(shown(publication, "attendance.rate"));
        blunt_rate(shown(publication, "noshow.rate"));
    }
}

/* Limits to the last digit tell how the sessions differ, and so what one of them hides. */
static void gate_limits(const struct publication *publication)
{
    static const char *const ids[] = {"attendance.rate", "attendance.rate.without_staff",
                                      "noshow.rate", "grade.mean"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct figure *figure = shown(publication, ids[i]);
        if (figure != NULL) {
            round_digits(figure, false);
        }
    }
}

/* -- grades and scores
 * -----------------------------------------------------------------------------------
 */

/* A mean with all its digits, else in tenths, else not at all: as far as the table of grades beside
 * it allows. */
static void gate_grades_mean(const struct gate_cells *gate, const struct gate_input *input,
                             const struct publication *publication)
{
    struct figure *mean = shown(publication, "grade.mean");
    struct figure *bound = shown(publication, "grade.bound");
    const struct figure *whole = gate_figure(input, "grade.mean");
    if (mean == NULL || gate_mean_tells(gate, input, whole, 0.05)) {
        suppress_named(publication, "grade.mean");
        suppress_named(publication, "grade.bound");
        return;
    }
    if (gate_mean_tells(gate, input, whole, 0)) {
        round_digits(mean, true);
        if (bound != NULL) {
            round_digits(bound, true);
        }
    }
}

/* A score is promoters less detractors, and its interval tells their sum: each of the three parts
 * may then be known. */
static void gate_nps(const struct gate_input *input, const struct publication *publication)
{
    struct figure *nps = shown(publication, "nps");
    const struct raw_table *table = gate_raw(input, "scores");
    if (nps == NULL) {
        return;
    }
    const struct figure *whole = gate_figure(input, "nps");
    double difference = round(fabs(whole->value) * (double)whole->n / 100);
    if (is_small((double)whole->n - difference, input->threshold)) {
        suppress(nps);
        return;
    }
    static const char *const parts[] = {"promoters", "passives", "detractors"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (table == NULL || table->row_count == 0 ||
            is_small((double)raw_integer(table, 0, parts[i], 0), input->threshold)) {
            drop_range(nps);
        }
    }
}

/* Limits from the order of a few answers are single answers. */
static void gate_few(const struct gate_input *input, const struct publication *publication)
{
    static const char *const ids[] = {"grade.mean", "grade.median", "grade.bound", "nps"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        const struct figure *whole = gate_figure(input, ids[i]);
        struct figure *figure = shown(publication, ids[i]);
        if (figure == NULL) {
            continue;
        }
        if (whole->n < input->threshold) {
            suppress(figure);
        } else if (whole->n < GATE_RATE_FROM) {
            drop_range(figure);
        }
    }
}

void gate_figures(const struct gate_cells *gate, const struct gate_input *input,
                  struct publication *publication)
{
    if (input->threshold < 2) {
        return;
    }
    stop_strangers(publication);
    follow_places(gate, publication);
    follow_tells(gate, publication);
    gate_single_rates(input, publication);
    gate_week_rates(gate, publication);
    gate_few(input, publication);
    gate_grades_mean(gate, input, publication);
    gate_nps(input, publication);
    gate_limits(publication);
}
