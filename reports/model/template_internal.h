/* template_internal: what the template*.c files share. */
#ifndef REPORTS_MODEL_TEMPLATE_INTERNAL_H
#define REPORTS_MODEL_TEMPLATE_INTERNAL_H

#include "engine/base/text.h"
#include "reports/model/template.h"

struct builder {
    struct arena *arena;
    const char *file;
    const struct template_provider *provider;
    enum language language;
    struct report *report;
    struct template_findings *findings;
    struct error *error;
};

/* One filled text: runs, or the reason why it has none. */
enum fill { FILL_DONE, FILL_NO_VALUE, FILL_ERROR };

/* Adds the text of one node to the runs, holes filled; `like` gives look and link of new runs. */
enum fill template_fill(struct builder *builder, long line, const char *text, struct run like,
                        struct rich *rich);
/* The same to a plain string. */
enum fill template_fill_plain(struct builder *builder, long line, const char *text,
                              const char **out);
/* Does the name (a figure, or a query with rows) hold something? */
enum fill template_holds(struct builder *builder, long line, const char *name, bool *holds);

void template_say(struct builder *builder, long line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Sets ERROR_TEMPLATE for an unknown word, with the nearest of the known ones; returns false. */
bool template_unknown(struct builder *builder, long line, const char *what, const char *word,
                      const char *const *known, size_t count);

/* A fenced block: adds what it makes to `parent`. False on an error. */
bool template_fence(struct builder *builder, struct block *parent, long line, const char *info,
                    const char *literal);

/* --- fences: keys and values --- */
struct entry {
    const char *key; /* NULL for a line of key figures */
    const char *value;
    long line;
};
struct fence {
    struct builder *builder;
    const char *info;
    long line;
    struct entry *entries;
    size_t count, capacity;
};
/* The filled value of a key, "" when it is not there. FILL_NO_VALUE when a hole has no value. */
enum fill fence_value(struct fence *fence, const char *key, const char **value);
/* The raw value, NULL when it is not there. */
const char *fence_raw(const struct fence *fence, const char *key);
/* The answer to the query named by `key`; FILL_NO_VALUE (said) when it has no rows. */
enum fill fence_table(struct fence *fence, const char *key, struct data_table *table);
/* The column named by `key` (or by its default name), -1 when there is none. A name that was given
 * but is not in the table is an error. */
bool fence_column(struct fence *fence, const char *key, const char *standard,
                  const struct data_table *table, int *column);
const char *fence_cell_text(struct builder *builder, const struct data_table *table, size_t row,
                            int column);
/* Splits at commas; blanks around the parts are trimmed. Returns how many there are. */
size_t fence_split(struct arena *arena, const char *list, const char **parts, size_t limit);
bool fence_chart(struct fence *fence, struct block *parent);
bool fence_make_table(struct fence *fence, struct block *parent);
size_t fence_limit(const struct fence *fence, size_t rows);
enum block_width fence_width(const struct fence *fence);

static inline const char *template_say_in(enum language language, const char *nl, const char *en)
{
    return language == LANGUAGE_NL ? nl : en;
}

#endif
