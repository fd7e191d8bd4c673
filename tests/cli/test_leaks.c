/* No planted name, address or number in the store or in anything under out/: an edition in which
 * people stand wherever people put them: in remarks that may be quoted, in organisation cells,
 * titles, hosts, headings, names of files, extra columns, costs and figures of the organisers. All
 * people are invented. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

enum { PEOPLE = 60, SESSIONS = 6, TEXT = 1 << 17 };

/* Names that are on a list of the edition; some of them are common, most are not. */
static const char *const given[] = {"Sanne",      "Olgamarijke", "Tjibbe", "Quirijn", "Wubbigje",
                                    "Fatoumatou", "Bjarne",      "Kiki",   "Zwanet",  "Ymkje"};
static const char *const family[] = {"de Vries",   "Hamerslag",  "van der Wybenga",
                                     "Quispelaar", "ten Zwaluw", "El Oudghiri"};
static const char *const places[] = {"Gemeente Breda",  "Gemeente Tilburg", "Gemeente Venlo",
                                     "Gemeente Almelo", "Gemeente Zwolle",  "Gemeente Kampen"};
static const char *const titles[] = {"Klantreis", "Loket",   "Bellen",
                                     "Chatten",   "Brieven", "Afspraken"};

/* Strings that must be nowhere. The names of the sixty people are added to them. */
static const char *const planted[] = {
    "Hamerslag",      "Quispelaar",      "Olgamarijke",    "Wubbigje",      "Fatoumatou",
    "Zwaluw",         "oudghiri@",       "@mail.example",  "prive.example", "06-12345678",
    "0612345678",     "12345678",        "06 12 34 56 78", "1234 AB",       "1234ab",
    "Dorpsstraat 12", "123456782",       "123.456.782",    "NL91",          "0417164300",
    "Piet de Vries",  "piet de vries",   "Willemijn",      "mevr. Jansen",  "mevr. jansen",
    "Jan Jansen",     "Bakkerij Jansen", "Karel Kuipers",  "Gerda Geheim",  "Marieke Hermans",
    "Joost van Dijk", "xandra_q",        "gluten",         "0687654321",    "Trudy Timmermans"};

static struct place place;

static int make_place(void **state)
{
    (void)state;
    place = place_create();
    return 0;
}

static int remove_place(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}

static const char *name_of(int person)
{
    static char name[96];
    snprintf(name, sizeof name, "%s %s", given[person % 10], family[person / 10]);
    return name;
}

static void add(char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(char *text, const char *format, ...)
{
    size_t size = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(text + size, TEXT - size, format, arguments);
    va_end(arguments);
    assert_true(more >= 0 && size + (size_t)more < TEXT);
}

static void write_lists(char *text)
{
    *text = '\0';
    add(text, "Naam;E-mail;Organisatie;Sessie;Telefoon;Dieetwensen;Opmerking\r\n");
    for (int i = 0; i < PEOPLE; i++) {
        add(text, "%s;persoon%d@mail.example;%s;%s;0687654321;gluten, zegt %s;vraag van %s\r\n",
            name_of(i), i, places[i % 6], titles[i % SESSIONS], name_of((i + 7) % PEOPLE),
            name_of((i + 11) % PEOPLE));
    }
    add(text, "Jan Jansen;jan@prive.example;zzp Jan Jansen;Klantreis;;;\r\n"
              "Els Bakker;els@mail.example;Bakkerij Jansen;Klantreis;;;\r\n"
              "Ans Post;ans@mail.example;Gemeente Breda, Jan Jansen;Klantreis;;;\r\n"
              ";;;Klantreis;;;Gerda Geheim\r\n");
    place_write(&place, "2023/aanmeldingen.csv", text);
    *text = '\0';
    add(text, "Naam;E-mail;Sessie;Aanwezig\r\n");
    for (int i = 0; i < PEOPLE; i++) {
        add(text, "%s;persoon%d@mail.example;%s;%s\r\n", name_of(i), i, titles[i % SESSIONS],
            i % 7 == 0 ? "Nee" : "Ja");
    }
    add(text,
        "Jan Jansen;jan@prive.example;Klantreis;Ja\r\nEls Bakker;els@mail.example;Klantreis;Ja\r\n"
        "Ans Post;ans@mail.example;Klantreis;Ja\r\n+31 6 12345678;;Klantreis;Ja\r\n");
    /* The name of a participant in the name of a file. */
    place_write(&place, "2023/Presentie Sanne de Vries.csv", text);
}

static void write_programme(void)
{
    place_write(&place, "2023/programma.csv",
                "Titel;Dag;Begin;Einde;Spreker;Omschrijving\r\n"
                "Klantreis;2-10-2023;10:00;11:00;Karel Kuipers;Met Karel Kuipers, 06-12345678\r\n"
                "Loket;2-10-2023;13:00;14:00;Gemeente Breda;Mail info@prive.example\r\n"
                "Bellen;3-10-2023;10:00;11:00;Sanne de Vries;\r\n"
                "Chatten;3-10-2023;13:00;14:00;;Door Joost van Dijk\r\n"
                "Brieven;4-10-2023;10:00;11:00;;\r\n"
                "Afspraken met Marieke Hermans;4-10-2023;13:00;14:00;;\r\n");
    place_write(&place, "2023/costs.csv",
                "post;sessie;bedrag\r\nSpreker Karel Kuipers;Klantreis;500\r\nzaal;;1000\r\n");
    place_write(&place, "2023/eigen-cijfers.csv",
                "naam;waarde;eenheid;ondergrens;bron;datum;wie\r\n"
                "volgers;1500;mensen;;mail van Trudy Timmermans;6-10-2023;Trudy Timmermans\r\n");
}

/* Sentences of three recurring subjects, each with something planted. */
static void write_evaluation(char *text)
{
    static const char *const subjects[] = {
        "De wachttijd aan de balie is te lang voor inwoners",
        "Heldere brieven in gewone taal helpen inwoners verder",
        "Samenwerken met buurgemeenten in de regio levert tijd op"};
    static const struct {
        const char *before, *after; /* and between them a name, where there is an `after` */
    } plants[] = {{"zei ", ""},
                  {"mail naar persoon3@mail.example", NULL},
                  {"bel ", " op 06-12345678"},
                  {"06 12 34 56 78 is mijn nummer", NULL},
                  {"+31612345678", NULL},
                  {"ik woon op 1234 AB 12", NULL},
                  {"Dorpsstraat 12, 1234ab Ede", NULL},
                  {"mijn BSN is 123456782", NULL},
                  {"bsn 123.456.782", NULL},
                  {"rekening NL91 ABNA 0417 1643 00", NULL},
                  {"nl91abna0417164300", NULL},
                  {"ik sprak met Piet de Vries", NULL},
                  {"gesproken met piet de vries", NULL},
                  {"mevr. Jansen wist het ook", NULL},
                  {"mevr. jansen wist het ook", NULL},
                  {"Groet, Willemijn", NULL},
                  {"persoon5 (at) mail.example", NULL},
                  {"@xandra_q", NULL},
                  {"vraag het ", " maar"},
                  {"en dat merk je aan de telefoon ook", NULL}};
    *text = '\0';
    add(text, "Id;Begintijd;Tijd van voltooien;E-mail;Naam;Welke sessie?;Welk cijfer geeft u?;"
              "Wat neem je mee van Joost van Dijk?;Mogen wij u citeren?;"
              "Ik geef toestemming om mij te citeren\r\n");
    for (int i = 0; i < 2 * PEOPLE; i++) {
        char plant[160];
        snprintf(plant, sizeof plant, "%s%s%s", plants[i % 20].before,
                 plants[i % 20].after == NULL ? "" : name_of(i % PEOPLE),
                 plants[i % 20].after == NULL ? "" : plants[i % 20].after);
        add(text,
            "%d;4-10-2023 15:%02d;4-10-2023 16:%02d;persoon%d@mail.example;%s;%s;%d;\"%s, "
            "%s.\";Ja;Ja\r\n",
            i, i % 60, i % 60, i % PEOPLE, name_of(i % PEOPLE), titles[(i / 3) % SESSIONS],
            6 + i % 4, subjects[(i + i / 6) % 3], plant);
    }
    place_write(&place, "2023/evaluatie.csv", text);
}

static bool search_file(const char *path, const char *needle)
{
    size_t size;
    char *bytes = place_read(&place, path, &size);
    assert_non_null(bytes);
    bool found = false;
    size_t length = strlen(needle);
    for (size_t i = 0; i + length <= size && !found; i++) {
        found = bytes[i] == needle[0] && memcmp(bytes + i, needle, length) == 0;
    }
    free(bytes);
    return found;
}

static int search_list(char *list, const char *needle, bool say)
{
    int found = 0;
    for (char *path = list; *path != '\0';) {
        char *end = strchr(path, '\n');
        assert_non_null(end);
        *end = '\0';
        if (search_file(path, needle)) {
            found++;
            if (say) {
                print_error("\"%s\" stands in %s\n", needle, path);
            }
        }
        *end = '\n';
        path = end + 1;
    }
    return found;
}

static int search_everything(char *list, int *searched)
{
    int found = 0;
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++, ++*searched) {
        found += search_list(list, planted[i], true);
    }
    for (int i = 0; i < PEOPLE; i++, ++*searched) {
        found += search_list(list, name_of(i), true);
    }
    return found;
}

static void nothing_planted_is_kept_or_published(void **state)
{
    (void)state;
    char *text = calloc(1, TEXT);
    assert_non_null(text);
    write_programme();
    write_lists(text);
    write_evaluation(text);
    free(text);
    static const char *const languages[] = {"nl", "en"};
    for (int i = 0; i < 2; i++) {
        struct ran ran = place_run(&place, NULL, "report", "2023", "--lang", languages[i], "--out",
                                   i == 0 ? "out" : "out-en", "--as-of", "2023-10-07", NULL);
        if (ran.status != 0) {
            print_error("%s%s\n", ran.out, ran.err);
        }
        assert_int_equal(ran.status, 0);
    }
    /* What a reader of the PDFs can get: their text and the files inside. */
    struct ran ran = place_shell(
        &place, "for f in $(find out out-en -name '*.pdf'); do pdftotext $f $f.text && mkdir -p "
                "$f.files && pdfdetach -saveall -o $f.files $f >/dev/null || exit 1; done; "
                "mkdir all && mv out out-en all && cp rodedraad.db all");
    assert_int_equal(ran.status, 0);
    char *list = place_list(&place, "all");
    assert_non_null(strstr(list, "impact.pdf.text"));
    assert_non_null(strstr(list, "te-doen.csv"));
    assert_non_null(strstr(list, "figures.json\n"));
    /* The sentences themselves are kept and quoted, so that this test searches something. */
    assert_true(search_list(list, "wachttijd aan de balie", false) > 2);
    int searched = 0;
    assert_int_equal(search_everything(list, &searched), 0);
    assert_true(searched > PEOPLE);
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_planted_is_kept_or_published),
    };
    return cmocka_run_group_tests(tests, make_place, remove_place);
}
