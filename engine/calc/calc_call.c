/* calc_call: see calc.h. Arguments by name: numbers, vectors, matrices, words, columns of a file.
 */
#include "engine/calc/calc.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/number.h"
#include "engine/base/vector.h"

/* The names that stand for columns when there is data=. */
static const char *const column_keys[] = {"y", "x", "t", "v", "n", "offset"};

static const char *find(const struct calc_call *call, const char *key)
{
    for (size_t i = 0; i < call->count; i++) {
        if (strcmp(call->arguments[i].key, key) == 0) {
            return call->arguments[i].value;
        }
    }
    return NULL;
}

bool call_has(const struct calc_call *call, const char *key)
{
    return find(call, key) != NULL;
}

static const char *need(struct calc_call *call, const char *key)
{
    const char *value = find(call, key);
    if (value == NULL) {
        error_set_in_both(call->error, ERROR_USAGE, "%s ontbreekt", "%s is missing", key);
    }
    return value == NULL ? "" : value;
}

static void refuse_number(struct calc_call *call, const char *key, const char *token)
{
    const char *shown = text_printable(call->arena, token, strlen(token), 60);
    error_set_in_both(call->error, ERROR_DOMAIN, "%s: \"%s\" is geen getal",
                      "%s: \"%s\" is no number", key, shown);
}

bool call_read_number(const char *token, double *value)
{
    if (strcmp(token, "NA") == 0) {
        *value = (double)NAN;
        return true;
    }
    if (strcmp(token, "Inf") == 0 || strcmp(token, "-Inf") == 0) {
        *value = token[0] == '-' ? -(double)INFINITY : (double)INFINITY;
        return true;
    }
    return number_read(token, value);
}

/* Blank-separated tokens of one row. */
struct tokens {
    char **items;
    size_t count, capacity;
};

static struct tokens split(struct arena *arena, const char *text, size_t size)
{
    struct tokens tokens = {0};
    const char *end = text + size;
    while (text < end) {
        while (text < end && text_is_blank_char(*text)) {
            text++;
        }
        const char *start = text;
        while (text < end && !text_is_blank_char(*text)) {
            text++;
        }
        if (text > start) {
            *VECTOR_PUSH(arena, &tokens) = arena_copy(arena, start, (size_t)(text - start));
        }
    }
    return tokens;
}

double call_number(struct calc_call *call, const char *key)
{
    const char *text = need(call, key);
    struct tokens tokens = split(call->arena, text, strlen(text));
    double value = 0;
    if (error_is_set(call->error)) {
        return 0;
    }
    if (tokens.count != 1) {
        error_set_in_both(call->error, ERROR_DOMAIN, "%s is één getal, niet %zu",
                          "%s is one number, not %zu", key, tokens.count);
    } else if (!call_read_number(tokens.items[0], &value)) {
        refuse_number(call, key, tokens.items[0]);
    } else if (isnan(value)) {
        error_set_in_both(call->error, ERROR_DOMAIN, "%s ontbreekt (NA)", "%s is missing (NA)",
                          key);
        value = 0;
    }
    return value;
}

double call_number_or(struct calc_call *call, const char *key, double otherwise)
{
    return call_has(call, key) ? call_number(call, key) : otherwise;
}

double call_conf(struct calc_call *call)
{
    return call_number_or(call, "conf", 0.95);
}

int64_t call_count(struct calc_call *call, const char *key)
{
    double value = call_number(call, key);
    if (value != floor(value) || fabs(value) > 9007199254740992.0) {
        error_set_in_both(call->error, ERROR_DOMAIN, "%s is geen geheel getal (%g)",
                          "%s is no whole number (%g)", key, value);
        return 0;
    }
    return (int64_t)value;
}

int64_t call_count_or(struct calc_call *call, const char *key, int64_t otherwise)
{
    return call_has(call, key) ? call_count(call, key) : otherwise;
}

bool call_flag(struct calc_call *call, const char *key, bool otherwise)
{
    int64_t value = call_count_or(call, key, otherwise ? 1 : 0);
    if (value != 0 && value != 1) {
        error_set_in_both(call->error, ERROR_DOMAIN, "%s is 0 of 1, niet %lld",
                          "%s is 0 or 1, not %lld", key, (long long)value);
    }
    return value != 0;
}

const char *call_word(struct calc_call *call, const char *key)
{
    return need(call, key);
}

static bool is_column_key(const struct calc_call *call, const char *key)
{
    for (size_t i = 0; call->data != NULL && i < sizeof column_keys / sizeof *column_keys; i++) {
        if (strcmp(column_keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static double *find_column(struct calc_call *call, const char *name)
{
    for (size_t j = 0; j < call->data->column_count; j++) {
        if (strcmp(call->data->names[j], name) == 0) {
            return call->data->columns[j];
        }
    }
    error_set_in_both(call->error, ERROR_DOMAIN, "het bestand heeft geen kolom \"%s\"",
                      "the file has no column \"%s\"", name);
    return NULL;
}

double *call_vector(struct calc_call *call, const char *key, size_t *count)
{
    const char *text = need(call, key);
    *count = 0;
    if (is_column_key(call, key)) {
        double *column = find_column(call, text);
        *count = column == NULL ? 0 : call->data->row_count;
        return column;
    }
    struct tokens tokens = split(call->arena, text, strlen(text));
    double *values = arena_alloc_array(call->arena, tokens.count, sizeof *values);
    for (size_t i = 0; i < tokens.count; i++) {
        if (!call_read_number(tokens.items[i], &values[i])) {
            refuse_number(call, key, tokens.items[i]);
            return values;
        }
    }
    *count = tokens.count;
    return values;
}

double *call_vector_of(struct calc_call *call, const char *key, size_t count, const char *like)
{
    size_t have;
    double *values = call_vector(call, key, &have);
    if (!error_is_set(call->error) && !measure_check_lengths(like, count, key, have, call->error)) {
        return NULL;
    }
    return values;
}

size_t *call_groups(struct calc_call *call, const char *key, size_t count, const char *like)
{
    const char *text = need(call, key);
    struct tokens tokens = split(call->arena, text, strlen(text));
    struct intern *names = intern_create(call->arena);
    size_t *groups = arena_alloc_array(call->arena, count, sizeof *groups);
    if (error_is_set(call->error) ||
        !measure_check_lengths(like, count, key, tokens.count, call->error)) {
        return groups;
    }
    for (size_t i = 0; i < count; i++) {
        groups[i] = intern_put(names, tokens.items[i], strlen(tokens.items[i]));
    }
    return groups;
}

struct calc_matrix call_matrix(struct calc_call *call, const char *key)
{
    const char *text = need(call, key);
    VECTOR(double) values = {0};
    struct calc_matrix matrix = {0};
    for (bool more = !text_is_blank(text); more;) {
        const char *bar = strchr(text, '|');
        size_t size = bar == NULL ? strlen(text) : (size_t)(bar - text);
        struct tokens tokens = split(call->arena, text, size);
        if (matrix.rows > 0 && tokens.count != matrix.columns) {
            error_set_in_both(call->error, ERROR_DOMAIN,
                              "%s: rij %zu heeft %zu waarden, de eerste %zu",
                              "%s: row %zu has %zu values, the first %zu", key, matrix.rows + 1,
                              tokens.count, matrix.columns);
            return (struct calc_matrix){0};
        }
        matrix.columns = tokens.count;
        matrix.rows++;
        for (size_t i = 0; i < tokens.count; i++) {
            double *value = VECTOR_PUSH(call->arena, &values);
            if (!call_read_number(tokens.items[i], value)) {
                refuse_number(call, key, tokens.items[i]);
            }
        }
        more = bar != NULL;
        text = more ? bar + 1 : text;
    }
    matrix.items = values.items;
    return matrix;
}

static struct calc_matrix named_columns(struct calc_call *call, const char *text, size_t rows)
{
    struct tokens tokens = split(call->arena, text, strlen(text));
    struct calc_matrix matrix = {.rows = rows, .columns = tokens.count};
    matrix.items = arena_alloc_array(call->arena, rows * tokens.count, sizeof *matrix.items);
    for (size_t j = 0; j < tokens.count; j++) {
        const double *column = find_column(call, tokens.items[j]);
        for (size_t i = 0; column != NULL && i < rows; i++) {
            matrix.items[i * tokens.count + j] = column[i];
        }
    }
    return matrix;
}

static struct calc_matrix transposed(struct arena *arena, struct calc_matrix matrix)
{
    struct calc_matrix result = {.rows = matrix.columns, .columns = matrix.rows};
    result.items = arena_alloc_array(arena, matrix.rows * matrix.columns, sizeof *result.items);
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            result.items[i * result.columns + j] = matrix.items[j * matrix.columns + i];
        }
    }
    return result;
}

struct calc_matrix call_columns(struct calc_call *call, const char *key, size_t rows)
{
    const char *text = call_has(call, key) ? need(call, key) : "";
    if (text_is_blank(text)) {
        return (struct calc_matrix){.rows = rows}; /* an intercept alone */
    }
    if (is_column_key(call, key)) {
        return named_columns(call, text, rows);
    }
    struct calc_matrix matrix = call_matrix(call, key);
    if (matrix.rows == 1 && matrix.columns == rows) {
        matrix.rows = rows;
        matrix.columns = 1;
    } else if (matrix.rows != rows && matrix.columns == rows) {
        matrix = transposed(call->arena, matrix); /* a row per column of x was meant */
    }
    if (!error_is_set(call->error)) {
        measure_check_lengths("y", rows, key, matrix.rows, call->error);
    }
    return matrix;
}

bool call_parse(struct arena *arena, const char *text, struct calc_call *call, struct error *error)
{
    VECTOR(struct calc_argument) arguments = {0};
    while (*text != '\0') {
        const char *end = strchr(text, ';');
        size_t size = end == NULL ? strlen(text) : (size_t)(end - text);
        char *part = text_trim(arena, arena_copy(arena, text, size));
        char *equals = strchr(part, '=');
        if (equals == NULL && part[0] != '\0') {
            return error_set_in_both(error, ERROR_USAGE, "een argument is naam=waarde, niet \"%s\"",
                                     "an argument is name=value, not \"%s\"", part);
        }
        if (equals != NULL) {
            *equals = '\0';
            *VECTOR_PUSH(arena, &arguments) =
                (struct calc_argument){.key = part, .value = equals + 1};
        }
        text += size + (end != NULL);
    }
    call->arguments = arguments.items;
    call->count = arguments.count;
    return true;
}
