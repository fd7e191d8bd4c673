/* calc_ordinal: the rows of STATISTICS.md section 11. */
#include <string.h>

#include "engine/calc/calc.h"
#include "engine/measure/krippendorff.h"
#include "engine/measure/ordinal.h"
#include "engine/measure/rank.h"

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

static bool run_mannwhitney(struct calc_call *call)
{
    size_t n, m;
    const double *x = call_vector(call, "x", &n), *y = call_vector(call, "y", &m);
    return !error_is_set(call->error) &&
           rank_mannwhitney(call->arena, x, n, y, m, call->result, call->error);
}

static bool run_hodges_lehmann(struct calc_call *call)
{
    size_t n, m;
    const double *x = call_vector(call, "x", &n), *y = call_vector(call, "y", &m);
    return !error_is_set(call->error) &&
           rank_hodges_lehmann(call->arena, x, n, y, m, call_conf(call), call->result, call->error);
}

static bool run_cliff(struct calc_call *call)
{
    size_t n, m;
    const double *x = call_vector(call, "x", &n), *y = call_vector(call, "y", &m);
    return !error_is_set(call->error) &&
           rank_cliff(call->arena, x, n, y, m, call_conf(call), call->result, call->error);
}

static bool run_alpha(struct calc_call *call)
{
    static const char *const levels[] = {"nominal", "ordinal", "interval", "ratio"};
    struct calc_matrix m = call_matrix(call, "m");
    const char *word = call_word(call, "level");
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        if (strcmp(word, levels[i]) == 0) {
            return !error_is_set(call->error) &&
                   krippendorff_alpha(call->arena, m.items, m.rows, m.columns,
                                      (enum krippendorff_level)i, call->result, call->error);
        }
    }
    return measure_refuse(call->error, "level is nominal, ordinal, interval of ratio",
                          "level is nominal, ordinal, interval or ratio");
}

static const struct field mannwhitney_fields[] = {
    NUMBER_FIELD(rank_mannwhitney, u),       NUMBER_FIELD(rank_mannwhitney, z),
    NUMBER_FIELD(rank_mannwhitney, p),       NUMBER_FIELD(rank_mannwhitney, p_cc),
    NUMBER_FIELD(rank_mannwhitney, p_exact), NUMBER_FIELD(rank_mannwhitney, delta),
    NUMBER_FIELD(rank_mannwhitney, auc),     LAST_FIELD};
static const struct field hodges_fields[] = {
    NUMBER_FIELD(rank_hodges_lehmann, hl), NUMBER_FIELD(rank_hodges_lehmann, lo),
    NUMBER_FIELD(rank_hodges_lehmann, hi), NUMBER_FIELD(rank_hodges_lehmann, coverage), LAST_FIELD};
static const struct field cliff_fields[] = {
    NUMBER_FIELD(rank_cliff, delta), NUMBER_FIELD(rank_cliff, var), NUMBER_FIELD(rank_cliff, lo),
    NUMBER_FIELD(rank_cliff, hi), LAST_FIELD};
static const struct field alpha_fields[] = {NUMBER_FIELD(krippendorff, alpha),
                                            NUMBER_FIELD(krippendorff, pairable), LAST_FIELD};
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
    STATISTIC(
        "ord.mannwhitney", "x y", run_mannwhitney, rank_mannwhitney, mannwhitney_fields,
        "Een antwoord uit de eerste groep is met kans {auc:%} hoger dan een uit de tweede "
        "(gelijk telt half); p {p:p}, gecorrigeerd {p_cc:p}, exact {p_exact:p} (U {u}, z {z}, "
        "delta {delta}).",
        "An answer from the first group is higher than one from the second with probability "
        "{auc:%} (a tie counts half); p {p:p}, corrected {p_cc:p}, exact {p_exact:p} (U {u}, "
        "z {z}, delta {delta})."),
    STATISTIC("ord.hodges_lehmann", "x y [conf]", run_hodges_lehmann, rank_hodges_lehmann,
              hodges_fields,
              "De groepen liggen {hl} uit elkaar; met {coverage:%} zekerheid tussen {lo} en {hi} "
              "(Hodges-Lehmann).",
              "The groups are {hl} apart; with {coverage:%} confidence between {lo} and {hi} "
              "(Hodges-Lehmann)."),
    STATISTIC(
        "ord.cliff_delta", "x y [conf]", run_cliff, rank_cliff, cliff_fields,
        "Cliffs delta is {delta} (variantie {var}); met {conf:%} zekerheid tussen {lo} en "
        "{hi}.",
        "Cliff's delta is {delta} (variance {var}); with {conf:%} confidence between {lo} and "
        "{hi}."),
    STATISTIC("ord.kripp_alpha", "m level", run_alpha, krippendorff, alpha_fields,
              "De overeenstemming is {alpha} (Krippendorffs alfa, {level:w}; 1 is volledig, 0 is "
              "toeval), over {pairable} oordelen.",
              "The agreement is {alpha} (Krippendorff's alpha, {level:w}; 1 is full, 0 is chance), "
              "over {pairable} judgements."),
};

const struct statistic_family calc_family_ordinal = FAMILY(rows);
