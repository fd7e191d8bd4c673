/* calc_inequality: the rows of STATISTICS.md section 7. */
#include "engine/calc/calc.h"
#include "engine/measure/inequality.h"

static bool run_gini(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           inequality_gini(call->arena, x, count, call->result, call->error);
}

static bool run_weighted(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const double *w = call_vector_of(call, "w", count, "x");
    return !error_is_set(call->error) &&
           inequality_weighted(call->arena, x, w, count, call->result, call->error);
}

static bool run_lorenz(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           inequality_lorenz(call->arena, x, count, call->result, call->error);
}

static bool run_theil(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           inequality_theil(call->arena, x, count, call->result, call->error);
}

static bool run_decompose(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const size_t *group = call_groups(call, "g", count, "x");
    return !error_is_set(call->error) &&
           inequality_decompose(call->arena, x, group, count, call->result, call->error);
}

static bool run_hhi(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           inequality_hhi(call->arena, x, count, call->result, call->error);
}

static const struct field gini_fields[] = {
    NUMBER_FIELD(inequality_gini, gini), NUMBER_FIELD(inequality_gini, gini_corrected), LAST_FIELD};
static const struct field weighted_fields[] = {NUMBER_FIELD(inequality_gini, gini), LAST_FIELD};
static const struct field lorenz_fields[] = {VECTOR_FIELD(inequality_lorenz, p),
                                             VECTOR_FIELD(inequality_lorenz, l), LAST_FIELD};
static const struct field theil_fields[] = {NUMBER_FIELD(inequality_theil, theil_t),
                                            NUMBER_FIELD(inequality_theil, theil_l), LAST_FIELD};
static const struct field parts_fields[] = {
    NUMBER_FIELD(inequality_decomposition, total), NUMBER_FIELD(inequality_decomposition, between),
    NUMBER_FIELD(inequality_decomposition, within), LAST_FIELD};
static const struct field hhi_fields[] = {
    NUMBER_FIELD(inequality_hhi, hhi), NUMBER_FIELD(inequality_hhi, hhi_norm),
    NUMBER_FIELD(inequality_hhi, n_eff), NUMBER_FIELD(inequality_hhi, hhi_10000), LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("ineq.gini", "x", run_gini, inequality_gini, gini_fields,
              "De Gini-coëfficiënt van {n} waarden is {gini} (0 is gelijk verdeeld, 1 is alles bij "
              "één); gecorrigeerd voor het kleine aantal {gini_corrected}.",
              "The Gini coefficient of {n} values is {gini} (0 is equal, 1 is all with one); "
              "corrected for the small number {gini_corrected}."),
    STATISTIC("ineq.gini_weighted", "x w", run_weighted, inequality_gini, weighted_fields,
              "De Gini-coëfficiënt, gewogen naar het aantal hoofden, is {gini}.",
              "The Gini coefficient, weighted by heads, is {gini}."),
    STATISTIC("ineq.lorenz", "x", run_lorenz, inequality_lorenz, lorenz_fields,
              "De Lorenz-kromme: de delen {p} hebben samen {l} van het totaal.",
              "The Lorenz curve: the parts {p} together hold {l} of the total."),
    STATISTIC("ineq.theil", "x", run_theil, inequality_theil, theil_fields,
              "De Theil-index is {theil_t} en de gemiddelde log-afwijking {theil_l} (0 is gelijk "
              "verdeeld).",
              "The Theil index is {theil_t} and the mean log deviation {theil_l} (0 is equal)."),
    STATISTIC("ineq.theil_decomposition", "x g", run_decompose, inequality_decomposition,
              parts_fields,
              "Van de ongelijkheid {total} (Theil) ligt {between} tussen de groepen en {within} "
              "erbinnen.",
              "Of the inequality {total} (Theil), {between} lies between the groups and {within} "
              "within them."),
    STATISTIC("ineq.hhi", "x", run_hhi, inequality_hhi, hhi_fields,
              "De concentratie (Herfindahl) is {hhi}, of {hhi_10000} op 10.000: als van {n_eff} "
              "even grote (genormaliseerd {hhi_norm}).",
              "The concentration (Herfindahl) is {hhi}, or {hhi_10000} on 10,000: as of {n_eff} "
              "equal ones (normalised {hhi_norm})."),
};

const struct statistic_family calc_family_inequality = FAMILY(rows);
