/* design: see design.h. */
#include "engine/measure/design.h"

#include <string.h>

static const long double DEPENDENT = 1e-12L;
static const double STEPS_MOST = 5e7;

static bool row_is_complete(const struct design_data *data, size_t i)
{
    bool missing = isnan(data->y[i]) || (data->trials != NULL && isnan(data->trials[i])) ||
                   (data->offset != NULL && isnan(data->offset[i]));
    for (size_t j = 0; j < data->columns; j++) {
        missing = missing || isnan(data->x[i * data->columns + j]);
    }
    return !missing;
}

static bool check_data(const struct design_data *data, struct error *error)
{
    size_t width = data->columns + (data->intercept ? 1 : 0);
    if (width > DESIGN_COLUMNS_MOST) {
        return measure_refuse(error, "%zu kolommen; de grens is %d", "%zu columns; the limit is %d",
                              width, DESIGN_COLUMNS_MOST);
    }
    if (width == 0) {
        return measure_refuse(error, "er is geen kolom en geen constante",
                              "there is no column and no intercept");
    }
    return measure_check_work((double)data->n * (double)width * (double)width, STEPS_MOST, error) &&
           measure_check_least("y", data->y, data->n, -INFINITY, error) &&
           measure_check_least("x", data->x, data->n * data->columns, -INFINITY, error) &&
           (data->offset == NULL ||
            measure_check_least("offset", data->offset, data->n, -INFINITY, error)) &&
           (data->trials == NULL || measure_check_least("n", data->trials, data->n, 0, error));
}

static void copy_rows(struct arena *arena, const struct design_data *data, struct design *design)
{
    size_t width = data->columns + (data->intercept ? 1 : 0);
    design->width = width;
    design->y = arena_alloc_array(arena, data->n, sizeof(double));
    design->x = arena_alloc_array(arena, data->n * width, sizeof(double));
    design->trials =
        data->trials == NULL ? NULL : arena_alloc_array(arena, data->n, sizeof(double));
    design->offset =
        data->offset == NULL ? NULL : arena_alloc_array(arena, data->n, sizeof(double));
    for (size_t i = 0; i < data->n; i++) {
        if (!row_is_complete(data, i)) {
            design->missing++;
            continue;
        }
        size_t at = design->n++;
        design->y[at] = data->y[i];
        if (data->trials != NULL) {
            design->trials[at] = data->trials[i];
        }
        if (data->offset != NULL) {
            design->offset[at] = data->offset[i];
        }
        double *row = design->x + at * width;
        if (data->intercept) {
            *row++ = 1;
        }
        memcpy(row, data->x + i * data->columns, data->columns * sizeof *row);
    }
}

static long double column_norm(const long double *v, size_t n)
{
    long double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += v[i] * v[i];
    }
    return sqrtl(sum);
}

/* Takes from v its part along the first `rank` columns of Q, adding it to `along`. */
static void take_out(const struct design *design, size_t stride, size_t rank, long double *v,
                     long double *along)
{
    for (size_t k = 0; k < rank; k++) {
        long double part = 0;
        for (size_t i = 0; i < design->n; i++) {
            part += design->q[i * stride + k] * v[i];
        }
        for (size_t i = 0; i < design->n; i++) {
            v[i] -= part * design->q[i * stride + k];
        }
        along[k] += part;
    }
}

/* Decomposes the columns in `order`; Q has a stride of `width` until the rank is known. */
static void decompose(struct arena *arena, struct design *design, const size_t *order)
{
    size_t n = design->n, width = design->width;
    long double *v = arena_alloc_array(arena, n, sizeof *v);
    long double *full = arena_alloc_array(arena, width * width, sizeof *full);
    design->q = arena_alloc_array(arena, n * width, sizeof *design->q);
    for (size_t c = 0; c < width; c++) {
        long double along[DESIGN_COLUMNS_MOST] = {0};
        for (size_t i = 0; i < n; i++) {
            v[i] = design->x[i * width + order[c]];
        }
        long double before = column_norm(v, n);
        take_out(design, width, design->rank, v, along);
        take_out(design, width, design->rank, v, along);
        long double after = column_norm(v, n);
        if (!(after > DEPENDENT * before)) {
            continue;
        }
        size_t k = design->rank++;
        design->kept[k] = order[c];
        for (size_t i = 0; i < n; i++) {
            design->q[i * width + k] = v[i] / after;
        }
        for (size_t j = 0; j < k; j++) {
            full[j * width + k] = along[j];
        }
        full[k * width + k] = after;
    }
    /* Close up to a stride of `rank`. */
    size_t rank = design->rank;
    for (size_t i = 0; i < n; i++) {
        memmove(design->q + i * rank, design->q + i * width, rank * sizeof *design->q);
    }
    design->r = arena_alloc_array(arena, rank * rank, sizeof *design->r);
    for (size_t j = 0; j < rank; j++) {
        memcpy(design->r + j * rank, full + j * width, rank * sizeof *design->r);
    }
}

static void invert_triangle(struct arena *arena, struct design *design)
{
    size_t p = design->rank;
    design->r_inverse = arena_alloc_array(arena, p * p, sizeof *design->r_inverse);
    for (size_t c = 0; c < p; c++) {
        for (size_t i = c + 1; i > 0; i--) {
            size_t row = i - 1;
            long double sum = row == c ? 1 : 0;
            for (size_t k = row + 1; k <= c; k++) {
                sum -= design->r[row * p + k] * design->r_inverse[k * p + c];
            }
            design->r_inverse[row * p + c] = sum / design->r[row * p + row];
        }
    }
}

bool design_create(struct arena *arena, const struct design_data *data, int last,
                   struct design *design, struct error *error)
{
    *design = (struct design){0};
    if (!check_data(data, error)) {
        return false;
    }
    copy_rows(arena, data, design);
    size_t order[DESIGN_COLUMNS_MOST], count = 0;
    for (size_t j = 0; j < design->width; j++) {
        if ((int)j != last) {
            order[count++] = j;
        }
    }
    if (count < design->width) {
        order[count] = (size_t)last;
    }
    decompose(arena, design, order);
    invert_triangle(arena, design);
    return true;
}

void design_coefficients(const struct design *design, const long double *gamma, long double *beta)
{
    size_t p = design->rank;
    for (size_t i = 0; i < p; i++) {
        beta[i] = 0;
        for (size_t k = i; k < p; k++) {
            beta[i] += design->r_inverse[i * p + k] * gamma[k];
        }
    }
}

void design_variances(const struct design *design, const long double *m, long double *variance)
{
    size_t p = design->rank;
    for (size_t i = 0; i < p; i++) {
        const long double *row = design->r_inverse + i * p;
        variance[i] = 0;
        for (size_t j = i; j < p; j++) {
            for (size_t k = i; k < p; k++) {
                variance[i] += row[j] * m[j * p + k] * row[k];
            }
        }
    }
}

struct quantities design_spread(struct arena *arena, const struct design *design,
                                const long double *values)
{
    struct quantities result = quantities_create(arena, design->width, 0);
    for (size_t k = 0; k < design->rank; k++) {
        result.items[design->kept[k]] = quantity_of((double)values[k]);
    }
    return result;
}

bool design_cholesky(long double *a, size_t p)
{
    for (size_t j = 0; j < p; j++) {
        long double diagonal = a[j * p + j];
        for (size_t k = 0; k < j; k++) {
            diagonal -= a[j * p + k] * a[j * p + k];
        }
        if (!(diagonal > 0)) {
            return false;
        }
        a[j * p + j] = sqrtl(diagonal);
        for (size_t i = j + 1; i < p; i++) {
            long double sum = a[i * p + j];
            for (size_t k = 0; k < j; k++) {
                sum -= a[i * p + k] * a[j * p + k];
            }
            a[i * p + j] = sum / a[j * p + j];
        }
    }
    return true;
}

void design_solve(const long double *l, size_t p, size_t stride, long double *b)
{
    for (size_t i = 0; i < p; i++) {
        for (size_t k = 0; k < i; k++) {
            b[i] -= l[i * stride + k] * b[k];
        }
        b[i] /= l[i * stride + i];
    }
    for (size_t i = p; i > 0; i--) {
        for (size_t k = i; k < p; k++) {
            b[i - 1] -= l[k * stride + i - 1] * b[k];
        }
        b[i - 1] /= l[(i - 1) * stride + i - 1];
    }
}

void design_invert(const long double *l, size_t p, long double *inverse)
{
    for (size_t c = 0; c < p; c++) {
        long double column[DESIGN_COLUMNS_MOST] = {0};
        column[c] = 1;
        design_solve(l, p, p, column);
        for (size_t i = 0; i < p; i++) {
            inverse[i * p + c] = column[i];
        }
    }
}
