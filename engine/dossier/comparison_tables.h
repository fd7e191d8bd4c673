/* comparison_tables: the tables that the template of a comparison may ask for, by name; and what
 * the files that make them share. Everything in them is made of municipalities and residents, of
 * figures that the gates of both editions let out, or of sums over sessions. Nothing outside
 * comparison_*.c includes this.
 */
#ifndef ENGINE_DOSSIER_COMPARISON_TABLES_H
#define ENGINE_DOSSIER_COMPARISON_TABLES_H

#include "engine/dossier/comparison_provider.h"
#include "engine/publish/guard.h"

struct comparison_provider {
    struct arena *arena;
    const struct comparison_view *view;
    const struct comparison *pair; /* first with last */
    const struct dossier *from, *to;
    struct template_provider of_from, of_to;
    enum language language;
};

struct table_heading {
    const char *name, *title[LANGUAGES];
    enum data_kind kind;
};

struct comparison_table {
    const char *name;
    void (*give)(const struct comparison_provider *provider, struct data_table *out);
};
/* comparison_tables.c: what happened; comparison_series_tables.c: over all editions, and what may
 * come. NULL-named at the end. */
extern const struct comparison_table comparison_tables[], comparison_series_tables[];

/* A table with room for `rows`, all cells empty. */
struct data_cell *table_start(const struct comparison_provider *provider, struct data_table *out,
                              const struct table_heading *headings, size_t count, size_t rows);
struct data_cell table_word(const char *text); /* NULL: empty */
struct data_cell table_number(double value);
const char *table_in(const struct comparison_provider *provider, const char *nl, const char *en);
/* The one of two sentences, filled in; both formats take the same arguments. */
const char *table_printf(const struct comparison_provider *provider, const char *nl, const char *en,
                         ...) __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* Editions are named in headings and first cells. */
const char *table_edition(const struct comparison_provider *provider, const char *id);
/* A figure rounded, or why there is none. */
const char *table_figure(const struct comparison_provider *provider, const struct figure *figure);
/* Full count, its range, or why it has no value. */
const char *table_doubt(const struct comparison_provider *provider, const struct figure *figure);
/* What may be said of a figure of both editions. */
enum verdict comparison_verdict(const struct comparison_provider *provider, const char *id,
                                const struct figure *to, const struct figure *from);

#endif
