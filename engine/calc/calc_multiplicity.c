/* calc_multiplicity: the row of STATISTICS.md section 12. */
#include "engine/calc/calc.h"
#include "engine/measure/multiplicity.h"

static bool run_adjust(struct calc_call *call)
{
    size_t count;
    const double *p = call_vector(call, "p", &count);
    return !error_is_set(call->error) &&
           multiplicity_adjust(call->arena, p, count, call->result, call->error);
}

static const struct field fields[] = {
    VECTOR_FIELD(multiplicity, bonferroni), VECTOR_FIELD(multiplicity, holm),
    VECTOR_FIELD(multiplicity, hochberg),   VECTOR_FIELD(multiplicity, bh),
    VECTOR_FIELD(multiplicity, by),         LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("padjust", "p", run_adjust, multiplicity, fields,
              "De p-waarden, gecorrigeerd voor {n} toetsen: {bh} (Benjamini-Hochberg), {holm} "
              "(Holm), {bonferroni} (Bonferroni), {hochberg} (Hochberg), {by} "
              "(Benjamini-Yekutieli).",
              "The p-values, adjusted for {n} tests: {bh} (Benjamini-Hochberg), {holm} (Holm), "
              "{bonferroni} (Bonferroni), {hochberg} (Hochberg), {by} (Benjamini-Yekutieli)."),
};

const struct statistic_family calc_family_multiplicity = FAMILY(rows);
