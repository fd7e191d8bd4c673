/* row_pages: C arrays into the large tables, three times faster than through array_table.
 *
 * Rows are written down as SQLite keeps them, as the pages of a table in a database of their own in
 * memory (half a megabyte, made again and again), and SQLite copies them from there into the store:
 * INSERT INTO main.t SELECT * FROM rows.t. Between two tables of the same shape SQLite does that
 * record by record, without looking inside: what is not done is asking for every column of every
 * row by a call. Every byte of the store is still written by SQLite; were the shapes to differ, it
 * would take the columns out one by one, which is slower, not wrong.
 *
 * For tables without types, keys, references and indexes (queries/schema: those of millions of
 * rows), whose columns are: edition; the number of the row, if rows have one; the fields of the
 * array, in its order.
 *
 * Source of the format: the description of SQLite's file format, version 3 ("Database File
 * Format"): 1.3 the header, 1.6 b-tree pages and overflow, 2.1 records, 2.6 the schema table.
 */
#ifndef ENGINE_STORE_ROW_PAGES_H
#define ENGINE_STORE_ROW_PAGES_H

#include "engine/store/array_table.h"

/* Appends `count` rows of the array to its table, in their order, as rows of edition number
 * `edition`. numbered: the second column is the row's number in the array. Within a transaction. */
bool row_pages_load(struct store *store, enum array_name name, bool numbered, int64_t edition,
                    const void *rows, size_t count, struct error *error);

/* Lets the database in memory go, once the transaction is over; within one nothing happens. */
void row_pages_close(struct store *store);

#endif
