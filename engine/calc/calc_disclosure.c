/* calc_disclosure: the rows of STATISTICS.md section 13. */
#include "engine/calc/calc.h"
#include "engine/measure/disclosure.h"
#include "engine/measure/rounding.h"
#include "engine/measure/suppression.h"

static bool run_rules(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const struct disclosure_rules rules = {call_number(call, "min_count"), call_number(call, "n"),
                                           call_number(call, "k"), call_number(call, "p")};
    return !error_is_set(call->error) &&
           disclosure_cell_rules(call->arena, x, count, rules, call->result, call->error);
}

/* A matrix of zeros and ones as large as the table. */
static unsigned char *read_mask(struct calc_call *call, const char *key, struct calc_matrix table)
{
    struct calc_matrix matrix = call_matrix(call, key);
    size_t count = table.rows * table.columns;
    unsigned char *mask = arena_alloc_array(call->arena, count, 1);
    if (error_is_set(call->error)) {
        return mask;
    }
    if (matrix.rows != table.rows || matrix.columns != table.columns) {
        (void)measure_refuse(call->error, "%s is niet even groot als m", "%s is not as large as m",
                             key);
        return mask;
    }
    for (size_t i = 0; i < count; i++) {
        if (matrix.items[i] != 0 && matrix.items[i] != 1) {
            (void)measure_refuse(call->error, "%s bevat alleen 0 en 1", "%s holds only 0 and 1",
                                 key);
        }
        mask[i] = matrix.items[i] == 1;
    }
    return mask;
}

static bool run_audit(struct calc_call *call)
{
    struct calc_matrix m = call_matrix(call, "m");
    const unsigned char *mask = read_mask(call, "mask", m);
    const struct disclosure_table table = {m.items, m.rows, m.columns};
    return !error_is_set(call->error) &&
           disclosure_audit(call->arena, table, mask, call->result, call->error);
}

static bool run_suppress(struct calc_call *call)
{
    struct calc_matrix m = call_matrix(call, "m");
    const unsigned char *primary = read_mask(call, "primary", m);
    struct calc_matrix lpl = call_matrix(call, "lpl"), upl = call_matrix(call, "upl");
    const struct disclosure_table table = {m.items, m.rows, m.columns};
    if (lpl.rows != m.rows || lpl.columns != m.columns || upl.rows != m.rows ||
        upl.columns != m.columns) {
        return measure_refuse(call->error, "lpl en upl zijn even groot als m",
                              "lpl and upl are as large as m");
    }
    return !error_is_set(call->error) && suppression_find(call->arena, table, primary, lpl.items,
                                                          upl.items, call->result, call->error);
}

static bool run_round(struct calc_call *call)
{
    struct calc_matrix m = call_matrix(call, "m");
    const struct disclosure_table table = {m.items, m.rows, m.columns};
    double base = call_number(call, "base");
    return !error_is_set(call->error) &&
           rounding_controlled(call->arena, table, base, call->result, call->error);
}

static const struct field rules_fields[] = {NUMBER_FIELD(disclosure_cell, count),
                                            NUMBER_FIELD(disclosure_cell, total),
                                            NUMBER_FIELD(disclosure_cell, x1),
                                            NUMBER_FIELD(disclosure_cell, x2),
                                            NUMBER_FIELD(disclosure_cell, threshold),
                                            NUMBER_FIELD(disclosure_cell, dominance),
                                            NUMBER_FIELD(disclosure_cell, ppercent),
                                            NUMBER_FIELD(disclosure_cell, upl),
                                            LAST_FIELD};
static const struct field audit_fields[] = {VECTOR_FIELD(disclosure_bounds, lo),
                                            VECTOR_FIELD(disclosure_bounds, hi), LAST_FIELD};
static const struct field suppress_fields[] = {WORD_FIELD(suppression, status),
                                               VECTOR_FIELD(suppression, mask),
                                               NUMBER_FIELD(suppression, secondary),
                                               NUMBER_FIELD(suppression, secondary_value),
                                               NUMBER_FIELD(suppression, min_secondary),
                                               NUMBER_FIELD(suppression, min_secondary_value),
                                               LAST_FIELD};
static const struct field round_fields[] = {NUMBER_FIELD(rounding, feasible),
                                            NUMBER_FIELD(rounding, min_abs_change),
                                            VECTOR_FIELD(rounding, rounded), LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("sdc.cell_rules", "x min_count n k p", run_rules, disclosure_cell, rules_fields,
              "De cel heeft {count} bijdragen, samen {total} (grootste {x1} en {x2}); te klein: "
              "{threshold}, overheerst: {dominance}, na te rekenen tot op p procent: {ppercent} (1 "
              "is ja), gevraagde ruimte naar boven: {upl}.",
              "The cell has {count} contributions, {total} in all (largest {x1} and {x2}); too "
              "small: {threshold}, dominated: {dominance}, within p per cent: {ppercent} (1 is "
              "yes), room asked above: {upl}."),
    STATISTIC("sdc.audit", "m mask", run_audit, disclosure_bounds, audit_fields,
              "Wie de tabel narekent, weet van de verborgen cellen dat ze ten minste {lo} en ten "
              "hoogste {hi} zijn.",
              "Who works back from the table learns that the hidden cells are at least {lo} and at "
              "most {hi}."),
    STATISTIC("sdc.suppress", "m primary lpl upl", run_suppress, suppression, suppress_fields,
              "Verberg ({status:w}): {mask:w}; dat zijn {secondary} cellen extra, samen "
              "{secondary_value} (het minst mogelijk: {min_secondary} cellen, of een totaal van "
              "{min_secondary_value}).",
              "Hide ({status:w}): {mask:w}; that is {secondary} extra cells, {secondary_value} in "
              "all (least possible: {min_secondary} cells, or a total of {min_secondary_value})."),
    STATISTIC("sdc.round", "m base", run_round, rounding, round_fields,
              "Afgerond op {base}-tallen: {rounded}; samen {min_abs_change} veranderd.",
              "Rounded to multiples of {base}: {rounded}; {min_abs_change} changed in all."),
};

const struct statistic_family calc_family_disclosure = FAMILY(rows);
