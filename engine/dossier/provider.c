/* provider: see provider.h. Texts and figures by name, and sentences that compare; the tables are
 * in provider_tables.c. */
#include "engine/dossier/provider_internal.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/dossier/claims.h"
#include "engine/publish/date.h"
#include "engine/publish/guard.h"

/* -- texts
 * ---------------------------------------------------------------------------------------------
 */

static const char *year_text(struct arena *arena, int year)
{
    return year == 0 ? NULL : arena_printf(arena, "%d", year);
}

const char *provider_period(struct arena *arena, const struct dossier *dossier,
                            enum language language)
{
    /* Without sessions and settings the first day is a guess from the name of the folder. */
    const struct published_table *sessions = publication_table(dossier->publication, "sessions");
    bool guessed = dossier->settings.edition.first_day == INT64_MIN &&
                   (sessions == NULL || sessions->row_count == 0);
    return dossier->first_day == INT64_MIN ? NULL
           : guessed                       ? year_text(arena, dossier->year)
                     : date_range(arena, dossier->first_day, dossier->last_day, language);
}

const char *provider_name(struct arena *arena, const struct dossier *dossier,
                          enum language language)
{
    bool number = dossier->name[strspn(dossier->name, "0123456789")] == '\0';
    return number ? arena_printf(arena, language == LANGUAGE_NL ? "Editie %s" : "Edition %s",
                                 dossier->name)
                  : dossier->name;
}

/* The texts that templates may use beside figures. */
static const char *const text_names[] = {
    "edition.name",         "edition.period",    "edition.year",          "edition.minutes",
    "edition.partner_year", "edition.organiser", "edition.reference_day", "edition.population_year",
    "edition.provisional",  "edition.threshold", "edition.data_until",    "list.municipalities",
    "profile.name",         "profile.category",  "profile.theme",         "profile.deadline"};
enum { TEXTS = sizeof text_names / sizeof text_names[0] };

/* The municipalities that took part themselves, in the spelling of CBS: "Altena; Breda; ...". */
static const char *municipality_list(const struct provider *provider)
{
    const struct published_table *table =
        publication_table(provider->dossier->publication, "municipalities");
    if (table == NULL || table->row_count == 0) {
        return NULL;
    }
    struct text list = text_create(provider->arena);
    for (size_t row = 0; row < table->row_count; row++) {
        /* A name may hold a comma: Nuenen, Gerwen en Nederwetten. */
        text_add(&list, row == 0 ? "" : "; ");
        text_add(&list, published_at(table, row, 0)->text[provider->language]);
    }
    return list.bytes;
}

static const char *profile_text(const struct provider *provider, size_t which)
{
    const struct profile *profile =
        provider->submission == NULL ? NULL : provider->submission->profile;
    return profile == NULL ? NULL
           : which == 0    ? profile->name
           : which == 1    ? profile->category
           : which == 2    ? profile->theme
                           : profile->deadline;
}

static const char *text_of(const struct provider *provider, size_t name)
{
    const struct dossier *dossier = provider->dossier;
    struct arena *arena = provider->arena;
    switch (name) {
    case 0:
        return provider_name(arena, dossier, provider->language);
    case 1:
        return provider_period(arena, dossier, provider->language);
    case 2:
        return year_text(arena, dossier->year);
    case 3:
        return arena_printf(arena, "%lld", (long long)dossier->minutes);
    case 4:
        return year_text(arena, dossier->partner_year);
    case 5:
        return dossier->organiser;
    case 6:
        return dossier->reference_day == INT64_MIN
                   ? NULL
                   : date_long(arena, dossier->reference_day, provider->language);
    case 7:
        return year_text(arena, dossier->population_year);
    case 8:
        return dossier->population_provisional ? in(provider, "voorlopig", "provisional") : NULL;
    case 9:
        return dossier->publication->threshold < 2
                   ? NULL
                   : arena_printf(arena, "%lld", (long long)dossier->publication->threshold);
    case 10:
        return dossier->newest_input == INT64_MIN
                   ? NULL
                   : date_long(arena, dossier->newest_input / 86400, provider->language);
    case 11:
        return municipality_list(provider);
    default:
        return profile_text(provider, name - 12);
    }
}

/* Why a text is not there, and what a user can do about it. */
static const char *text_reason(const struct provider *provider, const char *id)
{
    if (text_equal(id, "edition.organiser")) {
        return in(provider, "zet in edition.ini onder [edition]: organiser = uw gemeente",
                  "put into edition.ini under [edition]: organiser = your municipality");
    }
    if (text_equal(id, "edition.year") || text_equal(id, "edition.period")) {
        return in(provider, "zet in edition.ini onder [edition]: start en end, of year",
                  "put into edition.ini under [edition]: start and end, or year");
    }
    if (text_starts_with(id, "text.")) {
        return arena_printf(provider->arena, "%s texts/%s.md",
                            in(provider, "schrijf uw tekst in", "write your text into"),
                            id + strlen("text."));
    }
    return in(provider, "niet bekend", "not known");
}

/* -- figures
 * -------------------------------------------------------------------------------------------
 */

static void put_text(const struct provider *provider, const char *id, const char *text,
                     struct template_value *value)
{
    *value = (struct template_value){.defined = text != NULL,
                                     .value = NAN,
                                     .low = NAN,
                                     .high = NAN,
                                     .text = text,
                                     .reason = text == NULL ? text_reason(provider, id) : NULL};
}

static bool give_text(const struct provider *provider, const char *id, struct template_value *value)
{
    if (text_starts_with(id, "text.")) {
        put_text(provider, id,
                 claims_text(provider->arena, provider->dossier->folder, id + strlen("text.")),
                 value);
        return true;
    }
    for (size_t i = 0; i < TEXTS; i++) {
        if (text_equal(id, text_names[i])) {
            put_text(provider, id, text_of(provider, i), value);
            return true;
        }
    }
    return false;
}

static bool give_figure(void *context, const char *id, struct template_value *value)
{
    const struct provider *provider = context;
    const struct figure *figure = publication_figure(provider->dossier->publication, id);
    if (figure == NULL) {
        return give_text(provider, id, value);
    }
    *value = (struct template_value){
        .defined = figure->has_value,
        .value = figure->has_value ? figure->value : NAN,
        .low = figure->has_range ? figure->low : NAN,
        .high = figure->has_range ? figure->high : NAN,
        .unit = figure->unit,
        .reason = figure->has_value ? NULL : ledger_reason(figure->reason, provider->language)};
    return true;
}

static const char *give_comparison(void *context, struct arena *arena, const char *a, const char *b)
{
    const struct provider *provider = context;
    const struct figure *first = publication_figure(provider->dossier->publication, a);
    const struct figure *second = publication_figure(provider->dossier->publication, b);
    if (first == NULL || second == NULL || !first->has_value || !second->has_value) {
        return NULL;
    }
    const char *sentence = guard_sentence(arena, first, guard_name(a, provider->language), second,
                                          guard_name(b, provider->language), provider->language);
    size_t size = strlen(sentence);
    return sentence[size - 1] == '.' ? arena_copy(arena, sentence, size - 1) : sentence;
}

struct template_provider provider_create(struct arena *arena, const struct dossier *dossier,
                                         const struct release *before, enum language language)
{
    const struct publication *publication = dossier->publication;
    struct provider *provider = arena_alloc(arena, sizeof *provider);
    *provider = (struct provider){
        .arena = arena, .dossier = dossier, .before = before, .language = language};
    size_t figures = publication->figure_count + TEXTS;
    size_t queries = publication->table_count;
    for (size_t i = 0; provider_made_table(i) != NULL; i++) {
        queries++;
    }
    const char **figure_names = arena_alloc_array(arena, figures, sizeof *figure_names);
    const char **query_names = arena_alloc_array(arena, queries, sizeof *query_names);
    for (size_t i = 0; i < figures; i++) {
        figure_names[i] = i < publication->figure_count ? publication->figures[i].id
                                                        : text_names[i - publication->figure_count];
    }
    for (size_t i = 0; i < queries; i++) {
        query_names[i] = i < publication->table_count
                             ? publication->tables[i]->name
                             : provider_made_table(i - publication->table_count);
    }
    int year = dossier->population_year;
    return (struct template_provider){.context = provider,
                                      .figure = give_figure,
                                      .table = provider_give_table,
                                      .compare = give_comparison,
                                      .figure_names = figure_names,
                                      .figure_count = figures,
                                      .query_names = query_names,
                                      .query_count = queries,
                                      .map_year = year == 0 ? dossier->year : year};
}

void provider_use_submission(struct template_provider *provider,
                             const struct submission *submission)
{
    struct provider *own = provider->context;
    own->submission = submission;
}
