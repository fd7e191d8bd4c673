/* Hard conditions: two runs at once, many files, a huge one, names that are codes for a terminal,
 * links that go round, folders that cannot be written; and work that must grow no faster than the
 * input. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/reference_job.h"

static struct place place;

static int setup(void **state)
{
    (void)state;
    place = place_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    place_shell(&place, "chmod -R u+rwX .");
    place_destroy(&place);
    return 0;
}

static struct ran import(const char *folder)
{
    return place_run(&place, NULL, "import", folder, NULL);
}

static void write_list(const char *path, int number)
{
    char text[512];
    snprintf(text, sizeof text,
             "Naam;E-mail;Organisatie;Sessie;Aangemeld op\n"
             "Sanne de Vries;sanne%d@utrecht.example;Gemeente Utrecht;Opening;0%d-09-2023 10:00\n",
             number, number % 9 + 1);
    place_write(&place, path, text);
}

/* Two runs on one store: each completes, or says who is in the way; the store holds both. */
static void two_runs_at_once_do_not_meet(void **state)
{
    (void)state;
    reference_job_make(&place, "2024", 4000, 40, 1);
    reference_job_make(&place, "2025", 4000, 40, 1);
    static const char command[] =
        "for e in 2024 2025 2024 2025; do \"$RODEDRAAD\" import $e --db rodedraad.db --rehash "
        ">$e.$$.log 2>&1 & done; wait; cat *.log";
    struct ran ran = place_shell(&place, command);
    assert_int_equal(ran.status, 0);
    assert_null(strstr(ran.out, "malformed"));
    assert_int_equal(import("2024").status, 0);
    assert_int_equal(import("2025").status, 0);
    ran = place_shell(&place, "sqlite3 rodedraad.db 'PRAGMA integrity_check; SELECT count(*) FROM "
                              "edition; SELECT count(*) FROM registration'");
    assert_string_equal(ran.out, "ok\n2\n8000\n");
}

/* Files are hashed, persons named and remarks scrubbed on several threads. */
static void the_number_of_threads_changes_no_byte(void **state)
{
    (void)state;
    reference_job_make(&place, "2025", 30000, 100, 1);
    static const char command[] =
        "for t in 1 2 3 16; do \"$RODEDRAAD\" import 2025 --db t$t.db --threads $t --quiet && "
        "sqlite3 t$t.db .dump | sha256sum; done | sort -u | wc -l";
    struct ran ran = place_shell(&place, command);
    assert_int_equal(ran.status, 0);
    assert_int_equal(strtol(ran.out, NULL, 10), 1);
}

static void ten_thousand_files_are_read(void **state)
{
    (void)state;
    char path[64];
    for (int i = 0; i < 10000; i++) {
        snprintf(path, sizeof path, "2023/lijst-%05d.csv", i);
        write_list(path, i);
    }
    struct ran ran = import("2023");
    assert_int_equal(ran.status, 0);
    ran = place_shell(&place, "sqlite3 rodedraad.db 'SELECT count(*) FROM source; SELECT count(*) "
                              "FROM person; SELECT sum(rows_read) FROM source'");
    assert_string_equal(ran.out, "10000\n10000\n10000\n");
}

static void a_file_of_four_gigabytes_is_read_or_refused(void **state)
{
    (void)state;
    write_list("2023/lijst.csv", 1);
    place_write(&place, "2023/groot.csv", "Naam;E-mail\nSanne de Vries;sanne@utrecht.example\n");
    assert_int_equal(place_shell(&place, "truncate -s 4100M 2023/groot.csv").status, 0);
    struct ran ran = import("2023");
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.out, "groot.csv"));
}

static void names_are_printed_harmlessly(void **state)
{
    (void)state;
    write_list("2023/a\nb\033[31m\001\x7F.csv", 1);
    write_list("2023/map\033]0;x\007/caf\xE9.csv", 2);
    static const char *const commands[] = {"import", "check", "report"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct ran ran = place_run(&place, NULL, commands[i], "2023", NULL);
        assert_true(ran.status == 0 || ran.status == 3);
        const char *texts[] = {ran.out, ran.err};
        for (size_t t = 0; t < 2; t++) {
            for (const char *c = texts[t]; *c != '\0'; c++) {
                unsigned char byte = (unsigned char)*c;
                if ((byte < 0x20 && byte != '\n') || byte == 0x7F || byte == 0xE9) {
                    fail_msg("%s prints byte %02x: %s", commands[i], byte, texts[t]);
                }
            }
        }
    }
}

static void links_and_dots_lead_to_the_same_edition(void **state)
{
    (void)state;
    write_list("2023/lijst.csv", 1);
    assert_int_equal(place_shell(&place, "ln -s . 2023/rond; ln -s 2023/../2023/lijst.csv "
                                         "2023/nergens.csv; ln -s 2023 ernaast; mkfifo 2023/p.csv")
                         .status,
                     0);
    assert_int_equal(import("2023/../2023/").status, 0);
    struct ran ran =
        place_shell(&place, "sqlite3 rodedraad.db 'SELECT id FROM edition; SELECT count(*) FROM "
                            "person'");
    assert_string_equal(ran.out, "2023\n1\n");
}

static void a_folder_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    struct spawn_options user = {.unprivileged = true};
    write_list("2023/lijst.csv", 1);
    assert_int_equal(place_shell(&place, "chmod 555 .").status, 0);
    struct ran ran = place_run(&place, &user, "import", "2023", NULL);
    assert_int_equal(ran.status, 1);
    assert_non_null(strstr(ran.err, "rodedraad: "));
}

/* -- growth --------------------------------------------------------------------------------------
 */

static double instructions(const char *arguments)
{
    char command[1024];
    snprintf(command, sizeof command,
             "rm -f g.db; valgrind --tool=callgrind --callgrind-out-file=g.out \"$RODEDRAAD\" %s "
             "--db g.db --quiet >/dev/null 2>&1 && sed -n 's/^summary: //p' g.out",
             arguments);
    struct ran ran = place_shell(&place, command);
    assert_int_equal(ran.status, 0);
    return strtod(ran.out, NULL);
}

static void assert_grows_in_line(const char *what, double once, double twice)
{
    printf("%s: %.0f million instructions, %.0f for twice as much: %.2f times\n", what, once / 1e6,
           twice / 1e6, twice / once);
    assert_true(once > 0 && twice < 2.3 * once);
}

/* A form with, for each of these, a remark of nothing else. */
static void write_endless_remarks(const char *path, size_t times)
{
    static const char *const pieces[] = {
        "abc-",   "Jan-", "\xC3\xA9-", "O'",     "A.",      "a.",    "a_",
        "1-",     "1 ",   "06-1 ",     "12-34 ", "(1) ",    "1.1/",  "x/",
        "www.a/", "Jan ", "van de ",   "a@",     "Straat-", "Bos, ", "Sanne de "};
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    fputs("Tijdstempel;Welke sessie heeft u bezocht?;Wat vond u ervan?\n", file);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        fputs("2023-10-05 10:00;Klantreis;\"x ", file);
        for (size_t k = 0; k < times; k++) {
            fputs(pieces[i], file);
        }
        fputs("\"\n", file);
    }
    assert_int_equal(fclose(file), 0);
    place_write(&place, path, text);
    free(text);
}

static void a_remark_of_twice_the_length_is_twice_the_work(void **state)
{
    (void)state;
    write_endless_remarks("f1/form.csv", 10000);
    write_endless_remarks("f2/form.csv", 20000);
    assert_grows_in_line("remarks", instructions("import f1 --threads 1"),
                         instructions("import f2 --threads 1"));
}

/* A word for a number, another for every number. */
static void word_for(unsigned number, char word[32])
{
    static const char syllables[][3] = {"ba", "de", "gi", "ko", "lu", "me", "ni", "ro", "sa", "tu",
                                        "vo", "we", "zi", "pa", "fe", "hu", "ja", "ly", "ca", "ex"};
    enum { COUNT = sizeof syllables / sizeof *syllables };
    for (unsigned i = 0; i < 4; i++, number /= COUNT) {
        memcpy(word + 2 * i, syllables[(number + 7 * i) % COUNT], 3);
    }
}

/* A list in which every organisation is written as nobody else writes it, and as no list has it. */
static void write_unknown_spellings(const char *path, unsigned count)
{
    static const char *const frames[] = {
        "%s",
        "%s BV",
        "Gemeente Amst%srdam",
        "gem. Bergen op Z%s",
        "Hoogheemraadschap van De%sland",
        "%s en nog veel meer woorden die niemand ooit zo bij elkaar heeft gezet, op een vel papier "
        "dat veel te lang is om ergens een naam voor te zijn, en dat toch in dit vak terecht kwam",
        "\xD0\x9E\xD1\x80\xD0\xB3\xD0\xB0\xD0\xBD %s"};
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    fputs("Naam;E-mail;Organisatie;Sessie;Aangemeld op\n", file);
    for (unsigned i = 0; i < count; i++) {
        char word[32];
        word_for(i, word);
        const char *frame = frames[i % (sizeof frames / sizeof *frames)];
        const char *hole = strstr(frame, "%s");
        fprintf(file, "Persoon %u;p%u@mail.example;\"%.*s%s%s\";Opening;02-09-2023 10:00\n", i, i,
                (int)(hole - frame), frame, word, hole + 2);
    }
    assert_int_equal(fclose(file), 0);
    place_write(&place, path, text);
    free(text);
}

static void twice_the_unknown_spellings_are_twice_the_work(void **state)
{
    (void)state;
    write_unknown_spellings("u1/lijst.csv", 5000);
    write_unknown_spellings("u2/lijst.csv", 10000);
    double once = instructions("import u1 --threads 1");
    double twice = instructions("import u2 --threads 1");
    assert_grows_in_line("unknown spellings", once, twice);
    printf("one unknown spelling: %.0f instructions\n", (twice - once) / 5000);
}

static void twice_the_input_is_twice_the_work(void **state)
{
    (void)state;
    reference_job_make(&place, "r1", 20000, 100, 1);
    reference_job_make(&place, "r2", 40000, 100, 1);
    reference_job_make(&place, "s2", 20000, 200, 1);
    double once = instructions("import r1 --match exact --threads 1");
    assert_grows_in_line("registrations", once,
                         instructions("import r2 --match exact --threads 1"));
    assert_grows_in_line("sessions", once, instructions("import s2 --match exact --threads 1"));
    reference_job_make(&place, "n1", 5000, 50, 1);
    reference_job_make(&place, "n2", 10000, 50, 1);
    assert_grows_in_line("names, fuzzy", instructions("import n1 --threads 1"),
                         instructions("import n2 --threads 1"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(two_runs_at_once_do_not_meet),
        CASE(the_number_of_threads_changes_no_byte),
        CASE(names_are_printed_harmlessly),
        CASE(links_and_dots_lead_to_the_same_edition),
        CASE(a_folder_that_cannot_be_written_says_so),
        CASE(twice_the_input_is_twice_the_work),
        CASE(twice_the_unknown_spellings_are_twice_the_work),
        CASE(a_remark_of_twice_the_length_is_twice_the_work),
        CASE(ten_thousand_files_are_read),
        CASE(a_file_of_four_gigabytes_is_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
