/* The counting law, sentence by sentence (DESIGN.md section 5, FORMATS.md section 2): every file of
 * fixtures/law is a small edition worked out by hand. A case says the rule in its first lines, then
 * holds its files behind lines "-- name --", then what must come out:
 *
 *     -- expect --
 *     people.attended 4 low 3 high 6
 *     grade.mean undefined
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/law_case.h"
#include "tests/support/spawn.h"

static struct CMUnitTest tests[LAW_CASES];

static const cJSON *figure_of(const cJSON *figures, const char *id)
{
    const cJSON *figure;
    cJSON_ArrayForEach(figure, figures)
    {
        if (strcmp(cJSON_GetObjectItem(figure, "id")->valuestring, id) == 0) {
            return figure;
        }
    }
    return NULL;
}

/* "1.5", "2/3" and "undefined" (NAN). */
static double wanted_number(const char *word)
{
    if (strcmp(word, "undefined") == 0) {
        return NAN;
    }
    char *end;
    double value = strtod(word, &end);
    return *end == '/' ? value / strtod(end + 1, NULL) : value;
}

static int differs(const cJSON *figure, const char *id, const char *part, const char *word)
{
    const cJSON *found = cJSON_GetObjectItem(figure, part);
    double wanted = wanted_number(word);
    double value = cJSON_IsNumber(found) ? found->valuedouble : NAN;
    bool equal = isnan(wanted) ? isnan(value) : fabs(value - wanted) <= 1e-9 * fmax(1, wanted);
    if (!equal) {
        print_error("%s %s: by hand %s, engine %.12g\n", id, part, word, value);
    }
    return !equal;
}

/* The next word of a line, which is cut up; NULL at its end. */
static const char *next_word(char **line)
{
    char *word = *line + strspn(*line, " ");
    char *end = word + strcspn(word, " ");
    *line = *end == '\0' ? end : end + 1;
    *end = '\0';
    return *word == '\0' ? NULL : word;
}

static int compare(const cJSON *figures, char *line)
{
    int different = 0;
    const char *id = next_word(&line);
    const cJSON *figure = figure_of(figures, id);
    if (figure == NULL) {
        print_error("%s: no such figure\n", id);
        return 1;
    }
    const char *part = "value";
    for (const char *word; (word = next_word(&line)) != NULL;) {
        if (strcmp(word, "low") == 0 || strcmp(word, "high") == 0) {
            part = word;
        } else {
            different += differs(figure, id, part, word);
        }
    }
    return different;
}

static void case_has_its_figures(void **state)
{
    struct place place = place_create();
    char *text = law_case_read(*state);
    char *expectations = law_case_unpack(&place, text);
    struct ran ran = place_run(&place, NULL, "figures", "2023", "--json", NULL);
    if (ran.status != 0) {
        print_error("%s\n", ran.err);
    }
    assert_int_equal(ran.status, 0);
    cJSON *figures = cJSON_Parse(ran.out);
    assert_non_null(figures);
    int different = 0;
    int compared = 0;
    for (char *line = expectations; line != NULL && *line != '\0';) {
        char *next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        if (*line != '\0') {
            different += compare(figures, line);
            compared++;
        }
        line = next;
    }
    cJSON_Delete(figures);
    free(text);
    place_destroy(&place);
    assert_true(compared > 0);
    assert_int_equal(different, 0);
}

int main(void)
{
    struct law_cases cases;
    law_cases_list(&cases);
    for (size_t i = 0; i < cases.count; i++) {
        tests[i] =
            (struct CMUnitTest){cases.names[i], case_has_its_figures, NULL, NULL, cases.names[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
