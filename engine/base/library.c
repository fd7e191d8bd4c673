/* library: see library.h. */
#include "engine/base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *name, const struct library_function *functions, size_t count)
{
    void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    bool found = handle != NULL;
    for (size_t i = 0; i < count && found; i++) {
        void *function = dlsym(handle, functions[i].name);
        memcpy(functions[i].pointer, &function, sizeof function);
        found = function != NULL;
    }
    return found;
}
