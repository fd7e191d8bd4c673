/* serial: see serial.h. The first id that ends in digits gives the form: what stands before them,
 * and how many there are. The number of an id of that form is its place in a table of pages, which
 * stand in books, so that the numbers need not begin at 0, nor be dense, nor come in order.
 *
 * Invariant: a number whose page exists stands in it, or nowhere. A page is made when one of its
 * numbers arrives, until pages are mostly empty; from then on no page is made any more, and numbers
 * without one stand in the dictionary of all others.
 */
#include "engine/base/serial.h"

#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"

enum {
    MOST_DIGITS = 9,
    PAGE = 256,                     /* numbers on a page */
    BOOK = 256,                     /* pages in a book */
    EMPTY_FOR_EACH = 16,            /* places that may be empty for each id that stands in one */
    AHEAD = 12,                     /* ids that memory is asked for before they are put */
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
    struct serial_form form;
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

static void find_form(struct serial_form *form, const char *bytes, size_t size)
{
    size_t digits = 0;
    while (digits < size && text_is_digit(bytes[size - 1 - digits])) {
        digits++;
    }
    if (digits > 0 && digits <= MOST_DIGITS && size - digits <= SERIAL_BEFORE) {
        *form = (struct serial_form){.known = true, .before_size = size - digits, .digits = digits};
        memcpy(form->before, bytes, form->before_size);
    }
}

enum { EIGHT = sizeof(uint64_t) };

static bool are_digits(uint64_t word)
{
    uint64_t left = word ^ 0x3030303030303030u; /* each at most 9, as a sum with 6 tells */
    return ((left | (left + 0x0606060606060606u)) & 0xF0F0F0F0F0F0F0F0u) == 0;
}

/* Pairs of digits, pairs of pairs, and those two. */
static uint32_t number_of_eight(uint64_t word)
{
    word &= 0x0F0F0F0F0F0F0F0Fu;
    word = (word * 10 + (word >> 8)) & 0x00FF00FF00FF00FFu;
    word = (word * 100 + (word >> 16)) & 0x0000FFFF0000FFFFu;
    return (uint32_t)(word * 10000 + (word >> 32));
}

static bool same_bytes(const char *a, const char *b, size_t size)
{
    size_t same = 0; /* a letter or two, mostly: no work for memcmp */
    while (same < size && a[same] == b[same]) {
        same++;
    }
    return same == size;
}

static uint32_t number_of(const struct serial_form *form, const char *bytes, size_t size)
{
    if (!form->known || size != form->before_size + form->digits ||
        !same_bytes(bytes, form->before, form->before_size)) {
        return SERIAL_NO_NUMBER;
    }
    uint32_t number = 0;
    uint32_t others = 0; /* bytes that are no digits */
    const char *s = bytes + form->before_size;
    const char *end = bytes + size;
    for (; s < end && end - s != EIGHT; s++) {
        uint32_t digit = (uint32_t)(unsigned char)*s - '0';
        others |= digit > 9;
        number = number * 10 + digit;
    }
    if (s < end) {
        uint64_t word = text_eight(s);
        others |= !are_digits(word);
        number = number * 100000000 + number_of_eight(word);
    }
    return others == 0 ? number : SERIAL_NO_NUMBER;
}

struct serial_id serial_id(struct serial_form *form, const char *bytes, size_t size)
{
    if (!form->known) {
        find_form(form, bytes, size);
    }
    return (struct serial_id){bytes, (uint32_t)size, number_of(form, bytes, size)};
}

/* The table has a place for every number of the form. */
static void take_form(struct serials *serials, const struct serial_form *form)
{
    size_t numbers = 1;
    for (size_t i = 0; i < form->digits; i++) {
        numbers *= 10;
    }
    serials->form = *form;
    serials->books =
        arena_alloc_array(serials->arena, numbers / (PAGE * BOOK) + 1, sizeof *serials->books);
}

/* The page of the number; NULL when there is none and none is to be made. */
static uint32_t *page_of(struct serials *serials, uint32_t number)
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

static uint32_t put_id(struct serials *serials, const struct serial_id *id)
{
    uint32_t *page = id->number == SERIAL_NO_NUMBER ? NULL : page_of(serials, id->number);
    if (page == NULL) {
        return put_other(serials, id->bytes, id->size);
    }
    uint32_t *place = &page[id->number % PAGE];
    if (*place == 0) {
        *place = (uint32_t)++serials->count;
        serials->placed++;
    }
    return *place - 1;
}

uint32_t serials_put(struct serials *serials, const char *bytes, size_t size)
{
    struct serial_form form = serials->form;
    struct serial_id id = serial_id(&form, bytes, size);
    if (form.known && !serials->form.known) {
        take_form(serials, &form);
    }
    return put_id(serials, &id);
}

/* Where the number stands, when there is a page for it; NULL. */
static const uint32_t *place_of(const struct serials *serials, uint32_t number)
{
    const struct book *book =
        number == SERIAL_NO_NUMBER ? NULL : serials->books[number / (PAGE * BOOK)];
    const uint32_t *page = book == NULL ? NULL : book->pages[number / PAGE % BOOK];
    return page == NULL ? NULL : &page[number % PAGE];
}

static bool same_form(const struct serial_form *a, const struct serial_form *b)
{
    return a->known == b->known && a->digits == b->digits && a->before_size == b->before_size &&
           memcmp(a->before, b->before, a->before_size) == 0;
}

void serials_put_all(struct serials *serials, const struct serial_form *form,
                     const struct serial_id *ids, size_t count, uint32_t *codes)
{
    if (form->known && !serials->form.known) {
        take_form(serials, form);
    }
    bool same = same_form(&serials->form, form);
    for (size_t i = 0; i < count; i++) {
        if (same && count - i > AHEAD) {
            __builtin_prefetch(place_of(serials, ids[i + AHEAD].number));
        }
        codes[i] =
            same ? put_id(serials, &ids[i]) : serials_put(serials, ids[i].bytes, ids[i].size);
    }
}

size_t serials_count(const struct serials *serials)
{
    return serials->count;
}
