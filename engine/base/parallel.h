/* parallel: the one file that knows threads.
 *
 * `parallel_for` calls work(context, index) once for every index from 0 to count-1, on at most
 * `threads` threads, and returns when all calls have returned. A call may
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

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

/* How many threads can be busy at once: the processors that this process may use, at least 1. */
int parallel_processors(void);

typedef void parallel_work(void *context, size_t index);

void parallel_for(int threads, size_t count, parallel_work *work, void *context);

/* A gate between two calls of parallel_for: one opens it, step by step, and the other waits until
 * it is open far enough. Calls begin in the order of their index: the one that opens has a lower
 * index than the one that waits, so that nobody waits for what has not begun, whatever the number
 * of threads.
 *
 *     parallel_open(gate, ROWS_READ);                           in the call with index 0
 *     parallel_wait(gate, ROWS_READ);                           in the call with index 1
 */
struct parallel_gate;

struct parallel_gate *parallel_gate_create(struct arena *arena); /* closed: at step 0 */
void parallel_open(struct parallel_gate *gate, int step);        /* never back */
void parallel_wait(struct parallel_gate *gate, int step);
bool parallel_is_open(struct parallel_gate *gate, int step);

/* Work in pieces that anybody does who has time, each piece once. They are given out in their
 * order, from 0 on: those of PIECES_IN_TURN never two at once, those of PIECES_AT_ONCE to whoever
 * comes. */
enum pieces_order { PIECES_IN_TURN, PIECES_AT_ONCE };

struct parallel_pieces;

struct parallel_pieces *parallel_pieces_create(struct arena *arena, enum pieces_order order);
/* There are pieces now. Called again, when all were done, there are others. */
void parallel_pieces_begin(struct parallel_pieces *pieces, size_t count, parallel_work *work,
                           void *context);
/* Does the next piece here; false when there was none to begin. */
bool parallel_piece(struct parallel_pieces *pieces);
/* Does what is left; when it returns, all pieces are done. */
void parallel_pieces_finish(struct parallel_pieces *pieces);

/* One step after the other, while others prepare: `prepare` is called for every index from 0 to
 * count-1 on at most `threads` threads, in no particular order; `use` is called on the caller's
 * thread alone, for one index after the other from 0 on, each after its prepare has returned.
 * prepare(i + window) begins after use(i) has returned, so that what is prepared may stand in slot
 * index % window; the window is parallel_window(threads), at most PARALLEL_WINDOW. Ends early when
 * use returns false; then some indices behind it may have been prepared for nothing.
 *
 *     struct job job = {.blocks = blocks, ...};             PARALLEL_WINDOW of them
 *     parallel_in_order(threads, count, read_block, hand_over_block, &job);
 */
enum { PARALLEL_WINDOW = 16 };

typedef bool parallel_use(void *context, size_t index);

size_t parallel_window(int threads);
void parallel_in_order(int threads, size_t count, parallel_work *prepare, parallel_use *use,
                       void *context);

/* Calls work once, however many threads come here; it is done when this returns. `done` is false at
 * first. */
void parallel_once(bool *done, void (*work)(void));

#endif
