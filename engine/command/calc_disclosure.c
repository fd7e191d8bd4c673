/* calc_disclosure: the rows of STATISTICS.md section 13. */
#include "engine/command/calc.h"
#include "engine/measure/disclosure.h"

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
        measure_refuse(call->error, "%s is niet even groot als m", "%s is not as large as m", key);
        return mask;
    }
    for (size_t i = 0; i < count; i++) {
        if (matrix.items[i] != 0 && matrix.items[i] != 1) {
            measure_refuse(call->error, "%s bevat alleen 0 en 1", "%s holds only 0 and 1", key);
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
};

const struct statistic_family calc_family_disclosure = FAMILY(rows);
