/* Every allocation, write and read of an import fails in turn (fault_shim), and all of them are
 * short or interrupted. Whatever fails, the program ends by itself, with a sentence when it failed;
 * the store is whole and holds the old or the new state; and the next run completes. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

enum { STATE = 512 };

static struct place place;
static char shim[512];
static char old_state[STATE], new_state[STATE];
static char *old_store;
static size_t old_size;

/* -- the edition ---------------------------------------------------------------------------------
 */

static const char programme[] = "Sessie;Titel;Datum;Start;Einde\n"
                                "1;Opening;02-10-2023;10:00;11:00\n"
                                "2;Balie zonder drempel;03-10-2023;13:00;14:00\n";
static const char registrations[] =
    "Naam;E-mail;Organisatie;Sessie;Aangemeld op;Wat hoopt u te leren?\n"
    "Sanne de Vries;sanne@utrecht.example;Gemeente Utrecht;Opening;01-09-2023 10:00;Van Bas leren\n"
    "Bas Boer;bas@venlo.example;gemeente venlo;Opening;02-09-2023 10:00;\"Meer, en beter\"\n"
    "Noor Kaya;noor@ede.example;Ede;Balie zonder drempel;03-09-2023 10:00;\n";
static const char one_more[] =
    "Tom Smit;tom@breda.example;Gemeente Breda;Opening;04-09-2023 10:00;Alles\n";
static const char attendance[] = "Naam;E-mail;Sessie;Binnen;Weg\n"
                                 "Sanne de Vries;sanne@utrecht.example;Opening;02-10-2023 "
                                 "10:00;02-10-2023 10:50\n"
                                 "Bas Boer;bas@venlo.example;Opening;02-10-2023 10:05;02-10-2023 "
                                 "10:10\n";

static void write_registrations(bool more)
{
    char text[sizeof registrations + sizeof one_more];
    snprintf(text, sizeof text, "%s%s", registrations, more ? one_more : "");
    place_write(&place, "2023/aanmeldingen.csv", text);
}

static struct ran import(void)
{
    return place_run(&place, NULL, "import", "2023", NULL);
}

/* -- the store -----------------------------------------------------------------------------------
 */

static void ask(sqlite3 *db, const char *sql, char *state)
{
    sqlite3_stmt *statement = NULL;
    size_t used = strlen(state);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        snprintf(state + used, STATE - used, "%s;", sqlite3_errmsg(db));
    } else {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            used = strlen(state);
            snprintf(state + used, STATE - used, "%s;",
                     (const char *)sqlite3_column_text(statement, 0));
        }
    }
    sqlite3_finalize(statement);
}

/* What the store holds, in a few words; "ok;" first when it is whole. */
static void state_of(char *state)
{
    char path[512];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/rodedraad.db", place.folder);
    state[0] = '\0';
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    ask(db, "PRAGMA integrity_check", state);
    ask(db, "SELECT inputs_hash FROM edition", state);
    ask(db,
        "SELECT (SELECT count(*) FROM person) || ' ' || (SELECT count(*) FROM registration) || ' '"
        " || (SELECT count(*) FROM presence) || ' ' || (SELECT count(*) FROM remark)"
        " || ' ' || (SELECT sum(registrations) FROM session_count)",
        state);
    sqlite3_close(db);
}

static void put_back_old(void)
{
    char path[512];
    snprintf(path, sizeof path, "%s/rodedraad.db-journal", place.folder);
    unlink(path);
    place_write_bytes(&place, "rodedraad.db", old_store, old_size);
}

/* -- faults --------------------------------------------------------------------------------------
 */

static void set_fault(const char *fault, long at)
{
    char number[32];
    char count[512];
    snprintf(number, sizeof number, "%ld", at);
    snprintf(count, sizeof count, "%s/count", place.folder);
    setenv("LD_PRELOAD", shim, 1);
    setenv("FAULT", fault, 1);
    setenv("FAULT_AT", number, 1);
    setenv("FAULT_COUNT", count, 1);
}

static void no_faults(void)
{
    unsetenv("LD_PRELOAD");
    unsetenv("FAULT");
    unsetenv("FAULT_COUNT");
}

static long counted(void)
{
    size_t size;
    char *text = place_read(&place, "count", &size);
    long count = text == NULL ? 0 : strtol(text, NULL, 10);
    free(text);
    return count;
}

/* One import with one fault. */
static void survive(const char *fault, long at)
{
    char state[STATE];
    put_back_old();
    set_fault(fault, at);
    struct ran ran = import();
    no_faults();
    if (ran.status != 0 && ran.status != 1) {
        fail_msg("%s %ld: status %d\n%s", fault, at, ran.status, ran.err);
    }
    if (ran.status == 1 && ran.err[0] == '\0') {
        fail_msg("%s %ld: failed without a word", fault, at);
    }
    state_of(state);
    bool is_new = strcmp(state, new_state) == 0;
    if (!is_new && (ran.status == 0 || strcmp(state, old_state) != 0)) {
        fail_msg("%s %ld: status %d, the store holds %s\nold %s\nnew %s\n%s", fault, at, ran.status,
                 state, old_state, new_state, ran.err);
    }
    if (at % 8 == 0) {
        assert_int_equal(import().status, 0);
        state_of(state);
        assert_string_equal(state, new_state);
    }
}

static void survive_all(const char *fault)
{
    put_back_old();
    set_fault(fault, 0);
    assert_int_equal(import().status, 0);
    no_faults();
    long count = counted();
    assert_true(count > 0);
    for (long at = 1; at <= count; at++) {
        survive(fault, at);
    }
    printf("%ld faults of the kind \"%s\" survived\n", count, fault);
}

static void every_allocation_fails_in_turn(void **state)
{
    (void)state;
    survive_all("alloc");
}

static void every_write_fails_in_turn(void **state)
{
    (void)state;
    survive_all("write");
    survive_all("io");
    survive_all("half");
}

static void every_read_fails_in_turn(void **state)
{
    (void)state;
    survive_all("read");
}

static void short_and_interrupted_calls_change_nothing(void **state)
{
    (void)state;
    char now[STATE];
    put_back_old();
    set_fault("short", 0);
    struct ran ran = import();
    no_faults();
    assert_int_equal(ran.status, 0);
    assert_true(counted() > 0);
    state_of(now);
    assert_string_equal(now, new_state);
}

static int setup(void **state)
{
    (void)state;
    const char *given = getenv("FAULT_SHIM");
    char here[256];
    assert_non_null(given);
    assert_non_null(getcwd(here, sizeof here));
    snprintf(shim, sizeof shim, "%s%s%s", given[0] == '/' ? "" : here, given[0] == '/' ? "" : "/",
             given);
    place = place_create();
    place_write(&place, "2023/programma.csv", programme);
    place_write(&place, "2023/aanwezig.csv", attendance);
    write_registrations(false);
    assert_int_equal(import().status, 0);
    state_of(old_state);
    old_store = place_read(&place, "rodedraad.db", &old_size);
    write_registrations(true);
    assert_int_equal(import().status, 0);
    state_of(new_state);
    assert_true(strncmp(old_state, "ok;", 3) == 0 && strncmp(new_state, "ok;", 3) == 0);
    assert_string_not_equal(old_state, new_state);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    free(old_store);
    place_destroy(&place);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_and_interrupted_calls_change_nothing),
        cmocka_unit_test(every_write_fails_in_turn),
        cmocka_unit_test(every_read_fails_in_turn),
        cmocka_unit_test(every_allocation_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
