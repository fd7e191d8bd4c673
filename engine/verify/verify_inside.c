/* verify_inside: recomputing from what stands beside a figure in the PDF: the days, the threads,
 * and other figures that were made from the same answers or registrations. A mean or a score is
 * checked as far as it can be: it must be a whole number of points over n answers. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/verify/verify.h"

static const struct figure *known(const struct verification *verification, const char *id)
{
    const struct figure *figure = ledger_find(&verification->data->ledger, id);
    return figure != NULL && figure->has_value ? figure : NULL;
}

static void judge(struct verification *verification, const struct figure *figure, double value,
                  const char *nl, const char *en)
{
    const struct figure again = {.has_value = true, .value = value, .n = -1};
    bool same = fabs(value - figure->value) <= 1e-12 * fmax(1, fabs(value));
    verification_add(verification, figure->id, same ? VERDICT_AGREES : VERDICT_DIFFERS,
                     verify_figure_text(verification->arena, figure),
                     verify_figure_text(verification->arena, &again), nl, en);
}

/* -- days and threads
 * -----------------------------------------------------------------------------------
 */

/* The sum of a column; false when a number of it is hidden. What was not measured counts for
 * nothing. */
static bool add_column(const struct data_table *table, size_t column, double *sum)
{
    *sum = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        const char *cell = data_at(table, row, column);
        double number;
        bool unmeasured =
            *cell == '\0' || text_equal(cell, "niet gemeten") || text_equal(cell, "not measured");
        if (!data_number(table, row, column, &number) && !unmeasured) {
            return false;
        }
        *sum += number;
    }
    return true;
}

bool verify_by_days(struct verification *verification, const struct figure *figure)
{
    static const struct {
        const char *id, *nl, *en;
    } totals[] = {{"registrations.live", "aangemeld", "registrations"},
                  {"attendances", "aanwezig", "attendees"},
                  {"walkins", "inlopers", "walkins"}};
    const struct data_table *days = &verification->data->days;
    for (size_t i = 0; i < sizeof totals / sizeof totals[0] && days->column_count > 0; i++) {
        size_t column = data_column(days, totals[i].nl, totals[i].en);
        double sum;
        if (strcmp(figure->id, totals[i].id) == 0 && column != SIZE_MAX &&
            add_column(days, column, &sum)) {
            judge(verification, figure, sum, "de dagen van days.csv bij elkaar opgeteld",
                  "the days of days.csv added up");
            return true;
        }
    }
    return false;
}

/* Rows of one thread stand together. */
static bool check_threads(struct verification *verification, const struct figure *figure)
{
    const struct data_table *threads = &verification->data->threads;
    if (strcmp(figure->id, "themes.count") != 0 || threads->column_count == 0) {
        return false;
    }
    size_t column = data_column(threads, "thema", "theme");
    double count = 0;
    for (size_t row = 0; row < threads->row_count; row++) {
        bool again = false;
        for (size_t before = 0; before < row && !again; before++) {
            again = text_equal(data_at(threads, before, column), data_at(threads, row, column));
        }
        count += !again;
    }
    judge(verification, figure, count, "de rode draden van threads.csv geteld",
          "the threads of threads.csv counted");
    return true;
}

/* -- other figures
 * --------------------------------------------------------------------------------------
 */

static bool check_attended(struct verification *verification, const struct figure *figure)
{
    bool guests = strcmp(figure->id, "registrations.attended.without_staff") == 0;
    const struct figure *rate =
        known(verification, guests ? "attendance.rate.without_staff" : "attendance.rate");
    if ((!guests && strcmp(figure->id, "registrations.attended") != 0) || rate == NULL ||
        rate->n <= 0) {
        return false;
    }
    judge(
        verification, figure, round(rate->value * (double)rate->n),
        arena_printf(verification->arena, "%s van %lld aanmeldingen", rate->id, (long long)rate->n),
        arena_printf(verification->arena, "%s of %lld registrations", rate->id,
                     (long long)rate->n));
    return true;
}

/* Every form has a grade, or is said to have none. */
static bool check_responses(struct verification *verification, const struct figure *figure)
{
    const struct figure *mean = known(verification, "grade.mean");
    if (strcmp(figure->id, "responses") != 0 || mean == NULL || mean->n < 0 || mean->missing < 0) {
        return false;
    }
    judge(verification, figure, (double)(mean->n + mean->missing),
          "formulieren met een cijfer en zonder", "forms with a grade and without one");
    return true;
}

/* Grades are whole or half, scores are people: their sum is a whole number of steps. In tenths, as
 * a mean is written where its last digits would tell too much, nothing follows. */
static bool check_steps(struct verification *verification, const struct figure *figure)
{
    bool grade = strcmp(figure->id, "grade.mean") == 0;
    double step = grade ? 2 : 0.01;
    if ((!grade && strcmp(figure->id, "nps") != 0) || figure->n <= 0 ||
        (grade && fabs(figure->value * 10 - round(figure->value * 10)) < 1e-9)) {
        return false;
    }
    double n = (double)figure->n;
    judge(verification, figure, round(figure->value * n * step) / step / n,
          arena_printf(verification->arena, "een heel aantal %s, gedeeld door %lld antwoorden",
                       grade ? "halve punten" : "mensen", (long long)figure->n),
          arena_printf(verification->arena, "a whole number of %s, divided by %lld answers",
                       grade ? "half points" : "people", (long long)figure->n));
    return true;
}

bool verify_by_neighbours(struct verification *verification, const struct figure *figure)
{
    return check_threads(verification, figure) || check_attended(verification, figure) ||
           check_responses(verification, figure) || check_steps(verification, figure);
}
