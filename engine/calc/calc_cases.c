/* calc_cases: see calc.h. A case passes when every expected key is met at the case's tolerances and
 * every printed figure is what the result rounds to. A refusal counts as "undefined" and says why.
 */
#include "engine/calc/calc.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/vector.h"

/* Where the columns of a case file are. */
struct layout {
    size_t id, stat, args, expect, published, rtol, atol;
};

struct outcome {
    struct arena *arena;
    const char *id;
    FILE *out;
    struct json *json; /* NULL: lines */
    bool passed;
};

static bool find_column(const struct calc_table *table, const char *path, const char *name,
                        size_t *column, struct error *error)
{
    for (size_t j = 0; table->row_count > 0 && j < table->column_count; j++) {
        if (strcmp(table->rows[0][j], name) == 0) {
            *column = j;
            return true;
        }
    }
    return error_set_in_both(error, ERROR_DOMAIN, "%s heeft geen kolom \"%s\"",
                             "%s has no column \"%s\"", path, name);
}

static bool find_layout(const struct calc_table *table, const char *path, struct layout *layout,
                        struct error *error)
{
    return find_column(table, path, "id", &layout->id, error) &&
           find_column(table, path, "stat", &layout->stat, error) &&
           find_column(table, path, "args", &layout->args, error) &&
           find_column(table, path, "expect", &layout->expect, error) &&
           find_column(table, path, "published", &layout->published, error) &&
           find_column(table, path, "rtol", &layout->rtol, error) &&
           find_column(table, path, "atol", &layout->atol, error);
}

/* The next token of a value ("1 2|3 4"); *row counts the bars before it. */
static bool next_token(const char **at, char *token, size_t size, size_t *row)
{
    while (**at == ' ' || **at == '|') {
        *row += **at == '|';
        (*at)++;
    }
    size_t length = strcspn(*at, " |");
    if (length == 0) {
        return false;
    }
    snprintf(token, size, "%.*s", (int)length, *at);
    *at += length;
    return true;
}

/* Only NA, at least once: undefined as a whole. */
static bool all_missing(const char *value)
{
    char token[NUMBER_TEXT];
    size_t row = 0, count = 0;
    while (next_token(&value, token, sizeof token, &row)) {
        if (strcmp(token, "NA") != 0) {
            return false;
        }
        count++;
    }
    return count > 0;
}

/* Half a unit of the last digit of a printed number such as "2.954e-07". */
static double half_unit(const char *printed)
{
    const char *point = strchr(printed, '.'), *power = strpbrk(printed, "eE");
    size_t digits = 0;
    if (point != NULL) {
        digits = strspn(point + 1, "0123456789");
    }
    long exponent = power == NULL ? 0 : strtol(power + 1, NULL, 10);
    return 0.5 * pow(10, (double)exponent - (double)digits);
}

struct tolerance {
    double relative, absolute;
    bool printed; /* compare to half a unit of the last printed digit */
};

/* One token against another; *difference grows to the largest relative difference. */
static bool token_agrees(const char *expected, const char *computed, struct tolerance tolerance,
                         double *difference)
{
    double want, got;
    if (tolerance.printed && strcmp(expected, "-") == 0) {
        return true;
    }
    if (!call_read_number(expected, &want)) {
        return strcmp(expected, computed) == 0;
    }
    if (!call_read_number(computed, &got)) {
        return false;
    }
    if (isnan(want) || isnan(got)) {
        return isnan(want) && isnan(got);
    }
    if (isinf(want) || isinf(got)) {
        return want == got;
    }
    double gap = fabs(got - want);
    double relative = want == 0 ? gap : gap / fabs(want);
    *difference = relative > *difference ? relative : *difference;
    if (tolerance.printed) {
        return gap <= half_unit(expected) * (1 + 1e-9) + 4e-16 * fabs(want);
    }
    return gap <= fmax(tolerance.relative * fabs(want), tolerance.absolute);
}

static bool value_agrees(const char *expected, const char *computed, struct tolerance tolerance,
                         double *difference)
{
    char want[NUMBER_TEXT], got[NUMBER_TEXT];
    size_t want_row = 0, got_row = 0;
    bool agrees = true, rows_given = strchr(expected, '|') != NULL; /* printed ones have none */
    if (strcmp(computed, "NA") == 0 && all_missing(expected)) {
        return true;
    }
    for (;;) {
        bool more = next_token(&expected, want, sizeof want, &want_row);
        if (next_token(&computed, got, sizeof got, &got_row) != more) {
            return false;
        }
        if (!more) {
            return agrees;
        }
        agrees = (want_row == got_row || !rows_given) &&
                 token_agrees(want, got, tolerance, difference) && agrees;
    }
}

static void report(struct outcome *outcome, const char *key, const char *expected,
                   const char *computed, double difference, bool passed)
{
    outcome->passed = outcome->passed && passed;
    if (outcome->json == NULL) {
        fprintf(outcome->out, "%s\t%s\t%s\t%s\t%.2e\t%s\n", outcome->id, key, expected, computed,
                difference, passed ? "pass" : "FAIL");
        return;
    }
    struct json *json = outcome->json;
    json_newline(json);
    json_begin(json, '{');
    const char *const pairs[][2] = {
        {"id", outcome->id}, {"key", key}, {"expected", expected}, {"computed", computed}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        json_key(json, pairs[i][0]);
        json_string(json, pairs[i][1]);
    }
    json_key(json, "difference");
    json_number(json, difference);
    json_key(json, "passed");
    json_bool(json, passed);
    json_end(json, '}');
}

/* Compares every key=value of `wanted` with the result; refusal is NULL unless the call refused. */
static void compare(struct outcome *outcome, const struct statistic *statistic,
                    const struct calc_call *call, const char *wanted, struct tolerance tolerance,
                    const char *refusal)
{
    struct calc_call keys = {0};
    struct error error = {0};
    if (!call_parse(outcome->arena, wanted, &keys, &error)) {
        report(outcome, "expect", wanted, "?", 0, false);
        return;
    }
    for (size_t i = 0; i < keys.count; i++) {
        const char *key = keys.arguments[i].key, *expected = keys.arguments[i].value;
        const char *shown =
            tolerance.printed ? arena_printf(outcome->arena, "%s (printed)", key) : key;
        double difference = 0;
        if (refusal != NULL) {
            report(outcome, shown, expected, refusal, 0, all_missing(expected));
            continue;
        }
        const char *computed = calc_field_text(outcome->arena, statistic, call->result, key);
        bool passed = computed != NULL && value_agrees(expected, computed, tolerance, &difference);
        report(outcome, shown, expected, computed == NULL ? "?" : computed, difference, passed);
    }
}

static void run_case(struct outcome *outcome, char *const *row, const struct layout *layout,
                     const char *folder, int threads, enum language language)
{
    const struct statistic *statistic = calc_find(row[layout->stat]);
    struct error error = {0};
    struct calc_call call = {
        .arena = outcome->arena, .folder = folder, .threads = threads, .error = &error};
    struct tolerance exact = {0};
    struct tolerance printed = {.printed = true};
    if (statistic == NULL || !call_read_number(row[layout->rtol], &exact.relative) ||
        !call_read_number(row[layout->atol], &exact.absolute)) {
        report(outcome, row[layout->stat], "", "?", 0, false);
        return;
    }
    char sentence[1400];
    const char *refusal = NULL;
    if (!call_parse(outcome->arena, row[layout->args], &call, &error) ||
        !calc_run(statistic, &call)) {
        error_write(&error, language, sentence, sizeof sentence);
        refusal = sentence;
    }
    compare(outcome, statistic, &call, row[layout->expect], exact, refusal);
    compare(outcome, statistic, &call, row[layout->published], printed, refusal);
}

bool calc_run_cases(struct arena *arena, const char *path, const char *folder, int threads,
                    bool json, enum language language, FILE *out, size_t *failed,
                    struct error *error)
{
    struct calc_table table;
    struct layout layout = {0};
    if (!calc_read_csv(arena, path, &table, error) || !find_layout(&table, path, &layout, error)) {
        return false;
    }
    struct text text = text_create(arena);
    struct json writer = json_create(&text);
    json_begin(&writer, '[');
    size_t passed = 0;
    *failed = 0;
    for (size_t i = 1; i < table.row_count; i++) {
        struct arena *scratch = arena_create();
        struct outcome outcome = {.arena = scratch,
                                  .id = table.rows[i][layout.id],
                                  .out = out,
                                  .json = json ? &writer : NULL,
                                  .passed = true};
        run_case(&outcome, table.rows[i], &layout, folder, threads, language);
        passed += outcome.passed;
        *failed += !outcome.passed;
        arena_destroy(scratch);
    }
    if (json) {
        json_end(&writer, ']');
        fprintf(out, "%s\n", text.bytes);
    } else {
        fprintf(out, "%zu passed, %zu failed\n", passed, *failed);
    }
    return true;
}
