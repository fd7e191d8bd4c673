/* verify: recomputing a published report: what the PDF carries, what comes out when it is computed
 * again, and the verdict per figure. */
#ifndef ENGINE_VERIFY_VERIFY_H
#define ENGINE_VERIFY_VERIFY_H

#include "engine/dossier/dossier.h"
#include "engine/ledger/ledger.h"
#include "engine/verify/verify_pdf.h"

/* -- what a PDF carries (verify_data.c) ---------------------------------------------------------
 */

/* A CSV file of ours; no columns when the PDF has no such file. */
struct data_table {
    const char **headings;
    const char **cells; /* row by row */
    size_t column_count, row_count;
};

struct report_data {
    const struct pdf_content *content;
    struct ledger ledger; /* figures.json */
    const char **from;    /* of a comparison: the earlier edition of each figure; else NULL */
    struct data_table reach, municipalities, sessions, organisations, balance, checksums, days,
        threads;
};

/* Fails with ERROR_REPORT when figures.json is not there or cannot be understood. */
bool report_data_read(struct arena *arena, const char *path, const struct pdf_content *content,
                      struct report_data *data, struct error *error);
/* The column of a heading, in either language; SIZE_MAX when there is none. */
size_t data_column(const struct data_table *table, const char *nl, const char *en);
const char *data_at(const struct data_table *table, size_t row, size_t column);
/* A number with a decimal comma; false when the cell holds words or nothing. */
bool data_number(const struct data_table *table, size_t row, size_t column, double *number);

/* -- verdicts ------------------------------------------------------------------------------------
 */

enum verdict { VERDICT_AGREES, VERDICT_DIFFERS, VERDICT_NOT_CHECKED, VERDICTS };

/* One line of the answer: a figure, a file inside the PDF, or the text of the pages. */
struct outcome {
    const char *id;
    enum verdict verdict;
    const char *reported, *recomputed; /* as text; NULL when there is none */
    const char *why[LANGUAGES];        /* how it was recomputed, or why not */
};

struct verification {
    struct arena *arena;
    const struct report_data *data;
    VECTOR(struct outcome) outcomes;
};

void verification_add(struct verification *verification, const char *id, enum verdict verdict,
                      const char *reported, const char *recomputed, const char *nl, const char *en);
/* "6824964 (6713473 - 8878421)" for programs and people alike; "-" without a value. */
const char *verify_figure_text(struct arena *arena, const struct figure *figure);

/* From the PDF alone (verify_check.c, verify_sessions.c). */
void verify_figures(struct verification *verification);
/* The list of municipalities and the list that the residents are added up from say the same. */
void verify_lists(struct verification *verification);
/* What the tables of sessions say about a figure: false when they say nothing. */
bool verify_by_sessions(struct verification *verification, const struct figure *figure);
/* What the days say, and other figures (verify_inside.c): false when they say nothing. */
bool verify_by_days(struct verification *verification, const struct figure *figure);
bool verify_by_neighbours(struct verification *verification, const struct figure *figure);
/* A comparison, from its list of municipalities (verify_comparison.c). */
void verify_comparison(struct verification *verification);
/* From the tables of organisations and of rows; false when they say nothing of it. */
bool verify_by_lists(struct verification *verification, const struct figure *figure);
/* The files inside are those that the report was made with (verify_files.c). */
void verify_files(struct verification *verification);
/* What the pages say with "meer dan" is true of a figure, the headline among them (verify_text.c).
 */
void verify_text(struct verification *verification);
/* From the rows: every figure and every file of the PDF beside those of the folder. */
void verify_dossier(struct verification *verification, const struct dossier *dossier);

#endif
