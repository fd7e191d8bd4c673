/* Tests of the trees, their cuts, and k-means on the sphere. */
#include "engine/theme/linkage.h"

#include <math.h>

#include "engine/theme/sphere.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

/* Five items: {0, 1} alike by 0.9, {2, 3} by 0.8, 4 alone. By hand: the pairs join first; then the
 * two pairs, whose mean is (0.5 + 0.3 + 0.4 + 0.2) / 4 = 0.35; 4 last at 0.1. */
static struct linkage_join *five(struct arena *arena)
{
    static const double weight[] = {1, 1, 1, 1, 1};
    float *similarity = arena_alloc_array(arena, 10, sizeof *similarity);
    similarity[linkage_at(0, 1)] = 0.9f;
    similarity[linkage_at(2, 3)] = 0.8f;
    similarity[linkage_at(0, 2)] = 0.5f;
    similarity[linkage_at(0, 3)] = 0.3f;
    similarity[linkage_at(1, 2)] = 0.4f;
    similarity[linkage_at(1, 3)] = 0.2f;
    for (size_t i = 0; i < 4; i++) {
        similarity[linkage_at(4, i)] = 0.1f;
    }
    return linkage_average(arena, similarity, weight, 5);
}

static void joins_follow_the_mean_likeness(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct linkage_join *joins = five(arena);
    static const double expected[] = {0.9, 0.8, 0.35, 0.1};
    for (size_t j = 0; j < 4; j++) {
        assert_within((double)joins[j].similarity, expected[j], 1e-6);
    }
    assert_int_equal(joins[0].left, 0);
    assert_int_equal(joins[0].right, 1);
    assert_int_equal(joins[2].left, 5);
    assert_int_equal(joins[2].right, 6);
    assert_int_equal(joins[3].left, 7);
    assert_int_equal(joins[3].right, 4);
    arena_destroy(arena);
}

static void a_cut_counts_only_branches_of_sufficient_size(void **state)
{
    (void)state;
    static const double weight[] = {1, 1, 1, 1, 1};
    struct arena *arena = arena_create();
    const struct linkage_join *joins = five(arena);
    uint32_t group[5];
    assert_int_equal(linkage_cut(joins, 5, weight, 2, 2, group), 2);
    assert_int_equal(group[0], 0);
    assert_int_equal(group[1], 0);
    assert_int_equal(group[2], 1);
    assert_int_equal(group[4], UINT32_MAX);
    assert_int_equal(linkage_cut(joins, 5, weight, 3, 1, group), 3);
    assert_int_equal(group[4], 2);
    assert_int_equal(linkage_cut(joins, 5, weight, 5, 1, group), 5);
    assert_int_equal(linkage_cut(joins, 5, weight, 4, 2, group), 2);
    arena_destroy(arena);
}

static void one_item_is_one_group(void **state)
{
    (void)state;
    static const double weight[] = {1};
    struct arena *arena = arena_create();
    uint32_t group[1];
    const struct linkage_join *joins = linkage_average(arena, NULL, weight, 1);
    assert_int_equal(linkage_cut(joins, 1, weight, 1, 1, group), 1);
    assert_int_equal(group[0], 0);
    arena_destroy(arena);
}

/* Points at 0, 0.1, 0.5 and 0.7. Joining groups of a and b points with means x and y costs
 * 2ab / (a + b) (x - y)^2: by hand 0.01, 0.04 and 2 x 0.55^2 = 0.605. */
static void wards_joins_cost_what_they_mix(void **state)
{
    (void)state;
    static const double place[] = {0, 0.1, 0.5, 0.7}, weight[] = {1, 1, 1, 1};
    static const double expected[] = {0.99, 0.96, 0.395};
    struct arena *arena = arena_create();
    float *similarity = arena_alloc_array(arena, 6, sizeof *similarity);
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < i; j++) {
            double apart = place[i] - place[j];
            similarity[linkage_at(i, j)] = (float)(1 - apart * apart);
        }
    }
    const struct linkage_join *joins = linkage_ward(arena, similarity, weight, 4);
    for (size_t j = 0; j < 3; j++) {
        assert_within((double)joins[j].similarity, expected[j], 1e-6);
    }
    assert_int_equal(joins[0].left + joins[0].right, 1);
    assert_int_equal(joins[1].left + joins[1].right, 5);
    arena_destroy(arena);
}

/* Six documents, features 0 and 1 in three of them, 2 and 3 in the others, feature 4 in all: it
 * weighs nothing much. */
static void k_means_parts_documents_without_a_word_in_common(void **state)
{
    (void)state;
    static const size_t start[] = {0, 3, 6, 8, 11, 13, 16};
    static const uint32_t feature[] = {0, 1, 4, 0, 1, 4, 0, 4, 2, 3, 4, 3, 4, 2, 3, 4};
    static const uint16_t count[] = {1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 1};
    const struct bags bags = {6, 5, start, feature, count};
    struct arena *arena = arena_create();
    const float *weights = sphere_weights(arena, &bags);
    for (size_t d = 0; d < 6; d++) {
        double squares = 0;
        for (size_t i = start[d]; i < start[d + 1]; i++) {
            squares += (double)weights[i] * (double)weights[i];
        }
        assert_within(squares, 1, 1e-6);
    }
    /* (1 + ln 2) ln(7 / 4) against ln(7 / 4) and ln(7 / 7) = 0 */
    assert_within((double)(weights[3] / weights[4]), (1 + log(2)) * log(7.0 / 4) / log(7.0 / 3),
                  1e-6);
    size_t parted = 0;
    for (uint64_t stream = 0; stream < 20; stream++) {
        uint16_t label[6];
        sphere_fit(&bags, weights, 2, 1, stream, label);
        parted += label[0] == label[1] && label[0] == label[2] && label[3] == label[4] &&
                  label[3] == label[5] && label[0] != label[3];
    }
    assert_true(parted >= 10); /* the others began with two documents of one kind */
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_follow_the_mean_likeness),
        cmocka_unit_test(a_cut_counts_only_branches_of_sufficient_size),
        cmocka_unit_test(one_item_is_one_group),
        cmocka_unit_test(wards_joins_cost_what_they_mix),
        cmocka_unit_test(k_means_parts_documents_without_a_word_in_common),
    };
    return cmocka_run_group_tests_name("theme_linkage", tests, NULL, NULL);
}
