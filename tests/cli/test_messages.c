/* What check and inspect say to somebody who does not program: which file and line, what is wrong
 * and what to do, in both languages, of a folder in which everything lies that people put in
 * folders. */
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/own_place.h"

/* An old workbook or document is such a file; the name of a part says which. */
static void write_ole(const char *path, const char *part)
{
    enum { SIZE = 2048, PART_AT = 1024 };
    char bytes[SIZE] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    for (size_t i = 0; part[i] != '\0'; i++) {
        bytes[PART_AT + 2 * i] = part[i];
    }
    place_write_bytes(&place, path, bytes, sizeof bytes);
}

static int setup(void **state)
{
    own_place_setup(state);
    place_write(&place, "2026/programma.csv",
                "Titel;Dag;Begin;Einde\nKlantreis;6-10-2026;13:00;14:00\n");
    place_write(&place, "2026/aanmeldingen.csv",
                "Naam;E-mail;Organisatie;Sessie;Status\n"
                "Anna Aal;anna@breda.example;Gemeente Breda;Klantreis;Aangemeld\n"
                ";;;Klantreis;\n"
                "Dirk, Dam;dirk@venlo.example;Gemeente Venlo;Klantreis;Aangemeld;extra\n");
    place_write(&place, "2026/presentie.csv",
                "Naam;Sessie;Binnen;Vertrokken\n"
                "Anna Aal;Klantreis;6-10-2026 13:00;6-10-2026 14:00\n"
                "Bram Bos;Klantreis;6-10-2026 14:00;6-10-2026 13:00\n"
                "Cees Cool;Klantreis;ochtend;6-10-2026 13:00\n");
    write_ole("2026/oud.xls", "Workbook");
    write_ole("2026/wachtwoord.xlsx", "EncryptedPackage");
    write_ole("2026/verslag.doc", "WordDocument");
    write_ole("2026/bericht.msg", "__substg1.0_0037001F");
    place_write(&place, "2026/folder.pdf", "%PDF-1.7\n1 0 obj\n");
    place_write_bytes(&place, "2026/alles.zip", "PK\x03\x04 and no more", 16);
    place_write(&place, "2026/leeg.csv", "");
    place_write(&place, "2026/notities.txt", "Dit is een briefje.\n");
    place_write(&place, "2026/mail.csv",
                "\"Subject\",\"Body\",\"From: (Name)\",\"From: (Address)\"\n"
                "\"Vraag\",\"Hoi\nJan\",\"Jan Jansen\",\"jan@goes.example\"\n");
    place_write(&place, "2026/desktop.ini", "[.ShellClassInfo]\n");
    place_write(&place, "2026/~$aanmeldingen.xlsx", "\x08lock");
    return 0;
}

static void check_says_file_line_reason_and_remedy(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "check", "2026", NULL);
    static const char *const said[] = {
        "  [niet gebruikt] 1 keer: niemand genoemd: geen naam en geen bruikbaar e-mailadres "
        "(ROW_NOBODY)\n"
        "    doen: vul de naam of het adres in\n"
        "      aanmeldingen.csv, regel 3\n",
        "aanmeldingen.csv, regel 4, kolom 6: meer cellen dan koppen (6 > 5)",
        "1 keer: een tijd die nodig is, is niet te lezen (ROW_TIME_UNREADABLE)\n",
        "      presentie.csv, regel 4, kolom 3 (Binnen); er staat \"ochtend\"\n",
        "1 keer: vertrek ligt voor binnenkomst (ROW_LEAVE_BEFORE_JOIN)\n",
        "      presentie.csv, regel 3, kolom 4; er staat \"6-10-2026 13:00\"\n",
        "dit is een oud Excel-bestand (.xls) (FILE_OLD_WORKBOOK)\n"
        "    doen: open het in Excel en kies Opslaan als: Excel-werkmap (.xlsx) of CSV\n"
        "      oud.xls\n",
        "dit werkboek heeft een wachtwoord",
        "      wachtwoord.xlsx\n",
        "dit is een document en geen lijst",
        "      verslag.doc\n",
        "dit is een e-mail, en geen lijst",
        "      bericht.msg\n",
        "dit is een PDF en geen lijst",
        "      folder.pdf\n",
        "dit bestand is leeg",
        "      leeg.csv\n",
        "dit bestand is niet herkend",
        "      notities.txt\n",
        "dit zijn vragen, berichten",
        "      mail.csv\n"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        assert_says(ran.out, said[i]);
    }
    assert_null(strstr(ran.out, "desktop.ini"));
    assert_null(strstr(ran.out, "~$"));
    /* What is lost stands above what is good to know. */
    assert_true(strstr(ran.out, "niemand genoemd") < strstr(ran.out, "dit bestand is leeg"));
}

static void check_says_it_in_english_too(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "check", "2026", "--lang", "en", NULL);
    static const char *const said[] = {
        "  [not used] 1 time: a time that is needed cannot be read (ROW_TIME_UNREADABLE)\n",
        "      presentie.csv, line 4, column 3 (Binnen); it says \"ochtend\"\n",
        "1 time: this workbook has a password (FILE_PASSWORD)\n"
        "    do: open it in Excel, take the password away",
        "dates were read as day-month-year", "1 row read: 1 used, 0 merged, 0 rejected"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        assert_says(ran.out, said[i]);
    }
}

static void inspect_names_every_row_that_it_does_not_use(void **state)
{
    (void)state;
    struct ran ran =
        place_run(&place, NULL, "inspect", "2026/aanmeldingen.csv", "2026/wachtwoord.xlsx", NULL);
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "regel 3: niemand genoemd: geen naam en geen bruikbaar e-mailadres; doen: "
                         "vul de naam of het adres in");
    assert_says(ran.out, "regel 4, kolom 6: meer cellen dan koppen (6 > 5)");
    assert_says(ran.out, "dit werkboek heeft een wachtwoord; doen: open het in Excel");
}

static void a_session_outside_the_programme_is_named_with_the_nearest(void **state)
{
    (void)state;
    place_write(&place, "week/programma.csv",
                "Titel;Dag;Begin;Einde\nKlantreis in beeld;6-10-2026;13:00;14:00\n"
                "Heldere brieven;7-10-2026;13:00;14:00\nLezing van de dag\n");
    place_write(&place, "week/aanmeldingen.csv",
                "Naam;E-mail;Sessie\nAnna Aal;anna@breda.example;Heldere brivn\n"
                "Carla Dam;carla@breda.example;\n"
                "Bram Bos;bram@breda.example;De heel iets anders\n");
    place_write(&place, "week/edition.ini", "[file lijst]\nname = aanmelding.csv\nignore = ja\n");
    struct ran ran = place_run(&place, NULL, "check", "week", NULL);
    assert_says(ran.out,
                "  [twijfel] 2 keer: deze sessie staat niet in het programma (SESSION_UNKNOWN)\n"
                "    doen: verbeter de titel, of vul het programma aan\n"
                "      aanmeldingen.csv, regel 2: \"Heldere brivn\"; het meest lijkt \"Heldere "
                "brieven\"\n"
                "      aanmeldingen.csv, regel 4: \"De heel iets anders\"\n");
    assert_says(ran.out,
                "1 keer: deze regels gelden voor geen enkel bestand in de map (SETTING_NO_FILE)\n");
    assert_says(ran.out, "      edition.ini, regel 1: [file lijst] name = aanmelding.csv; "
                         "aanmeldingen.csv?\n");
    assert_says(ran.out,
                "1 keer: het programma zegt niet op welke dag deze sessie is (SESSION_UNDATED)\n"
                "    doen: vul de dag en de tijd in, of haal de regel weg\n"
                "      programma.csv, regel 4: \"Lezing van de dag\"\n");
    assert_says(ran.out, "      aanmeldingen.csv, regel 3, kolom 3 (Sessie)\n");
    ran = place_run(&place, NULL, "check", "week", "--lang", "en", NULL);
    assert_says(ran.out, "line 2: \"Heldere brivn\"; most like \"Heldere brieven\"\n");
}

static void edition_ini_may_say_what_the_columns_are(void **state)
{
    (void)state;
    place_write(&place, "raar/programma.csv",
                "Titel;Dag;Begin;Einde\nKlantreis;6-10-2026;10:00;11:00\n");
    place_write(&place, "raar/Klantreis.csv", "Wie;Waar;Erbij\nqx1;Breda;x\nqx2;Ede;\n");
    place_write(&place, "raar/edition.ini", "[file lijst]\nname = Klantreis.csv\n");
    struct ran ran = place_run(&place, NULL, "check", "raar", NULL);
    assert_says(
        ran.out,
        "doen: zet boven de lijst een regel die zegt wat eronder staat (Naam, E-mail, Gemeente), "
        "of zeg in edition.ini onder [file] wat de kolommen zijn (column TITEL = naam)");
    place_write(&place, "raar/edition.ini",
                "[file lijst]\nname = Klantreis.csv\ncolumn Wie = naam\n"
                "column Waar = organisatie\ncolumn Erbij = attended\n");
    ran = place_run(&place, NULL, "check", "raar", NULL);
    assert_says(ran.out, "\"Wie\" = naam, \"Waar\" = organisatie, \"Erbij\" = aanwezig\n"
                         "    2 rijen gelezen: 2 gebruikt");
    place_write(&place, "raar/edition.ini",
                "[file lijst]\nname = Klantreis.csv\ncolumn Wien = naam\ncolumn Waar = banaan\n");
    ran = place_run(&place, NULL, "check", "raar", NULL);
    assert_says(ran.out, "edition.ini noemt een kolom die hier niet staat (SETTING_NO_COLUMN)\n");
    assert_says(ran.out, "      Klantreis.csv: Wien\n");
    assert_says(ran.out, "      edition.ini, regel 4: een instelling heeft een waarde die niet kan "
                         "([file] column");
}

static void what_is_no_list_says_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *said;
    } cases[] = {
        {"meet.xls", "<html><body><table><tr><td>Naam</td></tr></table></body></html>\n",
         "dit is een webpagina of XML, en geen lijst; doen: open het in Excel"},
        {"zoom.json", "[{\"name\":\"Anna Aal\",\"email\":\"anna@breda.example\"}]\n",
         "dit zijn gegevens voor een programma (JSON)"},
        {"afspraak.ics", "BEGIN:VCALENDAR\nATTENDEE;CN=Anna Aal:mailto:anna@breda.example\n",
         "dit komt uit een agenda of een adresboek"},
        /* An e-mail as it travels, as Outlook saves it as text, as a page, and as a message. */
        {"post.eml",
         "Delivered-To: anna@breda.example\nReceived: by mail.example; Mon, 5 Oct 2026 10:00\n"
         "From: Bram Bos <bram@ede.example>\nSubject: aanmelden\n\nBeste Anna,\nmeld mij aan.\n",
         "dit is een e-mail, en geen lijst; doen: sla de bijlage van de e-mail op"},
        {"post.csv",
         "Van:\tBos, Bram\nVerzonden:\tmaandag 5 oktober 2026 10:00\nAan:\tAal, Anna\n"
         "Onderwerp:\tRE: aanmelden\n\nBeste Anna,\n\nMeld mij aan, en Carla ook.\n",
         "dit is een e-mail, en geen lijst"},
        {"post.htm",
         "<html "
         "xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<head><style>\np\n{margin:0}\n"
         "</style></head>\n<body><div>\n<p class=MsoNormal><b><span lang=NL>Van:</span></b> "
         "Bram<br>\n"
         "<b>Verzonden:</b> maandag<br>\n<b>Aan:</b> Anna<br>\n<b>Onderwerp:</b> lijst</p>\n",
         "dit is een e-mail, en geen lijst"},
        {"brief.csv", "{\\rtf1\\ansi Naam\\par\nAnna Aal\\par}\n",
         "dit is een document en geen lijst; doen: zet de tabel in Excel"},
        {"namen.txt", "Anna Aal\nBram Bos\nVries, Piet de\nCarla Dam\nDaan Eik\n",
         "dit bestand heeft maar één kolom, en geen kop die zegt wat erin staat; doen: zet boven "
         "de kolom wat eronder staat, bijvoorbeeld Naam"},
        {"gezegd.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Aal>Dag\n",
         "dit is wat er gezegd is"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        place_write(&place, cases[i].name, cases[i].text);
        struct ran ran = place_run(&place, NULL, "inspect", cases[i].name, NULL);
        assert_int_equal(ran.status, 0);
        assert_says(ran.out, cases[i].said);
    }
}

static void wrong_use_says_what_is_right(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "check", "2026", "--threads", "nul", NULL);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "--threads wil een heel getal, niet: nul.");
    ran = place_run(&place, NULL, "check", "2026", "--threads", "0", "--lang", "en", NULL);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "--threads takes a number from 1 to 256.");
    ran = place_run(&place, NULL, "verify", "2026", NULL);
    assert_int_equal(ran.status, 2);
    assert_says(ran.err, "verify wil eerst het rapport (PDF), dan de map");
}

static void one_is_not_written_as_many(void **state)
{
    (void)state;
    place_write(&place, "een.csv", "Naam;Sessie;Aanwezig\nAnna Aal;Klantreis;ja\n");
    struct ran ran = place_run(&place, NULL, "inspect", "een.csv", NULL);
    assert_says(ran.out, "  1 aanmelding\n  1 aanwezige, 0,00 minuten (zonder organisatie 1, 0,00 "
                         "minuten)\n  1 rij gelezen = 1 gebruikt");
    ran = place_run(&place, NULL, "inspect", "een.csv", "--lang", "en", NULL);
    assert_says(ran.out,
                "  1 registration\n  1 person present, 0.00 minutes (without staff 1, 0.00 "
                "minutes)\n  1 row read = 1 used");
    place_write(&place, "twee.csv", "Naam;Sessie\nAnna Aal;Klantreis\nBram Bos;Klantreis\n");
    ran = place_run(&place, NULL, "inspect", "twee.csv", NULL);
    assert_says(ran.out, "  2 aanmeldingen\n  2 rijen gelezen");
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    struct ran ran = place_run(&place, NULL, "inspect", "/dev/zero", NULL);
    assert_int_equal(ran.status, 1);
    assert_says(ran.err,
                "/dev/zero: dit is geen bestand (maar een apparaat of een verbinding). Kies "
                "een bestand");
    ran = place_run(&place, NULL, "inspect", "/dev/zero", "--lang", "en", NULL);
    assert_says(ran.err, "this is no file (but a device or a connection)");
    /* A pipe is meant: it is read to its end. */
    ran = place_shell(&place, "mkfifo pijp; printf 'Naam;Sessie\\nAnna Aal;Klantreis\\n' >pijp & "
                              "\"$RODEDRAAD\" inspect pijp");
    assert_int_equal(ran.status, 0);
    assert_says(ran.out, "1 aanmelding");
}

/* Bytes of a mapped file that are gone cannot be waited for: the signal is sent while a pipe is
 * read. */
static void a_file_that_is_cut_short_is_said(void **state)
{
    (void)state;
    static const char *const languages[] = {"nl", "en"};
    static const char *const sentences[] = {
        "rodedraad: een bestand werd korter terwijl het werd gelezen. Sluit het in andere "
        "programma's en probeer opnieuw; de opslag is gebleven zoals hij was.\n",
        "rodedraad: a file became shorter while it was read. Close it in other programs and try "
        "again; the store is as it was.\n"};
    for (int i = 0; i < 2; i++) {
        char command[200];
        snprintf(command, sizeof command,
                 "rm -f kort; mkfifo kort; \"$RODEDRAAD\" inspect kort --lang %s & exec 3>kort; "
                 "kill -BUS $!; wait $!",
                 languages[i]);
        struct ran ran = place_shell(&place, command);
        assert_int_equal(ran.status, 1);
        assert_string_equal(ran.err, sentences[i]);
        assert_string_equal(ran.out, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_says_file_line_reason_and_remedy),
        cmocka_unit_test(check_says_it_in_english_too),
        cmocka_unit_test(inspect_names_every_row_that_it_does_not_use),
        cmocka_unit_test(a_session_outside_the_programme_is_named_with_the_nearest),
        cmocka_unit_test(edition_ini_may_say_what_the_columns_are),
        cmocka_unit_test(what_is_no_list_says_what_it_is),
        cmocka_unit_test(wrong_use_says_what_is_right),
        cmocka_unit_test(one_is_not_written_as_many),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(a_file_that_is_cut_short_is_said),
    };
    return cmocka_run_group_tests(tests, setup, own_place_teardown);
}
