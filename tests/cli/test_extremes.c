/* Editions at the edge, through the program: every text of every page stands within the page and
 * over no other text, whatever the edition holds; and no page has a sentence that is not true of
 * it. Boxes are those that poppler finds in the finished PDF, so that the writer is tested as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/record/moment.h"
#include "engine/reference/reference.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct arena *arena;
static struct place place;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    place = place_create();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    arena_destroy(arena);
    return 0;
}

/* -- boxes
 * ------------------------------------------------------------------------------------------------
 */

struct word {
    double left, top, right, bottom;
    const char *text;
};

static double attribute(const char *tag, const char *name)
{
    const char *at = strstr(tag, name);
    return at == NULL ? 0 : strtod(at + strlen(name), NULL);
}

/* Poppler's boxes hold the whole height of the font: what counts is the height of small letters, so
 * that an accent may touch the line above. */
static struct word word_of(const char *tag)
{
    double top = attribute(tag, "yMin=\"");
    double bottom = attribute(tag, "yMax=\"");
    double height = bottom - top;
    const char *text = strchr(tag, '>') + 1;
    return (struct word){.left = attribute(tag, "xMin=\""),
                         .top = top + 0.42 * height,
                         .right = attribute(tag, "xMax=\""),
                         .bottom = bottom - 0.24 * height,
                         .text = arena_copy(arena, text, strcspn(text, "<"))};
}

static void check_page(const char *path, int number, const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct word *a = &words[i];
        if (a->left < 0 || a->right > 595.3 || a->top < 0 || a->bottom > 841.9) {
            fail_msg("%s page %d: '%s' stands outside the page", path, number, a->text);
        }
        for (size_t k = i + 1; k < count; k++) {
            const struct word *b = &words[k];
            bool apart = a->right <= b->left + 0.5 || b->right <= a->left + 0.5 ||
                         a->bottom <= b->top || b->bottom <= a->top;
            if (!apart) {
                fail_msg("%s page %d: '%s' stands over '%s'", path, number, a->text, b->text);
            }
        }
    }
}

static void check_boxes(const char *path)
{
    struct ran ran = place_shell(&place, arena_printf(arena, "pdftotext -bbox %s boxes.xml", path));
    assert_int_equal(ran.status, 0);
    size_t size;
    char *xml = place_read(&place, "boxes.xml", &size);
    assert_non_null(xml);
    VECTOR(struct word) words = {0};
    int page = 0;
    for (const char *at = strchr(xml, '<'); at != NULL; at = strchr(at + 1, '<')) {
        if (text_starts_with(at, "<word ")) {
            *VECTOR_PUSH(arena, &words) = word_of(at);
        } else if (text_starts_with(at, "<page ")) {
            page++;
            words.count = 0;
        } else if (text_starts_with(at, "</page")) {
            check_page(path, page, words.items, words.count);
        }
    }
    free(xml);
    assert_true(page > 0);
}

/* -- running
 * ------------------------------------------------------------------------------------------------
 */

static void report(const char *edition, const char *kinds)
{
    static const char *const languages[] = {"nl", "en"};
    for (size_t i = 0; i < 2; i++) {
        struct ran ran =
            place_run(&place, NULL, "report", "--quiet", "--format", "pdf,md", "--lang",
                      languages[i], "--kind", kinds, "--out", languages[i], edition, NULL);
        if (ran.status != 0) {
            fail_msg("%s: %d: %s", edition, ran.status, ran.err);
        }
        check_boxes(arena_printf(arena, "%s/%s/impact.pdf", languages[i], edition));
        if (strstr(kinds, "submission") != NULL) {
            check_boxes(arena_printf(arena, "%s/%s/submission.pdf", languages[i], edition));
        }
    }
}

/* The Dutch report says none of these words, separated by bars. */
static void says_none_of(const char *edition, const char *words)
{
    size_t size;
    char *text = place_read(&place, arena_printf(arena, "nl/%s/impact.md", edition), &size);
    assert_non_null(text);
    while (*words != '\0') {
        const char *word = arena_copy(arena, words, strcspn(words, "|"));
        if (strstr(text, word) != NULL) {
            fail_msg("%s says \"%s\"", edition, word);
        }
        words += strlen(word) + (words[strlen(word)] == '|');
    }
    free(text);
}

#define BROKEN                                                                                     \
    "1 gemeenten|1 sessies|1 mensen|1 aanmeldingen|0 van 0|0 van de 0| nan|-nan|{{|}}|(null)"

static void write_programme(const char *edition, const struct text *rows)
{
    place_write(&place, arena_printf(arena, "%s/programma.csv", edition),
                arena_printf(arena, "Titel;Dag;Begin;Einde\r\n%s", rows->bytes));
}

static void write_attendance(const char *edition, const struct text *rows)
{
    place_write(&place, arena_printf(arena, "%s/presentie.csv", edition),
                arena_printf(arena, "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n%s", rows->bytes));
}

/* -- editions
 * ------------------------------------------------------------------------------------------------
 */

static const char long_title[] =
    "Een titel van tweehonderd tekens over samenwerking en dienstverlening aan inwoners en "
    "ondernemers in de hele regio, met \xC3\x9Cnal \xC5\x9E"
    "ahin-G\xC3\xB6k\xC3\xA7"
    "e en Tjitske H\xC3\xBBsma-W\xC3\xA2ldsang en nog veel meer mensen en namen";

/* Every municipality of the country, 180 sessions, long names of organisations. */
static void everybody_takes_part(void **state)
{
    (void)state;
    const struct layout *layout =
        reference_layout(reference_create(arena), moment_days(2023, 10, 2));
    assert_int_equal(layout->count, 342);
    struct text programme = text_create(arena);
    struct text attendance = text_create(arena);
    text_printf(&programme, "%s;2-10-2023;09:00;09:30\r\n", long_title);
    for (int i = 1; i < 180; i++) {
        text_printf(&programme,
                    "Sessie %d fan S\xC3\xBA"
                    "dwest-Frysl\xC3\xA2n;%d-10-2023;10:00;11:00\r\n",
                    i, 2 + i % 5);
    }
    for (size_t i = 0; i < 3 * layout->count; i++) {
        const char *title = i % 180 == 0 ? long_title
                                         : arena_printf(arena,
                                                        "Sessie %zu fan S\xC3\xBA"
                                                        "dwest-Frysl\xC3\xA2n",
                                                        i % 180);
        text_printf(&attendance, "%s;Mens %zu;m%zu@mail.example;Gemeente %s;%s\r\n", title, i, i,
                    layout->items[i % layout->count].name, i % 3 == 2 ? "Nee" : "Ja");
    }
    for (int i = 0; i < 30; i++) {
        text_printf(&attendance,
                    "%s;Lid %d;l%d@mail.example;Stichting Gezamenlijke Dienstverlening en "
                    "Informatievoorziening Noord %d;Ja\r\n",
                    long_title, i, i, i);
    }
    write_programme("all", &programme);
    write_attendance("all", &attendance);
    place_write(&place, "all/edition.ini",
                arena_printf(arena, "[edition]\nname = %s\norganiser = Utrecht\n", long_title));
    report("all", "impact,submission");
    says_none_of("all", BROKEN);
}

/* One session, one municipality, one person who came. */
static void one_of_everything(void **state)
{
    (void)state;
    struct text programme = text_create(arena);
    struct text attendance = text_create(arena);
    text_add(&programme, "Opening;2-10-2023;09:00;10:00\r\n");
    text_add(&attendance, "Opening;Anna Mens;anna@mail.example;Gemeente Breda;Ja\r\n");
    write_programme("one", &programme);
    write_attendance("one", &attendance);
    report("one", "impact,submission");
    says_none_of("one", BROKEN "|miljoen|Zonder de grootste");
}

static void sign_ups_only(void **state)
{
    (void)state;
    struct text programme = text_create(arena);
    struct text rows = text_create(arena);
    text_add(&programme, "Opening;2-10-2023;09:00;10:00\r\n");
    static const char *const names[] = {"Breda", "Tilburg", "Utrecht", "Zwolle"};
    for (int i = 0; i < 30; i++) {
        text_printf(&rows, "Opening;Mens %d;m%d@mail.example;Gemeente %s\r\n", i, i, names[i % 4]);
    }
    write_programme("signup", &programme);
    place_write(&place, "signup/aanmeldingen.csv",
                arena_printf(arena, "Sessie;Naam;E-mail;Organisatie\r\n%s", rows.bytes));
    report("signup", "impact,submission");
    says_none_of("signup", BROKEN "|0 gemeenten deden|deden 0|was 0|0%");
}

static void own_figures_alone(void **state)
{
    (void)state;
    place_write(&place, "2016/eigen-cijfers.csv",
                "naam;waarde;eenheid;ondergrens;bron;datum;wie\r\n"
                "sessies;62;sessies;ja;website;2016-10-09;projectteam\r\n"
                "inwoners;6800000;inwoners;ja;website;2016-10-09;projectteam\r\n");
    report("2016", "impact,submission");
    says_none_of("2016", BROKEN "|0 gemeenten|2016, 1 januari");
    size_t size;
    char *text = place_read(&place, "nl/2016/impact.md", &size);
    assert_non_null(strstr(text, "Opgave van de organisatie"));
    free(text);
}

/* Attendance without a programme and without a registration list; nobody from a municipality. */
static void no_registrations(void **state)
{
    (void)state;
    struct text rows = text_create(arena);
    for (int i = 0; i < 24; i++) {
        text_printf(&rows, "Mens %d;m%d@mail.example;Firma %d BV;9:0%d;10:00\r\n", i, i, i % 3,
                    i % 10);
    }
    place_write(&place, "walkin/aanwezig.csv",
                arena_printf(arena, "Naam;E-mail;Organisatie;Binnen;Weg\r\n%s", rows.bytes));
    report("walkin", "impact,submission");
    says_none_of("walkin", BROKEN);
}

static void ten_editions(void **state)
{
    (void)state;
    const struct layout *layout =
        reference_layout(reference_create(arena), moment_days(2023, 10, 2));
    for (int year = 2014; year < 2024; year++) {
        struct text programme = text_create(arena);
        struct text attendance = text_create(arena);
        text_printf(&programme, "Opening;2-10-%d;09:00;10:00\r\nSlot;3-10-%d;09:00;10:00\r\n", year,
                    year);
        for (int i = 0; i < 60; i++) {
            text_printf(&attendance, "%s;Mens %d;m%d@mail.example;Gemeente %s;%s\r\n",
                        i % 2 ? "Opening" : "Slot", i, i,
                        layout->items[(size_t)(i * 7 + year * 3) % layout->count].name,
                        i % 3 ? "Ja" : "Nee");
        }
        const char *edition = arena_printf(arena, "y%d", year);
        write_programme(edition, &programme);
        write_attendance(edition, &attendance);
        place_write(&place, arena_printf(arena, "%s/edition.ini", edition),
                    arena_printf(arena, "[edition]\nname = %.150s %d\n", long_title, year));
    }
    struct ran ran = place_run(&place, NULL, "report", "--quiet", "--no-themes", "--kind",
                               "comparison", "y2014", "y2015", "y2016", "y2017", "y2018", "y2019",
                               "y2020", "y2021", "y2022", "y2023", NULL);
    assert_int_equal(ran.status, 0);
    check_boxes("out/comparison/comparison.pdf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_takes_part), cmocka_unit_test(one_of_everything),
        cmocka_unit_test(sign_ups_only),        cmocka_unit_test(own_figures_alone),
        cmocka_unit_test(no_registrations),     cmocka_unit_test(ten_editions),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
