/* comparison_tables: see comparison_tables.h. What happened between the first edition and the last.
 */
#include "engine/dossier/comparison_tables.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/round.h"

const char *table_in(const struct comparison_provider *provider, const char *nl, const char *en)
{
    return provider->language == LANGUAGE_NL ? nl : en;
}

const char *table_printf(const struct comparison_provider *provider, const char *nl, const char *en,
                         ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, en);
    vsnprintf(line, sizeof line, provider->language == LANGUAGE_NL ? nl : en, arguments);
    va_end(arguments);
    return arena_strdup(provider->arena, line);
}

struct data_cell *table_start(const struct comparison_provider *provider, struct data_table *out,
                              const struct table_heading *headings, size_t count, size_t rows)
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

struct data_cell table_word(const char *text)
{
    return (struct data_cell){text == NULL ? DATA_EMPTY : DATA_KNOWN, NAN, text};
}

struct data_cell table_number(double value)
{
    return (struct data_cell){DATA_KNOWN, value, NULL};
}

const char *table_edition(const struct comparison_provider *provider, const char *id)
{
    const struct dossier *dossier = comparison_dossier(provider->view, id);
    return dossier == NULL ? id : dossier->name;
}

static void give_comparable(const struct comparison_provider *provider, struct data_table *out)
{
    const struct comparison *pair = provider->pair;
    const char *from = table_edition(provider, pair->from->id);
    const char *to = table_edition(provider, pair->to->id);
    const struct table_heading headings[] = {{"aspect", {"Wat", "What"}, DATA_TEXT},
                                             {"from", {from, from}, DATA_TEXT},
                                             {"to", {to, to}, DATA_TEXT},
                                             {"verdict", {"Oordeel", "Verdict"}, DATA_TEXT}};
    struct data_cell *cells = table_start(provider, out, headings, 4, ASPECTS);
    for (int i = 0; i < ASPECTS; i++) {
        enum compared_aspect aspect = (enum compared_aspect)i;
        *cells++ = table_word(comparison_aspect_word(aspect, provider->language));
        *cells++ = table_word(
            comparison_aspect_value(provider->arena, pair->from, aspect, provider->language));
        *cells++ = table_word(
            comparison_aspect_value(provider->arena, pair->to, aspect, provider->language));
        *cells++ =
            table_word(comparison_verdict_word(aspect, pair->verdicts[i], provider->language));
    }
}

/* One row per pair: who stayed, came and left, and what the change is made of. */
static void give_pairs(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
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
    struct data_cell *cells = table_start(provider, out, headings, IDS + 1, rows);
    for (size_t i = 0; i < rows; i++) {
        const struct comparison *pair = &provider->view->pairs[i];
        *cells++ = table_word(
            arena_printf(provider->arena, "%s %s %s", table_edition(provider, pair->from->id),
                         table_in(provider, "naar", "to"), table_edition(provider, pair->to->id)));
        for (size_t k = 0; k < IDS; k++) {
            const struct figure *figure = comparison_figure(pair, ids[k]);
            *cells++ = figure->has_value ? table_number(figure->value)
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
static void give_moves(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
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
    struct data_cell *cells = table_start(provider, out, headings, 7, count_states(pair));
    for (size_t i = 0; i < pair->municipality_count; i++) {
        const struct compared_municipality *one = &pair->municipalities[i];
        if (one->direct == COMPARED_ABSENT) {
            continue;
        }
        bool split = one->direct == COMPARED_NOBODY;
        *cells++ = table_word(one->code);
        *cells++ = table_word(one->name);
        *cells++ = table_word(one->province);
        *cells++ = table_number(levels[one->direct]);
        *cells++ = table_word(comparison_state_word(one->direct, provider->language));
        *cells++ = split ? table_word(NULL) : table_number((double)one->before);
        *cells++ = split ? table_word(NULL) : table_number((double)one->now);
    }
}

/* Municipalities that took part per province, both on the later layout; provinces in the order of
 * their names. */
static void give_provinces(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"province", {"Provincie", "Province"}, DATA_TEXT},
        {"before", {"Eerst", "Before"}, DATA_COUNT},
        {"after", {"Laatst", "After"}, DATA_COUNT}};
    const struct comparison *pair = provider->pair;
    struct data_cell *cells = table_start(provider, out, headings, 3, pair->municipality_count);
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
            cells[3 * at] = table_word(one->province);
            cells[3 * at + 1] = table_number(0);
            cells[3 * at + 2] = table_number(0);
            rows++;
        }
        cells[3 * at + 1].number += old;
        cells[3 * at + 2].number += now;
    }
    out->row_count = rows;
}

const char *table_figure(const struct comparison_provider *provider, const struct figure *figure)
{
    const char *text =
        figure == NULL ? NULL : round_figure(provider->arena, figure, provider->language);
    return text != NULL ? text
           : figure != NULL && text_equal(figure->reason, "suppressed")
               ? table_in(provider, "niet getoond", "not shown")
               : table_in(provider, "niet gemeten", "not measured");
}

/* What may be said of two values: only what their doubts carry. */
static const char *verdict_text(const struct comparison_provider *provider, const char *id,
                                const struct figure *from, const struct figure *to)
{
    static const char *const words[][LANGUAGES] = {
        [VERDICT_MORE] = {"hoger", "higher"},
        [VERDICT_LESS] = {"lager", "lower"},
        [VERDICT_EQUAL] = {"gelijk", "the same"},
        [VERDICT_ABOUT] = {"ongeveer gelijk", "about the same"},
        [VERDICT_UNKNOWN] = {"niet te zeggen", "cannot be said"},
    };
    return words[comparison_verdict(provider, id, to, from)][provider->language];
}

static bool has_value(const struct figure *figure)
{
    return figure != NULL && figure->has_value;
}

static void give_figures(const struct comparison_provider *provider, struct data_table *out)
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
                                      "response.rate",
                                      "cost.total",
                                      "cost.per_session",
                                      "cost.per_person",
                                      "cost.per_municipality"};
    enum { IDS = sizeof ids / sizeof ids[0] };
    const char *from = provider->from->name;
    const char *to = provider->to->name;
    const struct table_heading headings[] = {
        {"figure", {"Cijfer", "Figure"}, DATA_TEXT},
        {"from", {from, from}, DATA_TEXT},
        {"to", {to, to}, DATA_TEXT},
        {"verdict", {"Laatste editie", "Last edition"}, DATA_TEXT}};
    struct data_cell *cells = table_start(provider, out, headings, 4, IDS);
    out->row_count = 0;
    for (size_t i = 0; i < IDS; i++) {
        const struct figure *a = publication_figure(provider->from->publication, ids[i]);
        const struct figure *b = publication_figure(provider->to->publication, ids[i]);
        if (text_starts_with(ids[i], "cost.") && !has_value(a) && !has_value(b)) {
            continue; /* nobody said what it cost */
        }
        out->row_count++;
        *cells++ = table_word(guard_name(ids[i], provider->language));
        *cells++ = table_word(table_figure(provider, a));
        *cells++ = table_word(table_figure(provider, b));
        *cells++ = table_word(verdict_text(provider, ids[i], a, b));
    }
}

const char *table_doubt(const struct comparison_provider *provider, const struct figure *figure)
{
    const char *range = round_range(provider->arena, figure, provider->language);
    return !figure->has_value ? ledger_reason(figure->reason, provider->language)
           : text_equal(figure->unit, "probability") ? table_in(provider, "een kans", "a chance")
           : figure->doubt == DOUBT_NONE ? table_in(provider, "volledige telling", "full count")
           : range == NULL               ? table_in(provider, "marge onbekend", "margin unknown")
                                         : range;
}

/* -- who stayed, came and left
 * -------------------------------------------------------------------------- */

/* Counts of one row of a table of moves. */
struct moves {
    size_t retained, fresh, lost;
};

static void add_move(struct moves *moves, enum compared_state state)
{
    moves->retained += state == COMPARED_RETAINED;
    moves->fresh += state == COMPARED_NEW;
    moves->lost += state == COMPARED_LOST;
}

static struct data_cell *put_moves(struct data_cell *cells, const char *label,
                                   const struct moves *moves)
{
    *cells++ = table_word(label);
    *cells++ = table_number((double)moves->retained);
    *cells++ = table_number((double)moves->fresh);
    *cells++ = table_number((double)moves->lost);
    return cells;
}

static bool has_moved(const struct moves *moves)
{
    return moves->retained + moves->fresh + moves->lost > 0;
}

/* By size now; a municipality that was split has none. */
static void give_size_moves(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"size", {"Inwoners van de gemeente", "Residents of the municipality"}, DATA_TEXT},
        {"retained", {"Bleef", "Stayed"}, DATA_COUNT},
        {"new", {"Nieuw", "New"}, DATA_COUNT},
        {"lost", {"Ging", "Left"}, DATA_COUNT}};
    struct data_cell *cells = table_start(provider, out, headings, 4, SIZE_CLASSES);
    struct moves moves[SIZE_CLASSES] = {0};
    for (size_t i = 0; i < provider->pair->municipality_count; i++) {
        const struct compared_municipality *one = &provider->pair->municipalities[i];
        add_move(&moves[layout_size_class((int32_t)one->now)], one->direct);
    }
    out->row_count = 0;
    for (int i = 0; i < SIZE_CLASSES; i++) {
        if (has_moved(&moves[i])) {
            cells = put_moves(cells, layout_size_class_name(i, provider->language), &moves[i]);
            out->row_count++;
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const struct compared_municipality *x = *(const struct compared_municipality *const *)a;
    const struct compared_municipality *y = *(const struct compared_municipality *const *)b;
    int order = strcmp(x->province, y->province);
    order = order != 0 ? order : (x->direct > y->direct) - (x->direct < y->direct);
    return order != 0 ? order : strcmp(x->name, y->name);
}

/* Those that took part themselves in either edition: by province, state and name. */
static const struct compared_municipality **sorted(const struct comparison_provider *provider,
                                                   size_t *count)
{
    const struct comparison *pair = provider->pair;
    const struct compared_municipality **rows =
        arena_alloc_array(provider->arena, pair->municipality_count + 1, sizeof *rows);
    *count = 0;
    for (size_t i = 0; i < pair->municipality_count; i++) {
        if (pair->municipalities[i].direct != COMPARED_ABSENT) {
            rows[(*count)++] = &pair->municipalities[i];
        }
    }
    if (*count > 0) {
        qsort(rows, *count, sizeof *rows, by_place);
    }
    return rows;
}

static void give_province_moves(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"province", {"Provincie", "Province"}, DATA_TEXT},
        {"retained", {"Bleef", "Stayed"}, DATA_COUNT},
        {"new", {"Nieuw", "New"}, DATA_COUNT},
        {"lost", {"Ging", "Left"}, DATA_COUNT}};
    size_t count;
    const struct compared_municipality **rows = sorted(provider, &count);
    struct data_cell *cells = table_start(provider, out, headings, 4, count);
    out->row_count = 0;
    for (size_t i = 0; i < count;) {
        struct moves moves = {0};
        const char *province = rows[i]->province;
        for (; i < count && strcmp(rows[i]->province, province) == 0; i++) {
            add_move(&moves, rows[i]->direct);
        }
        if (has_moved(&moves) && province[0] != '\0') {
            cells = put_moves(cells, province, &moves);
            out->row_count++;
        }
    }
}

/* One row per province and state, with the names. */
static void give_who(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"province", {"Provincie", "Province"}, DATA_TEXT},
        {"move", {"Wat", "What"}, DATA_TEXT},
        {"municipalities", {"Aantal", "Number"}, DATA_COUNT},
        {"names", {"Gemeenten", "Municipalities"}, DATA_TEXT}};
    size_t count;
    const struct compared_municipality **rows = sorted(provider, &count);
    struct data_cell *cells = table_start(provider, out, headings, 4, count);
    out->row_count = 0;
    for (size_t i = 0; i < count;) {
        const struct compared_municipality *first = rows[i];
        struct text names = text_create(provider->arena);
        size_t members = 0;
        for (; i < count && strcmp(rows[i]->province, first->province) == 0 &&
               rows[i]->direct == first->direct;
             i++) {
            text_add(&names, members++ > 0 ? ", " : "");
            text_add(&names, rows[i]->name);
        }
        *cells++ = table_word(first->province);
        *cells++ = table_word(comparison_state_word(first->direct, provider->language));
        *cells++ = table_number((double)members);
        *cells++ = table_word(names.bytes);
        out->row_count++;
    }
}

/* -- published figures
 * ------------------------------------------------------------------------------------ */

/* The counted figure that says the same as one that was stated, by a word in its id. */
static const char *counted_twin(const char *own)
{
    static const struct {
        const char *word, *id;
    } rows[] = {{"sess", "sessions.held"},
                {"organisat", "organisations.all"},
                {"inwoner", "residents.direct"},
                {"resident", "residents.direct"},
                {"gemeente", "municipalities.direct"},
                {"municipalit", "municipalities.direct"},
                {"deelnemer", "people.attended"},
                {"participant", "people.attended"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strstr(own, rows[i].word) != NULL) {
            return rows[i].id;
        }
    }
    return NULL;
}

/* "ten minste 62 (opgave)", or what the other edition counted. */
static const char *stated(const struct comparison_provider *provider, const struct dossier *dossier,
                          const char *id)
{
    const struct figure *own = publication_figure(dossier->publication, id);
    const char *twin = counted_twin(id);
    if (own != NULL && own->has_value) {
        return arena_printf(
            provider->arena, "%s%s (%s)",
            own->doubt == DOUBT_NONE ? "" : table_in(provider, "ten minste ", "at least "),
            round_figure(provider->arena, own, provider->language),
            table_in(provider, "opgave", "stated"));
    }
    const struct figure *counted =
        twin == NULL ? NULL : publication_figure(dossier->publication, twin);
    return counted == NULL || !counted->has_value
               ? table_in(provider, "niet bekend", "not known")
               : arena_printf(provider->arena, "%s (%s)",
                              round_figure(provider->arena, counted, provider->language),
                              table_in(provider, "geteld", "counted"));
}

/* "Opgave van de organisatie: Sessies, ten minste (bron: LinkedIn)." becomes "Sessies (bron:
 * LinkedIn)": the least stands at the value. */
static const char *stated_name(const struct comparison_provider *provider,
                               const struct figure *figure)
{
    const char *definition = figure->definition[provider->language];
    const char *colon = strstr(definition, ": ");
    const char *name = colon == NULL ? figure->id : colon + 2;
    const char *least = strstr(name, table_in(provider, ", ten minste", ", at least"));
    size_t size = strlen(name);
    size -= size > 0 && name[size - 1] == '.';
    if (least == NULL) {
        return arena_copy(provider->arena, name, size);
    }
    const char *rest = least + strlen(table_in(provider, ", ten minste", ", at least"));
    return arena_printf(provider->arena, "%.*s%.*s", (int)(least - name), name,
                        (int)(name + size - rest), rest);
}

static struct data_cell *put_stated(const struct comparison_provider *provider,
                                    struct data_cell *cells, const struct figure *figure)
{
    *cells++ = table_word(stated_name(provider, figure));
    *cells++ = table_word(stated(provider, provider->from, figure->id));
    *cells++ = table_word(stated(provider, provider->to, figure->id));
    return cells;
}

/* Figures that the organisers gave, never mixed with counted ones: what each edition has, side by
 * side, and no verdict. */
static void give_stated(const struct comparison_provider *provider, struct data_table *out)
{
    const char *from = provider->from->name;
    const char *to = provider->to->name;
    const struct table_heading headings[] = {{"figure", {"Opgave", "Stated"}, DATA_TEXT},
                                             {"from", {from, from}, DATA_TEXT},
                                             {"to", {to, to}, DATA_TEXT}};
    const struct publication *sides[] = {provider->from->publication, provider->to->publication};
    struct data_cell *cells =
        table_start(provider, out, headings, 3, sides[0]->figure_count + sides[1]->figure_count);
    out->row_count = 0;
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < sides[side]->figure_count; i++) {
            const struct figure *figure = &sides[side]->figures[i];
            if (text_starts_with(figure->id, "own.") &&
                (side == 0 || publication_figure(sides[0], figure->id) == NULL)) {
                cells = put_stated(provider, cells, figure);
                out->row_count++;
            }
        }
    }
}

/* -- every figure
 * ----------------------------------------------------------------------------------------- */

static void give_ledger(const struct comparison_provider *provider, struct data_table *out)
{
    static const struct table_heading headings[] = {
        {"id", {"Cijfer", "Figure"}, DATA_TEXT},
        {"value", {"Waarde", "Value"}, DATA_TEXT},
        {"definition", {"Betekenis", "Meaning"}, DATA_TEXT},
        {"doubt", {"Zekerheid", "Certainty"}, DATA_TEXT}};
    struct compared_extra parts[1 + COMPARISON_EXTRAS] = {
        {provider->pair->figures, provider->pair->figure_count}};
    comparison_view_extras(provider->view, &parts[1]);
    size_t count = 0;
    for (size_t i = 0; i < 1 + COMPARISON_EXTRAS; i++) {
        count += parts[i].count;
    }
    struct data_cell *cells = table_start(provider, out, headings, 4, count);
    for (size_t i = 0; i < 1 + COMPARISON_EXTRAS; i++) {
        for (size_t k = 0; k < parts[i].count; k++) {
            const struct figure *figure = &parts[i].figures[k];
            *cells++ = table_word(figure->id);
            *cells++ = table_word(table_figure(provider, figure));
            *cells++ = table_word(figure->definition[provider->language]);
            *cells++ = table_word(table_doubt(provider, figure));
        }
    }
}

const struct comparison_table comparison_tables[] = {{"comparable", give_comparable},
                                                     {"stated", give_stated},
                                                     {"pairs", give_pairs},
                                                     {"moves", give_moves},
                                                     {"provinces_change", give_provinces},
                                                     {"province_moves", give_province_moves},
                                                     {"size_moves", give_size_moves},
                                                     {"who", give_who},
                                                     {"figures_change", give_figures},
                                                     {"ledger", give_ledger},
                                                     {NULL, NULL}};
