/* Tests of the recurrence test and of quotes: on texts made up here, and on the planted threads of
 * the fixture editions. */
#include <string.h>

#include "engine/theme/theme.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/corpus_file.h"
#include "tests/support/near.h"

static const struct theme_result *find_with_evidence(struct arena *arena,
                                                     const struct corpus_file *file)
{
    struct theme_text *texts = arena_alloc_array(arena, file->count, sizeof *texts);
    for (uint32_t i = 0; i < file->count; i++) {
        texts[i] = (struct theme_text){.text = file->text[i],
                                       .session = file->session[i],
                                       .municipality = file->municipality[i],
                                       .day = file->day[i],
                                       .respondent = i,
                                       .consent = i % 2 == 0};
    }
    struct theme_options options = theme_options_default();
    options.evidence = true;
    return theme_find(arena, texts, file->count, &options);
}

/* The planted theme that most certain texts of a theme carry. */
static const char *planted(const struct corpus_file *file, const struct theme_result *result,
                           uint32_t theme)
{
    uint32_t best = 0;
    size_t most = 0;
    for (uint32_t label = 0; label < file->label_count; label++) {
        size_t count = 0;
        for (size_t i = 0; i < file->count; i++) {
            count += result->member[i].theme == theme && file->label[i] == label &&
                     result->member[i].weight >= THEME_CERTAIN && !result->member[i].says_nothing;
        }
        if (count > most) {
            most = count;
            best = label;
        }
    }
    return file->name[best];
}

/* Quotes have consent, belong to their theme and come from different sessions. */
static void check_quotes(const struct corpus_file *file, const struct theme_result *result)
{
    for (size_t k = 0; k < result->theme_count; k++) {
        const struct theme *theme = &result->theme[k];
        assert_true(!theme->recurrence.recurs || theme->quote_count == THEME_QUOTES);
        for (size_t q = 0; q < theme->quote_count; q++) {
            uint32_t text = theme->quote[q];
            assert_int_equal(text % 2, 0);
            assert_int_equal(result->member[text].theme, k);
            for (size_t p = 0; p < q; p++) {
                assert_true(file->session[text] != file->session[theme->quote[p]]);
            }
        }
    }
}

static void only_planted_threads_recur(const char *path, size_t threads)
{
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, path);
    const struct theme_result *result = find_with_evidence(arena, file);
    assert_int_equal(result->recurring_count, threads);
    check_quotes(file, result);
    for (uint32_t k = 0; k < result->theme_count; k++) {
        const struct recurrence *recurrence = &result->theme[k].recurrence;
        const char *name = planted(file, result, k);
        if (recurrence->recurs) {
            assert_string_not_equal(name, "");
            assert_string_not_equal(name, "paspoort");
            assert_true(recurrence->low < recurrence->share);
            assert_true(recurrence->share < recurrence->high);
        }
        if (strcmp(name, "paspoort") == 0) {
            assert_true((recurrence->missing & RECURRENCE_ONE_SESSION) != 0);
        }
    }
    arena_destroy(arena);
}

static void five_threads_recur_in_2023_and_one_talkative_session_does_not(void **state)
{
    (void)state;
    only_planted_threads_recur("fixtures/truth/2023-texts.csv", 5);
}

static void five_threads_recur_in_2022(void **state)
{
    (void)state;
    only_planted_threads_recur("fixtures/truth/2022-texts.csv", 5);
}

/* How well one theme is the texts of a label: twice what they share over the sum of both. */
static double f1(const struct corpus_file *file, const struct theme_result *result, uint32_t theme,
                 uint32_t label)
{
    size_t both = 0, all = 0;
    for (size_t i = 0; i < file->count; i++) {
        const struct theme_member *member = &result->member[i];
        bool in =
            member->theme == theme && member->weight >= THEME_CERTAIN && !member->says_nothing;
        all += (size_t)in + (file->label[i] == label);
        both += in && file->label[i] == label;
    }
    return 2.0 * (double)both / (double)all;
}

/* Every planted thread is a rode draad with F1 of 0.8 or more, and nothing else is one. `others`
 * are labels that are no thread: of one session, one municipality or one day. */
static void check_week(const char *path, const char *others, size_t threads)
{
    struct arena *arena = arena_create();
    const struct corpus_file *file = corpus_file_read(arena, path);
    const struct theme_result *result = find_with_evidence(arena, file);
    size_t found = 0;
    for (uint32_t label = 0; label < file->label_count; label++) {
        const char *name = file->name[label];
        double best = 0;
        uint32_t at = 0;
        for (uint32_t k = 0; k < result->theme_count; k++) {
            double value = f1(file, result, k, label);
            at = value > best ? k : at;
            best = value > best ? value : best;
        }
        if (name[0] == '\0' || strstr(others, name) != NULL) {
            continue;
        }
        print_message("%s: %s F1 %.2f\n", path, name, best);
        assert_true(best >= 0.8);
        assert_true(result->theme[at].recurrence.recurs);
        assert_string_equal(planted(file, result, at), name);
        found++;
    }
    assert_int_equal(found, threads);
    assert_int_equal(result->recurring_count, threads);
    arena_destroy(arena);
}

static void threads_of_made_up_weeks_recur_and_nothing_else_does(void **state)
{
    (void)state;
    check_week("fixtures/threads/other-words.csv", "paspoort", 5);
    check_week("fixtures/threads/few-remarks.csv", "paspoort", 4);
    check_week("fixtures/threads/few-sessions.csv", "paspoort", 4);
    check_week("fixtures/threads/typing-errors.csv", "paspoort", 6);
    check_week("fixtures/threads/with-english.csv", "paspoort", 4);
    check_week("fixtures/threads/small-talk.csv", "paspoort", 2);
    check_week("fixtures/threads/ten-threads.csv", "paspoort", 10);
}

static void a_subject_of_one_town_or_one_day_does_not_recur(void **state)
{
    (void)state;
    check_week("fixtures/threads/one-town-one-day.csv", "paspoort jeugd schulden", 5);
}

/* Four texts of theme 0 in three sessions, two of theme 1 in one; one text says nothing, one has no
 * session. Shares are of the seven texts that say something. */
static void spread_is_counted_by_hand(void **state)
{
    (void)state;
    const uint32_t none = UINT32_MAX;
    const struct recurrence_text texts[] = {
        {1, 10, 1, 0, 0}, {1, 11, 1, 1, 0}, {2, 10, 2, 2, 0},       {3, none, 2, 3, 0},
        {4, 12, 3, 4, 1}, {4, 13, 3, 5, 1}, {5, 13, 3, none, none}, {none, none, none, 6, none},
    };
    const size_t start[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const uint32_t feature[] = {0, 0, 0, 0, 1, 1, 1};
    const uint16_t count[] = {9, 9, 9, 9, 9, 9, 9};
    const uint32_t theme_of[] = {0, 0, 0, 0, 1, 1, 1};
    const struct bags bags = {7, 2, start, feature, count};
    struct recurrence_input input = {.text = texts,
                                     .text_count = sizeof texts / sizeof texts[0],
                                     .theme_count = 2,
                                     .bags = &bags,
                                     .theme_of = theme_of,
                                     .rules = recurrence_default_rules(),
                                     .seed = 1,
                                     .threads = 1};
    struct arena *arena = arena_create();
    const struct recurrence *result = recurrence_measure(arena, &input);
    assert_int_equal(result[0].texts, 4);
    assert_int_equal(result[0].sessions, 3);
    assert_int_equal(result[0].municipalities, 2);
    assert_int_equal(result[0].days, 2);
    assert_within(result[0].largest_share, 0.5, 1e-12);
    assert_within(result[0].share, 4.0 / 7, 1e-12);
    assert_true((result[0].missing & RECURRENCE_MUNICIPALITIES) != 0);
    assert_true((result[0].missing & (RECURRENCE_SESSIONS | RECURRENCE_ONE_SESSION)) == 0);
    assert_true((result[1].missing & RECURRENCE_ONE_SESSION) != 0);
    assert_true((result[1].missing & RECURRENCE_DAYS) != 0);
    assert_within(result[1].low, 0, 1e-12); /* a bootstrap without its only session has none */
    arena_destroy(arena);
}

/* Words of the domain list stay out of the labels; another list lets them in. */
static void domain_words_are_kept_out_of_labels(void **state)
{
    (void)state;
    static const char *const filler[] = {"klok", "tafel", "stoel", "lamp", "raam", "deur"};
    struct arena *arena = arena_create();
    struct theme_text texts[60];
    memset(texts, 0, sizeof texts);
    for (size_t i = 0; i < 60; i++) {
        texts[i].text = arena_printf(arena, "workshop %s %s nummer%zu", filler[i % 6],
                                     filler[(i + 1) % 6], i / 6);
    }
    struct theme_options options = theme_options_default();
    for (int own = 0; own < 2; own++) {
        options.domain_words = own ? "tafel\n" : NULL;
        const struct theme_result *result = theme_find(arena, texts, 60, &options);
        for (size_t k = 0; k < result->theme_count; k++) {
            for (size_t t = 0; t < result->theme[k].term_count; t++) {
                assert_string_not_equal(result->theme[k].term[t].text, own ? "tafel" : "workshop");
            }
        }
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_of_made_up_weeks_recur_and_nothing_else_does),
        cmocka_unit_test(a_subject_of_one_town_or_one_day_does_not_recur),
        cmocka_unit_test(spread_is_counted_by_hand),
        cmocka_unit_test(five_threads_recur_in_2023_and_one_talkative_session_does_not),
        cmocka_unit_test(five_threads_recur_in_2022),
        cmocka_unit_test(domain_words_are_kept_out_of_labels),
    };
    return cmocka_run_group_tests_name("theme_recurrence", tests, NULL, NULL);
}
