/* calc_richness: the rows of STATISTICS.md section 8. */
#include "engine/calc/calc.h"
#include "engine/measure/capture.h"
#include "engine/measure/richness.h"

static bool run_chapman(struct calc_call *call)
{
    return capture_chapman(call_count(call, "m"), call_count(call, "c"), call_count(call, "r"),
                           call_conf(call), call->result, call->error);
}

static bool chao(struct calc_call *call, bool incidence, bool corrected)
{
    size_t count;
    int64_t units = incidence ? call_count(call, "t") : 0;
    const double *x = call_vector(call, incidence ? "q" : "x", &count);
    if (incidence && units < 1) {
        return measure_refuse(call->error, "t is ten minste 1, niet %lld",
                              "t is at least 1, not %lld", (long long)units);
    }
    return !error_is_set(call->error) &&
           richness_chao(x, count, units, corrected, call_conf(call), call->result, call->error);
}

static bool run_chao1(struct calc_call *call)
{
    return chao(call, false, false);
}

static bool run_chao1_bc(struct calc_call *call)
{
    return chao(call, false, true);
}

static bool run_chao2(struct calc_call *call)
{
    return chao(call, true, false);
}

static bool run_chao2_bc(struct calc_call *call)
{
    return chao(call, true, true);
}

static bool run_rarefy(struct calc_call *call)
{
    size_t count, sizes;
    const double *x = call_vector(call, "x", &count), *m = call_vector(call, "m", &sizes);
    return !error_is_set(call->error) &&
           richness_rarefy(call->arena, x, count, 0, m, sizes, call->result, call->error);
}

static bool run_rarefy_incidence(struct calc_call *call)
{
    size_t count, sizes;
    int64_t units = call_count(call, "t");
    const double *q = call_vector(call, "q", &count), *m = call_vector(call, "m", &sizes);
    if (units < 1) {
        return measure_refuse(call->error, "t is ten minste 1, niet %lld",
                              "t is at least 1, not %lld", (long long)units);
    }
    return !error_is_set(call->error) &&
           richness_rarefy(call->arena, q, count, units, m, sizes, call->result, call->error);
}

static bool run_extrapolate(struct calc_call *call)
{
    size_t count, sizes;
    const double *x = call_vector(call, "x", &count), *m = call_vector(call, "mstar", &sizes);
    return !error_is_set(call->error) &&
           richness_extrapolate(call->arena, x, count, 0, m, sizes, call->result, call->error);
}

static bool run_coverage(struct calc_call *call)
{
    size_t count, sizes;
    const double *x = call_vector(call, "x", &count), *m = call_vector(call, "m", &sizes);
    return !error_is_set(call->error) &&
           richness_coverage(call->arena, x, count, m, sizes, call->result, call->error);
}

static bool run_reach(struct calc_call *call)
{
    size_t count, sizes;
    int64_t t = call_count(call, "t");
    const double *y = call_vector(call, "y", &count), *m = call_vector(call, "m", &sizes);
    const double *w = call_vector_of(call, "w", count, "y");
    return !error_is_set(call->error) &&
           richness_reach(call->arena, t, y, w, count, m, sizes, call->result, call->error);
}

/* With sessions= (a row per session, a column per municipality) also the band. */
static bool run_reach_more(struct calc_call *call)
{
    size_t count, sizes;
    const double *w = call_vector(call, "w", &count), *more = call_vector(call, "mstar", &sizes);
    if (call_has(call, "sessions")) {
        struct calc_matrix m = call_matrix(call, "sessions");
        const struct richness_sessions table = {m.items, m.rows, m.columns};
        int64_t seed = call_count_or(call, "seed", 1), b = call_count_or(call, "b", 999);
        return !error_is_set(call->error) &&
               measure_check_lengths("w", count, "sessions", m.columns, call->error) &&
               richness_reach_band(call->arena, table, w, more, sizes, call_conf(call), seed, b,
                                   call->threads, call->result, call->error);
    }
    int64_t t = call_count(call, "t");
    const double *y = call_vector_of(call, "y", count, "w");
    if (error_is_set(call->error) ||
        !richness_reach_more(call->arena, t, y, w, count, more, sizes, call->result, call->error)) {
        return false;
    }
    ((struct richness_curve *)call->result)->about.reason = REASON_NO_SESSIONS;
    return true;
}

static const struct field chao_fields[] = {
    NUMBER_FIELD(richness_chao, obs), NUMBER_FIELD(richness_chao, f1),
    NUMBER_FIELD(richness_chao, f2),  NUMBER_FIELD(richness_chao, est),
    NUMBER_FIELD(richness_chao, se),  NUMBER_FIELD(richness_chao, lo),
    NUMBER_FIELD(richness_chao, hi),  LAST_FIELD};
static const struct field curve_fields[] = {VECTOR_FIELD(richness_curve, s), LAST_FIELD};
static const struct field coverage_fields[] = {RENAMED_FIELD(richness_curve, s, "c", FIELD_VECTOR),
                                               LAST_FIELD};
static const struct field more_fields[] = {VECTOR_FIELD(richness_curve, s),
                                           NUMBER_FIELD(richness_curve, f0), LAST_FIELD};
static const struct field band_fields[] = {
    VECTOR_FIELD(richness_curve, s), NUMBER_FIELD(richness_curve, f0),
    VECTOR_FIELD(richness_curve, lo), VECTOR_FIELD(richness_curve, hi), LAST_FIELD};
static const struct field chapman_fields[] = {
    NUMBER_FIELD(capture_chapman, lp),
    NUMBER_FIELD(capture_chapman, n),
    NUMBER_FIELD(capture_chapman, var),
    NUMBER_FIELD(capture_chapman, se),
    RENAMED_FIELD(capture_chapman, union_seen, "union", FIELD_NUMBER),
    NUMBER_FIELD(capture_chapman, lo),
    NUMBER_FIELD(capture_chapman, hi),
    LAST_FIELD};

#define CHAO_NL                                                                                      \
    "Er zijn {obs} soorten gezien ({f1} één keer, {f2} twee keer); naar schatting zijn er {est}, " \
    "met {conf:%} zekerheid tussen {lo} en {hi} (standaardfout {se})."
#define CHAO_EN                                                                                    \
    "{obs} kinds were seen ({f1} once, {f2} twice); the estimate is {est} in all, with {conf:%} "  \
    "confidence between {lo} and {hi} (standard error {se})."

static const struct statistic rows[] = {
    STATISTIC("rich.chao1", "x [conf]", run_chao1, richness_chao, chao_fields, CHAO_NL, CHAO_EN),
    STATISTIC("rich.chao1_bc", "x [conf]", run_chao1_bc, richness_chao, chao_fields, CHAO_NL,
              CHAO_EN),
    STATISTIC("rich.chao2", "t q [conf]", run_chao2, richness_chao, chao_fields, CHAO_NL, CHAO_EN),
    STATISTIC("rich.chao2_bc", "t q [conf]", run_chao2_bc, richness_chao, chao_fields, CHAO_NL,
              CHAO_EN),
    STATISTIC("rich.rarefy", "x m", run_rarefy, richness_curve, curve_fields,
              "Bij {m} waarnemingen verwachten we {s} soorten.",
              "In {m} observations we expect {s} kinds."),
    STATISTIC("rich.rarefy_incidence", "t q m", run_rarefy_incidence, richness_curve, curve_fields,
              "In {m} sessies verwachten we {s} soorten.", "In {m} sessions we expect {s} kinds."),
    STATISTIC("rich.extrapolate", "x mstar", run_extrapolate, richness_curve, more_fields,
              "Na nog {mstar} waarnemingen verwachten we {s} soorten (ongezien: {f0}).",
              "After {mstar} more observations we expect {s} kinds (unseen: {f0})."),
    STATISTIC("rich.coverage", "x m", run_coverage, richness_curve, coverage_fields,
              "De soorten die in {m} waarnemingen opduiken, dekken {c:%} van alle vermeldingen.",
              "The kinds found in {m} observations cover {c:%} of all mentions."),
    STATISTIC("rich.rarefy_weighted", "t y w m", run_reach, richness_curve, curve_fields,
              "Met {m} van de {t} sessies verwachten we gemeenten met {s} inwoners.",
              "With {m} of the {t} sessions we expect municipalities with {s} residents."),
    STATISTIC("rich.extrapolate_weighted", "w mstar [t] [y] [sessions] [conf] [seed] [b]",
              run_reach_more, richness_curve, band_fields,
              "Na nog {mstar} sessies verwachten we gemeenten met {s} inwoners (met {conf:%} "
              "zekerheid {lo} tot {hi}); ongezien: {f0} gemeenten.",
              "After {mstar} more sessions we expect municipalities with {s} residents (with "
              "{conf:%} confidence {lo} to {hi}); unseen: {f0} municipalities."),
    STATISTIC("capture.chapman", "m c r [conf]", run_chapman, capture_chapman, chapman_fields,
              "Twee lijsten van {m} en {c} met {r} in beide ({union} verschillende) wijzen op "
              "{n} in totaal; met {conf:%} zekerheid tussen {lo} en {hi} (Chapman; standaardfout "
              "{se}; Lincoln-Petersen {lp}).",
              "Two lists of {m} and {c} with {r} in both ({union} different ones) point to {n} in "
              "all; with {conf:%} confidence between {lo} and {hi} (Chapman; standard error {se}; "
              "Lincoln-Petersen {lp})."),
};

const struct statistic_family calc_family_richness = FAMILY(rows);
