/* truth: see truth.h. Both sides are JSON, so SQLite compares them. */
#include "tests/support/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/support/cmocka_all.h"

/* The whole of a stream as text; the caller frees it. */
static char *read_all(FILE *file)
{
    size_t size = 0;
    size_t room = 1 << 16;
    char *bytes = malloc(room);
    assert_non_null(bytes);
    for (size_t got; (got = fread(bytes + size, 1, room - size - 1, file)) > 0;) {
        size += got;
        if (room - size < 2) {
            room *= 2;
            char *more = realloc(bytes, room);
            assert_non_null(more);
            bytes = more;
        }
    }
    bytes[size] = '\0';
    return bytes;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = read_all(file);
    fclose(file);
    return text;
}

/* Standard output of a command line; its status must be 0. */
char *truth_output(const char *command)
{
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    char *text = read_all(pipe);
    int status = pclose(pipe);
    if (status != 0) {
        print_error("status %d: %s\n", status, command);
    }
    assert_int_equal(status, 0);
    return text;
}

/* What `figures --json` says of a folder, from an empty store. */
static char *figures_of(const char *edition_folder)
{
    const char *program = getenv("RODEDRAAD");
    char folder[] = "/tmp/rodedraad-truth-XXXXXX";
    char command[1024];
    assert_non_null(program);
    assert_non_null(mkdtemp(folder));
    int size = snprintf(command, sizeof command,
                        "'%s' figures '%s' --json --quiet --db '%s/store.db' --key '%s/key'",
                        program, edition_folder, folder, folder);
    assert_true(size > 0 && (size_t)size < sizeof command);
    char *text = truth_output(command);
    size = snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_true(size > 0 && (size_t)size < sizeof command);
    free(truth_output(command));
    return text;
}

/* Figures and their variants (other defensible definitions): rows where a value, low or high of the
 * truth is missing or differs. Counts are compared exactly; fractions, means and hours to nine
 * digits behind the point. */
static const char DIFFERENCES[] =
    "WITH known AS (SELECT key, value FROM json_each(:truth, '$.figures') UNION ALL"
    "               SELECT key, value FROM json_each(:truth, '$.variants')),"
    "     truth AS (SELECT t.key AS id, part.value AS part,"
    "                      json_extract(t.value, '$.' || part.value) AS wanted"
    "                 FROM known AS t,"
    "                      json_each('[\"value\",\"low\",\"high\"]') AS part"
    "                WHERE json_extract(t.value, '$.' || part.value) IS NOT NULL),"
    "     engine AS (SELECT json_extract(f.value, '$.id') AS id, f.value AS row FROM "
    "json_each(:engine) AS f)"
    " SELECT truth.id || '.' || part, wanted, json_extract(engine.row, '$.' || part)"
    "   FROM truth LEFT JOIN engine ON engine.id = truth.id"
    "  WHERE json_extract(engine.row, '$.' || part) IS NULL"
    "     OR abs(json_extract(engine.row, '$.' || part) - wanted) > 1e-9 * max(1, abs(wanted))"
    "  ORDER BY truth.id, part";

static const char COUNT[] = "SELECT count(*) FROM json_each(:truth, '$.figures')";

static sqlite3_stmt *prepare(sqlite3 *base, const char *sql, const char *truth, const char *engine)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(base, sql, -1, &statement, NULL), SQLITE_OK);
    const char *texts[] = {truth, engine};
    const char *names[] = {":truth", ":engine"};
    for (int i = 0; i < 2; i++) {
        int place = sqlite3_bind_parameter_index(statement, names[i]);
        if (place > 0) {
            assert_int_equal(sqlite3_bind_text(statement, place, texts[i], -1, SQLITE_STATIC),
                             SQLITE_OK);
        }
    }
    return statement;
}

static int compare(const char *folder, const char *truth_path, int at_least)
{
    char *truth = read_file(truth_path);
    char *engine = figures_of(folder);
    sqlite3 *base = NULL;
    assert_int_equal(sqlite3_open(":memory:", &base), SQLITE_OK);
    sqlite3_stmt *count = prepare(base, COUNT, truth, engine);
    assert_int_equal(sqlite3_step(count), SQLITE_ROW);
    assert_true(sqlite3_column_int(count, 0) >= at_least);
    sqlite3_finalize(count);
    sqlite3_stmt *rows = prepare(base, DIFFERENCES, truth, engine);
    int different = 0;
    int status;
    while ((status = sqlite3_step(rows)) == SQLITE_ROW) {
        const unsigned char *found = sqlite3_column_text(rows, 2);
        print_error("%s %s: truth %s, engine %s\n", folder,
                    (const char *)sqlite3_column_text(rows, 0),
                    (const char *)sqlite3_column_text(rows, 1),
                    found == NULL ? "none" : (const char *)found);
        different++;
    }
    assert_int_equal(status, SQLITE_DONE);
    sqlite3_finalize(rows);
    sqlite3_close(base);
    free(truth);
    free(engine);
    return different;
}

int truth_compare(const char *folder, const char *truth_path)
{
    return compare(folder, truth_path, 31);
}

int truth_compare_some(const char *folder, const char *truth_path)
{
    return compare(folder, truth_path, 10);
}
