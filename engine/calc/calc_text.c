/* calc_text: the rows of STATISTICS.md section 14. */
#include "engine/calc/calc.h"
#include "engine/measure/keyness.h"

static bool run_g2_2x2(struct calc_call *call)
{
    struct calc_matrix m = call_matrix(call, "m");
    const struct table table = {m.items, m.rows, m.columns};
    return !error_is_set(call->error) &&
           keyness_g2_2x2(call->arena, table, call->result, call->error);
}

static bool run_keyness(struct calc_call *call)
{
    double a = call_number(call, "a"), b = call_number(call, "b"), c = call_number(call, "c"),
           d = call_number(call, "d");
    return !error_is_set(call->error) && keyness_g2(a, b, c, d, call->result, call->error);
}

static bool run_logodds(struct calc_call *call)
{
    size_t count;
    const double *y1 = call_vector(call, "y1", &count);
    const double *y2 = call_vector_of(call, "y2", count, "y1");
    const double *alpha = call_vector_of(call, "alpha", count, "y1");
    return !error_is_set(call->error) &&
           keyness_logodds(call->arena, y1, y2, alpha, count, call->result, call->error);
}

static bool run_npmi(struct calc_call *call)
{
    double nxy = call_number(call, "nxy"), nx = call_number(call, "nx"),
           ny = call_number(call, "ny"), n = call_number(call, "n");
    return !error_is_set(call->error) && keyness_npmi(nxy, nx, ny, n, call->result, call->error);
}

static const struct field table_fields[] = {NUMBER_FIELD(keyness_g2, g2), LAST_FIELD};
static const struct field keyness_fields[] = {
    NUMBER_FIELD(keyness_g2, g2), NUMBER_FIELD(keyness_g2, g2_full), NUMBER_FIELD(keyness_g2, sign),
    NUMBER_FIELD(keyness_g2, log_ratio), LAST_FIELD};
static const struct field logodds_fields[] = {VECTOR_FIELD(keyness_logodds, delta),
                                              VECTOR_FIELD(keyness_logodds, var),
                                              VECTOR_FIELD(keyness_logodds, z), LAST_FIELD};
static const struct field npmi_fields[] = {NUMBER_FIELD(keyness_npmi, pmi),
                                           NUMBER_FIELD(keyness_npmi, npmi), LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("text.g2_2x2", "m", run_g2_2x2, keyness_g2, table_fields,
              "De log-likelihood van het samengaan is {g2} (boven 3,84 is opvallend bij 5%).",
              "The log-likelihood of going together is {g2} (above 3.84 is notable at 5%)."),
    STATISTIC("text.keyness_g2", "a b c d", run_keyness, keyness_g2, keyness_fields,
              "Het woord staat {a} keer op {c} en {b} keer op {d} woorden: G2 is {g2} (vier cellen "
              "{g2_full}), richting {sign}, log2-verhouding {log_ratio}.",
              "The word occurs {a} times in {c} and {b} times in {d} words: G2 is {g2} (four cells "
              "{g2_full}), direction {sign}, log2 ratio {log_ratio}."),
    STATISTIC("text.logodds_dirichlet", "y1 y2 alpha", run_logodds, keyness_logodds, logodds_fields,
              "De log-odds per woord zijn {delta} (variantie {var}); de z-waarden {z}.",
              "The log-odds per word are {delta} (variance {var}); the z-values {z}."),
    STATISTIC("text.npmi", "nxy nx ny n", run_npmi, keyness_npmi, npmi_fields,
              "De woorden gaan samen met npmi {npmi} (\xE2\x88\x92"
              "1 is nooit, 0 is toeval, 1 is altijd); pmi {pmi}.",
              "The words go together with npmi {npmi} (\xE2\x88\x92"
              "1 is never, 0 is chance, 1 is always); pmi {pmi}."),
};

const struct statistic_family calc_family_text = FAMILY(rows);
