/* Tests of engine/settings, engine/folder and engine/record/moment. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/settings.h"
#include "tests/support/cmocka_all.h"

static struct finding found[16];
static size_t found_count;

static void keep(void *context, const struct finding *finding)
{
    (void)context;
    if (found_count < 16) {
        found[found_count++] = *finding;
    }
}

static bool read_text(struct arena *arena, const char *text, struct settings *settings,
                      struct error *error)
{
    struct finding_sink sink = {.add = keep};
    found_count = 0;
    *settings = settings_default();
    memset(error, 0, sizeof *error);
    return settings_read(arena, text, "edition.ini", 0, &sink, settings, error);
}

static void nothing_said_leaves_the_defaults(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    assert_true(read_text(arena, "; only a remark\n\n[edition]\n", &settings, &error));
    assert_int_equal(settings.edition.minutes, 15);
    assert_int_equal(settings.edition.small_count, 5);
    assert_string_equal(settings.edition.match, "fuzzy");
    assert_null(settings.edition.name);
    assert_int_equal(found_count, 0);
    arena_destroy(arena);
}

/* inih alone cuts lines at 199 bytes. */
static void a_title_of_two_hundred_characters_is_read_whole(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    struct text title = text_create(arena);
    while (title.size < 200) {
        text_add(&title, "Week van de Dienstverlening ");
    }
    const char *whole = text_trim(arena, title.bytes);
    assert_true(read_text(arena,
                          arena_printf(arena,
                                       "; %s\n; %s %s\n[edition]\nname = %s ; een titel\nyear = "
                                       "2023\n[report]\nkleur = 1\n",
                                       whole, whole, whole, whole),
                          &settings, &error));
    assert_string_equal(settings.edition.name, whole);
    assert_int_equal(settings.edition.year, 2023);
    assert_int_equal(found_count, 1); /* kleur: the rest is still looked at */
    assert_false(read_text(arena, arena_printf(arena, "[edition]\nname = %s\nsomething\n", whole),
                           &settings, &error));
    assert_int_equal(error.line, 3);
    arena_destroy(arena);
}

static void everything_can_be_said(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    assert_true(read_text(arena,
                          "[edition]\nname = Week 2023\nstart = 2-10-2023\nend=2023-10-06\n"
                          "language = en\n[counting]\nminutes = 20\nmatch = alias\n"
                          "[report]\ncolour = #b3261e\nquotes = nee\nthemes = auto\n"
                          "[file maandag]\nname = *meeting*.csv\ndate_order = maand\n"
                          "format = teams_report\nsession = E\xC3\xA9n loket\n"
                          "column Wie er was = naam\ncolumn Waar=organisatie\n"
                          "[file oud]\nname = oud.csv\nignore = ja\n",
                          &settings, &error));
    assert_int_equal(found_count, 0);
    assert_string_equal(settings.edition.name, "Week 2023");
    assert_int_equal(settings.edition.first_day, moment_days(2023, 10, 2));
    assert_int_equal(settings.edition.last_day, moment_days(2023, 10, 6));
    assert_int_equal(settings.edition.language, LANGUAGE_EN);
    assert_int_equal(settings.edition.minutes, 20);
    assert_false(settings.edition.quotes);
    struct file_override override = settings_for_file(&settings, "teams/Xmeeting12.csv");
    assert_int_equal(override.format, FORMAT_TEAMS_REPORT);
    assert_int_equal(override.date_order, 'm');
    assert_string_equal(override.session, "E\xC3\xA9n loket");
    assert_int_equal(override.column_count, 2);
    assert_string_equal(override.columns[0].title, "Wie er was");
    assert_string_equal(override.columns[0].word, "naam");
    assert_string_equal(override.columns[1].title, "Waar");
    assert_true(settings_for_file(&settings, "oud.csv").ignore);
    assert_false(settings_for_file(&settings, "oud.csv.bak").ignore);
    arena_destroy(arena);
}

static void lines_for_a_file_that_is_not_there_are_findings(void **state)
{
    (void)state;
    static const char *const paths[] = {"teams/aanwezig maandag.csv", "lijst.csv"};
    struct finding_sink sink = {.add = keep};
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    assert_true(read_text(arena,
                          "[edition]\nname = Week\n[file maandag]\nname = aanwezig*.csv\n"
                          "ignore = ja\n\n[file lijst]\nname = lyst.csv\nsession = Brieven\n"
                          "[file leeg]\nsession = Klantreis\n",
                          &settings, &error));
    assert_int_equal(found_count, 0);
    settings_find_idle(arena, &settings, 3, paths, 2, &sink);
    assert_int_equal(found_count, 2);
    assert_int_equal(found[0].rule, FINDING_SETTING_NO_FILE);
    assert_int_equal(found[0].source, 3);
    assert_int_equal(found[0].line, 7);
    assert_string_equal(found[0].detail, "[file lijst] name = lyst.csv; lijst.csv?");
    assert_int_equal(found[1].line, 10);
    arena_destroy(arena);
}

static void a_finding_says_on_which_line(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    assert_true(read_text(arena,
                          "[report]\nthemes = 4\n[counting]\n  minutes = 9999\n[file a]\nname = x\n"
                          "themes = 4\n[report]\nkleur = #fff\n",
                          &settings, &error));
    assert_int_equal(found_count, 3);
    assert_int_equal(found[0].line, 4);
    assert_int_equal(found[1].line, 7);
    assert_int_equal(found[2].line, 9);
    arena_destroy(arena);
}

static void mistakes_are_findings_with_the_nearest_name(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    assert_true(read_text(arena,
                          "[edition]\nstart = 31-4-2023\nnaem = x\n[counting]\nminutes = 9999\n"
                          "small_coutn = 3\n[file a]\nsesion = x\nformat = excel\n",
                          &settings, &error));
    assert_int_equal(found_count, 6);
    assert_int_equal(found[0].rule, FINDING_SETTING_OUT_OF_RANGE);
    assert_int_equal(found[1].rule, FINDING_SETTING_UNKNOWN);
    assert_non_null(strstr(found[1].detail, "name"));
    assert_non_null(strstr(found[3].detail, "small_count"));
    assert_non_null(strstr(found[4].detail, "session"));
    assert_int_equal(settings.edition.minutes, 15);
    assert_true(settings.edition.first_day == INT64_MIN);
    arena_destroy(arena);
}

static void a_file_that_is_no_ini_is_an_error_with_its_line(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct settings settings;
    struct error error;
    assert_false(read_text(arena, "[edition]\nname = x\n[edition\n", &settings, &error));
    assert_int_equal(error.kind, ERROR_SETTINGS);
    assert_int_equal(error.line, 3);
    arena_destroy(arena);
}

static void every_day_of_four_centuries_comes_back(void **state)
{
    (void)state;
    int64_t start = moment_days(1900, 1, 1);
    assert_int_equal(moment_days(1970, 1, 1), 0);
    assert_int_equal(moment_weekday(moment_days(2023, 10, 2)), 1);
    assert_int_equal(moment_weekday(moment_days(1969, 12, 28)), 7);
    for (int64_t day = start; day < start + 146097; day++) {
        int year;
        int month;
        int date;
        moment_civil(day, &year, &month, &date);
        assert_int_equal(moment_days(year, month, date), day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_said_leaves_the_defaults),
        cmocka_unit_test(a_title_of_two_hundred_characters_is_read_whole),
        cmocka_unit_test(everything_can_be_said),
        cmocka_unit_test(lines_for_a_file_that_is_not_there_are_findings),
        cmocka_unit_test(a_finding_says_on_which_line),
        cmocka_unit_test(mistakes_are_findings_with_the_nearest_name),
        cmocka_unit_test(a_file_that_is_no_ini_is_an_error_with_its_line),
        cmocka_unit_test(every_day_of_four_centuries_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
