/* Every figure of every fixture edition explains itself in both languages, and what is computed
 * again agrees; every report of every edition is verified from what it carries and from its folder.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct place place;

static const char *const editions[] = {"2020", "2021", "2022", "2023", "2024"};
enum { EDITIONS = sizeof editions / sizeof editions[0] };
static const char *const languages[] = {"nl", "en"};
enum { SPOKEN = 2 };

static int set_up(void **state)
{
    (void)state;
    place = place_create();
    for (size_t i = 0; i < EDITIONS; i++) {
        char from[64];
        snprintf(from, sizeof from, "fixtures/editions/%s", editions[i]);
        place_copy(&place, from, editions[i], false);
    }
    for (size_t k = 0; k < SPOKEN; k++) {
        if (place_run(&place, NULL, "report", "2020", "2021", "2022", "2023", "2024", "--quiet",
                      "--lang", languages[k], "--out", languages[k], NULL)
                .status != 0) {
            return 1;
        }
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}

/* The row that says that the figure was computed again, and what came out. */
static void assert_agrees(const char *text, const char *id, const char *edition, size_t language)
{
    static const char *const rows[SPOKEN][2] = {{"\nnagerekend ", "klopt\n"},
                                                {"\nrecomputed ", "agrees\n"}};
    const char *row = strstr(text, rows[language][0]);
    if (row == NULL) {
        fail_msg("%s of %s is not computed again", id, edition);
        return;
    }
    row += strlen(rows[language][0]);
    row += strspn(row, " ");
    if (strncmp(row, rows[language][1], strlen(rows[language][1])) != 0) {
        fail_msg("%s of %s: %.60s", id, edition, row);
    }
}

static void every_figure_is_explained_and_agrees(void **state)
{
    (void)state;
    size_t explained = 0;
    for (size_t i = 0; i < EDITIONS; i++) {
        struct ran ran = place_run(&place, NULL, "figures", editions[i], "--json", "--quiet", NULL);
        assert_int_equal(ran.status, 0);
        cJSON *figures = cJSON_Parse(ran.out);
        const cJSON *figure;
        assert_non_null(figures);
        cJSON_ArrayForEach(figure, figures)
        {
            const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(figure, "id"));
            for (size_t k = 0; k < SPOKEN; k++) {
                ran = place_run(&place, NULL, "explain", id, editions[i], "--lang", languages[k],
                                NULL);
                assert_int_equal(ran.status, 0);
                assert_agrees(ran.out, id, editions[i], k);
                const char *definition = cJSON_GetStringValue(
                    cJSON_GetObjectItem(figure, k == 0 ? "definition_nl" : "definition_en"));
                assert_non_null(strstr(ran.out, definition));
                explained++;
            }
        }
        cJSON_Delete(figures);
    }
    printf("%zu explanations\n", explained);
    assert_true(explained > 2 * EDITIONS * 80);
}

/* Exit 0 is that nothing differs. */
static void every_report_is_verified_in_both_forms(void **state)
{
    (void)state;
    static const char *const kinds[] = {"impact", "submission"};
    for (size_t k = 0; k < SPOKEN; k++) {
        char path[64];
        snprintf(path, sizeof path, "%s/comparison/comparison.pdf", languages[k]);
        assert_int_equal(place_run(&place, NULL, "verify", path, NULL).status, 0);
    }
    for (size_t i = 0; i < EDITIONS; i++) {
        for (size_t k = 0; k < SPOKEN; k++) {
            for (size_t kind = 0; kind < 2; kind++) {
                char path[64];
                snprintf(path, sizeof path, "%s/%s/%s.pdf", languages[k], editions[i], kinds[kind]);
                struct ran alone = place_run(&place, NULL, "verify", path, NULL);
                assert_int_equal(alone.status, 0);
                assert_says(alone.out, ", 0 klopt niet, ");
                struct ran folder = place_run(&place, NULL, "verify", path, editions[i], NULL);
                assert_int_equal(folder.status, 0);
                assert_says(folder.out, ", 0 klopt niet, ");
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_is_explained_and_agrees),
        cmocka_unit_test(every_report_is_verified_in_both_forms),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
