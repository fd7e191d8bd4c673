/* calc_standardise: the rows of STATISTICS.md section 9. */
#include "engine/calc/calc.h"
#include "engine/measure/standardise.h"

static bool run_kitagawa(struct calc_call *call)
{
    size_t count;
    const double *w1 = call_vector(call, "w1", &count);
    const double *r1 = call_vector_of(call, "r1", count, "w1");
    const double *w2 = call_vector_of(call, "w2", count, "w1");
    const double *r2 = call_vector_of(call, "r2", count, "w1");
    return !error_is_set(call->error) &&
           standardise_kitagawa(call->arena, w1, r1, w2, r2, count, call->result, call->error);
}

static bool run_direct(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const double *pop = call_vector_of(call, "pop", count, "x");
    const double *std = call_vector_of(call, "std", count, "x");
    double mult = call_number_or(call, "mult", 1);
    return !error_is_set(call->error) &&
           standardise_direct(x, pop, std, count, mult, call_conf(call), call->result, call->error);
}

static bool run_indirect(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const double *pop = call_vector_of(call, "pop", count, "x");
    const double *rate = call_vector_of(call, "rate", count, "x");
    return !error_is_set(call->error) &&
           standardise_indirect(x, pop, rate, count, call->result, call->error);
}

static bool run_smr(struct calc_call *call)
{
    double o = call_number(call, "o"), e = call_number(call, "e");
    return !error_is_set(call->error) &&
           standardise_smr(o, e, call_conf(call), call->result, call->error);
}

static bool run_oaxaca(struct calc_call *call)
{
    size_t count;
    const double *b1 = call_vector(call, "b1", &count);
    const double *x1 = call_vector_of(call, "x1", count, "b1");
    const double *b2 = call_vector_of(call, "b2", count, "b1");
    const double *x2 = call_vector_of(call, "x2", count, "b1");
    return !error_is_set(call->error) &&
           standardise_oaxaca(b1, x1, b2, x2, count, call->result, call->error);
}

static const struct field kitagawa_fields[] = {
    NUMBER_FIELD(standardise_kitagawa, rate1),
    NUMBER_FIELD(standardise_kitagawa, rate2),
    NUMBER_FIELD(standardise_kitagawa, diff),
    NUMBER_FIELD(standardise_kitagawa, rate_effect),
    NUMBER_FIELD(standardise_kitagawa, composition_effect),
    NUMBER_FIELD(standardise_kitagawa, rate_three),
    NUMBER_FIELD(standardise_kitagawa, composition_three),
    NUMBER_FIELD(standardise_kitagawa, interaction_three),
    VECTOR_FIELD(standardise_kitagawa, rate_by_group),
    VECTOR_FIELD(standardise_kitagawa, composition_by_group),
    LAST_FIELD};
static const struct field direct_fields[] = {
    NUMBER_FIELD(standardise_direct, rate),      NUMBER_FIELD(standardise_direct, var),
    NUMBER_FIELD(standardise_direct, lo),        NUMBER_FIELD(standardise_direct, hi),
    NUMBER_FIELD(standardise_direct, hi_tiwari), LAST_FIELD};
static const struct field indirect_fields[] = {NUMBER_FIELD(standardise_smr, o),
                                               NUMBER_FIELD(standardise_smr, e),
                                               NUMBER_FIELD(standardise_smr, smr), LAST_FIELD};
static const struct field smr_fields[] = {
    NUMBER_FIELD(standardise_smr, smr),     NUMBER_FIELD(standardise_smr, lo),
    NUMBER_FIELD(standardise_smr, hi),      NUMBER_FIELD(standardise_smr, lo_byar),
    NUMBER_FIELD(standardise_smr, hi_byar), LAST_FIELD};
static const struct field oaxaca_fields[] = {NUMBER_FIELD(standardise_oaxaca, gap),
                                             NUMBER_FIELD(standardise_oaxaca, endowments),
                                             NUMBER_FIELD(standardise_oaxaca, coefficients),
                                             NUMBER_FIELD(standardise_oaxaca, interaction),
                                             NUMBER_FIELD(standardise_oaxaca, explained_w1),
                                             NUMBER_FIELD(standardise_oaxaca, unexplained_w1),
                                             NUMBER_FIELD(standardise_oaxaca, explained_half),
                                             NUMBER_FIELD(standardise_oaxaca, unexplained_half),
                                             LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("std.kitagawa", "w1 r1 w2 r2", run_kitagawa, standardise_kitagawa, kitagawa_fields,
              "Het verschil tussen {rate1} en {rate2} is {diff}: {rate_effect} door andere cijfers "
              "en {composition_effect} door een andere samenstelling (in drie delen {rate_three}, "
              "{composition_three} en {interaction_three}).",
              "The difference between {rate1} and {rate2} is {diff}: {rate_effect} by other rates "
              "and {composition_effect} by another composition (in three parts {rate_three}, "
              "{composition_three} and {interaction_three})."),
    STATISTIC("std.direct", "x pop std [mult] [conf]", run_direct, standardise_direct,
              direct_fields,
              "Het gestandaardiseerde cijfer is {rate}; met {conf:%} zekerheid tussen {lo} en {hi} "
              "(Fay-Feuer; bovengrens volgens Tiwari {hi_tiwari}).",
              "The standardised rate is {rate}; with {conf:%} confidence between {lo} and {hi} "
              "(Fay-Feuer; Tiwari's upper limit {hi_tiwari})."),
    STATISTIC("std.indirect", "x pop rate", run_indirect, standardise_smr, indirect_fields,
              "Er zijn er {o}; verwacht waren er {e}: een verhouding van {smr}.",
              "There are {o}; {e} were expected: a ratio of {smr}."),
    STATISTIC("std.smr", "o e [conf]", run_smr, standardise_smr, smr_fields,
              "Met {o} op {e} verwachte is de verhouding {smr}; met {conf:%} zekerheid tussen {lo} "
              "en {hi} (exact; Byar {lo_byar} en {hi_byar}).",
              "With {o} on {e} expected the ratio is {smr}; with {conf:%} confidence between {lo} "
              "and {hi} (exact; Byar {lo_byar} and {hi_byar})."),
    STATISTIC("std.oaxaca", "b1 x1 b2 x2", run_oaxaca, standardise_oaxaca, oaxaca_fields,
              "Het verschil van {gap} is {endowments} door kenmerken, {coefficients} door "
              "coëfficiënten en {interaction} door beide; met de gewichten van groep 1 verklaard "
              "{explained_w1}, onverklaard {unexplained_w1}; half om half {explained_half} en "
              "{unexplained_half}.",
              "The gap of {gap} is {endowments} by endowments, {coefficients} by coefficients and "
              "{interaction} by both; with group 1's weights explained {explained_w1}, unexplained "
              "{unexplained_w1}; half and half {explained_half} and {unexplained_half}."),
};

const struct statistic_family calc_family_standardise = FAMILY(rows);
