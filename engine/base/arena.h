/* arena: memory that is given back all at once.
 *
 * The one rule of ownership in this program: what a function returns lives in the arena it was
 * given; what you open you close. There is one arena per run, one per file that is read, and
 * scratch arenas with mark and release for work on one row.
 *
 * Running out of memory is not an error that callers handle: the arena calls the handler that its
 * owner set, which must not return (the program prints a sentence and exits; SQLite's journal keeps
 * the store as it was). Without a handler the arena aborts.
 *
 *     struct arena *arena = arena_create();
 *     char *name = arena_printf(arena, "%s/%s", folder, file);
 *     arena_adopt(arena, (arena_free_fn *)fclose_adapter, stream);
 *     arena_destroy(arena);
 */
#ifndef ENGINE_BASE_ARENA_H
#define ENGINE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A place in an arena; what is allocated after it can be released together. */
struct arena_mark {
    void *block;
    size_t used;
    size_t large_count;
    void *adopted;
};

typedef void arena_free_fn(void *pointer);
typedef void arena_oom_fn(void *context, size_t size);

struct arena *arena_create(void);
/* Frees every block and every adopted object, newest first. NULL is allowed. */
void arena_destroy(struct arena *arena);

/* The handler for "out of memory", for all arenas created afterwards; it must not return. */
void arena_on_out_of_memory(arena_oom_fn *handler, void *context);
/* Calls the handler, for memory that was taken outside an arena; does not return. */
void arena_out_of_memory(size_t size);

/* `size` zeroed bytes, aligned for any type. size 0 gives a valid pointer to nothing. */
void *arena_alloc(struct arena *arena, size_t size);
/* `count` zeroed elements; an overflow of count * size is "out of memory". */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* `count` elements that hold anything and will all be written, soon: the memory of a large array
 * comes at once, which is cheaper than piece by piece, or is what another one had. */
void *arena_alloc_full(struct arena *arena, size_t count, size_t size);
/* Grows an array of old_count elements (all that was allocated) to new_count: in place when it is
 * the newest allocation, moved when it is large, else as a copy. The new elements are zeroed. `old`
 * may be NULL when old_count is 0. */
void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size);
/* The same, but what the new elements hold is not said. */
void *arena_extend(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size);

/* Gives a large array of `count` elements back before the arena goes; small ones stay where they
 * are. For what a stage needed and the next one does not. NULL is allowed. */
void arena_drop(struct arena *arena, void *old, size_t count, size_t size);

/* A part of an array that nobody reads or writes again: its memory may go before the array does. */
void arena_forget(void *part, size_t size);

/* Copies, always followed by a NUL. arena_strdup(NULL) is NULL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t size);
char *arena_strdup(struct arena *arena, const char *string);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Hands a foreign object to the arena: free_fn(pointer) is called when the arena (or the mark under
 * it) is released. */
void arena_adopt(struct arena *arena, arena_free_fn *free_fn, void *pointer);

struct arena_mark arena_mark(const struct arena *arena);
void arena_release(struct arena *arena, struct arena_mark mark);

/* Bytes handed out and not yet released. */
size_t arena_used(const struct arena *arena);

/* Zeroes the bytes. For a struct of hundreds of bytes that is made for every row: what a compiler
 * puts in the place of `= {0}` there takes some four times as long. */
void arena_zero(void *bytes, size_t size);

#endif
