/* linkage: see linkage.h. The chain walks from cluster to nearest cluster until two are each
 * other's nearest; with average linkage and with Ward's, joining these at once gives the same tree
 * as always joining the closest pair. */
#include "engine/theme/linkage.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct raw_join {
    uint32_t a, b; /* representatives: slots of the matrix */
    float similarity;
    uint32_t order;
};

struct chain {
    bool ward;
    float *similarity;
    double *weight; /* per slot */
    uint32_t *alive;
    size_t alive_count;
    uint32_t *stack;
    size_t depth;
};

/* The most similar living slot; the one below on the stack wins ties, then the lowest. */
static uint32_t nearest(const struct chain *chain, uint32_t slot, uint32_t preferred, float *best)
{
    uint32_t found = preferred;
    *best = preferred != UINT32_MAX ? chain->similarity[linkage_at(slot, preferred)] : -HUGE_VALF;
    for (size_t i = 0; i < chain->alive_count; i++) {
        uint32_t other = chain->alive[i];
        if (other != slot && chain->similarity[linkage_at(slot, other)] > *best) {
            *best = chain->similarity[linkage_at(slot, other)];
            found = other;
        }
    }
    return found;
}

/* The formula of Lance and Williams (1967) for Ward's method, in costs 1 - similarity. */
static double ward(const struct chain *chain, uint32_t keep, uint32_t drop, uint32_t other,
                   double one, double two, double joined)
{
    double a = chain->weight[keep], b = chain->weight[drop], c = chain->weight[other];
    return 1 - ((a + c) * (1 - one) + (b + c) * (1 - two) - c * joined) / (a + b + c);
}

static void join_slots(struct chain *chain, uint32_t keep, uint32_t drop)
{
    double sum = chain->weight[keep] + chain->weight[drop];
    double a = chain->weight[keep] / sum, b = chain->weight[drop] / sum;
    double joined = 1 - (double)chain->similarity[linkage_at(keep, drop)];
    size_t left = 0;
    for (size_t i = 0; i < chain->alive_count; i++) {
        uint32_t other = chain->alive[i];
        if (other == drop) {
            continue;
        }
        chain->alive[left++] = other;
        if (other != keep) {
            float *kept = &chain->similarity[linkage_at(keep, other)];
            double one = (double)*kept;
            double two = (double)chain->similarity[linkage_at(drop, other)];
            *kept = (float)(chain->ward ? ward(chain, keep, drop, other, one, two, joined)
                                        : a * one + b * two);
        }
    }
    chain->alive_count = left;
    chain->weight[keep] = sum;
}

static int compare_joins(const void *a, const void *b)
{
    const struct raw_join *x = a, *y = b;
    if (x->similarity != y->similarity) {
        return x->similarity > y->similarity ? -1 : 1;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

static uint32_t find_root(uint32_t *parent, uint32_t item)
{
    while (parent[item] != item) {
        parent[item] = parent[parent[item]];
        item = parent[item];
    }
    return item;
}

/* Joins by slot become joins by node, in falling order of similarity. */
static void label_joins(struct raw_join *raw, size_t count, size_t items,
                        struct linkage_join *joins, struct arena *scratch)
{
    uint32_t *parent = arena_alloc_array(scratch, items, sizeof *parent);
    uint32_t *node = arena_alloc_array(scratch, items, sizeof *node);
    for (uint32_t i = 0; i < items; i++) {
        parent[i] = node[i] = i;
    }
    qsort(raw, count, sizeof *raw, compare_joins);
    for (size_t j = 0; j < count; j++) {
        uint32_t a = find_root(parent, raw[j].a), b = find_root(parent, raw[j].b);
        assert(a != b);
        joins[j] = (struct linkage_join){node[a], node[b], raw[j].similarity};
        parent[b] = a;
        node[a] = (uint32_t)(items + j);
    }
}

static struct linkage_join *grow(struct arena *arena, float *similarity, const double *weight,
                                 size_t item_count, bool by_ward)
{
    size_t count = item_count > 0 ? item_count - 1 : 0;
    struct linkage_join *joins = arena_alloc_array(arena, count, sizeof *joins);
    struct arena *scratch = arena_create();
    struct chain chain = {.ward = by_ward, .similarity = similarity, .alive_count = item_count};
    chain.weight = arena_alloc_array(scratch, item_count, sizeof(double));
    chain.alive = arena_alloc_array(scratch, item_count, sizeof(uint32_t));
    chain.stack = arena_alloc_array(scratch, item_count, sizeof(uint32_t));
    struct raw_join *raw = arena_alloc_array(scratch, count, sizeof *raw);
    for (uint32_t i = 0; i < item_count; i++) {
        chain.alive[i] = i;
        chain.weight[i] = weight[i];
    }
    for (size_t done = 0; done < count;) {
        if (chain.depth == 0) {
            chain.stack[chain.depth++] = chain.alive[0];
        }
        uint32_t top = chain.stack[chain.depth - 1];
        uint32_t below = chain.depth > 1 ? chain.stack[chain.depth - 2] : UINT32_MAX;
        float best;
        uint32_t next = nearest(&chain, top, below, &best);
        if (next == below && below != UINT32_MAX) {
            chain.depth -= 2;
            uint32_t keep = top < next ? top : next, drop = top < next ? next : top;
            join_slots(&chain, keep, drop);
            raw[done] = (struct raw_join){keep, drop, best, (uint32_t)done};
            done++;
        } else {
            chain.stack[chain.depth++] = next;
        }
    }
    label_joins(raw, count, item_count, joins, scratch);
    arena_destroy(scratch);
    return joins;
}

struct linkage_join *linkage_ward(struct arena *arena, float *similarity, const double *weight,
                                  size_t item_count)
{
    return grow(arena, similarity, weight, item_count, true);
}

struct linkage_join *linkage_average(struct arena *arena, float *similarity, const double *weight,
                                     size_t item_count)
{
    return grow(arena, similarity, weight, item_count, false);
}

/* How many groups of at least `smallest` weight there are after each number of joins; returns the
 * last number of joins with exactly `groups` of them, or with most when there never are so many. */
static size_t choose_cut(const struct linkage_join *joins, size_t items, const double *weight,
                         size_t groups, double smallest)
{
    struct arena *scratch = arena_create();
    double *node_weight = arena_alloc_array(scratch, 2 * items, sizeof *node_weight);
    size_t large = 0, most = 0, cut = 0;
    for (size_t i = 0; i < items; i++) {
        node_weight[i] = weight[i];
        large += weight[i] >= smallest;
    }
    most = large;
    for (size_t j = 0; j + 1 < items; j++) {
        double left = node_weight[joins[j].left], right = node_weight[joins[j].right];
        node_weight[items + j] = left + right;
        large -= (size_t)(left >= smallest) + (size_t)(right >= smallest);
        large += left + right >= smallest;
        bool reached = most >= groups;
        if (large == groups || (!reached && large >= most)) {
            cut = j + 1;
        }
        most = large > most ? large : most;
    }
    arena_destroy(scratch);
    return cut;
}

/* Numbers the branches of sufficient weight that the first `cut` joins make. */
static size_t number_branches(const struct linkage_join *joins, size_t item_count, size_t cut,
                              const double *weight, double smallest, uint32_t *group)
{
    struct arena *scratch = arena_create();
    size_t nodes = 2 * item_count;
    double *node_weight = arena_alloc_array(scratch, nodes, sizeof *node_weight);
    uint32_t *parent = arena_alloc_array(scratch, nodes, sizeof *parent);
    uint32_t *number = arena_alloc_array(scratch, nodes, sizeof *number);
    for (uint32_t i = 0; i < nodes; i++) {
        parent[i] = i;
        number[i] = UINT32_MAX;
        node_weight[i] = i < item_count ? weight[i] : 0;
    }
    for (size_t j = 0; j < cut; j++) {
        parent[joins[j].left] = parent[joins[j].right] = (uint32_t)(item_count + j);
        node_weight[item_count + j] = node_weight[joins[j].left] + node_weight[joins[j].right];
    }
    uint32_t used = 0;
    for (uint32_t i = 0; i < item_count; i++) {
        uint32_t root = find_root(parent, i);
        if (number[root] == UINT32_MAX && node_weight[root] >= smallest) {
            number[root] = used++;
        }
        group[i] = number[root];
    }
    arena_destroy(scratch);
    return used;
}

size_t linkage_cut(const struct linkage_join *joins, size_t item_count, const double *weight,
                   size_t groups, double smallest, uint32_t *group)
{
    size_t cut = choose_cut(joins, item_count, weight, groups, smallest);
    return number_branches(joins, item_count, cut, weight, smallest, group);
}

size_t linkage_cut_at(const struct linkage_join *joins, size_t item_count, const double *weight,
                      double similarity, double smallest, uint32_t *group)
{
    size_t cut = 0;
    while (cut + 1 < item_count && (double)joins[cut].similarity >= similarity) {
        cut++;
    }
    return number_branches(joins, item_count, cut, weight, smallest, group);
}
