/* provider_tables: published tables become the tables of templates; a few more are made from the
 * published figures: the ledger, the range of the headline, what was measured, claims and changes.
 */

#include <math.h>

#include "engine/base/text.h"
#include "engine/dossier/claims.h"
#include "engine/dossier/provider_internal.h"
#include "engine/publish/guard.h"
#include "engine/publish/round.h"

static enum data_kind kind_of(enum column_kind kind)
{
    switch (kind) {
    case COLUMN_NUMBER:
    case COLUMN_PEOPLE:
        return DATA_COUNT;
    case COLUMN_SHARE:
        return DATA_SHARE;
    case COLUMN_GRADE:
    case COLUMN_DISTANCE:
        return DATA_NUMBER;
    case COLUMN_TEXT:
    case COLUMN_CLASS:
        break;
    }
    return DATA_TEXT;
}

static struct data_cell cell_of(const struct provider *provider,
                                const struct published_table *table, size_t row, size_t column)
{
    static const enum data_state states[] = {
        [PUBLISHED_EMPTY] = DATA_EMPTY,
        [PUBLISHED_SHOWN] = DATA_KNOWN,
        [PUBLISHED_SMALL] = DATA_SUPPRESSED,
        [PUBLISHED_HIDDEN] = DATA_SUPPRESSED,
        [PUBLISHED_NOT_MEASURED] = DATA_NOT_MEASURED,
    };
    const struct published_cell *cell = published_at(table, row, column);
    return (struct data_cell){
        .state = states[cell->state],
        .number = cell->state == PUBLISHED_SHOWN && cell->text[provider->language] == NULL
                      ? cell->number
                      : NAN,
        .text = published_write(provider->arena, table, row, column, provider->language)};
}

static void give_published(const struct provider *provider, const struct published_table *table,
                           struct data_table *out)
{
    struct data_column *columns =
        arena_alloc_array(provider->arena, table->column_count, sizeof *columns);
    struct data_cell *cells = arena_alloc_array(
        provider->arena, table->row_count * table->column_count + 1, sizeof *cells);
    for (size_t c = 0; c < table->column_count; c++) {
        columns[c] = (struct data_column){.name = table->columns[c].key[LANGUAGE_EN],
                                          .title = table->columns[c].title[provider->language],
                                          .kind = kind_of(table->columns[c].kind),
                                          .decimals = column_decimals(table->columns[c].kind)};
        for (size_t r = 0; r < table->row_count; r++) {
            cells[r * table->column_count + c] = cell_of(provider, table, r, c);
        }
    }
    *out = (struct data_table){.columns = columns,
                               .column_count = table->column_count,
                               .cells = cells,
                               .row_count = table->row_count};
}

/* A table of words, row by row. */
static void give_words(const struct provider *provider, struct data_table *out,
                       const struct data_column *columns, size_t column_count,
                       const char *const *words, size_t rows)
{
    struct data_cell *cells =
        arena_alloc_array(provider->arena, rows * column_count + 1, sizeof *cells);
    for (size_t i = 0; i < rows * column_count; i++) {
        cells[i] = (struct data_cell){words[i] == NULL ? DATA_EMPTY : DATA_KNOWN, NAN, words[i]};
    }
    *out = (struct data_table){
        .columns = columns, .column_count = column_count, .cells = cells, .row_count = rows};
}

static struct data_column *word_columns(const struct provider *provider, size_t count,
                                        const char *const names[][3])
{
    struct data_column *columns = arena_alloc_array(provider->arena, count, sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        columns[i] = (struct data_column){.name = names[i][0],
                                          .title = in(provider, names[i][1], names[i][2]),
                                          .kind = DATA_TEXT};
    }
    return columns;
}

static const char *figure_text(const struct provider *provider, const struct figure *figure)
{
    const char *text = round_figure(provider->arena, figure, provider->language);
    return text != NULL ? text
           : text_equal(figure->reason, "suppressed")
               ? in(provider, "niet getoond", "not shown")
               : in(provider, "niet gemeten", "not measured");
}

static const char *doubt_text(const struct provider *provider, const struct figure *figure)
{
    static const char *const words[DOUBTS][LANGUAGES] = {
        {"volledige telling", "full count"},
        {"andere keuze mogelijk", "other choices possible"},
        {"minste en meeste", "least and most"},
        {"steekproefmarge", "sampling margin"},
    };
    const char *range = round_range(provider->arena, figure, provider->language);
    return range == NULL ? words[figure->doubt][provider->language]
                         : arena_printf(provider->arena, "%s: %s",
                                        words[figure->doubt][provider->language], range);
}

/* The definition, and what else the figure could be; a full count needs no words. */
static const char *meaning_text(const struct provider *provider, const struct figure *figure)
{
    const char *definition = figure->definition[provider->language];
    return round_range(provider->arena, figure, provider->language) == NULL
               ? definition
               : arena_printf(provider->arena, "%s (%s)", definition, doubt_text(provider, figure));
}

enum { LEDGER_TABLE_COLUMNS = 5 };

static void give_ledger(const struct provider *provider, struct data_table *out)
{
    static const char *const names[LEDGER_TABLE_COLUMNS][3] = {
        {"id", "Cijfer", "Figure"},
        {"value", "Waarde", "Value"},
        {"definition", "Betekenis", "Meaning"},
        {"doubt", "Zekerheid", "Certainty"},
        {"meaning", "Betekenis", "Meaning"}};
    const struct publication *publication = provider->dossier->publication;
    const char **words = arena_alloc_array(
        provider->arena, LEDGER_TABLE_COLUMNS * publication->figure_count + 1, sizeof *words);
    size_t kept = 0;
    for (size_t i = 0; i < publication->figure_count; i++) {
        const struct figure *figure = &publication->figures[i];
        /* What was not measured stands in figures.json with its reason; what is hidden is said. */
        if (figure->has_value || text_equal(figure->reason, "suppressed")) {
            const char **row = &words[LEDGER_TABLE_COLUMNS * kept++];
            row[0] = figure->id;
            row[1] = figure_text(provider, figure);
            row[2] = figure->definition[provider->language];
            row[3] = figure->has_value ? doubt_text(provider, figure) : NULL;
            row[4] = figure->has_value ? meaning_text(provider, figure) : row[2];
        }
    }
    give_words(provider, out, word_columns(provider, LEDGER_TABLE_COLUMNS, names),
               LEDGER_TABLE_COLUMNS, words, kept);
}

/* The headline and what it is under each other defensible choice. */
static void give_range(const struct provider *provider, struct data_table *out)
{
    static const char *const names[2][3] = {{"choice", "Keuze", "Choice"},
                                            {"residents", "Inwoners", "Residents"}};
    const struct dossier *dossier = provider->dossier;
    size_t count = 0;
    while (dossier->range != NULL && dossier->range[count] != NULL) {
        count++;
    }
    struct data_column *columns = word_columns(provider, 2, names);
    columns[1].kind = DATA_COUNT;
    struct data_cell *cells = arena_alloc_array(provider->arena, 2 * count + 1, sizeof *cells);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct figure *figure = publication_figure(dossier->publication, dossier->range[i]);
        if (figure != NULL && figure->has_value) {
            cells[2 * kept] =
                (struct data_cell){DATA_KNOWN, NAN, figure->definition[provider->language]};
            cells[2 * kept + 1] = (struct data_cell){DATA_KNOWN, figure->value, NULL};
            kept++;
        }
    }
    *out = (struct data_table){
        .columns = columns, .column_count = 2, .cells = cells, .row_count = kept};
}

/* From reach to effect (RE-AIM, Kirkpatrick): what this week measured and what it did not. */
static void give_chain(const struct provider *provider, struct data_table *out)
{
    static const char *const names[3][3] = {{"step", "Stap", "Step"},
                                            {"question", "Vraag", "Question"},
                                            {"measured", "Gemeten?", "Measured?"}};
    static const struct {
        const char *step[LANGUAGES], *question[LANGUAGES], *figure;
    } steps[] = {
        {{"Bereik", "Reach"},
         {"Welke gemeenten deden mee?", "Which municipalities took part?"},
         "municipalities.direct"},
        {{"Deelname", "Participation"}, {"Wie kwam er?", "Who came?"}, "people.attended"},
        {{"Waardering", "Reaction"},
         {"Wat vonden deelnemers ervan?", "What did participants think of it?"},
         "grade.mean"},
        {{"Leren", "Learning"},
         {"Wat weten of kunnen zij nu?", "What do they know or can they do now?"},
         NULL},
        {{"Gedrag", "Behaviour"},
         {"Wat doen zij nu anders in hun werk?", "What do they do differently at work?"},
         NULL},
        {{"Gevolg", "Results"}, {"Wat merkt een inwoner?", "What does a resident notice?"}, NULL},
        {{"Blijvend", "Maintenance"},
         {"Is het er na een jaar nog?", "Is it still there after a year?"},
         NULL},
    };
    enum { STEPS = sizeof steps / sizeof steps[0] };
    const char **words = arena_alloc_array(provider->arena, 3 * STEPS, sizeof *words);
    for (size_t i = 0; i < STEPS; i++) {
        const struct figure *figure =
            steps[i].figure == NULL
                ? NULL
                : publication_figure(provider->dossier->publication, steps[i].figure);
        bool measured =
            figure != NULL && (figure->has_value || text_equal(figure->reason, "suppressed"));
        words[3 * i] = steps[i].step[provider->language];
        words[3 * i + 1] = steps[i].question[provider->language];
        words[3 * i + 2] =
            measured ? in(provider, "ja", "yes") : in(provider, "niet gemeten", "not measured");
    }
    give_words(provider, out, word_columns(provider, 3, names), 3, words, STEPS);
}

/* What a submission says, and where its evidence stands. */
static void give_claims(const struct provider *provider, struct data_table *out)
{
    static const char *const names[3][3] = {{"claim", "Bewering", "Claim"},
                                            {"value", "Cijfer", "Figure"},
                                            {"evidence", "Bewijs", "Evidence"}};
    static const char *const ids[] = {
        "municipalities.direct", "residents.direct", "sessions.held",   "organisations.all",
        "people.attended",       "attendance.rate",  "grade.mean",      "response.rate",
        "themes.count",          "cost.total",       "cost.per_session"};
    enum { CLAIMS = sizeof ids / sizeof ids[0] };
    const char **words = arena_alloc_array(provider->arena, 3 * CLAIMS, sizeof *words);
    size_t kept = 0;
    for (size_t i = 0; i < CLAIMS; i++) {
        const struct figure *figure = publication_figure(provider->dossier->publication, ids[i]);
        if (figure != NULL && figure->has_value) {
            words[3 * kept] = guard_name(ids[i], provider->language);
            words[3 * kept + 1] = figure_text(provider, figure);
            words[3 * kept + 2] = arena_printf(provider->arena, "%s (%s)",
                                               figure->definition[provider->language], figure->id);
            kept++;
        }
    }
    give_words(provider, out, word_columns(provider, 3, names), 3, words, kept);
}

static void give_unsupported(const struct provider *provider, struct data_table *out)
{
    static const char *const names[2][3] = {{"sentence", "Zin", "Sentence"},
                                            {"reason", "Waarom", "Why"}};
    size_t count;
    const struct unsupported *found =
        claims_unsupported(provider->arena, provider->dossier->folder,
                           provider->dossier->publication, provider->language, &count);
    const char **words = arena_alloc_array(provider->arena, 2 * count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++) {
        words[2 * i] = found[i].sentence;
        words[2 * i + 1] = found[i].reason;
    }
    give_words(provider, out, word_columns(provider, 2, names), 2, words, count);
}

/* What the organisation states itself: never mixed with what was counted. */
static void give_own(const struct provider *provider, struct data_table *out)
{
    static const char *const names[2][3] = {{"statement", "Opgave", "Statement"},
                                            {"value", "Waarde", "Value"}};
    const struct publication *publication = provider->dossier->publication;
    struct data_column *columns = word_columns(provider, 2, names);
    columns[1].kind = DATA_COUNT;
    struct data_cell *cells =
        arena_alloc_array(provider->arena, 2 * publication->figure_count + 1, sizeof *cells);
    size_t kept = 0;
    for (size_t i = 0; i < publication->figure_count; i++) {
        const struct figure *figure = &publication->figures[i];
        if (text_starts_with(figure->id, "own.") && figure->has_value) {
            cells[2 * kept] =
                (struct data_cell){DATA_KNOWN, NAN, figure->definition[provider->language]};
            cells[2 * kept + 1] =
                (struct data_cell){DATA_KNOWN, figure->value, figure_text(provider, figure)};
            kept++;
        }
    }
    *out = (struct data_table){
        .columns = columns, .column_count = 2, .cells = cells, .row_count = kept};
}

/* The fields of the form with their length. */
static void give_fields(const struct provider *provider, struct data_table *out)
{
    static const char *const names[5][3] = {{"field", "Veld", "Field"},
                                            {"criterion", "Wat het criterium vraagt", "Criterion"},
                                            {"characters", "Tekens", "Characters"},
                                            {"limit", "Hoogstens", "At most"},
                                            {"state", "Oordeel", "Verdict"}};
    const struct submission *submission = provider->submission;
    size_t count = submission == NULL ? 0 : submission->profile->field_count;
    struct data_column *columns = word_columns(provider, 5, names);
    columns[2].kind = DATA_COUNT;
    columns[3].kind = DATA_COUNT;
    struct data_cell *cells = arena_alloc_array(provider->arena, 5 * count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        const struct profile_field *field = &submission->profile->fields[i];
        const struct submission_field *measured = &submission->fields[i];
        struct data_cell *row = &cells[5 * i];
        row[0] = (struct data_cell){DATA_KNOWN, NAN, field->heading[provider->language]};
        row[1] = (struct data_cell){field->criterion == NULL ? DATA_EMPTY : DATA_KNOWN, NAN,
                                    field->criterion};
        row[2] = (struct data_cell){DATA_KNOWN, (double)measured->characters, NULL};
        row[3] = (struct data_cell){field->limit == 0 ? DATA_EMPTY : DATA_KNOWN,
                                    (double)field->limit, NULL};
        row[4] =
            (struct data_cell){measured->field == NULL ? DATA_EMPTY : DATA_KNOWN, NAN,
                               measured->field == NULL ? NULL
                                                       : submission_state(provider->arena, measured,
                                                                          provider->language)};
    }
    *out = (struct data_table){
        .columns = columns, .column_count = 5, .cells = cells, .row_count = count};
}

/* What is another than in the release before; the unit of an old figure is that of the new one. */
static const char *changed_text(const struct provider *provider,
                                const struct release_change *change, const struct figure *side)
{
    if (side == NULL) {
        return NULL;
    }
    struct figure figure = *side;
    if (change->after != NULL) {
        figure.unit = change->after->unit;
        figure.n = change->after->n;
    }
    return figure_text(provider, &figure);
}

static void give_changes(const struct provider *provider, struct data_table *out)
{
    static const char *const names[4][3] = {{"figure", "Cijfer", "Figure"},
                                            {"before", "Was", "Was"},
                                            {"after", "Is", "Is"},
                                            {"cause", "Oorzaak", "Cause"}};
    size_t count = 0;
    const struct release_change *changes =
        provider->before == NULL
            ? NULL
            : release_changes(provider->arena, provider->before, provider->dossier->publication,
                              RODEDRAAD_VERSION, &count);
    const char **words = arena_alloc_array(provider->arena, 4 * count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++) {
        const struct figure *any = changes[i].after != NULL ? changes[i].after : changes[i].before;
        words[4 * i] = guard_name(any->id, provider->language);
        words[4 * i + 1] = changed_text(provider, &changes[i], changes[i].before);
        words[4 * i + 2] = changed_text(provider, &changes[i], changes[i].after);
        words[4 * i + 3] = changes[i].cause[provider->language];
    }
    give_words(provider, out, word_columns(provider, 4, names), 4, words, count);
}

static const struct made_table {
    const char *name;
    void (*give)(const struct provider *provider, struct data_table *out);
} made_tables[] = {{"changes", give_changes},
                   {"fields", give_fields},
                   {"own", give_own},
                   {"claims", give_claims},
                   {"unsupported", give_unsupported},
                   {"ledger", give_ledger},
                   {"range", give_range},
                   {"chain", give_chain}};
enum { MADE = sizeof made_tables / sizeof made_tables[0] };

const char *provider_made_table(size_t number)
{
    return number < MADE ? made_tables[number].name : NULL;
}

bool provider_give_table(void *context, const char *query, struct data_table *table)
{
    const struct provider *provider = context;
    *table = (struct data_table){0};
    const struct published_table *published =
        publication_table(provider->dossier->publication, query);
    if (published != NULL) {
        give_published(provider, published, table);
        return true;
    }
    for (size_t i = 0; i < MADE; i++) {
        if (text_equal(made_tables[i].name, query)) {
            made_tables[i].give(provider, table);
            return true;
        }
    }
    return false;
}
