/* demo_provider: see demo_provider.h. `cost.total` and the capture figures have no value. */
#include "tests/support/demo_provider.h"

#include <math.h>
#include <string.h>

#define NUMBER(id, v, unit)                                                                        \
    {                                                                                              \
        id,                                                                                        \
        {                                                                                          \
            true, v, NAN, NAN, NULL, unit, NULL                                                    \
        }                                                                                          \
    }
#define RANGE(id, v, low, high, unit)                                                              \
    {                                                                                              \
        id,                                                                                        \
        {                                                                                          \
            true, v, low, high, NULL, unit, NULL                                                   \
        }                                                                                          \
    }
#define WORDS(id, text)                                                                            \
    {                                                                                              \
        id,                                                                                        \
        {                                                                                          \
            true, NAN, NAN, NAN, text, NULL, NULL                                                  \
        }                                                                                          \
    }
#define NOTHING(id, reason)                                                                        \
    {                                                                                              \
        id,                                                                                        \
        {                                                                                          \
            false, NAN, NAN, NAN, NULL, NULL, reason                                               \
        }                                                                                          \
    }

static const struct {
    const char *id;
    struct template_value value;
} figures[] = {
    RANGE("residents.direct", 6814230, 6100412, 7901877, "residents"),
    NUMBER("residents.partners", 901244, "residents"),
    NUMBER("residents.partners.added", 412300, "residents"),
    NUMBER("residents.combined", 7226530, "residents"),
    RANGE("residents.share", 0.3826, 0.34, 0.44, "fraction"),
    NUMBER("residents.direct.registered", 7000412, "residents"),
    NUMBER("residents.direct.without_largest", 6196000, "residents"),
    NUMBER("concentration.direct", 0.36, "fraction"),
    NUMBER("concentration.country", 0.21, "fraction"),
    NUMBER("municipalities.direct", 131, "municipalities"),
    NUMBER("municipalities.partners", 24, "municipalities"),
    NUMBER("municipalities.combined", 148, "municipalities"),
    NUMBER("municipalities.country", 342, "municipalities"),
    NUMBER("municipalities.direct.registered", 140, "municipalities"),
    NUMBER("organisations.all", 163, "organisations"),
    NUMBER("people.registered", 1204, "people"),
    NUMBER("people.attended", 812, "people"),
    NUMBER("registrations.live", 1988, "registrations"),
    NUMBER("registrations.attended", 1342, "registrations"),
    NUMBER("registrations.short", 41, "registrations"),
    NUMBER("walkins", 77, "attendances"),
    NUMBER("sessions.planned", 63, "sessions"),
    NUMBER("sessions.held", 62, "sessions"),
    NUMBER("sessions.measured", 58, "sessions"),
    NUMBER("sessions.rated", 55, "sessions"),
    RANGE("attendance.rate", 0.675, 0.64, 0.71, "fraction"),
    RANGE("noshow.rate", 0.325, 0.29, 0.36, "fraction"),
    NUMBER("attendance.hours", 1830.5, "hours"),
    NUMBER("response.rate", 0.26, "fraction"),
    NUMBER("responses", 640, "forms"),
    RANGE("grade.mean", 7.87, 7.74, 8.01, "grade"),
    RANGE("nps", 34, 25, 43, "points"),
    NUMBER("themes.count", 2, "themes"),
    NUMBER("rows.read", 6120, "rows"),
    NUMBER("rows.used", 5712, "rows"),
    NUMBER("rows.merged", 377, "rows"),
    NUMBER("rows.rejected", 31, "rows"),
    NUMBER("unreported.n2", 48, "municipalities"),
    NUMBER("unreported.both", 41, "municipalities"),
    NUMBER("cost.per_session", 41.5, "euro"),
    NUMBER("retained.direct", 61, "municipalities"),
    NUMBER("new.direct", 70, "municipalities"),
    NUMBER("lost.direct", 22, "municipalities"),
    NUMBER("reach.change.direct", 1204556, "residents"),
    NUMBER("reach.change.direct.who", 1103400, "residents"),
    NUMBER("reach.change.direct.population", 96156, "residents"),
    NUMBER("reach.change.direct.layout", 5000, "residents"),
    NUMBER("reach.change.combined", -1300, "residents"),
    NUMBER("residents.direct@from", 5620408, "residents"),
    NUMBER("residents.direct@to", 6824964, "residents"),
    RANGE("attendance.rate.change", 0.065, 0.01, 0.12, "fraction"),
    NUMBER("attendance.rate.change.mix", 0.015, "fraction"),
    NUMBER("attendance.rate.change.behaviour", 0.05, "fraction"),
    NUMBER("invite.residents", 2092441, "residents"),
    RANGE("attendance.rate@to", 0.675, 0.64, 0.71, "fraction"),
    RANGE("attendance.rate@from", 0.61, 0.57, 0.65, "fraction"),
    NUMBER("grade.mean@to", 7.9, "grade"),
    NUMBER("grade.mean@from", 7.6, "grade"),
    NUMBER("people.attended@to", 812, "people"),
    NUMBER("people.attended@from", 640, "people"),
    NUMBER("edition.minutes", 15, "minutes"),
    WORDS("edition.name", "Week *van* de [Dienst](x) & <b>meer</b>"),
    WORDS("edition.period", "2 tot en met 6 oktober 2023"),
    WORDS("edition.day", "2023-10-02"),
    WORDS("edition.year", "2023"),
    WORDS("edition.organiser", "Zwolle"),
    WORDS("edition.partner_year", "2016"),
    WORDS("list.municipalities", "Utrecht, Zwolle"),
    WORDS("profile.name", "#GemeenteDelers 2023"),
    WORDS("profile.category", "Uitvoeringskracht"),
    WORDS("profile.theme", "Dienstverlening"),
    WORDS("from.name", "Week 2022"),
    NOTHING("reach.reason", "alles is vergeleken"),
    NOTHING("themes.reason", "alles is vergeleken"),
    NOTHING("forecast.caution", "geen band"),
    WORDS("to.name", "Week 2023"),
    WORDS("text.waardevol", "Een balie die leert, helpt iedereen."),
    NOTHING("text.samenvatting", "geen texts/samenvatting.md"),
    NOTHING("text.succesvol", "geen texts/succesvol.md"),
    NOTHING("text.herbruikbaar", "geen texts/herbruikbaar.md"),
    NOTHING("cost.total", "geen kosten opgegeven"),
    NOTHING("unreported.chapman", "maar een lijst"),
};

static bool figure(void *context, const char *id, struct template_value *value)
{
    (void)context;
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        if (strcmp(figures[i].id, id) == 0) {
            *value = figures[i].value;
            return true;
        }
    }
    return false;
}

#define TEXT(words)                                                                                \
    {                                                                                              \
        DATA_KNOWN, NAN, words                                                                     \
    }
#define COUNT(number)                                                                              \
    {                                                                                              \
        DATA_KNOWN, number, NULL                                                                   \
    }
#define TABLE(name, columns, cells)                                                                \
    {                                                                                              \
        name,                                                                                      \
        {                                                                                          \
            columns, sizeof columns / sizeof columns[0], cells,                                    \
                sizeof cells / sizeof cells[0] / (sizeof columns / sizeof columns[0]), NULL        \
        }                                                                                          \
    }

static const struct data_column day_columns[] = {{"label", "Dag", DATA_TEXT, 0},
                                                 {"sessions", "Sessies", DATA_COUNT, 0},
                                                 {"attendees", "Aanwezigen", DATA_COUNT, 0}};
static const struct data_cell day_cells[] = {
    TEXT("ma 2"), COUNT(4), COUNT(318),
    TEXT("di 3"), COUNT(3), COUNT(402),
    TEXT("wo 4"), COUNT(2), {DATA_NOT_MEASURED, NAN, NULL}};

static const struct data_column place_columns[] = {
    {"code", "Code", DATA_TEXT, 0},          {"name", "Gemeente", DATA_TEXT, 0},
    {"province", "Provincie", DATA_TEXT, 0}, {"residents", "Inwoners", DATA_COUNT, 0},
    {"people", "Deelnemers", DATA_TEXT, 0},  {"level", "Niveau", DATA_COUNT, 0}};
static const struct data_cell place_cells[] = {
    TEXT("GM0193"),     TEXT("Zwolle"), TEXT("Overijssel"), COUNT(132411),
    TEXT("25 of meer"), COUNT(1),       TEXT("GM0344"),     TEXT("Utrecht"),
    TEXT("Utrecht"),    COUNT(367984),  TEXT("10-24"),      COUNT(2)};

static const struct data_column knot_columns[] = {{"theme", "Rode draad", DATA_TEXT, 0},
                                                  {"day", "Dag", DATA_COUNT, 0},
                                                  {"slot", "Sessie", DATA_COUNT, 0}};
static const struct data_cell knot_cells[] = {
    TEXT("Begrijpelijke taal"), COUNT(0), COUNT(1), TEXT("Begrijpelijke taal"), COUNT(1), COUNT(0),
    TEXT("Begrijpelijke taal"), COUNT(2), COUNT(1), TEXT("Basis op orde"),      COUNT(0), COUNT(3)};

static const struct data_column quote_columns[] = {{"quote", "Citaat", DATA_TEXT, 0},
                                                   {"by", "Van", DATA_TEXT, 0}};
static const struct data_cell quote_cells[] = {TEXT("Elke brief leest eerst een inwoner mee."),
                                               TEXT("Deelnemer, middelgrote gemeente")};

static const struct data_column rate_columns[] = {{"title", "Sessie", DATA_TEXT, 0},
                                                  {"day", "Dag", DATA_DATE, 0},
                                                  {"registrations", "Aanmeldingen", DATA_COUNT, 0},
                                                  {"attendees", "Aanwezigen", DATA_COUNT, 0},
                                                  {"rate", "Opkomst", DATA_SHARE, 0},
                                                  {"low", "Van", DATA_SHARE, 0},
                                                  {"high", "Tot", DATA_SHARE, 0},
                                                  {"status", "Status", DATA_TEXT, 0},
                                                  {"grade", "Cijfer", DATA_NUMBER, 1}};
static const struct data_cell rate_cells[] = {TEXT("Heldere taal"),
                                              TEXT("2023-10-02"),
                                              COUNT(40),
                                              COUNT(30),
                                              COUNT(0.75),
                                              COUNT(0.6),
                                              COUNT(0.86),
                                              TEXT("gehouden"),
                                              COUNT(7.9),
                                              TEXT("De balie"),
                                              TEXT("2023-10-03"),
                                              COUNT(31),
                                              {DATA_SUPPRESSED, NAN, NULL},
                                              {DATA_NOT_MEASURED, NAN, NULL},
                                              {DATA_EMPTY, NAN, NULL},
                                              {DATA_EMPTY, NAN, NULL},
                                              TEXT("gehouden"),
                                              {DATA_EMPTY, NAN, NULL}};

static const struct data_column grade_columns[] = {{"grade", "Cijfer", DATA_TEXT, 0},
                                                   {"answers", "Antwoorden", DATA_COUNT, 0}};
static const struct data_cell grade_cells[] = {TEXT("7"), COUNT(64), TEXT("8"), COUNT(98)};

static const struct data_column change_columns[] = {{"province", "Provincie", DATA_TEXT, 0},
                                                    {"before", "2022", DATA_COUNT, 0},
                                                    {"after", "2023", DATA_COUNT, 0}};
static const struct data_cell change_cells[] = {TEXT("Gelderland"), COUNT(14), COUNT(22),
                                                TEXT("Utrecht"),    COUNT(12), COUNT(12)};

static const struct data_column part_columns[] = {{"province", "Provincie", DATA_TEXT, 0},
                                                  {"direct", "Deden mee", DATA_COUNT, 0},
                                                  {"all", "Alle gemeenten", DATA_COUNT, 0},
                                                  {"share", "Aandeel", DATA_SHARE, 0}};
static const struct data_cell part_cells[] = {TEXT("Gelderland"), COUNT(22),         COUNT(51),
                                              COUNT(0.431),       TEXT("Flevoland"), COUNT(3),
                                              COUNT(6),           COUNT(0.5)};

static const struct data_column size_columns[] = {{"size", "Inwoners", DATA_TEXT, 0},
                                                  {"direct", "Deden mee", DATA_COUNT, 0},
                                                  {"share", "Aandeel", DATA_SHARE, 0}};
static const struct data_cell size_cells[] = {TEXT("minder dan 5.000"), COUNT(2),  COUNT(0.4),
                                              TEXT("5.000 tot 10.000"), COUNT(5),  COUNT(0.71),
                                              TEXT("10.000 of meer"),   COUNT(40), COUNT(0.38)};

static const struct data_column source_columns[] = {{"source", "Bron", DATA_TEXT, 0},
                                                    {"read", "Gelezen", DATA_COUNT, 0},
                                                    {"used", "Gebruikt", DATA_COUNT, 0},
                                                    {"merged", "Samengevoegd", DATA_COUNT, 0},
                                                    {"rejected", "Afgekeurd", DATA_COUNT, 0}};
static const struct data_cell source_cells[] = {
    TEXT("bron 1 (programma)"),     COUNT(62), COUNT(62), COUNT(0), COUNT(0),
    TEXT("bron 2 (Teams-rapport)"), COUNT(41), COUNT(38), COUNT(2), COUNT(1)};

static const struct data_column theme_columns[] = {
    {"name", "Rode draad", DATA_TEXT, 0},      {"words", "Woorden", DATA_TEXT, 0},
    {"sessions", "Sessies", DATA_COUNT, 0},    {"municipalities", "Gemeenten", DATA_COUNT, 0},
    {"share", "Aandeel", DATA_SHARE, 0},       {"margin", "Marge", DATA_TEXT, 0},
    {"found", "Teruggevonden", DATA_SHARE, 0}, {"vng_label", "Thema van de VNG", DATA_TEXT, 0}};
static const struct data_cell theme_cells[] = {TEXT("Begrijpelijke taal"),
                                               TEXT("taal, brief, B1"),
                                               COUNT(3),
                                               COUNT(5),
                                               COUNT(0.21),
                                               TEXT("16% tot 27%"),
                                               COUNT(0.97),
                                               TEXT("Dienstverlening"),
                                               TEXT("Basis op orde"),
                                               TEXT("basis, orde"),
                                               COUNT(1),
                                               COUNT(3),
                                               COUNT(0.12),
                                               TEXT("8% tot 17%"),
                                               COUNT(0.81),
                                               TEXT("")};

static const struct data_column field_columns[] = {{"field", "Veld", DATA_TEXT, 0},
                                                   {"criterion", "Criterium", DATA_TEXT, 0},
                                                   {"characters", "Tekens", DATA_COUNT, 0},
                                                   {"limit", "Hoogstens", DATA_COUNT, 0},
                                                   {"state", "Oordeel", DATA_TEXT, 0}};
static const struct data_cell field_cells[] = {TEXT("Succesvol"), TEXT("Het werkt."), COUNT(218),
                                               COUNT(1500), TEXT("past")};

static const struct data_column ledger_columns[] = {{"id", "Cijfer", DATA_TEXT, 0},
                                                    {"value", "Waarde", DATA_TEXT, 0},
                                                    {"definition", "Betekenis", DATA_TEXT, 0},
                                                    {"doubt", "Twijfel", DATA_TEXT, 0},
                                                    {"meaning", "Betekenis", DATA_TEXT, 0}};
static const struct data_cell ledger_cells[] = {
    TEXT("residents.direct"),
    TEXT("6.814.230"),
    TEXT("Inwoners van deelnemende gemeenten."),
    TEXT("keuze"),
    TEXT("Inwoners van deelnemende gemeenten. (keuze)"),
    TEXT("people.attended"),
    TEXT("812"),
    TEXT("Mensen die ten minste een sessie bijwoonden."),
    TEXT("geen"),
    TEXT("Mensen die ten minste een sessie bijwoonden.")};

static const struct {
    const char *name;
    struct data_table table;
} tables[] = {
    TABLE("days", day_columns, day_cells),
    TABLE("municipalities", place_columns, place_cells),
    TABLE("municipality_list", place_columns, place_cells),
    {"changes", {quote_columns, 2, NULL, 0, NULL}},
    TABLE("threads", knot_columns, knot_cells),
    TABLE("quotes", quote_columns, quote_cells),
    TABLE("rates", rate_columns, rate_cells),
    TABLE("sessions", rate_columns, rate_cells),
    TABLE("provinces", part_columns, part_cells),
    TABLE("sizes", size_columns, size_cells),
    TABLE("range", part_columns, part_cells),
    TABLE("organisations", part_columns, part_cells),
    TABLE("themes", theme_columns, theme_cells),
    TABLE("topics", theme_columns, theme_cells),
    TABLE("grades", grade_columns, grade_cells),
    TABLE("participation", place_columns, place_cells),
    TABLE("moves", place_columns, place_cells),
    TABLE("provinces_change", change_columns, change_cells),
    TABLE("claims", quote_columns, quote_cells),
    TABLE("fields", field_columns, field_cells),
    {"own", {quote_columns, 2, NULL, 0, NULL}},
    TABLE("comparable", quote_columns, quote_cells),
    TABLE("figures_change", change_columns, change_cells),
    TABLE("invite", part_columns, part_cells),
    TABLE("stated", part_columns, part_cells),
    TABLE("views", part_columns, part_cells),
    TABLE("retention", part_columns, part_cells),
    TABLE("trends", part_columns, part_cells),
    TABLE("pairs", part_columns, part_cells),
    TABLE("away", part_columns, part_cells),
    TABLE("who", part_columns, part_cells),
    TABLE("province_moves", part_columns, part_cells),
    TABLE("size_moves", part_columns, part_cells),
    TABLE("tests", part_columns, part_cells),
    {"unsupported", {quote_columns, 2, NULL, 0, NULL}},
    {"themes_change", {quote_columns, 2, NULL, 0, NULL}},
    {"forecast", {quote_columns, 2, NULL, 0, NULL}},
    TABLE("chain", quote_columns, quote_cells),
    TABLE("sources", source_columns, source_cells),
    TABLE("findings", part_columns, part_cells),
    TABLE("ledger", ledger_columns, ledger_cells),
    {"nothing", {day_columns, 3, NULL, 0, NULL}},
};

static bool table(void *context, const char *query, struct data_table *out)
{
    (void)context;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (strcmp(tables[i].name, query) == 0) {
            *out = tables[i].table;
            return true;
        }
    }
    return false;
}

static const char *compare(void *context, struct arena *arena, const char *a, const char *b)
{
    (void)context;
    (void)arena;
    return strcmp(a, "attendance.rate") == 0 && strcmp(b, "noshow.rate") == 0
               ? "meer kwamen dan wegbleven"
               : NULL;
}

struct template_provider demo_provider(void)
{
    static const char *figure_names[sizeof figures / sizeof figures[0]];
    static const char *query_names[sizeof tables / sizeof tables[0]];
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        figure_names[i] = figures[i].id;
    }
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        query_names[i] = tables[i].name;
    }
    return (struct template_provider){.figure = figure,
                                      .table = table,
                                      .compare = compare,
                                      .figure_names = figure_names,
                                      .figure_count = sizeof figures / sizeof figures[0],
                                      .query_names = query_names,
                                      .query_count = sizeof tables / sizeof tables[0],
                                      .map_year = 2023};
}
