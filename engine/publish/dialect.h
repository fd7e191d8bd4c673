/* dialect: files for people who double-click: CSV as Dutch Excel reads it. UTF-8 with BOM, `;`,
 * CRLF, decimal comma without a mark for thousands; a cell that Excel would take for a formula gets
 * an apostrophe before it. */
#ifndef ENGINE_PUBLISH_DIALECT_H
#define ENGINE_PUBLISH_DIALECT_H

#include "engine/base/text.h"
#include "engine/publish/gate.h"

/* A new file: the BOM. */
struct text dialect_create(struct arena *arena);
/* Cells of a row, then its end. NULL is an empty cell. */
void dialect_text(struct text *file, const char *cell);
void dialect_number(struct text *file, double number);
void dialect_end_row(struct text *file);

/* A published table with its headings; what is not shown is said in words. */
void dialect_table(struct text *file, const struct published_table *table, enum language language);
/* Rows of a table of one of several editions, `edition` before each; the heading when asked for. */
void dialect_table_of(struct text *file, const struct published_table *table, const char *edition,
                      bool heading, enum language language);
/* The gated figures: one row per figure, keys as in the ledger. */
void dialect_figures(struct text *file, const struct publication *publication);

#endif
