/* calc_tables: the rows of STATISTICS.md section 6. */
#include "engine/calc/calc.h"
#include "engine/measure/fisher.h"
#include "engine/measure/representativeness.h"
#include "engine/measure/table.h"

static struct table read_table(struct calc_call *call)
{
    struct calc_matrix m = call_matrix(call, "m");
    return (struct table){m.items, m.rows, m.columns};
}

typedef bool test_fn(struct arena *arena, struct table table, struct table_test *result,
                     struct error *error);

static bool test(struct calc_call *call, test_fn *method)
{
    struct table table = read_table(call);
    return !error_is_set(call->error) && method(call->arena, table, call->result, call->error);
}

static bool run_chisq(struct calc_call *call)
{
    return test(call, table_chisq);
}

static bool run_yates(struct calc_call *call)
{
    return test(call, table_yates);
}

static bool run_gtest(struct calc_call *call)
{
    return test(call, table_gtest);
}

static bool run_williams(struct calc_call *call)
{
    return test(call, table_williams);
}

static bool run_fisher(struct calc_call *call)
{
    struct table table = read_table(call);
    int64_t seed = call_count_or(call, "seed", 1), b = call_count_or(call, "b", 0);
    return !error_is_set(call->error) &&
           fisher_test(call->arena, table, seed, b, call->result, call->error);
}

static bool run_cramer(struct calc_call *call)
{
    struct table table = read_table(call);
    return !error_is_set(call->error) &&
           table_cramer(call->arena, table, call->result, call->error);
}

static bool run_residuals(struct calc_call *call)
{
    struct table table = read_table(call);
    return !error_is_set(call->error) &&
           table_residuals(call->arena, table, call->result, call->error);
}

static bool run_r(struct calc_call *call)
{
    size_t count;
    const double *rho = call_vector(call, "rho", &count);
    const double *w = call_has(call, "w") ? call_vector_of(call, "w", count, "rho") : NULL;
    return !error_is_set(call->error) &&
           representativeness_r(rho, w, count, call->result, call->error);
}

static bool run_distance(struct calc_call *call)
{
    size_t count;
    const double *p = call_vector(call, "p", &count);
    const double *q = call_vector_of(call, "q", count, "p");
    return !error_is_set(call->error) &&
           representativeness_distance(p, q, count, call->result, call->error);
}

static bool run_smd_binary(struct calc_call *call)
{
    return representativeness_smd_binary(call_number(call, "p1"), call_number(call, "p2"),
                                         call->result, call->error);
}

static bool run_smd_continuous(struct calc_call *call)
{
    const struct representativeness_group one = {call_number(call, "m1"), call_number(call, "s1"),
                                                 call_count(call, "n1")};
    const struct representativeness_group two = {call_number(call, "m2"), call_number(call, "s2"),
                                                 call_count(call, "n2")};
    return !error_is_set(call->error) &&
           representativeness_smd_continuous(one, two, call->result, call->error);
}

static const struct field chisq_fields[] = {
    RENAMED_FIELD(table_test, statistic, "chisq", FIELD_NUMBER), NUMBER_FIELD(table_test, df),
    NUMBER_FIELD(table_test, p), LAST_FIELD};
static const struct field g_fields[] = {RENAMED_FIELD(table_test, statistic, "g", FIELD_NUMBER),
                                        NUMBER_FIELD(table_test, df), NUMBER_FIELD(table_test, p),
                                        LAST_FIELD};
static const struct field williams_fields[] = {
    RENAMED_FIELD(table_test, statistic, "g", FIELD_NUMBER), NUMBER_FIELD(table_test, df),
    NUMBER_FIELD(table_test, p), NUMBER_FIELD(table_test, q), LAST_FIELD};
static const struct field fisher_fields[] = {NUMBER_FIELD(fisher, p),
                                             NUMBER_FIELD(fisher, p_less),
                                             NUMBER_FIELD(fisher, p_greater),
                                             NUMBER_FIELD(fisher, lo),
                                             NUMBER_FIELD(fisher, hi),
                                             NUMBER_FIELD(fisher, b),
                                             LAST_FIELD};
static const struct field cramer_fields[] = {NUMBER_FIELD(table_cramer, v),
                                             NUMBER_FIELD(table_cramer, v_bc), LAST_FIELD};
static const struct field residuals_fields[] = {
    VECTOR_FIELD(table_residuals, pearson), VECTOR_FIELD(table_residuals, adjusted), LAST_FIELD};
static const struct field r_fields[] = {
    NUMBER_FIELD(representativeness_r, mean), NUMBER_FIELD(representativeness_r, s),
    NUMBER_FIELD(representativeness_r, r),    NUMBER_FIELD(representativeness_r, lower),
    NUMBER_FIELD(representativeness_r, cv),   LAST_FIELD};
static const struct field distance_fields[] = {NUMBER_FIELD(representativeness_distance, h),
                                               NUMBER_FIELD(representativeness_distance, tv),
                                               LAST_FIELD};
static const struct field smd_fields[] = {NUMBER_FIELD(representativeness_smd, smd), LAST_FIELD};
static const struct field hedges_fields[] = {
    NUMBER_FIELD(representativeness_smd, smd),   NUMBER_FIELD(representativeness_smd, d),
    NUMBER_FIELD(representativeness_smd, j),     NUMBER_FIELD(representativeness_smd, g),
    NUMBER_FIELD(representativeness_smd, var_g), LAST_FIELD};

#define TEST_NL(name, value)                                                                       \
    "De kans op minstens zoveel samenhang door toeval is {p:p} (" name ": {" value                 \
    "} met {df} vrijheidsgraden, {n} waarnemingen)."
#define TEST_EN(name, value)                                                                       \
    "The probability of at least this much association by chance is {p:p} (" name ": {" value      \
    "} on {df} degrees of freedom, {n} observations)."

static const struct statistic rows[] = {
    STATISTIC("table.chisq", "m", run_chisq, table_test, chisq_fields,
              TEST_NL("chi-kwadraat", "chisq"), TEST_EN("chi-square", "chisq")),
    STATISTIC("table.chisq_yates", "m", run_yates, table_test, chisq_fields,
              TEST_NL("chi-kwadraat met correctie van Yates", "chisq"),
              TEST_EN("chi-square with Yates' correction", "chisq")),
    STATISTIC("table.gtest", "m", run_gtest, table_test, g_fields, TEST_NL("G-toets", "g"),
              TEST_EN("G-test", "g")),
    STATISTIC("table.gtest_williams", "m", run_williams, table_test, williams_fields,
              TEST_NL("G-toets, gedeeld door {q} naar Williams", "g"),
              TEST_EN("G-test, divided by {q} after Williams", "g")),
    STATISTIC(
        "table.fisher", "m [seed] [b]", run_fisher, fisher, fisher_fields,
        "De kans op een tabel die hooguit zo waarschijnlijk is, is {p:p} (Fisher, {method:w}; "
        "kleiner {p_less:p}, groter {p_greater:p}; bij loting tussen {lo:p} en {hi:p}).",
        "The probability of a table that is at most as likely is {p:p} (Fisher, {method:w}; "
        "less {p_less:p}, greater {p_greater:p}; when sampled between {lo:p} and {hi:p})."),
    STATISTIC("table.cramer_v", "m", run_cramer, table_cramer, cramer_fields,
              "De samenhang is {v} (Cramérs V; 0 is geen, 1 is volledig); gecorrigeerd {v_bc}.",
              "The association is {v} (Cramer's V; 0 is none, 1 is full); corrected {v_bc}."),
    STATISTIC(
        "table.residuals", "m", run_residuals, table_residuals, residuals_fields,
        "De afwijkingen per cel zijn {pearson} (Pearson) en {adjusted} (aangepast; boven 2 of "
        "onder \xE2\x88\x92"
        "2 valt het op).",
        "The deviations per cell are {pearson} (Pearson) and {adjusted} (adjusted; above 2 or "
        "below \xE2\x88\x92"
        "2 is notable)."),
    STATISTIC(
        "repr.r_indicator", "rho [w]", run_r, representativeness_r, r_fields,
        "De R-indicator is {r} (1 is volledig representatief; de ondergrens bij deze deelname "
        "is {lower}); gemiddelde deelname {mean:%}, spreiding {s}, variatiecoëfficiënt {cv}.",
        "The R-indicator is {r} (1 is fully representative; the least possible at this "
        "participation is {lower}); mean participation {mean:%}, spread {s}, coefficient of "
        "variation {cv}."),
    STATISTIC(
        "repr.hellinger", "p q", run_distance, representativeness_distance, distance_fields,
        "De verdelingen liggen {h} uit elkaar (Hellinger; 0 is gelijk, 1 is gescheiden); "
        "{tv:%} zou moeten verschuiven.",
        "The distributions are {h} apart (Hellinger; 0 is equal, 1 is disjoint); {tv:%} would "
        "have to move."),
    STATISTIC("repr.smd_binary", "p1 p2", run_smd_binary, representativeness_smd, smd_fields,
              "Het gestandaardiseerde verschil is {smd} (boven 0,1 valt het op).",
              "The standardised difference is {smd} (above 0.1 it is notable)."),
    STATISTIC("repr.smd_continuous", "m1 s1 n1 m2 s2 n2", run_smd_continuous,
              representativeness_smd, hedges_fields,
              "Het gestandaardiseerde verschil is {smd} (boven 0,1 valt het op); Cohens d {d}, "
              "Hedges' g {g} (correctie {j}, variantie {var_g}).",
              "The standardised difference is {smd} (above 0.1 it is notable); Cohen's d {d}, "
              "Hedges' g {g} (correction {j}, variance {var_g})."),
};

const struct statistic_family calc_family_tables = FAMILY(rows);
