/* fisher_network: see fisher.h. Columns are filled one after the other, the smallest first. A node
 * is what is left of the row sums, sorted, because the order of rows does not change a probability;
 * the nodes of a stage are all that can be reached after as many columns. Of every path only
 * -sum ln x! counts (its length).
 *
 *   1. Forward: find all nodes and edges, down to the stage with two columns left.
 *   2. There, list the lengths of all ways to fill the last two columns, sorted, with running sums.
 *   3. Backward: the longest and shortest way to the end from every node.
 *   4. Forward again with the lengths of the paths so far (equal ones merged): a path whose best
 * end stays below the threshold counts as a whole, in closed form; one whose worst end stays above
 *      it counts nothing; the others go on, and at the last stage a binary search ends them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/vector.h"
#include "engine/measure/fisher.h"

enum { NODES_MOST = 100000, EDGES_MOST = 2000000, PATHS_MOST = 3000000, LARGEST_N = 100000 };

static const double SAME_LENGTH = 1e-11;

struct path {
    double length, count;
};

struct edge {
    uint32_t node; /* in the next stage */
    double length;
};

struct node {
    size_t first_edge, edge_count;
    double longest, shortest; /* of the ways from here to the end */
    double log_total;         /* ln of the sum of exp(length) over all of them */
    VECTOR(struct path) paths;
    VECTOR(struct path) ends; /* only at the last stage: lengths rising, count summed up */
};

struct stage {
    VECTOR(struct node) nodes;
    VECTOR(int32_t) keys; /* `rows` numbers per node */
    VECTOR(struct edge) edges;
    uint32_t *slots; /* hash table of node numbers + 1 */
    size_t slot_count;
    int32_t column; /* the column sum that is filled from here */
};

struct network {
    struct arena *arena;
    size_t rows, columns;
    struct stage *stages;
    const double *log_factorial;
    int32_t *column_sums;
    size_t work, edge_work;
    bool overflow;
    double threshold; /* in lengths */
    double log_all, p;
};

static size_t hash_of(const int32_t *key, size_t rows)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < rows; i++) {
        hash = (hash ^ (uint32_t)key[i]) * 1099511628211u;
        hash ^= hash >> 29;
    }
    return (size_t)hash;
}

static void rehash(struct network *network, struct stage *stage)
{
    stage->slot_count = stage->slot_count == 0 ? 1024 : stage->slot_count * 2;
    stage->slots = arena_alloc_array(network->arena, stage->slot_count, sizeof *stage->slots);
    for (size_t i = 0; i < stage->nodes.count; i++) {
        size_t at = hash_of(stage->keys.items + i * network->rows, network->rows);
        while (stage->slots[at & (stage->slot_count - 1)] != 0) {
            at++;
        }
        stage->slots[at & (stage->slot_count - 1)] = (uint32_t)i + 1;
    }
}

/* The node with this key, made when it is new. */
static uint32_t find_node(struct network *network, struct stage *stage, const int32_t *key)
{
    size_t rows = network->rows;
    if (2 * (stage->nodes.count + 1) > stage->slot_count) {
        rehash(network, stage);
    }
    size_t at = hash_of(key, rows);
    for (;; at++) {
        uint32_t slot = stage->slots[at & (stage->slot_count - 1)];
        if (slot == 0) {
            break;
        }
        if (memcmp(stage->keys.items + (slot - 1) * rows, key, rows * sizeof *key) == 0) {
            return slot - 1;
        }
    }
    if (stage->nodes.count >= NODES_MOST) {
        network->overflow = true;
        return 0;
    }
    struct node *node = VECTOR_PUSH(network->arena, &stage->nodes);
    node->longest = -INFINITY;
    node->shortest = INFINITY;
    for (size_t i = 0; i < rows; i++) {
        *VECTOR_PUSH(network->arena, &stage->keys) = key[i];
    }
    stage->slots[at & (stage->slot_count - 1)] = (uint32_t)stage->nodes.count;
    return (uint32_t)stage->nodes.count - 1;
}

static void sort_key(int32_t *key, size_t rows)
{
    for (size_t i = 1; i < rows; i++) {
        int32_t value = key[i];
        size_t at = i;
        for (; at > 0 && key[at - 1] > value; at--) {
            key[at] = key[at - 1];
        }
        key[at] = value;
    }
}

enum { ROWS_MOST = 16 };

/* One way of filling a column in progress. */
struct filling {
    struct network *network;
    struct stage *next;          /* NULL: the last two columns */
    struct node *node;           /* for ends */
    int32_t left[ROWS_MOST];     /* row sums after this column */
    int32_t room[ROWS_MOST + 1]; /* what the rows from here on can take */
    const int32_t *key;
    struct stage *stage;
};

static void finish_column(struct filling *filling, double length)
{
    struct network *network = filling->network;
    if (++network->edge_work > EDGES_MOST) {
        network->overflow = true;
        return;
    }
    if (filling->next == NULL) {
        for (size_t i = 0; i < network->rows; i++) {
            length -= network->log_factorial[filling->left[i]];
        }
        *VECTOR_PUSH(network->arena, &filling->node->ends) = (struct path){length, 1};
        return;
    }
    int32_t key[ROWS_MOST];
    memcpy(key, filling->left, network->rows * sizeof *key);
    sort_key(key, network->rows);
    uint32_t node = find_node(network, filling->next, key);
    *VECTOR_PUSH(network->arena, &filling->stage->edges) = (struct edge){node, length};
}

static void fill_rows(struct filling *filling, size_t row, int32_t amount, double length)
{
    struct network *network = filling->network;
    if (network->overflow) {
        return;
    }
    if (row == network->rows) {
        finish_column(filling, length);
        return;
    }
    int32_t most = filling->key[row] < amount ? filling->key[row] : amount;
    int32_t later = filling->room[row + 1];
    for (int32_t x = amount > later ? amount - later : 0; x <= most; x++) {
        filling->left[row] = filling->key[row] - x;
        fill_rows(filling, row + 1, amount - x, length - network->log_factorial[x]);
    }
}

/* All edges (or ends) of node number `at` of a stage. */
static void fill_column(struct network *network, struct stage *stage, struct stage *next, size_t at)
{
    struct filling filling = {.network = network,
                              .next = next,
                              .node = &stage->nodes.items[at],
                              .key = stage->keys.items + at * network->rows,
                              .stage = stage};
    for (size_t i = network->rows; i > 0; i--) {
        filling.room[i - 1] = filling.room[i] + filling.key[i - 1];
    }
    size_t first = stage->edges.count;
    fill_rows(&filling, 0, stage->column, 0);
    struct node *node = &stage->nodes.items[at];
    node->first_edge = first;
    node->edge_count = stage->edges.count - first;
    /* The sum over all completions of prod 1/x! is N! / (prod R! prod C!). */
    node->log_total = 0;
    int32_t total = 0;
    for (size_t i = 0; i < network->rows; i++) {
        total += filling.key[i];
        node->log_total -= network->log_factorial[filling.key[i]];
    }
    node->log_total += network->log_factorial[total];
    for (size_t j = (size_t)(stage - network->stages); j < network->columns; j++) {
        node->log_total -= network->log_factorial[network->column_sums[j]];
    }
}

static int compare_paths(const void *a, const void *b)
{
    double x = ((const struct path *)a)->length, y = ((const struct path *)b)->length;
    return (x > y) - (x < y);
}

static size_t merge_paths(struct path *paths, size_t count)
{
    if (count == 0) {
        return 0;
    }
    qsort(paths, count, sizeof *paths, compare_paths);
    size_t kept = 0;
    for (size_t i = 1; i < count; i++) {
        if (paths[i].length - paths[kept].length <= SAME_LENGTH) {
            paths[kept].count += paths[i].count;
        } else {
            paths[++kept] = paths[i];
        }
    }
    return kept + 1;
}

/* Sorted ends with the running sum of count exp(length - log_total). */
static void close_ends(struct node *node)
{
    node->ends.count = merge_paths(node->ends.items, node->ends.count);
    double sum = 0;
    for (size_t i = 0; i < node->ends.count; i++) {
        struct path *end = &node->ends.items[i];
        sum += end->count * exp(end->length - node->log_total);
        end->count = sum;
    }
    node->shortest = node->ends.items[0].length;
    node->longest = node->ends.items[node->ends.count - 1].length;
}

static void measure_back(struct network *network, size_t last)
{
    for (size_t s = last; s > 0; s--) {
        struct stage *stage = &network->stages[s - 1], *next = &network->stages[s];
        for (size_t i = 0; i < stage->nodes.count; i++) {
            struct node *node = &stage->nodes.items[i];
            for (size_t e = 0; e < node->edge_count; e++) {
                const struct edge *edge = &stage->edges.items[node->first_edge + e];
                const struct node *end = &next->nodes.items[edge->node];
                node->longest = fmax(node->longest, edge->length + end->longest);
                node->shortest = fmin(node->shortest, edge->length + end->shortest);
            }
        }
    }
}

/* Counts the path as a whole, or not at all; false when it must go on. */
static bool settle(struct network *network, const struct node *node, double length, double count)
{
    if (length + node->longest <= network->threshold) {
        network->p += count * exp(length + node->log_total - network->log_all);
        return true;
    }
    return length + node->shortest > network->threshold;
}

/* The part of a node's ends that stays at or below the threshold. */
static void settle_ends(struct network *network, const struct node *node, double length,
                        double count)
{
    size_t low = 0, high = node->ends.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (length + node->ends.items[middle].length <= network->threshold) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low > 0) {
        network->p += count * node->ends.items[low - 1].count *
                      exp(length + node->log_total - network->log_all);
    }
}

static void walk(struct network *network, size_t last)
{
    for (size_t s = 0; s <= last && !network->overflow; s++) {
        struct stage *stage = &network->stages[s], *next = &network->stages[s + 1];
        for (size_t i = 0; i < stage->nodes.count; i++) {
            struct node *node = &stage->nodes.items[i];
            node->paths.count = merge_paths(node->paths.items, node->paths.count);
            for (size_t k = 0; k < node->paths.count; k++) {
                double length = node->paths.items[k].length, count = node->paths.items[k].count;
                if (s == last) {
                    settle_ends(network, node, length, count);
                    continue;
                }
                for (size_t e = 0; e < node->edge_count && !network->overflow; e++) {
                    const struct edge *edge = &stage->edges.items[node->first_edge + e];
                    struct node *end = &next->nodes.items[edge->node];
                    network->overflow = ++network->work > PATHS_MOST;
                    if (!settle(network, end, length + edge->length, count)) {
                        *VECTOR_PUSH(network->arena, &end->paths) =
                            (struct path){length + edge->length, count};
                    }
                }
            }
        }
    }
}

static int compare_counts(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

const double *fisher_log_factorials(struct arena *arena, size_t most)
{
    double *table = arena_alloc_array(arena, most + 1, sizeof *table);
    long double sum = 0;
    for (size_t i = 1; i <= most; i++) {
        sum += logl((long double)i);
        table[i] = (double)sum;
    }
    return table;
}

/* The shorter side becomes the rows. */
static void set_margins(struct network *network, const struct table_margins *margins,
                        int32_t *row_sums)
{
    bool turn = margins->rows > margins->columns;
    network->rows = turn ? margins->columns : margins->rows;
    network->columns = turn ? margins->rows : margins->columns;
    network->column_sums =
        arena_alloc_array(network->arena, network->columns, sizeof *network->column_sums);
    for (size_t i = 0; i < network->rows; i++) {
        row_sums[i] = (int32_t)(turn ? margins->column_sums[i] : margins->row_sums[i]);
    }
    for (size_t j = 0; j < network->columns; j++) {
        network->column_sums[j] = (int32_t)(turn ? margins->row_sums[j] : margins->column_sums[j]);
    }
    sort_key(row_sums, network->rows);
    qsort(network->column_sums, network->columns, sizeof *network->column_sums, compare_counts);
}

bool fisher_network(const struct table_margins *margins, double *p)
{
    size_t shorter = margins->rows < margins->columns ? margins->rows : margins->columns;
    if (margins->n > LARGEST_N || shorter > ROWS_MOST) {
        return false;
    }
    struct arena *scratch = arena_create();
    struct network network = {.arena = scratch};
    int32_t row_sums[ROWS_MOST] = {0};
    set_margins(&network, margins, row_sums);
    network.log_factorial = fisher_log_factorials(scratch, (size_t)margins->n);
    network.stages = arena_alloc_array(scratch, network.columns + 1, sizeof *network.stages);
    double seen = 0;
    for (size_t i = 0; i < margins->rows * margins->columns; i++) {
        seen -= network.log_factorial[(size_t)margins->cells[i]];
    }
    network.threshold = seen + log1p(1e-7);
    size_t last = network.columns - 2;
    find_node(&network, &network.stages[0], row_sums);
    for (size_t s = 0; s <= last && !network.overflow; s++) {
        struct stage *stage = &network.stages[s];
        stage->column = network.column_sums[s];
        for (size_t i = 0; i < stage->nodes.count && !network.overflow; i++) {
            fill_column(&network, stage, s == last ? NULL : &network.stages[s + 1], i);
            if (s == last && !network.overflow) {
                close_ends(&stage->nodes.items[i]);
            }
        }
    }
    if (!network.overflow) {
        measure_back(&network, last);
        struct node *start = &network.stages[0].nodes.items[0];
        network.log_all = start->log_total;
        *VECTOR_PUSH(scratch, &start->paths) = (struct path){0, 1};
        if (settle(&network, start, 0, 1)) {
            start->paths.count = 0;
        }
        walk(&network, last);
        *p = fmin(network.p, 1);
    }
    bool done = !network.overflow;
    arena_destroy(scratch);
    return done;
}
