/* Tests of engine/resolve: the cascade on single names, evidence of the row, decisions, identity.
 * The labelled names by class are in test_resolve_names.c. */
#include <string.h>

#include "engine/record/moment.h"
#include "engine/resolve/domain.h"
#include "engine/resolve/edits.h"
#include "engine/resolve/name.h"
#include "engine/resolve/resolve.h"
#include "tests/support/cmocka_all.h"

static struct arena *arena;
static struct reference *reference;
static struct resolver *resolver;

static struct resolver *resolver_on(int year, enum resolve_match match)
{
    struct resolver_options options = {
        .layout = reference_layout(reference, moment_days(year, 10, 2)), .match = match};
    return resolver_create(arena, reference, &options);
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    reference = reference_create(arena);
    resolver = resolver_on(2023, RESOLVE_FUZZY);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const struct resolution *ask(const char *text)
{
    return resolver_resolve(resolver, text, NULL, NULL);
}

static void expect(const char *text, const char *domain, const char *hint, int code,
                   enum match_status status)
{
    const struct resolution *answer = resolver_resolve(resolver, text, domain, hint);
    if (answer->code_count != 1 || answer->codes[0] != code || answer->status != status) {
        fail_msg("\"%s\" %s %s: %zu codes, first %d, %s %s", text, domain != NULL ? domain : "",
                 hint != NULL ? hint : "", answer->code_count,
                 answer->code_count > 0 ? answer->codes[0] : 0, match_status_word(answer->status),
                 answer->method);
    }
    assert_int_equal(answer->kind, ORGANISATION_MUNICIPALITY);
}

static void expect_kind(const char *text, enum organisation_kind kind, enum match_status status)
{
    const struct resolution *answer = ask(text);
    if (answer->kind != kind || answer->status != status) {
        fail_msg("\"%s\": %s %s", text, organisation_kind_word(answer->kind),
                 match_status_word(answer->status));
    }
}

static void words_are_cut_and_abbreviations_spelt_out(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
        size_t words;
    } rows[] = {{"Den Bosch", "denbosch", 2},
                {"'s-Gravenhage", "sgravenhage", 2},
                {"Alphen a/d Rijn", "alphenaanderijn", 4},
                {"Alphen aan den Rijn", "alphenaanderijn", 4},
                {"St. Michielsgestel", "sintmichielsgestel", 2},
                {"n.v.t.", "nvt", 1},
                {"H.I.Ambacht", "hiambacht", 2},
                {"S\xC3\xBA"
                 "dwest-Frysl\xC3\xA2n",
                 "sudwestfryslan", 2},
                {"Leiden & Leiderdorp", "leidenenleiderdorp", 3},
                {"", "", 0},
                {" -*- ", "", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct name name;
        name_read(arena, rows[i].text, &name);
        assert_string_equal(name.key, rows[i].key);
        assert_int_equal(name.count, rows[i].words);
        assert_false(name.cut);
    }
}

static void text_that_is_too_long_is_no_name(void **state)
{
    (void)state;
    char *text = arena_alloc(arena, 100001);
    memset(text, 'a', 100000);
    expect_kind(text, ORGANISATION_OTHER, MATCH_UNKNOWN);
    for (size_t i = 1; i < 100000; i += 2) {
        text[i] = ' ';
    }
    expect_kind(text, ORGANISATION_OTHER, MATCH_UNKNOWN);
}

static double edits(const char *a, const char *b)
{
    struct edits prepared;
    edits_prepare(&prepared, a, strlen(a));
    return edits_to(&prepared, b, strlen(b), 9);
}

static void slips_of_one_sound_cost_less(void **state)
{
    (void)state;
    assert_true(edits("", "") == 0);
    assert_true(edits("", "ab") == 2);
    assert_true(edits("utrecht", "utrecht") == 0);
    assert_true(edits("utrecth", "utrecht") < 1);
    assert_true(edits("ijsselstein", "ijselstein") < 0.5);
    assert_true(edits("leyden", "leiden") < 0.5);
    assert_true(edits("almelo", "almela") == 0.8);
    assert_true(edits("abc", "xyz") > 2);
    assert_true(edits("kampen", "campen") == edits("campen", "kampen"));
}

static void the_cascade_names_its_method(void **state)
{
    (void)state;
    static const struct {
        const char *text, *method;
        int code;
    } rows[] = {
        {"Utrecht", "exact", 344},         {"Sudwest  FRYSLAN", "normalised", 1900},
        {"Den Bosch", "alias", 796},       {"gem. A'dam - afd. Burgerzaken", "structure", 363},
        {"KCC Zwolle", "structure", 193},  {"beleidsadviseur gemeente Almere", "structure", 34},
        {"info@zwolle.nl", "domain", 193}, {"Kockengen", "place", 1904}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect(rows[i].text, NULL, NULL, rows[i].code, MATCH_CERTAIN);
        assert_string_equal(ask(rows[i].text)->method, rows[i].method);
    }
    expect("Gemeente Utrecth", NULL, NULL, 344, MATCH_PROBABLE);
    assert_string_equal(ask("Gemeente Utrecth")->method, "fuzzy");
    expect_kind("Zorgeloos Werkgeluk", ORGANISATION_OTHER, MATCH_UNKNOWN);
    assert_string_equal(ask("Zorgeloos Werkgeluk")->method, "unknown");
}

static void abolished_municipalities_answer_with_their_successor(void **state)
{
    (void)state;
    expect("Gemeente Weesp", NULL, NULL, 363, MATCH_CERTAIN);
    expect("Brielle", NULL, NULL, 1992, MATCH_CERTAIN);
    const struct resolution *split = ask("Gemeente Haaren");
    assert_int_equal(split->status, MATCH_AMBIGUOUS);
    assert_int_equal(split->code_count, 4);
    assert_int_equal(split->waits, WAITS_SPLIT);
    assert_false(split->counts);
    expect("Gemeente Haaren", "boxtel.nl", NULL, 757, MATCH_CERTAIN);
    struct resolver *before = resolver_on(2020, RESOLVE_FUZZY);
    assert_int_equal(resolver_resolve(before, "Haaren", NULL, NULL)->codes[0], 788);
    assert_int_equal(resolver_resolve(before, "Haaren", NULL, NULL)->status, MATCH_CERTAIN);
    const struct resolution *later = resolver_resolve(before, "Dijk en Waard", NULL, NULL);
    assert_int_equal(later->code_count, 2); /* Heerhugowaard and Langedijk, which became it */
}

static void shared_names_are_ambiguous_until_something_decides(void **state)
{
    (void)state;
    assert_int_equal(ask("Bergen")->status, MATCH_AMBIGUOUS);
    assert_int_equal(ask("Gemeente Bergen")->code_count, 2);
    assert_int_equal(ask("Valkenburg")->waits, WAITS_AMBIGUOUS);
    expect("Bergen", "bergen-nh.nl", NULL, 373, MATCH_CERTAIN);
    expect("Bergen", NULL, "Limburg", 893, MATCH_CERTAIN);
    expect("Gemeente Bergen", NULL, "Schoorl", 373, MATCH_CERTAIN);
    expect("Bergen (NH)", NULL, NULL, 373, MATCH_CERTAIN);
    expect("Gemeente Bergen, Limburg", NULL, NULL, 893, MATCH_CERTAIN);
}

static void official_names_are_certain_where_a_village_shares_them(void **state)
{
    (void)state;
    expect("Hengelo", NULL, NULL, 164, MATCH_CERTAIN);
    expect("Rijswijk", NULL, NULL, 603, MATCH_CERTAIN);
    expect("Stein", NULL, NULL, 971, MATCH_CERTAIN);
    expect("Hengelo", NULL, "Gelderland", 164, MATCH_PROBABLE);
    assert_true(resolver_resolve(resolver, "Hengelo", NULL, "Gelderland")->contradicted);
}

static void evidence_of_the_row_confirms_or_contradicts(void **state)
{
    (void)state;
    expect("Gemeente Utrecth", "utrecht.nl", NULL, 344, MATCH_CERTAIN);
    expect("Gemeente Utrecht", "zwolle.nl", NULL, 344, MATCH_PROBABLE);
    assert_true(resolver_resolve(resolver, "Gemeente Utrecht", "zwolle.nl", NULL)->contradicted);
    expect("Gemeente Utrecht", "gmail.com", NULL, 344, MATCH_CERTAIN);
    expect("", "zwolle.nl", NULL, 193, MATCH_CERTAIN);
    expect("nvt", "iemand@kcc.zwolle.nl", NULL, 193, MATCH_CERTAIN);
    expect("Burgerzaken", "zwolle.nl", NULL, 193, MATCH_CERTAIN);
    expect("Team Regenboog", "zwolle.nl", NULL, 193, MATCH_PROBABLE);
    expect("Gemeente Ridderkerk", "bar-organisatie.nl", NULL, 597, MATCH_CERTAIN);
    const struct resolution *nobody = resolver_resolve(resolver, "", "gmail.com", NULL);
    assert_int_equal(nobody->kind, ORGANISATION_NOBODY);
    assert_false(nobody->counts);
    const struct resolution *company = resolver_resolve(resolver, "Elburg BV", "elburg.nl", NULL);
    assert_int_equal(company->kind, ORGANISATION_COMPANY);
    assert_int_equal(company->code_count, 0);
    assert_true(company->contradicted);
    assert_int_equal(resolver_resolve(resolver, NULL, NULL, NULL)->kind, ORGANISATION_NOBODY);
}

static void bodies_that_bear_a_name_are_not_the_municipality(void **state)
{
    (void)state;
    expect_kind("Universiteit Utrecht", ORGANISATION_EDUCATION, MATCH_UNKNOWN);
    expect_kind("Provincie Groningen", ORGANISATION_PROVINCE, MATCH_CERTAIN);
    expect_kind("Rabobank Eindhoven", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect_kind("Van Dongen", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect_kind("Best practices bv", ORGANISATION_COMPANY, MATCH_UNKNOWN);
    expect_kind("Elburg BV", ORGANISATION_COMPANY, MATCH_UNKNOWN);
    expect_kind("Protestantse Gemeente Zwolle", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect_kind("Antwerpen", ORGANISATION_FOREIGN, MATCH_CERTAIN);
    expect_kind("Stad Gent", ORGANISATION_FOREIGN, MATCH_CERTAIN);
    expect_kind("VNG", ORGANISATION_OTHER, MATCH_CERTAIN);
    expect_kind("Ministerie van BZK", ORGANISATION_MINISTRY, MATCH_CERTAIN);
    expect_kind("ikzelf", ORGANISATION_NOBODY, MATCH_UNKNOWN);
    expect_kind("gemeente", ORGANISATION_NOBODY, MATCH_UNKNOWN);
    expect_kind("Inwoner gemeente Utrecht", ORGANISATION_NOBODY, MATCH_UNKNOWN);
}

static void partnerships_answer_with_their_members(void **state)
{
    (void)state;
    const struct resolution *bar = ask("BAR-organisatie");
    assert_int_equal(bar->kind, ORGANISATION_PARTNERSHIP);
    assert_int_equal(bar->code_count, 3);
    assert_true(bar->adds_residents);
    assert_int_equal(bar->members_year, 2016);
    assert_int_equal(bar->waits, WAITS_NOT);
    const struct resolution *region = ask("Veiligheidsregio Utrecht");
    assert_int_equal(region->code_count, 26);
    assert_false(region->adds_residents);
    assert_int_equal(region->waits, WAITS_NOT);
}

static void one_organisation_however_spelled_has_one_key(void **state)
{
    (void)state;
    static const char *const spellings[] = {"Gemeente 's-Hertogenbosch",
                                            "den bosch",
                                            "Den Bosch, KCC",
                                            "s-hertogenbosch",
                                            "gem. Den Bosch",
                                            "GEMEENTE 'S HERTOGENBOSCH",
                                            "Gemeente DenBosch",
                                            "'s-Hertogenbosch",
                                            "hertogenbosch",
                                            "info@s-hertogenbosch.nl",
                                            "Burgerzaken Den Bosch"};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        assert_string_equal(ask(spellings[i])->key, "GM0796");
    }
    assert_string_equal(ask("SED")->key, ask("Gemeenschappelijke Regeling SED-organisatie")->key);
    assert_string_equal(ask("Jansen & Co BV")->key, ask("jansen en co b.v.")->key);
    assert_string_not_equal(ask("Jansen BV")->key, ask("Pietersen BV")->key);
    assert_string_equal(ask("Gemeenten Leiden en Leiderdorp")->key, "GM0546 GM0547");
    assert_null(ask("Jansen BV")->name);
}

static void decisions_go_before_everything(void **state)
{
    (void)state;
    static const struct decision decisions[] = {
        {"Bergen", "GM0373"},           {"Team Oost", "Zwolle"},     {"Zeker Weten", "bedrijf"},
        {"Gemeente Utrecht", "geen"},   {"Nooit Gezien", "GM0344"},  {"Rare Naam", "wat dan ook"},
        {"Haaren", "GM0824 en GM0865"}, {"Drie", "0546, 547 GM0579"}};
    struct resolver_options options = {.layout =
                                           reference_layout(reference, moment_days(2023, 10, 2)),
                                       .decisions = decisions,
                                       .decision_count = sizeof decisions / sizeof decisions[0]};
    resolver = resolver_create(arena, reference, &options);
    expect("BERGEN", NULL, NULL, 373, MATCH_CERTAIN);
    expect("team  oost", "gmail.com", NULL, 193, MATCH_CERTAIN);
    assert_int_equal(ask("Zeker weten")->kind, ORGANISATION_COMPANY);
    assert_false(ask("Gemeente Utrecht")->counts);
    assert_int_equal(ask("drie")->code_count, 3);
    ask("Rare naam");
    static const enum decision_state states[] = {
        DECISION_USED,     DECISION_USED,           DECISION_USED,           DECISION_USED,
        DECISION_NOT_USED, DECISION_NOT_UNDERSTOOD, DECISION_NOT_UNDERSTOOD, DECISION_USED};
    for (size_t i = 0; i < options.decision_count; i++) {
        assert_int_equal(resolver_decision_state(resolver, i), states[i]);
    }
}

static void exact_matching_is_the_rule_of_the_reference_job(void **state)
{
    (void)state;
    static const struct own_population rows[] = {{"Beek (L.)", 10}, {"Utrecht", 20}};
    struct resolver_options options = {
        .layout = reference_layout_own(reference, moment_days(2023, 10, 2), rows, 2),
        .match = RESOLVE_EXACT};
    resolver = resolver_create(arena, reference, &options);
    expect("  GEMEENTE  utrecht ", NULL, NULL, 344, MATCH_CERTAIN);
    expect("beek (l.)", NULL, NULL, 888, MATCH_CERTAIN);
    expect_kind("Beek", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect_kind("gem. Utrecht", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect_kind("Amsterdam", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect_kind("  ", ORGANISATION_NOBODY, MATCH_UNKNOWN);
}

static void without_fuzzy_a_misspelling_stays_unknown(void **state)
{
    (void)state;
    resolver = resolver_on(2023, RESOLVE_ALIAS);
    expect_kind("Gemeente Utrecth", ORGANISATION_OTHER, MATCH_UNKNOWN);
    expect("gem. Utrecht", NULL, NULL, 344, MATCH_CERTAIN);
}

static void addresses_give_their_domain(void **state)
{
    (void)state;
    static const struct {
        const char *word, *domain;
    } rows[] = {{"jan@Zwolle.NL", "zwolle.nl"},
                {"https://www.zwolle.nl/contact", "zwolle.nl"},
                {"www.zwolle.nl", "zwolle.nl"},
                {"zwolle.nl.", "zwolle.nl"},
                {"n.v.t.", NULL},
                {"a.b", NULL},
                {"@", NULL},
                {"x@", NULL},
                {"H.I.Ambacht", NULL},
                {"", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *found = domain_of(arena, rows[i].word, strlen(rows[i].word));
        if (rows[i].domain == NULL) {
            assert_null(found);
        } else {
            assert_non_null(found);
            assert_string_equal(found, rows[i].domain);
        }
    }
}

static void the_same_question_gives_the_same_pointer(void **state)
{
    (void)state;
    assert_ptr_equal(ask("Utrecht"), ask("Utrecht"));
    assert_ptr_not_equal(ask("Utrecht"), resolver_resolve(resolver, "Utrecht", "zwolle.nl", NULL));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(words_are_cut_and_abbreviations_spelt_out),
        TEST(text_that_is_too_long_is_no_name),
        TEST(slips_of_one_sound_cost_less),
        TEST(the_cascade_names_its_method),
        TEST(abolished_municipalities_answer_with_their_successor),
        TEST(shared_names_are_ambiguous_until_something_decides),
        TEST(official_names_are_certain_where_a_village_shares_them),
        TEST(evidence_of_the_row_confirms_or_contradicts),
        TEST(bodies_that_bear_a_name_are_not_the_municipality),
        TEST(partnerships_answer_with_their_members),
        TEST(one_organisation_however_spelled_has_one_key),
        TEST(decisions_go_before_everything),
        TEST(exact_matching_is_the_rule_of_the_reference_job),
        TEST(without_fuzzy_a_misspelling_stays_unknown),
        TEST(addresses_give_their_domain),
        TEST(the_same_question_gives_the_same_pointer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
