/* Tests of names that stay, VNG's labels, and change between editions. */
#include <string.h>

#include "engine/base/random.h"
#include "engine/theme/change.h"
#include "engine/theme/joint.h"
#include "engine/theme/names.h"
#include "engine/theme/theme.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/corpus_file.h"
#include "tests/support/near.h"

/* Two editions of ten sessions with ten texts each. Theme 0 is in four texts of every session of
 * both; theme 1 only in the later edition, in three of every session; theme 2 in one single earlier
 * session, all of it. */
static size_t make_texts(struct change_text *texts)
{
    size_t count = 0;
    for (uint32_t edition = 0; edition < 2; edition++) {
        for (uint32_t session = 0; session < 10; session++) {
            for (uint32_t i = 0; i < 10; i++) {
                uint32_t theme = i < 4 ? 0 : i < 7 && edition == 1 ? 1 : UINT32_MAX;
                theme = edition == 0 && session == 3 ? 2 : theme;
                texts[count++] = (struct change_text){edition, session, theme};
            }
        }
    }
    return count;
}

static void a_new_theme_is_new_and_one_talkative_session_no_change(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct change_text texts[200];
    size_t count = make_texts(texts);
    struct change *changes;
    struct error error = {0};
    bool testable;
    assert_true(change_measure(arena, texts, count, 3, 1, &changes, &testable, &error));
    assert_true(testable);
    assert_within(changes[0].share[0], 0.36, 1e-12);
    assert_within(changes[0].share[1], 0.40, 1e-12);
    assert_int_equal(changes[0].kind, CHANGE_NONE);
    assert_int_equal(changes[1].kind, CHANGE_NEW);
    assert_int_equal(changes[1].texts[1], 30);
    assert_within(changes[1].difference, 0.3, 1e-12);
    assert_true(changes[1].q >= changes[1].p);
    assert_int_equal(changes[2].kind, CHANGE_NONE); /* 10 texts, but one session */
    assert_true(changes[2].p > 0.5);
    arena_destroy(arena);
}

/* A form without sessions: every earlier text is a unit of its own; the later edition has 40
 * sessions of ten texts. A theme takes 15 % of both, in the later edition in half of the sessions.
 */
static size_t make_uneven(struct change_text *texts, struct random *random)
{
    size_t count = 0;
    for (uint32_t i = 0; i < 150; i++) {
        bool has = random_unit(random) < 0.15;
        texts[count++] = (struct change_text){0, UINT32_MAX, has ? 0 : UINT32_MAX};
    }
    for (uint32_t session = 0; session < 40; session++) {
        double here = random_unit(random) < 0.5 ? 0 : 0.3;
        for (uint32_t i = 0; i < 10; i++) {
            bool has = random_unit(random) < here;
            texts[count++] = (struct change_text){1, session, has ? 0 : UINT32_MAX};
        }
    }
    return count;
}

/* Eight earlier sessions of 40 texts without the theme, 68 later ones in which it is heard nearly
 * everywhere and fills a few: a random eight of all may hold twice its share. */
static size_t make_skewed(struct change_text *texts, struct random *random)
{
    size_t count = 0;
    for (uint32_t session = 0; session < 76; session++) {
        double here = session < 8 ? 0 : session < 20 ? 0.55 : 0.05;
        for (uint32_t i = 0; i < 40; i++) {
            bool has = random_unit(random) < here;
            texts[count++] = (struct change_text){session >= 8, session, has ? 0 : UINT32_MAX};
        }
    }
    return count;
}

static struct change measured(struct arena *arena, const struct change_text *texts, size_t count)
{
    struct change *changes;
    struct error error = {0};
    bool testable;
    assert_true(change_measure(arena, texts, count, 1, 1, &changes, &testable, &error));
    assert_true(testable);
    return changes[0];
}

static void editions_with_units_of_other_sizes_can_be_compared(void **state)
{
    (void)state;
    enum { TRIALS = 60 };
    struct random random;
    random_seed(&random, 20, 0);
    struct change_text texts[550];
    int alarms = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct arena *arena = arena_create();
        alarms += measured(arena, texts, make_uneven(texts, &random)).p < 0.05;
        arena_destroy(arena);
    }
    /* Of 60 true nulls at 5 %: 3 expected, more than 8 in one of 200 runs. */
    assert_in_range(alarms, 0, 8);
}

static void a_theme_that_fills_some_sessions_and_was_nowhere_is_new(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, 21, 0);
    struct change_text texts[76 * 40];
    for (int trial = 0; trial < 10; trial++) {
        struct arena *arena = arena_create();
        struct change change = measured(arena, texts, make_skewed(texts, &random));
        assert_int_equal(change.kind, CHANGE_NEW);
        assert_true(change.p < 0.01);
        arena_destroy(arena);
    }
}

static void too_few_sessions_are_not_tested(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct change_text texts[] = {{0, 1, 0}, {1, 1, 0}, {1, 2, UINT32_MAX}};
    struct change *changes;
    struct error error = {0};
    bool testable;
    assert_true(change_measure(arena, texts, 3, 1, 1, &changes, &testable, &error));
    assert_false(testable);
    assert_int_equal(changes[0].kind, CHANGE_NONE);
    assert_within(changes[0].share[0], 1, 1e-12);
    assert_true(change_measure(arena, NULL, 0, 0, 1, &changes, &testable, &error));
    assert_false(testable);
    arena_destroy(arena);
}

static void a_bag_keeps_words_but_no_order(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(change_bag_text(arena, "Mijn buur én buur Zoë: 12x"),
                        "buur. buur. en. mijn. zoe");
    assert_string_equal(change_bag_text(arena, ""), "");
    assert_string_equal(change_bag_text(arena, change_bag_text(arena, "b aa ab Aa")), "aa. aa. ab");
    arena_destroy(arena);
}

static const struct theme_result *find(struct arena *arena, const struct corpus_file *file,
                                       uint64_t seed)
{
    struct theme_text *texts = arena_alloc_array(arena, file->count, sizeof *texts);
    for (size_t i = 0; i < file->count; i++) {
        texts[i].text = file->text[i];
    }
    struct theme_options options = theme_options_default();
    options.seed = seed;
    return theme_find(arena, texts, file->count, &options);
}

static void a_name_is_kept_in_the_next_edition(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct theme_result *now =
        find(arena, corpus_file_read(arena, "fixtures/truth/2023-texts.csv"), 1);
    const struct theme_result *next =
        find(arena, corpus_file_read(arena, "fixtures/truth/2024-texts.csv"), 2);
    struct names_row rows[5];
    for (size_t k = 0; k < 5; k++) { /* the five largest are the planted threads */
        rows[k] = (struct names_row){now->theme[k].fingerprint, now->theme[k].label, ""};
    }
    uint32_t row[64];
    assert_true(next->theme_count <= 64);
    names_match(next, rows, 5, row);
    size_t named = 0;
    for (size_t k = 0; k < next->theme_count; k++) {
        if (row[k] != THEME_NONE) {
            named++;
            size_t head = strcspn(rows[row[k]].name, " ");
            print_message("%s -> %s\n", rows[row[k]].name, next->theme[k].label);
            assert_true(head > 0);
        }
    }
    assert_int_equal(named, 5);
    names_match(now, rows, 5, row);
    for (uint32_t k = 0; k < 5; k++) {
        assert_int_equal(row[k], k);
    }
    arena_destroy(arena);
}

static void likeness_of_fingerprints_is_a_share(void **state)
{
    (void)state;
    assert_within(names_likeness("a|b|c", "a|b|c"), 1, 1e-12);
    assert_within(names_likeness("a|b", "c|d"), 0, 1e-12);
    assert_within(names_likeness("", ""), 0, 1e-12);
    assert_within(names_likeness("a|b", "b|a"), 1, 1e-12);
    assert_true(names_likeness("a|b|c", "a|x|y") > names_likeness("a|b|c", "y|x|c"));
}

/* --- one fit over editions ------------------------------------------------------------------ */

/* Remarks with the label `without` (NULL: none) are left out. */
static struct joint_edition edition_of(struct arena *arena, const char *path, bool backwards,
                                       const char *without)
{
    const struct corpus_file *file = corpus_file_read(arena, path);
    struct joint_remark *remarks = arena_alloc_array(arena, file->count, sizeof *remarks);
    size_t count = 0;
    for (size_t i = 0; i < file->count; i++) {
        size_t at = backwards ? file->count - 1 - i : i;
        if (without == NULL || strcmp(file->name[file->label[at]], without) != 0) {
            remarks[count++] =
                (struct joint_remark){file->session[at], change_bag_text(arena, file->text[at])};
        }
    }
    return (struct joint_edition){.remark = remarks, .count = count};
}

static void a_thread_that_is_gone_has_vanished_and_the_others_have_not(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct names_row names[] = {{"begrijpelijke taal|brieven|taal", "Klare taal", ""},
                                {"iets|heel|anders", "Komt niet voor", ""}};
    struct joint_edition editions[2] = {
        edition_of(arena, "fixtures/truth/2023-texts.csv", false, NULL),
        edition_of(arena, "fixtures/truth/2024-texts.csv", false, "ai")};
    editions[1].name = names;
    editions[1].name_count = 2;
    const struct joint *joint = joint_find(arena, editions, 2, 1, 1);
    assert_false(joint->too_few);
    struct change *changes;
    struct error error = {0};
    bool testable;
    assert_true(joint_change(arena, joint, 0, 1, 1, &changes, &testable, &error));
    assert_true(testable);
    assert_int_equal(joint->texts[0] + joint->texts[1], joint->member_count);
    size_t named = 0, vanished = 0;
    for (size_t k = 0; k < joint->theme_count; k++) {
        const struct joint_theme *theme = &joint->theme[k];
        assert_string_not_equal(theme->name, "Komt niet voor");
        named += strcmp(theme->name, "Klare taal") == 0;
        for (size_t e = 0; e < 2; e++) {
            assert_int_equal(changes[k].texts[e], theme->texts[e]);
        }
        if (strstr(theme->words, "chatbot") != NULL) {
            assert_int_equal(changes[k].kind, CHANGE_VANISHED);
            vanished++;
        } else {
            assert_true(changes[k].kind == CHANGE_NONE || changes[k].kind == CHANGE_MORE);
        }
    }
    assert_int_equal(named, 1);
    assert_int_equal(vanished, 1);
    arena_destroy(arena);
}

static void a_joint_fit_knows_neither_order_nor_threads(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct joint_edition one[2] = {edition_of(arena, "fixtures/truth/2022-texts.csv", false, NULL),
                                   edition_of(arena, "fixtures/truth/2023-texts.csv", false, NULL)};
    struct joint_edition other[2] = {
        edition_of(arena, "fixtures/truth/2022-texts.csv", true, NULL),
        edition_of(arena, "fixtures/truth/2023-texts.csv", true, NULL)};
    const struct joint *a = joint_find(arena, one, 2, 1, 1);
    const struct joint *b = joint_find(arena, other, 2, 1, 2);
    assert_int_equal(a->theme_count, b->theme_count);
    struct change *x, *y;
    struct error error = {0};
    bool testable;
    assert_true(joint_change(arena, a, 0, 1, 1, &x, &testable, &error));
    assert_true(joint_change(arena, b, 0, 1, 1, &y, &testable, &error));
    for (size_t k = 0; k < a->theme_count; k++) {
        assert_string_equal(a->theme[k].name, b->theme[k].name);
        assert_string_equal(a->theme[k].words, b->theme[k].words);
        assert_memory_equal(a->theme[k].texts, b->theme[k].texts, 2 * sizeof(uint32_t));
        assert_memory_equal(&x[k], &y[k], sizeof *x);
    }
    arena_destroy(arena);
}

static void themes_get_vngs_labels_or_none(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct codebook *labels = names_vng_labels(arena);
    struct theme_term terms[] = {
        {"begrijpelijke taal", 0.5, 9}, {"formulieren", 0.3, 7}, {"schermlezer", 0.2, 4}};
    struct theme theme = {.label = "x", .term = terms, .term_count = 3};
    assert_string_equal(names_vng_label(labels, &theme), "Digitale toegankelijkheid");
    struct theme_term other[] = {{"lunch", 0.5, 9}};
    theme = (struct theme){.label = "lunch", .term = other, .term_count = 1};
    assert_null(names_vng_label(labels, &theme));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_theme_is_new_and_one_talkative_session_no_change),
        cmocka_unit_test(editions_with_units_of_other_sizes_can_be_compared),
        cmocka_unit_test(a_theme_that_fills_some_sessions_and_was_nowhere_is_new),
        cmocka_unit_test(too_few_sessions_are_not_tested),
        cmocka_unit_test(a_bag_keeps_words_but_no_order),
        cmocka_unit_test(a_name_is_kept_in_the_next_edition),
        cmocka_unit_test(likeness_of_fingerprints_is_a_share),
        cmocka_unit_test(a_thread_that_is_gone_has_vanished_and_the_others_have_not),
        cmocka_unit_test(a_joint_fit_knows_neither_order_nor_threads),
        cmocka_unit_test(themes_get_vngs_labels_or_none),
    };
    return cmocka_run_group_tests_name("theme_change", tests, NULL, NULL);
}
