/* library: shared libraries that few commands need, loaded when one needs them and not before:
 * linked as other libraries are, they would make every command start later.
 *
 *     static __typeof__(&qpdf_init) init;
 *     const struct library_function functions[] = {{"qpdf_init", &init}};
 *     if (!library_load("libqpdf.so.29", functions, 1)) ...
 *
 * A library stays loaded until the program ends.
 */
#ifndef ENGINE_BASE_LIBRARY_H
#define ENGINE_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function by name, and where a pointer to it goes. */
struct library_function {
    const char *name;
    void *pointer;
};

/* False when there is no such library, or one of the functions is not in it. */
bool library_load(const char *name, const struct library_function *functions, size_t count);

#endif
