/* The cleaners as tables: one line per spelling that FORMATS.md section 3 names, and the degenerate
 * ones first. A line more is a test more. Dates and lengths of time: test_clean_time.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/random.h"
#include "engine/clean/grade.h"
#include "engine/clean/mail.h"
#include "engine/clean/person_name.h"
#include "engine/clean/status.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/test_arena.h"

static void addresses_are_found_and_sentences_are_not(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"", NULL},
        {"-", NULL},
        {"anonymous", NULL},
        {"jan@", NULL},
        {"@a.example", NULL},
        {"jan@venlo", NULL},
        {"jan@10.0.0.1", NULL},
        {"jan@a..example", NULL},
        {"Jan.Smit@Venlo.EXAMPLE ", "jan.smit@venlo.example"},
        {"mailto:jan@a.example", "jan@a.example"},
        {"Jan Smit <jan@a.example>", "jan@a.example"},
        {"jan@a.example; eva@b.example", "jan@a.example"},
        {"'jan@a.example'", "jan@a.example"},
        {"jan@a.example.", "jan@a.example"},
        {"jan_venlo.example#EXT#@tenant.onmicrosoft.example", "jan@venlo.example"},
        {"jan+week@a-b.example", "jan+week@a-b.example"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *mail;
        enum cleaned cleaned = mail_read(arena, lines[i][0], &mail);
        assert_int_equal(cleaned == CLEANED, lines[i][1] != NULL);
        if (lines[i][1] != NULL) {
            assert_string_equal(mail, lines[i][1]);
        }
    }
}

/* An address as it should be is seen at once; with a blank before it, it goes the long way. */
static void tidy_addresses_are_read_as_all_others(void **state)
{
    (void)state;
    static const char bytes[] = "az09.-_+@@#'%A \xC3\xA9";
    struct random random;
    random_seed(&random, 4, 0);
    size_t good = 0;
    for (int turn = 0; turn < 100000; turn++) {
        struct arena_mark mark = arena_mark(arena);
        char text[40] = " jan.de-wit+1@kcc.utrecht.example";
        size_t size = strlen(text);
        for (int i = 0; i < turn % 4; i++) {
            text[1 + random_below(&random, size - 1)] = bytes[random_below(&random, sizeof bytes)];
        }
        const char *at_once;
        const char *in_full;
        enum cleaned cleaned = mail_read(arena, text + 1, &at_once);
        assert_int_equal(cleaned, mail_read(arena, text, &in_full));
        assert_int_equal(at_once == NULL, in_full == NULL);
        if (at_once != NULL) {
            assert_string_equal(at_once, in_full);
            good++;
        }
        arena_release(arena, mark);
    }
    assert_true(good > 10000);
}

/* An address that needs nothing, byte by byte, by the rules of mail.c. */
static bool tidy_mail_by_hand(const char *text, size_t size)
{
    size_t at = 0;
    size_t dots = 0;
    bool good = size <= 254;
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        bool label = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        bool behind_label = i > 0 && text[i - 1] != '.' && text[i - 1] != '@';
        good = good && (label || c == '@' || c == '.' || (at == 0 && (c == '_' || c == '+')));
        good = good && (c != '@' || (i > 0 && at == 0)) && (at == 0 || c != '.' || behind_label);
        at = c == '@' ? i : at;
        dots += at > 0 && c == '.';
    }
    return good && at > 0 && dots > 0 && text[size - 1] >= 'a' && text[size - 1] <= 'z';
}

/* Texts of every size, in memory of just that size. */
static void tidy_cells_are_seen_at_once(void **state)
{
    (void)state;
    static const char mails[] = "abz019-@.._+'A `{/:\x80\xC3";
    static const char names[] = "abzAZ  -.'mnQ0@[`{";
    struct random random;
    random_seed(&random, 5, 0);
    size_t good[2] = {0, 0};
    for (int turn = 0; turn < 400000; turn++) {
        struct arena_mark mark = arena_mark(arena);
        size_t size = 1 + random_below(&random, 80);
        bool mail = turn % 2 == 0;
        char bytes[81] = "";
        for (size_t i = 0; i < size; i++) {
            bytes[i] = (char)('a' + (char)random_below(&random, 26));
        }
        if (mail && size > 6) {
            bytes[1 + random_below(&random, size - 5)] = '@';
            bytes[size - 3] = '.';
        }
        for (int i = 0; i < turn % 5; i++) {
            bytes[random_below(&random, size)] =
                mail ? mails[random_below(&random, sizeof mails - 1)]
                     : names[random_below(&random, sizeof names - 1)];
        }
        if (!mail && turn % 7 == 0 && size > 2) {
            memcpy(bytes + random_below(&random, size - 1), "\xC3\xA9", 2);
        }
        char *text = malloc(size + 1);
        assert_non_null(text);
        memcpy(text, bytes, size + 1);
        if (mail) {
            assert_int_equal(mail_is_tidy(text, size), tidy_mail_by_hand(text, size));
            good[0] += mail_is_tidy(text, size);
        } else if (person_name_is_tidy(text, size)) {
            /* What reads all of it, with a blank in front, finds the same. */
            struct person_name name;
            person_name_read(arena, arena_printf(arena, " %s", text), BRACKETS_ORGANISATION, "",
                             &name);
            assert_string_equal(name.name, text);
            assert_true(name.organisation == NULL && name.mail == NULL && !name.telephone);
            good[1]++;
        }
        free(text);
        arena_release(arena, mark);
    }
    assert_true(good[0] > 50000 && good[1] > 50000);
}

static void words_for_nobody_are_no_names(void **state)
{
    (void)state;
    static const char *const words[] = {
        "Anonymous", "anonieme gebruiker", "ANONYMOUS USER", "Onbekend", "unknown", "-"};
    static const char *const callers[] = {"Inbeller", "Telefoongebruiker", "Call-in user",
                                          "anonymous caller"};
    struct person_name name;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        person_name_read(arena, words[i], BRACKETS_ORGANISATION, "", &name);
        assert_null(name.name);
    }
    for (size_t i = 0; i < sizeof callers / sizeof *callers; i++) {
        person_name_read(arena, callers[i], BRACKETS_ORGANISATION, "", &name);
        assert_true(name.telephone && name.numbered);
    }
    person_name_read(arena, "Jan de Wit - gemeente Venlo", BRACKETS_ORGANISATION, "", &name);
    assert_string_equal(name.name, "Jan de Wit");
    assert_string_equal(name.organisation, "gemeente Venlo");
}

static void names_lose_markers_and_keep_people(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name, *organisation;
        enum name_brackets brackets;
    } lines[] = {
        {"", NULL, NULL, BRACKETS_ORGANISATION},
        {"--", NULL, NULL, BRACKETS_ORGANISATION},
        {"(Guest)", NULL, NULL, BRACKETS_ORGANISATION},
        {"Anoniem", NULL, NULL, BRACKETS_ORGANISATION},
        {"Sanne de Vries", "Sanne de Vries", NULL, BRACKETS_ORGANISATION},
        {"  Sanne   de Vries ", "Sanne de Vries", NULL, BRACKETS_ORGANISATION},
        {"Vries, Sanne de", "Sanne de Vries", NULL, BRACKETS_ORGANISATION},
        {"Brouwer, Willem (Gast)", "Willem Brouwer", NULL, BRACKETS_ORGANISATION},
        {"Ren\xC3\xA9 K (Unverified) (External)", "Ren\xC3\xA9 K", NULL, BRACKETS_ORGANISATION},
        {"Zoe\xCC\x88 de Boer", "Zo\xC3\xAB de Boer", NULL, BRACKETS_ORGANISATION},
        {"Jan Smit (Niet-geverifieerd)", "Jan Smit", NULL, BRACKETS_ORGANISATION},
        {"[Gemeente Venlo] Jan Smit", "Jan Smit", "Gemeente Venlo", BRACKETS_ORGANISATION},
        {"Smit, Jan (Gemeente Venlo)", "Jan Smit", "Gemeente Venlo", BRACKETS_ORGANISATION},
        {"Jan Smit | Gemeente Venlo", "Jan Smit", "Gemeente Venlo", BRACKETS_ORGANISATION},
        {"Jan Smit, gemeente Venlo", "Jan Smit", "gemeente Venlo", BRACKETS_ORGANISATION},
        {"Jan Smit (hij/hem)", "Jan Smit", NULL, BRACKETS_ORGANISATION},
        {"Bas (Bas van Loon)", "Bas van Loon", NULL, BRACKETS_ACCOUNT},
        {"Bastiaan van Loon (Bas)", "Bastiaan van Loon", NULL, BRACKETS_ACCOUNT},
        {"jan@a.example", NULL, NULL, BRACKETS_ORGANISATION},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct person_name name;
        person_name_read(arena, lines[i].text, lines[i].brackets, "file", &name);
        if (lines[i].name == NULL) {
            assert_null(name.name);
        } else {
            assert_string_equal(name.name, lines[i].name);
        }
        if (lines[i].organisation == NULL) {
            assert_null(name.organisation);
        } else {
            assert_string_equal(name.organisation, lines[i].organisation);
        }
    }
}

static void a_telephone_number_is_never_in_the_name(void **state)
{
    (void)state;
    static const char *const same[] = {"31612345678", "\"  31612345678\"", "+31 6 1234 5678",
                                       "31612345678 (Unverified)"};
    struct person_name first;
    person_name_read(arena, same[0], BRACKETS_ORGANISATION, "a", &first);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct person_name name;
        person_name_read(arena, same[i], BRACKETS_ORGANISATION, "a", &name);
        assert_true(name.telephone);
        assert_string_equal(name.name, first.name);
        assert_null(strstr(name.name, "345678"));
    }
    struct person_name one;
    struct person_name other;
    person_name_read(arena, "Call-in User_2", BRACKETS_ORGANISATION, "a.csv", &one);
    person_name_read(arena, "Call-in User_2", BRACKETS_ORGANISATION, "b.csv", &other);
    assert_true(one.telephone);
    assert_string_not_equal(one.name, other.name);
}

static void cleaning_a_name_twice_is_cleaning_it_once(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Vries, Sanne de", "Bos, Eva (Extern)", "Jan Smit | Gemeente X",
        "[VNG] Tim Vos",   "Zo\xC3\xAB",        "El Amrani, Mohamed (Gast)"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct person_name once;
        struct person_name twice;
        person_name_read(arena, names[i], BRACKETS_ORGANISATION, "", &once);
        person_name_read(arena, once.name, BRACKETS_ORGANISATION, "", &twice);
        assert_string_equal(once.name, twice.name);
    }
}

static void statuses_and_marks_are_known_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum registration_status status;
        enum cleaned cleaned;
    } lines[] = {
        {"", REGISTRATION_LIVE, CLEANED_EMPTY},
        {"pending_approval", REGISTRATION_PENDING, CLEANED},
        {"Checked In", REGISTRATION_LIVE, CLEANED},
        {"Not Attending", REGISTRATION_CANCELLED, CLEANED},
        {"Canceled", REGISTRATION_CANCELLED, CLEANED},
        {"Afgemeld op 3 oktober", REGISTRATION_CANCELLED, CLEANED},
        {"WACHTLIJST", REGISTRATION_PENDING, CLEANED},
        {"Liste d'attente", REGISTRATION_PENDING, CLEANED},
        {"Nicht erschienen", REGISTRATION_LIVE, CLEANED},
        {"in afwachting", REGISTRATION_PENDING, CLEANED},
        {"ja", REGISTRATION_LIVE, CLEANED},
        {"Nee", REGISTRATION_CANCELLED, CLEANED},
        {"blauw", REGISTRATION_LIVE, CLEANED_BAD},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        enum registration_status status;
        enum attended attended;
        assert_int_equal(status_read(arena, lines[i].text, &status, &attended), lines[i].cleaned);
        assert_int_equal(status, lines[i].status);
    }
    static const char *const yes[] = {"Ja", "x", "X", "1", "\xE2\x9C\x93", "waar", "TRUE", "yes"};
    static const char *const no[] = {"Nee", "0", "-", "false", "onwaar", "afwezig"};
    bool mark;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        assert_int_equal(mark_read(arena, yes[i], &mark), CLEANED);
        assert_true(mark);
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        assert_int_equal(mark_read(arena, no[i], &mark), CLEANED);
        assert_false(mark);
    }
    assert_int_equal(mark_read(arena, "misschien", &mark), CLEANED_BAD);
    assert_int_equal(mark_read(arena, "n.v.t.", &mark), CLEANED_EMPTY);
    assert_int_equal(mark_read(arena, "#N/A", &mark), CLEANED_EMPTY);
    assert_int_equal(mark_read(arena, "Ja, hele sessie", &mark), CLEANED_BAD);
    assert_int_equal(mark_read_explained(arena, "Ja, hele sessie", &mark), CLEANED);
    assert_true(mark);
    assert_int_equal(mark_read_explained(arena, "nee (ziek)", &mark), CLEANED);
    assert_false(mark);
    assert_int_equal(mark_read_explained(arena, "misschien, weet niet", &mark), CLEANED_BAD);
    static const struct {
        const char *text;
        enum cleaned cleaned;
        bool yes;
    } points[] = {{"P (2/2)", CLEANED, true},      {"L (1/2)", CLEANED, true},
                  {"A (0/2)", CLEANED, false},     {"E (1/2)", CLEANED, false},
                  {"A (0 / 2)", CLEANED_BAD, 0},   {"(2/2)", CLEANED_BAD, 0},
                  {"Zaal (2/2)", CLEANED_BAD, 0},  {"P (2/)", CLEANED_BAD, 0},
                  {"P (2/2) laat", CLEANED_BAD, 0}};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        assert_int_equal(mark_read_points(points[i].text, &mark), points[i].cleaned);
        assert_int_equal(mark, points[i].yes);
    }
}

static void grades_and_opinions_become_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        enum cleaned cleaned;
    } lines[] = {
        {"", 0, CLEANED_EMPTY},     {"n.v.t.", 0, CLEANED_EMPTY}, {"-", 0, CLEANED_EMPTY},
        {"geen", 0, CLEANED_EMPTY}, {"7,5", 7.5, CLEANED},        {"7.5", 7.5, CLEANED},
        {"8-", 7.75, CLEANED},      {"8+", 8.25, CLEANED},        {"8\xC2\xBD", 8.5, CLEANED},
        {"8/10", 8, CLEANED},       {"een 8", 8, CLEANED},        {"acht", 8, CLEANED},
        {"8 (goed)", 8, CLEANED},   {"goed", 0, CLEANED_BAD},     {"8 of 9", 8, CLEANED_BAD},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        double value;
        assert_int_equal(grade_read(arena, lines[i].text, &value), lines[i].cleaned);
        if (lines[i].cleaned == CLEANED) {
            assert_true(value == lines[i].value);
        }
    }
    double value;
    assert_int_equal(number_clean("1.250,50", &value), CLEANED);
    assert_true(value == 1250.5);
    assert_int_equal(number_clean("\xE2\x82\xAC 5.000", &value), CLEANED);
    assert_true(value == 5000);
    assert_int_equal(number_clean("-12,5", &value), CLEANED);
    assert_true(value == -12.5);
    assert_int_equal(likert_read(arena, "Helemaal mee oneens", &value), CLEANED);
    assert_true(value == 1);
    assert_int_equal(likert_read(arena, "5 - Strongly agree", &value), CLEANED);
    assert_true(value == 5);
    assert_int_equal(likert_read(arena, "mooi weer", &value), CLEANED_BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_found_and_sentences_are_not),
        cmocka_unit_test(tidy_addresses_are_read_as_all_others),
        cmocka_unit_test(tidy_cells_are_seen_at_once),
        cmocka_unit_test(words_for_nobody_are_no_names),
        cmocka_unit_test(names_lose_markers_and_keep_people),
        cmocka_unit_test(a_telephone_number_is_never_in_the_name),
        cmocka_unit_test(cleaning_a_name_twice_is_cleaning_it_once),
        cmocka_unit_test(statuses_and_marks_are_known_words),
        cmocka_unit_test(grades_and_opinions_become_numbers),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
