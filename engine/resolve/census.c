/* census: see work.h. What a text holds, counted once so that the rules can ask. */
#include "engine/resolve/work.h"

bool census_is_light(const struct item *item)
{
    const uint32_t light = WORD_FILLER | WORD_JOB | WORD_DEPT | WORD_UNIT | WORD_DESK |
                           WORD_CONNECT | WORD_PARTICLE | WORD_QUARTER;
    return item->type == ITEM_WORD && (item->words & light) != 0 &&
           (item->words &
            (WORD_MARKER | WORD_SEAT | WORD_BODY | WORD_PROVINCE | WORD_WATER | WORD_MINISTRY |
             WORD_EDUCATION | WORD_LEGAL | WORD_TRAP | WORD_ABROAD | WORD_PRIVATE)) == 0;
}

struct census census_take(const struct items *items)
{
    struct census c = {.province = -1};
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->items[i];
        if (item->type == ITEM_WORD) {
            c.words |= item->words;
            c.guessed = c.guessed || item->guessed;
            c.markers += (item->words & (WORD_MARKER | WORD_SEAT)) != 0;
        } else if (item->type == ITEM_MUNICIPALITY) {
            c.first_name = c.names++ == 0 ? item : c.first_name;
            c.markers += (item->words & WORD_MARKER) != 0;
        } else if (item->type == ITEM_PLACE) {
            c.first_place = c.places++ == 0 ? item : c.first_place;
        } else if (item->type == ITEM_ORGANISATION) {
            c.first_organisation = c.organisations++ == 0 ? item : c.first_organisation;
        } else if (item->type == ITEM_PROVINCE) {
            c.province = item->province;
        } else {
            c.first_unknown = c.unknown++ == 0 ? item : c.first_unknown;
            c.known = c.known || item->known;
        }
        if (c.first_content == NULL && !census_is_light(item)) {
            c.first_content = item;
        }
    }
    return c;
}

bool census_has(const struct census *c, uint32_t classes)
{
    return (c->words & classes) != 0;
}

/* "gemeente" stands right before the item (fillers may stand between), right behind it, or in it.
 */
bool census_is_marked(const struct items *items, const struct item *item)
{
    size_t at = (size_t)(item - items->items);
    if ((item->words & WORD_MARKER) != 0) {
        return true;
    }
    for (size_t i = at; i-- > 0;) {
        const struct item *before = &items->items[i];
        if (before->type != ITEM_WORD) {
            break;
        }
        if ((before->words & (WORD_MARKER | WORD_SEAT)) != 0) {
            return true;
        }
        if ((before->words & (WORD_FILLER | WORD_PARTICLE)) == 0) {
            break;
        }
    }
    if (at + 1 < items->count) {
        const struct item *after = &items->items[at + 1];
        bool next_has_name = at + 2 < items->count &&
                             items->items[at + 2].type == ITEM_MUNICIPALITY &&
                             after->gap == GAP_BREAK;
        return after->type == ITEM_WORD && (after->words & WORD_MARKER) != 0 && !next_has_name;
    }
    return false;
}

/* "Stad Utrecht", "city of Amsterdam". */
bool census_follows_city(const struct work *w, const struct item *name)
{
    return name > w->items.items && name[-1].type == ITEM_WORD && (name[-1].words & WORD_CITY) != 0;
}

bool census_begins_with_particle(const struct work *w, const struct census *c)
{
    return c->markers == 0 && w->items.count > 1 && w->items.items[0].type == ITEM_WORD &&
           (w->items.items[0].words & WORD_PARTICLE) != 0;
}

bool census_holds(const struct items *items, const struct entry *entry)
{
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i].entry != NULL && items->items[i].entry->key == entry->key) {
            return true;
        }
    }
    return false;
}
