/* Tests of the tree of average linkage and its cuts. */
#include "engine/theme/linkage.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_follow_the_mean_likeness),
        cmocka_unit_test(a_cut_counts_only_branches_of_sufficient_size),
        cmocka_unit_test(one_item_is_one_group),
    };
    return cmocka_run_group_tests_name("theme_linkage", tests, NULL, NULL);
}
