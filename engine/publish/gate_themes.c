/* gate_themes: themes, their sessions and quotes. Counted are remarks, sessions and municipalities,
 * no people. A quote has been scrubbed and its writer agreed; it says its theme, and neither
 * session nor municipality: beside a short list of participants these could be a name. */
#include "engine/base/text.h"
#include "engine/publish/gate_tables.h"
#include "engine/publish/round.h"

/* Bits of engine/theme/recurrence.h in plain words; they stand there for the same reasons. */
static const struct {
    unsigned bit;
    const char *nl, *en;
} lacks[] = {
    {1, "te weinig sessies", "too few sessions"},
    {2, "te weinig gemeenten", "too few municipalities"},
    {4, "te weinig dagen", "too few days"},
    {8, "vooral in één sessie", "mostly in one session"},
    {16, "niet stabiel genoeg", "not stable enough"},
};
enum { LACKS = sizeof lacks / sizeof lacks[0] };

static double real_at(const struct raw_table *raw, size_t row, const char *column)
{
    return raw_at(raw, row, column)->real;
}

/* "10% tot 14%" */
static struct published_cell margin_cell(const struct gating *gating, const struct raw_table *raw,
                                         size_t row)
{
    const char *texts[LANGUAGES];
    for (enum language language = LANGUAGE_NL; language < LANGUAGES; language++) {
        texts[language] = arena_printf(
            gating->arena, language == LANGUAGE_NL ? "%s%% tot %s%%" : "%s%% to %s%%",
            round_whole(gating->arena, gate_per_cent(real_at(raw, row, "low")) * 100, language),
            round_whole(gating->arena, gate_per_cent(real_at(raw, row, "high")) * 100, language));
    }
    return gate_text(texts[LANGUAGE_NL], texts[LANGUAGE_EN]);
}

static struct published_cell text_cell(const struct raw_table *raw, size_t row, const char *column)
{
    const char *text = raw_at(raw, row, column)->text;
    return text == NULL || text[0] == '\0' ? gate_text(NULL, NULL) : gate_text(text, text);
}

static const struct published_column theme_columns[] = {
    {{"rode_draad", "name"}, {"Rode draad", "Recurring thread"}, COLUMN_TEXT, true},
    {{"woorden", "words"}, {"Woorden", "Words"}, COLUMN_TEXT, false},
    {{"sessies", "sessions"}, {"Sessies", "Sessions"}, COLUMN_NUMBER, false},
    {{"gemeenten", "municipalities"}, {"Gemeenten", "Municipalities"}, COLUMN_NUMBER, false},
    {{"dagen", "days"}, {"Dagen", "Days"}, COLUMN_NUMBER, false},
    {{"aandeel", "share"}, {"Aandeel", "Share"}, COLUMN_SHARE, false},
    {{"marge", "margin"}, {"Marge", "Margin"}, COLUMN_TEXT, false},
    {{"teruggevonden", "found"}, {"Teruggevonden", "Found back"}, COLUMN_SHARE, false},
    {{"vng_label", "vng_label"}, {"Thema van de VNG", "Theme of VNG"}, COLUMN_TEXT, false},
};
enum { THEME_COLUMNS = sizeof theme_columns / sizeof theme_columns[0] };

struct published_table *gate_themes(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table = gate_table_create(
        gating, "themes", "Sterkte van elke rode draad", "Strength of each recurring thread",
        theme_columns, THEME_COLUMNS, raw->row_count);
    size_t kept = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        if (raw_integer(raw, row, "recurs", 0) == 0) {
            continue;
        }
        struct published_cell *out = published_at(table, kept++, 0);
        out[0] = text_cell(raw, row, "name");
        out[1] = text_cell(raw, row, "words");
        out[2] = gate_number((double)raw_integer(raw, row, "sessions", 0));
        out[3] = gate_number((double)raw_integer(raw, row, "municipalities", 0));
        out[4] = gate_number((double)raw_integer(raw, row, "days", 0));
        out[5] = gate_number(gate_per_cent(real_at(raw, row, "share")));
        out[6] = margin_cell(gating, raw, row);
        out[7] = gate_number(gate_per_cent(real_at(raw, row, "inclusion")));
        out[8] = text_cell(raw, row, "vng_label");
    }
    table->row_count = kept;
    return table;
}

static const struct published_column topic_columns[] = {
    {{"onderwerp", "name"}, {"Onderwerp", "Subject"}, COLUMN_TEXT, true},
    {{"sessies", "sessions"}, {"Sessies", "Sessions"}, COLUMN_NUMBER, false},
    {{"aandeel", "share"}, {"Aandeel", "Share"}, COLUMN_SHARE, false},
    {{"waarom", "why"}, {"Waarom geen rode draad", "Why not a thread"}, COLUMN_TEXT, false},
};

static struct published_cell lack_cell(const struct gating *gating, int64_t missing)
{
    struct text texts[LANGUAGES] = {text_create(gating->arena), text_create(gating->arena)};
    for (size_t i = 0; i < LACKS; i++) {
        if (((uint64_t)missing & lacks[i].bit) != 0) {
            text_printf(&texts[LANGUAGE_NL], "%s%s", texts[LANGUAGE_NL].size > 0 ? ", " : "",
                        lacks[i].nl);
            text_printf(&texts[LANGUAGE_EN], "%s%s", texts[LANGUAGE_EN].size > 0 ? ", " : "",
                        lacks[i].en);
        }
    }
    return texts[LANGUAGE_NL].size == 0
               ? gate_text(NULL, NULL)
               : gate_text(texts[LANGUAGE_NL].bytes, texts[LANGUAGE_EN].bytes);
}

/* The other themes, and what belongs to none. */
struct published_table *gate_topics(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table = gate_table_create(
        gating, "topics", "Onderwerpen die geen rode draad zijn",
        "Subjects that are no recurring thread", topic_columns, 4, raw->row_count + 1);
    size_t kept = 0;
    for (size_t row = 0; row < raw->row_count; row++) {
        if (raw_integer(raw, row, "recurs", 0) != 0) {
            continue;
        }
        struct published_cell *out = published_at(table, kept++, 0);
        out[0] = text_cell(raw, row, "name");
        out[1] = gate_number((double)raw_integer(raw, row, "sessions", 0));
        out[2] = gate_number(gate_per_cent(real_at(raw, row, "share")));
        out[3] = lack_cell(gating, raw_integer(raw, row, "missing", 0));
    }
    double all = raw->row_count > 0 ? (double)raw_integer(raw, 0, "of_texts", 0) : 0;
    if (all > 0) {
        struct published_cell *out = published_at(table, kept++, 0);
        out[0] = gate_text("niet ingedeeld", "not assigned");
        out[2] = gate_number(gate_per_cent((double)raw_integer(raw, 0, "unassigned", 0) / all));
    }
    table->row_count = kept;
    return table;
}

static const struct published_column thread_columns[] = {
    {{"thema", "theme"}, {"Rode draad", "Recurring thread"}, COLUMN_TEXT, true},
    {{"dag", "day"}, {"Dag", "Day"}, COLUMN_NUMBER, false},
    {{"plek", "slot"}, {"Plek", "Slot"}, COLUMN_NUMBER, false},
};

struct published_table *gate_threads(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "threads", "De sessies van elke rode draad",
                          "The sessions of each thread", thread_columns, 3, raw->row_count);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        out[0] = text_cell(raw, row, "theme");
        out[1] = gate_number((double)raw_integer(raw, row, "day", 0));
        out[2] = gate_number((double)raw_integer(raw, row, "slot", 0));
    }
    return table;
}

static const struct published_column quote_columns[] = {
    {{"citaat", "quote"}, {"Citaat", "Quote"}, COLUMN_TEXT, true},
    {{"bij", "by"}, {"Rode draad", "Recurring thread"}, COLUMN_TEXT, false},
};

struct published_table *gate_quotes(const struct gating *gating, const struct raw_table *raw)
{
    struct published_table *table =
        gate_table_create(gating, "quotes", "In de woorden van deelnemers",
                          "In the words of participants", quote_columns, 2, raw->row_count);
    for (size_t row = 0; row < raw->row_count; row++) {
        struct published_cell *out = published_at(table, row, 0);
        const char *theme = raw_at(raw, row, "theme")->text;
        out[0] = text_cell(raw, row, "quote");
        out[1] = gate_text(arena_printf(gating->arena, "deelnemer, over %s", theme),
                           arena_printf(gating->arena, "participant, about %s", theme));
    }
    return table;
}
