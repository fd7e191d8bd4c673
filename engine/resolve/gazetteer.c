/* gazetteer: see gazetteer.h. An open-addressing table of chains; the arena holds the keys. */
#include "engine/resolve/gazetteer_internal.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/name.h"
#include "engine/resolve/shelves.h"

enum { FIRST_SLOTS = 1 << 14 };

/* The hash of a key that has grown to `size` bytes. */
static uint64_t grow_hash(struct growing_key *growing, size_t size)
{
    uint64_t hash = growing->size == 0 ? 0xCBF29CE484222325u : growing->hash;
    for (size_t i = growing->size; i < size; i++) {
        hash = (hash ^ (unsigned char)growing->key[i]) * 0x100000001B3u;
    }
    growing->hash = hash;
    growing->size = size;
    return (hash ^ hash >> 29) * 0xD6E8FEB86659FD93u;
}

static size_t slot_for(const struct gazetteer *g, const char *key, size_t size, uint64_t hash)
{
    size_t slot = (size_t)(hash >> 32) & (g->slot_count - 1);
    while (g->slots[slot] != NULL &&
           !(g->slots[slot]->size == size && memcmp(g->slots[slot]->key, key, size) == 0)) {
        slot = (slot + 1) & (g->slot_count - 1);
    }
    return slot;
}

static size_t slot_of(const struct gazetteer *g, const char *key, size_t size)
{
    struct growing_key whole = {.key = key};
    return slot_for(g, key, size, grow_hash(&whole, size));
}

static const struct entry *find(const struct gazetteer *g, const char *key, size_t size)
{
    return g->slots[slot_of(g, key, size)];
}

/* Twice as many slots; the chains move as they are. */
static void grow(struct gazetteer *g)
{
    struct entry **old = g->slots;
    size_t count = g->slot_count;
    g->slot_count = count == 0 ? FIRST_SLOTS : 2 * count;
    g->slots = arena_alloc_array(g->arena, g->slot_count, sizeof(struct entry *));
    for (size_t i = 0; i < count; i++) {
        if (old[i] != NULL) {
            g->slots[slot_of(g, old[i]->key, old[i]->size)] = old[i];
        }
    }
}

/* Puts the entry in its chain in the order of the types; the same thing twice stays once. */
static void put(struct gazetteer *g, const char *key, size_t size, struct entry entry)
{
    if (size == 0) {
        return;
    }
    if (g->used >= g->slot_count / 4 * 3) {
        grow(g);
    }
    size_t slot = slot_of(g, key, size);
    struct entry *head = g->slots[slot];
    for (struct entry *one = head; one != NULL; one = (struct entry *)(uintptr_t)one->next) {
        if (one->type == entry.type && (one->id == entry.id || entry.type == ENTRY_WORD)) {
            one->id |= entry.type == ENTRY_WORD ? entry.id : 0;
            return;
        }
    }
    struct entry *fresh = arena_alloc(g->arena, sizeof *fresh);
    *fresh = entry;
    fresh->key = head != NULL ? head->key : arena_copy(g->arena, key, size);
    fresh->size = (uint16_t)size;
    g->used += head == NULL;
    g->entries++;
    if (head == NULL || head->type > fresh->type) {
        fresh->next = head;
        g->slots[slot] = fresh;
        return;
    }
    struct entry *before = head;
    while (before->next != NULL && before->next->type <= fresh->type) {
        before = (struct entry *)(uintptr_t)before->next;
    }
    fresh->next = before->next;
    before->next = fresh;
}

static void put_text(struct gazetteer *g, const char *text, enum entry_type type, uint32_t id,
                     bool ambiguous)
{
    struct name name;
    struct arena_mark mark = arena_mark(g->arena);
    name_read(g->arena, text, &name);
    arena_release(g->arena, mark);
    put(g, name.key, name.key_size,
        (struct entry){
            .type = (uint8_t)type, .id = id, .words = (uint8_t)name.count, .ambiguous = ambiguous});
}

static uint32_t word(const struct gazetteer *g, const char *key, size_t size)
{
    for (const struct entry *one = find(g, key, size); one != NULL; one = one->next) {
        if (one->type == ENTRY_WORD) {
            return one->id;
        }
    }
    return 0;
}

/* -- organisations under all their names ---------------------------------------------------------
 */

/* "GGD", "ISD": many bodies are one. */
static bool is_kind_of_body(const struct gazetteer *g, const char *text, size_t size)
{
    char lower[NAME_KEY];
    for (size_t i = 0; i < size && i < sizeof lower; i++) {
        lower[i] = text_lower_char(text[i]);
    }
    return size < sizeof lower && (word(g, lower, size) & WORD_BODY) != 0;
}

/* "Belastingsamenwerking Rivierenland (BSR)": with and without what stands between brackets, and
 * the abbreviation on its own. */
static void put_without_brackets(struct gazetteer *g, const char *text, uint32_t id)
{
    const char *open = strchr(text, '(');
    const char *close = open == NULL ? NULL : strchr(open, ')');
    if (close == NULL) {
        return;
    }
    char *plain = arena_printf(g->arena, "%.*s%s", (int)(open - text), text, close + 1);
    put_text(g, plain, ENTRY_ORGANISATION, id, false);
    size_t letters = 0;
    bool capitals = true;
    for (const char *c = open + 1; c < close; c++) {
        letters++;
        capitals = capitals && ((*c >= 'A' && *c <= 'Z') || *c == '-' || *c == '&');
    }
    if (capitals && letters >= 3 && !is_kind_of_body(g, open + 1, letters)) {
        put_text(g, arena_copy(g->arena, open + 1, letters), ENTRY_ORGANISATION, id, false);
    }
}

/* "Ministerie van Financiën" is also "Ministerie Financiën", "Hoogheemraadschap van Delfland" also
 * "Hoogheemraadschap Delfland": the key without van, de, het. */
static void put_without_particles(struct gazetteer *g, const char *text, uint32_t id)
{
    struct name name;
    struct arena_mark mark = arena_mark(g->arena);
    name_read(g->arena, text, &name);
    arena_release(g->arena, mark);
    char key[NAME_KEY];
    size_t size = 0;
    size_t words = 0;
    for (size_t i = 0; i < name.count; i++) {
        if (!name_word_is(&name, i, "van") && !name_word_is(&name, i, "de") &&
            !name_word_is(&name, i, "het") && !name_word_is(&name, i, "en")) {
            memcpy(key + size, name.key + name.words[i].start, name.words[i].size);
            size += name.words[i].size;
            words++;
        }
    }
    if (words >= 2 && words < name.count) {
        put(g, key, size,
            (struct entry){.type = ENTRY_ORGANISATION, .id = id, .words = (uint8_t)words});
    }
}

/* Where the bodies of the tables stand by name: the first of a name counts. A call of
 * reference_canonical for each of them would compare all with all. */
struct body_index {
    struct intern *names;
    size_t *first; /* of the name with this code */
    struct intern *aliases;
    const char **meant; /* the body's name behind the alias with this code */
};

static struct body_index index_bodies(struct arena *arena, const struct reference_tables *t)
{
    struct body_index index = {.names = intern_create(arena), .aliases = intern_create(arena)};
    index.first = arena_alloc_array(arena, t->organisation_count + 1, sizeof *index.first);
    index.meant = arena_alloc_array(arena, t->organisation_alias_count + 1, sizeof *index.meant);
    for (size_t i = 0; i < t->organisation_count; i++) {
        const char *name = t->organisations[i].name;
        size_t known = intern_count(index.names);
        if (intern_put(index.names, name, strlen(name)) == known) {
            index.first[known] = i;
        }
    }
    for (size_t i = 0; i < t->organisation_alias_count; i++) {
        const char *alias = t->organisation_aliases[i].alias;
        size_t known = intern_count(index.aliases);
        if (intern_put(index.aliases, alias, strlen(alias)) == known) {
            index.meant[known] = t->organisation_aliases[i].organisation;
        }
    }
    return index;
}

/* The first body of that name, or `otherwise`. */
static size_t body_named(const struct body_index *index, const char *name, size_t otherwise)
{
    uint32_t code = intern_find(index->names, name, strlen(name));
    return code == INTERN_NONE ? otherwise : index->first[code];
}

/* As reference_canonical: another name leads to the body that it means. */
static size_t canonical_body(const struct body_index *index, const struct reference_tables *t,
                             size_t organisation)
{
    const char *name = t->organisations[organisation].name;
    uint32_t alias = intern_find(index->aliases, name, strlen(name));
    return body_named(index, alias == INTERN_NONE ? name : index->meant[alias], organisation);
}

static void put_organisations(struct gazetteer *g)
{
    const struct reference_tables *t = reference_tables(g->reference);
    struct body_index index = index_bodies(g->arena, t);
    for (size_t i = 0; i < t->organisation_count; i++) {
        put_text(g, t->organisations[i].name, ENTRY_ORGANISATION,
                 (uint32_t)canonical_body(&index, t, i), false);
    }
    for (size_t i = 0; i < t->organisation_alias_count; i++) {
        const struct table_organisation_alias *alias = &t->organisation_aliases[i];
        size_t body = body_named(&index, alias->organisation, t->organisation_count);
        if (body < t->organisation_count) {
            put_text(g, alias->alias, ENTRY_ORGANISATION, (uint32_t)body, false);
        }
    }
    /* Shortened forms come last: a body's own name goes before another's shortened one. */
    for (size_t i = 0; i < t->organisation_count; i++) {
        uint32_t id = (uint32_t)canonical_body(&index, t, i);
        put_without_brackets(g, t->organisations[i].name, id);
        put_without_particles(g, t->organisations[i].name, id);
    }
}

/* -- the rest -------------------------------------------------------------------------------------
 */

static void put_words(struct gazetteer *g)
{
    static const struct {
        uint32_t class;
        const char *list;
    } words[] = {
#define WORDS(class, list) {WORD_##class, list},
#define ENDINGS(class, list)
#include "engine/resolve/words.def"
#undef ENDINGS
#undef WORDS
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        for (const char *c = words[i].list; *c != '\0';) {
            size_t size = strcspn(c, "|");
            put(g, c, size, (struct entry){.type = ENTRY_WORD, .id = words[i].class});
            c += size + (c[size] == '|');
        }
    }
}

/* "Bilt, De" for "De Bilt": lists are often sorted that way. */
static void put_turned(struct gazetteer *g, const char *name, uint32_t code)
{
    static const char *const articles[] = {"De ", "Den ", "Het "};
    for (size_t i = 0; i < 3; i++) {
        size_t size = strlen(articles[i]);
        if (strncmp(name, articles[i], size) == 0) {
            put_text(g, arena_printf(g->arena, "%s, %s", name + size, articles[i]),
                     ENTRY_MUNICIPALITY, code, false);
        }
    }
}

static void put_municipalities(struct gazetteer *g)
{
    const struct reference_tables *t = reference_tables(g->reference);
    for (size_t i = 0; i < g->layout->count; i++) {
        put_text(g, g->layout->items[i].name, ENTRY_MUNICIPALITY, g->layout->items[i].code, false);
    }
    for (size_t i = 0; i < t->municipality_count; i++) {
        put_text(g, t->municipalities[i].name, ENTRY_MUNICIPALITY, t->municipalities[i].code,
                 false);
        put_turned(g, t->municipalities[i].name, t->municipalities[i].code);
    }
    int year = g->layout->year;
    for (size_t i = 0; i < t->alias_count; i++) {
        const struct table_alias *one = &t->aliases[i];
        if ((one->valid_from == 0 || one->valid_from <= year) &&
            (one->valid_to == 0 || one->valid_to >= year)) {
            put_text(g, one->alias, ENTRY_ALIAS, (uint32_t)i, one->ambiguous);
        }
    }
}

/* Places of the layout's year; of the nearest year that the table has when it is outside. */
static void put_places(struct gazetteer *g)
{
    const struct reference_tables *t = reference_tables(g->reference);
    int first = 9999;
    int last = 0;
    for (size_t i = 0; i < t->place_count; i++) {
        first = t->places[i].first_year < first ? t->places[i].first_year : first;
        last = t->places[i].last_year > last ? t->places[i].last_year : last;
    }
    int year = g->layout->year < first ? first : g->layout->year > last ? last : g->layout->year;
    for (size_t i = 0; i < t->place_count; i++) {
        if (t->places[i].first_year <= year && year <= t->places[i].last_year) {
            put_text(g, t->places[i].place, ENTRY_PLACE, (uint32_t)i, false);
        }
    }
}

struct gazetteer *gazetteer_create(struct arena *arena, struct reference *reference,
                                   const struct layout *layout)
{
    struct gazetteer *g = arena_alloc(arena, sizeof *g);
    const struct reference_tables *t = reference_tables(reference);
    g->arena = arena;
    g->reference = reference;
    g->layout = layout;
    g->members = arena_alloc_array(arena, t->organisation_count, sizeof *g->members);
    g->member_counts = arena_alloc_array(arena, t->organisation_count, sizeof *g->member_counts);
    return g;
}

/* When first asked: --match exact never asks. */
static void fill(struct gazetteer *g)
{
    if (g->slot_count > 0) {
        return;
    }
    put_words(g); /* first: an abbreviation that is a word names no body */
    put_organisations(g);
    put_municipalities(g);
    put_places(g);
}

const struct entry *gazetteer_find(struct gazetteer *g, const char *key, size_t size)
{
    fill(g);
    return find(g, key, size);
}

const struct entry *gazetteer_find_grown(struct gazetteer *g, struct growing_key *growing,
                                         size_t size)
{
    fill(g);
    uint64_t hash = grow_hash(growing, size);
    return g->slots[slot_for(g, growing->key, size, hash)];
}

uint16_t gazetteer_code_of_name(struct gazetteer *g, const char *lower)
{
    if (g->lower == NULL) {
        g->lower = intern_create(g->arena);
        for (size_t i = 0; i < g->layout->count; i++) {
            const char *name = text_lower_ascii(g->arena, g->layout->items[i].name);
            if (intern_put(g->lower, name, strlen(name)) == g->lower_codes.count) {
                *VECTOR_PUSH(g->arena, &g->lower_codes) = g->layout->items[i].code;
            }
        }
    }
    uint32_t known = intern_find(g->lower, lower, strlen(lower));
    return known == INTERN_NONE ? 0 : g->lower_codes.items[known];
}

bool entry_has_part(const struct entry *whole, const struct entry *part)
{
    for (size_t at = 0; at + part->size <= whole->size; at++) {
        if (memcmp(whole->key + at, part->key, part->size) == 0) {
            return true;
        }
    }
    return false;
}

uint32_t gazetteer_word(struct gazetteer *g, const char *key, size_t size)
{
    fill(g);
    return word(g, key, size);
}

static int compare_keys(const char *x, size_t x_size, const char *y, size_t y_size)
{
    int order = memcmp(x, y, x_size < y_size ? x_size : y_size);
    return order != 0 ? order : (x_size > y_size) - (x_size < y_size);
}

/* An entry behind the first eight bytes of its key, which mostly decide. */
struct headed {
    uint64_t head;
    const struct entry *entry;
};

static uint64_t head_of(const struct entry *entry)
{
    uint64_t head = 0;
    for (size_t i = 0; i < sizeof head; i++) {
        head = head << 8 | (i < entry->size ? (unsigned char)entry->key[i] : 0);
    }
    return head;
}

static int by_key(const void *a, const void *b)
{
    const struct headed *left = a;
    const struct headed *right = b;
    if (left->head != right->head) {
        return left->head < right->head ? -1 : 1;
    }
    const struct entry *x = left->entry;
    const struct entry *y = right->entry;
    int order = compare_keys(x->key, x->size, y->key, y->size);
    if (order != 0) {
        return order;
    }
    if (x->type != y->type) {
        return x->type < y->type ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

/* By key: all that are no class of words. */
static void sort_names(struct gazetteer *g)
{
    if (g->sorted != NULL) {
        return;
    }
    fill(g);
    struct arena *scratch = arena_create();
    struct headed *headed = arena_alloc_array(scratch, g->entries, sizeof *headed);
    for (size_t i = 0; i < g->slot_count; i++) {
        for (const struct entry *one = g->slots[i]; one != NULL; one = one->next) {
            if (one->type != ENTRY_WORD) {
                headed[g->name_count++] = (struct headed){head_of(one), one};
            }
        }
    }
    qsort(headed, g->name_count, sizeof *headed, by_key);
    g->sorted = arena_alloc_array(g->arena, g->entries, sizeof(void *));
    for (size_t i = 0; i < g->name_count; i++) {
        g->sorted[i] = headed[i].entry;
    }
    arena_destroy(scratch);
}

struct shelves *gazetteer_shelves(struct gazetteer *g)
{
    if (g->shelves == NULL) {
        sort_names(g);
        g->shelves = shelves_create(g->arena, g, g->sorted, g->name_count);
    }
    return g->shelves;
}

static bool begins_with(const struct entry *entry, const char *key, size_t size)
{
    return entry->size >= size && memcmp(entry->key, key, size) == 0;
}

const struct entry *const *gazetteer_beginning(struct gazetteer *g, const char *key, size_t size,
                                               size_t *count)
{
    sort_names(g);
    size_t low = 0;
    size_t high = g->name_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_keys(g->sorted[middle]->key, g->sorted[middle]->size, key, size) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *count = 0;
    while (low + *count < g->name_count && begins_with(g->sorted[low + *count], key, size)) {
        (*count)++;
    }
    return g->sorted + low;
}

static void put_part(struct gazetteer *g, const char *key, size_t size, uint16_t code)
{
    uint32_t number = intern_put(g->parts, key, size);
    if (number == g->part_codes.count) {
        *VECTOR_PUSH(g->arena, &g->part_codes) = code;
    } else if (g->part_codes.items[number] != code) {
        g->part_codes.items[number] = 0;
    }
}

static void list_parts(struct gazetteer *g)
{
    g->parts = intern_create(g->arena);
    for (size_t i = 0; i < g->layout->count; i++) {
        struct name name;
        struct arena_mark mark = arena_mark(g->arena);
        name_read(g->arena, g->layout->items[i].name, &name);
        arena_release(g->arena, mark);
        for (size_t word = 1; word < name.count; word++) {
            size_t before, behind;
            const char *start = name_key(&name, 0, word, &before);
            const char *end = name_key(&name, word, name.count, &behind);
            put_part(g, start, before, g->layout->items[i].code);
            put_part(g, end, behind, g->layout->items[i].code);
        }
    }
}

uint16_t gazetteer_code_of_part(struct gazetteer *g, const char *key, size_t size)
{
    if (g->parts == NULL) {
        list_parts(g);
    }
    uint32_t number = intern_find(g->parts, key, size);
    return number == INTERN_NONE ? 0 : g->part_codes.items[number];
}
