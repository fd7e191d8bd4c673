/* ledger_bench: see ledger_bench.h. */
#include "tests/support/ledger_bench.h"

#include "tests/support/cmocka_all.h"
#include "tests/support/near.h"

struct ledger_bench *ledger_bench_start(void)
{
    struct arena *arena = arena_create();
    struct error error = {0};
    struct ledger_bench *bench = arena_alloc(arena, sizeof *bench);
    bench->arena = arena;
    bench->store = store_open(":memory:", NULL, &error);
    assert_non_null(bench->store);
    bench->made = make_edition(arena, "2023");
    uint32_t codes[] = {
        make_municipality(bench->made, "GM0983", "Venlo", "Limburg", 100000),
        make_municipality(bench->made, "GM0971", "Stein (L.)", "Limburg", 25000),
        make_municipality(bench->made, "GM0888", "Beek (L.)", "Limburg", 16000),
    };
    uint32_t maastricht = make_municipality(bench->made, "GM0935", "Maastricht", "Limburg", 120000);
    bench->guess =
        make_organisation(bench->made, ORGANISATION_MUNICIPALITY, MATCH_PROBABLE, &maastricht, 1);
    bench->venlo =
        make_organisation(bench->made, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN, codes, 1);
    bench->stein =
        make_organisation(bench->made, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN, codes + 1, 1);
    bench->beek =
        make_organisation(bench->made, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN, codes + 2, 1);
    bench->joint =
        make_organisation(bench->made, ORGANISATION_PARTNERSHIP, MATCH_CERTAIN, codes + 1, 2);
    return bench;
}

void ledger_bench_compute(struct ledger_bench *bench)
{
    struct error error = {0};
    struct stored_edition edition;
    if (!store_put_edition(bench->store, make_done(bench->made), &error) ||
        !store_find_edition(bench->store, bench->arena, "2023", &edition, &error) ||
        !ledger_compute(bench->store, bench->arena, &edition, &bench->ledger, &error)) {
        fail_msg("%s %s", error.detail, error.context);
    }
}

void ledger_bench_finish(struct ledger_bench *bench)
{
    store_close(bench->store);
    arena_destroy(bench->arena);
}

const struct figure *ledger_bench_get(const struct ledger_bench *bench, const char *id)
{
    const struct figure *figure = ledger_find(&bench->ledger, id);
    if (figure == NULL) {
        fail_msg("no figure %s", id);
    }
    return figure;
}

void ledger_bench_expect(const struct ledger_bench *bench, const char *id, double value)
{
    const struct figure *figure = ledger_bench_get(bench, id);
    if (!figure->has_value) {
        fail_msg("%s has no value: %s", id, figure->reason);
    }
    near_check(figure->value, value, 1e-12, id, __FILE__, __LINE__);
}

void ledger_bench_expect_reason(const struct ledger_bench *bench, const char *id,
                                const char *reason)
{
    const struct figure *figure = ledger_bench_get(bench, id);
    if (figure->has_value) {
        fail_msg("%s has a value", id);
    }
    assert_string_equal(figure->reason, reason);
    assert_false(figure->has_range);
}

uint32_t ledger_bench_come(struct ledger_bench *bench, uint32_t session, uint32_t body,
                           bool registered, bool attended)
{
    uint32_t person = make_person(bench->made, true);
    uint32_t registration =
        registered ? make_registration(bench->made, person, session, body) : NONE;
    if (attended) {
        make_presence(bench->made, person, session, body, 3600, true, registration);
    }
    return person;
}
