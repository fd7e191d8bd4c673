/* Tests of engine/ledger: who was reached, of editions made by hand whose numbers can be counted on
 * paper; and the ledger as a whole. */
#include <string.h>

#include "engine/ledger/ledger.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/ledger_bench.h"

enum { DAY = LEDGER_BENCH_DAY };

/* -- reach
 * ----------------------------------------------------------------------------------------- */

static void residents_are_those_of_the_set_of_municipalities(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Opening", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, bench->stein, true, true);
    ledger_bench_come(bench, session, bench->beek, true, false);
    ledger_bench_come(bench, session, bench->joint, true, true);
    ledger_bench_come(bench, session, bench->guess, true,
                      true); /* only probable: not in the headline */
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "municipalities.direct", 2);
    ledger_bench_expect(bench, "residents.direct", 125000);
    ledger_bench_expect(bench, "residents.direct.registered", 141000);
    ledger_bench_expect(bench, "residents.direct.probable", 245000);
    ledger_bench_expect(bench, "municipalities.partners", 2);
    ledger_bench_expect(bench, "residents.partners", 41000);
    ledger_bench_expect(bench, "residents.partners.added", 16000);
    ledger_bench_expect(bench, "municipalities.combined", 3);
    ledger_bench_expect(bench, "residents.combined", 141000);
    ledger_bench_expect(bench, "residents.direct.without_largest", 25000);
    ledger_bench_expect(bench, "residents.country", 261000);
    ledger_bench_expect(bench, "residents.share", 125.0 / 261.0);
    ledger_bench_expect(bench, "residents.direct.year_before", 100000 - 1000 + 25000 - 250);
    ledger_bench_expect_reason(bench, "residents.direct.hosting", "no_hosts");
    ledger_bench_finish(bench);
}

/* A typo makes Venlo probable in one row, a certain Venlo stands in another: one organisation. */
static void a_body_named_for_certain_and_probably_counts_once(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    const uint32_t *codes = bench->made->organisations.items[bench->venlo].codes;
    uint32_t again =
        make_organisation(bench->made, ORGANISATION_MUNICIPALITY, MATCH_PROBABLE, codes, 1);
    bench->made->organisations.items[again].key =
        bench->made->organisations.items[bench->venlo].key;
    uint32_t session = make_session(bench->made, "Opening", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, again, true, true);
    ledger_bench_come(bench, session, bench->joint, true, true);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "organisations.municipality", 1);
    ledger_bench_expect(bench, "organisations.all", 2);
    ledger_bench_expect(bench, "municipalities.direct", 1);
    ledger_bench_finish(bench);
}

static void the_headline_carries_the_range_of_its_variants(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Opening", DAY);
    bench->made->sessions.items[session].host_organisation = bench->beek;
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, bench->stein, true, true);
    ledger_bench_come(bench, session, bench->guess, true, true);
    ledger_bench_compute(bench);
    const struct figure *headline = ledger_headline(&bench->ledger);
    assert_string_equal(headline->id, "residents.direct");
    assert_int_equal(headline->doubt, DOUBT_CHOICE);
    assert_true(headline->has_range);
    assert_true(headline->value == 125000);
    assert_true(headline->low == 125000 - 1250); /* residents of a year earlier */
    assert_true(headline->high == 245000);       /* with the name that is only probable */
    size_t count = 0;
    size_t defined = 0;
    for (const char *const *id = ledger_range(bench->arena, &bench->ledger); *id != NULL; id++) {
        const struct figure *variant = ledger_bench_get(bench, *id);
        if (variant->has_value) {
            assert_true(variant->value >= headline->low && variant->value <= headline->high);
            defined++;
        }
        count++;
    }
    assert_true(count >= 8);
    assert_true(defined >= 8);
    ledger_bench_finish(bench);
}

static void what_waits_or_is_ambiguous_counts_for_nobody(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    bench->made->organisations.items[bench->joint].waits = true;
    bench->made->organisations.items[bench->beek].status = MATCH_AMBIGUOUS;
    uint32_t session = make_session(bench->made, "Opening", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, bench->joint, true, true);
    ledger_bench_come(bench, session, bench->beek, true, true);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "residents.direct", 100000);
    ledger_bench_expect(bench, "residents.combined", 100000);
    ledger_bench_expect(bench, "residents.combined.waiting", 141000);
    assert_int_equal(ledger_bench_get(bench, "residents.direct")->missing, 2);
    ledger_bench_expect(bench, "organisations.all",
                        2); /* the partnership is a known body, its residents wait */
    ledger_bench_finish(bench);
}

static void a_partnership_that_adds_no_residents_is_a_variant(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    bench->made->organisations.items[bench->joint].adds_residents = false;
    uint32_t session = make_session(bench->made, "Opening", DAY);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_come(bench, session, bench->joint, true, true);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "residents.combined", 100000);
    ledger_bench_expect(bench, "residents.partners", 0);
    ledger_bench_expect(bench, "residents.combined.all", 141000);
    ledger_bench_expect(bench, "organisations.partnership", 1);
    ledger_bench_finish(bench);
}

static void a_short_visit_is_presence_but_no_participation(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    uint32_t session = make_session(bench->made, "Opening", DAY);
    uint32_t person = make_person(bench->made, true);
    uint32_t registration = make_registration(bench->made, person, session, bench->beek);
    make_presence(bench->made, person, session, bench->beek, 300, false, registration);
    ledger_bench_come(bench, session, bench->venlo, true, true);
    ledger_bench_compute(bench);
    ledger_bench_expect(bench, "residents.direct", 100000);
    ledger_bench_expect(bench, "residents.direct.visited", 116000);
    ledger_bench_expect(bench, "registrations.short", 1);
    ledger_bench_expect(bench, "attendance.hours", 3900.0 / 3600);
    ledger_bench_expect(bench, "noshow.rate", 0.5);
    ledger_bench_finish(bench);
}

/* -- the ledger as a whole
 * ----------------------------------------------------------------------------- */

static void every_figure_has_a_value_or_a_reason_and_sentences(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct ledger_bench *bench = ledger_bench_start();
        bench->made = make_random_edition(bench->arena, seed, (size_t)seed * 3);
        ledger_bench_compute(bench);
        for (size_t i = 0; i < bench->ledger.count; i++) {
            const struct figure *figure = &bench->ledger.figures[i];
            assert_true(figure->has_value == (figure->reason == NULL));
            for (int language = 0; language < LANGUAGES; language++) {
                const char *sentence = figure->definition[language];
                size_t size = strlen(sentence);
                assert_true(size > 10 && sentence[size - 1] == '.');
                assert_null(strchr(sentence, '{'));
            }
            if (figure->has_range) {
                assert_true(figure->low <= figure->value && figure->value <= figure->high);
                assert_int_not_equal(figure->doubt, DOUBT_NONE);
            }
            if (figure->reason != NULL) {
                assert_string_not_equal(ledger_reason(figure->reason, LANGUAGE_NL), figure->reason);
            }
        }
        double used = ledger_bench_get(bench, "rows.used")->value +
                      ledger_bench_get(bench, "rows.merged")->value +
                      ledger_bench_get(bench, "rows.rejected")->value;
        ledger_bench_expect(bench, "rows.read", used);
        ledger_bench_finish(bench);
    }
}

static void kept_figures_equal_computed_ones(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    bench->made = make_random_edition(bench->arena, 77, 200);
    ledger_bench_compute(bench);
    struct error error = {0};
    struct stored_edition edition;
    assert_true(store_find_edition(bench->store, bench->arena, "2023", &edition, &error));
    struct ledger first;
    struct ledger second;
    assert_true(ledger_open(bench->store, bench->arena, &edition, &first, &error));
    assert_true(ledger_open(bench->store, bench->arena, &edition, &second, &error));
    assert_int_equal(first.count, bench->ledger.count);
    assert_int_equal(second.count, bench->ledger.count);
    for (size_t i = 0; i < first.count; i++) {
        assert_true(figure_equal(&first.figures[i], &second.figures[i]));
        assert_true(figure_equal(&first.figures[i], &bench->ledger.figures[i]));
    }
    ledger_set_themes(&second, 5, 310);
    assert_false(
        figure_equal(ledger_find(&first, "themes.count"), ledger_find(&second, "themes.count")));
    ledger_bench_finish(bench);
}

static void json_and_csv_say_the_same_rows(void **state)
{
    (void)state;
    struct ledger_bench *bench = ledger_bench_start();
    ledger_bench_compute(bench);
    struct text json = text_create(bench->arena);
    struct text csv = text_create(bench->arena);
    ledger_write_json(&json, &bench->ledger, 1);
    ledger_write_csv(&csv, &bench->ledger, 1);
    assert_true(text_starts_with(
        csv.bytes, "id,edition,value,low,high,level,doubt,unit,method,n,missing,definition_nl,"
                   "definition_en,origin,inputs,settings,reason\n"));
    assert_non_null(strstr(json.bytes, "\"id\":\"residents.direct\",\"edition\":\"2023\","
                                       "\"value\":null,\"low\":null"));
    assert_string_equal(ledger_nearest(bench->arena, &bench->ledger, "resident.direct"),
                        "residents.direct");
    assert_null(ledger_find(&bench->ledger, "residents"));
    ledger_bench_finish(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residents_are_those_of_the_set_of_municipalities),
        cmocka_unit_test(a_body_named_for_certain_and_probably_counts_once),
        cmocka_unit_test(the_headline_carries_the_range_of_its_variants),
        cmocka_unit_test(what_waits_or_is_ambiguous_counts_for_nobody),
        cmocka_unit_test(a_partnership_that_adds_no_residents_is_a_variant),
        cmocka_unit_test(a_short_visit_is_presence_but_no_participation),
        cmocka_unit_test(every_figure_has_a_value_or_a_reason_and_sentences),
        cmocka_unit_test(kept_figures_equal_computed_ones),
        cmocka_unit_test(json_and_csv_say_the_same_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
