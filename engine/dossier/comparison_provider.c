/* comparison_provider: see comparison_provider.h. Figures of either edition come from its own
 * provider, behind its own gate; those of the pair are made of municipalities and residents, or of
 * figures that the gates let out. */
#include "engine/dossier/comparison_provider.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/dossier/comparison_tables.h"
#include "engine/dossier/provider.h"
#include "engine/publish/guard.h"
#include "engine/publish/round.h"

const struct dossier *comparison_dossier(const struct comparison_view *view, const char *id)
{
    for (size_t i = 0; i < view->dossier_count; i++) {
        if (text_equal(view->dossiers[i]->id, id)) {
            return view->dossiers[i];
        }
    }
    return NULL;
}

/* -- figures
 * ------------------------------------------------------------------------------------------- */

/* "people.attended@from": the edition, and the id before the sign; NULL without one. */
static const struct dossier *side_of(const struct comparison_provider *provider, const char *name,
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

static void put_figure(const struct comparison_provider *provider, const struct figure *figure,
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

static void put_text(const char *text, struct template_value *value)
{
    *value = (struct template_value){
        .defined = text != NULL, .value = NAN, .low = NAN, .high = NAN, .text = text};
}

static void put_name(const struct comparison_provider *provider, const struct dossier *dossier,
                     struct template_value *value)
{
    put_text(provider_name(provider->arena, dossier, provider->language), value);
}

/* The texts of a comparison: names of editions, and what must be said. */
static const char *const texts[] = {"from.name", "to.name", "forecast.caution", "themes.reason",
                                    "reach.reason"};
enum { TEXTS = sizeof texts / sizeof texts[0] };

static bool is_text(const char *name)
{
    for (size_t i = 0; i < TEXTS; i++) {
        if (text_equal(texts[i], name)) {
            return true;
        }
    }
    return false;
}

/* What must be said beside a forecast, or instead of themes or of who stayed;
 * NULL when nothing. */
static const char *spoken(const struct comparison_provider *provider, const char *name)
{
    const struct comparison_view *view = provider->view;
    if (text_equal(name, "forecast.caution")) {
        return view->outlook->caution == CAUTION_NONE
                   ? NULL
                   : caution_sentence(view->outlook->caution, provider->language);
    }
    if (text_equal(name, "reach.reason")) {
        const struct figure *change = comparison_figure(provider->pair, "reach.change.direct");
        return change->has_value ? NULL : ledger_reason(change->reason, provider->language);
    }
    const char *reason = view->shift == NULL ? NULL : theme_shift_reason(view->shift);
    return reason == NULL ? NULL : ledger_reason(reason, provider->language);
}

/* Of the pair, of all editions, or of the outlook. */
static const struct figure *find_figure(const struct comparison_provider *provider, const char *id)
{
    struct compared_extra extras[COMPARISON_EXTRAS];
    const struct figure *figure = comparison_figure(provider->pair, id);
    comparison_view_extras(provider->view, extras);
    for (size_t i = 0; i < COMPARISON_EXTRAS && figure == NULL; i++) {
        for (size_t k = 0; k < extras[i].count && figure == NULL; k++) {
            figure = text_equal(extras[i].figures[k].id, id) ? &extras[i].figures[k] : NULL;
        }
    }
    return figure;
}

static bool give_figure(void *context, const char *name, struct template_value *value)
{
    const struct comparison_provider *provider = context;
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
    if (is_text(name)) {
        put_text(spoken(provider, name), value);
        return true;
    }
    const struct figure *figure = find_figure(provider, name);
    if (figure != NULL) {
        put_figure(provider, figure, value);
    }
    return figure != NULL;
}

/* "de opkomst in 2023" or "de opkomst in Week van de Dienstverlening 2023". */
static const char *name_in(const struct comparison_provider *provider, const char *id,
                           const struct dossier *dossier)
{
    return arena_printf(provider->arena, "%s in %s", guard_name(id, provider->language),
                        dossier->name);
}

/* What rests on who is an attendee is not compared when the editions define that differently, and
 * nothing when of one of them there are no lists. */
static bool may_compare(const struct comparison_provider *provider, const char *id)
{
    const enum comparable *verdicts = provider->pair->verdicts;
    return verdicts[ASPECT_COUNTED] != COMPARABLE_REFUSED &&
           (verdicts[ASPECT_MINUTES] != COMPARABLE_REFUSED || text_equal(id, "grade.mean") ||
            text_equal(id, "nps") || text_starts_with(id, "sessions."));
}

/* Rates are compared by the limits of their difference, all else by what each figure may be. */
enum verdict comparison_verdict(const struct comparison_provider *provider, const char *id,
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
    const struct comparison_provider *provider = context;
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
                          same ? comparison_verdict(provider, ids[0], figures[0], figures[1])
                               : guard_compare(figures[0], figures[1]),
                          figures[0], name_in(provider, ids[0], sides[0]), figures[1],
                          name_in(provider, ids[1], sides[1]), provider->language);
    size_t size = strlen(sentence);
    return sentence[size - 1] == '.' ? arena_copy(arena, sentence, size - 1) : sentence;
}

/* -- tables
 * -------------------------------------------------------------------------------------------- */

static const struct comparison_table *const table_lists[] = {comparison_tables,
                                                             comparison_series_tables};
enum { LISTS = sizeof table_lists / sizeof table_lists[0], TABLES_MOST = 32 };

static bool give_table(void *context, const char *query, struct data_table *table)
{
    const struct comparison_provider *provider = context;
    *table = (struct data_table){0};
    for (size_t i = 0; i < LISTS; i++) {
        for (const struct comparison_table *one = table_lists[i]; one->name != NULL; one++) {
            if (text_equal(one->name, query)) {
                one->give(provider, table);
                return true;
            }
        }
    }
    return false;
}

/* -- the provider
 * --------------------------------------------------------------------------------------- */

static void list_names(struct arena *arena, const struct comparison_provider *provider,
                       struct template_provider *out)
{
    struct compared_extra parts[1 + COMPARISON_EXTRAS] = {
        {provider->pair->figures, provider->pair->figure_count}};
    comparison_view_extras(provider->view, &parts[1]);
    size_t room = TEXTS;
    for (size_t i = 0; i < 1 + COMPARISON_EXTRAS; i++) {
        room += parts[i].count;
    }
    const char **names = arena_alloc_array(arena, room, sizeof *names);
    memcpy(names, texts, sizeof texts);
    out->figure_count = TEXTS;
    for (size_t i = 0; i < 1 + COMPARISON_EXTRAS; i++) {
        for (size_t k = 0; k < parts[i].count; k++) {
            names[out->figure_count++] = parts[i].figures[k].id;
        }
    }
    const char **queries = arena_alloc_array(arena, TABLES_MOST, sizeof *queries);
    for (size_t i = 0; i < LISTS; i++) {
        for (const struct comparison_table *one = table_lists[i]; one->name != NULL; one++) {
            assert(out->query_count < TABLES_MOST);
            queries[out->query_count++] = one->name;
        }
    }
    out->figure_names = names;
    out->query_names = queries;
}

struct template_provider comparison_provider_create(struct arena *arena,
                                                    const struct comparison_view *view,
                                                    enum language language)
{
    const struct comparison *pair = &view->pairs[view->pair_count - 1];
    struct comparison_provider *provider = arena_alloc(arena, sizeof *provider);
    *provider = (struct comparison_provider){.arena = arena,
                                             .view = view,
                                             .pair = pair,
                                             .from = comparison_dossier(view, pair->from->id),
                                             .to = comparison_dossier(view, pair->to->id),
                                             .language = language};
    provider->of_from = provider_create(arena, provider->from, NULL, language);
    provider->of_to = provider_create(arena, provider->to, NULL, language);
    struct template_provider out = {.context = provider,
                                    .figure = give_figure,
                                    .table = give_table,
                                    .compare = give_sentence,
                                    .map_year = provider->of_to.map_year};
    list_names(arena, provider, &out);
    return out;
}
