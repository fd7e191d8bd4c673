/* Tests of `calc`: every reference case, the forms of output, and what is refused. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/command/command.h"
#include "tests/support/cmocka_all.h"

enum { WORDS_MOST = 16 };

struct answer {
    int status;
    char *out, *err;
};

/* Runs `calc` with blank-separated words; '_' stands for a blank within a word. */
static struct answer calc(const char *line)
{
    struct answer answer;
    char *copy = strdup(line), *words[WORDS_MOST] = {0};
    int count = 0;
    for (char *word = copy; word != NULL && count < WORDS_MOST;) {
        char *blank = strchr(word, ' ');
        if (blank != NULL) {
            *blank++ = '\0';
        }
        words[count++] = word;
        for (char *c = word; count > 1 && strncmp(word, "fixtures", 8) != 0 && *c != '\0'; c++) {
            bool name = strchr(word, '=') == NULL || c < strchr(word, '=');
            *c = *c == '_' && !name ? ' ' : *c;
        }
        word = blank;
    }
    size_t out_size, err_size;
    FILE *out = open_memstream(&answer.out, &out_size);
    FILE *err = open_memstream(&answer.err, &err_size);
    answer.status = command_calc(count, words, out, err);
    fclose(out);
    fclose(err);
    free(copy);
    return answer;
}

static void forget(struct answer *answer)
{
    free(answer->out);
    free(answer->err);
}

static void expect_says(const char *line, const char *part)
{
    struct answer answer = calc(line);
    if (answer.status != EXIT_DONE || strstr(answer.out, part) == NULL) {
        print_error("%s\n-> %d %s%s", line, answer.status, answer.out, answer.err);
    }
    assert_int_equal(answer.status, EXIT_DONE);
    assert_non_null(strstr(answer.out, part));
    forget(&answer);
}

/* Refused with the status and a sentence that holds `part`; nothing on the output. */
static void expect_refused(const char *line, int status, const char *part)
{
    struct answer answer = calc(line);
    if (answer.status != status || strstr(answer.err, part) == NULL) {
        print_error("%s\n-> %d %s%s", line, answer.status, answer.out, answer.err);
    }
    assert_int_equal(answer.status, status);
    assert_string_equal(answer.out, "");
    assert_non_null(strstr(answer.err, part));
    forget(&answer);
}

static void run_cases(const char *file, int count)
{
    char line[200], last[60];
    snprintf(line, sizeof line, "calc --cases fixtures/statistics/%s.csv", file);
    struct answer answer = calc(line);
    for (char *at = answer.out; answer.status != 0 && (at = strstr(at, "\tFAIL\n")) != NULL; at++) {
        char *start = at;
        while (start > answer.out && start[-1] != '\n') {
            start--;
        }
        print_error("%.*s\n", (int)(at - start), start);
    }
    snprintf(last, sizeof last, "\n%d passed, 0 failed\n", count);
    assert_non_null(strstr(answer.out, last));
    assert_int_equal(answer.status, EXIT_DONE);
    forget(&answer);
}

static void every_reference_case_passes(void **state)
{
    (void)state;
    run_cases("proportions", 60);
    run_cases("bootstrap", 25);
    run_cases("tables", 31);
    run_cases("inequality", 17);
    run_cases("richness", 25);
    run_cases("standardise", 9);
    run_cases("regression", 28);
    run_cases("ordinal", 22);
    run_cases("multiplicity", 4);
    run_cases("sdc", 12);
    run_cases("text", 12);
}

static void sentences_are_dutch_unless_asked_otherwise(void **state)
{
    (void)state;
    expect_says("calc prop.wilson x=47 n=62",
                "Het aandeel is 75,8% (47 van 62); met 95% zekerheid ligt het tussen 63,8% en "
                "84,8% (Wilson).");
    expect_says("calc --lang en prop.wilson x=47 n=62", "The share is 75.8% (47 of 62)");
    expect_says("calc prop.wilson x=0 n=0", "Niet alles is te bepalen: er is niets geteld.");
    expect_says("calc cluster.ratio y=1_2_NA m=2_3_4", "(ontbreekt): 1.");
}

static void json_is_one_array_without_nan(void **state)
{
    (void)state;
    expect_says("calc --json prop.wilson x=0 n=0",
                "[{\"statistic\":\"prop.wilson\",\"est\":null,\"lo\":0,\"hi\":1,\"n\":0");
    expect_says("calc --json ineq.theil x=0_1", "\"theil_l\":\"Inf\"");
    expect_says("calc --json --cases fixtures/statistics/inequality.csv", "\"passed\":true}]");
    expect_says("calc --list", "prop.wilson              x n [conf]");
    expect_says("calc --json --list",
                "{\"statistic\":\"prop.wilson\",\"arguments\":\"x n [conf]\"");
}

static void impossible_input_is_refused_with_the_reason(void **state)
{
    (void)state;
    expect_refused("calc prop.wilson x=5 n=3", 1, "x is groter dan n (x = 5, n = 3)");
    expect_refused("calc --lang en prop.wilson x=5 n=3", 1, "x is greater than n");
    expect_refused("calc prop.wilson x=-1 n=3", 1, "niet negatief");
    expect_refused("calc prop.wilson x=1.5 n=3", 1, "geen geheel getal");
    expect_refused("calc prop.wilson x=NaN n=3", 1, "geen getal");
    expect_refused("calc prop.wilson x=NA n=3", 1, "ontbreekt");
    expect_refused("calc prop.wilson x=Inf n=3", 1, "geen geheel getal");
    expect_refused("calc prop.wilson x=1_2 n=3", 1, "getal, niet 2");
    expect_refused("calc prop.wilson x=1 n=3 conf=1.5", 1, "conf");
    expect_refused("calc cluster.ratio y=1_2 m=3", 1, "ongelijke lengtes");
    expect_refused("calc ineq.gini x=1_-2", 1, "-2");
    expect_refused("calc ineq.gini x=1_Inf", 1, "oneindig");
}

static void misuse_is_told_from_failure(void **state)
{
    (void)state;
    expect_refused("calc prop.wilsom x=1 n=3", 2, "prop.wilson");
    expect_refused("calc prop.wilson x=1", 2, "n ontbreekt");
    expect_refused("calc prop.wilson x=1 n=3 m=4", 2, "geen argument");
    expect_refused("calc prop.wilson x=1 x=1 n=3", 2, "twee keer");
    expect_refused("calc prop.wilson 1 3", 2, "geen argument");
    expect_refused("calc --cases fixtures/none.csv", 1, "fixtures/none.csv");
    expect_refused("calc --cases fixtures/statistics/README.md", 1, "kolom");
    expect_refused("calc", 2, "calc --list");
}

static void a_wrong_case_fails_and_is_counted(void **state)
{
    (void)state;
    char path[] = "cases-XXXXXX", line[80];
    int handle = mkstemp(path);
    FILE *file = fdopen(handle, "w");
    fputs("id,stat,args,expect,published,rtol,atol\r\n"
          "good,prop.wilson,x=0;n=20,est=0;lo=0;hi=0.161125158052819,hi=0.1611,1e-9,1e-18\r\n"
          "wrong,prop.wilson,x=0;n=20,hi=0.1611,,1e-9,1e-18\r\n"
          "printed,prop.wilson,x=0;n=20,lo=0,hi=0.1612,1e-9,1e-18\r\n"
          "undefined,prop.wilson,x=0;n=20,est=NA,,1e-9,1e-18\r\n"
          "number,prop.wilson,x=0;n=0,est=0,,1e-9,1e-18\r\n"
          "key,prop.wilson,x=0;n=20,nonsense=0,,1e-9,1e-18\r\n"
          "length,ineq.lorenz,x=1 1,p=0 0.5,,1e-9,1e-18\r\n"
          "unknown,prop.none,x=1,est=0,,1e-9,1e-18\r\n"
          "refused,prop.wilson,x=5;n=3,est=1,,1e-9,1e-18\r\n"
          "\"quoted \"\"id\"\"\",ineq.lorenz,\"x=1 1\",p=0 0.5 1;l=0 0.5 1,,1e-9,1e-18\r\n",
          file);
    fclose(file);
    snprintf(line, sizeof line, "calc --cases %s", path);
    struct answer answer = calc(line);
    remove(path);
    assert_int_equal(answer.status, EXIT_FAILED);
    assert_non_null(strstr(answer.out, "2 passed, 8 failed\n"));
    assert_non_null(strstr(answer.out, "printed\thi (printed)\t0.1612\t"));
    assert_non_null(strstr(answer.out, "quoted \"id\"\tp\t0 0.5 1\t0 0.5 1\t0.00e+00\tpass\n"));
    forget(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reference_case_passes),
        cmocka_unit_test(sentences_are_dutch_unless_asked_otherwise),
        cmocka_unit_test(json_is_one_array_without_nan),
        cmocka_unit_test(impossible_input_is_refused_with_the_reason),
        cmocka_unit_test(misuse_is_told_from_failure),
        cmocka_unit_test(a_wrong_case_fails_and_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
