/* reference: see reference.h. Residents travel as a vector with one place per municipality that
 * ever was (`slot`), from one day to another; layouts, successors and members are all made of that
 * one movement, in carry.c. */
#include "engine/reference/reference.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/record/moment.h"
#include "engine/reference/carry.h"
#include "engine/unicode/fold.h"

enum { OWN_CODES = 60000 };

struct layout_entry {
    struct layout layout;
    struct layout_entry *next;
};

struct reference {
    struct arena *arena;
    struct reference_tables tables;
    struct layout_entry *layouts;
    struct carry *carry; /* made at the first question */
};

struct reference *reference_create(struct arena *arena)
{
    struct reference *reference = arena_alloc(arena, sizeof *reference);
    reference->arena = arena;
    reference->tables = reference_tables_builtin;
    return reference;
}

const struct reference_tables *reference_tables(const struct reference *reference)
{
    return &reference->tables;
}

bool reference_overlay_file(struct reference *reference, const char *name, const char *bytes,
                            size_t size, bool *known, struct error *error)
{
    struct csv_table csv = csv_table_read(reference->arena, bytes, size);
    reference->carry = NULL;
    return tables_add(&reference->tables, reference->arena, arena_strdup(reference->arena, name),
                      &csv, known, error);
}

int reference_first_year(const struct reference *reference)
{
    return reference->tables.years[0].year;
}

int reference_last_year(const struct reference *reference)
{
    return reference->tables.years[reference->tables.year_count - 1].year;
}

static struct carry *carry_of(struct reference *reference)
{
    if (reference->carry == NULL) {
        reference->carry = carry_create(reference->arena, &reference->tables);
    }
    return reference->carry;
}

static const struct table_municipality *find_municipality(const struct reference_tables *t,
                                                          int code)
{
    size_t low = 0;
    size_t high = t->municipality_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->municipalities[middle].code < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < t->municipality_count && t->municipalities[low].code == code
               ? &t->municipalities[low]
               : NULL;
}

const char *reference_name(const struct reference *reference, int code)
{
    const struct table_municipality *found = find_municipality(&reference->tables, code);
    return found == NULL ? NULL : found->name;
}

int reference_province(const struct reference *reference, int code)
{
    const struct table_municipality *found = find_municipality(&reference->tables, code);
    return found == NULL ? PROVINCE_UNKNOWN : found->province;
}

void reference_code_text(int code, char text[8])
{
    bool own = code > OWN_CODES;
    char *digits = text + (own ? 1 : 2);
    int number = (own ? code - OWN_CODES : code) % 10000;
    memcpy(text, own ? "X" : "GM", own ? 1 : 2);
    for (int at = 3; at >= 0; at--, number /= 10) {
        digits[at] = (char)('0' + number % 10);
    }
    digits[4] = '\0';
}

/* -- layouts ------------------------------------------------------------------------------------
 */

static const struct table_year *nearest_year(const struct reference_tables *t, int year)
{
    const struct table_year *best = &t->years[0];
    for (size_t i = 1; i < t->year_count; i++) {
        if (abs(t->years[i].year - year) < abs(best->year - year)) {
            best = &t->years[i];
        }
    }
    return best;
}

static int32_t first_day(int year)
{
    return (int32_t)moment_days(year, 1, 1);
}

/* A day before the first division has the first division. */
static int32_t clamped(const struct table_year *year, int32_t day)
{
    int32_t first = first_day(year->year);
    return day < first ? first : day;
}

static void fill_layout(struct reference *reference, struct layout *layout,
                        const struct table_year *year)
{
    const struct reference_tables *t = &reference->tables;
    struct carry *carry = carry_of(reference);
    int64_t *residents =
        arena_alloc_array(reference->arena, t->municipality_count, sizeof *residents);
    bool *in_force = arena_alloc_array(reference->arena, t->municipality_count, sizeof *in_force);
    carry_load(carry, year, residents);
    for (size_t i = 0; i < year->count; i++) {
        in_force[carry_slot(carry, year->codes[i])] = true;
    }
    int32_t start = first_day(year->year);
    int32_t end = clamped(year, layout->day);
    for (size_t i = 0; i < t->merger_count; i++) {
        if (t->mergers[i].day > start && t->mergers[i].day <= end) {
            in_force[carry_slot(carry, t->mergers[i].old_code)] = false;
            in_force[carry_slot(carry, t->mergers[i].new_code)] = true;
        }
    }
    carry_move(carry, residents, start, end);
    struct layout_municipality *items =
        arena_alloc_array(reference->arena, t->municipality_count, sizeof *items);
    for (size_t i = 0; i < t->municipality_count; i++) {
        if (in_force[i]) {
            struct layout_municipality *one = &items[layout->count++];
            one->code = t->municipalities[i].code;
            one->province = t->municipalities[i].province;
            one->population = (int32_t)residents[i];
            one->name = t->municipalities[i].name;
            reference_code_text(one->code, one->code_text);
            layout->residents += one->population;
        }
    }
    layout->items = items;
}

const struct layout *reference_layout(struct reference *reference, int64_t day)
{
    for (struct layout_entry *one = reference->layouts; one != NULL; one = one->next) {
        if (!one->layout.own && one->layout.day == day) {
            return &one->layout;
        }
    }
    int year, month, date;
    moment_civil(day, &year, &month, &date);
    const struct table_year *used = nearest_year(&reference->tables, year);
    struct layout_entry *entry = arena_alloc(reference->arena, sizeof *entry);
    entry->layout.day = (int32_t)day;
    entry->layout.year = used->year;
    entry->layout.nearest = used->year != year;
    entry->layout.provisional = used->provisional;
    fill_layout(reference, &entry->layout, used);
    entry->next = reference->layouts;
    reference->layouts = entry;
    return &entry->layout;
}

static int by_layout_code(const void *a, const void *b)
{
    const struct layout_municipality *x = a;
    const struct layout_municipality *y = b;
    return (x->code > y->code) - (x->code < y->code);
}

struct known_names {
    struct intern *names;
    uint16_t *codes; /* by number of the name */
};

static void know(struct reference *reference, struct known_names *known, const char *name,
                 uint16_t code, size_t capacity)
{
    const char *key = fold_plain(reference->arena, name);
    uint32_t number = intern_put(known->names, key, strlen(key));
    if (number < capacity && known->codes[number] == 0) {
        known->codes[number] = code;
    }
}

/* Names in force on the day come first, then every other official name, then aliases. */
static struct known_names names_of(struct reference *reference, const struct layout *base)
{
    const struct reference_tables *t = &reference->tables;
    size_t capacity = base->count + t->municipality_count + t->alias_count;
    struct known_names known = {intern_create(reference->arena),
                                arena_alloc_array(reference->arena, capacity, sizeof(uint16_t))};
    for (size_t i = 0; i < base->count; i++) {
        know(reference, &known, base->items[i].name, base->items[i].code, capacity);
    }
    for (size_t i = 0; i < t->municipality_count; i++) {
        know(reference, &known, t->municipalities[i].name, t->municipalities[i].code, capacity);
    }
    for (size_t i = 0; i < t->alias_count; i++) {
        if (!t->aliases[i].ambiguous) {
            know(reference, &known, t->aliases[i].alias, t->aliases[i].code, capacity);
        }
    }
    return known;
}

const struct layout *reference_layout_own(struct reference *reference, int64_t day,
                                          const struct own_population *rows, size_t count)
{
    const struct layout *base = reference_layout(reference, day);
    struct known_names known = names_of(reference, base);
    struct layout *layout = arena_alloc(reference->arena, sizeof *layout);
    *layout = *base;
    layout->own = true;
    layout->nearest = false;
    layout->provisional = false;
    layout->residents = 0;
    layout->count = count;
    struct layout_municipality *items = arena_alloc_array(reference->arena, count, sizeof *items);
    bool *taken = arena_alloc_array(reference->arena, 65536, sizeof *taken);
    for (size_t i = 0; i < count; i++) {
        const char *key = fold_plain(reference->arena, rows[i].municipality);
        uint32_t number = intern_find(known.names, key, strlen(key));
        uint16_t code = number == INTERN_NONE ? 0 : known.codes[number];
        if (code == 0 || taken[code]) {
            code = (uint16_t)(OWN_CODES + 1 + i % (UINT16_MAX - OWN_CODES));
        }
        taken[code] = true;
        items[i].code = code;
        items[i].province = (uint8_t)reference_province(reference, code);
        items[i].population = rows[i].population;
        items[i].name = arena_strdup(reference->arena, rows[i].municipality);
        reference_code_text(code, items[i].code_text);
        layout->residents += rows[i].population;
    }
    if (count > 1) {
        qsort(items, count, sizeof *items, by_layout_code);
    }
    layout->items = items;
    return layout;
}

int layout_find(const struct layout *layout, int code)
{
    size_t low = 0;
    size_t high = layout->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (layout->items[middle].code < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < layout->count && layout->items[low].code == code ? (int)low : LAYOUT_NOT_FOUND;
}

/* CBS, "gemeentegrootteklasse": the lower bounds of the classes. */
static const int32_t size_class_bounds[SIZE_CLASSES] = {0,     5000,   10000,  20000,
                                                        50000, 100000, 150000, 250000};

int layout_size_class(int32_t population)
{
    int size_class = 0;
    while (size_class + 1 < SIZE_CLASSES && population >= size_class_bounds[size_class + 1]) {
        size_class++;
    }
    return size_class;
}

const char *layout_size_class_name(int size_class, enum language language)
{
    static const char *const names[SIZE_CLASSES][LANGUAGES] = {
        {"minder dan 5.000", "fewer than 5,000"},
        {"5.000 tot 10.000", "5,000 to 10,000"},
        {"10.000 tot 20.000", "10,000 to 20,000"},
        {"20.000 tot 50.000", "20,000 to 50,000"},
        {"50.000 tot 100.000", "50,000 to 100,000"},
        {"100.000 tot 150.000", "100,000 to 150,000"},
        {"150.000 tot 250.000", "150,000 to 250,000"},
        {"250.000 of meer", "250,000 or more"},
    };
    return names[size_class][language];
}

/* -- residents of other years, successors, members -----------------------------------------------
 */

int reference_populations(struct reference *reference, const struct layout *layout, int year,
                          int32_t *out)
{
    const struct table_year *used = nearest_year(&reference->tables, year);
    struct carry *carry = carry_of(reference);
    struct arena *scratch = arena_create();
    int64_t *residents =
        arena_alloc_array(scratch, reference->tables.municipality_count, sizeof *residents);
    carry_load(carry, used, residents);
    const struct table_year *layout_year = nearest_year(&reference->tables, layout->year);
    carry_move(carry, residents, first_day(used->year), clamped(layout_year, layout->day));
    for (size_t i = 0; i < layout->count; i++) {
        int slot = carry_slot_or_none(carry, layout->items[i].code);
        out[i] = slot < 0 ? 0 : (int32_t)residents[slot];
    }
    arena_destroy(scratch);
    return used->year;
}

bool reference_is_later(const struct reference *reference, const struct layout *layout, int code)
{
    const struct reference_tables *t = &reference->tables;
    bool later = false;
    for (size_t i = 0; i < t->merger_count; i++) {
        if (t->mergers[i].new_code == code && t->mergers[i].day > layout->day) {
            later = true;
        }
        if (t->mergers[i].old_code == code && t->mergers[i].day <= layout->day) {
            return false;
        }
    }
    return later && layout_find(layout, code) == LAYOUT_NOT_FOUND;
}

/* The day on which to stand to see the municipality: the day before it ended, or the day on which
 * it began when that is later than the layout. */
static int32_t day_of_life(const struct reference_tables *t, const struct layout *layout, int code)
{
    for (size_t i = 0; i < t->merger_count; i++) {
        if (t->mergers[i].old_code == code && t->mergers[i].day <= layout->day) {
            return t->mergers[i].day - 1;
        }
    }
    for (size_t i = 0; i < t->merger_count; i++) {
        if (t->mergers[i].new_code == code && t->mergers[i].day > layout->day) {
            return t->mergers[i].day;
        }
    }
    return layout->day;
}

static int by_share(const void *a, const void *b)
{
    const struct successor *x = a;
    const struct successor *y = b;
    if (x->share != y->share) {
        return x->share < y->share ? 1 : -1;
    }
    return (x->code > y->code) - (x->code < y->code);
}

size_t reference_successors(struct reference *reference, const struct layout *layout, int code,
                            struct successor *out, size_t capacity)
{
    enum { WHOLE = 1000000 };
    if (layout_find(layout, code) != LAYOUT_NOT_FOUND) {
        if (capacity > 0) {
            out[0] = (struct successor){(uint16_t)code, 1};
        }
        return 1;
    }
    struct carry *carry = carry_of(reference);
    int slot = carry_slot_or_none(carry, code);
    if (slot < 0) {
        return 0;
    }
    struct arena *scratch = arena_create();
    int64_t *parts =
        arena_alloc_array(scratch, reference->tables.municipality_count, sizeof *parts);
    parts[slot] = WHOLE;
    carry_mergers(carry, parts, day_of_life(&reference->tables, layout, code), layout->day);
    size_t found = 0;
    for (size_t i = 0; i < layout->count; i++) {
        int other = carry_slot_or_none(carry, layout->items[i].code);
        if (other >= 0 && parts[other] > 0) {
            if (found < capacity) {
                out[found] =
                    (struct successor){layout->items[i].code, (double)parts[other] / (double)WHOLE};
            }
            found++;
        }
    }
    if (found > 1) {
        qsort(out, found < capacity ? found : capacity, sizeof *out, by_share);
    }
    arena_destroy(scratch);
    return found;
}

enum { MEMBERS_YEAR = 2023 }; /* the division of the column `members` */

size_t reference_members(struct reference *reference, const struct layout *layout,
                         size_t organisation, const uint16_t **codes)
{
    const struct table_organisation *body = &reference->tables.organisations[organisation];
    struct carry *carry = carry_of(reference);
    bool from_source = layout->day < first_day(MEMBERS_YEAR) && body->source_year > 0 &&
                       body->source_year < MEMBERS_YEAR && body->source_year <= layout->year;
    const uint16_t *list = from_source ? body->source_members : body->members;
    size_t count = from_source ? body->source_member_count : body->member_count;
    const struct table_year *year =
        nearest_year(&reference->tables, from_source ? body->source_year : MEMBERS_YEAR);
    uint16_t *out = arena_alloc_array(reference->arena, layout->count, sizeof *out);
    struct arena *scratch = arena_create();
    size_t slots = reference->tables.municipality_count;
    int64_t *all = arena_alloc_array(scratch, slots, sizeof *all);
    int64_t *members = arena_alloc_array(scratch, slots, sizeof *members);
    carry_load(carry, year, all);
    for (size_t i = 0; i < count; i++) {
        int slot = carry_slot_or_none(carry, list[i]);
        if (slot >= 0) {
            /* A member founded after that year (an overlay's) has no residents in it yet. */
            all[slot] += all[slot] == 0;
            members[slot] = all[slot];
        }
    }
    carry_move(carry, all, first_day(year->year), layout->day);
    carry_move(carry, members, first_day(year->year), layout->day);
    size_t found = 0;
    for (size_t i = 0; i < layout->count; i++) {
        int slot = carry_slot_or_none(carry, layout->items[i].code);
        if (slot >= 0 && members[slot] > 0 && 2 * members[slot] >= all[slot]) {
            out[found++] = layout->items[i].code;
        }
    }
    arena_destroy(scratch);
    *codes = out;
    return found;
}

size_t reference_canonical(const struct reference *reference, size_t organisation)
{
    const struct reference_tables *t = &reference->tables;
    const char *name = t->organisations[organisation].name;
    for (size_t i = 0; i < t->organisation_alias_count; i++) {
        if (strcmp(t->organisation_aliases[i].alias, name) == 0) {
            name = t->organisation_aliases[i].organisation;
            break;
        }
    }
    size_t best = organisation;
    for (size_t i = 0; i < t->organisation_count; i++) {
        if (strcmp(t->organisations[i].name, name) == 0) {
            best = i;
            break;
        }
    }
    return best;
}
