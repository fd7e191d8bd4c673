/* corpus_file: see corpus_file.h. */
#include "tests/support/corpus_file.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "tests/support/cmocka_all.h"

static const char *cell(struct arena *arena, const char **at)
{
    struct text text = text_create(arena);
    bool quoted = **at == '"';
    *at += quoted;
    for (; **at != '\0' && (quoted || (**at != ',' && **at != '\n' && **at != '\r')); (*at)++) {
        if (quoted && **at == '"' && *++*at != '"') {
            break;
        }
        text_add_char(&text, **at);
    }
    *at += **at == '\r';
    *at += **at != '\0';
    return text.bytes == NULL ? "" : text.bytes;
}

struct corpus_file *corpus_file_read(struct arena *arena, const char *path)
{
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    struct text bytes = text_create(arena);
    char buffer[8192];
    for (size_t size; (size = fread(buffer, 1, sizeof buffer, stream)) > 0;) {
        text_add_bytes(&bytes, buffer, size);
    }
    fclose(stream);
    struct corpus_file *file = arena_alloc(arena, sizeof *file);
    struct intern *labels = intern_create(arena);
    VECTOR(const char *) text = {0};
    VECTOR(uint32_t) label = {0}, place[3] = {{0}, {0}, {0}};
    struct intern *places[3];
    for (size_t p = 0; p < 3; p++) {
        places[p] = intern_create(arena);
    }
    const char *at = strchr(bytes.bytes, '\n') + 1;
    while (*at != '\0') {
        cell(arena, &at);
        const char *name = cell(arena, &at);
        *VECTOR_PUSH(arena, &label) = intern_put(labels, name, strlen(name));
        const char *content = cell(arena, &at);
        *VECTOR_PUSH(arena, &text) = content;
        for (size_t p = 0; p < 3; p++) {
            const char *where = at[-1] == ',' ? cell(arena, &at) : "";
            uint32_t number =
                where[0] == '\0' ? UINT32_MAX : intern_put(places[p], where, strlen(where));
            *VECTOR_PUSH(arena, &place[p]) = number;
        }
    }
    const char **names = arena_alloc_array(arena, intern_count(labels), sizeof *names);
    for (uint32_t l = 0; l < intern_count(labels); l++) {
        names[l] = intern_string(labels, l);
    }
    *file = (struct corpus_file){.text = text.items,
                                 .label = label.items,
                                 .name = names,
                                 .session = place[0].items,
                                 .day = place[1].items,
                                 .municipality = place[2].items,
                                 .count = text.count,
                                 .label_count = intern_count(labels)};
    return file;
}

struct table {
    double *both, *one, *other;
    size_t rows, columns;
};

static struct table count_pairs(struct arena *arena, const uint32_t *one, const uint32_t *other,
                                size_t count)
{
    struct table table = {0};
    for (size_t i = 0; i < count; i++) {
        table.rows = one[i] >= table.rows ? one[i] + 1 : table.rows;
        table.columns = other[i] >= table.columns ? other[i] + 1 : table.columns;
    }
    table.both = arena_alloc_array(arena, table.rows * table.columns, sizeof(double));
    table.one = arena_alloc_array(arena, table.rows, sizeof(double));
    table.other = arena_alloc_array(arena, table.columns, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        table.both[one[i] * table.columns + other[i]]++;
        table.one[one[i]]++;
        table.other[other[i]]++;
    }
    return table;
}

static double entropy(const double *count, size_t size, double all)
{
    double sum = 0;
    for (size_t i = 0; i < size; i++) {
        sum -= count[i] > 0 ? count[i] / all * log(count[i] / all) : 0;
    }
    return sum;
}

double corpus_file_nmi(const uint32_t *one, const uint32_t *other, size_t count)
{
    struct arena *arena = arena_create();
    struct table t = count_pairs(arena, one, other, count);
    double all = (double)count, first = entropy(t.one, t.rows, all),
           second = entropy(t.other, t.columns, all);
    double mutual = first + second - entropy(t.both, t.rows * t.columns, all);
    arena_destroy(arena);
    return mutual / ((first + second) / 2);
}

static double pairs(const double *count, size_t size)
{
    double sum = 0;
    for (size_t i = 0; i < size; i++) {
        sum += count[i] * (count[i] - 1) / 2;
    }
    return sum;
}

double corpus_file_ari(const uint32_t *one, const uint32_t *other, size_t count)
{
    struct arena *arena = arena_create();
    struct table t = count_pairs(arena, one, other, count);
    double all = (double)count, together = pairs(t.both, t.rows * t.columns);
    double first = pairs(t.one, t.rows), second = pairs(t.other, t.columns);
    double expected = first * second / (all * (all - 1) / 2);
    arena_destroy(arena);
    return (together - expected) / ((first + second) / 2 - expected);
}
