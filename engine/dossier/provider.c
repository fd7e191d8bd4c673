/* provider: see provider.h. Published tables become the tables of templates; a few more are made
 * from the published figures: the ledger, the range of the headline, and what was measured. */
#include "engine/dossier/provider.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/dossier/claims.h"
#include "engine/publish/date.h"
#include "engine/publish/guard.h"
#include "engine/publish/round.h"

struct provider {
    struct arena *arena;
    const struct dossier *dossier;
    const struct release *before;
    const struct submission *submission; /* NULL outside a submission */
    enum language language;
};

static const char *in(const struct provider *provider, const char *nl, const char *en)
{
    return provider->language == LANGUAGE_NL ? nl : en;
}

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

/* -- tables
 * --------------------------------------------------------------------------------------------
 */

static enum data_kind kind_of(enum column_kind kind)
{
    switch (kind) {
    case COLUMN_NUMBER:
    case COLUMN_PEOPLE:
        return DATA_COUNT;
    case COLUMN_SHARE:
        return DATA_SHARE;
    case COLUMN_GRADE:
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
        columns[c] =
            (struct data_column){.name = table->columns[c].key[LANGUAGE_EN],
                                 .title = table->columns[c].title[provider->language],
                                 .kind = kind_of(table->columns[c].kind),
                                 .decimals = table->columns[c].kind == COLUMN_GRADE ? 1 : 0};
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

static bool give_table(void *context, const char *query, struct data_table *table)
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

struct template_provider provider_create(struct arena *arena, const struct dossier *dossier,
                                         const struct release *before, enum language language)
{
    const struct publication *publication = dossier->publication;
    struct provider *provider = arena_alloc(arena, sizeof *provider);
    *provider = (struct provider){
        .arena = arena, .dossier = dossier, .before = before, .language = language};
    size_t figures = publication->figure_count + TEXTS;
    size_t queries = publication->table_count + MADE;
    const char **figure_names = arena_alloc_array(arena, figures, sizeof *figure_names);
    const char **query_names = arena_alloc_array(arena, queries, sizeof *query_names);
    for (size_t i = 0; i < figures; i++) {
        figure_names[i] = i < publication->figure_count ? publication->figures[i].id
                                                        : text_names[i - publication->figure_count];
    }
    for (size_t i = 0; i < queries; i++) {
        query_names[i] = i < publication->table_count
                             ? publication->tables[i]->name
                             : made_tables[i - publication->table_count].name;
    }
    int year = dossier->population_year;
    return (struct template_provider){.context = provider,
                                      .figure = give_figure,
                                      .table = give_table,
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
