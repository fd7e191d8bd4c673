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
    unsigned char a[PSEUDONYM_BYTES];
    unsigned char b[PSEUDONYM_BYTES];
    unsigned char c[PSEUDONYM_BYTES];
    pseudonym_of(&one, "x@a.example", 11, a);
    pseudonym_of(&one, "x@a.example", 11, b);
    pseudonym_of(&two, "x@a.example", 11, c);
    assert_memory_equal(a, b, sizeof a);
    assert_memory_not_equal(a, c, sizeof a);
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
        {"Fijn dat Québecqa sprak, en Quebecqa ook", "Fijn dat [naam] sprak, en [naam] ook"},
        {"Met Łobożqa of Lobozqa, en Xénia", "Met [naam] of [naam], en [naam]"},
        {"Betrek medewerkers vroeg", "Betrek medewerkers vroeg"},
    };
    struct arena *arena = arena_create();
    struct scrubber *scrubber = scrubber_create(arena);
    scrubber_add_name(scrubber, "sanne de vries");
    scrubber_add_name(scrubber, "fatima y\xC4\xB1lmaz");
    scrubber_add_name(scrubber, "wil bos");
    scrubber_add_name(scrubber, "xénia québecqa");
    scrubber_add_name(scrubber, "jan łobożqa");
    scrubber_add_name(scrubber, "tel:0123");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(scrub(arena, scrubber, cases[i][0]), cases[i][1]);
    }
    arena_destroy(arena);
}

static struct scrubber *with_people(struct arena *arena)
{
    static const char *const people[] = {"sanne de vries",   "bas van loon",      "wil bos",
                                         "xandra quispel",   "tjibbe wybenga",    "gemeente breda",
                                         "anne-fleur baars", "noah van den bosch"};
    struct scrubber *scrubber = scrubber_create(arena);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        scrubber_add_name(scrubber, people[i]);
    }
    return scrubber;
}

/* Somebody planted `what` in a remark: nothing of it may stay. */
static void no_planted_name_address_or_number_stays(void **state)
{
    (void)state;
    static const struct {
        const char *text, *what;
    } cases[] = {
        /* names of people on the lists */
        {"Sanne de Vries", "Vries"},
        {"met sanne de vries gesproken", "vries"},
        {"SANNE DE VRIES was top", "VRIES"},
        {"dank aan S. de Vries", "Vries"},
        {"Vries, Sanne de", "Vries"},
        {"top, Xandra!", "Xandra"},
        {"Xandra Quispel en Tjibbe Wybenga", "Wybenga"},
        {"Het verhaal van Quispel was sterk", "Quispel"},
        {"vraag maar aan xandra quispel", "quispel"},
        {"goed gedaan anne-fleur baars", "baars"},
        {"met Anne-Fleur", "Fleur"},
        {"Bas van Loon (KCC)", "Loon"},
        {"zie linkedin.com/in/xandra-quispel-1234", "quispel"},
        {"mijn account is @xandra_quispel", "quispel"},
        /* people on no list */
        {"ik sprak met Piet de Vries over wachttijden", "Piet"},
        {"gesproken met piet de vries", "piet"},
        {"Piet Hamerslag vond het ook", "Hamerslag"},
        {"mevr. Jansen van burgerzaken", "Jansen"},
        {"mevr. jansen van burgerzaken", "jansen"},
        {"mevrouw Hamerslag", "Hamerslag"},
        {"dhr. P. Hamerslag", "Hamerslag"},
        {"de heer Van der Hamerslag was er", "Hamerslag"},
        {"mw. El Idrissi hielp", "Idrissi"},
        {"J.P. Hamerslag", "Hamerslag"},
        {"Groeten van J. Hamerslag", "Hamerslag"},
        {"Groet, Willemijn", "Willemijn"},
        {"Met vriendelijke groet,\nOlgamarijke Hamerslag", "Hamerslag"},
        {"mvg Trijntje", "Trijntje"},
        {"ik heet Trijntje", "Trijntje"},
        {"mijn naam is Trijntje Hamerslag.", "Hamerslag"},
        {"dr. Hamerslag", "Hamerslag"},
        {"Mohamed el Amrani deed het goed", "Amrani"},
        {"vooral fatima was duidelijk", "fatima"},
        {"Fatma Y\xC4\xB1lmaz", "lmaz"},
        {"collega Jansen-Bakker", "Bakker"},
        {"collega Jansen zei", "Jansen"},
        {"Marieke H. van team 3", "Marieke"},
        /* mail */
        {"mail Sanne.deVries@Utrecht.example!", "Utrecht.example"},
        {"(sanne@utrecht.example)", "sanne@"},
        {"mailto:sanne@utrecht.example", "sanne@"},
        {"sanne @ utrecht.example", "sanne @"},
        {"sannedv(at)utrecht.example", "sannedv"},
        {"sannedv [at] utrecht.example", "sannedv"},
        {"sannedv at utrecht.example", "sannedv"},
        {"sannedv apenstaartje utrecht punt example", "sannedv"},
        {"sannedv at utrecht dot example", "sannedv"},
        {"s_de-vries+week@mail.utrecht.example;", "vries+week"},
        /* telephone numbers */
        {"06-12345678", "345"},
        {"0612345678", "345"},
        {"06 12345678", "345"},
        {"06 12 34 56 78", "34"},
        {"06-12 34 56 78", "34"},
        {"06.12.34.56.78", "34"},
        {"06/12345678", "345"},
        {"06 - 12345678", "345"},
        {"06 \xE2\x80\x93 12345678", "345"},
        {"06\xC2\xA0"
         "12345678",
         "345"},
        {"+31612345678", "345"},
        {"+31 6 12345678", "345"},
        {"+31 (0)6 12 34 56 78", "34"},
        {"+31(0)6-12345678", "345"},
        {"0031 6 12345678", "345"},
        {"0031612345678", "345"},
        {"31612345678", "345"},
        {"(030) 123 45 67", "123"},
        {"030-1234567", "345"},
        {"030 123 4567", "456"},
        {"0301234567", "345"},
        {"0570 - 12 34 56", "34"},
        {"tel. 6 12345678", "345"},
        {"bel:0612345678", "345"},
        {"06_12345678", "345"},
        /* where somebody lives */
        {"1234AB 12", "1234"},
        {"1234 AB 12a", "12a"},
        {"1234 ab 12", "ab"},
        {"1234ab", "1234"},
        {"1234 AB, 12", "12"},
        {"1234 AB nr. 12", "12"},
        {"1234\xC2\xA0"
         "AB 12",
         "1234"},
        {"Dorpsstraat 12, 1234 AB Ede", "Dorpsstraat"},
        {"Dorpsstraat 12-a, 1234 AB", "12"},
        {"ik woon op Prinsengracht 263", "263"},
        {"huisnummer 12, 1234 AB", "12"},
        /* social security and bank */
        {"BSN 123456782", "456"},
        {"BSN123456782", "456"},
        {"tel0612345678", "345"},
        {"Sanne,mail:sanne@utrecht.example", "Sanne"},
        {"bsn: 123.456.782", "456"},
        {"1234.56.782", "56"},
        {"123 456 782", "456"},
        {"1234 56 782", "56"},
        {"123-45-6782", "45"},
        {"NL91 ABNA 0417 1643 00", "0417"},
        {"NL91ABNA0417164300", "0417"},
        {"nl91abna0417164300", "0417"},
        {"nl91 abna 0417 1643 00", "0417"},
        {"NL91.ABNA.0417.1643.00", "0417"},
        {"BE68 5390 0754 7034", "5390"},
    };
    struct arena *arena = arena_create();
    struct scrubber *scrubber = with_people(arena);
    int stayed = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_non_null(strstr(cases[i].text, cases[i].what));
        const char *left = scrub(arena, scrubber, cases[i].text);
        if (strstr(left, cases[i].what) != NULL) {
            print_error("\"%s\" left \"%s\"\n", cases[i].text, left);
            stayed++;
        }
    }
    arena_destroy(arena);
    assert_int_equal(stayed, 0);
}

/* What is about nobody stays as it was. */
static void other_words_and_numbers_stay(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Er wonen 10.000.000 mensen, en 1.250.000 in de regio",
        "Het kostte 1.250,50 euro of 12.500 euro per jaar",
        "Op 2-10-2023 om 10:00, in week 40 van 2023",
        "In 2021, 2022, 2023 en 2024 in Utrecht",
        "In 2023 op 5 plekken, in 2024 in 12 gemeenten",
        "Wil graag meer; het bos was mooi, de roos ook",
        "Mooi verhaal van de gemeente over Common Ground en Microsoft Teams",
        "De samenwerking met Den Haag en Den Bosch was goed",
        "Wij werken met DigiD, MijnOverheid en de Wet digitale overheid",
        "Betrek medewerkers vroeg en laat ze meebeslissen",
        "een goed gesprek aan de balie, ik ben blij",
        "Optie A. Dat was beter dan plan B. De rest niet",
        "de heer en mevrouw als aanhef is ouderwets",
        "Meer tijd per sessie (60 min), minder sheets!",
        "Van 1 tot 10 een 8, met 24/7 bereikbaarheid en 14 030",
        "Groeten uit de regio",
        "Ik mis het verhaal van inwoners; zie ook de Week van de Dienstverlening",
        "at the end of the day it worked",
        "Zonder teams blijft elke verandering papier. Belangrijk: Elke stap telt",
        "Onze chatbot werkt met AI. Goed verhaal, ook over ICT. Bias blijft lastig",
        "Afspraken met het Rijk, met Horst aan de Maas en met Alphen aan den Rijn",
        "Wij in Berg en Dal, Houten en Loon op Zand doen dit met Dijk en Waard",
        "Het hart van de dienstverlening, meer loon naar werken en een houten bankje",
        "kom met een plan en de rest volgt",
        "Gemeente Breda liet zien hoe het kan",
        "Vraag 14: wat kost een paspoort van 75,80 euro in 2024?",
    };
    struct arena *arena = arena_create();
    struct scrubber *scrubber = with_people(arena);
    int changed = 0;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *left = scrub(arena, scrubber, texts[i]);
        if (strcmp(left, texts[i]) != 0) {
            print_error("\"%s\" became \"%s\"\n", texts[i], left);
            changed++;
        }
    }
    arena_destroy(arena);
    assert_int_equal(changed, 0);
}

/* Titles, headings and names of files: whole names go, everything else stays. */
static void titles_lose_whole_names_only(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Klantreis door Sanne de Vries", "Klantreis door [naam]"},
        {"In gesprek met Piet Jansen", "In gesprek met [naam]"},
        {"Roos en Mark over de balie", "Roos en Mark over de balie"},
        {"Common Ground 2: 06 en 14 plus netnummer", "Common Ground 2: 06 en 14 plus netnummer"},
        {"Den Haag en De Bilt delen", "Den Haag en De Bilt delen"},
        {"Vragen? Mail info@week.example", "Vragen? Mail [e-mailadres]"},
        {"Presentie Xandra Quispel.csv", "Presentie [naam].csv"},
        {"Met een schermlezer door onze website", "Met een schermlezer door onze website"},
        {"Aanmeldingen 2-10-2023 (1).csv", "Aanmeldingen 2-10-2023 (1).csv"},
        {"Gemeente Breda: A.I. Experts aan het woord",
         "Gemeente Breda: A.I. Experts aan het woord"},
    };
    struct arena *arena = arena_create();
    struct scrubber *scrubber = with_people(arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(scrub_title(arena, scrubber, cases[i][0]), cases[i][1]);
    }
    arena_destroy(arena);
}

/* A NUL among counted bytes: the text ends there, as it does for everybody else. */
static void a_counted_text_ends_at_its_nul(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scrubber *scrubber = scrubber_create(arena);
    static const char text[] = "mail naar jan@utrecht.example\0 of 06-12345678, het is goed";
    for (size_t from = 0; from < sizeof text; from++) {
        const char *rest = text + from;
        const char *whole = scrub(arena, scrubber, rest);
        const char *counted = scrub_sized(arena, scrubber, rest, sizeof text - 1 - from);
        assert_string_equal(counted, whole);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_keys_give_two_pseudonyms),
        cmocka_unit_test(what_tells_who_somebody_is_goes),
        cmocka_unit_test(a_counted_text_ends_at_its_nul),
        cmocka_unit_test(no_planted_name_address_or_number_stays),
        cmocka_unit_test(other_words_and_numbers_stay),
        cmocka_unit_test(titles_lose_whole_names_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
