/* items: the words of a name taken together into things that mean something: "gemeente | Bergen op
 * Zoom | burgerzaken" is a marker, a name and a desk. */
#ifndef ENGINE_RESOLVE_ITEMS_H
#define ENGINE_RESOLVE_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/resolve/gazetteer.h"
#include "engine/resolve/name.h"

enum item_type {
    ITEM_WORD,         /* of the vocabulary; `words` says of which classes */
    ITEM_MUNICIPALITY, /* an official name or an alias */
    ITEM_PLACE,
    ITEM_ORGANISATION,
    ITEM_PROVINCE, /* behind a name: "Bergen (NH)" */
    ITEM_UNKNOWN
};

struct item {
    enum item_type type;
    size_t from, to; /* words of the name */
    uint32_t words;  /* classes, also of a name that is a word, too */
    const struct entry *entry;
    int province;
    enum name_gap gap; /* before it */
    bool bracketed;
    bool known;   /* unknown here, and known as the name of a firm or region */
    bool guessed; /* unknown, taken for the name of a department by what stands before it */
};

struct items {
    struct item items[NAME_WORDS];
    size_t count;
};

/* `short_names`: also abbreviations such as SED, which are words of another kind in most texts. */
void items_read(struct gazetteer *gazetteer, const struct name *name, bool short_names,
                struct items *items);

#endif
