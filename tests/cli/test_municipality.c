/* A page for every municipality: one file each for the whole layout, and together they say what the
 * report of the week says. Counts of people stay in classes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct place edition(void)
{
    struct place place = place_create();
    place_write(&place, "2023/programma.csv",
                "Titel;Dag;Begin;Einde\r\nOpening;2-10-2023;09:00;10:00\r\n");
    place_write(&place, "2023/presentie.csv",
                "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
                "Opening;Anna Voorbeeld;anna@mail.example;Gemeente Breda;Ja\r\n"
                "Opening;Bram Voorbeeld;bram@mail.example;Gemeente Rozendaal;Ja\r\n"
                "Opening;Carla Voorbeeld;carla@mail.example;Gemeente 's-Gravenhage;Ja\r\n");
    return place;
}

static bool says(const struct place *place, const char *path, const char *words)
{
    size_t size;
    char *text = place_read(place, path, &size);
    assert_non_null(text);
    bool there = strstr(text, words) != NULL;
    free(text);
    return there;
}

/* The digits of the number that follows the words. */
static long number_after(const char *text, const char *words)
{
    const char *at = strstr(text, words);
    assert_non_null(at);
    long number = 0;
    for (at += strlen(words); text_is_digit(*at) || *at == '.'; at++) {
        number = *at == '.' ? number : number * 10 + (*at - '0');
    }
    return number;
}

/* By hand: 3 municipalities of 342 took part. Gelderland has 51 and 1 of the 3: (1/3 - 51/342) /
 * sqrt((1/3 x 2/3 + 51/342 x 291/342) / 2) = 0.441. Drenthe has 12 and none: -0.270. */
static void the_report_says_how_far_the_participants_are_from_the_country(void **state)
{
    (void)state;
    struct place place = edition();
    struct ran ran = place_run(&place, NULL, "report", "--no-themes", "--kind", "impact",
                               "--format", "md", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_true(says(&place, "out/2023/impact.md", "| Gelderland | 51 | 1 | 2% | 0,44 |"));
    assert_true(says(&place, "out/2023/impact.md",
                     "| Drenthe | 12 | 0 | 0% | \xE2\x88\x92"
                     "0,27 |"));
    place_destroy(&place);
}

static void every_municipality_has_a_page_and_together_they_are_the_week(void **state)
{
    (void)state;
    struct place place = edition();
    struct ran ran = place_run(&place, NULL, "report", "--no-themes", "--kind", "none", "--format",
                               "md", "--per", "municipality", "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.out, "(342 bestanden)"));
    char *list = place_list(&place, "out/2023/municipalities");
    size_t pages = 0;
    long took_part = 0;
    long residents = 0;
    long total = 0;
    char *rest = NULL;
    for (char *path = strtok_r(list, "\n", &rest); path != NULL;
         path = strtok_r(NULL, "\n", &rest)) {
        char full[512];
        snprintf(full, sizeof full, "out/2023/municipalities/%s", path);
        size_t size;
        char *text = place_read(&place, place_has(&place, full) ? full : path, &size);
        assert_non_null(text);
        pages++;
        long here = number_after(text, "De gemeente heeft ");
        total += here;
        if (strstr(text, "deed mee\n") != NULL || strstr(text, "**deed mee**") != NULL) {
            took_part++;
            residents += here;
        }
        assert_int_equal(number_after(text, "hebben samen "), 186438 + 1754 + 562839);
        free(text);
    }
    free(list);
    assert_int_equal(pages, 342);
    assert_int_equal(took_part, 3);
    assert_int_equal(residents, 186438 + 1754 + 562839);
    assert_int_equal(total, 17811291); /* the country on 1 January 2023: CBS */
    place_destroy(&place);
}

static void people_of_a_municipality_are_said_in_classes(void **state)
{
    (void)state;
    struct place place = edition();
    struct ran ran = place_run(&place, NULL, "report", "--no-themes", "--kind", "none", "--format",
                               "md", "--per", "gemeente", "2023", NULL);
    assert_int_equal(ran.status, 0);
    const char *page = "out/2023/municipalities/breda-GM0758.md";
    assert_true(says(&place, page, "1-9"));
    assert_true(says(&place, page, "Zonder Breda zijn dat er 564.593."));
    assert_false(says(&place, "out/2023/municipalities/tilburg-GM0855.md", "1-9"));
    assert_true(says(&place, "out/2023/municipalities/tilburg-GM0855.md", "Tilburg nog niet"));
    assert_true(place_has(&place, "out/2023/municipalities/s-gravenhage-GM0518.md"));
    assert_true(place_has(&place, "out/2023/municipalities/sudwest-fryslan-GM1900.md"));
    place_destroy(&place);
}

static void an_unknown_per_is_wrong_usage(void **state)
{
    (void)state;
    struct place place = edition();
    assert_int_equal(place_run(&place, NULL, "report", "--per", "provincie", "2023", NULL).status,
                     2);
    place_destroy(&place);
}

/* 342 pages fit on one sheet each: the longest names, the smallest and the largest. */
static void a_page_is_one_page(void **state)
{
    (void)state;
    struct place place = edition();
    struct ran ran = place_run(&place, NULL, "report", "--no-themes", "--kind", "none", "--format",
                               "pdf", "--per", "municipality", "2023", NULL);
    assert_int_equal(ran.status, 0);
    const char *count = "for f in out/2023/municipalities/*.pdf; do pdfinfo $f; done | "
                        "grep -c '^Pages: *1$' | grep -qx 342";
    assert_int_equal(place_shell(&place, count).status, 0);
    place_destroy(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_says_how_far_the_participants_are_from_the_country),
        cmocka_unit_test(every_municipality_has_a_page_and_together_they_are_the_week),
        cmocka_unit_test(people_of_a_municipality_are_said_in_classes),
        cmocka_unit_test(an_unknown_per_is_wrong_usage),
        cmocka_unit_test(a_page_is_one_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
