/* ledger_bench: a store in memory, an edition made by hand with a few bodies in it, and its ledger.
 *
 *     struct ledger_bench *bench = ledger_bench_start();
 *     uint32_t session = make_session(bench->made, "Opening", LEDGER_BENCH_DAY);
 *     ledger_bench_come(bench, session, bench->venlo, true, true);
 *     ledger_bench_compute(bench);
 *     ledger_bench_expect(bench, "people.attended", 1);
 *     ledger_bench_finish(bench);
 */
#ifndef TESTS_SUPPORT_LEDGER_BENCH_H
#define TESTS_SUPPORT_LEDGER_BENCH_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/ledger/ledger.h"
#include "tests/support/make_edition.h"

enum { LEDGER_BENCH_DAY = 19635 }; /* 5 October 2023 */

struct ledger_bench {
    struct arena *arena;
    struct store *store;
    struct made *made;
    struct ledger ledger;
    uint32_t venlo, stein, beek, joint; /* three municipalities; a partnership of the last two */
    uint32_t guess;                     /* Maastricht, recognised with a probable name only */
};

struct ledger_bench *ledger_bench_start(void);
/* Stores the edition and computes its ledger. */
void ledger_bench_compute(struct ledger_bench *bench);
void ledger_bench_finish(struct ledger_bench *bench);

const struct figure *ledger_bench_get(const struct ledger_bench *bench, const char *id);
void ledger_bench_expect(const struct ledger_bench *bench, const char *id, double value);
/* It has no value, for this reason. */
void ledger_bench_expect_reason(const struct ledger_bench *bench, const char *id,
                                const char *reason);
/* A new person of a body in a session; the person's number. */
uint32_t ledger_bench_come(struct ledger_bench *bench, uint32_t session, uint32_t body,
                           bool registered, bool attended);

#endif
