/* Every export in fixtures/exports against what it should give: samples/EXPECTED.csv (the twelve
 * samples of the format study) and EXPECTED.csv (our own odd files, one line each; a line more is a
 * test more). An empty cell says: not spoken of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/command/inspect.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/expected_exports.h"

#define FOLDER "fixtures/exports/"

struct expectation {
    struct arena *arena;
    const char **headings;
    size_t count;
    const char **cells;
};

static const char *cell(const struct expectation *expected, const char *heading)
{
    for (size_t i = 0; i < expected->count; i++) {
        if (strcmp(expected->headings[i], heading) == 0) {
            return expected->cells[i];
        }
    }
    return NULL;
}

static int failures;

static void differ(const char *file, const char *what, const char *expected, const char *actual)
{
    fprintf(stderr, "%s: %s should be \"%s\", is \"%s\"\n", file, what, expected, actual);
    failures++;
}

static void check_word(const struct expectation *expected, const char *heading, const char *actual)
{
    const char *wanted = cell(expected, heading);
    if (wanted != NULL && *wanted != '\0' && strcmp(wanted, actual) != 0) {
        differ(cell(expected, "file"), heading, wanted, actual);
    }
}

/* `known`: the file speaks of it. */
static void check_number(const struct expectation *expected, const char *heading, bool known,
                         double actual)
{
    const char *wanted = cell(expected, heading);
    char text[32];
    snprintf(text, sizeof text, "%.2f", actual);
    if (wanted == NULL || strcmp(wanted, "?") == 0) { /* "?": not checked */
        return;
    }
    double number = strtod(wanted, NULL);
    bool same =
        *wanted == '\0' ? !known : known && number - actual < 0.006 && actual - number < 0.006;
    if (!same) {
        differ(cell(expected, "file"), heading, wanted, known ? text : "(nothing)");
    }
}

static void check_balance(const struct expectation *expected, const struct source *source)
{
    if (source->rows_read != source->rows_used + source->rows_merged + source->rows_rejected) {
        differ(cell(expected, "file"), "balance", "read = used + merged + rejected", "not so");
    }
}

static void check_file(const struct expectation *expected, const char *folder)
{
    struct arena *arena = arena_create();
    struct inspection found;
    struct error error = {0};
    const char *file = cell(expected, "file");
    if (!inspect_file(arena, NULL, arena_printf(arena, "%s%s", folder, file), &found, &error)) {
        differ(file, "file", "readable", error.detail);
        arena_destroy(arena);
        return;
    }
    check_word(expected, "kind", source_kind_word(found.source->kind));
    check_word(expected, "format", source_format_word(found.source->format));
    check_word(expected, "encoding", source_encoding_word(found.source->encoding));
    check_number(expected, "registrations", found.registers, (double)found.registrations);
    check_number(expected, "people_present", found.attends, (double)found.attendees);
    check_number(expected, "people_present_no_staff", found.attends,
                 (double)found.attendees_no_staff);
    check_number(expected, "minutes", true, found.minutes);
    check_number(expected, "minutes_no_staff", found.attends, found.minutes_no_staff);
    check_number(expected, "responses", found.answers, (double)found.responses);
    check_number(expected, "bad_rows", true, (double)found.bad_rows);
    check_number(expected, "rows", true, (double)found.source->rows_read);
    check_balance(expected, found.source);
    arena_destroy(arena);
}

static void check_table(const char *folder)
{
    struct arena *arena = arena_create();
    struct record record;
    struct table *table = expected_exports_open(arena, folder, &record);
    struct expectation expected = {.arena = arena, .count = record.count};
    expected.headings = arena_alloc_array(arena, record.count, sizeof *expected.headings);
    for (size_t i = 0; i < record.count; i++) {
        expected.headings[i] = arena_strdup(arena, record.cells[i]);
    }
    failures = 0;
    int lines = 0;
    while (table_next(table, &record)) {
        if (record.count == expected.count && record.cells[0][0] != '#') {
            expected.cells = record.cells;
            check_file(&expected, folder);
            lines++;
        }
    }
    arena_destroy(arena);
    assert_true(lines > 0);
    assert_int_equal(failures, 0);
}

static void the_twelve_samples_give_what_the_study_says(void **state)
{
    (void)state;
    check_table(FOLDER "samples/");
}

static void odd_files_give_what_their_line_says(void **state)
{
    (void)state;
    check_table(FOLDER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_twelve_samples_give_what_the_study_says),
        cmocka_unit_test(odd_files_give_what_their_line_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
