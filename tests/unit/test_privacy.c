/* Tests of engine/privacy: keyed pseudonyms and scrubbing. All people are invented. */
#include <string.h>

#include "engine/privacy/pseudonym.h"
#include "engine/privacy/scrub.h"
#include "tests/support/cmocka_all.h"

static void two_keys_give_two_pseudonyms(void **state)
{
    (void)state;
    struct pseudonym_key one;
    struct pseudonym_key two;
    pseudonym_key_make(&one);
    pseudonym_key_make(&two);
    char a[HASH_TEXT];
    char b[HASH_TEXT];
    char c[HASH_TEXT];
    pseudonym_of(&one, "x@a.example", 11, a);
    pseudonym_of(&one, "x@a.example", 11, b);
    pseudonym_of(&two, "x@a.example", 11, c);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    assert_int_equal(strlen(a), 64);
}

/* text => what is left */
static void what_tells_who_somebody_is_goes(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"Mail sanne.devries@utrecht.example.", "Mail [e-mailadres]."},
        {"bel 06-12345678 of +31 6 1234 5678!", "bel [telefoonnummer] of [telefoonnummer]!"},
        {"Mijn BSN is 123456782.", "Mijn BSN is [nummer]."},
        {"Mijn BSN is 1234.56.782!", "Mijn BSN is [nummer]!"},
        {"Op 12-10-2023 14:30, in 2021, 2022 2023", "Op 12-10-2023 14:30, in 2021, 2022 2023"},
        {"(030) 123 45 67", "[telefoonnummer]"},
        {"Op 2-10-2023 kostte het 1.250,50 euro", "Op 2-10-2023 kostte het 1.250,50 euro"},
        {"In 2023 in Utrecht", "In 2023 in Utrecht"},
        {"Ik woon op 1234 AB 12", "Ik woon op [adres]"},
        {"Ik woon Dorpsstraat 12, 1234 AB Ede", "Ik woon [adres] Ede"},
        {"Rekening NL91 ABNA 0417 1643 00 graag", "Rekening [rekeningnummer] graag"},
        {"Sanne de Vries was goed", "[naam] was goed"},
        {"Goed verhaal van SANNE DE VRIES.", "Goed verhaal van [naam]."},
        {"Vooral Sanne deed het goed, en mevrouw Yılmaz ook",
         "Vooral [naam] deed het goed, en mevrouw [naam] ook"},
        {"Dank aan S. de Vries", "Dank aan [naam]"},
        {"Wil graag meer; het bos was mooi", "Wil graag meer; het bos was mooi"},
        {"de vries en kou", "de vries en kou"},
        {"Betrek medewerkers vroeg", "Betrek medewerkers vroeg"},
    };
    struct arena *arena = arena_create();
    struct scrubber *scrubber = scrubber_create(arena);
    scrubber_add_name(scrubber, "sanne de vries");
    scrubber_add_name(scrubber, "fatima y\xC4\xB1lmaz");
    scrubber_add_name(scrubber, "wil bos");
    scrubber_add_name(scrubber, "tel:0123");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(scrub(arena, scrubber, cases[i][0]), cases[i][1]);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_keys_give_two_pseudonyms),
        cmocka_unit_test(what_tells_who_somebody_is_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
