/* comparison_series_tables: see comparison_tables.h. Over all editions, and what may come. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/dossier/comparison_tables.h"
#include "engine/publish/round.h"

/* Percentages of fewer than twenty say more than they know. */
enum { PERCENT_LEAST = 20 };

static const char *whole(const struct comparison_provider *provider, double value)
{
    return round_whole(provider->arena, value, provider->language);
}

static const char *percent(const struct comparison_provider *provider, double share)
{
    return round_percent(provider->arena, share, 0, provider->language);
}

static const char *points(const struct comparison_provider *provider, double share)
{
    return round_percent(provider->arena, share, 1, provider->language);
}

/* -- all editions
 * ---------------------------------------------------------------------------------------- */

/* Every edition as it was, and on the layout of the last one. */
static void give_views(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"edition", {"Editie", "Edition"}, DATA_TEXT},
        {"municipalities", {"Gemeenten toen", "Municipalities then"}, DATA_COUNT},
        {"residents", {"Inwoners toen", "Residents then"}, DATA_COUNT},
        {"as_is",
         {"Gemeenten op de laatste indeling", "Municipalities on the last layout"},
         DATA_COUNT},
        {"residents_as_is", {"Inwoners van toen daarop", "Residents of then on it"}, DATA_COUNT},
        {"residents_now", {"Inwoners van nu daarop", "Residents of now on it"}, DATA_COUNT}};
    const struct series *series = provider->view->series;
    struct data_cell *cells = table_start(provider, out, headings, 6, series->count);
    for (size_t i = 0; i < series->count; i++, cells += 6) {
        const struct series_row *row = &series->rows[i];
        const int64_t numbers[] = {row->municipalities, row->residents, row->municipalities_as_is,
                                   row->residents_as_is, row->residents_now};
        cells[0] = table_word(table_edition(provider, row->edition->id));
        for (size_t k = 0; k < 5; k++) {
            cells[k + 1] = row->known ? table_number((double)numbers[k])
                                      : (struct data_cell){DATA_NOT_MEASURED, NAN, NULL};
        }
    }
}

static const char *of_first(const struct comparison_provider *provider, int64_t part)
{
    int64_t all = provider->view->series->rows[0].municipalities_as_is;
    return all < PERCENT_LEAST ? whole(provider, (double)part)
                               : percent(provider, (double)part / (double)all);
}

static void give_retention(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"edition", {"Editie", "Edition"}, DATA_TEXT},
        {"kept",
         {"Nog erbij uit de eerste editie", "Still there from the first edition"},
         DATA_COUNT},
        {"share", {"Deel", "Share"}, DATA_TEXT},
        {"since", {"Elke keer erbij", "There every time"}, DATA_COUNT}};
    const struct series *series = provider->view->series;
    size_t rows = series->count < SERIES_LEAST || !series->rows[0].known ? 0 : series->count;
    struct data_cell *cells = table_start(provider, out, headings, 4, rows);
    for (size_t i = 0; i < rows; i++, cells += 4) {
        const struct series_row *row = &series->rows[i];
        cells[0] = table_word(table_edition(provider, row->edition->id));
        cells[1] = row->known ? table_number((double)row->kept)
                              : (struct data_cell){DATA_NOT_MEASURED, NAN, NULL};
        cells[2] = table_word(row->known ? of_first(provider, row->kept)
                                         : table_in(provider, "niet gemeten", "not measured"));
        cells[3] = table_number((double)row->since);
    }
}

static const char *development_word(enum development development, enum language language)
{
    static const char *const words[][LANGUAGES] = {
        [DEVELOPMENT_FEW] = {"te weinig edities", "too few editions"},
        [DEVELOPMENT_NONE] = {"niet te zeggen", "cannot be said"},
        [DEVELOPMENT_UP] = {"stijgt", "rises"},
        [DEVELOPMENT_DOWN] = {"daalt", "falls"},
    };
    return words[development][language];
}

static const struct figure *extra_figure(const struct comparison_provider *provider, const char *id)
{
    struct compared_extra extras[COMPARISON_EXTRAS];
    comparison_view_extras(provider->view, extras);
    for (size_t i = 0; i < COMPARISON_EXTRAS; i++) {
        for (size_t k = 0; k < extras[i].count; k++) {
            if (text_equal(extras[i].figures[k].id, id)) {
                return &extras[i].figures[k];
            }
        }
    }
    return NULL;
}

static void give_trends(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"figure", {"Cijfer", "Figure"}, DATA_TEXT},
        {"editions", {"Edities", "Editions"}, DATA_COUNT},
        {"slope", {"Per jaar", "Per year"}, DATA_TEXT},
        {"range", {"Marge", "Margin"}, DATA_TEXT},
        {"verdict", {"Oordeel", "Verdict"}, DATA_TEXT}};
    const struct series *series = provider->view->series;
    size_t rows = series->count < SERIES_LEAST ? 0 : SERIES_TRENDS;
    struct data_cell *cells = table_start(provider, out, headings, 5, rows);
    for (size_t i = 0; i < rows; i++, cells += 5) {
        const struct series_trend *trend = &series->trends[i];
        const struct figure *slope =
            extra_figure(provider, arena_printf(provider->arena, "trend.%s", trend->id));
        const char *range = round_range(provider->arena, slope, provider->language);
        cells[0] = table_word(guard_name(trend->id, provider->language));
        cells[1] = table_number((double)trend->editions);
        cells[2] = table_word(slope->has_value ? table_figure(provider, slope) : "\xE2\x80\x94");
        cells[3] = table_word(range == NULL ? "\xE2\x80\x94" : range);
        cells[4] = table_word(development_word(trend->development, provider->language));
    }
}

/* The tests behind the words, for the method annex. */
static void give_tests(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {{"test", {"Toets", "Test"}, DATA_TEXT},
                                                    {"value", {"Uitkomst", "Outcome"}, DATA_TEXT},
                                                    {"range", {"Marge", "Margin"}, DATA_TEXT}};
    static const struct {
        const char *id, *name[LANGUAGES];
    } rows[] = {
        {"participation.change",
         {"Verschil in deelname van alle gemeenten (gepaard, Newcombe)",
          "Difference in participation of all municipalities (paired, Newcombe)"}},
        {"participation.mcnemar",
         {"Nieuw tegenover weggegaan (McNemar, mid-p)", "New against left (McNemar, mid-p)"}},
        {"attendance.rate.change",
         {"Verschil in opkomst (sessies als eenheid)",
          "Difference in attendance (sessions as the unit)"}},
        {"attendance.rate.change.mix",
         {"... door een andere mix van sessies (Kitagawa)",
          "... by another mix of sessions (Kitagawa)"}},
        {"attendance.rate.change.behaviour",
         {"... door ander gedrag (Kitagawa)", "... by other behaviour (Kitagawa)"}},
        {"trend.attendance.rate.armitage",
         {"Opkomst over alle edities (Cochran-Armitage, met ontwerpeffect)",
          "Attendance over all editions (Cochran-Armitage, with design effect)"}},
        {"trend.attendance.rate.p",
         {"Opkomst over alle edities (Mann-Kendall)",
          "Attendance over all editions (Mann-Kendall)"}},
        {"trend.municipalities.direct.p",
         {"Gemeenten over alle edities (Mann-Kendall)",
          "Municipalities over all editions (Mann-Kendall)"}}};
    enum { ROWS = sizeof rows / sizeof rows[0] };
    struct data_cell *cells = table_start(provider, out, headings, 3, ROWS);
    out->row_count = 0;
    for (size_t i = 0; i < ROWS; i++) {
        const struct figure *figure = comparison_figure(provider->pair, rows[i].id);
        figure = figure == NULL ? extra_figure(provider, rows[i].id) : figure;
        if (figure == NULL || !figure->has_value) {
            continue;
        }
        const char *range = round_range(provider->arena, figure, provider->language);
        bool chance = text_equal(figure->unit, "probability");
        const char *value = table_figure(provider, figure);
        *cells++ = table_word(rows[i].name[provider->language]);
        *cells++ = table_word(chance ? arena_printf(provider->arena, "p: %s", value) : value);
        *cells++ = table_word(range == NULL ? "\xE2\x80\x94" : range);
        out->row_count++;
    }
}

/* -- themes
 * ---------------------------------------------------------------------------------------------- */

static const char *shift_word(const struct theme_shift *shift, enum shift_kind kind,
                              enum language language)
{
    static const char *const words[][LANGUAGES] = {
        [SHIFT_NONE] = {"niet te zeggen", "cannot be said"},
        [SHIFT_MORE] = {"vaker", "more often"},
        [SHIFT_LESS] = {"minder vaak", "less often"},
        [SHIFT_NEW] = {"nieuw", "new"},
        [SHIFT_GONE] = {"verdwenen", "gone"},
    };
    static const char *const untested[LANGUAGES] = {"te weinig sessies", "too few sessions"};
    return shift->testable ? words[kind][language] : untested[language];
}

/* Of both editions the stricter one. */
static long long threshold(const struct comparison_provider *provider)
{
    int64_t from = provider->from->publication->threshold;
    int64_t to = provider->to->publication->threshold;
    return (long long)(from > to ? from : to);
}

static bool is_few(const struct comparison_provider *provider, uint32_t texts)
{
    return texts > 0 && (long long)texts < threshold(provider);
}

/* Texts of a theme in an edition: small numbers stay inside, as everywhere. */
static const char *texts_of(const struct comparison_provider *provider,
                            const struct shifted_theme *theme, int side)
{
    const uint32_t *all = provider->view->shift->texts;
    uint32_t texts = theme->texts[side];
    return texts == 0 ? whole(provider, 0)
           : is_few(provider, texts)
               ? table_printf(provider, "minder dan %lld", "fewer than %lld", threshold(provider))
           : all[side] < PERCENT_LEAST
               ? whole(provider, texts)
               : arena_printf(provider->arena, "%s (%s)", whole(provider, texts),
                              percent(provider, theme->share[side]));
}

static void give_themes(const struct comparison_provider *provider, struct data_table *out)
{
    const char *from = provider->from->name;
    const char *to = provider->to->name;
    const struct table_heading headings[] = {{"theme", {"Onderwerp", "Subject"}, DATA_TEXT},
                                             {"words", {"Woorden", "Words"}, DATA_TEXT},
                                             {"from", {from, from}, DATA_TEXT},
                                             {"to", {to, to}, DATA_TEXT},
                                             {"range", {"Verschil", "Difference"}, DATA_TEXT},
                                             {"verdict", {"Oordeel", "Verdict"}, DATA_TEXT}};
    const struct theme_shift *shift = provider->view->shift;
    size_t rows = shift == NULL ? 0 : shift->count;
    struct data_cell *cells = table_start(provider, out, headings, 6, rows);
    for (size_t i = 0; i < rows; i++, cells += 6) {
        const struct shifted_theme *theme = &shift->items[i];
        bool small = is_few(provider, theme->texts[0]) || is_few(provider, theme->texts[1]);
        cells[0] = table_word(theme->name);
        cells[1] = table_word(theme->words);
        cells[2] = table_word(texts_of(provider, theme, 0));
        cells[3] = table_word(texts_of(provider, theme, 1));
        cells[4] =
            table_word(small || !shift->testable ? "\xE2\x80\x94"
                                                 : table_printf(provider, "%s tot %s", "%s to %s",
                                                                points(provider, theme->low),
                                                                points(provider, theme->high)));
        cells[5] = table_word(shift_word(shift, theme->kind, provider->language));
    }
}

/* -- the next edition
 * ------------------------------------------------------------------------------------ */

static struct data_cell limit(const struct figure *figure, double value)
{
    return figure->has_range ? table_number(value) : (struct data_cell){DATA_EMPTY, NAN, NULL};
}

static void give_forecast(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"label", {"Sessies", "Sessions"}, DATA_TEXT},
        {"municipalities", {"Gemeenten", "Municipalities"}, DATA_COUNT},
        {"residents", {"Inwoners", "Residents"}, DATA_COUNT},
        {"low", {"Ten minste", "At least"}, DATA_COUNT},
        {"high", {"Ten hoogste", "At most"}, DATA_COUNT},
        {"text", {"Verwacht", "Expected"}, DATA_TEXT}};
    const struct outlook *outlook = provider->view->outlook;
    struct data_cell *cells = table_start(provider, out, headings, 6, outlook->row_count);
    for (size_t i = 0; i < outlook->row_count; i++, cells += 6) {
        const struct forecast_row *row = &outlook->rows[i];
        cells[0] =
            table_word(row->percent == 100 ? table_printf(provider, "%s (zoals nu)", "%s (as now)",
                                                          whole(provider, (double)row->sessions))
                                           : whole(provider, (double)row->sessions));
        cells[1] = table_number(round(row->municipalities->value));
        cells[2] = table_number(round(row->residents->value));
        cells[3] = limit(row->residents, round(row->residents->low));
        cells[4] = limit(row->residents, round(row->residents->high));
        cells[5] = table_word(whole(provider, round(row->residents->value)));
    }
}

/* Why this municipality: what lags behind, who knows the week already. */
static const char *reason_of(const struct comparison_provider *provider,
                             const struct invitation *one)
{
    struct text text = text_create(provider->arena);
    if (one->in_province < one->in_country) {
        text_add(&text,
                 table_printf(provider,
                              "In %s woont %s in een deelnemende gemeente, in het land %s. ",
                              "In %s %s live in a participating municipality, in the country %s. ",
                              one->province, percent(provider, one->in_province),
                              percent(provider, one->in_country)));
    }
    if (one->in_class < one->in_country) {
        text_add(&text, table_printf(provider, "Gemeenten met %s inwoners doen weinig mee: %s. ",
                                     "Municipalities with %s residents take part little: %s. ",
                                     layout_size_class_name(one->size_class, provider->language),
                                     percent(provider, one->in_class)));
    }
    if (one->before != NULL) {
        text_add(&text, table_printf(provider, "Deed mee in %s. ", "Took part in %s. ",
                                     table_edition(provider, one->before->id)));
    }
    if (one->partner) {
        text_add(&text, table_in(provider, "Een samenwerkingsverband deed al mee. ",
                                 "A partnership took part already. "));
    }
    if (text.size == 0) {
        text_add(&text, table_in(provider, "Meeste inwoners van wie nog niet meedoet. ",
                                 "Most residents of those that do not take part yet. "));
    }
    return text_trim(provider->arena, text.bytes);
}

static void give_invitations(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"name", {"Gemeente", "Municipality"}, DATA_TEXT},
        {"province", {"Provincie", "Province"}, DATA_TEXT},
        {"residents", {"Inwoners", "Residents"}, DATA_COUNT},
        {"why", {"Waarom", "Why"}, DATA_TEXT}};
    const struct outlook *outlook = provider->view->outlook;
    struct data_cell *cells = table_start(provider, out, headings, 4, outlook->invitation_count);
    for (size_t i = 0; i < outlook->invitation_count; i++, cells += 4) {
        const struct invitation *one = &outlook->invitations[i];
        cells[0] = table_word(one->name);
        cells[1] = table_word(one->province);
        cells[2] = table_number((double)one->residents);
        cells[3] = table_word(reason_of(provider, one));
    }
}

static void give_away(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"name", {"Gemeente", "Municipality"}, DATA_TEXT},
        {"province", {"Provincie", "Province"}, DATA_TEXT},
        {"residents", {"Inwoners", "Residents"}, DATA_COUNT},
        {"before", {"Laatst erbij in", "Last there in"}, DATA_TEXT}};
    const struct outlook *outlook = provider->view->outlook;
    struct data_cell *cells = table_start(provider, out, headings, 4, outlook->away_count);
    for (size_t i = 0; i < outlook->away_count; i++, cells += 4) {
        const struct invitation *one = &outlook->away[i];
        cells[0] = table_word(one->name);
        cells[1] = table_word(one->province);
        cells[2] = table_number((double)one->residents);
        cells[3] = table_word(table_edition(provider, one->before->id));
    }
}

const struct comparison_table comparison_series_tables[] = {{"views", give_views},
                                                            {"retention", give_retention},
                                                            {"trends", give_trends},
                                                            {"tests", give_tests},
                                                            {"themes_change", give_themes},
                                                            {"forecast", give_forecast},
                                                            {"invite", give_invitations},
                                                            {"away", give_away},
                                                            {NULL, NULL}};
