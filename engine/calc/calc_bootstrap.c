/* calc_bootstrap: the rows of STATISTICS.md sections 3 and 5. */
#include <string.h>

#include "engine/calc/calc.h"
#include "engine/measure/permutation.h"
#include "engine/measure/random_gsl.h"
#include "engine/measure/resample.h"

static bool run_words(struct calc_call *call)
{
    return random_gsl_words(call->arena, call_count(call, "seed"), call_count_or(call, "skip", 0),
                            call_count(call, "k"), call->result, call->error);
}

static bool run_integers(struct calc_call *call)
{
    return random_gsl_integers(call->arena, call_count(call, "seed"), call_count(call, "n"),
                               call_count(call, "k"), call->result, call->error);
}

static bool run_shuffle(struct calc_call *call)
{
    return random_gsl_permutation(call->arena, call_count(call, "seed"), call_count(call, "n"),
                                  call->result, call->error);
}

static bool run_intervals(struct calc_call *call)
{
    size_t count;
    const double *t = call_vector(call, "t", &count);
    double t0 = call_number(call, "t0");
    return !error_is_set(call->error) &&
           resample_intervals(call->arena, t, count, t0, call_conf(call), call->result,
                              call->error);
}

static bool run_bca(struct calc_call *call)
{
    size_t count, jack_count;
    const double *t = call_vector(call, "t", &count);
    const double *jack = call_vector(call, "jack", &jack_count);
    double t0 = call_number(call, "t0");
    return !error_is_set(call->error) && resample_bca(call->arena, t, count, t0, jack, jack_count,
                                                      call_conf(call), call->result, call->error);
}

static bool run_studentized(struct calc_call *call)
{
    size_t count;
    const double *t = call_vector(call, "t", &count);
    const double *v = call_vector_of(call, "v", count, "t");
    double t0 = call_number(call, "t0"), v0 = call_number(call, "v0");
    return !error_is_set(call->error) &&
           resample_studentized(call->arena, t, v, count, t0, v0, call_conf(call), call->result,
                                call->error);
}

static bool run_jackknife(struct calc_call *call)
{
    static const char *const names[] = {"mean", "variance_n", "correlation"};
    const char *word = call_word(call, "statistic");
    enum resample_statistic statistic = RESAMPLE_MEAN;
    bool known = false;
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(word, names[i]) == 0) {
            statistic = (enum resample_statistic)i;
            known = true;
        }
    }
    if (!known) {
        return measure_refuse(call->error, "statistic is mean, variance_n of correlation",
                              "statistic is mean, variance_n or correlation");
    }
    size_t count;
    const double *x = call_vector(call, "x", &count);
    const double *y =
        statistic == RESAMPLE_CORRELATION ? call_vector_of(call, "y", count, "x") : NULL;
    return !error_is_set(call->error) &&
           resample_jackknife(call->arena, x, y, count, statistic, call->result, call->error);
}

static bool run_ideal(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    return !error_is_set(call->error) &&
           resample_ideal_se(call->arena, x, count, call->result, call->error);
}

static bool run_mean(struct calc_call *call)
{
    size_t count;
    const double *x = call_vector(call, "x", &count);
    int64_t seed = call_count(call, "seed"), b = call_count(call, "b");
    return !error_is_set(call->error) && resample_mean(call->arena, x, count, seed, b,
                                                       call_conf(call), call->result, call->error);
}

static bool run_cluster_ratio(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    const double *m = call_vector_of(call, "m", count, "y");
    int64_t seed = call_count(call, "seed"), b = call_count(call, "b");
    return !error_is_set(call->error) &&
           resample_cluster_ratio(call->arena, y, m, count, seed, b, call_conf(call), call->result,
                                  call->error);
}

static bool run_cluster_bca(struct calc_call *call)
{
    size_t count;
    const double *y = call_vector(call, "y", &count);
    const double *m = call_vector_of(call, "m", count, "y");
    int64_t seed = call_count_or(call, "seed", 1), b = call_count_or(call, "b", 9999);
    return !error_is_set(call->error) &&
           resample_cluster_bca(call->arena, y, m, count, seed, b, call_conf(call), call->result,
                                call->error);
}

static struct permutation_sampling sampling(struct calc_call *call)
{
    return (struct permutation_sampling){call_count_or(call, "seed", 1),
                                         call_count_or(call, "b", PERMUTATION_SAMPLE)};
}

static bool run_two_sample(struct calc_call *call)
{
    size_t n, m;
    const double *x = call_vector(call, "x", &n), *y = call_vector(call, "y", &m);
    struct permutation_sampling beyond = sampling(call);
    return !error_is_set(call->error) &&
           permutation_two_sample(call->arena, x, n, y, m, beyond, call->result, call->error);
}

static bool run_paired(struct calc_call *call)
{
    size_t n;
    const double *d = call_vector(call, "d", &n);
    struct permutation_sampling beyond = sampling(call);
    return !error_is_set(call->error) &&
           permutation_paired(call->arena, d, n, beyond, call->result, call->error);
}

static bool run_permutation(struct calc_call *call)
{
    size_t n, m;
    const double *x = call_vector(call, "x", &n), *y = call_vector(call, "y", &m);
    int64_t seed = call_count(call, "seed"), b = call_count(call, "b");
    return !error_is_set(call->error) &&
           permutation_run(call->arena, x, n, y, m, seed, b, call->result, call->error);
}

static bool run_mc_p(struct calc_call *call)
{
    return permutation_mc_p(call_count(call, "hits"), call_count(call, "b"), call->result,
                            call->error);
}

static const struct field words_fields[] = {
    RENAMED_FIELD(random_numbers, values, "x", FIELD_VECTOR), LAST_FIELD};
static const struct field integers_fields[] = {
    RENAMED_FIELD(random_numbers, values, "i", FIELD_VECTOR), LAST_FIELD};
static const struct field shuffle_fields[] = {
    RENAMED_FIELD(random_numbers, values, "a", FIELD_VECTOR), LAST_FIELD};
static const struct field intervals_fields[] = {
    NUMBER_FIELD(resample_intervals, perc_lo), NUMBER_FIELD(resample_intervals, perc_hi),
    NUMBER_FIELD(resample_intervals, basic_lo), NUMBER_FIELD(resample_intervals, basic_hi),
    LAST_FIELD};
static const struct field bca_fields[] = {
    NUMBER_FIELD(resample_bca, z0),      NUMBER_FIELD(resample_bca, accel),
    VECTOR_FIELD(resample_bca, alpha),   NUMBER_FIELD(resample_bca, lo),
    NUMBER_FIELD(resample_bca, hi),      NUMBER_FIELD(resample_bca, perc_lo),
    NUMBER_FIELD(resample_bca, perc_hi), LAST_FIELD};
static const struct field studentized_fields[] = {
    NUMBER_FIELD(resample_studentized, lo), NUMBER_FIELD(resample_studentized, hi),
    NUMBER_FIELD(resample_studentized, dropped), LAST_FIELD};
static const struct field jackknife_fields[] = {
    NUMBER_FIELD(resample_jackknife, est), NUMBER_FIELD(resample_jackknife, se),
    NUMBER_FIELD(resample_jackknife, bias), NUMBER_FIELD(resample_jackknife, accel), LAST_FIELD};
static const struct field ideal_fields[] = {NUMBER_FIELD(resample_ideal, mean),
                                            NUMBER_FIELD(resample_ideal, se), LAST_FIELD};
static const struct field run_fields[] = {
    NUMBER_FIELD(resample_run, est), NUMBER_FIELD(resample_run, mean_rep),
    NUMBER_FIELD(resample_run, se),  NUMBER_FIELD(resample_run, lo),
    NUMBER_FIELD(resample_run, hi),  LAST_FIELD};
static const struct field two_sample_fields[] = {
    NUMBER_FIELD(permutation_two_sample, diff),   NUMBER_FIELD(permutation_two_sample, count),
    NUMBER_FIELD(permutation_two_sample, p_two),  NUMBER_FIELD(permutation_two_sample, p_greater),
    NUMBER_FIELD(permutation_two_sample, p_less), LAST_FIELD};
static const struct field paired_fields[] = {
    NUMBER_FIELD(permutation_paired, sum),    NUMBER_FIELD(permutation_paired, count),
    NUMBER_FIELD(permutation_paired, p_two),  NUMBER_FIELD(permutation_paired, p_greater),
    NUMBER_FIELD(permutation_paired, p_less), LAST_FIELD};
static const struct field permutation_fields[] = {NUMBER_FIELD(permutation_run, diff),
                                                  NUMBER_FIELD(permutation_run, hits),
                                                  NUMBER_FIELD(permutation_run, p), LAST_FIELD};
static const struct field mc_p_fields[] = {NUMBER_FIELD(permutation_run, p), LAST_FIELD};

static const struct statistic rows[] = {
    STATISTIC("rng.mt19937", "seed k [skip]", run_words, random_numbers, words_fields,
              "De Mersenne twister met startgetal {seed:w} geeft {x:w}.",
              "The Mersenne twister with seed {seed:w} gives {x:w}."),
    STATISTIC("rng.uniform_int", "seed n k", run_integers, random_numbers, integers_fields,
              "De Mersenne twister met startgetal {seed:w} geeft {i:w}.",
              "The Mersenne twister with seed {seed:w} gives {i:w}."),
    STATISTIC("rng.shuffle", "seed n", run_shuffle, random_numbers, shuffle_fields,
              "Geschud met startgetal {seed:w}: {a:w}.", "Shuffled with seed {seed:w}: {a:w}."),
    STATISTIC("boot.percentile_basic", "t t0 [conf]", run_intervals, resample_intervals,
              intervals_fields,
              "Uit {n} trekkingen: met {conf:%} zekerheid tussen {perc_lo} en {perc_hi} "
              "(percentielen), of tussen {basic_lo} en {basic_hi} (basis).",
              "From {n} replicates: with {conf:%} confidence between {perc_lo} and {perc_hi} "
              "(percentile), or between {basic_lo} and {basic_hi} (basic)."),
    STATISTIC("boot.bca", "t t0 jack [conf]", run_bca, resample_bca, bca_fields,
              "Uit {n} trekkingen: met {conf:%} zekerheid tussen {lo} en {hi} (BCa; verschuiving "
              "{z0}, versnelling {accel}, niveaus {alpha}; percentielen {perc_lo} en {perc_hi}).",
              "From {n} replicates: with {conf:%} confidence between {lo} and {hi} (BCa; bias "
              "{z0}, acceleration {accel}, levels {alpha}; percentiles {perc_lo} and {perc_hi})."),
    STATISTIC("boot.studentized", "t v t0 v0 [conf]", run_studentized, resample_studentized,
              studentized_fields,
              "Uit {n} trekkingen: met {conf:%} zekerheid tussen {lo} en {hi} (gestudentiseerd; "
              "{dropped} vervallen).",
              "From {n} replicates: with {conf:%} confidence between {lo} and {hi} (studentised; "
              "{dropped} dropped)."),
    STATISTIC("boot.accel", "x statistic [y]", run_jackknife, resample_jackknife, jackknife_fields,
              "De uitkomst is {est}, de versnelling {accel}.",
              "The estimate is {est}, the acceleration {accel}."),
    STATISTIC("boot.jackknife", "x statistic [y]", run_jackknife, resample_jackknife,
              jackknife_fields,
              "De uitkomst is {est}, met standaardfout {se} en vertekening {bias} (jackknife).",
              "The estimate is {est}, with standard error {se} and bias {bias} (jackknife)."),
    STATISTIC("boot.ideal_se_mean", "x", run_ideal, resample_ideal, ideal_fields,
              "Het gemiddelde is {mean}; de ideale bootstrap geeft standaardfout {se}.",
              "The mean is {mean}; the ideal bootstrap gives standard error {se}."),
    STATISTIC("boot.run_mean", "seed b x [conf]", run_mean, resample_run, run_fields,
              "Het gemiddelde is {est}; {b} trekkingen (startgetal {seed:w}) geven gemiddeld "
              "{mean_rep}, standaardfout {se} en met {conf:%} zekerheid {lo} tot {hi}.",
              "The mean is {est}; {b} replicates (seed {seed:w}) give {mean_rep} on average, "
              "standard error {se} and with {conf:%} confidence {lo} to {hi}."),
    STATISTIC(
        "boot.run_cluster_ratio", "seed b y m [conf]", run_cluster_ratio, resample_run, run_fields,
        "Het aandeel over {n} groepen is {est:%}; {b} trekkingen van hele groepen (startgetal "
        "{seed:w}) geven gemiddeld {mean_rep:%}, standaardfout {se} en met {conf:%} zekerheid "
        "{lo:%} tot {hi:%}.",
        "The share over {n} clusters is {est:%}; {b} replicates of whole clusters (seed "
        "{seed:w}) give {mean_rep:%} on average, standard error {se} and with {conf:%} "
        "confidence {lo:%} to {hi:%}."),
    STATISTIC(
        "boot.cluster_bca", "y m [conf] [seed] [b]", run_cluster_bca, resample_bca, bca_fields,
        "Uit trekkingen van hele groepen (startgetal {seed:w}): met {conf:%} zekerheid tussen "
        "{lo:%} en {hi:%} (BCa; verschuiving {z0}, versnelling {accel}).",
        "From replicates of whole clusters (seed {seed:w}): with {conf:%} confidence between "
        "{lo:%} and {hi:%} (BCa; bias {z0}, acceleration {accel})."),
    STATISTIC("perm.exact_two_sample", "x y [seed] [b]", run_two_sample, permutation_two_sample,
              two_sample_fields,
              "Het verschil van de gemiddelden is {diff}; van {count} verdelingen over de groepen "
              "ligt {p_two:%} minstens zo ver uiteen (p {p_two:p}; groter {p_greater:p}, kleiner "
              "{p_less:p}).",
              "The difference of means is {diff}; of {count} splits over the groups {p_two:%} lie "
              "at least as far apart (p {p_two:p}; greater {p_greater:p}, less {p_less:p})."),
    STATISTIC(
        "perm.exact_paired", "d [seed] [b]", run_paired, permutation_paired, paired_fields,
        "De verschillen zijn samen {sum}; van {count} tekenwisselingen ligt {p_two:%} minstens "
        "zo ver van nul (p {p_two:p}; groter {p_greater:p}).",
        "The differences sum to {sum}; of {count} sign changes {p_two:%} lie at least as far "
        "from zero (p {p_two:p}; greater {p_greater:p})."),
    STATISTIC("perm.run", "seed b x y", run_permutation, permutation_run, permutation_fields,
              "Het verschil van de gemiddelden is {diff}; {hits} van {b} keer schudden (startgetal "
              "{seed:w}) gaf minstens zoveel: p {p:p}.",
              "The difference of means is {diff}; {hits} of {b} shuffles (seed {seed:w}) gave at "
              "least as much: p {p:p}."),
    STATISTIC("perm.mc_p", "hits b", run_mc_p, permutation_run, mc_p_fields,
              "Met {hits} treffers in {b} trekkingen is p {p:p}.",
              "With {hits} hits in {b} replicates p is {p:p}."),
};

const struct statistic_family calc_family_bootstrap = FAMILY(rows);
