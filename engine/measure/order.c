/* order: see order.h. Sorting is our own (introspective quicksort): qsort calls a function for
 * every comparison, and resampling sorts much. */
#include "engine/measure/order.h"

#include <stdbool.h>
#include <string.h>

enum { SMALL = 16 };

static void insertion_sort(double *values, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        double value = values[i];
        size_t at = i;
        while (at > 0 && values[at - 1] > value) {
            values[at] = values[at - 1];
            at--;
        }
        values[at] = value;
    }
}

static void sift_down(double *values, size_t root, size_t count)
{
    double value = values[root];
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count && values[child + 1] > values[child]) {
            child++;
        }
        if (values[child] <= value) {
            break;
        }
        values[root] = values[child];
        root = child;
    }
    values[root] = value;
}

static void heap_sort(double *values, size_t count)
{
    for (size_t i = count / 2; i > 0; i--) {
        sift_down(values, i - 1, count);
    }
    for (size_t last = count; last > 1; last--) {
        double top = values[0];
        values[0] = values[last - 1];
        values[last - 1] = top;
        sift_down(values, 0, last - 1);
    }
}

static double middle_of(double a, double b, double c)
{
    if (a < b) {
        return b < c ? b : a < c ? c : a;
    }
    return a < c ? a : b < c ? c : b;
}

/* Three-way partition about a pivot: afterwards [0,*low) < pivot, [*low,*high) equal, the rest
 * above. Many equal values (grades) stay cheap. */
static void partition(double *values, size_t count, size_t *low, size_t *high)
{
    double pivot = middle_of(values[0], values[count / 2], values[count - 1]);
    size_t less = 0, i = 0, more = count;
    while (i < more) {
        double value = values[i];
        if (value < pivot) {
            values[i++] = values[less];
            values[less++] = value;
        } else if (value > pivot) {
            values[i] = values[--more];
            values[more] = value;
        } else {
            i++;
        }
    }
    *low = less;
    *high = more;
}

/* Quicksort that turns to heapsort when the pivots stay bad: never quadratic. */
static void sort_within(double *values, size_t count, int depth)
{
    while (count > SMALL) {
        if (depth-- == 0) {
            heap_sort(values, count);
            return;
        }
        size_t low, high;
        partition(values, count, &low, &high);
        if (low < count - high) {
            sort_within(values, low, depth);
            values += high;
            count -= high;
        } else {
            sort_within(values + high, count - high, depth);
            count = low;
        }
    }
    insertion_sort(values, count);
}

void order_sort(double *values, size_t count)
{
    int depth = 2;
    for (size_t n = count; n > 1; n /= 2) {
        depth += 2;
    }
    sort_within(values, count, depth);
}

double *order_sorted(struct arena *arena, const double *values, size_t count)
{
    double *copy = arena_alloc_array(arena, count, sizeof *copy);
    if (count > 0) {
        memcpy(copy, values, count * sizeof *copy);
    }
    order_sort(copy, count);
    return copy;
}

size_t *order_index(struct arena *arena, const double *values, size_t count)
{
    size_t *from = arena_alloc_array(arena, count, sizeof *from);
    size_t *to = arena_alloc_array(arena, count, sizeof *to);
    for (size_t i = 0; i < count; i++) {
        from[i] = i;
    }
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = start + 2 * width < count ? start + 2 * width : count;
            size_t left = start, right = middle;
            for (size_t k = start; k < end; k++) {
                bool take_left =
                    left < middle && (right >= end || values[from[left]] <= values[from[right]]);
                to[k] = take_left ? from[left++] : from[right++];
            }
        }
        size_t *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

double order_select(double *values, size_t count, size_t k)
{
    int depth = 64;
    while (count > SMALL) {
        if (depth-- == 0) {
            heap_sort(values, count);
            return values[k];
        }
        size_t low, high;
        partition(values, count, &low, &high);
        if (k < low) {
            count = low;
        } else if (k < high) {
            return values[k];
        } else {
            values += high;
            count -= high;
            k -= high;
        }
    }
    insertion_sort(values, count);
    return values[k];
}

double order_median(double *values, size_t count)
{
    double upper = order_select(values, count, count / 2);
    if (count % 2 == 1) {
        return upper;
    }
    double lower = order_select(values, count, count / 2 - 1);
    return lower + (upper - lower) / 2;
}

double order_ties(const double *sorted, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && sorted[end] == sorted[i]) {
            end++;
        }
        double t = (double)(end - i);
        sum += t * t * t - t;
        i = end;
    }
    return sum;
}
