/* headings_kept: the table of heading words for targets that read files, made once: with it, an
 * execution costs its input. Made again after many inputs, because cells are remembered. */
#ifndef TESTS_FUZZ_HEADINGS_KEPT_H
#define TESTS_FUZZ_HEADINGS_KEPT_H

#include "engine/recognise/heading.h"

static struct headings *headings_now(void)
{
    enum { REMEMBERED = 1000 };
    static struct arena *arena;
    static struct headings *headings;
    static unsigned inputs;
    if (inputs++ % REMEMBERED == 0) {
        arena_destroy(arena);
        arena = arena_create();
        headings = headings_create(arena);
    }
    return headings;
}

#endif
