/* test_arena: an arena for the tests of one program that cleans up behind them; setup and teardown
 * are those of its group. */
#ifndef TESTS_SUPPORT_TEST_ARENA_H
#define TESTS_SUPPORT_TEST_ARENA_H

#include "engine/base/arena.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

#endif
