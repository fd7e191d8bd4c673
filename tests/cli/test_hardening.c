/* The program as a file: what the linker was asked for is there, what nobody asked for is not. And
 * the one secret that it keeps is for its owner alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"
#include "tests/support/small_edition.h"

/* What a tool says of the program, to be freed. */
static char *ask(const char *tool)
{
    char command[128];
    snprintf(command, sizeof command, "%s \"$RODEDRAAD\"", tool);
    struct ran ran = place_shell(&place, command);
    assert_int_equal(ran.status, 0);
    return strdup(ran.out);
}

static void addresses_and_tables_are_protected(void **state)
{
    (void)state;
    char *headers = ask("LC_ALL=C readelf -W -h -l -d");
    assert_says(headers, "DYN (Position-Independent Executable file)");
    assert_says(headers, "GNU_RELRO");
    assert_says(headers, "BIND_NOW"); /* with it RELRO covers the table of functions as well */
    const char *stack = strstr(headers, "GNU_STACK");
    assert_non_null(stack);
    char flags[128];
    snprintf(flags, sizeof flags, "%.*s", (int)strcspn(stack, "\n"), stack);
    assert_says(flags, "RW ");
    assert_null(strstr(flags, "RWE"));
    assert_null(strstr(headers, "RWE")); /* nothing is both written and run */
    assert_null(strstr(headers, "(RPATH)"));
    assert_null(strstr(headers, "(RUNPATH)"));
    free(headers);
}

static void buffers_are_checked(void **state)
{
    (void)state;
    char *symbols = ask("nm -D --undefined-only");
    assert_says(symbols, "__stack_chk_fail");
    /* The sanitizers check more than FORTIFY does, and want it off. */
    if (strstr(symbols, "__asan_init") == NULL) {
        assert_says(symbols, "__memcpy_chk");
        assert_says(symbols, "__snprintf_chk");
    }
    free(symbols);
}

static void no_code_for_a_network_is_linked(void **state)
{
    (void)state;
    char *symbols = ask("nm -D --undefined-only");
    static const char *const calls[] = {" socket@",      " connect@", " getaddrinfo@",
                                        " bind@",        " listen@",  " gethostbyname@",
                                        " getnameinfo@", " sendto@",  " recvfrom@"};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (strstr(symbols, calls[i]) != NULL) {
            fail_msg("the program calls%s", calls[i]);
        }
    }
    free(symbols);
}

static void the_key_is_made_for_its_owner_alone(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    assert_int_equal(
        place_shell(&place, "umask 0; XDG_DATA_HOME=data \"$RODEDRAAD\" import 2023 --quiet")
            .status,
        0);
    struct ran ran = place_shell(&place, "stat -c '%a %F %s' data/rodedraad/key data/rodedraad");
    assert_says(ran.out, "600 regular file 65\n700 directory");
}

static void import_with_key(const char *prepare, const char *says)
{
    assert_int_equal(place_shell(&place, prepare).status, 0);
    struct ran ran = place_run(&place, NULL, "import", "2023", "--key", "key", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err, says);
    assert_false(place_has(&place, "rodedraad.db"));
}

static void a_key_that_others_can_read_is_refused(void **state)
{
    (void)state;
    small_edition_write(&place, "2023");
    import_with_key("printf '%064d\\n' 7 >key; chmod 640 key", "chmod 600");
    import_with_key("chmod 604 key", "chmod 600");
    import_with_key("chmod 600 key; echo geen sleutel >key", "geen sleutel");
    import_with_key("rm key; mkdir key", "geen gewoon bestand");
    assert_int_equal(
        place_shell(&place, "rmdir key; printf '%064d\\n' 7 >key; chmod 600 key").status, 0);
    assert_int_equal(place_run(&place, NULL, "import", "2023", "--key", "key", NULL).status, 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, own_place_setup, own_place_teardown)
    const struct CMUnitTest tests[] = {
        CASE(addresses_and_tables_are_protected),    CASE(buffers_are_checked),
        CASE(no_code_for_a_network_is_linked),       CASE(the_key_is_made_for_its_owner_alone),
        CASE(a_key_that_others_can_read_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
