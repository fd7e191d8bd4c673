/* The rode draden of an edition, through the program: found in the remarks of the fixture of 2023,
 * kept, named by the user, printed without what may not be printed. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

/* The standard output of a run that must succeed, valid until the next run. */
static const char *done(struct ran ran)
{
    assert_int_equal(ran.status, 0);
    return ran.out;
}

#define RUN(place, ...) done(place_run(place, NULL, __VA_ARGS__, NULL))

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what)) {
        count++;
    }
    return count;
}

static void assert_has(const struct place *place, const char *path, const char *what, bool there)
{
    size_t size;
    char *text = place_read(place, path, &size);
    assert_non_null(text);
    if ((strstr(text, what) != NULL) != there) {
        fail_msg("%s %s \"%s\"", path, there ? "lacks" : "has", what);
    }
    free(text);
}

static size_t words_of(const struct place *place, const char *path)
{
    size_t size;
    char *text = place_read(place, path, &size);
    assert_non_null(text);
    size_t words = 0;
    char *rest = NULL;
    for (char *word = strtok_r(text, " \r\n", &rest); word != NULL;
         word = strtok_r(NULL, " \r\n", &rest)) {
        words++;
    }
    free(text);
    return words;
}

/* fixtures/truth/2023.json: five planted threads, and paspoort, the talk of a single session. */
static void planted_threads_are_found_kept_and_named(void **state)
{
    (void)state;
    struct place place = place_create();
    place_copy(&place, "fixtures/editions/2023", "2023", false);
    const char *first = RUN(&place, "themes", "2023", "--csv");
    assert_int_equal(count_of(first, ",1,0,"), 5); /* recurs, and lacks nothing */
    const char *single = strstr(first, "paspoort");
    assert_non_null(single);
    assert_null(strstr(single, ",1,0,")); /* what recurs stands before it */
    char *kept = strdup(first);
    assert_string_equal(RUN(&place, "themes", "2023", "--csv", "--threads", "2"), kept);
    free(kept);

    assert_has(&place, "2023/themes.csv", "kenmerk;naam;vng_label", true);
    place_write(&place, "2023/themes.csv",
                "kenmerk;naam;vng_label\r\n"
                "visie|samenhang|gedeelde visie|koers;Een koers voor iedereen;\r\n");
    assert_non_null(strstr(RUN(&place, "themes", "2023"), "Een koers voor iedereen"));
    assert_non_null(strstr(RUN(&place, "themes", "2023"), "Zonder VNG-label"));
    RUN(&place, "report", "--kind", "impact", "--format", "md", "2023");
    assert_has(&place, "out/2023/impact.md", "Een koers voor iedereen", true);
    assert_in_range(words_of(&place, "out/2023/message.txt"), 60, 120);
    assert_has(&place, "out/2023/impact.md", "deelnemer, over", true);
    assert_has(&place, "2023/themes.csv", "Een koers voor iedereen", true);
    assert_has(&place, "2023/themes.csv", "paspoort|", true);
    place_destroy(&place);
}

static void reports_without_themes_and_without_quotes_say_so(void **state)
{
    (void)state;
    struct place place = place_create();
    place_copy(&place, "fixtures/editions/2023", "2023", false);
    RUN(&place, "report", "--kind", "impact", "--format", "md", "--no-themes", "2023");
    assert_has(&place, "out/2023/impact.md", "## Rode draden", false);
    assert_has(&place, "out/2023/figures.json", "\"themes_not_measured\"", true);
    assert_false(place_has(&place, "2023/themes.csv"));
    place_write(&place, "2023/edition.ini", "[report]\nquotes = nee\n");
    RUN(&place, "report", "--kind", "impact", "--format", "md", "2023");
    assert_has(&place, "out/2023/impact.md", "## Rode draden", true);
    assert_has(&place, "out/2023/impact.md", "deelnemer, over", false);
    place_destroy(&place);
}

static void few_remarks_carry_no_thread(void **state)
{
    (void)state;
    struct place place = place_create();
    place_write(&place, "klein/programme.csv",
                "Titel;Datum;Begin;Einde\r\nHeldere taal;2-10-2023;10:00;11:00\r\n");
    place_write(&place, "klein/evaluatie.csv",
                "Sessie;Rapportcijfer (1-10);Wat neem je mee?\r\n"
                "Heldere taal;8;Elke brief eerst laten lezen door een inwoner\r\n"
                "Heldere taal;7;Korte zinnen en gewone woorden in elke brief\r\n");
    assert_non_null(strstr(RUN(&place, "figures", "klein", "--json"), "\"few_texts\""));
    place_destroy(&place);
}

/* What comes back from people: coder bram agrees with anna in all but the last text. */
static void coded_texts_come_back_and_changed_rules_move_texts(void **state)
{
    (void)state;
    struct place place = place_create();
    struct arena *arena = arena_create();
    struct text file = text_create(arena), coded = text_create(arena);
    text_add(&file, "id,tekst\n");
    text_add(&coded, "id,text,anna,bram\n");
    static const char *const subject[] = {"wachttijd balie loket", "parkeren vergunning straat"};
    static const char *const detail[] = {"lang", "kort", "duur", "snel", "vaak"};
    for (int i = 0; i < 40; i++) {
        text_printf(&file, "t%d,%s %s %s nummer%c\n", i, subject[i % 2], detail[i % 5],
                    detail[i / 5 % 5], 'a' + i % 13);
        text_printf(&coded, "t%d,,%s,%s\n", i, i % 2 == 0 ? "Loket" : "Straat",
                    i % 2 == 0 || i == 39 ? "loket" : "straat");
    }
    text_add(&coded, "onbekend,,Loket,\n");
    place_write(&place, "f.csv", file.bytes);
    place_write(&place, "c.csv", coded.bytes);
    const char *said = RUN(&place, "themes", "f.csv", "--text", "tekst", "--id", "id", "--themes",
                           "2", "--coded", "c.csv");
    /* By hand: 40 pairs, 1 unlike; o = 2 in each off-diagonal cell's sum, n_loket = 41, n_straat =
     * 39; alpha = 1 - 79 x 2 / (2 x 41 x 39) = 0.951 */
    assert_non_null(strstr(said, "Codeurs onderling: alfa 0,95 (40 teksten)"));
    assert_non_null(strstr(said, "Eerste codeur en programma: alfa 1,00"));
    assert_non_null(strstr(said, "= loket"));
    assert_non_null(strstr(said, "1 regel"));
    place_write(&place, "old.csv", "thema,woorden\nLoket,balie\nStraat,parkeer*\n");
    place_write(&place, "new.csv",
                "thema,woorden,uitsluiten\nLoket,balie,balie loket lang\nStraat,parke*,\n");
    said = RUN(&place, "themes", "f.csv", "--text", "tekst", "--id", "id", "--codebook", "new.csv",
               "--before", "old.csv");
    assert_int_equal(count_of(said, ",Loket,eraf,"), 4); /* t0, t10, t20, t30: "lang" first */
    assert_int_equal(count_of(said, ",Straat,erbij,"), 20);
    assert_int_equal(
        place_run(&place, NULL, "themes", "f.csv", "--text", "tekst", "--before", "old.csv", NULL)
            .status,
        2);
    arena_destroy(arena);
    place_destroy(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planted_threads_are_found_kept_and_named),
        cmocka_unit_test(reports_without_themes_and_without_quotes_say_so),
        cmocka_unit_test(few_remarks_carry_no_thread),
        cmocka_unit_test(coded_texts_come_back_and_changed_rules_move_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
