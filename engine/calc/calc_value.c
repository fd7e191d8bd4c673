/* calc_value: see calc.h. Results as text of the case grammar and as JSON. */
#include "engine/calc/calc.h"

#include <string.h>

#include "engine/base/number.h"

static void add_quantity(struct text *text, struct quantity quantity)
{
    char digits[NUMBER_TEXT];
    if (!quantity.defined) {
        text_add(text, "NA");
    } else if (isinf(quantity.value)) {
        text_add(text, quantity.value > 0 ? "Inf" : "-Inf");
    } else {
        number_write(quantity.value, digits);
        text_add(text, digits);
    }
}

static void add_quantities(struct text *text, const struct quantities *vector)
{
    if (!vector->defined) {
        text_add(text, "NA");
    }
    for (size_t i = 0; vector->defined && i < vector->count; i++) {
        if (i > 0) {
            bool row = vector->columns > 0 && i % vector->columns == 0;
            text_add_char(text, row ? '|' : ' ');
        }
        add_quantity(text, vector->items[i]);
    }
}

static void add_field(struct text *text, const struct field *field, const void *result)
{
    const char *at = (const char *)result + field->offset;
    switch (field->kind) {
    case FIELD_NUMBER:
        add_quantity(text, *(const struct quantity *)(const void *)at);
        break;
    case FIELD_VECTOR:
        add_quantities(text, (const struct quantities *)(const void *)at);
        break;
    case FIELD_WORD:
        text_add(text, *(const char *const *)(const void *)at == NULL
                           ? "NA"
                           : *(const char *const *)(const void *)at);
        break;
    }
}

static const struct field *find_field(const struct statistic *statistic, const char *name)
{
    for (const struct field *field = statistic->fields; field->name != NULL; field++) {
        if (strcmp(field->name, name) == 0) {
            return field;
        }
    }
    return NULL;
}

const char *calc_field_text(struct arena *arena, const struct statistic *statistic,
                            const void *result, const char *name)
{
    const struct about *about = calc_about(statistic, result);
    const struct field *field = find_field(statistic, name);
    if (field != NULL) {
        struct text text = text_create(arena);
        add_field(&text, field, result);
        return text.bytes == NULL ? "" : text.bytes;
    }
    if (strcmp(name, "method") == 0) {
        return about->method;
    }
    const struct {
        const char *name;
        int64_t value;
    } parts[] = {{"n", about->n}, {"missing", about->missing}, {"seed", about->seed}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(name, parts[i].name) == 0) {
            return arena_printf(arena, "%lld", (long long)parts[i].value);
        }
    }
    return NULL;
}

/* Infinity has no number in JSON: it is the word that the case files use. */
static void json_quantity(struct json *json, struct quantity quantity)
{
    if (!quantity.defined) {
        json_null(json);
    } else if (isinf(quantity.value)) {
        json_string(json, quantity.value > 0 ? "Inf" : "-Inf");
    } else {
        json_number(json, quantity.value);
    }
}

static void json_quantities(struct json *json, const struct quantities *vector)
{
    if (!vector->defined) {
        json_null(json);
        return;
    }
    size_t width = vector->columns;
    json_begin(json, '[');
    for (size_t i = 0; i < vector->count; i++) {
        if (width > 0 && i % width == 0) {
            json_begin(json, '[');
        }
        json_quantity(json, vector->items[i]);
        if (width > 0 && i % width == width - 1) {
            json_end(json, ']');
        }
    }
    json_end(json, ']');
}

static void json_field(struct json *json, const struct field *field, const void *result)
{
    const char *at = (const char *)result + field->offset;
    json_key(json, field->name);
    switch (field->kind) {
    case FIELD_NUMBER:
        json_quantity(json, *(const struct quantity *)(const void *)at);
        break;
    case FIELD_VECTOR:
        json_quantities(json, (const struct quantities *)(const void *)at);
        break;
    case FIELD_WORD:
        json_string(json, *(const char *const *)(const void *)at);
        break;
    }
}

void calc_write_json(struct json *json, const struct statistic *statistic, const void *result,
                     enum language language)
{
    const struct about *about = calc_about(statistic, result);
    json_begin(json, '{');
    json_key(json, "statistic");
    json_string(json, statistic->name);
    for (const struct field *field = statistic->fields; field->name != NULL; field++) {
        json_field(json, field, result);
    }
    if (find_field(statistic, "n") == NULL) {
        json_key(json, "n");
        json_integer(json, about->n);
    }
    json_key(json, "missing");
    json_integer(json, about->missing);
    json_key(json, "method");
    json_string(json, about->method);
    json_key(json, "reason");
    json_string(json,
                about->reason == REASON_NONE ? NULL : reason_sentence(about->reason, language));
    json_key(json, "caution");
    json_string(json,
                about->caution == CAUTION_NONE ? NULL : caution_sentence(about->caution, language));
    if (about->seed != 0 && find_field(statistic, "seed") == NULL) {
        json_key(json, "seed");
        json_integer(json, about->seed);
    }
    json_end(json, '}');
}
