/* expected_exports: the lines of an EXPECTED.csv of the exports, each about one file beside it.
 *
 *     struct table *table = expected_exports_open(arena, "fixtures/exports/", &record);
 *     while (table_next(table, &record)) use(record.cells[0]);                     the file
 */
#ifndef TESTS_SUPPORT_EXPECTED_EXPORTS_H
#define TESTS_SUPPORT_EXPECTED_EXPORTS_H

#include "engine/read/table.h"

/* `folder` ends with a slash. The record is that of the headings, until the next is read. */
struct table *expected_exports_open(struct arena *arena, const char *folder,
                                    struct record *headings);

#endif
