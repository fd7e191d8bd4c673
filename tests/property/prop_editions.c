/* Laws of whole editions, over the folders of fixtures/editions: it does not matter with which
 * program a file was saved, nor how often the same is said. Every figure is as if each thing was
 * read once, as it stands now; only rows.* may tell how many rows there were, and `inputs` is their
 * hash. SEED can be given in the environment. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/command/inspect.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/resave.h"
#include "tests/support/spawn.h"

static const char *const editions[] = {"2022", "2023", "2024"};
enum { EDITIONS = sizeof editions / sizeof *editions };

static struct arena *arena;
static struct place place;
static struct random numbers;
static const char *plain[EDITIONS]; /* the figures of each, as it is */

/* -- figures ---------------------------------------------------------------------------------- */

/* What the counts of the ledger are made of. The ledger itself is the business of slow_truth: its
 * themes are fitted anew for every edition. */
static const char *figures_of(const char *edition)
{
    static const char queries[] =
        "people participation by_session by_day by_municipality reach reach_variants "
        "organisations_by_kind partnerships grades responses_by_session "
        "session_rates concentration";
    const char *command = arena_printf(
        arena, "for q in %s; do \"$RODEDRAAD\" query $q %s --csv --quiet || exit 1; done", queries,
        edition);
    struct ran ran = place_shell(&place, command);
    assert_string_equal(ran.err, "");
    assert_int_equal(ran.status, 0);
    return arena_strdup(arena, ran.out);
}

/* Fails with the first line that differs. */
static void assert_as_read_once(size_t edition, const char *what)
{
    const char *expected = plain[edition];
    const char *found = figures_of(editions[edition]);
    if (strcmp(expected, found) == 0) {
        return;
    }
    while (*expected != '\0' && strcspn(expected, "\n") == strcspn(found, "\n") &&
           strncmp(expected, found, strcspn(expected, "\n")) == 0) {
        expected += strcspn(expected, "\n") + (*expected != '\0');
        found += strcspn(found, "\n") + (*found != '\0');
    }
    fail_msg("%s, %s:\n%.*s\nshould be\n%.*s", editions[edition], what, (int)strcspn(found, "\n"),
             found, (int)strcspn(expected, "\n"), expected);
}

/* -- files ------------------------------------------------------------------------------------ */

struct file {
    const char *path; /* in the place: "2023/programme.csv" */
    enum source_kind kind;
    const void *bytes;
    size_t size;
    bool readable; /* `sheet` holds all of it */
    struct sheet sheet;
};

struct files {
    struct file items[128];
    size_t count;
};

static struct file read_file(const char *path)
{
    struct file file = {.path = path};
    struct inspection found;
    struct error error = {0};
    char *bytes = place_read(&place, path, &file.size);
    assert_non_null(bytes);
    file.bytes = arena_copy(arena, bytes, file.size);
    free(bytes);
    assert_true(inspect_bytes(arena, NULL, path, file.bytes, file.size, &found, &error));
    file.kind = found.source->kind;
    file.readable = resave_read(arena, file.bytes, file.size, found.source->delimiter, &file.sheet);
    for (size_t i = 0; i < found.finding_count; i++) {
        /* What another program makes of a quote that is never closed is its own affair. */
        file.readable = file.readable && found.findings[i].rule != FINDING_ROW_QUOTE_OPEN;
    }
    return file;
}

/* The edition as it is, in an empty place. */
static struct files start(size_t edition)
{
    const char *name = editions[edition];
    const char *from = arena_printf(arena, "fixtures/editions/%s", name);
    struct files files = {.count = 0};
    assert_int_equal(place_shell(&place, "rm -rf 20?? rodedraad.db").status, 0);
    place_copy(&place, from, name, false);
    char *list = place_list(&place, name);
    for (const char *line = list; *line != '\0'; line += strcspn(line, "\n") + 1) {
        assert_true(files.count < sizeof files.items / sizeof *files.items);
        files.items[files.count++] = read_file(arena_copy(arena, line, strcspn(line, "\n")));
    }
    free(list);
    return files;
}

static bool counts(const struct file *file)
{
    return file->readable &&
           (file->kind == SOURCE_REGISTRATION || file->kind == SOURCE_ATTENDANCE ||
            file->kind == SOURCE_REGISTRATION_ATTENDANCE || file->kind == SOURCE_EVALUATION);
}

/* By a program that has all its characters. */
static struct resaved save_again(const struct file *file, const char *path)
{
    struct resaved saved;
    size_t program;
    do {
        program = (size_t)random_below(&numbers, resave_programs());
    } while (!resave_write(arena, &file->sheet, program, path, &saved));
    return saved;
}

static void write_saved(const struct resaved *saved)
{
    place_write_bytes(&place, saved->path, saved->bytes.bytes, saved->bytes.size);
}

/* "2023/lijst.csv" to "2023/lijst (7).csv": a second download. */
static const char *downloaded_again(const char *path)
{
    const char *dot = strrchr(path, '.');
    return arena_printf(arena, "%.*s (7)%s", (int)(dot - path), path, dot);
}

/* The first lines of a list: what it was some days before. */
static struct file earlier(const struct file *file)
{
    enum { HEADING_AT_MOST = 6 };
    struct file before = *file;
    if (before.sheet.count > HEADING_AT_MOST) {
        size_t rows = before.sheet.count - HEADING_AT_MOST;
        before.sheet.count = HEADING_AT_MOST + (size_t)random_below(&numbers, rows);
    }
    return before;
}

/* -- laws ------------------------------------------------------------------------------------- */

static void another_program_changes_nothing(void **state)
{
    (void)state;
    for (size_t edition = 0; edition < EDITIONS; edition++) {
        struct files files = start(edition);
        for (size_t i = 0; i < files.count; i++) {
            const struct file *file = &files.items[i];
            if (counts(file) || (file->readable && file->kind == SOURCE_PROGRAMME)) {
                place_remove(&place, file->path);
                struct resaved saved = save_again(file, file->path);
                write_saved(&saved);
            }
        }
        assert_as_read_once(edition, "every file saved by another program");
    }
}

static void copies_count_once(void **state)
{
    (void)state;
    for (size_t edition = 0; edition < EDITIONS; edition++) {
        struct files files = start(edition);
        for (size_t i = 0; i < files.count; i++) {
            const struct file *file = &files.items[i];
            const char *path = downloaded_again(file->path);
            if (counts(file) && random_below(&numbers, 2) == 0) {
                place_write_bytes(&place, path, file->bytes, file->size);
            } else if (counts(file)) {
                struct resaved saved = save_again(file, path);
                write_saved(&saved);
            }
        }
        assert_as_read_once(edition, "every list twice");
    }
}

static void earlier_exports_beside_later_ones_change_nothing(void **state)
{
    (void)state;
    for (size_t edition = 0; edition < EDITIONS; edition++) {
        struct files files = start(edition);
        for (size_t i = 0; i < files.count; i++) {
            const struct file *file = &files.items[i];
            if (counts(file) && file->kind != SOURCE_ATTENDANCE) {
                struct file before = earlier(file);
                struct resaved saved = save_again(&before, downloaded_again(file->path));
                write_saved(&saved);
            }
        }
        assert_as_read_once(edition, "earlier exports beside the later ones");
    }
}

static void a_corrected_file_counts_as_it_stands_now(void **state)
{
    (void)state;
    for (size_t edition = 0; edition < EDITIONS; edition++) {
        struct files files = start(edition);
        for (size_t i = 0; i < files.count; i++) {
            const struct file *file = &files.items[i];
            if (counts(file) && random_below(&numbers, 3) == 0) {
                place_write_bytes(&place, file->path, file->bytes, file->size * 2 / 3);
            }
        }
        figures_of(editions[edition]);
        for (size_t i = 0; i < files.count; i++) {
            const struct file *file = &files.items[i];
            place_write_bytes(&place, file->path, file->bytes, file->size);
        }
        assert_as_read_once(edition, "files that were cut, and are whole now");
    }
}

static void a_removed_file_leaves_nothing(void **state)
{
    (void)state;
    for (size_t edition = 0; edition < EDITIONS; edition++) {
        start(edition);
        const char *extra = arena_printf(arena, "%s/Nachtronde.csv", editions[edition]);
        place_write(&place, extra,
                    "Naam;E-mail;Organisatie;Sessie;Aanwezig\n"
                    "Anna Aalders;anna@een.example;Gemeente Rozendaal;Nachtronde;Ja\n"
                    "Bram Bos;bram@twee.example;Gemeente Schiermonnikoog;Nachtronde;Nee\n");
        assert_string_not_equal(figures_of(editions[edition]), plain[edition]);
        place_remove(&place, extra);
        assert_as_read_once(edition, "a list that was taken away");
    }
}

static int set_up(void **state)
{
    (void)state;
    const char *seed = getenv("SEED");
    arena = arena_create();
    place = place_create();
    random_seed(&numbers, seed == NULL ? 1 : strtoull(seed, NULL, 10), 0);
    for (size_t edition = 0; edition < EDITIONS; edition++) {
        start(edition);
        plain[edition] = figures_of(editions[edition]);
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    arena_destroy(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_program_changes_nothing),
        cmocka_unit_test(copies_count_once),
        cmocka_unit_test(earlier_exports_beside_later_ones_change_nothing),
        cmocka_unit_test(a_corrected_file_counts_as_it_stands_now),
        cmocka_unit_test(a_removed_file_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
