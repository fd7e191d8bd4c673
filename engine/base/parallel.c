/* parallel: see parallel.h. The threads take the next index from one counter; the caller is one of
 * them, so that a thread that cannot be started costs time and nothing else. */
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* sched_getaffinity */
#endif
#include "engine/base/parallel.h"

#include <assert.h>

/* Two for each thread: one that waits to be used and one at work. Alone, nothing waits. */
size_t parallel_window(int threads)
{
    size_t window = threads < 2 ? 1 : (size_t)threads * 2 + 1;
    return window < PARALLEL_WINDOW ? window : PARALLEL_WINDOW;
}

#if defined(__STDC_NO_ATOMICS__) || defined(__EMSCRIPTEN__) || defined(__wasm__)

int parallel_processors(void)
{
    return 1;
}

void parallel_for(int threads, size_t count, parallel_work *work, void *context)
{
    (void)threads;
    for (size_t index = 0; index < count; index++) {
        work(context, index);
    }
}

struct parallel_gate {
    int step;
};

struct parallel_gate *parallel_gate_create(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct parallel_gate));
}

void parallel_open(struct parallel_gate *gate, int step)
{
    gate->step = step > gate->step ? step : gate->step;
}

void parallel_wait(struct parallel_gate *gate, int step)
{
    assert(gate->step >= step);
}

bool parallel_is_open(struct parallel_gate *gate, int step)
{
    return gate->step >= step;
}

struct parallel_pieces {
    size_t next, count;
    parallel_work *work;
    void *context;
};

struct parallel_pieces *parallel_pieces_create(struct arena *arena, enum pieces_order order)
{
    (void)order;
    return arena_alloc(arena, sizeof(struct parallel_pieces));
}

void parallel_pieces_begin(struct parallel_pieces *pieces, size_t count, parallel_work *work,
                           void *context)
{
    *pieces = (struct parallel_pieces){.count = count, .work = work, .context = context};
}

bool parallel_piece(struct parallel_pieces *pieces)
{
    bool is_left = pieces->next < pieces->count;
    if (is_left) {
        pieces->work(pieces->context, pieces->next++);
    }
    return is_left;
}

void parallel_pieces_finish(struct parallel_pieces *pieces)
{
    while (parallel_piece(pieces)) {
        continue;
    }
}

void parallel_in_order(int threads, size_t count, parallel_work *prepare, parallel_use *use,
                       void *context)
{
    (void)threads;
    bool more = true;
    for (size_t index = 0; more && index < count; index++) {
        prepare(context, index);
        more = use(context, index);
    }
}

void parallel_once(bool *done, void (*work)(void))
{
    if (!*done) {
        *done = true;
        work();
    }
}

#else

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { PARALLEL_MOST = 64 };

/* A container or taskset may leave a process less than the machine has, and sysconf reads a file of
 * the system for what it has. */
int parallel_processors(void)
{
#ifdef CPU_COUNT
    cpu_set_t mine;
    if (sched_getaffinity(0, sizeof mine, &mine) == 0) {
        return CPU_COUNT(&mine) < 1 ? 1 : CPU_COUNT(&mine);
    }
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : (int)online;
}

struct queue {
    atomic_size_t next;
    size_t count;
    parallel_work *work;
    void *context;
};

static void *take_until_empty(void *argument)
{
    struct queue *queue = argument;
    for (;;) {
        size_t index = atomic_fetch_add(&queue->next, 1);
        if (index >= queue->count) {
            return NULL;
        }
        queue->work(queue->context, index);
    }
}

void parallel_for(int threads, size_t count, parallel_work *work, void *context)
{
    struct queue queue = {.count = count, .work = work, .context = context};
    atomic_init(&queue.next, 0);
    pthread_t started[PARALLEL_MOST];
    size_t running = 0;
    while (running + 1 < count && (int)running + 1 < threads && running < PARALLEL_MOST) {
        if (pthread_create(&started[running], NULL, take_until_empty, &queue) != 0) {
            break;
        }
        running++;
    }
    take_until_empty(&queue);
    for (size_t i = 0; i < running; i++) {
        pthread_join(started[i], NULL);
    }
}

struct parallel_gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    int step;
};

static void gate_destroy(void *pointer)
{
    struct parallel_gate *gate = pointer;
    pthread_cond_destroy(&gate->opened);
    pthread_mutex_destroy(&gate->lock);
}

struct parallel_gate *parallel_gate_create(struct arena *arena)
{
    struct parallel_gate *gate = arena_alloc(arena, sizeof *gate);
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->opened, NULL);
    arena_adopt(arena, gate_destroy, gate);
    return gate;
}

void parallel_open(struct parallel_gate *gate, int step)
{
    pthread_mutex_lock(&gate->lock);
    gate->step = step > gate->step ? step : gate->step;
    pthread_cond_broadcast(&gate->opened);
    pthread_mutex_unlock(&gate->lock);
}

void parallel_wait(struct parallel_gate *gate, int step)
{
    pthread_mutex_lock(&gate->lock);
    while (gate->step < step) {
        pthread_cond_wait(&gate->opened, &gate->lock);
    }
    pthread_mutex_unlock(&gate->lock);
}

bool parallel_is_open(struct parallel_gate *gate, int step)
{
    pthread_mutex_lock(&gate->lock);
    bool open = gate->step >= step;
    pthread_mutex_unlock(&gate->lock);
    return open;
}

/* Invariant, under the lock: done <= next <= count. A piece in turn is done under the lock. */
struct parallel_pieces {
    pthread_mutex_t lock;
    pthread_cond_t all_done;
    enum pieces_order order;
    size_t done, next, count;
    parallel_work *work;
    void *context;
};

static void pieces_destroy(void *pointer)
{
    struct parallel_pieces *pieces = pointer;
    pthread_cond_destroy(&pieces->all_done);
    pthread_mutex_destroy(&pieces->lock);
}

struct parallel_pieces *parallel_pieces_create(struct arena *arena, enum pieces_order order)
{
    struct parallel_pieces *pieces = arena_alloc(arena, sizeof *pieces);
    pthread_mutex_init(&pieces->lock, NULL);
    pthread_cond_init(&pieces->all_done, NULL);
    pieces->order = order;
    arena_adopt(arena, pieces_destroy, pieces);
    return pieces;
}

void parallel_pieces_begin(struct parallel_pieces *pieces, size_t count, parallel_work *work,
                           void *context)
{
    pthread_mutex_lock(&pieces->lock);
    assert(pieces->done == pieces->count && "pieces of the last time are left");
    pieces->done = pieces->next = 0;
    pieces->count = count;
    pieces->work = work;
    pieces->context = context;
    pthread_mutex_unlock(&pieces->lock);
}

/* With the lock held, which it gives away meanwhile where others may work. */
static void do_piece(struct parallel_pieces *pieces, size_t piece)
{
    if (pieces->order == PIECES_AT_ONCE) {
        pthread_mutex_unlock(&pieces->lock);
    }
    pieces->work(pieces->context, piece);
    if (pieces->order == PIECES_AT_ONCE) {
        pthread_mutex_lock(&pieces->lock);
    }
    if (++pieces->done == pieces->count) {
        pthread_cond_broadcast(&pieces->all_done);
    }
}

bool parallel_piece(struct parallel_pieces *pieces)
{
    pthread_mutex_lock(&pieces->lock);
    bool is_left = pieces->next < pieces->count;
    if (is_left) {
        do_piece(pieces, pieces->next++);
    }
    pthread_mutex_unlock(&pieces->lock);
    return is_left;
}

void parallel_pieces_finish(struct parallel_pieces *pieces)
{
    while (parallel_piece(pieces)) {
        continue;
    }
    pthread_mutex_lock(&pieces->lock);
    while (pieces->done < pieces->count) {
        pthread_cond_wait(&pieces->all_done, &pieces->lock);
    }
    pthread_mutex_unlock(&pieces->lock);
}

/* Invariant, under the lock: used <= next <= used + window; `ready` says of the indices
 * from used to next - 1 whether they are prepared. */
struct line {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next, used, count, window;
    bool stopped;
    bool ready[PARALLEL_WINDOW];
    parallel_work *prepare;
    void *context;
};

static bool may_prepare(const struct line *line)
{
    return !line->stopped && line->next < line->count && line->next < line->used + line->window;
}

/* With the lock held; not while it works. */
static void prepare_next(struct line *line)
{
    size_t index = line->next++;
    pthread_mutex_unlock(&line->lock);
    line->prepare(line->context, index);
    pthread_mutex_lock(&line->lock);
    line->ready[index % line->window] = true;
    pthread_cond_broadcast(&line->changed);
}

static void *prepare_until_done(void *argument)
{
    struct line *line = argument;
    pthread_mutex_lock(&line->lock);
    while (!line->stopped && line->next < line->count) {
        if (may_prepare(line)) {
            prepare_next(line);
        } else {
            pthread_cond_wait(&line->changed, &line->lock);
        }
    }
    pthread_mutex_unlock(&line->lock);
    return NULL;
}

/* The caller uses what is ready, prepares when nothing is, and waits only when others prepare all
 * that may be. */
static void use_until_done(struct line *line, parallel_use *use)
{
    pthread_mutex_lock(&line->lock);
    while (!line->stopped && line->used < line->count) {
        bool *ready = &line->ready[line->used % line->window];
        if (*ready) {
            pthread_mutex_unlock(&line->lock);
            bool more = use(line->context, line->used);
            pthread_mutex_lock(&line->lock);
            *ready = false;
            line->used++;
            line->stopped = !more;
            pthread_cond_broadcast(&line->changed);
        } else if (may_prepare(line)) {
            prepare_next(line);
        } else {
            pthread_cond_wait(&line->changed, &line->lock);
        }
    }
    pthread_mutex_unlock(&line->lock);
}

void parallel_in_order(int threads, size_t count, parallel_work *prepare, parallel_use *use,
                       void *context)
{
    struct line line = {
        .count = count, .window = parallel_window(threads), .prepare = prepare, .context = context};
    pthread_mutex_init(&line.lock, NULL);
    pthread_cond_init(&line.changed, NULL);
    pthread_t started[PARALLEL_WINDOW];
    size_t running = 0;
    while (running + 1 < count && (int)running + 1 < threads && running < PARALLEL_WINDOW &&
           pthread_create(&started[running], NULL, prepare_until_done, &line) == 0) {
        running++;
    }
    use_until_done(&line, use);
    for (size_t i = 0; i < running; i++) {
        pthread_join(started[i], NULL);
    }
    pthread_cond_destroy(&line.changed);
    pthread_mutex_destroy(&line.lock);
}

void parallel_once(bool *done, void (*work)(void))
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&one_at_a_time);
    if (!*done) {
        work();
        *done = true;
    }
    pthread_mutex_unlock(&one_at_a_time);
}

#endif
