/* calc_proportions: the rows of STATISTICS.md section 4. */
#include "engine/calc/calc.h"
#include "engine/measure/cluster.h"
#include "engine/measure/difference.h"
#include "engine/measure/proportion.h"

static bool share(struct calc_call *call, proportion_fn *method)
{
    return method(call_count(call, "x"), call_count(call, "n"), call_conf(call), call->result,
                  call->error);
}

static bool run_wilson(struct calc_call *call)
{
    return share(call, proportion_wilson);
}

static bool run_wilson_cc(struct calc_call *call)
{
    return share(call, proportion_wilson_cc);
}

static bool run_clopper_pearson(struct calc_call *call)
{
    return share(call, proportion_clopper_pearson);
}

static bool run_jeffreys(struct calc_call *call)
{
    return share(call, proportion_jeffreys);
}

static bool run_agresti_coull(struct calc_call *call)
{
    return share(call, proportion_agresti_coull);
}

static bool run_newcombe(struct calc_call *call)
{
    return difference_newcombe(call_count(call, "x1"), call_count(call, "n1"),
                               call_count(call, "x2"), call_count(call, "n2"), call_conf(call),
                               call->result, call->error);
}

static bool run_newcombe_cc(struct calc_call *call)
{
    return difference_newcombe_cc(call_count(call, "x1"), call_count(call, "n1"),
                                  call_count(call, "x2"), call_count(call, "n2"), call_conf(call),
                                  call->result, call->error);
}

static bool run_paired(struct calc_call *call)
{
    return difference_paired(call_count(call, "a"), call_count(call, "b"), call_count(call, "c"),
                             call_count(call, "d"), call_conf(call), call->result, call->error);
}

static bool run_mcnemar(struct calc_call *call)
{
    return difference_mcnemar(call_count(call, "b"), call_count(call, "c"), call->result,
                              call->error);
}

static bool run_cluster_ratio(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    const double *m = call_vector_of(call, "m", count, "y");
    double population = call_number_or(call, "N", 0);
    if (call_has(call, "N") && !(population >= 1)) {
        return measure_refuse(call->error, "N is ten minste 1, niet %g", "N is at least 1, not %g",
                              population);
    }
    return !error_is_set(call->error) && cluster_ratio(call->arena, y, m, count, population,
                                                       call_conf(call), call->result, call->error);
}

static const struct field share_fields[] = {NUMBER_FIELD(proportion, est),
                                            NUMBER_FIELD(proportion, lo),
                                            NUMBER_FIELD(proportion, hi), LAST_FIELD};
static const struct field difference_fields[] = {NUMBER_FIELD(difference, est),
                                                 NUMBER_FIELD(difference, lo),
                                                 NUMBER_FIELD(difference, hi), LAST_FIELD};
static const struct field paired_fields[] = {
    NUMBER_FIELD(difference_paired, est), NUMBER_FIELD(difference_paired, phi),
    NUMBER_FIELD(difference_paired, lo), NUMBER_FIELD(difference_paired, hi), LAST_FIELD};
static const struct field mcnemar_fields[] = {NUMBER_FIELD(difference_mcnemar, chisq),
                                              NUMBER_FIELD(difference_mcnemar, p),
                                              NUMBER_FIELD(difference_mcnemar, chisq_cc),
                                              NUMBER_FIELD(difference_mcnemar, p_cc),
                                              NUMBER_FIELD(difference_mcnemar, p_exact),
                                              NUMBER_FIELD(difference_mcnemar, p_mid),
                                              LAST_FIELD};
static const struct field ratio_fields[] = {NUMBER_FIELD(cluster_ratio, est),
                                            NUMBER_FIELD(cluster_ratio, se),
                                            NUMBER_FIELD(cluster_ratio, df),
                                            NUMBER_FIELD(cluster_ratio, lo),
                                            NUMBER_FIELD(cluster_ratio, hi),
                                            NUMBER_FIELD(cluster_ratio, deff),
                                            LAST_FIELD};

#define SHARE_NL(method)                                                                           \
    "Het aandeel is {est:%} ({x} van {n}); met {conf:%} zekerheid ligt het tussen {lo:%} en "      \
    "{hi:%} (" method ")."
#define SHARE_EN(method)                                                                           \
    "The share is {est:%} ({x} of {n}); with {conf:%} confidence it lies between {lo:%} and "      \
    "{hi:%} (" method ")."
#define GAP_NL(method)                                                                             \
    "De aandelen verschillen {est:%} (procentpunten); met {conf:%} zekerheid tussen {lo:%} en "    \
    "{hi:%} (" method ")."
#define GAP_EN(method)                                                                             \
    "The shares differ by {est:%} (percentage points); with {conf:%} confidence between {lo:%} "   \
    "and {hi:%} (" method ")."

static const struct statistic rows[] = {
    STATISTIC("prop.wilson", "x n [conf]", run_wilson, proportion, share_fields, SHARE_NL("Wilson"),
              SHARE_EN("Wilson")),
    STATISTIC("prop.wilson_cc", "x n [conf]", run_wilson_cc, proportion, share_fields,
              SHARE_NL("Wilson met continuïteitscorrectie"),
              SHARE_EN("Wilson with continuity correction")),
    STATISTIC("prop.clopper_pearson", "x n [conf]", run_clopper_pearson, proportion, share_fields,
              SHARE_NL("exact, Clopper-Pearson"), SHARE_EN("exact, Clopper-Pearson")),
    STATISTIC("prop.jeffreys", "x n [conf]", run_jeffreys, proportion, share_fields,
              SHARE_NL("Jeffreys"), SHARE_EN("Jeffreys")),
    STATISTIC("prop.agresti_coull", "x n [conf]", run_agresti_coull, proportion, share_fields,
              SHARE_NL("Agresti-Coull"), SHARE_EN("Agresti-Coull")),
    STATISTIC("diff.newcombe", "x1 n1 x2 n2 [conf]", run_newcombe, difference, difference_fields,
              GAP_NL("Newcombe"), GAP_EN("Newcombe")),
    STATISTIC("diff.newcombe_cc", "x1 n1 x2 n2 [conf]", run_newcombe_cc, difference,
              difference_fields, GAP_NL("Newcombe met continuïteitscorrectie"),
              GAP_EN("Newcombe with continuity correction")),
    STATISTIC("paired.newcombe", "a b c d [conf]", run_paired, difference_paired, paired_fields,
              GAP_NL("Newcombe voor paren, samenhang {phi}"),
              GAP_EN("Newcombe for pairs, correlation {phi}")),
    STATISTIC("mcnemar", "b c", run_mcnemar, difference_mcnemar, mcnemar_fields,
              "Van de {n} veranderaars gingen er {b} de ene en {c} de andere kant op: de kans op "
              "zo'n verschil door toeval is {p_exact:p} (exact; mid-p {p_mid:p}; chi-kwadraat "
              "{chisq}, p {p:p}; gecorrigeerd {chisq_cc}, p {p_cc:p}).",
              "Of the {n} who changed, {b} went one way and {c} the other: the probability of such "
              "a difference by chance is {p_exact:p} (exact; mid-p {p_mid:p}; chi-square {chisq}, "
              "p {p:p}; corrected {chisq_cc}, p {p_cc:p})."),
    STATISTIC("cluster.ratio", "y m [conf] [N]", run_cluster_ratio, cluster_ratio, ratio_fields,
              "Het aandeel over {n} groepen is {est:%}; met {conf:%} zekerheid tussen {lo:%} en "
              "{hi:%} (standaardfout {se}, {df} vrijheidsgraden); de spreiding is {deff} keer die "
              "van losse personen.",
              "The share over {n} clusters is {est:%}; with {conf:%} confidence between {lo:%} and "
              "{hi:%} (standard error {se}, {df} degrees of freedom); the variance is {deff} times "
              "that of independent persons."),
};

const struct statistic_family calc_family_proportions = FAMILY(rows);
