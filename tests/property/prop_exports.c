/* Every export in fixtures/exports counts to the same when another program saves it: other
 * separators, quotes, line ends and encodings, rows padded to one width, blank rows at both ends, a
 * line sep=, a workbook. What each should count to is the business of test_recognise_exports; here
 * the file as it stands is the measure. */
#include <stdio.h>
#include <string.h>

#include "engine/command/inspect.h"
#include "engine/read/source.h"
#include "engine/read/table.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/expected_exports.h"
#include "tests/support/resave.h"

#define FOLDER "fixtures/exports/"

static bool same_counts(const struct inspection *a, const struct inspection *b)
{
    double minutes = a->minutes - b->minutes;
    double without = a->minutes_no_staff - b->minutes_no_staff;
    return a->source->kind == b->source->kind && a->source->format == b->source->format &&
           a->registrations == b->registrations && a->attendees == b->attendees &&
           a->attendees_no_staff == b->attendees_no_staff && a->responses == b->responses &&
           a->bad_rows == b->bad_rows && a->source->rows_read == b->source->rows_read &&
           a->source->rows_used == b->source->rows_used && minutes < 0.001 && minutes > -0.001 &&
           without < 0.001 && without > -0.001;
}

static void say(const char *file, const char *program, const struct inspection *found,
                const struct inspection *as_it_is)
{
    fprintf(stderr,
            "%s, %s: %s %llu registrations, %llu people, %.2f minutes, %llu forms, %llu bad of "
            "%llu; as it is: %s %llu, %llu, %.2f, %llu, %llu of %llu\n",
            file, program, source_kind_word(found->source->kind),
            (unsigned long long)found->registrations, (unsigned long long)found->attendees,
            found->minutes, (unsigned long long)found->responses,
            (unsigned long long)found->bad_rows, (unsigned long long)found->source->rows_read,
            source_kind_word(as_it_is->source->kind), (unsigned long long)as_it_is->registrations,
            (unsigned long long)as_it_is->attendees, as_it_is->minutes,
            (unsigned long long)as_it_is->responses, (unsigned long long)as_it_is->bad_rows,
            (unsigned long long)as_it_is->source->rows_read);
}

static int respelled, different;

static void check_file(const char *file)
{
    struct arena *arena = arena_create();
    const char *path = arena_printf(arena, FOLDER "%s", file);
    struct source_bytes bytes;
    struct inspection as_it_is;
    struct sheet sheet;
    struct error error = {0};
    assert_true(source_load(arena, path, &bytes, &error));
    assert_true(inspect_bytes(arena, NULL, path, bytes.data, bytes.size, &as_it_is, &error));
    enum source_kind kind = as_it_is.source->kind;
    bool counts = kind == SOURCE_REGISTRATION || kind == SOURCE_ATTENDANCE ||
                  kind == SOURCE_REGISTRATION_ATTENDANCE || kind == SOURCE_EVALUATION;
    counts =
        counts && resave_read(arena, bytes.data, bytes.size, as_it_is.source->delimiter, &sheet);
    for (size_t i = 0; counts && i < resave_programs(); i++) {
        struct resaved saved;
        if (!resave_write(arena, &sheet, i, path, &saved)) {
            continue;
        }
        struct inspection found;
        assert_true(inspect_bytes(arena, NULL, saved.path, saved.bytes.bytes, saved.bytes.size,
                                  &found, &error));
        respelled++;
        if (!same_counts(&found, &as_it_is)) {
            say(file, resave_program_name(i), &found, &as_it_is);
            different++;
        }
    }
    arena_destroy(arena);
}

static void check_table(const char *folder)
{
    struct arena *arena = arena_create();
    struct record record;
    struct table *table =
        expected_exports_open(arena, arena_printf(arena, FOLDER "%s", folder), &record);
    while (table_next(table, &record)) {
        /* No other program can save a quote that is never closed; a cell of megabytes says nothing
         * more in another encoding. */
        const char *file = record.count > 1 ? record.cells[0] : "quote";
        if (strstr(file, "quote") == NULL && strstr(file, "grote-cel") == NULL) {
            check_file(arena_printf(arena, "%s%s", folder, file));
        }
    }
    arena_destroy(arena);
}

static void every_export_counts_the_same_when_another_program_saves_it(void **state)
{
    (void)state;
    check_table("samples/");
    check_table("");
    assert_true(respelled > 1500);
    assert_int_equal(different, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_export_counts_the_same_when_another_program_saves_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
