/* ledger: see ledger.h. Definitions first, then each file fills its figures, then the settings and
 * hashes of the edition go beside every one of them. */
#include "engine/ledger/ledger.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "engine/ledger/build.h"
#include "engine/ledger/range.h"

static const struct definition {
    const char *id, *unit, *method;
    enum doubt doubt;
    const char *origin, *sentence[LANGUAGES];
} definitions[FIGURES] = {
#define FIGURE(name, id, unit, method, doubt, origin, nl, en)                                      \
    {id, unit, method, DOUBT_##doubt, origin, {nl, en}},
#include "engine/ledger/figures.def"
#undef FIGURE
};

static const struct {
    const char *word, *sentence[LANGUAGES];
} reasons[] = {
#define LEDGER_REASON(name, word, nl, en) {word, {nl, en}},
#include "engine/ledger/reasons.def"
#undef LEDGER_REASON
};

/* -- definitions ---------------------------------------------------------------------------------
 */

/* What the placeholders of definitions stand for. */
struct words {
    const char *minutes, *date[LANGUAGES], *residents[LANGUAGES];
};

static const char *day_in_words(struct arena *arena, const char *day, enum language language)
{
    static const char *const months[LANGUAGES][12] = {
        {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
         "oktober", "november", "december"},
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"}};
    int year;
    int month;
    int number;
    if (day == NULL || sscanf(day, "%d-%d-%d", &year, &month, &number) != 3 || month < 1 ||
        month > 12) {
        return language == LANGUAGE_NL ? "de eerste dag" : "the first day";
    }
    return arena_printf(arena, "%d %s %d", number, months[language][month - 1], year);
}

static bool read_words(struct build *build, struct words *words)
{
    struct query_table table;
    if (!build_query(build, &query_report_edition, &table)) {
        return false;
    }
    struct arena *arena = build->arena;
    const char *day = query_at(&table, 0, "reference_day")->text;
    int year = (int)build_count(&table, "population_year");
    words->minutes = arena_printf(arena, "%d", (int)build_count(&table, "minutes"));
    for (int language = 0; language < LANGUAGES; language++) {
        words->date[language] = day_in_words(arena, day, (enum language)language);
    }
    if (build_count(&table, "population_own") != 0) {
        words->residents[LANGUAGE_NL] = "volgens population.csv";
        words->residents[LANGUAGE_EN] = "according to population.csv";
    } else {
        bool provisional = build_count(&table, "population_provisional") != 0;
        words->residents[LANGUAGE_NL] =
            arena_printf(arena, "op 1 januari %d%s", year, provisional ? " (voorlopig)" : "");
        words->residents[LANGUAGE_EN] =
            arena_printf(arena, "on 1 January %d%s", year, provisional ? " (provisional)" : "");
    }
    return true;
}

static const char *fill_sentence(struct arena *arena, const char *sentence,
                                 const struct words *words, enum language language)
{
    const char *const names[][2] = {{"{minutes}", words->minutes},
                                    {"{date}", words->date[language]},
                                    {"{residents}", words->residents[language]}};
    struct text text = text_create(arena);
    while (*sentence != '\0') {
        size_t n = 0;
        while (n < 3 && !text_starts_with(sentence, names[n][0])) {
            n++;
        }
        if (n < 3) {
            text_add(&text, names[n][1]);
            sentence += strlen(names[n][0]);
        } else {
            text_add_char(&text, *sentence++);
        }
    }
    return text.bytes;
}

static void define_all(struct build *build, const struct words *words)
{
    for (int i = 0; i < FIGURES; i++) {
        const struct definition *definition = &definitions[i];
        struct figure *figure = &build->figures[i];
        figure->id = definition->id;
        figure->unit = definition->unit;
        figure->method = definition->method;
        figure->doubt = definition->doubt;
        figure->origin = definition->origin;
        figure->n = figure->missing = -1;
        for (int language = 0; language < LANGUAGES; language++) {
            figure->definition[language] = fill_sentence(
                build->arena, definition->sentence[language], words, (enum language)language);
        }
    }
}

/* -- computing
 * ------------------------------------------------------------------------------------- */

static void copy_hash(char to[HASH_TEXT], const char *from)
{
    size_t size = strlen(from);
    assert(size < HASH_TEXT);
    memcpy(to, from, size + 1);
}

static void finish(struct build *build, struct ledger *ledger)
{
    const struct stored_edition *edition = build->edition;
    *ledger = (struct ledger){.edition = edition->id, .count = FIGURES + build->own.count};
    ledger->figures = arena_alloc_array(build->arena, ledger->count, sizeof *ledger->figures);
    memcpy(ledger->figures, build->figures, sizeof build->figures);
    if (build->own.count > 0) {
        memcpy(ledger->figures + FIGURES, build->own.items,
               build->own.count * sizeof *build->own.items);
    }
    for (size_t i = 0; i < ledger->count; i++) {
        struct figure *figure = &ledger->figures[i];
        assert(figure->has_value != (figure->reason != NULL));
        figure->edition = edition->id;
        copy_hash(figure->inputs, edition->inputs_hash);
        copy_hash(figure->settings, edition->settings_hash);
    }
}

bool ledger_compute(struct store *store, struct arena *arena, const struct stored_edition *edition,
                    struct ledger *ledger, struct error *error)
{
    struct build *build = arena_alloc(arena, sizeof *build);
    build->store = store;
    build->arena = arena;
    build->edition = edition;
    build->error = error;
    struct words words;
    if (!read_words(build, &words)) {
        return false;
    }
    define_all(build, &words);
    bool worked = build_sessions(build) && build_participation(build) && build_people(build) &&
                  build_organisations(build) && build_reach(build) && build_appreciation(build) &&
                  build_rows(build) && build_unreported(build) && build_costs(build) &&
                  build_own(build);
    if (!worked) {
        return error_context(error, "figures of %s", edition->id);
    }
    build_lack(build, FIGURE_THEMES_COUNT, LACK_THEMES_NOT_MEASURED);
    finish(build, ledger);
    return true;
}

bool ledger_open(struct store *store, struct arena *arena, const struct stored_edition *edition,
                 struct ledger *ledger, struct error *error)
{
    *ledger = (struct ledger){.edition = edition->id};
    if (!store_figures(store, arena, edition->number, &ledger->figures, &ledger->count, error)) {
        return false;
    }
    if (ledger->count > 0) {
        return true;
    }
    return ledger_compute(store, arena, edition, ledger, error) &&
           (store_is_read_only(store) ||
            store_put_figures(store, edition->number, ledger->figures, ledger->count, error));
}

void ledger_set_themes(struct ledger *ledger, int64_t count, int64_t texts)
{
    for (size_t i = 0; i < ledger->count; i++) {
        struct figure *figure = &ledger->figures[i];
        if (strcmp(figure->id, definitions[FIGURE_THEMES_COUNT].id) == 0) {
            figure->value = (double)count;
            figure->has_value = true;
            figure->reason = NULL;
            figure->n = texts;
        }
    }
}

/* -- looking up
 * -------------------------------------------------------------------------------------- */

const struct figure *ledger_find(const struct ledger *ledger, const char *id)
{
    for (size_t i = 0; i < ledger->count; i++) {
        if (strcmp(ledger->figures[i].id, id) == 0) {
            return &ledger->figures[i];
        }
    }
    return NULL;
}

const char *ledger_nearest(struct arena *arena, const struct ledger *ledger, const char *id)
{
    const char **ids = arena_alloc_array(arena, ledger->count + 1, sizeof *ids);
    for (size_t i = 0; i < ledger->count; i++) {
        ids[i] = ledger->figures[i].id;
    }
    return text_nearest(id, ids, ledger->count);
}

static bool is_measured(const struct ledger *ledger)
{
    const struct figure *direct = ledger_find(ledger, definitions[FIGURE_RESIDENTS_DIRECT].id);
    return direct != NULL && direct->has_value;
}

const struct figure *ledger_headline(const struct ledger *ledger)
{
    size_t count;
    const enum figure_name *names = range_of_headline(is_measured(ledger), &count);
    return ledger_find(ledger, definitions[names[0]].id);
}

const char *const *ledger_range(struct arena *arena, const struct ledger *ledger)
{
    size_t count;
    const enum figure_name *names = range_of_headline(is_measured(ledger), &count);
    const char **ids = arena_alloc_array(arena, count + 1, sizeof *ids);
    for (size_t i = 0; i < count; i++) {
        ids[i] = definitions[names[i]].id;
    }
    return ids;
}

const char *ledger_reason(const char *word, enum language language)
{
    for (size_t i = 0; i < LEDGER_REASONS; i++) {
        if (strcmp(reasons[i].word, word) == 0) {
            return reasons[i].sentence[language];
        }
    }
    return word;
}

static bool same_text(const char *a, const char *b)
{
    return text_equal(a, b);
}

static bool same_number(bool a_has, double a, bool b_has, double b)
{
    return a_has == b_has && (!a_has || a == b);
}

bool figure_equal(const struct figure *a, const struct figure *b)
{
    return same_text(a->id, b->id) && same_text(a->edition, b->edition) &&
           same_number(a->has_value, a->value, b->has_value, b->value) &&
           same_number(a->has_range, a->low, b->has_range, b->low) &&
           same_number(a->has_range, a->high, b->has_range, b->high) &&
           same_number(a->has_level, a->level, b->has_level, b->level) && a->doubt == b->doubt &&
           same_text(a->unit, b->unit) && same_text(a->method, b->method) && a->n == b->n &&
           a->missing == b->missing && same_text(a->definition[0], b->definition[0]) &&
           same_text(a->definition[1], b->definition[1]) && same_text(a->origin, b->origin) &&
           strcmp(a->inputs, b->inputs) == 0 && strcmp(a->settings, b->settings) == 0 &&
           same_text(a->reason, b->reason);
}
