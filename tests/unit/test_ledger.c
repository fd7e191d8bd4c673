/* Tests of engine/ledger: figures of editions made by hand, whose numbers can be counted on paper.
 */
#include <stdio.h>
#include <string.h>

#include "engine/ledger/ledger.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/make_edition.h"
#include "tests/support/near.h"

enum { DAY = 19635 };

struct bench {
    struct arena *arena;
    struct store *store;
    struct made *made;
    struct ledger ledger;
    uint32_t venlo, stein, beek, joint; /* three municipalities; a partnership of the last two */
    uint32_t guess;                     /* Maastricht, recognised with a probable name only */
};

static struct bench *start(void)
{
    struct arena *arena = arena_create();
    struct error error = {0};
    struct bench *bench = arena_alloc(arena, sizeof *bench);
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

static void compute(struct bench *bench)
{
    struct error error = {0};
    struct stored_edition edition;
    if (!store_put_edition(bench->store, make_done(bench->made), &error) ||
        !store_find_edition(bench->store, bench->arena, "2023", &edition, &error) ||
        !ledger_compute(bench->store, bench->arena, &edition, &bench->ledger, &error)) {
        fail_msg("%s %s", error.detail, error.context);
    }
}

static void finish(struct bench *bench)
{
    store_close(bench->store);
    arena_destroy(bench->arena);
}

static const struct figure *get(const struct bench *bench, const char *id)
{
    const struct figure *figure = ledger_find(&bench->ledger, id);
    if (figure == NULL) {
        fail_msg("no figure %s", id);
    }
    return figure;
}

static void expect(const struct bench *bench, const char *id, double value)
{
    const struct figure *figure = get(bench, id);
    if (!figure->has_value) {
        fail_msg("%s has no value: %s", id, figure->reason);
    }
    near_check(figure->value, value, 1e-12, id, __FILE__, __LINE__);
}

static void expect_reason(const struct bench *bench, const char *id, const char *reason)
{
    const struct figure *figure = get(bench, id);
    if (figure->has_value) {
        fail_msg("%s has a value", id);
    }
    assert_string_equal(figure->reason, reason);
    assert_false(figure->has_range);
}

static uint32_t come(struct bench *bench, uint32_t session, uint32_t body, bool registered,
                     bool attended)
{
    uint32_t person = make_person(bench->made, true);
    uint32_t registration =
        registered ? make_registration(bench->made, person, session, body) : NONE;
    if (attended) {
        make_presence(bench->made, person, session, body, 3600, true, registration);
    }
    return person;
}

/* -- reach
 * ----------------------------------------------------------------------------------------- */

static void residents_are_those_of_the_set_of_municipalities(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Opening", DAY);
    come(bench, session, bench->venlo, true, true);
    come(bench, session, bench->venlo, true, true);
    come(bench, session, bench->stein, true, true);
    come(bench, session, bench->beek, true, false);
    come(bench, session, bench->joint, true, true);
    come(bench, session, bench->guess, true, true); /* only probable: not in the headline */
    compute(bench);
    expect(bench, "municipalities.direct", 2);
    expect(bench, "residents.direct", 125000);
    expect(bench, "residents.direct.registered", 141000);
    expect(bench, "residents.direct.probable", 245000);
    expect(bench, "municipalities.partners", 2);
    expect(bench, "residents.partners", 41000);
    expect(bench, "residents.partners.added", 16000);
    expect(bench, "municipalities.combined", 3);
    expect(bench, "residents.combined", 141000);
    expect(bench, "residents.direct.without_largest", 25000);
    expect(bench, "residents.country", 261000);
    expect(bench, "residents.share", 125.0 / 261.0);
    expect(bench, "residents.direct.year_before", 100000 - 1000 + 25000 - 250);
    expect_reason(bench, "residents.direct.hosting", "no_hosts");
    finish(bench);
}

/* A typo makes Venlo probable in one row, a certain Venlo stands in another: one organisation. */
static void a_body_named_for_certain_and_probably_counts_once(void **state)
{
    (void)state;
    struct bench *bench = start();
    const uint32_t *codes = bench->made->organisations.items[bench->venlo].codes;
    uint32_t again =
        make_organisation(bench->made, ORGANISATION_MUNICIPALITY, MATCH_PROBABLE, codes, 1);
    bench->made->organisations.items[again].key =
        bench->made->organisations.items[bench->venlo].key;
    uint32_t session = make_session(bench->made, "Opening", DAY);
    come(bench, session, bench->venlo, true, true);
    come(bench, session, again, true, true);
    come(bench, session, bench->joint, true, true);
    compute(bench);
    expect(bench, "organisations.municipality", 1);
    expect(bench, "organisations.all", 2);
    expect(bench, "municipalities.direct", 1);
    finish(bench);
}

static void the_headline_carries_the_range_of_its_variants(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Opening", DAY);
    bench->made->sessions.items[session].host_organisation = bench->beek;
    come(bench, session, bench->venlo, true, true);
    come(bench, session, bench->stein, true, true);
    come(bench, session, bench->guess, true, true);
    compute(bench);
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
        const struct figure *variant = get(bench, *id);
        if (variant->has_value) {
            assert_true(variant->value >= headline->low && variant->value <= headline->high);
            defined++;
        }
        count++;
    }
    assert_true(count >= 8);
    assert_true(defined >= 8);
    finish(bench);
}

static void what_waits_or_is_ambiguous_counts_for_nobody(void **state)
{
    (void)state;
    struct bench *bench = start();
    bench->made->organisations.items[bench->joint].waits = true;
    bench->made->organisations.items[bench->beek].status = MATCH_AMBIGUOUS;
    uint32_t session = make_session(bench->made, "Opening", DAY);
    come(bench, session, bench->venlo, true, true);
    come(bench, session, bench->joint, true, true);
    come(bench, session, bench->beek, true, true);
    compute(bench);
    expect(bench, "residents.direct", 100000);
    expect(bench, "residents.combined", 100000);
    expect(bench, "residents.combined.waiting", 141000);
    assert_int_equal(get(bench, "residents.direct")->missing, 2);
    expect(bench, "organisations.all", 2); /* the partnership is a known body, its residents wait */
    finish(bench);
}

static void a_partnership_that_adds_no_residents_is_a_variant(void **state)
{
    (void)state;
    struct bench *bench = start();
    bench->made->organisations.items[bench->joint].adds_residents = false;
    uint32_t session = make_session(bench->made, "Opening", DAY);
    come(bench, session, bench->venlo, true, true);
    come(bench, session, bench->joint, true, true);
    compute(bench);
    expect(bench, "residents.combined", 100000);
    expect(bench, "residents.partners", 0);
    expect(bench, "residents.combined.all", 141000);
    expect(bench, "organisations.partnership", 1);
    finish(bench);
}

static void a_short_visit_is_presence_but_no_participation(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Opening", DAY);
    uint32_t person = make_person(bench->made, true);
    uint32_t registration = make_registration(bench->made, person, session, bench->beek);
    make_presence(bench->made, person, session, bench->beek, 300, false, registration);
    come(bench, session, bench->venlo, true, true);
    compute(bench);
    expect(bench, "residents.direct", 100000);
    expect(bench, "residents.direct.visited", 116000);
    expect(bench, "registrations.short", 1);
    expect(bench, "attendance.hours", 3900.0 / 3600);
    expect(bench, "noshow.rate", 0.5);
    finish(bench);
}

/* -- participation
 * ----------------------------------------------------------------------------------- */

static void rates_are_over_sessions_that_were_measured_both_ways(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t both = make_session(bench->made, "Gemeten", DAY);
    uint32_t unmeasured = make_session(bench->made, "Zonder presentielijst", DAY);
    uint32_t open = make_session(bench->made, "Zonder aanmelding", DAY);
    uint32_t cancelled = make_session(bench->made, "Ging niet door", DAY);
    bench->made->sessions.items[unmeasured].attendance_measured = false;
    bench->made->sessions.items[open].registration_measured = false;
    bench->made->sessions.items[cancelled].status = SESSION_CANCELLED;
    come(bench, both, bench->venlo, true, true);
    come(bench, both, bench->venlo, true, false);
    come(bench, both, bench->venlo, true, true);
    come(bench, both, bench->venlo, false, true); /* a walk-in */
    come(bench, unmeasured, bench->venlo, true, false);
    come(bench, unmeasured, bench->venlo, true, false);
    come(bench, open, bench->venlo, false, true); /* neither walk-in nor in a rate */
    come(bench, cancelled, bench->venlo, true, false);
    compute(bench);
    expect(bench, "sessions.planned", 4);
    expect(bench, "sessions.held", 3);
    expect(bench, "sessions.measured", 2);
    expect(bench, "sessions.rated", 1);
    expect(bench, "registrations.live", 6);
    expect(bench, "registrations.attended", 2);
    expect(bench, "attendance.rate", 2.0 / 3);
    expect(bench, "noshow.rate", 1.0 / 3);
    expect(bench, "walkins", 1);
    expect(bench, "people.registered", 6);
    expect(bench, "people.attended", 4);
    expect(bench, "attendances", 4);
    const struct figure *rate = get(bench, "attendance.rate");
    assert_int_equal(rate->n, 3);
    assert_int_equal(rate->missing, 2);
    assert_false(rate->has_range); /* one session has no spread */
    const struct figure *bound = get(bench, "attendance.rate.bound");
    assert_near(bound->low, 2.0 / 5, 12);
    assert_near(bound->high, 4.0 / 5, 12);
    finish(bench);
}

/* Sessions of 4 of 5, 6 of 10 and 3 of 9; the numbers of R:
 * y <- c(4,6,3); m <- c(5,10,9); r <- sum(y)/sum(m)
 * v <- 3/2 * sum((y-r*m)^2) / sum(m)^2; r + c(-1,1) * qt(.975, 2) * sqrt(v) */
static void the_interval_of_a_rate_knows_that_people_come_by_session(void **state)
{
    (void)state;
    struct bench *bench = start();
    const int came[] = {4, 6, 3};
    const int registered[] = {5, 10, 9};
    for (int s = 0; s < 3; s++) {
        uint32_t session = make_session(bench->made, "Sessie", DAY);
        for (int i = 0; i < registered[s]; i++) {
            come(bench, session, bench->venlo, true, i < came[s]);
        }
    }
    compute(bench);
    const struct figure *rate = get(bench, "attendance.rate");
    assert_near(rate->value, 13.0 / 24, 14);
    assert_near(rate->low, 0.0255955788027, 10);
    assert_true(rate->high == 1); /* 1.0577 is no share */
    assert_true(rate->level == 0.95);
    assert_int_equal(rate->doubt, DOUBT_MODEL);
    const struct figure *noshow = get(bench, "noshow.rate");
    assert_true(noshow->low == 0);
    assert_near(noshow->high, 1 - 0.0255955788027, 10);
    finish(bench);
}

static void people_without_an_address_give_a_lower_and_an_upper_bound(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t first = make_session(bench->made, "Een", DAY);
    uint32_t second = make_session(bench->made, "Twee", DAY);
    uint32_t known = come(bench, first, bench->venlo, true, true);
    uint32_t name_only = make_person(bench->made, false);
    bench->made->persons.items[name_only].same_name = known;
    make_presence(bench->made, name_only, first, bench->venlo, 3600, true, NONE);
    make_presence(bench->made, name_only, second, bench->venlo, 3600, true, NONE);
    compute(bench);
    expect(bench, "people.attended", 2);
    const struct figure *attended = get(bench, "people.attended");
    assert_true(attended->low == 1);
    assert_true(attended->high == 3);
    assert_int_equal(attended->doubt, DOUBT_BOUND);
    assert_int_equal(attended->missing, 1);
    finish(bench);
}

static void staff_count_in_the_headline_and_not_beside_it(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    come(bench, session, bench->venlo, true, true);
    uint32_t host = make_person(bench->made, true);
    uint32_t presence = make_presence(bench->made, host, session, bench->beek, 3600, true, NONE);
    bench->made->presences.items[presence].staff = true;
    compute(bench);
    expect(bench, "people.attended", 2);
    expect(bench, "people.attended.without_staff", 1);
    expect(bench, "walkins", 0);
    expect(bench, "residents.direct", 116000);
    expect(bench, "residents.direct.without_staff", 100000);
    finish(bench);
}

/* -- not measured is not zero
 * ------------------------------------------------------------------------- */

static void sign_ups_only_leave_attendance_undefined(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    bench->made->sessions.items[session].attendance_measured = false;
    come(bench, session, bench->venlo, true, false);
    come(bench, session, bench->stein, true, false);
    come(bench, session, bench->joint, true, false);
    compute(bench);
    static const char *const absent[] = {"residents.direct",
                                         "residents.partners",
                                         "residents.combined",
                                         "residents.share",
                                         "municipalities.direct",
                                         "people.attended",
                                         "registrations.attended",
                                         "walkins",
                                         "noshow.rate",
                                         "attendance.rate",
                                         "attendance.hours",
                                         "organisations.all",
                                         "organisations.company",
                                         "unreported.n1",
                                         "unreported.chapman"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        expect_reason(bench, absent[i], "no_attendance_list");
    }
    const struct figure *headline = ledger_headline(&bench->ledger);
    assert_string_equal(headline->id, "residents.direct.registered");
    assert_true(headline->value == 125000);
    assert_true(headline->low == 125000 && headline->high == 141000);
    assert_int_equal(headline->doubt, DOUBT_CHOICE);
    expect(bench, "registrations.live", 3);
    expect(bench, "organisations.all.registered", 3);
    finish(bench);
}

static void attendance_only_leaves_registration_undefined(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    bench->made->sessions.items[session].registration_measured = false;
    come(bench, session, bench->venlo, false, true);
    compute(bench);
    expect(bench, "residents.direct", 100000);
    expect(bench, "people.attended", 1);
    expect_reason(bench, "walkins", "no_registration_list");
    expect_reason(bench, "registrations.live", "no_registration_list");
    expect_reason(bench, "people.registered", "no_registration_list");
    expect_reason(bench, "attendance.rate", "no_registration_list");
    expect_reason(bench, "residents.direct.registered", "no_registration_list");
    finish(bench);
}

static void an_edition_of_own_figures_alone_has_nothing_else(void **state)
{
    (void)state;
    struct bench *bench = start();
    *VECTOR_PUSH(bench->arena, &bench->made->own_figures) =
        (struct own_figure){.name = "Volgers op LinkedIn",
                            .unit = "volgers",
                            .origin = "LinkedIn",
                            .date = "2023-10-07",
                            .value = 1200,
                            .lower_bound = true};
    *VECTOR_PUSH(bench->arena, &bench->made->own_figures) =
        (struct own_figure){.name = "volgers op linkedin", .value = 7};
    compute(bench);
    expect(bench, "own.volgers_op_linkedin", 1200);
    expect(bench, "own.volgers_op_linkedin.2", 7);
    assert_non_null(strstr(get(bench, "own.volgers_op_linkedin")->definition[LANGUAGE_NL],
                           "Opgave van de organisatie"));
    assert_non_null(
        strstr(get(bench, "own.volgers_op_linkedin")->definition[LANGUAGE_NL], "ten minste"));
    expect_reason(bench, "sessions.planned", "no_programme");
    expect_reason(bench, "sessions.held", "no_sessions");
    expect_reason(bench, "grade.mean", "no_evaluation");
    expect_reason(bench, "nps", "no_evaluation");
    expect_reason(bench, "cost.total", "no_costs");
    expect_reason(bench, "unreported.n2", "one_list");
    expect_reason(bench, "themes.count", "themes_not_measured");
    expect(bench, "rows.read", 0);
    finish(bench);
}

static void every_figure_has_a_value_or_a_reason_and_sentences(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct bench *bench = start();
        bench->made = make_random_edition(bench->arena, seed, (size_t)seed * 3);
        compute(bench);
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
        double used = get(bench, "rows.used")->value + get(bench, "rows.merged")->value +
                      get(bench, "rows.rejected")->value;
        expect(bench, "rows.read", used);
        finish(bench);
    }
}

/* -- appreciation, costs, second list
 * --------------------------------------------------------------- */

static void grades_have_a_mean_with_its_interval_and_a_bound(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    for (int i = 0; i < 5; i++) {
        come(bench, session, bench->venlo, true, true);
    }
    uint32_t grade = make_question(bench->made, QUESTION_GRADE, "Cijfer");
    make_answer(bench->made, session, grade, 6);
    make_answer(bench->made, session, grade, 8);
    make_answer(bench->made, session, grade, 7);
    compute(bench);
    expect(bench, "grade.mean", 7);
    const struct figure *mean = get(bench, "grade.mean");
    /* R: t.test(c(6,8,7))$conf.int */
    assert_near(mean->low, 4.515862288, 9);
    assert_near(mean->high, 9.484137712, 9);
    const struct figure *bound = get(bench, "grade.bound");
    assert_near(bound->low, 23.0 / 5, 12);
    assert_near(bound->high, 41.0 / 5, 12);
    expect(bench, "responses", 3);
    expect(bench, "response.rate", 0.6);
    expect_reason(bench, "nps", "no_question");
    finish(bench);
}

static void promoters_minus_detractors(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    uint32_t nps = make_question(bench->made, QUESTION_NPS, "Beveelt u ons aan?");
    for (int i = 0; i < 50; i++) {
        make_answer(bench->made, session, nps, i < 30 ? 9 : i < 45 ? 8 : 3);
    }
    compute(bench);
    expect(bench, "nps", 50);
    assert_within(get(bench, "nps")->low, 31.4, 0.05);
    assert_within(get(bench, "nps")->high, 68.6, 0.05);
    finish(bench);
}

static void costs_are_divided_by_what_was_counted(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    make_session(bench->made, "Twee", DAY);
    come(bench, session, bench->venlo, true, true);
    *VECTOR_PUSH(bench->arena, &bench->made->costs) =
        (struct cost){.item = "zaal", .session = session, .amount = 250.5};
    *VECTOR_PUSH(bench->arena, &bench->made->costs) =
        (struct cost){.item = "drukwerk", .session = NONE, .amount = 49.5};
    compute(bench);
    expect(bench, "cost.total", 300);
    expect(bench, "cost.per_session", 150);
    expect(bench, "cost.per_person", 300);
    expect(bench, "cost.per_municipality", 300);
    finish(bench);
}

static void two_lists_estimate_what_nobody_reported_up_to_the_layout(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    come(bench, session, bench->venlo, true, true);
    come(bench, session, bench->stein, true, true);
    const uint32_t listed[] = {bench->venlo, bench->venlo, bench->beek, bench->guess};
    for (int i = 0; i < 4; i++) {
        *VECTOR_PUSH(bench->arena, &bench->made->second_signs) =
            (struct second_sign){.organisation = listed[i]};
    }
    compute(bench);
    expect(bench, "unreported.n1", 2);
    expect(bench, "unreported.n2", 2); /* Maastricht is probable only */
    expect(bench, "unreported.both", 1);
    expect(bench, "unreported.chapman", 3.5); /* 3 x 3 / 2 - 1 */
    const struct figure *chapman = get(bench, "unreported.chapman");
    assert_true(chapman->high <= 4);
    finish(bench);
}

static void lists_that_share_nothing_give_no_estimate(void **state)
{
    (void)state;
    struct bench *bench = start();
    uint32_t session = make_session(bench->made, "Een", DAY);
    come(bench, session, bench->venlo, true, true);
    *VECTOR_PUSH(bench->arena, &bench->made->second_signs) =
        (struct second_sign){.organisation = bench->beek};
    compute(bench);
    expect_reason(bench, "unreported.chapman", "no_overlap");
    finish(bench);
}

/* -- the ledger as a whole
 * ----------------------------------------------------------------------------- */

static void kept_figures_equal_computed_ones(void **state)
{
    (void)state;
    struct bench *bench = start();
    bench->made = make_random_edition(bench->arena, 77, 200);
    compute(bench);
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
    finish(bench);
}

static void json_and_csv_say_the_same_rows(void **state)
{
    (void)state;
    struct bench *bench = start();
    compute(bench);
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
    finish(bench);
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
        cmocka_unit_test(rates_are_over_sessions_that_were_measured_both_ways),
        cmocka_unit_test(the_interval_of_a_rate_knows_that_people_come_by_session),
        cmocka_unit_test(people_without_an_address_give_a_lower_and_an_upper_bound),
        cmocka_unit_test(staff_count_in_the_headline_and_not_beside_it),
        cmocka_unit_test(sign_ups_only_leave_attendance_undefined),
        cmocka_unit_test(attendance_only_leaves_registration_undefined),
        cmocka_unit_test(an_edition_of_own_figures_alone_has_nothing_else),
        cmocka_unit_test(every_figure_has_a_value_or_a_reason_and_sentences),
        cmocka_unit_test(grades_have_a_mean_with_its_interval_and_a_bound),
        cmocka_unit_test(promoters_minus_detractors),
        cmocka_unit_test(costs_are_divided_by_what_was_counted),
        cmocka_unit_test(two_lists_estimate_what_nobody_reported_up_to_the_layout),
        cmocka_unit_test(lists_that_share_nothing_give_no_estimate),
        cmocka_unit_test(kept_figures_equal_computed_ones),
        cmocka_unit_test(json_and_csv_say_the_same_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
