/* parallel: the one file that knows threads.
 *
 * `parallel_for` calls work(context, index) once for every index from 0 to count-1, on at most
 * `threads` threads, in no particular order, and returns when all calls have returned. A call may
 * write only what belongs to its own index, and may not allocate from an arena that others use; so
 * every result is the same for any number of threads, one included.
 *
 *     struct job job = {.means = means, ...};
 *     parallel_for(options.threads, blocks, compute_block, &job);
 *
 * Where there are no threads (WebAssembly, or when one cannot be started) the calls run here, one
 * after the other. Nothing can fail.
 */
#ifndef ENGINE_BASE_PARALLEL_H
#define ENGINE_BASE_PARALLEL_H

#include <stddef.h>

typedef void parallel_work(void *context, size_t index);

void parallel_for(int threads, size_t count, parallel_work *work, void *context);

#endif
