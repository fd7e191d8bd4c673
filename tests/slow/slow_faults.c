/* Every allocation, write and read of an import fails in turn (fault_shim), and all of them are
 * short or interrupted. Whatever fails, the program ends by itself, with a sentence when it failed;
 * the store is whole and holds the old or the new state; and the next run completes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/reference_job.h"
#include "tests/support/store_states.h"

static struct place place;
static struct store_states states = {.place = &place, .edition = "2023"};
static char shim[512];

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
    char what[64];
    snprintf(what, sizeof what, "%s %ld", fault, at);
    store_states_put_back(&states);
    set_fault(fault, at);
    struct ran ran = store_states_import(&states);
    no_faults();
    if (ran.status != 0 && ran.status != 1) {
        fail_msg("%s: status %d\n%s", what, ran.status, ran.err);
    }
    if (ran.status == 1 && ran.err[0] == '\0') {
        fail_msg("%s: failed without a word", what);
    }
    if (!store_states_check(&states, what) && ran.status == 0) {
        fail_msg("%s: done, it says, and the store is as it was", what);
    }
    if (at % 8 == 0) {
        store_states_complete(&states);
    }
}

static void survive_all(const char *fault)
{
    store_states_put_back(&states);
    set_fault(fault, 0);
    assert_int_equal(store_states_import(&states).status, 0);
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
    store_states_put_back(&states);
    set_fault("short", 0);
    struct ran ran = store_states_import(&states);
    no_faults();
    assert_int_equal(ran.status, 0);
    assert_true(counted() > 0);
    assert_true(store_states_check(&states, "short"));
}

static int setup(void **state)
{
    (void)state;
    reference_job_path(getenv("FAULT_SHIM"), shim, sizeof shim);
    place = place_create();
    place_write(&place, "2023/programma.csv", programme);
    place_write(&place, "2023/aanwezig.csv", attendance);
    write_registrations(false);
    store_states_before(&states);
    write_registrations(true);
    store_states_after(&states);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    store_states_clear(&states);
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
