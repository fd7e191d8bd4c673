/* The same list, written in eight dialects, counts to the same: separator, encoding, line ends,
 * quoting, style of dates and durations, language of the headings, order of the rows, workbook. The
 * seed is printed when it does not hold and can be given back in SEED. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/command/inspect.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/respell.h"

enum { ROWS_MOST = 40, ROUNDS = 40 };

struct visit {
    const char *name, *mail, *organisation;
    int day, minute, lasted; /* of October 2026; minutes since midnight; minutes */
};

struct dialect {
    const char *name;
    struct respelling spelling;
    bool dutch, shuffled, workbook;
    enum { DATES_ISO, DATES_DUTCH, DATES_WORDS, DATES_AMERICAN, DATES_SERIAL } dates;
};

static const struct dialect dialects[] = {
    {"plain", {',', "\n", ENCODING_UTF_8, false, false, false}, false, false, false, DATES_ISO},
    {"excel", {';', "\r\n", ENCODING_UTF_8, true, false, false}, true, false, false, DATES_DUTCH},
    {"old excel",
     {';', "\r\n", ENCODING_WINDOWS_1252, false, true, false},
     true,
     false,
     false,
     DATES_DUTCH},
    {"teams",
     {'\t', "\r\n", ENCODING_UTF_16LE, true, false, false},
     false,
     false,
     false,
     DATES_AMERICAN},
    {"bare utf-16",
     {'\t', "\r", ENCODING_UTF_16BE, false, false, false},
     true,
     false,
     false,
     DATES_ISO},
    {"words", {',', "\n", ENCODING_UTF_8, false, true, true}, true, false, false, DATES_WORDS},
    {"shuffled", {'|', "\n", ENCODING_UTF_8, false, false, false}, false, true, false, DATES_ISO},
    {"workbook", {',', "\n", ENCODING_UTF_8, false, false, false}, true, false, true, DATES_SERIAL},
};

static const char *const headings[2][5] = {
    {"Name", "Organisation", "Email", "Join time", "Leave time"},
    {"Naam", "Organisatie", "E-mailadres", "Binnen", "Vertrokken"}};

static size_t make_visits(struct random *random, struct visit *visits)
{
    static const char *const first[] = {"Zo\xC3\xAB", "Jan", "Ren\xC3\xA9", "A\xC3\xAFsha", "Eva"};
    static const char *const last[] = {"de Boer", "Smit", "van \xE2\x80\x99t Hof", "Bos",
                                       "M\xC3\xBCller"};
    static const char *const places[] = {"Gemeente 's-Hertogenbosch",
                                         "S\xC3\xBA"
                                         "dwest-Frysl\xC3\xA2n",
                                         "Venlo; afdeling \"balie\"", "A, B en C", ""};
    static char names[25][64];
    static char mails[25][64];
    size_t count = 2 + (size_t)random_below(random, ROWS_MOST - 2);
    for (size_t i = 0; i < count; i++) {
        size_t who = (size_t)random_below(random, 25);
        snprintf(names[who], sizeof names[who], "%s %s", first[who % 5], last[who / 5]);
        snprintf(mails[who], sizeof mails[who], "p%zu@a.example", who);
        visits[i] = (struct visit){.name = names[who],
                                   .mail = who % 7 == 0 ? "" : mails[who],
                                   .organisation = places[random_below(random, 5)],
                                   .day = 5 + (int)random_below(random, 2),
                                   .minute = 540 + (int)random_below(random, 400),
                                   .lasted = 1 + (int)random_below(random, 90)};
    }
    /* One date that only one order explains, so that no dialect leaves the order open. */
    visits[0].day = 25;
    return count;
}

static const char *date_text(struct arena *arena, const struct dialect *dialect, int day,
                             int minute)
{
    int hour = minute / 60;
    int rest = minute % 60;
    switch (dialect->dates) {
    case DATES_ISO:
        return arena_printf(arena, "2026-10-%02d %02d:%02d:00", day, hour, rest);
    case DATES_DUTCH:
        return arena_printf(arena, "%02d-10-2026 %02d:%02d", day, hour, rest);
    case DATES_WORDS:
        return arena_printf(arena, "%d okt. 2026 %d.%02d uur", day, hour, rest);
    case DATES_AMERICAN:
        return arena_printf(arena, "10/%d/26, %d:%02d:00\xE2\x80\xAF%s", day,
                            hour % 12 == 0 ? 12 : hour % 12, rest, hour < 12 ? "AM" : "PM");
    case DATES_SERIAL:
        return arena_printf(arena, "%.10f", 46295 + day + minute / 1440.0);
    }
    return "";
}

static void row_cells(struct arena *arena, const struct dialect *dialect, const struct visit *visit,
                      const char *cells[5])
{
    cells[0] = visit->name;
    cells[1] = visit->organisation;
    cells[2] = visit->mail;
    cells[3] = date_text(arena, dialect, visit->day, visit->minute);
    cells[4] = date_text(arena, dialect, visit->day, visit->minute + visit->lasted);
}

static struct text table_text(struct arena *arena, const struct dialect *dialect,
                              const struct visit *visits, size_t count)
{
    const struct respelling *spelling = &dialect->spelling;
    struct text out = respell_start(arena, spelling);
    for (int c = 0; c < 5; c++) {
        respell_cell(&out, spelling, headings[dialect->dutch][c], c == 4);
    }
    for (size_t i = 0; i < count; i++) {
        const char *cells[5];
        row_cells(arena, dialect, &visits[i], cells);
        for (int c = 0; c < 5; c++) {
            respell_cell(&out, spelling, cells[c], c == 4);
        }
    }
    return out;
}

static struct text workbook_of(struct arena *arena, const struct dialect *dialect,
                               const struct visit *visits, size_t count)
{
    struct text sheet = text_create(arena);
    text_add(&sheet, "<row r=\"1\">");
    for (int c = 0; c < 5; c++) {
        text_printf(&sheet, "<c r=\"%c1\" t=\"inlineStr\"><is><t>%s</t></is></c>", 'A' + c,
                    headings[dialect->dutch][c]);
    }
    text_add(&sheet, "</row>");
    for (size_t i = 0; i < count; i++) {
        const char *cells[5];
        row_cells(arena, dialect, &visits[i], cells);
        text_printf(&sheet, "<row r=\"%zu\">", i + 2);
        for (int c = 0; c < 3; c++) {
            text_printf(&sheet, "<c r=\"%c%zu\" t=\"inlineStr\"><is><t>", 'A' + c, i + 2);
            respell_xml(&sheet, cells[c]);
            text_add(&sheet, "</t></is></c>");
        }
        text_printf(&sheet, "<c r=\"D%zu\" s=\"1\"><v>%s</v></c>", i + 2, cells[3]);
        text_printf(&sheet, "<c r=\"E%zu\" s=\"1\"><v>%s</v></c></row>", i + 2, cells[4]);
    }
    return respell_workbook(arena, &sheet);
}

/* -- the law
 * ----------------------------------------------------------------------------------------- */

static void shuffle(struct random *random, struct visit *visits, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = (size_t)random_below(random, i);
        struct visit swap = visits[i - 1];
        visits[i - 1] = visits[k];
        visits[k] = swap;
    }
}

static struct inspection read_dialect(struct arena *arena, const struct dialect *dialect,
                                      struct random *random, const struct visit *visits,
                                      size_t count)
{
    struct visit copy[ROWS_MOST];
    memcpy(copy, visits, count * sizeof *copy);
    if (dialect->shuffled) {
        shuffle(random, copy, count);
    }
    struct text bytes;
    if (dialect->workbook) {
        bytes = workbook_of(arena, dialect, copy, count);
    } else {
        struct text text = table_text(arena, dialect, copy, count);
        bytes = respell_encode(arena, &dialect->spelling, &text);
    }
    struct inspection found;
    struct error error = {0};
    const char *name = dialect->workbook ? "lijst.xlsx" : "lijst.csv";
    assert_true(inspect_bytes(arena, NULL, name, bytes.bytes, bytes.size, &found, &error));
    return found;
}

static void a_list_counts_the_same_in_eight_dialects(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    uint64_t seed = given == NULL ? 1 : strtoull(given, NULL, 10);
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct arena *arena = arena_create();
        struct random random;
        struct visit visits[ROWS_MOST];
        random_seed(&random, seed, round);
        size_t count = make_visits(&random, visits);
        struct inspection first = read_dialect(arena, &dialects[0], &random, visits, count);
        assert_int_equal(first.source->kind, SOURCE_ATTENDANCE);
        assert_int_equal(first.bad_rows, 0);
        assert_int_equal(first.source->rows_read, count);
        for (size_t d = 1; d < sizeof dialects / sizeof *dialects; d++) {
            struct inspection found = read_dialect(arena, &dialects[d], &random, visits, count);
            bool same = found.source->kind == first.source->kind &&
                        found.attendees == first.attendees && found.minutes == first.minutes &&
                        found.bad_rows == first.bad_rows &&
                        found.source->rows_read == first.source->rows_read &&
                        found.source->rows_used == first.source->rows_used;
            if (!same) {
                fprintf(stderr,
                        "SEED=%llu, round %llu, %s: %llu people %.2f minutes, not %llu %.2f\n",
                        (unsigned long long)seed, (unsigned long long)round, dialects[d].name,
                        (unsigned long long)found.attendees, found.minutes,
                        (unsigned long long)first.attendees, first.minutes);
            }
            assert_true(same);
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_counts_the_same_in_eight_dialects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
