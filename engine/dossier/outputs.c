/* outputs: see outputs.h. */
#include "engine/dossier/outputs.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/dialect.h"

void outputs_add(struct outputs *outputs, const char *path, struct bytes bytes)
{
    struct output_file *file = NULL;
    for (size_t i = 0; i < outputs->files.count && file == NULL; i++) {
        bool same = strcmp(outputs->files.items[i].path, path) == 0;
        file = same ? &outputs->files.items[i] : NULL;
    }
    *(file == NULL ? VECTOR_PUSH(outputs->arena, &outputs->files) : file) =
        (struct output_file){path, bytes};
}

static struct bytes bytes_of(const struct text *text)
{
    return (struct bytes){(const unsigned char *)text->bytes, text->size};
}

void outputs_add_text(struct outputs *outputs, const char *path, const struct text *text)
{
    outputs_add(outputs, path, bytes_of(text));
}

/* -- data
 * ----------------------------------------------------------------------------------------------
 */

static struct text figures_json(struct arena *arena, const struct dossier *dossier)
{
    struct text file = text_create(arena);
    const struct ledger ledger = {.edition = dossier->id,
                                  .figures = dossier->publication->figures,
                                  .count = dossier->publication->figure_count};
    ledger_write_json(&file, &ledger, 1);
    return file;
}

static struct text table_csv(struct arena *arena, const struct dossier *dossier, const char *name,
                             enum language language)
{
    struct text file = dialect_create(arena);
    const struct published_table *table = publication_table(dossier->publication, name);
    if (table != NULL) {
        dialect_table(&file, table, language);
    }
    return file;
}

/* A table as CSV, or without a name the figures as JSON, which are in no language. */
static const struct text *file_of(const struct dossier *dossier, const char *table,
                                  enum language language)
{
    struct dossier_files *files = dossier->files;
    for (size_t i = 0; i < files->made.count; i++) {
        const struct dossier_file *file = &files->made.items[i];
        if (text_equal(file->table, table) && file->language == language) {
            return &file->text;
        }
    }
    struct dossier_file *file = VECTOR_PUSH(files->arena, &files->made);
    *file = (struct dossier_file){.table = table, .language = language};
    file->text = table == NULL ? figures_json(files->arena, dossier)
                               : table_csv(files->arena, dossier, table, language);
    return &file->text;
}

void outputs_add_data(struct outputs *outputs, const struct dossier *dossier,
                      enum language language)
{
    static const struct {
        const char *path, *table;
    } tables[] = {{"sessions.csv", "sessions"},
                  {"municipalities.csv", "participation"},
                  {"te-doen.csv", "repairs"}};
    outputs_add_text(outputs, "figures.json", file_of(dossier, NULL, language));
    struct text figures = dialect_create(outputs->arena);
    dialect_figures(&figures, dossier->publication);
    outputs_add_text(outputs, "figures.csv", &figures);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        outputs_add_text(outputs, tables[i].path, file_of(dossier, tables[i].table, language));
    }
}

/* -- charts
 * --------------------------------------------------------------------------------------------
 */

/* The charts below a block, in reading order. */
static void collect_charts(struct arena *arena, const struct block *block,
                           const struct chart ***charts, size_t *count)
{
    if (block->chart != NULL) {
        *charts = arena_grow(arena, *charts, *count, *count + 1, sizeof **charts);
        (*charts)[(*count)++] = block->chart;
    }
    for (size_t i = 0; i < block->child_count; i++) {
        collect_charts(arena, block->children[i], charts, count);
    }
}

/* "map-municipalities", "bars-days": the form and the query; a number when it stands there twice.
 */
static const char *chart_name(struct arena *arena, const struct chart *const *charts, size_t at)
{
    size_t before = 0;
    for (size_t i = 0; i < at; i++) {
        before +=
            charts[i]->form == charts[at]->form && text_equal(charts[i]->query, charts[at]->query);
    }
    const char *query = charts[at]->query == NULL ? "" : charts[at]->query;
    const char *form = chart_form_word(charts[at]->form);
    return before == 0 ? arena_printf(arena, "%s-%s", form, query)
                       : arena_printf(arena, "%s-%s-%zu", form, query, before + 1);
}

bool outputs_add_pictures(struct outputs *outputs, const struct report *report,
                          const struct render_options *options, struct error *error)
{
    /* Points: the width of a page of text, which Word and PowerPoint scale at will. */
    const double width = 480;
    const struct chart **charts = NULL;
    size_t count = 0;
    collect_charts(outputs->arena, report->body, &charts, &count);
    for (size_t i = 0; i < count; i++) {
        struct bytes picture;
        if (!render_svg(outputs->arena, charts[i], report, options, width, &picture, error)) {
            return false;
        }
        const char *name = chart_name(outputs->arena, charts, i);
        struct text alt = text_create(outputs->arena);
        text_add(&alt, chart_alt(outputs->arena, charts[i], report->language));
        text_add(&alt, "\r\n");
        outputs_add(outputs, arena_printf(outputs->arena, "pictures/%s.svg", name), picture);
        outputs_add_text(outputs, arena_printf(outputs->arena, "pictures/%s.txt", name), &alt);
    }
    return true;
}

/* -- inside the PDF
 * ------------------------------------------------------------------------------------
 */

struct embedding {
    struct arena *arena;
    VECTOR(struct report_file) files;
};

static void embed(struct embedding *embedding, const char *name, const char *description,
                  const char *mime, const struct text *text)
{
    for (size_t i = 0; i < embedding->files.count; i++) {
        if (text_equal(embedding->files.items[i].name, name)) {
            return;
        }
    }
    *VECTOR_PUSH(embedding->arena, &embedding->files) =
        (struct report_file){.name = name,
                             .description = description,
                             .mime = mime,
                             .relation = "Data",
                             .bytes = bytes_of(text)};
}

/* The hash of every file: a reader sees that none was changed afterwards. */
static void embed_checksums(struct embedding *embedding, bool nl)
{
    struct text list = dialect_create(embedding->arena);
    dialect_text(&list, "file");
    dialect_text(&list, "blake2b");
    dialect_end_row(&list);
    for (size_t i = 0; i < embedding->files.count; i++) {
        const struct report_file *file = &embedding->files.items[i];
        char hash[HASH_TEXT];
        hash_text_of(file->bytes.data, file->bytes.size, hash);
        dialect_text(&list, file->name);
        dialect_text(&list, hash);
        dialect_end_row(&list);
    }
    embed(embedding, "checksums.csv",
          nl ? "Van elk bestand de BLAKE2b-code" : "The BLAKE2b hash of every file", "text/csv",
          &list);
}

void outputs_embed(struct arena *arena, const struct dossier *dossier, enum language language,
                   struct report *report)
{
    bool nl = language == LANGUAGE_NL;
    struct embedding embedding = {.arena = arena};
    embed(&embedding, "figures.json",
          nl ? "Alle cijfers met hun betekenis en herkomst"
             : "All figures with their meaning and origin",
          "application/json", file_of(dossier, NULL, language));
    embed(&embedding, "municipalities.csv",
          nl ? "Deelnemende gemeenten met hun inwoners"
             : "Participating municipalities with their residents",
          "text/csv", file_of(dossier, "participation", language));
    /* What `verify` adds up again. */
    embed(&embedding, "reach.csv",
          nl ? "Elke gemeente van het land, met haar inwoners en hoe zij meedeed"
             : "Every municipality of the country, with its residents and how it took part",
          "text/csv", file_of(dossier, "reach", language));
    embed(&embedding, "sessions.csv", nl ? "Alle sessies" : "All sessions", "text/csv",
          file_of(dossier, "sessions", language));
    embed(&embedding, "organisations.csv",
          nl ? "Deelnemende organisaties naar soort" : "Participating organisations by kind",
          "text/csv", file_of(dossier, "organisations", language));
    embed(&embedding, "balance.csv",
          nl ? "Wat er van elke rij is geworden, per bron" : "What became of every row, by source",
          "text/csv", file_of(dossier, "sources", language));
    const struct chart **charts = NULL;
    size_t count = 0;
    collect_charts(arena, report->body, &charts, &count);
    for (size_t i = 0; i < count; i++) {
        const struct published_table *table =
            charts[i]->query == NULL ? NULL
                                     : publication_table(dossier->publication, charts[i]->query);
        if (table == NULL || text_equal(table->name, "municipalities")) {
            continue;
        }
        embed(&embedding, arena_printf(arena, "%s.csv", table->name), table->caption[language],
              "text/csv", file_of(dossier, table->name, language));
    }
    embed_checksums(&embedding, nl);
    report->files = embedding.files.items;
    report->file_count = embedding.files.count;
}

/* -- writing
 * -------------------------------------------------------------------------------------------
 */

static const char *path_below(const struct outputs *outputs, const char *folder, size_t i)
{
    return arena_printf(outputs->arena, "%s/%s", folder, outputs->files.items[i].path);
}

/* Makes the folder of a file and writes its bytes beside where it will stand; NULL on failure.
 * `swept` is the folder that was tidied last: files of one folder mostly follow each other. */
static const char *stage(const struct outputs *outputs, const char *folder, size_t i,
                         const char **swept, struct error *error)
{
    const struct output_file *file = &outputs->files.items[i];
    const char *path = path_below(outputs, folder, i);
    const char *below = arena_copy(outputs->arena, path, (size_t)(strrchr(path, '/') - path));
    if (!output_folder(outputs->arena, below, error)) {
        return NULL;
    }
    if (!text_equal(*swept, below)) {
        output_sweep(outputs->arena, below, NULL);
        *swept = below;
    }
    return output_stage(outputs->arena, path, file->bytes.data, file->bytes.size, error);
}

bool outputs_write(const struct outputs *outputs, const char *folder, struct error *error)
{
    size_t count = outputs->files.count;
    const char **staged = arena_alloc_array(outputs->arena, count + 1, sizeof *staged);
    const char *swept = "";
    size_t done = 0;
    while (done < count && (staged[done] = stage(outputs, folder, done, &swept, error)) != NULL) {
        done++;
    }
    size_t placed = 0;
    while (done == count && placed < count &&
           output_place(staged[placed], path_below(outputs, folder, placed), error)) {
        placed++;
    }
    for (size_t i = placed; i < done; i++) {
        output_drop(staged[i]);
    }
    return placed == count;
}
