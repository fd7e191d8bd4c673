/* Tests of engine/measure: resampling, Fisher's test, ranks, regression at their edges. The
 * reference cases run in test_calc. */
#include <string.h>

#include "engine/measure/count_model.h"
#include "engine/measure/fisher.h"
#include "engine/measure/logistic.h"
#include "engine/measure/random_gsl.h"
#include "engine/measure/rank.h"
#include "engine/measure/regression.h"
#include "engine/measure/resample.h"
#include "engine/measure/richness.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

static double mean_of_drawn(const void *context, const uint32_t *drawn, size_t units)
{
    const double *values = context;
    double sum = 0;
    for (size_t i = 0; i < units; i++) {
        sum += values[drawn[i]];
    }
    return sum / (double)units;
}

static void resampling_does_not_depend_on_the_number_of_threads(void **state)
{
    (void)state;
    enum { UNITS = 50, REPLICATES = 3000 };
    double values[UNITS];
    static double alone[REPLICATES], together[REPLICATES];
    for (int i = 0; i < UNITS; i++) {
        values[i] = i * i;
    }
    struct arena *arena = arena_create();
    struct error error = {0};
    assert_true(resample_run(arena, UNITS, REPLICATES, 7, 1, mean_of_drawn, values, alone, &error));
    for (int threads = 2; threads < 5; threads++) {
        assert_true(resample_run(arena, UNITS, REPLICATES, 7, threads, mean_of_drawn, values,
                                 together, &error));
        assert_memory_equal(alone, together, sizeof alone);
    }
    struct resample_run one;
    assert_true(resample_mean(arena, values, UNITS, 7, REPLICATES, 0.9, &one, &error));
    double sum = 0;
    for (int i = 0; i < REPLICATES; i++) {
        sum += alone[i];
    }
    assert_near(one.mean_rep.value, sum / REPLICATES, 12); /* the same draws in the same order */
    arena_destroy(arena);
}

static void bca_of_one_sided_replicates_falls_back_and_says_so(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct resample_bca bca;
    const double t[] = {1, 2, 3, 4}, jack[] = {1, 2, 4};
    assert_true(resample_bca(arena, t, 4, 0, jack, 3, 0.5, &bca, &error));
    assert_false(bca.z0.defined || bca.lo.defined || bca.hi.defined);
    assert_true(bca.perc_lo.defined && bca.accel.defined);
    assert_int_equal(bca.about.caution, CAUTION_PERCENTILE_INSTEAD);
    assert_string_equal(bca.about.method, "percentile");
    arena_destroy(arena);
}

static void fisher_samples_beyond_the_network_and_holds_the_exact_p(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct fisher fisher;
    /* Too large for the network; independence is nearly exact, so p is near 1. */
    double cells[36];
    for (int i = 0; i < 36; i++) {
        cells[i] = 30 + (i * 7) % 5;
    }
    const struct table large = {cells, 6, 6};
    assert_true(fisher_test(arena, large, 3, 999, &fisher, &error));
    assert_string_equal(fisher.about.method, "monte_carlo");
    assert_int_equal(fisher.about.seed, 3);
    assert_true(fisher.lo.value <= fisher.p.value && fisher.p.value <= 1);
    double first = fisher.p.value;
    assert_true(fisher_test(arena, large, 3, 999, &fisher, &error));
    assert_within(fisher.p.value, first, 0);
    arena_destroy(arena);
}

static void network_agrees_with_r(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    const double cells[] = {3, 1, 2, 0, 4, 3, 5, 1, 6};
    struct table_margins margins;
    double exact;
    assert_true(table_reduce(arena, (struct table){cells, 3, 3}, &margins, &error));
    assert_true(fisher_network(&margins, &exact));
    struct fisher fisher;
    assert_true(fisher_test(arena, (struct table){cells, 3, 3}, 1, 0, &fisher, &error));
    assert_string_equal(fisher.about.method, "exact");
    assert_near(fisher.p.value, exact, 15);
    /* R 4.2.2: fisher.test(matrix(c(3,1,2,0,4,3,5,1,6), 3, byrow = TRUE))$p.value */
    assert_near(exact, 0.099587375876243, 11);
    arena_destroy(arena);
}

static void exact_test_of_ranks_counts_to_one(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    double x[49], y[49];
    for (int i = 0; i < 49; i++) {
        x[i] = i;
        y[i] = i + 100;
    }
    struct rank_mannwhitney test;
    assert_true(rank_mannwhitney(arena, x, 49, y, 49, &test, &error));
    /* 2 / choose(98, 49) */
    assert_near(test.p_exact.value, 2 / 2.547761225898085e28, 12);
    assert_true(rank_mannwhitney(arena, x, 0, y, 3, &test, &error));
    assert_false(test.u.defined);
    arena_destroy(arena);
}

static void collinear_columns_are_dropped_and_named_undefined(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    const double y[] = {1, 3, 2, 5, 4},
                 x[] = {1, 0.1, 1.1, 2, 0.2, 2.2, 3, 0.7, 3.7, 4, 0.4, 4.4, 5, 0.9, 5.9};
    const struct design_data data = {.y = y, .x = x, .n = 5, .columns = 3, .intercept = true};
    struct regression fit;
    assert_true(regression_ols(arena, &data, &fit, &error));
    assert_within(fit.rank.value, 3, 0);
    assert_true(fit.coef.items[2].defined);
    assert_false(fit.coef.items[3].defined || fit.se.items[3].defined);
    assert_int_equal(fit.about.reason, REASON_COLLINEAR);
    arena_destroy(arena);
}

static void separation_is_told_from_a_steep_slope(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct logistic fit;
    const double x[] = {1, 2, 3, 4, 5, 6, 7, 8};
    const double complete[] = {0, 0, 0, 0, 1, 1, 1, 1}, quasi[] = {0, 0, 0, 0, 1, 1, 1, 1};
    const double at[] = {1, 2, 3, 4, 4, 5, 6, 7}, overlap[] = {0, 0, 0, 1, 0, 1, 1, 1};
    struct design_data data = {.y = complete, .x = x, .n = 8, .columns = 1, .intercept = true};
    assert_true(logistic_fit(arena, &data, &fit, &error));
    assert_string_equal(fit.status, "separated");
    assert_false(fit.coef.defined);
    data.y = quasi;
    data.x = at;
    assert_true(logistic_fit(arena, &data, &fit, &error));
    assert_string_equal(fit.status, "separated");
    data.y = overlap;
    data.x = x;
    assert_true(logistic_fit(arena, &data, &fit, &error));
    assert_string_equal(fit.status, "ok");
    assert_true(fit.coef.items[1].value > 0);
    const double steep[] = {-1e4, -1, 1, 2e4, -0.5, 0.5, 3, -3}, mixed[] = {0, 1, 0, 1, 0, 1, 1, 0};
    data.y = mixed;
    data.x = steep;
    assert_true(logistic_fit(arena, &data, &fit, &error));
    assert_string_equal(fit.status, "ok");
    arena_destroy(arena);
}

static void counts_that_are_all_zero_have_no_model(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct count_model fit;
    const double zero[] = {0, 0, 0, 0}, part[] = {0, 0, 3, 5}, x[] = {0, 0, 1, 1};
    struct design_data data = {.y = zero, .x = x, .n = 4, .columns = 1, .intercept = true};
    assert_true(count_model_poisson(arena, &data, &fit, &error));
    assert_string_equal(fit.status, "separated");
    data.y = part;
    assert_true(count_model_negbin(arena, &data, &fit, &error));
    assert_string_equal(fit.status, "separated");
    const double half[] = {0, 0.5, 1, 2};
    data.y = half;
    assert_false(count_model_poisson(arena, &data, &fit, &error));
    arena_destroy(arena);
}

static void extrapolated_reach_never_passes_the_country(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    struct richness_curve curve;
    const double y[] = {1, 1, 1, 1, 0, 0}, w[] = {10, 20, 30, 40, 50, 70}, more[] = {0, 5, 1000};
    assert_true(richness_reach_more(arena, 8, y, w, 6, more, 3, &curve, &error));
    assert_within(curve.f0.value, 2, 0); /* Chao says 5.25; only two are left */
    assert_within(curve.s.items[0].value, 100, 0);
    assert_true(curve.s.items[1].value > 100);
    assert_within(curve.s.items[2].value, 220, 1e-6);
    const double m[] = {0, 4, 8};
    assert_true(richness_reach(arena, 8, y, w, 6, m, 3, &curve, &error));
    assert_within(curve.s.items[0].value, 0, 0);
    assert_near(curve.s.items[1].value, 50, 12);
    assert_within(curve.s.items[2].value, 100, 0);
    arena_destroy(arena);
}

int main(void)
{
    measure_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resampling_does_not_depend_on_the_number_of_threads),
        cmocka_unit_test(bca_of_one_sided_replicates_falls_back_and_says_so),
        cmocka_unit_test(fisher_samples_beyond_the_network_and_holds_the_exact_p),
        cmocka_unit_test(network_agrees_with_r),
        cmocka_unit_test(exact_test_of_ranks_counts_to_one),
        cmocka_unit_test(collinear_columns_are_dropped_and_named_undefined),
        cmocka_unit_test(separation_is_told_from_a_steep_slope),
        cmocka_unit_test(counts_that_are_all_zero_have_no_model),
        cmocka_unit_test(extrapolated_reach_never_passes_the_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
