/* calc_richness: the rows of STATISTICS.md section 8. */
#include "engine/command/calc.h"
#include "engine/measure/capture.h"

static bool run_chapman(struct calc_call *call)
{
    return capture_chapman(call_count(call, "m"), call_count(call, "c"), call_count(call, "r"),
                           call_conf(call), call->result, call->error);
}

static const struct field chapman_fields[] = {
    NUMBER_FIELD(capture_chapman, lp),
    NUMBER_FIELD(capture_chapman, n),
    NUMBER_FIELD(capture_chapman, var),
    NUMBER_FIELD(capture_chapman, se),
    RENAMED_FIELD(capture_chapman, union_seen, "union", FIELD_NUMBER),
    NUMBER_FIELD(capture_chapman, lo),
    NUMBER_FIELD(capture_chapman, hi),
    LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("capture.chapman", "m c r [conf]", run_chapman, capture_chapman, chapman_fields,
              "Twee lijsten van {m} en {c} met {r} in beide ({union} verschillende) wijzen op "
              "{n} in totaal; met {conf:%} zekerheid tussen {lo} en {hi} (Chapman; standaardfout "
              "{se}; Lincoln-Petersen {lp}).",
              "Two lists of {m} and {c} with {r} in both ({union} different ones) point to {n} in "
              "all; with {conf:%} confidence between {lo} and {hi} (Chapman; standard error {se}; "
              "Lincoln-Petersen {lp})."),
};

const struct statistic_family calc_family_richness = FAMILY(rows);
