/* Tests of engine/measure: shares, differences, clusters, ordinal answers, capture, inequality,
 * standardised differences. Reference values: the literature named beside them, R 4.2.2 and mpmath;
 * the full set of cases runs in test_calc. */
#include "engine/measure/capture.h"
#include "engine/measure/cluster.h"
#include "engine/measure/difference.h"
#include "engine/measure/inequality.h"
#include "engine/measure/ordinal.h"
#include "engine/measure/proportion.h"
#include "engine/measure/quantile.h"
#include "engine/measure/representativeness.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

static void quantiles_hold_where_gsl_fails(void **state)
{
    (void)state;
    /* R: qbeta(.025, 5000, 5001), qbeta(.3, 5e6, 5e6+1); qchisq(.025, 2e6, lower.tail = FALSE). */
    assert_near(quantile_beta_lower(0.025, 5000, 5001), 0.49015138058998047876, 12);
    assert_near(quantile_beta_lower(0.975, 1, 1e9), 3.6888794473159556779e-09, 12);
    assert_near(quantile_beta_upper(0.025, 1e9, 1), 0.99999999997468214, 15);
    assert_near(quantile_chisq_upper(0.975, 2e9) / 2e9, 0.99993802144392785, 12);
}

static void share_of_nothing_is_undefined_with_the_whole_interval(void **state)
{
    (void)state;
    proportion_fn *const methods[] = {proportion_wilson, proportion_wilson_cc,
                                      proportion_clopper_pearson, proportion_jeffreys,
                                      proportion_agresti_coull};
    for (size_t i = 0; i < 5; i++) {
        struct proportion share;
        struct error error = {0};
        assert_true(methods[i](0, 0, 0.95, &share, &error));
        assert_false(share.est.defined);
        assert_int_equal(share.about.reason, REASON_NOTHING_COUNTED);
        assert_true(share.lo.defined && share.lo.value == 0);
        assert_true(share.hi.defined && share.hi.value == 1);
        assert_false(methods[i](5, 3, 0.95, &share, &error));
        assert_int_equal(error.kind, ERROR_DOMAIN);
        error = (struct error){0};
        assert_false(methods[i](-1, 3, 0.95, &share, &error));
        error = (struct error){0};
        assert_false(methods[i](1, 3, 1, &share, &error));
        error = (struct error){0};
        assert_false(methods[i](1, 3, (double)NAN, &share, &error));
    }
}

static void features_table_shares_agree(void **state)
{
    (void)state;
    struct proportion share;
    struct error error = {0};
    assert_true(proportion_wilson(47, 62, 0.95, &share, &error));
    assert_within(share.lo.value, 0.6385, 0.00005);
    assert_within(share.hi.value, 0.8475, 0.00005);
    assert_true(proportion_clopper_pearson(47, 62, 0.95, &share, &error));
    assert_within(share.lo.value, 0.6326, 0.00005);
    assert_within(share.hi.value, 0.8578, 0.00005);
}

static void every_share_interval_holds_its_estimate(void **state)
{
    (void)state;
    proportion_fn *const methods[] = {proportion_wilson, proportion_wilson_cc,
                                      proportion_clopper_pearson, proportion_agresti_coull};
    const int64_t sizes[] = {1, 2, 3, 10, 99, 1000000000};
    for (size_t i = 0; i < 4; i++) {
        for (size_t s = 0; s < 6; s++) {
            const int64_t n = sizes[s], counts[] = {0, 1, n / 3, n / 2, n - 1, n};
            for (size_t c = 0; c < 6; c++) {
                struct proportion share;
                struct error error = {0};
                assert_true(methods[i](counts[c], n, 0.95, &share, &error));
                assert_true(share.lo.value <= share.est.value);
                assert_true(share.hi.value >= share.est.value);
                assert_true(share.lo.value >= 0 && share.hi.value <= 1);
            }
        }
    }
}

static void one_cluster_has_no_interval(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct cluster_ratio ratio;
    struct error error = {0};
    const double y[] = {3, (double)NAN}, m[] = {10, 4};
    assert_true(cluster_ratio(arena, y, m, 2, 0, 0.95, &ratio, &error));
    assert_near(ratio.est.value, 0.3, 12);
    assert_false(ratio.se.defined || ratio.lo.defined || ratio.hi.defined || ratio.deff.defined);
    assert_int_equal(ratio.about.missing, 1);
    assert_int_equal(ratio.about.reason, REASON_ONE_CLUSTER);
    assert_true(cluster_ratio(arena, y, m, 0, 0, 0.95, &ratio, &error));
    assert_false(ratio.est.defined);
    assert_false(cluster_ratio(arena, y, (const double[]){-1, 1}, 2, 0, 0.95, &ratio, &error));
    arena_destroy(arena);
}

static void nps_of_thirty_fifteen_five(void **state)
{
    (void)state;
    double x[50];
    for (int i = 0; i < 50; i++) {
        x[i] = i < 30 ? 9 : i < 45 ? 7 : 0;
    }
    struct ordinal_nps nps;
    struct error error = {0};
    assert_true(ordinal_nps(x, 50, 0.95, &nps, &error));
    assert_near(nps.nps.value, 50, 12);
    assert_within(nps.lo.value, 31.4, 0.05);
    assert_within(nps.hi.value, 68.6, 0.05);
    assert_true(ordinal_nps(x, 30, 0.95, &nps, &error));
    assert_int_equal(nps.about.caution, CAUTION_ZERO_WIDTH);
    x[3] = 10.5;
    assert_false(ordinal_nps(x, 50, 0.95, &nps, &error));
}

static void chapman_of_the_features_table(void **state)
{
    (void)state;
    struct capture_chapman estimate;
    struct error error = {0};
    assert_true(capture_chapman(100, 100, 20, 0.95, &estimate, &error));
    assert_within(estimate.n.value, 484.76, 0.005);
    assert_true(capture_chapman(0, 0, 0, 0.95, &estimate, &error));
    assert_true(estimate.n.defined && estimate.n.value == 0 && !estimate.lp.defined);
    assert_false(capture_chapman(3, 3, 4, 0.95, &estimate, &error));
}

static void paired_difference_of_huge_counts_does_not_overflow(void **state)
{
    (void)state;
    struct difference_paired paired;
    struct difference_mcnemar test;
    struct error error = {0};
    assert_true(
        difference_paired(1000000000, 1000000000, 1000000000, 1000000000, 0.95, &paired, &error));
    assert_within(paired.est.value, 0, 0);
    assert_true(paired.lo.value < 0 && paired.hi.value > 0);
    assert_true(difference_mcnemar(1000000000, 1000000000, &test, &error));
    assert_within(test.p_exact.value, 1, 0);
    assert_true(test.p_mid.value < 1);
}

static void equal_values_are_equally_spread(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct error error = {0};
    const double x[] = {1e15, 1e15, 1e15};
    struct inequality_gini gini;
    struct inequality_theil theil;
    assert_true(inequality_gini(arena, x, 3, &gini, &error));
    assert_true(gini.gini.defined && gini.gini.value == 0);
    assert_true(inequality_theil(arena, (const double[]){0, 1}, 2, &theil, &error));
    assert_true(theil.theil_l.defined && isinf(theil.theil_l.value));
    assert_near(theil.theil_t.value, log(2), 12);
    assert_true(inequality_gini(arena, x, 0, &gini, &error));
    assert_false(gini.gini.defined);
    assert_false(inequality_gini(arena, (const double[]){-1, 2}, 2, &gini, &error));
    arena_destroy(arena);
}

static void hedges_correction_joins_its_two_forms(void **state)
{
    (void)state;
    struct error error = {0};
    struct representativeness_smd smd;
    struct representativeness_group one = {1, 1, 31}, two = {0, 1, 31};
    assert_true(representativeness_smd_continuous(one, two, &smd, &error));
    /* mpmath: gamma(30)/(sqrt(30)*gamma(29.5)) */
    assert_near(smd.j.value, 0.987438912888168777, 14);
    one.n = two.n = 1000000000;
    assert_true(representativeness_smd_continuous(one, two, &smd, &error));
    assert_near(smd.j.value, 1 - 3.0 / (4 * (2e9 - 2) - 1), 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_hold_where_gsl_fails),
        cmocka_unit_test(share_of_nothing_is_undefined_with_the_whole_interval),
        cmocka_unit_test(features_table_shares_agree),
        cmocka_unit_test(every_share_interval_holds_its_estimate),
        cmocka_unit_test(one_cluster_has_no_interval),
        cmocka_unit_test(nps_of_thirty_fifteen_five),
        cmocka_unit_test(chapman_of_the_features_table),
        cmocka_unit_test(paired_difference_of_huge_counts_does_not_overflow),
        cmocka_unit_test(equal_values_are_equally_spread),
        cmocka_unit_test(hedges_correction_joins_its_two_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
