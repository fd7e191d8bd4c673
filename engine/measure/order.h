/* order: sorting and order statistics of doubles without NaN. */
#ifndef ENGINE_MEASURE_ORDER_H
#define ENGINE_MEASURE_ORDER_H

#include <stddef.h>

#include "engine/base/arena.h"

/* Rising, in place. */
void order_sort(double *values, size_t count);
/* A sorted copy. */
double *order_sorted(struct arena *arena, const double *values, size_t count);
/* Indexes that sort the values, equal values by index. */
size_t *order_index(struct arena *arena, const double *values, size_t count);
/* The k-th smallest (k from 0), by partitioning in place: linear time, deterministic. */
double order_select(double *values, size_t count, size_t k);
/* The median (mean of the middle two), by partitioning in place; count > 0. */
double order_median(double *values, size_t count);
/* sum over groups of equal values of t^3 - t; values sorted. */
double order_ties(const double *sorted, size_t count);

#endif
