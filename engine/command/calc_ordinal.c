/* calc_ordinal: the rows of STATISTICS.md section 11. */
#include "engine/command/calc.h"
#include "engine/measure/ordinal.h"

static bool run_mean(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           ordinal_mean(call->arena, x, count, call_conf(call), call->result, call->error);
}

static bool run_median(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           ordinal_median(call->arena, x, count, call_conf(call), call->result, call->error);
}

static bool run_nps(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           ordinal_nps(x, count, call_conf(call), call->result, call->error);
}

static const struct field mean_fields[] = {
    NUMBER_FIELD(ordinal_mean, mean), NUMBER_FIELD(ordinal_mean, sd),
    NUMBER_FIELD(ordinal_mean, se),   NUMBER_FIELD(ordinal_mean, lo),
    NUMBER_FIELD(ordinal_mean, hi),   LAST_FIELD};
static const struct field median_fields[] = {NUMBER_FIELD(ordinal_median, median),
                                             NUMBER_FIELD(ordinal_median, lo),
                                             NUMBER_FIELD(ordinal_median, hi),
                                             NUMBER_FIELD(ordinal_median, rank_lo),
                                             NUMBER_FIELD(ordinal_median, rank_hi),
                                             NUMBER_FIELD(ordinal_median, coverage),
                                             LAST_FIELD};
static const struct field nps_fields[] = {NUMBER_FIELD(ordinal_nps, nps),
                                          NUMBER_FIELD(ordinal_nps, se),
                                          NUMBER_FIELD(ordinal_nps, lo),
                                          NUMBER_FIELD(ordinal_nps, hi),
                                          NUMBER_FIELD(ordinal_nps, promoters),
                                          NUMBER_FIELD(ordinal_nps, detractors),
                                          NUMBER_FIELD(ordinal_nps, promoters_lo),
                                          NUMBER_FIELD(ordinal_nps, promoters_hi),
                                          LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("likert.mean_t", "x [conf]", run_mean, ordinal_mean, mean_fields,
              "Het gemiddelde van {n} antwoorden is {mean}; met {conf:%} zekerheid tussen {lo} en "
              "{hi} (standaardafwijking {sd}, standaardfout {se}).",
              "The mean of {n} answers is {mean}; with {conf:%} confidence between {lo} and {hi} "
              "(standard deviation {sd}, standard error {se})."),
    STATISTIC(
        "likert.median", "x [conf]", run_median, ordinal_median, median_fields,
        "De mediaan van {n} antwoorden is {median}; met {coverage:%} zekerheid tussen {lo} en "
        "{hi} (de waarden op plaats {rank_lo} en {rank_hi}).",
        "The median of {n} answers is {median}; with {coverage:%} confidence between {lo} and "
        "{hi} (the values at ranks {rank_lo} and {rank_hi})."),
    STATISTIC("likert.nps", "x [conf]", run_nps, ordinal_nps, nps_fields,
              "De NPS van {n} antwoorden is {nps}; met {conf:%} zekerheid tussen {lo} en {hi} "
              "({promoters:%} promotors, {detractors:%} criticasters; het aandeel promotors ligt "
              "tussen {promoters_lo:%} en {promoters_hi:%}).",
              "The NPS of {n} answers is {nps}; with {conf:%} confidence between {lo} and {hi} "
              "({promoters:%} promoters, {detractors:%} detractors; the share of promoters lies "
              "between {promoters_lo:%} and {promoters_hi:%})."),
};

const struct statistic_family calc_family_ordinal = FAMILY(rows);
