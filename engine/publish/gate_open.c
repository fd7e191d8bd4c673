/* gate_open: the tables without counts of people: provinces, size classes, organisations, sources,
 * findings. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/measure/representativeness.h"
#include "engine/publish/gate_tables.h"
#include "engine/publish/round.h"
#include "engine/record/finding.h"

/* -- provinces and size classes
 * ----------------------------------------------------------------------
 */

#define SHARE_COLUMNS(key_nl, key_en, title_nl, title_en)                                          \
    {                                                                                              \
        {{key_nl, key_en}, {title_nl, title_en}, COLUMN_TEXT, true},                               \
            {{"gemeenten", "municipalities"},                                                      \
             {"Gemeenten", "Municipalities"},                                                      \
             COLUMN_NUMBER,                                                                        \
             false},                                                                               \
            {{"deelnemend", "direct"}, {"Deelnemend", "Took part"}, COLUMN_NUMBER, false},         \
            {{"aandeel", "share"}, {"Aandeel", "Share"}, COLUMN_SHARE, false},                     \
            {{"afstand", "distance"}, {"Afstand", "Distance"}, COLUMN_DISTANCE, false},            \
            {{"inwoners", "residents"}, {"Inwoners", "Residents"}, COLUMN_NUMBER, false},          \
            {{"inwoners_deelnemend", "residents_direct"},                                          \
             {"In deelnemende gemeenten", "In participating municipalities"},                      \
             COLUMN_NUMBER,                                                                        \
             false},                                                                               \
        {                                                                                          \
            {"aandeel_inwoners", "residents_share"}, {"Aandeel inwoners", "Share of residents"},   \
                COLUMN_SHARE, false                                                                \
        }                                                                                          \
    }

static const struct published_column province_columns[] =
    SHARE_COLUMNS("provincie", "province", "Provincie", "Province");
static const struct published_column size_columns[] =
    SHARE_COLUMNS("omvang", "size", "Inwoners van de gemeente", "Residents of the municipality");
enum { SHARE_COLUMN_COUNT = sizeof size_columns / sizeof size_columns[0] };

/* Municipalities and residents are no people: shares of them need no least number. */
static struct published_cell share(int64_t part, int64_t whole)
{
    return whole > 0 ? gate_number((double)part / (double)whole) : gate_text(NULL, NULL);
}

/* Municipalities of the layout, and those of them that took part. */
struct layout_counts {
    int64_t all, direct;
};

static struct layout_counts count_layout(const struct raw_table *raw)
{
    struct layout_counts counts = {0, 0};
    for (size_t row = 0; row < raw->row_count; row++) {
        counts.all += raw_integer(raw, row, "municipalities", 0);
        counts.direct += raw_integer(raw, row, "direct", 0);
    }
    return counts;
}

/* How much more often (less: negative) a group stands among those that took part than in the
 * layout. Who took part is a full count and no sample: no interval, no test. */
static struct published_cell distance(int64_t direct, int64_t all, struct layout_counts counts)
{
    struct representativeness_smd result;
    struct error error = {0};
    if (counts.direct == 0 || counts.all == 0 ||
        !representativeness_smd_binary((double)direct / (double)counts.direct,
                                       (double)all / (double)counts.all, &result, &error) ||
        !result.smd.defined) {
        return gate_text(NULL, NULL);
    }
    return gate_number(result.smd.value);
}

static void share_row(const struct raw_table *raw, size_t row, struct layout_counts counts,
                      struct published_cell *out)
{
    int64_t municipalities = raw_integer(raw, row, "municipalities", 0);
    int64_t direct = raw_integer(raw, row, "direct", 0);
    int64_t residents = raw_integer(raw, row, "residents", 0);
    int64_t residents_direct = raw_integer(raw, row, "residents_direct", 0);
    out[1] = gate_number((double)municipalities);
    out[2] = gate_number((double)direct);
    out[3] = share(direct, municipalities);
    out[4] = distance(direct, municipalities, counts);
    out[5] = gate_number((double)residents);
    out[6] = gate_number((double)residents_direct);
    out[7] = share(residents_direct, residents);
}

struct published_table *gate_provinces(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table = gate_table_create(gating, "provinces", "Deelname per provincie",
                                                      "Participation by province", province_columns,
                                                      SHARE_COLUMN_COUNT, raw->row_count);
    struct layout_counts counts = count_layout(raw);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        const char *province = raw_at(raw, row, "province")->text;
        bool known = province != NULL && province[0] != '\0';
        out[0] = gate_text(known ? province : "niet bekend", known ? province : "not known");
        share_row(raw, row, counts, out);
    }
    return table;
}

static struct published_cell size_cell(struct arena *arena, int64_t least)
{
    static const int64_t ends[] = {5000, 10000, 20000, 50000, 100000, 150000, 250000};
    enum { ENDS = sizeof ends / sizeof ends[0] };
    const char *texts[LANGUAGES];
    for (enum language language = LANGUAGE_NL; language < LANGUAGES; language++) {
        bool nl = language == LANGUAGE_NL;
        const char *from = round_whole(arena, (double)least, language);
        size_t next = 0;
        while (next < ENDS && ends[next] <= least) {
            next++;
        }
        if (next == ENDS) {
            texts[language] = arena_printf(arena, nl ? "%s of meer" : "%s or more", from);
        } else {
            const char *to = round_whole(arena, (double)ends[next], language);
            texts[language] = least == 0
                                  ? arena_printf(arena, nl ? "minder dan %s" : "fewer than %s", to)
                                  : arena_printf(arena, nl ? "%s tot %s" : "%s to %s", from, to);
        }
    }
    return gate_text(texts[LANGUAGE_NL], texts[LANGUAGE_EN]);
}

struct published_table *gate_sizes(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "sizes", "Deelname naar omvang van de gemeente",
                          "Participation by size of the municipality", size_columns,
                          SHARE_COLUMN_COUNT, raw->row_count);
    struct layout_counts counts = count_layout(raw);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        out[0] = size_cell(gating->arena, raw_integer(raw, row, "at_least", 0));
        share_row(raw, row, counts, out);
    }
    return table;
}

/* -- organisations
 * -----------------------------------------------------------------------------------
 */

static const struct published_column organisation_columns[] = {
    {{"soort", "kind"}, {"Soort", "Kind"}, COLUMN_TEXT, true},
    {{"aantal", "count"}, {"Aantal", "Number"}, COLUMN_NUMBER, false},
    {{"namen", "names"}, {"Publieke organisaties", "Public bodies"}, COLUMN_TEXT, false},
};

static const struct kind_name {
    const char *word, *nl, *en;
    bool named; /* public bodies; municipalities have a table of their own */
} kind_names[] = {
    {"municipality", "gemeenten", "municipalities", false},
    {"partnership", "samenwerkingsverbanden", "partnerships", true},
    {"province", "provincies", "provinces", true},
    {"water_board", "waterschappen", "water boards", true},
    {"ministry", "ministeries", "ministries", true},
    {"company", "bedrijven", "companies", false},
    {"education", "onderwijs", "education", false},
    {"foreign", "uit het buitenland", "from abroad", false},
    {"other", "andere organisaties", "other organisations", false},
};
enum { KINDS = sizeof kind_names / sizeof kind_names[0] };

struct published_table *gate_organisations(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "organisations", "Deelnemende organisaties naar soort",
                          "Participating organisations by kind", organisation_columns, 3, KINDS);
    size_t kept = 0;
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct text names = text_create(gating->arena);
        int64_t count = 0;
        const char *last = NULL;
        for (size_t row = 0; row < raw->row_count; row++) {
            if (!text_equal(raw_at(raw, row, "kind")->text, kind_names[kind].word) ||
                raw_integer(raw, row, "attendees", 0) == 0) {
                continue;
            }
            count++;
            const char *name = raw_at(raw, row, "name")->text;
            /* Rows come by name: one that is named for certain and probably is named once. */
            if (name != NULL && kind_names[kind].named && !text_equal(name, last)) {
                text_printf(&names, "%s%s", names.size > 0 ? ", " : "", name);
                last = name;
            }
        }
        const struct figure *figure = gate_figure(
            gating->input, arena_printf(gating->arena, "organisations.%s", kind_names[kind].word));
        if (figure != NULL && figure->has_value) {
            count = (int64_t)figure->value; /* an organisation is its key, not its row */
        }
        if (count > 0) {
            struct published_cell *out = published_at(table, kept++, 0);
            out[0] = gate_text(kind_names[kind].nl, kind_names[kind].en);
            out[1] = gate_number((double)count);
            out[2] = names.size > 0 ? gate_text(names.bytes, names.bytes) : gate_text(NULL, NULL);
        }
    }
    table->row_count = kept;
    return table;
}

/* -- sources
 * -----------------------------------------------------------------------------------------
 */

static const struct source_name {
    const char *word, *nl, *en;
} format_names[] =
    {
        {"teams_list", "Teams-lijst", "Teams list"},
        {"teams_2021", "Teams-rapport", "Teams report"},
        {"teams_report", "Teams-rapport", "Teams report"},
        {"teams_webinar", "Teams-webinar", "Teams webinar"},
        {"teams_live", "Teams-livegebeurtenis", "Teams live event"},
        {"zoom_participants", "Zoom-rapport", "Zoom report"},
        {"zoom_webinar", "Zoom-webinar", "Zoom webinar"},
        {"zoom_registration", "Zoom-aanmeldingen", "Zoom registrations"},
        {"webex", "Webex-rapport", "Webex report"},
        {"gotowebinar", "GoToWebinar-rapport", "GoToWebinar report"},
        {"meet", "Meet-lijst", "Meet list"},
        {"eventbrite", "Eventbrite-lijst", "Eventbrite list"},
        {"pretix", "pretix-lijst", "pretix list"},
        {"indico", "Indico-lijst", "Indico list"},
        {"luma", "Luma-lijst", "Luma list"},
        {"meetup", "Meetup-lijst", "Meetup list"},
        {"tito", "Tito-lijst", "Tito list"},
        {"ms_forms", "MS Forms", "MS Forms"},
        {"google_forms", "Google Forms", "Google Forms"},
        {"limesurvey", "LimeSurvey", "LimeSurvey"},
        {"plain", "tabel", "plain table"},
},
  list_names[] = {
      {"registration", "aanmeldlijst", "registration list"},
      {"attendance", "presentielijst", "attendance list"},
      {"registration+attendance", "lijst met presentie", "list with attendance"},
      {"evaluation", "evaluatie", "evaluation"},
      {"programme", "programma", "programme"},
      {"decisions", "besluiten", "decisions"},
      {"corrections", "correcties", "corrections"},
      {"costs", "kosten", "costs"},
      {"second_list", "tweede lijst", "second list"},
      {"own_figures", "eigen cijfers", "own figures"},
      {"population", "inwoners", "population"},
      {"theme_names", "thema's", "themes"},
      {"codebook", "codeboek", "codebook"},
      {"settings", "instellingen", "settings"},
      {"text", "eigen tekst", "own text"},
      {"empty", "leeg bestand", "empty file"},
      {"ignored", "overgeslagen", "skipped"},
      {"unknown", "niet herkend", "not recognised"},
      {"unreadable", "niet te lezen", "not readable"},
};

static const struct source_name *name_of(const struct source_name *names, size_t count,
                                         const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal(names[i].word, word)) {
            return &names[i];
        }
    }
    return NULL;
}

const char *gate_source_kind(const char *format, const char *kind, enum language language)
{
    const struct source_name *name =
        name_of(format_names, sizeof format_names / sizeof format_names[0], format);
    if (name == NULL) {
        name = name_of(list_names, sizeof list_names / sizeof list_names[0], kind);
    }
    return name == NULL ? NULL : language == LANGUAGE_NL ? name->nl : name->en;
}

const char *gate_source_name(struct arena *arena, int64_t number, const char *format,
                             const char *kind, enum language language)
{
    const char *what = gate_source_kind(format, kind, language);
    const char *word = language == LANGUAGE_NL ? "bron" : "source";
    return what == NULL ? arena_printf(arena, "%s %lld", word, (long long)number + 1)
                        : arena_printf(arena, "%s %lld (%s)", word, (long long)number + 1, what);
}

static const struct published_column source_columns[] = {
    {{"bron", "source"}, {"Bron", "Source"}, COLUMN_TEXT, true},
    {{"gelezen", "read"}, {"Gelezen", "Read"}, COLUMN_NUMBER, false},
    {{"gebruikt", "used"}, {"Gebruikt", "Used"}, COLUMN_PEOPLE, false},
    {{"samengevoegd", "merged"}, {"Samengevoegd", "Merged"}, COLUMN_NUMBER, false},
    {{"afgekeurd", "rejected"}, {"Afgekeurd", "Rejected"}, COLUMN_NUMBER, false},
};

static struct published_cell source_count(const struct gating *gating, size_t cell, int64_t value)
{
    return cell == NO_CELL ? gate_number((double)value) : gate_people(gating, cell);
}

static struct published_cell source_name_cell(const struct gating *gating, int64_t number,
                                              const char *format, const char *kind)
{
    return gate_text(gate_source_name(gating->arena, number, format, kind, LANGUAGE_NL),
                     gate_source_name(gating->arena, number, format, kind, LANGUAGE_EN));
}

struct published_table *gate_sources(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "sources", "Wat er van elke rij is geworden",
                          "What became of every row", source_columns, 5, raw->row_count);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        const struct source_cells *cells = &gating->cells->sources[row];
        out[0] = source_name_cell(gating, raw_integer(raw, row, "source", (int64_t)row + 1) - 1,
                                  raw_at(raw, row, "format")->text, raw_at(raw, row, "kind")->text);
        out[1] = source_count(gating, cells->read, raw_integer(raw, row, "rows_read", 0));
        out[2] = source_count(gating, cells->used, raw_integer(raw, row, "rows_used", 0));
        out[3] = source_count(gating, cells->merged, raw_integer(raw, row, "rows_merged", 0));
        out[4] = source_count(gating, cells->rejected, raw_integer(raw, row, "rows_rejected", 0));
    }
    return table;
}

/* -- findings
 * ----------------------------------------------------------------------------------------
 */

static const struct published_column repair_columns[] = {
    {{"weegt", "weight"}, {"Weegt", "Weight"}, COLUMN_TEXT, false},
    {{"bron", "source"}, {"Bron", "Source"}, COLUMN_TEXT, true},
    {{"regel", "line"}, {"Regel", "Line"}, COLUMN_NUMBER, false},
    {{"kolom", "column"}, {"Kolom", "Column"}, COLUMN_NUMBER, false},
    {{"wat", "what"}, {"Wat", "What"}, COLUMN_TEXT, false},
    {{"doen", "do"}, {"Wat u kunt doen", "What you can do"}, COLUMN_TEXT, false},
};

/* Details that speak of the shape of a file, an instruction or a year. Every other detail may hold
 * the name of a file, a session or an organisation as somebody typed it, and stays inside. */
static bool detail_is_open(enum finding_rule rule)
{
    switch (rule) {
    case FINDING_FILE_NOT_TEXT:
    case FINDING_FILE_UNKNOWN:
    case FINDING_FILE_ENCODING_MIXED:
    case FINDING_FILE_DATE_ORDER:
    case FINDING_FILE_DATE_ORDER_GUESSED:
    case FINDING_FILE_DATE_ORDER_MIXED:
    case FINDING_ROW_EXTRA_CELLS:
    case FINDING_REFERENCE_YEAR:
    case FINDING_REFERENCE_PROVISIONAL:
        return true;
    default:
        return false;
    }
}

/* The sentence of the rule, with the detail where that may be seen. */
static const char *what(struct arena *arena, enum finding_rule rule, const char *detail,
                        enum language language)
{
    const char *pattern = finding_what(rule, language);
    const char *hole = strstr(pattern, "%s");
    if (hole == NULL || !detail_is_open(rule) || detail == NULL || detail[0] == '\0') {
        return finding_in_general(arena, rule, language);
    }
    return arena_printf(arena, "%.*s%s%s", (int)(hole - pattern), pattern,
                        finding_detail(detail, language), hole + 2);
}

static bool rule_of(const char *name, enum finding_rule *rule)
{
    for (int i = 0; i < FINDING_RULES; i++) {
        if (text_equal(finding_name((enum finding_rule)i), name)) {
            *rule = (enum finding_rule)i;
            return true;
        }
    }
    return false;
}

static struct published_cell weight_cell(enum finding_weight weight)
{
    return gate_text(finding_weight_word(weight, LANGUAGE_NL),
                     finding_weight_word(weight, LANGUAGE_EN));
}

struct published_table *gate_repairs(const struct gating *gating, const struct raw_table *raw)
{
    struct arena *arena = gating->arena;
    struct published_table *table =
        gate_table_create(gating, "repairs", "Wat er te doen is aan de gegevens",
                          "What there is to repair in the data", repair_columns, 6, raw->row_count);
    size_t kept = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        enum finding_rule rule;
        if (!rule_of(raw_at(raw, row, "rule")->text, &rule)) {
            continue;
        }
        struct published_cell *out = published_at(table, kept++, 0);
        int64_t source = raw_integer(raw, row, "source", -1);
        int64_t line = raw_integer(raw, row, "line", 0);
        int64_t column = raw_integer(raw, row, "column_number", 0);
        const char *detail = raw_at(raw, row, "detail")->text;
        const char *remedy[LANGUAGES] = {finding_remedy(rule, LANGUAGE_NL),
                                         finding_remedy(rule, LANGUAGE_EN)};
        out[0] = weight_cell(finding_weight(rule));
        out[1] = source < 0 ? gate_text(NULL, NULL)
                            : source_name_cell(gating, source, raw_at(raw, row, "format")->text,
                                               raw_at(raw, row, "kind")->text);
        out[2] = line > 0 ? gate_number((double)line) : gate_text(NULL, NULL);
        out[3] = column > 0 ? gate_number((double)column) : gate_text(NULL, NULL);
        out[4] = gate_text(what(arena, rule, detail, LANGUAGE_NL),
                           what(arena, rule, detail, LANGUAGE_EN));
        out[5] = remedy[LANGUAGE_NL][0] == '\0'
                     ? gate_text(NULL, NULL)
                     : gate_text(remedy[LANGUAGE_NL], remedy[LANGUAGE_EN]);
    }
    table->row_count = kept;
    return table;
}

static const struct published_column finding_columns[] = {
    {{"wat", "what"}, {"Wat opviel", "What was found"}, COLUMN_TEXT, true},
    {{"weegt", "weight"}, {"Weegt", "Weight"}, COLUMN_TEXT, false},
    {{"keren", "times"}, {"Keren", "Times"}, COLUMN_NUMBER, false},
};

/* The same counted per rule, heaviest first; one row per rule. */
struct published_table *gate_findings(const struct gating *gating, const struct raw_table *raw)
{
    int64_t times[FINDING_RULES] = {0};
    for (size_t row = 0; row < raw->row_count; row++) {
        enum finding_rule rule;
        if (rule_of(raw_at(raw, row, "rule")->text, &rule)) {
            times[rule]++;
        }
    }
    struct published_table *table =
        gate_table_create(gating, "findings", "Wat aan de gegevens opviel",
                          "What was found about the data", finding_columns, 3, FINDING_RULES);
    size_t kept = 0;
    for (int weight = FINDING_LOST; weight <= FINDING_NOTE; weight++) {
        for (int i = 0; i < FINDING_RULES; i++) {
            enum finding_rule rule = (enum finding_rule)i;
            if (times[i] == 0 || (int)finding_weight(rule) != weight) {
                continue;
            }
            struct published_cell *out = published_at(table, kept++, 0);
            out[0] = gate_text(finding_in_general(gating->arena, rule, LANGUAGE_NL),
                               finding_in_general(gating->arena, rule, LANGUAGE_EN));
            out[1] = weight_cell((enum finding_weight)weight);
            out[2] = gate_number((double)times[i]);
        }
    }
    table->row_count = kept;
    return table;
}
