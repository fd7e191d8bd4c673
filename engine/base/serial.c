/* serial: see serial.h. The first id that ends in digits gives the form: what stands before them,
 * and how many there are. The number of an id of that form is its place in a table of pages, which
 * stand in books, so that the numbers need not begin at 0, nor be dense, nor come in order.
 *
 * Invariant: a number whose page exists stands in it, or nowhere. A page is made when one of its
 * numbers arrives, until pages are mostly empty; from then on no page is made any more, and numbers
 * without one stand in the dictionary of all others.
 */
#include "engine/base/serial.h"

#include <stdbool.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"

enum {
    MOST_DIGITS = 9,
    MOST_BEFORE = 23,
    PAGE = 256,                     /* numbers on a page */
    BOOK = 256,                     /* pages in a book */
    EMPTY_FOR_EACH = 16,            /* places that may be empty for each id that stands in one */
    EMPTY_AT_ALL = 16 * 1024 * 1024 /* and besides */
};

struct book {
    uint32_t *pages[BOOK]; /* code + 1; 0: not there */
};

struct serials {
    struct arena *arena;
    struct intern *others;
    uint32_t *other_codes; /* by number in `others` */
    size_t other_capacity;
    size_t count;
    bool has_form;
    char before[MOST_BEFORE + 1];
    size_t before_size, digits;
    struct book **books;
    size_t pages_made, placed;
    bool sparse; /* no more pages */
};

struct serials *serials_create(struct arena *arena)
{
    struct serials *serials = arena_alloc(arena, sizeof *serials);
    serials->arena = arena;
    serials->others = intern_create(arena);
    return serials;
}

/* Takes the form of the first id that has one. */
static void take_form(struct serials *serials, const char *bytes, size_t size)
{
    size_t digits = 0;
    while (digits < size && text_is_digit(bytes[size - 1 - digits])) {
        digits++;
    }
    if (digits == 0 || digits > MOST_DIGITS || size - digits > MOST_BEFORE) {
        return;
    }
    serials->has_form = true;
    serials->digits = digits;
    serials->before_size = size - digits;
    memcpy(serials->before, bytes, serials->before_size);
    size_t numbers = 1;
    for (size_t i = 0; i < digits; i++) {
        numbers *= 10;
    }
    serials->books =
        arena_alloc_array(serials->arena, numbers / (PAGE * BOOK) + 1, sizeof *serials->books);
}

static bool number_of(const struct serials *serials, const char *bytes, size_t size, size_t *number)
{
    if (!serials->has_form || size != serials->before_size + serials->digits ||
        memcmp(bytes, serials->before, serials->before_size) != 0) {
        return false;
    }
    *number = 0;
    for (size_t i = serials->before_size; i < size; i++) {
        if (!text_is_digit(bytes[i])) {
            return false;
        }
        *number = *number * 10 + (size_t)(bytes[i] - '0');
    }
    return true;
}

/* The page of the number; NULL when there is none and none is to be made. */
static uint32_t *page_of(struct serials *serials, size_t number)
{
    struct book **book = &serials->books[number / (PAGE * BOOK)];
    uint32_t *page = *book == NULL ? NULL : (*book)->pages[number / PAGE % BOOK];
    if (page != NULL || serials->sparse) {
        return page;
    }
    serials->sparse = serials->pages_made * PAGE > serials->placed * EMPTY_FOR_EACH + EMPTY_AT_ALL;
    if (serials->sparse) {
        return NULL;
    }
    if (*book == NULL) {
        *book = arena_alloc(serials->arena, sizeof **book);
    }
    serials->pages_made++;
    return (*book)->pages[number / PAGE % BOOK] = arena_alloc(serials->arena, PAGE * sizeof *page);
}

static uint32_t put_other(struct serials *serials, const char *bytes, size_t size)
{
    size_t known = intern_count(serials->others);
    uint32_t at = intern_put(serials->others, bytes, size);
    if (at == known) {
        if (known == serials->other_capacity) {
            size_t capacity = known == 0 ? 64 : known * 2;
            serials->other_codes = arena_extend(serials->arena, serials->other_codes, known,
                                                capacity, sizeof *serials->other_codes);
            serials->other_capacity = capacity;
        }
        serials->other_codes[at] = (uint32_t)serials->count++;
    }
    return serials->other_codes[at];
}

uint32_t serials_put(struct serials *serials, const char *bytes, size_t size)
{
    size_t number;
    if (!serials->has_form) {
        take_form(serials, bytes, size);
    }
    uint32_t *page = number_of(serials, bytes, size, &number) ? page_of(serials, number) : NULL;
    if (page == NULL) {
        return put_other(serials, bytes, size);
    }
    uint32_t *place = &page[number % PAGE];
    if (*place == 0) {
        *place = (uint32_t)++serials->count;
        serials->placed++;
    }
    return *place - 1;
}

size_t serials_count(const struct serials *serials)
{
    return serials->count;
}
