/* Tests of the command resolve: rows in, rows out, in order; usage and missing files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/command/command.h"
#include "tests/support/cmocka_all.h"

static const char heading[] = "name,kind,codes,method,score,runner_up,margin,status\n";

struct outcome {
    int status;
    char out[65536], err[4096];
};

static void read_back(FILE *file, char *text, size_t size)
{
    rewind(file);
    size_t got = fread(text, 1, size - 1, file);
    text[got] = '\0';
    fclose(file);
}

/* Runs the command with `input` as the file that "%" in the arguments stands for. */
static struct outcome run(const char *input, int argc, const char *const *arguments)
{
    static struct outcome outcome;
    char path[] = "/tmp/rodedraad-resolve-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, input, strlen(input)), (ssize_t)strlen(input));
    close(descriptor);
    char *argv[16] = {(char *)(uintptr_t) "resolve"};
    for (int i = 0; i < argc; i++) {
        argv[i + 1] = strcmp(arguments[i], "%") == 0 ? path : (char *)(uintptr_t)arguments[i];
    }
    FILE *out = tmpfile();
    FILE *err = tmpfile();
    assert_non_null(out);
    assert_non_null(err);
    outcome.status = command_resolve(argc + 1, argv, out, err);
    read_back(out, outcome.out, sizeof outcome.out);
    read_back(err, outcome.err, sizeof outcome.err);
    unlink(path);
    return outcome;
}

static void a_row_for_every_line_in_order(void **state)
{
    (void)state;
    static const char *const arguments[] = {"--csv", "%"};
    struct outcome outcome =
        run("Utrecht\r\n\nGemeente Leiden, KCC\nBergen\nUtrecht", 2, arguments);
    char expected[2048];
    snprintf(expected, sizeof expected,
             "%sUtrecht,municipality,GM0344,exact,1,,1,certain\n"
             ",,,unknown,0,,0,unknown\n"
             "\"Gemeente Leiden, KCC\",municipality,GM0546,structure,0.95,,0.95,certain\n"
             "Bergen,municipality,GM0373 GM0893,alias,0.9,,0,ambiguous\n"
             "Utrecht,municipality,GM0344,exact,1,,1,certain\n",
             heading);
    assert_string_equal(outcome.out, expected);
    assert_int_equal(outcome.status, EXIT_DONE);
    assert_string_equal(outcome.err, "");
}

static void no_lines_give_only_the_heading(void **state)
{
    (void)state;
    static const char *const csv[] = {"--csv", "%"};
    static const char *const json[] = {"--json", "%"};
    assert_string_equal(run("", 2, csv).out, heading);
    assert_string_equal(run("", 2, json).out, "[]\n");
}

static void a_column_of_a_table_with_evidence_beside_it(void **state)
{
    (void)state;
    static const char *const arguments[] = {"--csv",  "--column", "organisatie", "--mail",
                                            "e-mail", "--place",  "plaats",      "%"};
    struct outcome outcome = run("Naam;Organisatie;E-mail;Plaats\n"
                                 "a;Bergen;a@bergen-nh.nl;\n"
                                 "b;Bergen;b@gmail.com;Limburg\n"
                                 "c;;c@zwolle.nl;\n",
                                 8, arguments);
    char expected[2048];
    snprintf(expected, sizeof expected,
             "%sBergen,municipality,GM0373,domain,0.95,,0.95,certain\n"
             "Bergen,municipality,GM0893,place,0.95,,0.95,certain\n"
             ",municipality,GM0193,domain,0.95,,0.95,certain\n",
             heading);
    assert_string_equal(outcome.out, expected);
}

static void the_date_chooses_the_layout(void **state)
{
    (void)state;
    static const char *const before[] = {"--csv", "--date", "2022-03-23", "%"};
    static const char *const after[] = {"--csv", "--date", "2022-03-24", "%"};
    assert_non_null(strstr(run("Weesp\n", 4, before).out, "GM0457"));
    assert_non_null(strstr(run("Weesp\n", 4, after).out, "GM0363"));
}

static void json_has_the_keys_of_the_heading(void **state)
{
    (void)state;
    static const char *const arguments[] = {"--json", "%"};
    assert_string_equal(run("Utrecht\n", 2, arguments).out,
                        "[\n{\"name\":\"Utrecht\",\"kind\":\"municipality\",\"codes\":\"GM0344\","
                        "\"method\":\"exact\",\"score\":1,\"runner_up\":\"\",\"margin\":1,"
                        "\"status\":\"certain\"}\n]\n");
}

static void wrong_usage_is_said_and_refused(void **state)
{
    (void)state;
    static const char *const date[] = {"--date", "gisteren", "%"};
    static const char *const match[] = {"--match", "ongeveer", "%"};
    static const char *const column[] = {"--column", "bestaatniet", "%"};
    static const char *const two[] = {"%", "%"};
    static const char *const missing[] = {"/nergens/namen.txt"};
    assert_int_equal(run("x\n", 3, date).status, EXIT_USAGE);
    assert_int_equal(run("x\n", 3, match).status, EXIT_USAGE);
    assert_int_equal(run("a,b\n1,2\n", 3, column).status, EXIT_USAGE);
    assert_int_equal(run("x\n", 2, two).status, EXIT_USAGE);
    struct outcome outcome = run("x\n", 1, missing);
    assert_int_equal(outcome.status, EXIT_FAILED);
    assert_non_null(strstr(outcome.err, "/nergens/namen.txt"));
    assert_string_equal(outcome.out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_for_every_line_in_order),
        cmocka_unit_test(no_lines_give_only_the_heading),
        cmocka_unit_test(a_column_of_a_table_with_evidence_beside_it),
        cmocka_unit_test(the_date_chooses_the_layout),
        cmocka_unit_test(json_has_the_keys_of_the_heading),
        cmocka_unit_test(wrong_usage_is_said_and_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
