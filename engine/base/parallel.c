/* parallel: see parallel.h. The threads take the next index from one atomic counter; the caller is
 * one of them, so that a thread that cannot be started costs time and nothing else. */
#include "engine/base/parallel.h"

#if defined(__STDC_NO_ATOMICS__) || defined(__EMSCRIPTEN__) || defined(__wasm__)

void parallel_for(int threads, size_t count, parallel_work *work, void *context)
{
    (void)threads;
    for (size_t index = 0; index < count; index++) {
        work(context, index);
    }
}

#else

#include <pthread.h>
#include <stdatomic.h>

enum { PARALLEL_MOST = 64 };

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

#endif
