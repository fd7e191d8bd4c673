/* tables_reader: what tables.c and tables_names.c share while they read one CSV file. */
#ifndef ENGINE_REFERENCE_TABLES_READER_H
#define ENGINE_REFERENCE_TABLES_READER_H

#include "engine/reference/tables.h"

struct reader {
    struct reference_tables *tables;
    struct arena *arena;
    const char *name;
    const struct csv_table *csv;
    struct error *error;
};

/* The cell under a heading, "" when there is no such column. */
const char *tables_cell(const struct reader *reader, const struct csv_row *row,
                        const char *heading);
/* Sets ERROR_SETTINGS at the row; always false. */
bool tables_refuse(const struct reader *reader, const struct csv_row *row, const char *what);
/* A whole number from 0, or -1. */
int tables_whole(const char *text);

bool tables_add_aliases(struct reader *reader);
bool tables_add_places(struct reader *reader);
bool tables_add_domains(struct reader *reader);
bool tables_add_organisations(struct reader *reader);
bool tables_add_organisation_aliases(struct reader *reader);

#endif
