/* calc: any statistic of engine/measure from the command line, and files of cases.
 *
 *     rodedraad calc prop.wilson x=47 n=62
 *     rodedraad calc --cases fixtures/statistics/proportions.csv
 *
 * A statistic is one row of a table: its name, its arguments, the function that reads them and
 * calls engine/measure, the fields of the result, and a sentence in Dutch and English. Each family
 * of STATISTICS.md has a table in a file of its own (calc_<family>.c). This header is shared by
 * those files and by the parts of the command: calc_call.c (arguments), calc_value.c (results as
 * text and JSON), calc_say.c (sentences), calc_cases.c (files of cases), calc_file.c (CSV).
 */
#ifndef ENGINE_CALC_CALC_H
#define ENGINE_CALC_CALC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/language.h"
#include "engine/base/text.h"
#include "engine/measure/measure.h"

/* ---- a call: arguments by name ---- */

struct calc_argument {
    const char *key, *value;
};

/* The file that data= names: columns of numbers. */
struct calc_data {
    const char **names;
    double **columns; /* NaN is a missing value */
    size_t column_count, row_count;
};

struct calc_call {
    struct arena *arena;
    const struct calc_argument *arguments;
    size_t count;
    const char *folder; /* where data= is sought */
    int threads;
    struct calc_data *data; /* NULL without data= */
    void *result;
    struct error *error;
};

struct calc_matrix {
    double *items; /* row by row */
    size_t rows, columns;
};

/* Readers of one argument. A fault is set in call->error and the value is 0 or empty: the caller
 * goes on and the error is found at the end. NA is NaN. */
bool call_has(const struct calc_call *call, const char *key);
double call_number(struct calc_call *call, const char *key);
double call_number_or(struct calc_call *call, const char *key, double otherwise);
double call_conf(struct calc_call *call); /* conf, or 0.95 */
int64_t call_count(struct calc_call *call, const char *key);
int64_t call_count_or(struct calc_call *call, const char *key, int64_t otherwise);
/* A flag: 0 or 1. */
bool call_flag(struct calc_call *call, const char *key, bool otherwise);
const char *call_word(struct calc_call *call, const char *key);
double *call_vector(struct calc_call *call, const char *key, size_t *count);
/* A vector that must have `count` values. */
double *call_vector_of(struct calc_call *call, const char *key, size_t count, const char *like);
/* Words or numbers as group numbers from 0, in order of first appearance. */
size_t *call_groups(struct calc_call *call, const char *key, size_t count, const char *like);
struct calc_matrix call_matrix(struct calc_call *call, const char *key);
/* The columns of x (data= names them; else a vector or a matrix with a row per observation), each
 * of `rows` values. */
struct calc_matrix call_columns(struct calc_call *call, const char *key, size_t rows);

/* Splits "key=value;key=value". */
bool call_parse(struct arena *arena, const char *text, struct calc_call *call, struct error *error);
/* Reads a value of the grammar as numbers: false when a token is neither a number nor NA. */
bool call_read_number(const char *token, double *value);

/* ---- a statistic ---- */

enum field_kind { FIELD_NUMBER, FIELD_VECTOR, FIELD_WORD };

struct field {
    const char *name;
    size_t offset;
    enum field_kind kind;
};

struct statistic {
    const char *name;
    const char *arguments; /* names, blank-separated, those in [brackets] may be left out */
    bool (*run)(struct calc_call *call);
    const struct field *fields; /* up to one without a name */
    size_t size, about;         /* of the result, and where its struct about is */
    const char *says[LANGUAGES];
};

struct statistic_family {
    const struct statistic *rows;
    size_t count;
};

#define NUMBER_FIELD(type, field)                                                                  \
    {                                                                                              \
#field, offsetof(struct type, field), FIELD_NUMBER                                         \
    }
#define VECTOR_FIELD(type, field)                                                                  \
    {                                                                                              \
#field, offsetof(struct type, field), FIELD_VECTOR                                         \
    }
#define WORD_FIELD(type, field)                                                                    \
    {                                                                                              \
#field, offsetof(struct type, field), FIELD_WORD                                           \
    }
#define RENAMED_FIELD(type, field, shown, kind)                                                    \
    {                                                                                              \
        shown, offsetof(struct type, field), kind                                                  \
    }
#define LAST_FIELD                                                                                 \
    {                                                                                              \
        NULL, 0, FIELD_NUMBER                                                                      \
    }
#define STATISTIC(name, arguments, run, type, fields, nl, en)                                      \
    {                                                                                              \
        name, arguments, run, fields, sizeof(struct type), offsetof(struct type, about),           \
        {                                                                                          \
            nl, en                                                                                 \
        }                                                                                          \
    }
#define FAMILY(rows)                                                                               \
    {                                                                                              \
        rows, sizeof rows / sizeof rows[0]                                                         \
    }

#define CALC_FAMILY(name) extern const struct statistic_family calc_family_##name;
#include "engine/calc/calc_families.def"
#undef CALC_FAMILY

const struct statistic *calc_find(const char *name);
/* Checks the argument names, reads data=, runs. The result is in call->result. */
bool calc_run(const struct statistic *statistic, struct calc_call *call);

/* ---- results ---- */

static inline const struct about *calc_about(const struct statistic *statistic, const void *result)
{
    return (const struct about *)(const void *)((const char *)result + statistic->about);
}

/* The field called `name` as text of the case grammar ("1 2|3 4", NA, Inf), NULL when there is
 * none; also the parts of about: method, n, missing, seed. */
const char *calc_field_text(struct arena *arena, const struct statistic *statistic,
                            const void *result, const char *name);
void calc_write_json(struct json *json, const struct statistic *statistic, const void *result,
                     enum language language);
/* The sentence, with what is undefined and what must be said beside it. */
void calc_say(struct text *text, const struct statistic *statistic, const struct calc_call *call,
              enum language language);

/* ---- files ---- */

/* Records of an RFC 4180 file: rows[i][j] is a string; short records are filled up with "". */
struct calc_table {
    char ***rows;
    size_t row_count, column_count;
};
bool calc_read_csv(struct arena *arena, const char *path, struct calc_table *table,
                   struct error *error);
struct calc_data *calc_read_data(struct arena *arena, const char *path, struct error *error);

/* Runs every case; prints a line per expected key, then "N passed, N failed". */
bool calc_run_cases(struct arena *arena, const char *path, const char *folder, int threads,
                    bool json, enum language language, FILE *out, size_t *failed,
                    struct error *error);

#endif
