/* comparison_provider: see comparison_provider.h. Figures of either edition come from its own
 * provider, behind its own gate; those of the pair are made of municipalities and residents, or of
 * figures that the gates let out. */
#include "engine/command/comparison_provider.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/command/provider.h"
#include "engine/publish/guard.h"
#include "engine/publish/round.h"

struct provider {
    struct arena *arena;
    const struct comparison_view *view;
    const struct comparison *pair; /* first with last */
    const struct dossier *from, *to;
    struct template_provider of_from, of_to;
    enum language language;
};

const struct dossier *comparison_dossier(const struct comparison_view *view, const char *id)
{
    for (size_t i = 0; i < view->dossier_count; i++) {
        if (text_equal(view->dossiers[i]->id, id)) {
            return view->dossiers[i];
        }
    }
    return NULL;
}

static const char *in(const struct provider *provider, const char *nl, const char *en)
{
    return provider->language == LANGUAGE_NL ? nl : en;
}

/* -- figures
 * ------------------------------------------------------------------------------------------- */

/* "people.attended@from": the edition, and the id before the sign; NULL without one. */
static const struct dossier *side_of(const struct provider *provider, const char *name,
                                     const char **id)
{
    const char *sign = strrchr(name, '@');
    const struct dossier *side = sign == NULL                ? NULL
                                 : text_equal(sign, "@from") ? provider->from
                                 : text_equal(sign, "@to")   ? provider->to
                                                             : NULL;
    if (side != NULL) {
        *id = arena_copy(provider->arena, name, (size_t)(sign - name));
    }
    return side;
}

static void put_figure(const struct provider *provider, const struct figure *figure,
                       struct template_value *value)
{
    *value = (struct template_value){
        .defined = figure->has_value,
        .value = figure->has_value ? figure->value : NAN,
        .low = figure->has_range ? figure->low : NAN,
        .high = figure->has_range ? figure->high : NAN,
        .unit = figure->unit,
        .reason = figure->has_value ? NULL : ledger_reason(figure->reason, provider->language)};
}

static void put_name(const struct provider *provider, const struct dossier *dossier,
                     struct template_value *value)
{
    *value = (struct template_value){
        .defined = true,
        .value = NAN,
        .low = NAN,
        .high = NAN,
        .text = provider_name(provider->arena, dossier, provider->language)};
}

static bool give_figure(void *context, const char *name, struct template_value *value)
{
    const struct provider *provider = context;
    const char *id = name;
    const struct dossier *side = side_of(provider, name, &id);
    if (side != NULL) {
        const struct template_provider *own =
            side == provider->from ? &provider->of_from : &provider->of_to;
        return own->figure(own->context, id, value);
    }
    if (text_equal(name, "from.name") || text_equal(name, "to.name")) {
        put_name(provider, text_equal(name, "to.name") ? provider->to : provider->from, value);
        return true;
    }
    const struct figure *figure = comparison_figure(provider->pair, name);
    if (figure != NULL) {
        put_figure(provider, figure, value);
    }
    return figure != NULL;
}

/* "de opkomst in 2023" or "de opkomst in Week van de Dienstverlening 2023". */
static const char *name_in(const struct provider *provider, const char *id,
                           const struct dossier *dossier)
{
    return arena_printf(provider->arena, "%s in %s", guard_name(id, provider->language),
                        dossier->name);
}

/* What rests on who is an attendee is not compared when the editions define that differently, and
 * nothing when of one of them there are no lists. */
static bool may_compare(const struct provider *provider, const char *id)
{
    const enum comparable *verdicts = provider->pair->verdicts;
    return verdicts[ASPECT_COUNTED] != COMPARABLE_REFUSED &&
           (verdicts[ASPECT_MINUTES] != COMPARABLE_REFUSED || text_equal(id, "grade.mean") ||
            text_equal(id, "nps") || text_starts_with(id, "sessions."));
}

/* Rates are compared by the limits of their difference, all else by what each figure may be. */
static enum verdict verdict_on(const struct provider *provider, const char *id,
                               const struct figure *to, const struct figure *from)
{
    const struct compared_rate *rate = comparison_rate(provider->pair, id);
    if (from == NULL || to == NULL || !may_compare(provider, id) ||
        (rate != NULL && !rate->has_limits)) {
        return VERDICT_UNKNOWN;
    }
    return rate == NULL ? guard_compare(to, from)
                        : guard_difference(to, from, rate->low, rate->high);
}

static const char *give_sentence(void *context, struct arena *arena, const char *a, const char *b)
{
    const struct provider *provider = context;
    const char *ids[2] = {a, b};
    const struct dossier *sides[2] = {side_of(provider, a, &ids[0]), side_of(provider, b, &ids[1])};
    const struct figure *figures[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        figures[i] = sides[i] == NULL ? NULL : publication_figure(sides[i]->publication, ids[i]);
        if (figures[i] == NULL || !figures[i]->has_value || !may_compare(provider, ids[i])) {
            return NULL;
        }
    }
    bool same = text_equal(ids[0], ids[1]) && sides[0] == provider->to;
    const char *sentence =
        guard_sentence_of(arena,
                          same ? verdict_on(provider, ids[0], figures[0], figures[1])
                               : guard_compare(figures[0], figures[1]),
                          figures[0], name_in(provider, ids[0], sides[0]), figures[1],
                          name_in(provider, ids[1], sides[1]), provider->language);
    size_t size = strlen(sentence);
    return sentence[size - 1] == '.' ? arena_copy(arena, sentence, size - 1) : sentence;
}

/* -- tables
 * -------------------------------------------------------------------------------------------- */

struct heading {
    const char *name, *title[LANGUAGES];
    enum data_kind kind;
};

/* A table with room for `rows`, all cells empty. */
static struct data_cell *start_table(const struct provider *provider, struct data_table *out,
                                     const struct heading *headings, size_t count, size_t rows)
{
    struct data_column *columns = arena_alloc_array(provider->arena, count, sizeof *columns);
    struct data_cell *cells = arena_alloc_array(provider->arena, rows * count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        columns[i] = (struct data_column){.name = headings[i].name,
                                          .title = headings[i].title[provider->language],
                                          .kind = headings[i].kind};
    }
    for (size_t i = 0; i < rows * count; i++) {
        cells[i] = (struct data_cell){DATA_EMPTY, NAN, NULL};
    }
    *out = (struct data_table){
        .columns = columns, .column_count = count, .cells = cells, .row_count = rows};
    return cells;
}

static struct data_cell word(const char *text)
{
    return (struct data_cell){text == NULL ? DATA_EMPTY : DATA_KNOWN, NAN, text};
}

static struct data_cell number(double value)
{
    return (struct data_cell){DATA_KNOWN, value, NULL};
}

/* Editions are named in headings and first cells. */
static const char *edition_name(const struct provider *provider, const char *id)
{
    const struct dossier *dossier = comparison_dossier(provider->view, id);
    return dossier == NULL ? id : dossier->name;
}

static void give_comparable(const struct provider *provider, struct data_table *out)
{
    const struct comparison *pair = provider->pair;
    const char *from = edition_name(provider, pair->from->id);
    const char *to = edition_name(provider, pair->to->id);
    const struct heading headings[] = {{"aspect", {"Wat", "What"}, DATA_TEXT},
                                       {"from", {from, from}, DATA_TEXT},
                                       {"to", {to, to}, DATA_TEXT},
                                       {"verdict", {"Oordeel", "Verdict"}, DATA_TEXT}};
    struct data_cell *cells = start_table(provider, out, headings, 4, ASPECTS);
    for (int i = 0; i < ASPECTS; i++) {
        enum compared_aspect aspect = (enum compared_aspect)i;
        *cells++ = word(comparison_aspect_word(aspect, provider->language));
        *cells++ =
            word(comparison_aspect_value(provider->arena, pair->from, aspect, provider->language));
        *cells++ =
            word(comparison_aspect_value(provider->arena, pair->to, aspect, provider->language));
        *cells++ = word(comparison_verdict_word(pair->verdicts[i], provider->language));
    }
}

/* One row per pair: who stayed, came and left, and what the change is made of. */
static void give_pairs(const struct provider *provider, struct data_table *out)
{
    static const struct heading headings[] = {
        {"pair", {"Van en naar", "From and to"}, DATA_TEXT},
        {"retained", {"Bleef", "Stayed"}, DATA_COUNT},
        {"new", {"Nieuw", "New"}, DATA_COUNT},
        {"lost", {"Ging", "Left"}, DATA_COUNT},
        {"change", {"Inwoners erbij of eraf", "Change in residents"}, DATA_COUNT},
        {"who", {"Andere gemeenten", "Other municipalities"}, DATA_COUNT},
        {"population", {"Groei", "Growth"}, DATA_COUNT},
        {"layout", {"Herindeling", "Mergers"}, DATA_COUNT}};
    static const char *const ids[] = {"retained.direct",
                                      "new.direct",
                                      "lost.direct",
                                      "reach.change.direct",
                                      "reach.change.direct.who",
                                      "reach.change.direct.population",
                                      "reach.change.direct.layout"};
    enum { IDS = sizeof ids / sizeof ids[0] };
    size_t rows = provider->view->pair_count > 1 ? provider->view->pair_count : 0;
    struct data_cell *cells = start_table(provider, out, headings, IDS + 1, rows);
    for (size_t i = 0; i < rows; i++) {
        const struct comparison *pair = &provider->view->pairs[i];
        *cells++ =
            word(arena_printf(provider->arena, "%s %s %s", edition_name(provider, pair->from->id),
                              in(provider, "naar", "to"), edition_name(provider, pair->to->id)));
        for (size_t k = 0; k < IDS; k++) {
            const struct figure *figure = comparison_figure(pair, ids[k]);
            *cells++ = figure->has_value ? number(figure->value)
                                         : (struct data_cell){DATA_NOT_MEASURED, NAN, NULL};
        }
    }
}

static size_t count_states(const struct comparison *pair)
{
    size_t count = 0;
    for (size_t i = 0; i < pair->municipality_count; i++) {
        count += pair->municipalities[i].direct != COMPARED_ABSENT;
    }
    return count;
}

/* Who took part itself in either edition; a split one has no place on the map of today. */
static void give_moves(const struct provider *provider, struct data_table *out)
{
    static const struct heading headings[] = {
        {"code", {"Code", "Code"}, DATA_TEXT},
        {"name", {"Gemeente", "Municipality"}, DATA_TEXT},
        {"province", {"Provincie", "Province"}, DATA_TEXT},
        {"level", {"Stand", "Level"}, DATA_COUNT},
        {"move", {"Wat", "What"}, DATA_TEXT},
        {"before", {"Inwoners toen", "Residents then"}, DATA_COUNT},
        {"now", {"Inwoners nu", "Residents now"}, DATA_COUNT}};
    static const double levels[] = {[COMPARED_ABSENT] = 0,
                                    [COMPARED_RETAINED] = 1,
                                    [COMPARED_NEW] = 2,
                                    [COMPARED_LOST] = 3,
                                    [COMPARED_NOBODY] = 0};
    const struct comparison *pair = provider->pair;
    struct data_cell *cells = start_table(provider, out, headings, 7, count_states(pair));
    for (size_t i = 0; i < pair->municipality_count; i++) {
        const struct compared_municipality *one = &pair->municipalities[i];
        if (one->direct == COMPARED_ABSENT) {
            continue;
        }
        bool split = one->direct == COMPARED_NOBODY;
        *cells++ = word(one->code);
        *cells++ = word(one->name);
        *cells++ = word(one->province);
        *cells++ = number(levels[one->direct]);
        *cells++ = word(comparison_state_word(one->direct, provider->language));
        *cells++ = split ? word(NULL) : number((double)one->before);
        *cells++ = split ? word(NULL) : number((double)one->now);
    }
}

/* Municipalities that took part per province, both on the later layout; provinces in the order of
 * their names. */
static void give_provinces(const struct provider *provider, struct data_table *out)
{
    static const struct heading headings[] = {{"province", {"Provincie", "Province"}, DATA_TEXT},
                                              {"before", {"Eerst", "Before"}, DATA_COUNT},
                                              {"after", {"Laatst", "After"}, DATA_COUNT}};
    const struct comparison *pair = provider->pair;
    struct data_cell *cells = start_table(provider, out, headings, 3, pair->municipality_count);
    size_t rows = 0;
    for (size_t i = 0; i < pair->municipality_count; i++) {
        const struct compared_municipality *one = &pair->municipalities[i];
        bool old = one->direct == COMPARED_RETAINED || one->direct == COMPARED_LOST;
        bool now = one->direct == COMPARED_RETAINED || one->direct == COMPARED_NEW;
        if (one->province[0] == '\0' || (!old && !now)) {
            continue;
        }
        size_t at = 0;
        while (at < rows && strcmp(cells[3 * at].text, one->province) < 0) {
            at++;
        }
        if (at == rows || strcmp(cells[3 * at].text, one->province) != 0) {
            memmove(&cells[3 * (at + 1)], &cells[3 * at], 3 * (rows - at) * sizeof *cells);
            cells[3 * at] = word(one->province);
            cells[3 * at + 1] = number(0);
            cells[3 * at + 2] = number(0);
            rows++;
        }
        cells[3 * at + 1].number += old;
        cells[3 * at + 2].number += now;
    }
    out->row_count = rows;
}

static const char *figure_text(const struct provider *provider, const struct figure *figure)
{
    const char *text =
        figure == NULL ? NULL : round_figure(provider->arena, figure, provider->language);
    return text != NULL ? text
           : figure != NULL && text_equal(figure->reason, "suppressed")
               ? in(provider, "niet getoond", "not shown")
               : in(provider, "niet gemeten", "not measured");
}

/* What may be said of two values: only what their doubts carry. */
static const char *verdict_text(const struct provider *provider, const char *id,
                                const struct figure *from, const struct figure *to)
{
    static const char *const words[][LANGUAGES] = {
        [VERDICT_MORE] = {"hoger", "higher"},
        [VERDICT_LESS] = {"lager", "lower"},
        [VERDICT_EQUAL] = {"gelijk", "the same"},
        [VERDICT_ABOUT] = {"ongeveer gelijk", "about the same"},
        [VERDICT_UNKNOWN] = {"niet te zeggen", "cannot be said"},
    };
    return words[verdict_on(provider, id, to, from)][provider->language];
}

static void give_figures(const struct provider *provider, struct data_table *out)
{
    static const char *const ids[] = {"sessions.held",
                                      "municipalities.direct",
                                      "residents.direct",
                                      "residents.combined",
                                      "organisations.all",
                                      "people.registered",
                                      "people.attended",
                                      "attendance.rate",
                                      "noshow.rate",
                                      "grade.mean",
                                      "nps",
                                      "response.rate"};
    enum { IDS = sizeof ids / sizeof ids[0] };
    const char *from = provider->from->name;
    const char *to = provider->to->name;
    const struct heading headings[] = {{"figure", {"Cijfer", "Figure"}, DATA_TEXT},
                                       {"from", {from, from}, DATA_TEXT},
                                       {"to", {to, to}, DATA_TEXT},
                                       {"verdict", {"Laatste editie", "Last edition"}, DATA_TEXT}};
    struct data_cell *cells = start_table(provider, out, headings, 4, IDS);
    for (size_t i = 0; i < IDS; i++) {
        const struct figure *a = publication_figure(provider->from->publication, ids[i]);
        const struct figure *b = publication_figure(provider->to->publication, ids[i]);
        *cells++ = word(guard_name(ids[i], provider->language));
        *cells++ = word(figure_text(provider, a));
        *cells++ = word(figure_text(provider, b));
        *cells++ = word(verdict_text(provider, ids[i], a, b));
    }
}

static void give_ledger(const struct provider *provider, struct data_table *out)
{
    static const struct heading headings[] = {{"id", {"Cijfer", "Figure"}, DATA_TEXT},
                                              {"value", {"Waarde", "Value"}, DATA_TEXT},
                                              {"definition", {"Betekenis", "Meaning"}, DATA_TEXT},
                                              {"doubt", {"Zekerheid", "Certainty"}, DATA_TEXT}};
    const struct comparison *pair = provider->pair;
    struct data_cell *cells = start_table(provider, out, headings, 4, pair->figure_count);
    for (size_t i = 0; i < pair->figure_count; i++) {
        const struct figure *figure = &pair->figures[i];
        const char *range = round_range(provider->arena, figure, provider->language);
        *cells++ = word(figure->id);
        *cells++ = word(figure_text(provider, figure));
        *cells++ = word(figure->definition[provider->language]);
        *cells++ =
            word(!figure->has_value            ? ledger_reason(figure->reason, provider->language)
                 : figure->doubt == DOUBT_NONE ? in(provider, "volledige telling", "full count")
                 : range == NULL               ? in(provider, "marge onbekend", "margin unknown")
                                               : range);
    }
}

/* Tables that nothing fills yet have no rows, so that their sections are left out. */
static void give_nothing(const struct provider *provider, struct data_table *out)
{
    static const struct heading headings[] = {{"label", {"Naam", "Name"}, DATA_TEXT}};
    start_table(provider, out, headings, 1, 0);
}

static const struct made_table {
    const char *name;
    void (*give)(const struct provider *provider, struct data_table *out);
} made_tables[] = {{"comparable", give_comparable},
                   {"pairs", give_pairs},
                   {"moves", give_moves},
                   {"provinces_change", give_provinces},
                   {"figures_change", give_figures},
                   {"ledger", give_ledger},
                   {"themes_change", give_nothing},
                   {"forecast", give_nothing},
                   {"invite", give_nothing}};
enum { MADE = sizeof made_tables / sizeof made_tables[0] };

static bool give_table(void *context, const char *query, struct data_table *table)
{
    const struct provider *provider = context;
    *table = (struct data_table){0};
    for (size_t i = 0; i < MADE; i++) {
        if (text_equal(made_tables[i].name, query)) {
            made_tables[i].give(provider, table);
            return true;
        }
    }
    return false;
}

struct template_provider comparison_provider_create(struct arena *arena,
                                                    const struct comparison_view *view,
                                                    enum language language)
{
    const struct comparison *pair = &view->pairs[view->pair_count - 1];
    struct provider *provider = arena_alloc(arena, sizeof *provider);
    *provider = (struct provider){.arena = arena,
                                  .view = view,
                                  .pair = pair,
                                  .from = comparison_dossier(view, pair->from->id),
                                  .to = comparison_dossier(view, pair->to->id),
                                  .language = language};
    provider->of_from = provider_create(arena, provider->from, NULL, language);
    provider->of_to = provider_create(arena, provider->to, NULL, language);
    const char **names = arena_alloc_array(arena, pair->figure_count + 2, sizeof *names);
    const char **queries = arena_alloc_array(arena, MADE, sizeof *queries);
    names[0] = "from.name";
    names[1] = "to.name";
    for (size_t i = 0; i < pair->figure_count; i++) {
        names[i + 2] = pair->figures[i].id;
    }
    for (size_t i = 0; i < MADE; i++) {
        queries[i] = made_tables[i].name;
    }
    return (struct template_provider){.context = provider,
                                      .figure = give_figure,
                                      .table = give_table,
                                      .compare = give_sentence,
                                      .figure_names = names,
                                      .figure_count = pair->figure_count + 2,
                                      .query_names = queries,
                                      .query_count = MADE,
                                      .map_year = provider->of_to.map_year};
}
