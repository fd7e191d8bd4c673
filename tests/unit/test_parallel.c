/* Tests of engine/base/parallel: every index once, whatever the number of threads. */
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* sched_setaffinity */
#endif
#include "engine/base/parallel.h"

#include <sched.h>
#include <stdint.h>

#include "tests/support/cmocka_all.h"

enum { COUNT = 1000 };

static void count_call(void *context, size_t index)
{
    int *calls = context;
    calls[index] += (int)index + 1;
}

static void every_index_is_called_exactly_once(void **state)
{
    (void)state;
    const int threads[] = {-1, 0, 1, 2, 3, 64, 1000};
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        int calls[COUNT + 1] = {0};
        parallel_for(threads[t], COUNT, count_call, calls);
        for (int i = 0; i < COUNT; i++) {
            assert_int_equal(calls[i], i + 1);
        }
        assert_int_equal(calls[COUNT], 0);
    }
}

/* A container gives a process fewer processors than the machine has. */
static void processors_are_those_that_the_process_may_use(void **state)
{
    (void)state;
    assert_true(parallel_processors() >= 1);
#ifdef CPU_COUNT
    cpu_set_t all;
    cpu_set_t one;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    assert_int_equal(parallel_processors(), CPU_COUNT(&all));
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++) {
        if (CPU_ISSET(i, &all)) {
            CPU_SET(i, &one);
        }
    }
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(parallel_processors(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
#endif
}

static void nothing_to_do_calls_nothing(void **state)
{
    (void)state;
    parallel_for(4, 0, count_call, NULL);
}

/* What one index prepares stands in a slot until it is used. */
struct relay {
    size_t slots[PARALLEL_WINDOW];
    size_t window, used, stop_at;
};

static void prepare(void *context, size_t index)
{
    struct relay *relay = context;
    size_t sum = 0;
    for (size_t i = 0; i < (index % 7) * 1000; i++) {
        sum += i ^ index; /* some take longer than others */
    }
    relay->slots[index % relay->window] = index * 3 + (sum == SIZE_MAX);
}

static bool use(void *context, size_t index)
{
    struct relay *relay = context;
    assert_int_equal(index, relay->used);
    assert_int_equal(relay->slots[index % relay->window], index * 3);
    relay->used++;
    return relay->used != relay->stop_at;
}

static void what_is_prepared_is_used_in_order(void **state)
{
    (void)state;
    const int threads[] = {-1, 0, 1, 2, 3, 64};
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        size_t window = parallel_window(threads[t]);
        assert_in_range(window, 1, PARALLEL_WINDOW);
        struct relay relay = {.window = window};
        parallel_in_order(threads[t], COUNT, prepare, use, &relay);
        assert_int_equal(relay.used, COUNT);
        relay = (struct relay){.window = window, .stop_at = COUNT / 2};
        parallel_in_order(threads[t], COUNT, prepare, use, &relay);
        assert_int_equal(relay.used, COUNT / 2);
        relay = (struct relay){.window = window};
        parallel_in_order(threads[t], 0, prepare, use, &relay);
        assert_int_equal(relay.used, 0);
    }
}

/* One call leaves numbers behind, step by step; the other takes each as soon as it is there. */
struct visit {
    struct parallel_gate *gate;
    int left[COUNT], taken[COUNT];
};

static void leave_or_take(void *context, size_t index)
{
    struct visit *visit = context;
    for (int i = 0; i < COUNT; i++) {
        if (index == 0) {
            visit->left[i] = i + 1;
            parallel_open(visit->gate, i + 1);
        } else {
            parallel_wait(visit->gate, i + 1);
            visit->taken[i] = visit->left[i];
        }
    }
}

static void who_waits_at_a_gate_sees_what_was_done_before_it(void **state)
{
    (void)state;
    const int threads[] = {-1, 0, 1, 2, 3};
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        struct arena *arena = arena_create();
        struct visit visit = {.gate = parallel_gate_create(arena)};
        parallel_for(threads[t], 2, leave_or_take, &visit);
        for (int i = 0; i < COUNT; i++) {
            assert_int_equal(visit.taken[i], i + 1);
        }
        parallel_open(visit.gate, 1); /* it does not close again */
        parallel_wait(visit.gate, COUNT);
        arena_destroy(arena);
    }
}

/* A sum that every piece reads and writes: wrong when two run at once, or out of their order. */
struct chain {
    struct parallel_pieces *pieces;
    size_t calls, sum;
};

static void add_piece(void *context, size_t piece)
{
    struct chain *chain = context;
    assert_int_equal(piece, chain->calls);
    chain->calls++;
    chain->sum = chain->sum * 31 + piece;
}

static void do_pieces(void *context, size_t index)
{
    (void)index;
    struct chain *chain = context;
    while (parallel_piece(chain->pieces)) {
        continue;
    }
}

static void pieces_are_done_once_in_their_order_whoever_does_them(void **state)
{
    (void)state;
    size_t sum = 0;
    for (size_t piece = 0; piece < COUNT; piece++) {
        sum = sum * 31 + piece;
    }
    for (int threads = 1; threads <= 4; threads++) {
        struct arena *arena = arena_create();
        struct chain chain = {0};
        chain.pieces = parallel_pieces_create(arena, PIECES_IN_TURN);
        assert_false(parallel_piece(chain.pieces));
        parallel_pieces_begin(chain.pieces, COUNT, add_piece, &chain);
        parallel_for(threads, 4, do_pieces, &chain);
        assert_int_equal(chain.calls, COUNT);
        assert_int_equal(chain.sum, sum);
        assert_false(parallel_piece(chain.pieces));
        arena_destroy(arena);
    }
}

/* A piece that others do at the same time: the first waits until another one was begun. */
struct crowd {
    struct parallel_pieces *pieces;
    struct parallel_gate *gate;
    bool alone;
    int done[COUNT]; /* each by whoever does that piece */
    int times;
};

static void do_in_crowd(void *context, size_t piece)
{
    struct crowd *crowd = context;
    if (piece == 0 && !crowd->alone) {
        parallel_wait(crowd->gate, 1);
    }
    parallel_open(crowd->gate, piece > 0);
    crowd->done[piece]++;
}

static void finish_pieces(void *context, size_t index)
{
    (void)index;
    struct crowd *crowd = context;
    parallel_pieces_finish(crowd->pieces);
    for (size_t piece = 0; piece < COUNT; piece++) {
        assert_int_equal(crowd->done[piece], crowd->times);
    }
}

static void pieces_at_once_are_all_done_when_finished(void **state)
{
    (void)state;
    for (int threads = 1; threads <= 4; threads++) {
        struct arena *arena = arena_create();
        struct crowd crowd = {.gate = parallel_gate_create(arena), .alone = threads == 1};
        crowd.pieces = parallel_pieces_create(arena, PIECES_AT_ONCE);
        for (crowd.times = 1; crowd.times <= 2; crowd.times++) {
            parallel_pieces_begin(crowd.pieces, COUNT, do_in_crowd, &crowd);
            parallel_for(threads, 4, finish_pieces, &crowd);
            assert_false(parallel_piece(crowd.pieces));
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_index_is_called_exactly_once),
        cmocka_unit_test(processors_are_those_that_the_process_may_use),
        cmocka_unit_test(nothing_to_do_calls_nothing),
        cmocka_unit_test(what_is_prepared_is_used_in_order),
        cmocka_unit_test(who_waits_at_a_gate_sees_what_was_done_before_it),
        cmocka_unit_test(pieces_are_done_once_in_their_order_whoever_does_them),
        cmocka_unit_test(pieces_at_once_are_all_done_when_finished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
