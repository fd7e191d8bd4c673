/* municipality_provider: see municipality_provider.h. */
#include "engine/dossier/municipality_provider.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/reference/reference.h"

struct around {
    struct arena *arena;
    const struct dossier *dossier;
    const struct municipality_page *page;
    const struct template_provider *week;
    enum language language;
    const char *province; /* NULL when not known */
};

static const char *const names[] = {
    "municipality.name",    "municipality.code",       "municipality.province",
    "municipality.people",  "municipality.residents",  "municipality.direct",
    "municipality.partner", "municipality.others",     "municipality.without",
    "province.direct",      "province.municipalities", "size.name",
    "size.direct",          "size.municipalities"};
enum { NAMES = sizeof names / sizeof names[0], TEXTS = 4, SIZE_NAME = 11 };

size_t municipality_page_count(const struct dossier *dossier)
{
    const struct published_table *reach = publication_table(dossier->publication, "reach");
    return reach == NULL ? 0 : reach->row_count;
}

struct municipality_page municipality_page_at(const struct dossier *dossier, size_t row)
{
    const struct published_table *reach = publication_table(dossier->publication, "reach");
    return (struct municipality_page){
        .code = published_at(reach, row, 0)->text[LANGUAGE_NL],
        .name = published_at(reach, row, 1)->text[LANGUAGE_NL],
        .reach = reach,
        .row = row,
    };
}

/* -- what is known of the municipality
 * ---------------------------------------------------------------------------------
 */

static double fact(const struct municipality_page *page, const char *column)
{
    const struct published_cell *cell =
        published_at(page->reach, page->row, published_column_find(page->reach, column));
    return cell->state == PUBLISHED_SHOWN ? cell->number : 0;
}

/* A number of a table, in the row whose first cell reads `label`. */
static double number_of(const struct around *around, const char *query, const char *label,
                        const char *column)
{
    const struct published_table *table = publication_table(around->dossier->publication, query);
    for (size_t row = 0; table != NULL && label != NULL && row < table->row_count; row++) {
        if (text_equal(published_at(table, row, 0)->text[around->language], label)) {
            const struct published_cell *cell =
                published_at(table, row, published_column_find(table, column));
            return cell->state == PUBLISHED_SHOWN ? cell->number : NAN;
        }
    }
    return NAN;
}

/* The class of its participants, as the report of the week has it. */
static const char *people_of(const struct around *around)
{
    const struct published_table *table =
        publication_table(around->dossier->publication, "participation");
    for (size_t row = 0; table != NULL && row < table->row_count; row++) {
        if (text_equal(published_at(table, row, published_column_find(table, "code"))->text[0],
                       around->page->code)) {
            return published_at(table, row, published_column_find(table, "people"))
                ->text[around->language];
        }
    }
    return NULL;
}

static const char *size_name(const struct around *around)
{
    return layout_size_class_name(layout_size_class((int32_t)fact(around->page, "population")),
                                  around->language);
}

static const char *text_of(const struct around *around, size_t name)
{
    return name == 0           ? around->page->name
           : name == 1         ? around->page->code
           : name == 2         ? around->province
           : name == SIZE_NAME ? size_name(around)
                               : people_of(around);
}

static double week_number(const struct around *around, const char *id)
{
    const struct figure *figure = publication_figure(around->dossier->publication, id);
    return figure == NULL || !figure->has_value ? NAN : figure->value;
}

static double value_of(const struct around *around, size_t name)
{
    double direct = fact(around->page, "attended") > 0 ? 1 : 0;
    switch (name) {
    case 4:
        return fact(around->page, "population");
    case 5:
        return direct;
    case 6:
        return direct == 0 && fact(around->page, "partner") > 0 ? 1 : 0;
    case 7: /* the others that took part themselves */
        return week_number(around, "municipalities.direct") - direct;
    case 8: /* the week's residents without this municipality */
        return week_number(around, "residents.direct") - direct * fact(around->page, "population");
    case 9:
        return number_of(around, "provinces", around->province, "direct");
    case 10:
        return number_of(around, "provinces", around->province, "municipalities");
    case 12:
        return number_of(around, "sizes", size_name(around), "direct");
    default:
        return number_of(around, "sizes", size_name(around), "municipalities");
    }
}

static bool give_figure(void *context, const char *id, struct template_value *value)
{
    const struct around *around = context;
    for (size_t i = 0; i < NAMES; i++) {
        if (!text_equal(names[i], id)) {
            continue;
        }
        *value = (struct template_value){.value = NAN,
                                         .low = NAN,
                                         .high = NAN,
                                         .reason = around->language == LANGUAGE_NL ? "niet bekend"
                                                                                   : "not known"};
        if (i < TEXTS || i == SIZE_NAME) {
            value->text = text_of(around, i);
            value->defined = value->text != NULL;
        } else {
            value->value = value_of(around, i);
            value->defined = !isnan(value->value);
            value->unit = i == 4 || i == 8 ? "residents" : "municipalities";
        }
        return true;
    }
    return around->week->figure(around->week->context, id, value);
}

/* -- the map
 * ---------------------------------------------------------------------------------
 */

/* Everybody who took part, and the municipality itself as class 1, also when it did not. */
static void give_map(const struct around *around, struct data_table *table)
{
    static const struct data_column columns[] = {{.name = "code", .title = "", .kind = DATA_TEXT},
                                                 {.name = "level", .title = "", .kind = DATA_COUNT},
                                                 {.name = "name", .title = "", .kind = DATA_TEXT}};
    const struct published_table *all =
        publication_table(around->dossier->publication, "participation");
    size_t rows = all == NULL ? 0 : all->row_count;
    struct data_cell *cells = arena_alloc_array(around->arena, 3 * (rows + 1), sizeof *cells);
    cells[0] = (struct data_cell){DATA_KNOWN, NAN, around->page->code};
    cells[1] = (struct data_cell){DATA_KNOWN, 1, NULL};
    cells[2] = (struct data_cell){DATA_KNOWN, NAN, around->page->name};
    size_t kept = 1;
    for (size_t row = 0; row < rows; row++) {
        const char *code = published_at(all, row, published_column_find(all, "code"))->text[0];
        if (text_equal(code, around->page->code)) {
            continue;
        }
        double level = published_at(all, row, published_column_find(all, "level"))->number;
        struct data_cell *out = &cells[3 * kept++];
        out[0] = (struct data_cell){DATA_KNOWN, NAN, code};
        out[1] = (struct data_cell){DATA_KNOWN, level + 1, NULL};
        out[2] = (struct data_cell){DATA_KNOWN, NAN, published_at(all, row, 0)->text[0]};
    }
    *table = (struct data_table){
        .columns = columns, .column_count = 3, .cells = cells, .row_count = kept};
}

static bool give_table(void *context, const char *query, struct data_table *table)
{
    const struct around *around = context;
    if (text_equal(query, "municipality_map")) {
        give_map(around, table);
        return true;
    }
    return around->week->table(around->week->context, query, table);
}

static const char *give_comparison(void *context, struct arena *arena, const char *a, const char *b)
{
    const struct around *around = context;
    return around->week->compare(around->week->context, arena, a, b);
}

struct template_provider municipality_provider_create(struct arena *arena,
                                                      const struct dossier *dossier,
                                                      const struct municipality_page *page,
                                                      const struct template_provider *week,
                                                      enum language language)
{
    struct around *around = arena_alloc(arena, sizeof *around);
    *around = (struct around){arena, dossier, page, week, language, NULL};
    if (text_starts_with(page->code, "GM")) {
        int province =
            reference_province(reference_create(arena), (int)strtol(page->code + 2, NULL, 10));
        around->province = province == PROVINCE_UNKNOWN ? NULL : tables_province_name(province);
    }
    struct template_provider provider = *week;
    provider.context = around;
    provider.figure = give_figure;
    provider.table = give_table;
    provider.compare = give_comparison;
    const char **all = arena_alloc_array(arena, week->figure_count + NAMES, sizeof *all);
    memcpy(all, names, sizeof names);
    if (week->figure_count > 0) {
        memcpy(all + NAMES, week->figure_names, week->figure_count * sizeof *all);
    }
    provider.figure_names = all;
    provider.figure_count = week->figure_count + NAMES;
    return provider;
}
