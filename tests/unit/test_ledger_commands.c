/* Tests of the commands figures, query and explain on a small folder of plain tables, whose numbers
 * can be counted on paper. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "tests/support/cmocka_all.h"

static char home[64];
static char db[96], key[96], edition[96], second[96];

static void write_in(const char *folder, const char *name, const char *bytes)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

static void make_folder_of_tables(const char *folder)
{
    assert_int_equal(mkdir(folder, 0700), 0);
    write_in(folder, "sessions.csv",
             "session_id,title,day,starts_at,ends_at\n"
             "S1,Opening,2023-10-02,2023-10-02 10:00:00,2023-10-02 11:00:00\n"
             "S2,Slot,2023-10-03,2023-10-03 10:00:00,2023-10-03 11:00:00\n");
    write_in(folder, "registrations.csv",
             "registration_id,session_id,name,email,organisation,role,registered_at,expectation\n"
             "R1,S1,Anna Bos,anna@a.example,Gemeente Venlo,raadslid,2023-09-01 09:00:00,\n"
             "R2,S1,Bram Vos,bram@b.example,gemeente Utrecht,overig,2023-09-01 09:00:00,\n"
             "R3,S2,Anna Bos,anna@a.example,Gemeente Venlo,raadslid,2023-09-01 09:00:00,\n"
             "R4,S2,Cas Dam,cas@c.example,Provincie Zeeland,overig,2023-09-01 09:00:00,\n");
    write_in(folder, "attendance.csv",
             "registration_id,session_id,joined,left\n"
             "R1,S1,2023-10-02 10:00:00,2023-10-02 10:30:00\n"
             "R1,S1,2023-10-02 10:20:00,2023-10-02 10:40:00\n"
             "R2,S1,2023-10-02 10:00:00,2023-10-02 10:05:00\n"
             "R4,S2,2023-10-03 10:00:00,2023-10-03 11:00:00\n");
}

static int make_home(void **state)
{
    (void)state;
    snprintf(home, sizeof home, "/tmp/rodedraad-ledger-XXXXXX");
    if (mkdtemp(home) == NULL) {
        return -1;
    }
    snprintf(db, sizeof db, "%s/rodedraad.db", home);
    snprintf(key, sizeof key, "%s/key", home);
    snprintf(edition, sizeof edition, "%s/2023", home);
    snprintf(second, sizeof second, "%s/2024", home);
    make_folder_of_tables(edition);
    make_folder_of_tables(second);
    return 0;
}

static int remove_home(void **state)
{
    (void)state;
    static const char *const names[] = {"2023/sessions.csv",   "2023/registrations.csv",
                                        "2023/attendance.csv", "2023",
                                        "2024/sessions.csv",   "2024/registrations.csv",
                                        "2024/attendance.csv", "2024",
                                        "rodedraad.db",        "key"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", home, names[i]);
        remove(path);
    }
    return rmdir(home);
}

typedef int command_fn(int argc, char **argv, FILE *out, FILE *err);

struct result {
    int status;
    char *out, *err;
    size_t out_size, err_size;
};

/* Runs a command with the store and the key of this test; the words end with NULL. */
static struct result run(command_fn *command, const char *const *words)
{
    struct result result = {0};
    FILE *out = open_memstream(&result.out, &result.out_size);
    FILE *err = open_memstream(&result.err, &result.err_size);
    char *argv[16];
    int argc = 0;
    for (; words[argc] != NULL; argc++) {
        argv[argc] = (char *)words[argc];
    }
    static char db_option[] = "--db";
    static char key_option[] = "--key";
    char *const extra[] = {db_option, db, key_option, key};
    for (size_t i = 0; i < 4; i++) {
        argv[argc++] = extra[i];
    }
    result.status = command(argc, argv, out, err);
    fclose(out);
    fclose(err);
    return result;
}

static void release(struct result *result)
{
    free(result->out);
    free(result->err);
}

#define RUN(command, ...) run(command, (const char *const[]){__VA_ARGS__, NULL})

static void by_session_is_the_table_of_the_reference_job(void **state)
{
    (void)state;
    struct result result = RUN(command_query, "query", "by_session", edition, "--csv");
    assert_int_equal(result.status, EXIT_DONE);
    assert_string_equal(result.out,
                        "session_id,registrations,persons,attendees,no_show_rate,attended_seconds\n"
                        "S1,2,2,1,0.5,2700\n"
                        "S2,2,2,1,0.5,3600\n");
    assert_non_null(strstr(result.err, "intern: niet delen"));
    release(&result);
}

static void by_municipality_knows_who_took_part_itself(void **state)
{
    (void)state;
    struct result result = RUN(command_query, "query", "by_municipality", edition, "--csv");
    assert_int_equal(result.status, EXIT_DONE);
    assert_true(text_starts_with(result.out, "municipality,registrations,persons,attendees,"
                                             "no_show_rate,attended_seconds,population\n"
                                             "(onbekend),1,1,1,0,3600,\n"
                                             "Utrecht,1,1,0,1,300,"));
    assert_non_null(strstr(result.out, "\nVenlo,2,1,1,0.5,2400,"));
    release(&result);
}

static void several_editions_stand_in_one_table(void **state)
{
    (void)state;
    struct result result = RUN(command_query, "query", "by_day", edition, second, "--json");
    assert_int_equal(result.status, EXIT_DONE);
    assert_true(text_starts_with(result.out, "[\n{\"edition\":\"2023\",\"day\":\"2023-10-02\","));
    assert_non_null(strstr(result.out, "{\"edition\":\"2024\",\"day\":\"2023-10-03\","));
    release(&result);
    result = RUN(command_figures, "figures", edition, second, "--csv");
    assert_int_equal(result.status, EXIT_DONE);
    assert_non_null(strstr(result.out, "\nmunicipalities.direct,2023,1,,,,none,municipalities,"));
    assert_non_null(strstr(result.out, "\nmunicipalities.direct,2024,1,"));
    assert_null(strstr(result.out + 1, "id,edition,value,low"));
    release(&result);
}

static void figures_are_the_same_bytes_the_second_time(void **state)
{
    (void)state;
    struct result first = RUN(command_figures, "figures", edition, "--json");
    struct result again = RUN(command_figures, "figures", edition, "--json");
    assert_int_equal(first.status, EXIT_DONE);
    assert_string_equal(first.out, again.out);
    assert_non_null(strstr(first.out, "{\"id\":\"registrations.live\",\"edition\":\"2023\","
                                      "\"value\":4,"));
    assert_non_null(strstr(first.out, "{\"id\":\"people.attended\",\"edition\":\"2023\","
                                      "\"value\":2,\"low\":2,\"high\":2,"));
    assert_non_null(strstr(first.out, "\"reason\":\"no_costs\""));
    assert_int_equal(first.err_size, 0);
    release(&first);
    release(&again);
}

static void explain_names_the_rows_and_agrees(void **state)
{
    (void)state;
    struct result result = RUN(command_explain, "explain", "residents.direct", edition);
    assert_int_equal(result.status, EXIT_DONE);
    assert_non_null(strstr(result.out, "klopt"));
    assert_null(strstr(result.out, "KLOPT NIET"));
    assert_non_null(strstr(result.out, "GM0983 Venlo: "));
    assert_non_null(strstr(result.out, "attendance.csv, regel 2: \"Gemeente Venlo\""));
    assert_null(strstr(result.out, "Utrecht")); /* five minutes are no participation */
    assert_null(strstr(result.out, "Anna"));
    release(&result);
    result = RUN(command_explain, "explain", "noshow.rate", edition, "--lang", "en");
    assert_int_equal(result.status, EXIT_DONE);
    assert_non_null(strstr(result.out, "registrations.csv, line 3-4"));
    release(&result);
}

static void every_figure_can_be_explained(void **state)
{
    (void)state;
    struct result figures = RUN(command_figures, "figures", edition, "--csv");
    assert_int_equal(figures.status, EXIT_DONE);
    size_t explained = 0;
    char *line = strchr(figures.out, '\n');
    for (; line != NULL && line[1] != '\0'; line = strchr(line + 1, '\n')) {
        char id[64];
        size_t size = strcspn(line + 1, ",");
        assert_true(size < sizeof id);
        memcpy(id, line + 1, size);
        id[size] = '\0';
        struct result result = RUN(command_explain, "explain", id, edition);
        if (result.status != EXIT_DONE) {
            fail_msg("explain %s: %s%s", id, result.out, result.err);
        }
        release(&result);
        explained++;
    }
    assert_true(explained > 70);
    release(&figures);
}

static void a_misspelt_name_gets_the_nearest_one(void **state)
{
    (void)state;
    struct result result = RUN(command_explain, "explain", "resident.direct", edition);
    assert_int_equal(result.status, EXIT_USAGE);
    assert_non_null(strstr(result.err, "\"residents.direct\"?"));
    assert_int_equal(result.out_size, 0);
    release(&result);
    result = RUN(command_query, "query", "by_sesion", edition, "--lang", "en");
    assert_int_equal(result.status, EXIT_USAGE);
    assert_non_null(strstr(result.err, "Did you mean \"by_session\"?"));
    release(&result);
    result = RUN(command_query, "query", "by_session");
    assert_int_equal(result.status, EXIT_USAGE);
    release(&result);
    result = RUN(command_figures, "figures");
    assert_int_equal(result.status, EXIT_USAGE);
    release(&result);
    result = RUN(command_figures, "figures", "/nonexistent");
    assert_int_equal(result.status, EXIT_FAILED);
    release(&result);
}

/* The store says something else than the rows: somebody changed a figure. */
static void explain_notices_a_figure_that_was_changed(void **state)
{
    (void)state;
    struct result result = RUN(command_figures, "figures", edition, "--quiet");
    assert_int_equal(result.status, EXIT_DONE);
    release(&result);
    sqlite3 *store;
    assert_int_equal(sqlite3_open(db, &store), SQLITE_OK);
    assert_int_equal(sqlite3_exec(store,
                                  "UPDATE figure SET value = value + 1 "
                                  "WHERE id = 'registrations.live'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(store);
    result = RUN(command_explain, "explain", "registrations.live", edition);
    assert_int_equal(result.status, EXIT_FAILED);
    assert_non_null(strstr(result.out, "KLOPT NIET: de rijen geven 4"));
    release(&result);
}

#define HOME(test) cmocka_unit_test_setup_teardown(test, make_home, remove_home)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME(by_session_is_the_table_of_the_reference_job),
        HOME(by_municipality_knows_who_took_part_itself),
        HOME(several_editions_stand_in_one_table),
        HOME(figures_are_the_same_bytes_the_second_time),
        HOME(explain_names_the_rows_and_agrees),
        HOME(every_figure_can_be_explained),
        HOME(a_misspelt_name_gets_the_nearest_one),
        HOME(explain_notices_a_figure_that_was_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
