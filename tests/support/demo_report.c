/* demo_report: see demo_report.h. */
#include "tests/support/demo_report.h"

#include <math.h>
#include <string.h>

static struct block *chart_block(struct arena *arena, struct block *parent, enum chart_form form,
                                 const char *title, const char *subtitle)
{
    struct block *block = block_add(arena, parent, BLOCK_CHART);
    block->chart = arena_alloc(arena, sizeof *block->chart);
    block->chart->form = form;
    block->chart->title = title;
    block->chart->subtitle = subtitle;
    block->chart->source = "Bron: aanmeldlijsten en aanwezigheidsrapporten van de week";
    block->chart->table_place = "bijlage 3";
    return block;
}

static struct chart_row *rows(struct arena *arena, struct chart *chart, size_t count)
{
    chart->rows = arena_alloc_array(arena, count, sizeof *chart->rows);
    chart->row_count = count;
    for (size_t i = 0; i < count; i++) {
        chart->rows[i].low = NAN;
        chart->rows[i].high = NAN;
        chart->rows[i].before = NAN;
    }
    return chart->rows;
}

static void add_map(struct arena *arena, struct block *parent)
{
    struct block *block = chart_block(arena, parent, CHART_MAP, "131 gemeenten deden mee",
                                      "Gemeenten met ten minste \xC3\xA9\xC3\xA9n deelnemer");
    block->width = WIDTH_HALF;
    struct chart *chart = block->chart;
    chart->source = NULL;
    chart->areas = boundaries_of_year(2023);
    struct chart_place *places = arena_alloc_array(arena, chart->areas->count, sizeof *places);
    for (size_t i = 0; i < chart->areas->count; i++) {
        unsigned code = chart->areas->items[i].code;
        places[i] = (struct chart_place){.code = chart->areas->items[i].code,
                                         .level = code * 2654435761u >> 8 & 1 ? 1 : 0};
    }
    chart->places = places;
    chart->place_count = chart->areas->count;
    chart->levels[0] = "deed niet mee";
    chart->levels[1] = "deed mee";
    chart->level_count = 2;
}

static void add_threads(struct arena *arena, struct block *parent)
{
    struct block *block =
        chart_block(arena, parent, CHART_THREADS, "Vier rode draden liepen door de hele week",
                    "Sessies waarin het onderwerp terugkwam, per dag; 58 sessies met opmerkingen");
    static const char *const days[] = {"ma 2", "di 3", "wo 4", "do 5", "vr 6"};
    static const int sessions[] = {11, 14, 12, 15, 6};
    static const char *const labels[] = {"Medewerkers maken het verschil", "Begrijpelijke taal",
                                         "Samen ontwerpen met inwoners", "De basis op orde"};
    static const char *const texts[] = {"23 van 58 sessies", "19 van 58 sessies",
                                        "17 van 58 sessies", "12 van 58 sessies"};
    static const int counts[] = {23, 19, 17, 12};
    struct chart_thread *threads = arena_alloc_array(arena, 4, sizeof *threads);
    for (int t = 0; t < 4; t++) {
        struct chart_knot *knots = arena_alloc_array(arena, 58, sizeof *knots);
        size_t count = 0;
        int seen = 0;
        for (int d = 0; d < 5; d++) {
            for (int s = 0; s < sessions[d]; s++, seen++) {
                if ((seen * (t + 5) * 7 + t * 11) % 58 < counts[t]) {
                    knots[count++] = (struct chart_knot){d, s};
                }
            }
        }
        threads[t] = (struct chart_thread){labels[t], texts[t], knots, count};
    }
    block->chart->threads = threads;
    block->chart->thread_count = 4;
    block->chart->days = days;
    block->chart->day_sessions = sessions;
    block->chart->day_count = 5;
}

static void add_bars(struct arena *arena, struct block *parent)
{
    struct block *block = chart_block(arena, parent, CHART_BARS, "Donderdag was de drukste dag",
                                      "Aanwezigen per dag, mensen die op meer dagen kwamen tellen "
                                      "op elke dag mee; n = 58 sessies");
    static const char *const labels[] = {"maandag 2 oktober", "dinsdag 3 oktober",
                                         "woensdag 4 oktober", "donderdag 5 oktober",
                                         "vrijdag 6 oktober"};
    static const double values[] = {318, 402, 377, 441, NAN};
    static const char *const texts[] = {"318", "402", "377", "441", "niet gemeten"};
    struct chart_row *row = rows(arena, block->chart, 5);
    for (size_t i = 0; i < 5; i++) {
        row[i].label = labels[i];
        row[i].value = values[i];
        row[i].text = texts[i];
    }
}

static void add_dots(struct arena *arena, struct block *parent)
{
    struct block *block =
        chart_block(arena, parent, CHART_DOTS, "In elke sessie kwam meer dan de helft opdagen",
                    "Deel van de aanmeldingen dat kwam, met 95%-interval");
    static const char *const labels[] = {"Dienstverlening in begrijpelijke taal",
                                         "Digitaal loket: de lessen van Zwolle",
                                         "Menselijke maat aan de balie", "Alle sessies samen"};
    static const double values[] = {0.71, 0.64, 0.69, 0.675};
    static const char *const texts[] = {"71%", "64%", "69%", "67,5%"};
    struct chart_row *row = rows(arena, block->chart, 4);
    block->chart->scale_high = 1;
    for (size_t i = 0; i < 4; i++) {
        row[i].label = labels[i];
        row[i].value = values[i];
        row[i].low = values[i] - 0.08;
        row[i].high = values[i] + 0.07;
        row[i].text = texts[i];
        row[i].highlight = i == 3;
    }
}

static void add_likert(struct arena *arena, struct block *parent)
{
    struct block *block =
        chart_block(arena, parent, CHART_LIKERT, "Vier op de vijf vonden de sessie bruikbaar",
                    "Antwoorden op de evaluatie, 212 ingevulde formulieren");
    static const char *const labels[] = {"Ik kan er morgen iets mee", "De spreker was helder",
                                         "Ik zou een collega aanraden te komen"};
    static const char *const levels[] = {"zeer oneens", "oneens", "neutraal", "eens", "zeer eens"};
    static const double shares[3][5] = {
        {0.02, 0.05, 0.13, 0.46, 0.34}, {0.01, 0.03, 0.1, 0.5, 0.36}, {0.04, 0.06, 0.2, 0.4, 0.3}};
    struct chart_row *row = rows(arena, block->chart, 3);
    for (size_t i = 0; i < 3; i++) {
        row[i].label = labels[i];
        row[i].value = 1;
        row[i].text = arena_strdup(arena, i == 0 ? "80% eens" : "86% eens");
        memcpy(row[i].shares, shares[i], sizeof shares[i]);
    }
    memcpy(block->chart->levels, levels, sizeof levels);
    block->chart->level_count = 5;
}

static void add_slope(struct arena *arena, struct block *parent)
{
    struct block *block =
        chart_block(arena, parent, CHART_SLOPE, "Meer gemeenten uit Gelderland en Overijssel",
                    "Deelnemende gemeenten per provincie");
    static const char *const labels[] = {"Gelderland", "Overijssel", "Utrecht", "Zuid-Holland",
                                         "Flevoland"};
    static const double before[] = {14, 9, 12, 21, 3};
    static const double after[] = {22, 15, 12, 20, 3};
    struct chart_row *row = rows(arena, block->chart, 5);
    block->chart->before_title = "2022";
    block->chart->after_title = "2023";
    for (size_t i = 0; i < 5; i++) {
        row[i].label = labels[i];
        row[i].before = before[i];
        row[i].value = after[i];
        row[i].before_text = arena_printf(arena, "%.0f", before[i]);
        row[i].text = arena_printf(arena, "%.0f", after[i]);
        row[i].highlight = i < 2;
    }
}

static void add_headline(struct arena *arena, struct block *body)
{
    struct block *headline = block_add(arena, body, BLOCK_HEADLINE);
    static struct key_figure number[] = {
        {"residents.direct", "meer dan 6,8 miljoen", "inwoners van deelnemende gemeenten",
         "Aan de week deden 131 gemeenten mee. Daar wonen samen meer dan 6,8 miljoen mensen. Dat "
         "zegt niet hoeveel inwoners er iets van merkten.",
         "Bij andere keuzes ligt dit aantal tussen 6,1 en 7,9 miljoen. Samenwerkingsverbanden "
         "voegen 412.300 inwoners toe (ledenlijsten van 2016)."}};
    headline->figures = number;
    headline->figure_count = 1;
    static struct key_figure ladder[] = {
        {"people.registered", "1.204", "mensen meldden zich aan", NULL, NULL},
        {"people.attended", "812", "mensen waren aanwezig", NULL, NULL},
        {"organisations.all", "163", "organisaties deden mee", NULL, NULL},
        {"municipalities.direct", "131", "gemeenten deden mee", NULL, NULL},
        {"sessions.held", "62", "sessies gingen door, 58 zijn gemeten", NULL, NULL}};
    struct block *figures = block_add(arena, body, BLOCK_FIGURES);
    figures->figures = ladder;
    figures->figure_count = 5;
    figures->width = WIDTH_HALF;
}

static void add_text(struct arena *arena, struct block *body)
{
    block_add_heading(arena, body, 2, "Deelname");
    struct block *p = block_add(arena, body, BLOCK_PARAGRAPH);
    rich_add(arena, &p->text, (struct run){.text = "Van alle aanmeldingen kwam "});
    rich_add(arena, &p->text,
             (struct run){.text = "67,5%", .strong = true, .figure = "attendance.rate"});
    struct rich *note = arena_alloc(arena, sizeof *note);
    rich_add(arena, note,
             (struct run){.text = "Alleen sessies met een aanmeldlijst \xC3\xA9n een "
                                  "aanwezigheidslijst tellen mee."});
    rich_add(arena, &p->text, (struct run){.text = " ook echt.", .note = note});
    rich_add(arena, &p->text,
             (struct run){.text = " Dat is een momentopname: wie zich aanmeldt voor een gratis "
                                  "sessie, komt niet altijd. Meer over de rekenwijze staat bij "});
    rich_add(arena, &p->text,
             (struct run){.text = "het Centraal Bureau voor de Statistiek",
                          .url = "https://www.cbs.nl/"});
    rich_add(arena, &p->text, (struct run){.text = ". In vaktaal heet dit het "});
    rich_add(arena, &p->text, (struct run){.text = "no-show", .language = "en", .emphasis = true});
    rich_add(arena, &p->text, (struct run){.text = "-percentage."});
    add_bars(arena, body);
    add_dots(arena, body);
    block_add_heading(arena, body, 2, "Waardering");
    block_add_heading(arena, body, 3, "Wat deelnemers ervan vonden");
    struct block *list = block_add(arena, body, BLOCK_LIST);
    static const char *const items[] = {
        "Het gemiddelde cijfer is een 7,9.",
        "Wie het formulier niet invulde, dacht er misschien anders over. Dat weten wij niet.",
        "\xC5\x9Eule uit S\xC3\xBA"
        "dwest-Frysl\xC3\xA2n en \xC4\xB0nci uit 's-Gravenhage: namen "
        "staan er zoals ze zijn."};
    for (size_t i = 0; i < 3; i++) {
        struct block *item = block_add(arena, list, BLOCK_ITEM);
        rich_add(arena, &item->text, (struct run){.text = items[i]});
    }
    add_likert(arena, body);
    struct block *quote = block_add(arena, body, BLOCK_QUOTE);
    rich_add(arena, &quote->text,
             (struct run){.text = "\xE2\x80\x98Wij schrijven brieven voor onszelf. Sinds deze week "
                                  "leest een inwoner elke brief eerst mee.\xE2\x80\x99"});
    quote->attribution = "Deelnemer, gemeente tussen 50.000 en 100.000 inwoners";
    struct block *warn = block_add(arena, body, BLOCK_NOTE);
    rich_add(arena, &warn->text, (struct run){.text = "Niet gemeten. ", .strong = true});
    rich_add(arena, &warn->text,
             (struct run){.text = "Of inwoners iets van de week merken, is niet onderzocht. "
                                  "Daarvoor is een vraag nodig, zes weken later."});
    add_slope(arena, body);
}

static void add_annexes(struct arena *arena, struct block *body)
{
    block_add_heading(arena, body, 2, "Bijlage 1: deelnemende gemeenten");
    struct block *block = block_add(arena, body, BLOCK_TABLE);
    struct report_table *table = report_table_create(
        arena, "Gemeenten met ten minste \xC3\xA9\xC3\xA9n deelnemer, op naam", 4);
    block->table = table;
    static const char *const titles[] = {"Gemeente", "Provincie", "Inwoners op 1 januari 2023",
                                         "Deelnemers"};
    for (size_t c = 0; c < 4; c++) {
        table->columns[c].title = titles[c];
        table->columns[c].align = c == 2 ? ALIGN_RIGHT : ALIGN_LEFT;
    }
    table->columns[0].row_header = true;
    static const char *const names[] = {"Aa en Hunze",
                                        "'s-Hertogenbosch",
                                        "S\xC3\xBA"
                                        "dwest-Frysl\xC3\xA2n",
                                        "Nuenen, Gerwen en Nederwetten",
                                        "Utrecht",
                                        "Zwolle"};
    for (size_t i = 0; i < 90; i++) {
        struct table_row *row = report_table_add_row(arena, table);
        row->cells[0].text = names[i % 6];
        row->cells[1].text = i % 2 == 0 ? "Noord-Brabant" : "Frysl\xC3\xA2n";
        row->cells[2].text = arena_printf(arena, "%zu.%03zu", 20 + i, i * 7);
        row->cells[3].text = i % 3 == 0 ? "1-9" : "10-24";
    }
    struct table_row *total = report_table_add_row(arena, table);
    total->total = true;
    total->cells[0].text = "Samen";
    total->cells[2].text = "6.814.230";
    table->note = "Bron: CBS, bevolking op 1 januari 2023 (CC BY 4.0).";
    block_add_heading(arena, body, 2, "Bijlage 2: alle cijfers");
    block = block_add(arena, body, BLOCK_TABLE);
    table = report_table_create(arena, "Elk cijfer met zijn betekenis en herkomst", 4);
    table->compact = true;
    block->table = table;
    static const char *const heads[] = {"Cijfer", "Waarde", "Betekenis", "Twijfel"};
    static const char *const ids[] = {
        "residents.direct",      "people.registered", "people.attended", "organisations.all",
        "municipalities.direct", "sessions.held",     "attendance.rate"};
    for (size_t c = 0; c < 4; c++) {
        table->columns[c].title = heads[c];
        table->columns[c].align = c == 1 ? ALIGN_RIGHT : ALIGN_LEFT;
    }
    table->columns[0].row_header = true;
    for (size_t i = 0; i < 7; i++) {
        struct table_row *row = report_table_add_row(arena, table);
        row->anchor = ids[i];
        row->cells[0].text = ids[i];
        row->cells[1].text = i == 0 ? "6.814.230" : "812";
        row->cells[2].text = "Inwoners van de gemeenten waarvan ten minste \xC3\xA9\xC3\xA9n "
                             "medewerker bij een sessie aanwezig was, elke gemeente een keer.";
        row->cells[3].text = i == 0 ? "keuze" : "geen";
    }
}

struct report demo_report(struct arena *arena, enum language language)
{
    struct report report = {
        .title = "De week in cijfers",
        .subtitle = "Week van de Dienstverlening, 2 tot en met 6 oktober 2023",
        .edition = "Week van de Dienstverlening 2023",
        .organiser = "Gemeente Zwolle & partners",
        .description =
            "Evaluatie van de Week van de Dienstverlening 2023: <deelname> en waardering",
        .as_of = "2023-10-07",
        .as_of_text = "Gegevens tot en met 7 oktober 2023",
        .language = language,
    };
    static const char ledger[] = "[{\"id\":\"residents.direct\",\"value\":6814230}]\n";
    static struct report_file files[] = {
        {"figures.json",
         "Alle cijfers van dit rapport",
         "application/json",
         "Data",
         {(const unsigned char *)ledger, sizeof ledger - 1}},
        {"municipalities.csv",
         "Deelnemende gemeenten",
         "text/csv",
         "Data",
         {(const unsigned char *)"code;naam\r\nGM0193;Zwolle\r\n", 26}}};
    report.files = files;
    report.file_count = 2;
    report.body = block_create(arena, BLOCK_SECTION);
    add_headline(arena, report.body);
    add_map(arena, report.body);
    add_threads(arena, report.body);
    block_add_heading(arena, report.body, 2, "Inhoud");
    block_add(arena, report.body, BLOCK_CONTENTS);
    add_text(arena, report.body);
    add_annexes(arena, report.body);
    return report;
}
