/* hostile_reader: see hostile_reader.h. */
#include "tests/support/hostile_reader.h"

#include <math.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/vector.h"
#include "engine/measure/linear_program.h"
#include "tests/support/cmocka_all.h"

struct row {
    size_t *columns;
    double *coefficients;
    size_t count;
    double low, high;
};

struct bounds {
    double low, high, guess;
};

struct hostile_reader {
    struct arena *arena;
    struct intern *names;
    VECTOR(struct bounds) bounds;
    VECTOR(struct row) rows;
    struct linear_program *program;
};

struct hostile_reader *hostile_create(struct arena *arena)
{
    struct hostile_reader *reader = arena_alloc(arena, sizeof *reader);
    *reader = (struct hostile_reader){.arena = arena, .names = intern_create(arena)};
    return reader;
}

static size_t column_of(struct hostile_reader *reader, const char *count)
{
    uint32_t code = intern_put(reader->names, count, strlen(count));
    if (code == reader->bounds.count) {
        assert_null(reader->program); /* a count that nothing speaks of */
        *VECTOR_PUSH(reader->arena, &reader->bounds) = (struct bounds){0, INFINITY, 0};
    }
    return code;
}

void hostile_sees(struct hostile_reader *reader, const char *count, double low, double high)
{
    struct bounds *bounds = &reader->bounds.items[column_of(reader, count)];
    bounds->low = fmax(bounds->low, low);
    bounds->high = fmin(bounds->high, high);
    assert_true(bounds->low <= bounds->high);
}

void hostile_guesses(struct hostile_reader *reader, const char *count, double low)
{
    struct bounds *bounds = &reader->bounds.items[column_of(reader, count)];
    bounds->guess = fmax(bounds->guess, low);
}

void hostile_relates(struct hostile_reader *reader, const char *const *counts,
                     const double *coefficients, double low, double high)
{
    size_t count = 0;
    while (counts[count] != NULL) {
        count++;
    }
    struct row row = {.columns = arena_alloc_array(reader->arena, count + 1, sizeof(size_t)),
                      .coefficients = arena_alloc_array(reader->arena, count + 1, sizeof(double)),
                      .count = count,
                      .low = low,
                      .high = high};
    for (size_t i = 0; i < count; i++) {
        row.columns[i] = column_of(reader, counts[i]);
        row.coefficients[i] = coefficients[i];
    }
    *VECTOR_PUSH(reader->arena, &reader->rows) = row;
}

void hostile_adds(struct hostile_reader *reader, const char *total, const char *const *parts)
{
    enum { PARTS_MOST = 64 };
    const char *counts[PARTS_MOST + 2] = {total};
    double signs[PARTS_MOST + 1] = {1};
    size_t count = 1;
    for (; parts[count - 1] != NULL; count++) {
        assert_true(count <= PARTS_MOST);
        counts[count] = parts[count - 1];
        signs[count] = -1;
    }
    counts[count] = NULL;
    hostile_relates(reader, counts, signs, 0, 0);
}

/* With the guesses; without them when they contradict what is printed. */
static void close_reader(struct hostile_reader *reader)
{
    for (int guessing = 1; guessing >= 0; guessing--) {
        reader->program = linear_program_create(reader->arena, reader->bounds.count);
        for (size_t i = 0; i < reader->bounds.count; i++) {
            const struct bounds *bounds = &reader->bounds.items[i];
            double low = guessing == 1 ? fmax(bounds->low, bounds->guess) : bounds->low;
            linear_program_bounds(reader->program, i, fmin(low, bounds->high), bounds->high);
        }
        for (size_t i = 0; i < reader->rows.count; i++) {
            const struct row *row = &reader->rows.items[i];
            linear_program_row(reader->program, row->count, row->columns, row->coefficients,
                               row->low, row->high);
        }
        struct linear_program_result result;
        struct error error = {0};
        assert_true(linear_program_solve(reader->program, true, &result, &error));
        if (result.status != LINEAR_PROGRAM_INFEASIBLE) {
            return;
        }
    }
    fail_msg("what is published contradicts itself");
}

double hostile_width(struct hostile_reader *reader, const char *count)
{
    if (reader->program == NULL) {
        close_reader(reader);
    }
    size_t column = column_of(reader, count);
    double ends[2] = {0, INFINITY};
    linear_program_cost(reader->program, column, 1);
    for (int highest = 0; highest < 2; highest++) {
        struct linear_program_result result;
        struct error error = {0};
        assert_true(linear_program_solve(reader->program, highest == 1, &result, &error));
        assert_int_not_equal(result.status, LINEAR_PROGRAM_INFEASIBLE);
        if (result.status == LINEAR_PROGRAM_OPTIMAL) {
            ends[highest] = result.value;
        }
    }
    linear_program_cost(reader->program, column, 0);
    return floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6);
}
