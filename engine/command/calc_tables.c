/* calc_tables: the rows of STATISTICS.md section 6. */
#include "engine/command/calc.h"
#include "engine/measure/representativeness.h"

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

static const struct statistic rows[] = {
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
