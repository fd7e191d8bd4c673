/* Laws of resolving: case, accents, doubled blanks and the order of questions change no answer;
 * every official name of every year means itself in its own layout; residents of a set are a plain
 * sum. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/record/moment.h"
#include "engine/resolve/resolve.h"
#include "tests/support/cmocka_all.h"

static struct arena *arena;
static struct reference *reference;
static struct resolver *resolver;
static uint64_t seed = 20231002;

static struct resolver *fresh(int64_t day)
{
    struct resolver_options options = {.layout = reference_layout(reference, day)};
    return resolver_create(arena, reference, &options);
}

static int set_up(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    seed = given != NULL ? strtoull(given, NULL, 10) : seed;
    arena = arena_create();
    reference = reference_create(arena);
    resolver = fresh(moment_days(2023, 10, 2));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static bool same(const struct resolution *a, const struct resolution *b)
{
    return a->kind == b->kind && a->status == b->status && a->code_count == b->code_count &&
           (a->code_count == 0 ||
            memcmp(a->codes, b->codes, a->code_count * sizeof *a->codes) == 0) &&
           strcmp(a->key, b->key) == 0 && a->counts == b->counts && a->waits == b->waits;
}

static void expect_same(const char *a, const char *b)
{
    if (!same(resolver_resolve(resolver, a, NULL, NULL),
              resolver_resolve(resolver, b, NULL, NULL))) {
        fail_msg("\"%s\" and \"%s\" have different answers (seed %llu)", a, b,
                 (unsigned long long)seed);
    }
}

/* Names of many kinds: municipalities with something around them, organisations, places, nonsense.
 */
static const char *random_name(struct random *random)
{
    static const char *const frames[] = {"%s",           "Gemeente %s",      "gem. %s - KCC",
                                         "Stichting %s", "adviseur %s",      "Universiteit %s",
                                         "%s BV",        "Gemeenten %s, %s", "van %s",
                                         "%s (NH)",      "Regio %s",         "%s %s"};
    const struct reference_tables *t = reference_tables(reference);
    const char *parts[2];
    for (int i = 0; i < 2; i++) {
        switch (random_below(random, 4)) {
        case 0:
            parts[i] = t->places[random_below(random, t->place_count)].place;
            break;
        case 1:
            parts[i] = t->organisations[random_below(random, t->organisation_count)].name;
            break;
        default:
            parts[i] = t->municipalities[random_below(random, t->municipality_count)].name;
        }
    }
    const char *frame = frames[random_below(random, sizeof frames / sizeof frames[0])];
    struct text out = text_create(arena);
    int used = 0;
    for (const char *c = frame; *c != '\0'; c++) {
        if (c[0] == '%' && c[1] == 's') {
            text_add(&out, parts[used++]);
            c++;
        } else {
            text_add_char(&out, *c);
        }
    }
    return out.bytes;
}

static const char *in_case(const char *name, bool upper)
{
    char *out = arena_strdup(arena, name);
    for (char *c = out; *c != '\0'; c++) {
        *c = (unsigned char)*c >= 0x80 ? *c
             : upper                   ? (char)toupper((unsigned char)*c)
                                       : (char)tolower((unsigned char)*c);
    }
    return out;
}

/* An acute accent behind every fifth letter, as a combining mark. */
static const char *with_accents(const char *name)
{
    struct text out = text_create(arena);
    for (size_t i = 0; name[i] != '\0'; i++) {
        text_add_char(&out, name[i]);
        if (i % 5 == 2 && strchr("aeiouAEIOU", name[i]) != NULL) {
            text_add(&out, "\xCC\x81");
        }
    }
    return out.bytes;
}

static const char *with_blanks(const char *name)
{
    struct text out = text_create(arena);
    text_add(&out, "  ");
    for (const char *c = name; *c != '\0'; c++) {
        text_add(&out, *c == ' ' ? " \xC2\xA0 " : "");
        text_add_bytes(&out, c, *c == ' ' ? 0 : 1);
    }
    text_add(&out, " ");
    return out.bytes;
}

static void case_accents_and_blanks_change_no_answer(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, seed, 1);
    for (int i = 0; i < 1500; i++) {
        const char *name = random_name(&random);
        expect_same(name, in_case(name, true));
        expect_same(name, in_case(name, false));
        expect_same(name, with_accents(name));
        expect_same(name, with_blanks(name));
    }
}

static void the_order_of_questions_changes_no_answer(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, seed, 2);
    enum { NAMES = 1000 };
    const char *names[NAMES];
    for (int i = 0; i < NAMES; i++) {
        names[i] = random_name(&random);
        resolver_resolve(resolver, names[i], NULL, NULL);
    }
    struct resolver *other = fresh(moment_days(2023, 10, 2));
    for (int i = NAMES - 1; i >= 0; i--) {
        const struct resolution *backwards = resolver_resolve(other, names[i], NULL, NULL);
        const struct resolution *forwards = resolver_resolve(resolver, names[i], NULL, NULL);
        if (!same(backwards, forwards)) {
            fail_msg("\"%s\" depends on the order (seed %llu)", names[i], (unsigned long long)seed);
        }
    }
}

static void every_official_name_means_itself_in_its_own_layout(void **state)
{
    (void)state;
    const struct reference_tables *t = reference_tables(reference);
    for (size_t y = 0; y < t->year_count; y++) {
        int64_t day = moment_days(t->years[y].year, 1, 1);
        const struct layout *layout = reference_layout(reference, day);
        struct resolver *own = fresh(day);
        for (size_t i = 0; i < layout->count; i++) {
            for (size_t f = 0; f < 2; f++) {
                const char *name = f == 0
                                       ? layout->items[i].name
                                       : arena_printf(arena, "Gemeente %s", layout->items[i].name);
                const struct resolution *answer = resolver_resolve(own, name, NULL, NULL);
                if (answer->code_count != 1 || answer->codes[0] != layout->items[i].code ||
                    answer->status != MATCH_CERTAIN || answer->kind != ORGANISATION_MUNICIPALITY) {
                    fail_msg("\"%s\" in %d: %s %s", name, t->years[y].year, answer->key,
                             match_status_word(answer->status));
                }
            }
        }
    }
}

/* 10,000 random sets with repetitions: each municipality once, whatever the order. */
static void residents_of_a_set_are_a_plain_sum(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, seed, 3);
    const struct layout *layout = reference_layout(reference, moment_days(2023, 10, 2));
    for (int round = 0; round < 10000; round++) {
        bool chosen[512] = {false};
        uint16_t codes[64];
        size_t count = 0;
        int64_t brute = 0;
        for (size_t k = random_below(&random, 64); k > 0; k--) {
            size_t at = random_below(&random, layout->count);
            if (!chosen[at]) {
                chosen[at] = true;
                codes[count++] = layout->items[at].code;
            }
        }
        for (size_t i = 0; i < layout->count; i++) {
            brute += chosen[i] ? layout->items[i].population : 0;
        }
        assert_int_equal(resolver_residents(resolver, codes, count), brute);
    }
}

/* Answers always hold what resolve.h promises. */
static void answers_keep_their_promises(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, seed, 4);
    const struct layout *layout = reference_layout(reference, moment_days(2023, 10, 2));
    static const char *const domains[] = {
        NULL, "zwolle.nl", "gmail.com", "bar-organisatie.nl", "haaren.nl", "x"};
    static const char *const hints[] = {NULL, "Limburg", "Schoorl", "NH", "Nergens"};
    for (int i = 0; i < 3000; i++) {
        const char *name = random_name(&random);
        const struct resolution *answer = resolver_resolve(
            resolver, name, domains[random_below(&random, 6)], hints[random_below(&random, 5)]);
        for (size_t k = 0; k < answer->code_count; k++) {
            assert_true(layout_find(layout, answer->codes[k]) != LAYOUT_NOT_FOUND);
            assert_true(k == 0 || answer->codes[k - 1] < answer->codes[k]);
        }
        assert_true(answer->score >= 0 && answer->score <= 1);
        assert_true(answer->margin >= 0 && answer->margin <= 1);
        assert_true((answer->kind == ORGANISATION_NOBODY) == (answer->key[0] == '\0'));
        assert_false(answer->counts && answer->status == MATCH_AMBIGUOUS);
        assert_false(answer->contradicted && answer->status == MATCH_CERTAIN);
        assert_true(answer->status == MATCH_AMBIGUOUS || answer->code_count == 0 ||
                    answer->kind == ORGANISATION_MUNICIPALITY ||
                    answer->kind == ORGANISATION_PARTNERSHIP);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(case_accents_and_blanks_change_no_answer),
        TEST(the_order_of_questions_changes_no_answer),
        TEST(every_official_name_means_itself_in_its_own_layout),
        TEST(residents_of_a_set_are_a_plain_sum),
        TEST(answers_keep_their_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
