/* Everything that lands under out/, and in the files inside the PDFs, is accounted for: it is in
 * the disclosure audit (prop_disclosure reads every table and every number on a figure), it only
 * repeats what is, or it counts no people. What this list does not know, fails: a new file, column
 * or figure has to be put under one of the heads first. And a comparison, a page of a municipality
 * and the other language say nothing of people that the report of the edition does not say. */
#include <cjson/cJSON.h>
#include <fnmatch.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct place place;

/* -- what lands where
 * -------------------------------------------------------------------------------
 */

enum holds {
    RENDERED, /* words and numbers of published figures and tables; tests/cli/test_numbers */
    FIGURES,  /* figures; every one is looked at below */
    TABLE     /* columns; every one is looked at below */
};

static const struct landing {
    const char *path;
    enum holds holds;
} landings[] = {
    {"out/*/impact.pdf", RENDERED},
    {"out/*/impact.html", RENDERED},
    {"out/*/impact.md", RENDERED},
    {"out/*/submission.pdf", RENDERED},
    {"out/*/submission.html", RENDERED},
    {"out/*/submission.md", RENDERED},
    {"out/*/submission/*.txt", RENDERED},
    {"out/*/submission/velden.csv", TABLE},
    {"out/*/message.txt", RENDERED},
    {"out/*/pictures/*.svg", RENDERED},
    {"out/*/pictures/*.txt", RENDERED},
    {"out/*/municipalities/*.pdf", RENDERED},
    {"out/*/municipalities/*.html", RENDERED},
    {"out/*/municipalities/*.md", RENDERED},
    {"out/*/figures.json", FIGURES},
    {"out/*/figures.csv", FIGURES},
    {"out/*/sessions.csv", TABLE},
    {"out/*/municipalities.csv", TABLE},
    {"out/*/te-doen.csv", TABLE},
    {"out/comparison/comparison.pdf", RENDERED},
    {"out/comparison/comparison.html", RENDERED},
    {"out/comparison/comparison.md", RENDERED},
    {"out/comparison/comparable.csv", TABLE},
    {"out/comparison/themes.csv", TABLE},
    {"inside/figures.json", FIGURES},
    {"inside/*.csv", TABLE},
};

static const char *const columns_of_people[] = {
    /* in the audit: counts, rates and means of people, and rows of their lists */
    "aangemeld", "aanwezig",   "opkomst",    "laag",    "hoog",     "formulieren",  "rapportcijfer",
    "inlopers",  "deelnemers", "antwoorden", "gelezen", "gebruikt", "samengevoegd", "afgekeurd"};

static const char *const columns_of_others[] = {
    /* names, places and times of sessions; the grades that may be given */
    "cijfer", "nummer", "sessie", "dag", "datum", "kort", "begin", "einde", "vorm", "status",
    "editie", "bron",
    /* numbers of sessions, organisations, municipalities and residents */
    "sessies", "gemeten", "soort", "aantal", "namen", "gemeente", "code", "provincie", "inwoners",
    "niveau", "gemeenten", "deelnemend", "inwoners_deelnemend", "aandeel_inwoners", "omvang",
    "naam", "inwoners_toen", "inwoners_nu", "zelf", "samen", "van", "naar",
    /* shares: of municipalities, and of grades beside their counts, which the audit reads */
    "aandeel", "deelname", "afstand",
    /* does a municipality count under a definition: yes or no */
    "name", "population", "population_before", "population_after", "attended", "registered",
    "hosted", "visited", "not_staff", "probable", "registered_probable", "partner",
    "partner_registered", "partner_probable", "partner_not_staff", "partner_any", "partner_waiting",
    /* findings about files, by line or by rule: how good a list is */
    "weegt", "regel", "kolom", "wat", "doen", "keren",
    /* how editions were counted */
    "eerst", "laatst", "oordeel",
    /* subjects: remarks, not people, and "fewer than 5" below */
    "thema", "plek", "Onderwerp", "Woorden", "Verschil", "Oordeel", "2021", "2022",
    /* fields of a form, and hashes of files */
    "veld", "bestand", "tekens", "hoogstens", "file", "blake2b"};

/* Units of figures that count no people. */
static const char *const units_of_others[] = {"sessions",  "organisations", "municipalities",
                                              "residents", "themes",        "euro"};

/* Other figures, with what makes them harmless. */
static const struct harmless {
    const char *id, *why;
} harmless_figures[] = {
    {"residents.*", "a share of residents"},
    {"concentration.*", "a share of residents"},
    {"own.*", "the organisers' own statement; small ones are hidden"},
    {"participation.*", "how many municipalities took part, compared"},
    {"retention.*", "a share of municipalities"},
    {"trend.*", "from the published figures of editions; n is how many"},
    {"*.change", "the difference of two published figures; looked at below"},
    {"attendance.rate.change.mix", "in whole tenths, from all sessions of a kind"},
    {"attendance.rate.change.behaviour", "in whole tenths, from all sessions of a kind"},
};

static const char *const counted_figures[] = {
#define FIGURE_COUNTS(figure, value, n, missing) figure,
#include "tests/support/figure_counts.def"
#undef FIGURE_COUNTS
};

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}
#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof(words) / sizeof((words)[0]))

/* -- looking
 * -------------------------------------------------------------------------------------
 */

static char *read_file(const char *path)
{
    size_t size;
    char *file = place_read(&place, path, &size);
    assert_non_null(file);
    return file;
}

static void look_at_columns(const char *path)
{
    char *file = read_file(path);
    char *at = file + (strncmp(file, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    char *end = at + strcspn(at, "\r\n");
    *end = '\0';
    for (char *rest, *column = strtok_r(at, ";", &rest); column != NULL;
         column = strtok_r(NULL, ";", &rest)) {
        if (!IS_ONE_OF(column, columns_of_people) && !IS_ONE_OF(column, columns_of_others)) {
            fail_msg("%s has a column that nobody has looked at: %s", path, column);
        }
    }
    free(file);
}

static const char *word_of(const cJSON *row, const char *key)
{
    const cJSON *item = cJSON_GetObjectItem(row, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

/* NaN when there is none. */
static double number_of(const cJSON *row, const char *key)
{
    const cJSON *item = cJSON_GetObjectItem(row, key);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

static void look_at_figure(const char *path, const cJSON *row)
{
    const char *id = word_of(row, "id");
    if (IS_ONE_OF(id, counted_figures) || IS_ONE_OF(word_of(row, "unit"), units_of_others)) {
        return;
    }
    for (size_t i = 0; i < sizeof harmless_figures / sizeof harmless_figures[0]; i++) {
        if (fnmatch(harmless_figures[i].id, id, 0) == 0) {
            return;
        }
    }
    fail_msg("%s has a figure that nobody has looked at: %s", path, id);
}

static cJSON *figures_in(const char *path)
{
    char *file = read_file(path);
    cJSON *rows = cJSON_Parse(file);
    assert_non_null(rows);
    free(file);
    return rows;
}

static void look_at_figures(const char *path)
{
    if (strstr(path, ".csv") != NULL) {
        return; /* the same rows as figures.json */
    }
    cJSON *rows = figures_in(path), *row;
    cJSON_ArrayForEach(row, rows)
    {
        look_at_figure(path, row);
    }
    cJSON_Delete(rows);
}

static void look_at(const char *path)
{
    for (size_t i = 0; i < sizeof landings / sizeof landings[0]; i++) {
        /* The files inside the PDFs are unpacked into a folder per PDF. */
        const char *inside = strstr(path, "inside/");
        if (fnmatch(landings[i].path, inside == NULL ? path : inside, FNM_PATHNAME) != 0) {
            continue;
        }
        if (landings[i].holds == TABLE) {
            look_at_columns(path);
        } else if (landings[i].holds == FIGURES) {
            look_at_figures(path);
        }
        return;
    }
    fail_msg("a file that nobody has looked at: %s", path);
}

static size_t look_below(const char *folder)
{
    char *list = place_list(&place, folder);
    size_t looked = 0;
    for (char *rest, *path = strtok_r(list, "\n", &rest); path != NULL;
         path = strtok_r(NULL, "\n", &rest)) {
        look_at(path);
        looked++;
    }
    free(list);
    return looked;
}

static int set_up(void **state)
{
    (void)state;
    place = place_create();
    place_copy(&place, "fixtures/editions/2021", "2021", false);
    place_copy(&place, "fixtures/editions/2022", "2022", false);
    bool made = place_run(&place, NULL, "report", "2021", "2022", "--quiet", NULL).status == 0 &&
                place_run(&place, NULL, "report", "2022", "--quiet", "--kind", "none", "--per",
                          "municipality", "--format", "md", NULL)
                        .status == 0;
    return made ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}

static void every_file_column_and_figure_was_looked_at(void **state)
{
    (void)state;
    assert_true(look_below("out") > 300);
}

static void the_files_inside_the_pdfs_were_looked_at(void **state)
{
    (void)state;
    static const char *const reports[] = {"2021/impact", "2022/impact", "2022/submission",
                                          "comparison/comparison"};
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        char command[256];
        snprintf(command, sizeof command,
                 "mkdir -p in%zu/inside && pdfdetach -saveall -o in%zu/inside out/%s.pdf", i, i,
                 reports[i]);
        assert_int_equal(place_shell(&place, command).status, 0);
        char folder[16];
        snprintf(folder, sizeof folder, "in%zu", i);
        assert_true(look_below(folder) >= 2);
    }
}

/* Row by row what the report of the edition says, with the edition before it. */
static void a_comparison_lists_sessions_as_their_reports_do(void **state)
{
    (void)state;
    char *both = read_file("out/comparison/sessions.csv");
    size_t rows = 0;
    for (int year = 2021; year <= 2022; year++) {
        char path[64];
        snprintf(path, sizeof path, "out/%d/sessions.csv", year);
        char *one = read_file(path);
        char *rest, *line = strtok_r(one, "\n", &rest); /* the heading */
        while ((line = strtok_r(NULL, "\n", &rest)) != NULL) {
            char row[1024];
            snprintf(row, sizeof row, "%d;%s", year, line);
            assert_non_null(strstr(both, row));
            rows++;
        }
        free(one);
    }
    for (const char *line = strchr(both, '\n'); line != NULL; line = strchr(line + 1, '\n')) {
        if (line[1] != '\0') {
            rows--;
        }
    }
    assert_int_equal(rows, 0);
    free(both);
}

static const cJSON *figure_in(const cJSON *rows, const char *id)
{
    const cJSON *row;
    cJSON_ArrayForEach(row, rows)
    {
        if (strcmp(word_of(row, "id"), id) == 0) {
            return row;
        }
    }
    return NULL;
}

/* The sum of both when both are there, or their difference; else nothing. */
static void assert_from_both(const cJSON *change, const cJSON *from, const cJSON *to,
                             const char *key, double sign)
{
    double expected = number_of(to, key) + sign * number_of(from, key);
    double found = number_of(change, key);
    assert_true(isnan(found) || fabs(found - expected) < 1e-9);
}

static void a_difference_tells_no_more_than_its_two_figures(void **state)
{
    (void)state;
    static const char *const rates[] = {"attendance.rate", "noshow.rate", "response.rate",
                                        "grade.mean", "nps"};
    cJSON *from = figures_in("out/2021/figures.json"), *to = figures_in("out/2022/figures.json"),
          *changes = figures_in("out/comparison/figures.json");
    size_t shown = 0;
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        char id[64];
        snprintf(id, sizeof id, "%s.change", rates[i]);
        const cJSON *change = figure_in(changes, id);
        const cJSON *before = figure_in(from, rates[i]), *after = figure_in(to, rates[i]);
        assert_true(change != NULL && before != NULL && after != NULL);
        assert_from_both(change, before, after, "value", -1);
        assert_from_both(change, before, after, "n", 1);
        assert_from_both(change, before, after, "missing", 1);
        double low = number_of(change, "low");
        assert_true(isnan(low) || fabs(low * 1000 - round(low * 1000)) < 1e-6);
        shown += isnan(number_of(change, "value")) ? 0 : 1;
    }
    assert_true(shown > 0);
    cJSON_Delete(from);
    cJSON_Delete(to);
    cJSON_Delete(changes);
}

/* What a page of a municipality says of its people is the class that the report has. */
static void a_page_of_a_municipality_says_the_class_of_the_report(void **state)
{
    (void)state;
    char *list = read_file("out/2022/municipalities.csv");
    size_t seen = 0;
    for (char *rest, *line = strtok_r(list, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        char *cells[7] = {0}, *inner;
        size_t count = 0;
        for (char *cell = strtok_r(line, ";", &inner); cell != NULL && count < 7;
             cell = strtok_r(NULL, ";", &inner)) {
            cells[count++] = cell;
        }
        if (count == 7 && strchr(cells[5], '-') != NULL) {
            char path[256];
            /* The name of the file ends with the code. */
            snprintf(path, sizeof path, "grep -l '%s' out/2022/municipalities/*-%s.md", cells[5],
                     cells[1]);
            assert_int_equal(place_shell(&place, path).status, 0);
            seen++;
        }
    }
    assert_true(seen > 10);
    free(list);
}

/* Both languages hide the same cells. */
static void both_languages_hide_the_same(void **state)
{
    (void)state;
    assert_int_equal(place_run(&place, NULL, "report", "2022", "--quiet", "--lang", "en", "--out",
                               "english", "--kind", "impact", "--format", "md", NULL)
                         .status,
                     0);
    assert_int_equal(place_shell(&place,
                                 "cut -d';' -f8- out/2022/sessions.csv | tail -n +2 > nl.txt; "
                                 "cut -d';' -f8- english/2022/sessions.csv | tail -n +2 | sed "
                                 "'s/not shown/niet getoond/g; s/fewer than/minder dan/g; s/not "
                                 "measured/niet gemeten/g' > en.txt; cmp nl.txt en.txt && test -s "
                                 "nl.txt && cmp out/2022/figures.json english/2022/figures.json")
                         .status,
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_column_and_figure_was_looked_at),
        cmocka_unit_test(the_files_inside_the_pdfs_were_looked_at),
        cmocka_unit_test(a_comparison_lists_sessions_as_their_reports_do),
        cmocka_unit_test(a_difference_tells_no_more_than_its_two_figures),
        cmocka_unit_test(a_page_of_a_municipality_says_the_class_of_the_report),
        cmocka_unit_test(both_languages_hide_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
