/* The submission through the program: the fields of the form as text to paste, their lengths
 * against the profile, the municipalities that parse back to their codes, own words and what they
 * claim. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static const char programme[] = "Titel;Dag;Begin;Einde\r\n"
                                "Opening;2-10-2023;09:00;10:00\r\n";
/* A name with a comma in it, one with brackets and an apostrophe that begins a name. */
static const char attendance[] =
    "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n"
    "Opening;Anna Voorbeeld;anna@mail.example;Gemeente Nuenen, Gerwen en Nederwetten;Ja\r\n"
    "Opening;Bram Voorbeeld;bram@mail.example;gemeente Bergen (NH.);Ja\r\n"
    "Opening;Carla Voorbeeld;carla@mail.example;gemeente 's-Gravenhage;Ja\r\n"
    "Opening;Daan Voorbeeld;daan@mail.example;gemeente S\xC3\xBA"
    "dwest-Frysl\xC3\xA2n;Ja\r\n";

static struct place edition(void)
{
    struct place place = place_create();
    place_write(&place, "2023/programma.csv", programme);
    place_write(&place, "2023/presentie.csv", attendance);
    return place;
}

static struct ran report(const struct place *place)
{
    return place_run(place, NULL, "report", "--no-themes", "--kind", "submission", "2023", NULL);
}

/* The text of an output, copied into the arena; it must be there. */
static const char *output(struct arena *arena, const struct place *place, const char *path)
{
    size_t size;
    char *bytes = place_read(place, arena_printf(arena, "out/2023/%s", path), &size);
    if (bytes == NULL) {
        fail_msg("%s is not there", path);
    }
    const char *text = arena_copy(arena, bytes, size);
    free(bytes);
    return text;
}

static void every_field_is_a_file_with_its_length(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct place place = edition();
    assert_int_equal(report(&place).status, 0);
    assert_string_equal(output(arena, &place, "submission/03-year.txt"), "2023\r\n");
    assert_string_equal(output(arena, &place, "submission/01-title.txt"),
                        "Editie 2023: leren van elkaar in \xC3\xA9\xC3\xA9n week\r\n");
    /* 41 characters, 43 bytes: forms count characters. */
    const char *lengths = output(arena, &place, "submission/velden.csv");
    assert_non_null(strstr(lengths, "Titel;01-title.txt;41;80;past\r\n"));
    assert_non_null(strstr(output(arena, &place, "submission/06-succesvol.txt"),
                           "4 van de 342 gemeenten deden mee."));
    const char *page = output(arena, &place, "submission.md");
    assert_non_null(strstr(page, "4 van 342"));
    place_destroy(&place);
    arena_destroy(arena);
}

static void municipalities_parse_back_to_the_same_codes(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct place place = edition();
    assert_int_equal(report(&place).status, 0);
    const char *list = output(arena, &place, "submission/05-participants.txt");
    struct text lines = text_create(arena);
    size_t names = 1;
    for (const char *c = list; *c != '\r'; c++) {
        if (*c == ';') {
            text_add(&lines, "\n");
            names++;
            c++; /* the blank after it */
        } else {
            text_add_char(&lines, *c);
        }
    }
    text_add(&lines, "\n");
    assert_int_equal(names, 4);
    place_write(&place, "names.txt", lines.bytes);
    struct ran ran =
        place_run(&place, NULL, "resolve", "--csv", "--date", "2023-10-02", "names.txt", NULL);
    static const char *const codes[] = {"GM0373", "GM0518", "GM0820", "GM1900"};
    for (size_t i = 0; i < 4; i++) {
        if (strstr(ran.out, codes[i]) == NULL) {
            fail_msg("%s is not in\n%s", codes[i], ran.out);
        }
    }
    assert_null(strstr(ran.out, "unknown"));
    assert_null(strstr(ran.out, "ambiguous"));
    place_destroy(&place);
    arena_destroy(arena);
}

static void a_field_that_is_empty_is_said_and_one_that_is_too_long_is_not_made_final(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct place place = edition();
    struct ran ran = report(&place);
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.err, "\"Gemeente\" is nog leeg"));
    assert_non_null(strstr(ran.err, "organiser = "));

    place_write(&place, "2023/edition.ini", "[edition]\norganiser = Utrecht\n");
    struct text words = text_create(arena);
    for (size_t i = 0; i < 700; i++) {
        text_add(&words, i % 7 == 6 ? " " : "a");
    }
    place_write(&place, "2023/texts/samenvatting.md", words.bytes);
    ran = report(&place);
    assert_null(strstr(ran.err, "\"Gemeente\""));
    assert_non_null(strstr(ran.err, "\"Samenvatting\" telt"));
    assert_non_null(strstr(ran.err, "er mogen er 600 in"));
    assert_non_null(strstr(output(arena, &place, "submission/velden.csv"), "te veel\r\n"));
    ran = place_run(&place, NULL, "report", "--no-themes", "--status", "final", "2023", NULL);
    assert_int_equal(ran.status, 3);
    assert_false(place_has(&place, "out/2023/submission-v1.pdf"));
    ran = place_run(&place, NULL, "report", "--no-themes", "--status", "final", "--accept-open",
                    "2023", NULL);
    assert_int_equal(ran.status, 0);
    assert_true(place_has(&place, "out/2023/submission-v1.pdf"));
    place_destroy(&place);
    arena_destroy(arena);
}

static void a_profile_in_the_folder_wins(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct place place = edition();
    place_write(&place, "2023/gemeentedelers-2023.ini",
                "[profile]\nname = Eigen prijs\n[field titel]\nheading = Titel\nlimit = 10\n");
    struct ran ran = report(&place);
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.err, "\"Titel\" telt 41 tekens en er mogen er 10 in"));
    assert_non_null(strstr(output(arena, &place, "submission/velden.csv"), ";31 te veel"));
    assert_true(place_has(&place, "out/2023/submission/01-titel.txt"));
    place_write(&place, "2023/gemeentedelers-2023.ini",
                "[profile]\n[field titel]\nheading = Titel\nlimiet = 10\n");
    ran = report(&place);
    assert_int_equal(ran.status, 1);
    assert_non_null(strstr(ran.err, "gemeentedelers-2023.ini:4"));
    assert_non_null(strstr(ran.err, "limit"));
    place_destroy(&place);
    arena_destroy(arena);
}

/* The first week's own report: its 100 is carried when the ledger has it; its impact is not. */
static void claims_without_evidence_are_listed(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct place place = edition();
    place_write(&place, "2023/texts/waardevol.md",
                "Er deden 4 gemeenten mee. De week heeft impact gehad op 17 miljoen inwoners.");
    assert_int_equal(report(&place).status, 0);
    const char *page = output(arena, &place, "submission.md");
    const char *unsupported = strstr(page, "Nog zonder bewijs");
    assert_non_null(unsupported);
    assert_non_null(strstr(unsupported, "impact gehad op 17 miljoen"));
    assert_null(strstr(unsupported, "Er deden 4 gemeenten mee"));
    place_destroy(&place);
    arena_destroy(arena);
}

static void a_pale_colour_is_refused_with_ratio_and_the_nearest_that_works(void **state)
{
    (void)state;
    struct place place = edition();
    place_write(&place, "2023/edition.ini", "[report]\ncolour = #FFB612\n");
    struct ran ran = report(&place);
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.err, "contrast met wit 1,7, nodig is 4,5"));
    assert_non_null(strstr(ran.err, "de dichtste kleur die werkt is #"));
    place_destroy(&place);
}

static void an_embargo_stands_on_every_page_and_in_the_message(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct place place = edition();
    place_write(&place, "2023/edition.ini", "[report]\nembargo = 16-10-2023\n");
    assert_int_equal(report(&place).status, 0);
    static const char line[] = "Onder embargo tot 16 oktober 2023";
    const char *message = output(arena, &place, "message.txt");
    assert_int_equal(strncmp(message, line, sizeof line - 1), 0);
    assert_non_null(strstr(output(arena, &place, "submission.md"), line));
    assert_non_null(strstr(output(arena, &place, "submission.html"), line));
    const char *count = "pages=$(pdfinfo out/2023/submission.pdf | sed -n 's/^Pages: *//p'); "
                        "lines=$(pdftotext -layout out/2023/submission.pdf - | grep -c '"
                        "Onder embargo tot 16 oktober 2023'); test $lines -eq $((pages + 1))";
    assert_int_equal(place_shell(&place, count).status, 0);
    assert_int_equal(
        place_shell(&place, "pdfinfo out/2023/submission.pdf | grep -q 'Subject:.*embargo'").status,
        0);
    place_destroy(&place);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_a_file_with_its_length),
        cmocka_unit_test(municipalities_parse_back_to_the_same_codes),
        cmocka_unit_test(a_field_that_is_empty_is_said_and_one_that_is_too_long_is_not_made_final),
        cmocka_unit_test(a_profile_in_the_folder_wins),
        cmocka_unit_test(claims_without_evidence_are_listed),
        cmocka_unit_test(an_embargo_stands_on_every_page_and_in_the_message),
        cmocka_unit_test(a_pale_colour_is_refused_with_ratio_and_the_nearest_that_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
