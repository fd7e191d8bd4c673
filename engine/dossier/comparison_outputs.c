/* comparison_outputs: see comparison_outputs.h. */
#include "engine/dossier/comparison_outputs.h"

#include "engine/publish/dialect.h"

static struct query_table all_rows(struct arena *arena, const struct comparison_view *view)
{
    struct compared_extra extras[COMPARISON_EXTRAS];
    comparison_view_extras(view, extras);
    return comparison_rows(arena, view->pairs, view->pair_count, extras, COMPARISON_EXTRAS);
}

static struct text figures_json(struct arena *arena, const struct comparison_view *view)
{
    struct text file = text_create(arena);
    struct query_table rows = all_rows(arena, view);
    query_write_json(&file, &rows);
    return file;
}

static struct text figures_csv(struct arena *arena, const struct comparison_view *view)
{
    struct text file = dialect_create(arena);
    struct query_table rows = all_rows(arena, view);
    for (size_t i = 0; i < rows.column_count; i++) {
        dialect_text(&file, rows.columns[i]);
    }
    dialect_end_row(&file);
    for (size_t i = 0; i < rows.row_count; i++) {
        for (size_t k = 0; k < rows.column_count; k++) {
            const struct query_cell *cell = query_cell(&rows, i, k);
            if (cell->type == CELL_INTEGER || cell->type == CELL_REAL) {
                dialect_number(&file, cell->real);
            } else {
                dialect_text(&file, cell->text);
            }
        }
        dialect_end_row(&file);
    }
    return file;
}

static void heading(struct text *file, const char *const titles[][LANGUAGES], size_t count,
                    enum language language)
{
    for (size_t i = 0; i < count; i++) {
        dialect_text(file, titles[i][language]);
    }
    dialect_end_row(file);
}

static struct text municipalities_csv(struct arena *arena, const struct comparison_view *view,
                                      enum language language)
{
    static const char *const titles[][LANGUAGES] = {{"van", "from"},
                                                    {"naar", "to"},
                                                    {"code", "code"},
                                                    {"gemeente", "name"},
                                                    {"provincie", "province"},
                                                    {"inwoners_toen", "residents_then"},
                                                    {"inwoners_nu", "residents_now"},
                                                    {"zelf", "direct"},
                                                    {"samen", "combined"}};
    struct text file = dialect_create(arena);
    heading(&file, titles, sizeof titles / sizeof titles[0], language);
    for (size_t i = 0; i < view->pair_count; i++) {
        const struct comparison *pair = &view->pairs[i];
        for (size_t k = 0; k < pair->municipality_count; k++) {
            const struct compared_municipality *one = &pair->municipalities[k];
            dialect_text(&file, pair->from->id);
            dialect_text(&file, pair->to->id);
            dialect_text(&file, one->code);
            dialect_text(&file, one->name);
            dialect_text(&file, one->province);
            dialect_number(&file, (double)one->before);
            dialect_number(&file, (double)one->now);
            dialect_text(&file, comparison_state_word(one->direct, language));
            dialect_text(&file, comparison_state_word(one->combined, language));
            dialect_end_row(&file);
        }
    }
    return file;
}

static struct text comparable_csv(struct arena *arena, const struct comparison_view *view,
                                  enum language language)
{
    static const char *const titles[][LANGUAGES] = {{"van", "from"},     {"naar", "to"},
                                                    {"wat", "aspect"},   {"eerst", "before"},
                                                    {"laatst", "after"}, {"oordeel", "verdict"}};
    struct text file = dialect_create(arena);
    heading(&file, titles, sizeof titles / sizeof titles[0], language);
    for (size_t i = 0; i < view->pair_count; i++) {
        const struct comparison *pair = &view->pairs[i];
        for (int k = 0; k < ASPECTS; k++) {
            enum compared_aspect aspect = (enum compared_aspect)k;
            dialect_text(&file, pair->from->id);
            dialect_text(&file, pair->to->id);
            dialect_text(&file, comparison_aspect_word(aspect, language));
            dialect_text(&file, comparison_aspect_value(arena, pair->from, aspect, language));
            dialect_text(&file, comparison_aspect_value(arena, pair->to, aspect, language));
            dialect_text(&file, comparison_verdict_word(aspect, pair->verdicts[k], language));
            dialect_end_row(&file);
        }
    }
    return file;
}

/* Subjects of both editions with their words; numbers as the report shows them. */
static struct text themes_csv(struct arena *arena, const struct comparison_view *view,
                              enum language language)
{
    struct text file = dialect_create(arena);
    struct data_table table;
    struct template_provider provider = comparison_provider_create(arena, view, language);
    if (!provider.table(provider.context, "themes_change", &table)) {
        return file;
    }
    for (size_t i = 0; i < table.column_count; i++) {
        dialect_text(&file, table.columns[i].title);
    }
    dialect_end_row(&file);
    for (size_t i = 0; i < table.row_count * table.column_count; i++) {
        dialect_text(&file, table.cells[i].text);
        if ((i + 1) % table.column_count == 0) {
            dialect_end_row(&file);
        }
    }
    return file;
}

/* A table of every edition, in the order of their days, with the edition before each row. */
static struct text of_all(struct arena *arena, const struct comparison_view *view, const char *name,
                          enum language language)
{
    struct text file = dialect_create(arena);
    bool first = true;
    for (size_t i = 0; i < view->series->count; i++) {
        const char *id = view->series->rows[i].edition->id;
        const struct published_table *table =
            publication_table(comparison_dossier(view, id)->publication, name);
        if (table != NULL) {
            dialect_table_of(&file, table, id, first, language);
            first = false;
        }
    }
    return file;
}

void comparison_outputs_add(struct outputs *outputs, const struct comparison_view *view,
                            enum language language)
{
    struct text json = figures_json(outputs->arena, view);
    struct text figures = figures_csv(outputs->arena, view);
    struct text municipalities = municipalities_csv(outputs->arena, view, language);
    struct text comparable = comparable_csv(outputs->arena, view, language);
    outputs_add_text(outputs, "figures.json", &json);
    outputs_add_text(outputs, "figures.csv", &figures);
    outputs_add_text(outputs, "municipalities.csv", &municipalities);
    outputs_add_text(outputs, "comparable.csv", &comparable);
    struct text sessions = of_all(outputs->arena, view, "sessions", language);
    struct text findings = of_all(outputs->arena, view, "findings", language);
    outputs_add_text(outputs, "sessions.csv", &sessions);
    outputs_add_text(outputs, "te-doen.csv", &findings);
    if (view->shift != NULL && view->shift->count > 0) {
        struct text themes = themes_csv(outputs->arena, view, language);
        outputs_add_text(outputs, "themes.csv", &themes);
    }
}

static struct report_file file_of(const char *name, const char *description, const char *mime,
                                  struct text text)
{
    return (struct report_file){.name = name,
                                .description = description,
                                .mime = mime,
                                .relation = "Data",
                                .bytes = {(const unsigned char *)text.bytes, text.size}};
}

void comparison_outputs_embed(struct arena *arena, const struct comparison_view *view,
                              enum language language, struct report *report)
{
    enum { FILES = 2 };
    bool nl = language == LANGUAGE_NL;
    struct report_file *files = arena_alloc_array(arena, FILES, sizeof *files);
    files[0] = file_of("figures.json",
                       nl ? "Alle cijfers van de vergelijking met hun betekenis en herkomst"
                          : "All figures of the comparison with their meaning and origin",
                       "application/json", figures_json(arena, view));
    files[1] = file_of("municipalities.csv",
                       nl ? "Gemeenten die bleven, kwamen en gingen"
                          : "Municipalities that stayed, came and left",
                       "text/csv", municipalities_csv(arena, view, language));
    report->files = files;
    report->file_count = FILES;
}
