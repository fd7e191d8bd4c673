/* pages: memory for what is large, straight from the system, and the only file that asks it.
 *
 * Bytes are zero until they are written, and cost nothing until they are touched. Growing moves
 * pages, not bytes, where the system can. Everything returns NULL when there is no memory left.
 * A file that is mapped is read as its bytes are touched, and not copied.
 */
#ifndef ENGINE_BASE_PAGES_H
#define ENGINE_BASE_PAGES_H

#include <stddef.h>

struct arena;

void *pages_map(size_t size);
/* The same, but what the bytes hold is not said: memory that was freed is handed on, with the pages
 * that it has, and need not be asked for again. */
void *pages_take(size_t size);
/* The same memory with more room; bytes from old_size on are zero. The old pointer is gone, unless
 * NULL came back. */
void *pages_grow(void *memory, size_t old_size, size_t new_size);
void pages_free(void *memory, size_t size);
/* What was freed and is kept for the next who asks goes back to the system: nobody will ask soon.
 */
void pages_let_go(void);
/* Every byte of this memory will be written: where the system can it gives all pages at once, which
 * costs two thirds of giving each when it is touched first. */
void pages_fill(void *memory, size_t size);
/* The same for memory of `capacity` bytes that is written from its beginning on, as far as nobody
 * knows: called before the first `used` bytes are, it stays some ahead. *filled is 0 at first; it
 * stays as it is when the memory grows. */
void pages_fill_ahead(void *memory, size_t capacity, size_t used, size_t *filled);
/* What stands there is gone, for good: its pages leave the memory, those that it has whole. */
void pages_forget(void *memory, size_t size);
/* The first `size` bytes of an open file, for reading, as long as the arena; the file may be
 * closed.
 */
const void *pages_map_file(struct arena *arena, int file, size_t size);
/* Pages of a file that was mapped: they leave the memory and come back, with the same
 * bytes, when they are touched. */
void pages_rest(const void *mapped, size_t size);

#endif
