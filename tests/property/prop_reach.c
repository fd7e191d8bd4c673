/* Laws of reach: residents are those of a union of municipalities, so they equal a set sum made by
 * hand, and nothing changes when somebody is counted again or is covered already. */
#include <stdlib.h>

#include "engine/ledger/ledger.h"
#include "engine/store/query.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/make_edition.h"

enum { CASES = 10000, LEDGERS = 120 };

struct sums {
    int64_t direct, direct_count, partners, combined, combined_count;
};

/* Does anybody who attended stand for the municipality, as itself or as a partnership? */
static bool stands_for(const struct edition *edition, uint32_t municipality,
                       enum organisation_kind kind)
{
    for (size_t p = 0; p < edition->presences_count; p++) {
        const struct presence *presence = &edition->presences[p];
        if (!presence->attendee || presence->organisation == NONE) {
            continue;
        }
        const struct organisation *body = &edition->organisations[presence->organisation];
        if (body->kind != kind || body->waits || body->status != MATCH_CERTAIN ||
            !body->adds_residents) {
            continue;
        }
        for (size_t c = 0; c < body->code_count; c++) {
            if (body->codes[c] == municipality) {
                return true;
            }
        }
    }
    return false;
}

/* The slow obvious way: municipality by municipality. */
static struct sums brute_force(const struct edition *edition)
{
    struct sums sums = {0};
    for (uint32_t m = 0; m < edition->municipalities_count; m++) {
        bool direct = stands_for(edition, m, ORGANISATION_MUNICIPALITY);
        bool partner = stands_for(edition, m, ORGANISATION_PARTNERSHIP);
        int64_t population = edition->municipalities[m].population;
        sums.direct += direct ? population : 0;
        sums.direct_count += direct;
        sums.partners += partner ? population : 0;
        sums.combined += direct || partner ? population : 0;
        sums.combined_count += direct || partner;
    }
    return sums;
}

static void fail_case(uint64_t seed, const struct error *error)
{
    fail_msg("SEED=%llu: %s %s", (unsigned long long)seed, error->detail, error->context);
}

static void compute(struct store *store, struct arena *arena, struct made *made, uint64_t seed,
                    struct ledger *ledger)
{
    struct error error = {0};
    struct stored_edition edition;
    if (!store_put_edition(store, make_done(made), &error) ||
        !store_find_edition(store, arena, "2023", &edition, &error) ||
        !ledger_compute(store, arena, &edition, ledger, &error)) {
        fail_case(seed, &error);
    }
}

/* Random editions have sessions without an attendance list; here somebody always counted. */
static struct made *measured_edition(struct arena *arena, uint64_t seed, size_t registrations)
{
    struct made *made = make_random_edition(arena, seed, registrations);
    made->sessions.items[0].attendance_measured = true;
    return made;
}

static void expect_sum(const struct ledger *ledger, const char *id, int64_t value, uint64_t seed)
{
    const struct figure *figure = ledger_find(ledger, id);
    if (!figure->has_value || figure->value != (double)value) {
        fail_msg("SEED=%llu: %s is %.0f, the set says %lld", (unsigned long long)seed, id,
                 figure->value, (long long)value);
    }
}

static uint64_t first_seed(uint64_t otherwise)
{
    const char *given = getenv("SEED");
    return given == NULL ? otherwise : strtoull(given, NULL, 10);
}

static struct store *open_memory(void)
{
    struct error error = {0};
    struct store *store = store_open(":memory:", NULL, &error);
    assert_non_null(store);
    return store;
}

/* The query alone, on many editions. */
static void residents_equal_the_sum_over_the_set(void **state)
{
    (void)state;
    struct store *store = open_memory();
    struct error error = {0};
    for (uint64_t i = 0; i < CASES; i++) {
        uint64_t seed = first_seed(1) + i;
        struct arena *arena = arena_create();
        struct made *made = make_random_edition(arena, seed, 5 + seed % 25);
        struct query_table table;
        struct sums sums = brute_force(make_done(made));
        if (!store_put_edition(store, make_done(made), &error) ||
            !query_run(store, arena, &query_report_reach, NULL, 0, &table, &error)) {
            fail_case(seed, &error);
        }
        if (query_at(&table, 0, "population")->integer != sums.direct ||
            query_at(&table, 0, "municipalities")->integer != sums.direct_count) {
            fail_msg("SEED=%llu: %lld residents, the set has %lld", (unsigned long long)seed,
                     (long long)query_at(&table, 0, "population")->integer, (long long)sums.direct);
        }
        arena_destroy(arena);
    }
    store_close(store);
}

static void every_definition_equals_its_set(void **state)
{
    (void)state;
    struct store *store = open_memory();
    for (uint64_t i = 0; i < LEDGERS; i++) {
        uint64_t seed = first_seed(100000) + i;
        struct arena *arena = arena_create();
        struct made *made = measured_edition(arena, seed, 5 + seed % 60);
        struct ledger ledger;
        compute(store, arena, made, seed, &ledger);
        struct sums sums = brute_force(make_done(made));
        expect_sum(&ledger, "residents.direct", sums.direct, seed);
        expect_sum(&ledger, "municipalities.direct", sums.direct_count, seed);
        expect_sum(&ledger, "residents.partners", sums.partners, seed);
        expect_sum(&ledger, "residents.combined", sums.combined, seed);
        expect_sum(&ledger, "municipalities.combined", sums.combined_count, seed);
        arena_destroy(arena);
    }
    store_close(store);
}

/* Every presence once more, as somebody else's: more people, the same residents. */
static void counting_again_changes_no_resident(void **state)
{
    (void)state;
    struct store *store = open_memory();
    for (uint64_t i = 0; i < LEDGERS; i++) {
        uint64_t seed = first_seed(200000) + i;
        struct arena *arena = arena_create();
        struct made *made = measured_edition(arena, seed, 30);
        struct ledger before;
        struct ledger after;
        compute(store, arena, made, seed, &before);
        size_t count = made->presences.count;
        for (size_t p = 0; p < count; p++) {
            struct presence presence = made->presences.items[p];
            make_presence(made, make_person(made, true), presence.session, presence.organisation,
                          presence.seconds, presence.attendee, NONE);
        }
        compute(store, arena, made, seed, &after);
        static const char *const ids[] = {"municipalities.direct",   "residents.direct",
                                          "municipalities.partners", "residents.partners",
                                          "municipalities.combined", "residents.combined"};
        for (size_t k = 0; k < sizeof ids / sizeof ids[0]; k++) {
            expect_sum(&after, ids[k], (int64_t)ledger_find(&before, ids[k])->value, seed);
        }
        arena_destroy(arena);
    }
    store_close(store);
}

/* A partnership whose members all took part themselves adds nobody. */
static void a_covered_partnership_adds_nobody(void **state)
{
    (void)state;
    struct store *store = open_memory();
    for (uint64_t i = 0; i < LEDGERS; i++) {
        uint64_t seed = first_seed(300000) + i;
        struct arena *arena = arena_create();
        struct made *made = measured_edition(arena, seed, 40);
        struct ledger before;
        struct ledger after;
        compute(store, arena, made, seed, &before);
        VECTOR(uint32_t) members = {0};
        for (uint32_t m = 0; m < made->municipalities.count; m++) {
            if (stands_for(make_done(made), m, ORGANISATION_MUNICIPALITY)) {
                *VECTOR_PUSH(arena, &members) = m;
            }
        }
        uint32_t joint = make_organisation(made, ORGANISATION_PARTNERSHIP, MATCH_CERTAIN,
                                           members.items, members.count);
        make_presence(made, make_person(made, true), 0, joint, 3600, true, NONE);
        compute(store, arena, made, seed, &after);
        expect_sum(&after, "residents.combined",
                   (int64_t)ledger_find(&before, "residents.combined")->value, seed);
        expect_sum(&after, "residents.direct",
                   (int64_t)ledger_find(&before, "residents.direct")->value, seed);
        arena_destroy(arena);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residents_equal_the_sum_over_the_set),
        cmocka_unit_test(every_definition_equals_its_set),
        cmocka_unit_test(counting_again_changes_no_resident),
        cmocka_unit_test(a_covered_partnership_adds_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
