/* person: who is the same person (FORMATS.md section 2, DESIGN.md section 5, 3 and 4).
 *
 * A person is an address; where several people share an address, the address and the name; where
 * there is no address, the person of that name who registered for that session, else the one person
 * of that name in the file, else the name itself.
 *
 * Stages: (1) join the two addresses of one row (registration and meeting); (2) find the shared
 * addresses and tell their people apart by name (both in addresses.c); (3) give every row with an
 * address its person; (4) give the others theirs by name; (5) number the persons by first
 * appearance, so that the numbers depend on nothing but the inputs.
 */
#include "engine/base/pairs.h"
#include "engine/base/text.h"
#include "engine/settle/addresses.h"
#include "engine/settle/collect.h"

/* What tells people apart: an address; an address and a name; an id of the tool; a name. Two keys
 * of one kind are equal when a and b are. */
struct key {
    enum key_kind { KEY_MAIL, KEY_MAIL_NAME, KEY_TOOL_ID, KEY_NAME } kind;
    uint32_t a, b;
};

struct people {
    struct settle *settle;
    struct arena *arena;
    struct addresses *addresses;
    VECTOR(struct key) keys; /* a provisional number each, by first appearance */
    uint32_t *of_mail;       /* code of an address -> key, NONE */
    uint32_t *of_name;       /* code of a name -> key, NONE */
    struct pairs *shared;    /* (address, name) -> place in shared_key */
    struct pairs *tools;     /* (format, id) -> place in tool_key */
    VECTOR(uint32_t) shared_key;
    VECTOR(uint32_t) tool_key;
    VECTOR(uint32_t) key_of_person;
    uint32_t first_by_name; /* the first row that nothing but a name tells of; NONE */
    bool some_lack_mail;    /* the first row of a person has no address: a later one may have */
};

/* -- stage 3: rows with an address
 * ---------------------------------------------------------------------------- */

/* The number of a key; `place` remembers it. */
static uint32_t put_key(struct people *people, uint32_t *place, enum key_kind kind, uint32_t a,
                        uint32_t b)
{
    if (*place == NONE) {
        *place = (uint32_t)people->keys.count;
        *VECTOR_PUSH(people->arena, &people->keys) = (struct key){kind, a, b};
    }
    return *place;
}

static uint32_t put_shared(struct people *people, uint32_t mail, uint32_t name)
{
    uint32_t place = pairs_put(people->shared, mail, name);
    if (place == people->shared_key.count) {
        *VECTOR_PUSH(people->arena, &people->shared_key) = NONE;
    }
    return put_key(people, &people->shared_key.items[place], KEY_MAIL_NAME, mail, name);
}

static uint32_t put_tool_id(struct people *people, uint32_t format, uint32_t id)
{
    uint32_t place = pairs_put(people->tools, format, id);
    if (place == people->tool_key.count) {
        *VECTOR_PUSH(people->arena, &people->tool_key) = NONE;
    }
    return put_key(people, &people->tool_key.items[place], KEY_TOOL_ID, format, id);
}

/* Provisional person of a row with an address or an id of the tool; NONE when only a name tells. */
static uint32_t key_by_address(struct people *people, const struct raw_row *row)
{
    struct settle *settle = people->settle;
    if (row->mail == INTERN_NONE) {
        uint32_t id = settle_common(settle, row)->person_id;
        return id == INTERN_NONE ? NONE
                                 : put_tool_id(people, settle_source(settle, row)->format, id);
    }
    const struct address *address = &people->addresses->items[row->mail];
    if (!address->shared) {
        uint32_t mail = addresses_standing_for(people->addresses, row->mail);
        return put_key(people, &people->of_mail[mail], KEY_MAIL, mail, NONE);
    }
    size_t names = addresses_name_count(people->addresses, address);
    bool named = row->name != INTERN_NONE &&
                 (names == 0 || !addresses_is_no_person(people->addresses, row->name));
    if (!named) {
        /* A desk alone is no person, whoever else wrote from it (FORMATS.md section 2: a row must
         * have a name or a usable address, and info@ is nobody's own): a bad row, of which the
         * finding asks the name. To count it as one of the desk's people would be a guess, as one
         * more would count somebody twice. Another shared address without a name is the first of
         * its people. */
        return address->desk ? NONE
               : addresses_name_count(people->addresses, address) == 0
                   ? put_key(people, &people->of_mail[row->mail], KEY_MAIL, row->mail, NONE)
                   : put_shared(people, row->mail,
                                addresses_name_nth(people->addresses, address, 0));
    }
    return put_shared(people, row->mail, addresses_name_at(people->addresses, address, row->name));
}

/* -- stage 4: rows without an address
 * ----------------------------------------------------------------------------- */

enum { SEVERAL = UINT32_MAX - 1 };

/* (a, b) -> one person, or SEVERAL. */
struct pair_map {
    struct pairs *pairs;
    VECTOR(uint32_t) person;
};

static void pair_add(struct people *people, struct pair_map *map, uint32_t a, uint32_t b,
                     uint32_t person)
{
    uint32_t code = pairs_put(map->pairs, a, b);
    if (code == map->person.count) {
        *VECTOR_PUSH(people->arena, &map->person) = person;
    } else if (map->person.items[code] != person) {
        map->person.items[code] = SEVERAL;
    }
}

static uint32_t pair_find(const struct pair_map *map, uint32_t a, uint32_t b)
{
    uint32_t code = pairs_find(map->pairs, a, b);
    return code == PAIRS_NONE ? NONE : map->person.items[code];
}

static bool is_known_by_name(const struct raw_row *row)
{
    return row->key == NONE && row->name != INTERN_NONE && row->fate == FATE_OPEN;
}

static uint32_t key_by_name(struct people *people, struct raw_row *row,
                            const struct pair_map *registered, const struct pair_map *in_file)
{
    uint32_t found = row->session == NONE ? NONE : pair_find(registered, row->session, row->name);
    if (found == SEVERAL) {
        settle_find(people->settle, FINDING_PERSON_AMBIGUOUS, row, NULL);
        found = NONE;
    } else if (found == NONE) {
        found = pair_find(in_file, settle_common(people->settle, row)->source, row->name);
        found = found == SEVERAL ? NONE : found;
    }
    return found != NONE ? found
                         : put_key(people, &people->of_name[row->name], KEY_NAME, row->name, NONE);
}

/* Who registered with an address of their own and joined under one that is shared: a row that shows
 * only the shared one, and that name, is about them. */
static void follow_shared(struct people *people)
{
    struct settle *settle = people->settle;
    struct pair_map joined_as = {.pairs = pairs_create(people->arena)};
    STRETCH_EACH (at, settle, SAYS_SECOND_MAIL) {
        for (uint32_t i = at->first; i < at->end; i++) {
            const struct raw_row *row = &settle->rows.items[i];
            uint32_t second = settle_common(settle, row)->mail_second;
            if (row->key != NONE && second != INTERN_NONE && row->name != INTERN_NONE) {
                pair_add(people, &joined_as, second, row->name, row->key);
            }
        }
    }
    for (size_t i = 0; i < settle->rows.count && joined_as.person.count > 0; i++) {
        struct raw_row *row = &settle->rows.items[i];
        if (row->key == NONE || row->mail == INTERN_NONE || row->name == INTERN_NONE ||
            !people->addresses->items[row->mail].shared ||
            settle_common(settle, row)->mail_second != INTERN_NONE) {
            continue;
        }
        uint32_t found = pair_find(&joined_as, row->mail, row->name);
        if (found != NONE && found != SEVERAL) {
            row->key = found;
        }
    }
}

static void resolve_names(struct people *people)
{
    struct settle *settle = people->settle;
    if (people->first_by_name == NONE) {
        return; /* every row has an address, or no name either */
    }
    struct pair_map registered = {.pairs = pairs_create(people->arena)};
    struct pair_map in_file = {.pairs = pairs_create(people->arena)};
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->key == NONE || row->name == INTERN_NONE) {
            continue;
        }
        if (row->status != REGISTRATION_NONE && row->session != NONE) {
            pair_add(people, &registered, row->session, row->name, row->key);
        }
        pair_add(people, &in_file, settle_common(settle, row)->source, row->name, row->key);
    }
    for (size_t i = people->first_by_name; i < settle->rows.count; i++) {
        struct raw_row *row = &settle->rows.items[i];
        if (is_known_by_name(row)) {
            row->key = key_by_name(people, row, &registered, &in_file);
        }
    }
    pairs_drop(registered.pairs);
    pairs_drop(in_file.pairs);
}

/* -- stage 5: persons
 * ------------------------------------------------------------------------------------------------
 */

/* What is hashed to a person's pseudonym. Two keys of any kind never give the same bytes: addresses
 * hold an @ and no colon. */
static void key_text(const struct people *people, const struct key *key, struct text *text)
{
    const struct settle *settle = people->settle;
    switch (key->kind) {
    case KEY_MAIL:
        text_add(text, intern_string(settle->mails, key->a));
        break;
    case KEY_MAIL_NAME:
        text_add(text, intern_string(settle->mails, key->a));
        text_add_char(text, '\n');
        text_add(text, intern_string(settle->names, key->b));
        break;
    case KEY_TOOL_ID:
        text_add(text, "id:");
        text_add(text, source_format_word((enum source_format)key->a));
        text_add_char(text, '\n');
        text_add(text, intern_string(settle->words, key->b));
        break;
    case KEY_NAME:
        text_add(text, "name:");
        text_add(text, intern_string(settle->names, key->a));
        break;
    }
}

/* The number of a new person, of whom this is the first row. */
static uint32_t add_person(struct people *people, uint32_t key, const struct raw_row *row)
{
    struct settle *settle = people->settle;
    uint32_t number = (uint32_t)settle->persons.count;
    struct person *person = VECTOR_PUSH(settle->settled, &settle->persons);
    person->has_address = people->keys.items[key].kind != KEY_NAME;
    person->same_name = NONE;
    *VECTOR_PUSH(settle->arena, &settle->person_name) = row->name;
    *VECTOR_PUSH(settle->arena, &settle->person_mail) = row->mail;
    *VECTOR_PUSH(people->arena, &people->key_of_person) = key;
    return number;
}

/* `number` is that of each key, NONE until it has one. */
static void number_row(struct people *people, uint32_t *number, struct raw_row *row)
{
    struct settle *settle = people->settle;
    uint32_t key = row->key;
    if (row->fate != FATE_OPEN) {
        return;
    }
    if (key == NONE) {
        if (row_is_of_list(row) && row->registration_id == INTERN_NONE) {
            row->fate = FATE_REJECTED;
            settle_find(settle, FINDING_ROW_NOBODY, row, NULL);
        }
        return;
    }
    if (number[key] == NONE) {
        number[key] = add_person(people, key, row);
        people->some_lack_mail |= row->mail == INTERN_NONE;
    }
    row->person = number[key];
    if (people->some_lack_mail && settle->person_mail.items[row->person] == INTERN_NONE) {
        settle->person_mail.items[row->person] = row->mail;
    }
}

static void number_persons(struct people *people)
{
    struct settle *settle = people->settle;
    size_t keys = people->keys.count; /* and hardly fewer persons */
    VECTOR_RESERVE(settle->settled, &settle->persons, keys);
    VECTOR_RESERVE(settle->arena, &settle->person_name, keys);
    VECTOR_RESERVE(settle->arena, &settle->person_mail, keys);
    VECTOR_RESERVE(people->arena, &people->key_of_person, keys);
    uint32_t *number = numbers_none(people->arena, keys);
    STRETCH_EACH (at, settle, SAYS_SOMEBODY | SAYS_NOBODY) {
        for (uint32_t i = at->first; i < at->end; i++) {
            number_row(people, number, &settle->rows.items[i]);
        }
    }
    numbers_drop(people->arena, number, keys);
}

enum { PSEUDONYMS_AT_ONCE = 4096 };

/* Hashing a million addresses takes a while: in blocks, on all threads. */
static void name_block(void *context, size_t block)
{
    const struct people *people = context;
    struct settle *settle = people->settle;
    struct arena *scratch = arena_create();
    struct text text = text_create(scratch);
    size_t end = (block + 1) * PSEUDONYMS_AT_ONCE;
    for (size_t i = block * PSEUDONYMS_AT_ONCE; i < end && i < settle->persons.count; i++) {
        text.size = 0;
        key_text(people, &people->keys.items[people->key_of_person.items[i]], &text);
        pseudonym_of(settle->options.key, text.bytes, text.size,
                     settle->persons.items[i].pseudonym);
    }
    arena_destroy(scratch);
}

/* For the lower bound of people.attended: a name without an address that equals the name of a
 * person with one; of several such persons the first who attended, because that makes the fewest.
 */
void person_same_names(struct settle *settle, const struct edition *edition)
{
    size_t without = 0;
    while (without < settle->persons.count && settle->persons.items[without].has_address) {
        without++;
    }
    if (without == settle->persons.count) {
        return; /* every person has an address */
    }
    size_t names = intern_count(settle->names);
    bool *attended = arena_alloc_array(settle->arena, settle->persons.count + 1, sizeof *attended);
    for (size_t i = 0; i < edition->presences_count; i++) {
        attended[edition->presences[i].person] |= edition->presences[i].attendee;
    }
    uint32_t *with_address = numbers_none(settle->arena, names);
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->person == NONE || row->name == INTERN_NONE ||
            !settle->persons.items[row->person].has_address) {
            continue;
        }
        uint32_t known = with_address[row->name];
        if (known == NONE || (!attended[known] && attended[row->person])) {
            with_address[row->name] = row->person;
        }
    }
    for (size_t i = 0; i < settle->persons.count; i++) {
        uint32_t name = settle->person_name.items[i];
        if (!settle->persons.items[i].has_address && name != INTERN_NONE) {
            settle->persons.items[i].same_name = with_address[name];
        }
    }
}

static void key_rows(struct people *people)
{
    struct settle *settle = people->settle;
    people->of_mail = numbers_none(people->arena, intern_count(settle->mails));
    people->of_name = numbers_none(people->arena, intern_count(settle->names));
    people->shared = pairs_create(people->arena);
    people->tools = pairs_create(people->arena);
    people->first_by_name = NONE;
    STRETCH_EACH (at, settle, SAYS_SOMEBODY) {
        for (uint32_t i = at->first; i < at->end; i++) {
            struct raw_row *row = &settle->rows.items[i];
            uint32_t ahead = settle_row_ahead(settle, i, ROWS_AHEAD, at->end)->mail;
            if (ahead != INTERN_NONE) {
                __builtin_prefetch(&people->addresses->items[ahead]);
                __builtin_prefetch(&people->of_mail[ahead]);
            }
            if (row->fate == FATE_OPEN) {
                row->key = key_by_address(people, row);
            }
            if (people->first_by_name == NONE && is_known_by_name(row)) {
                people->first_by_name = i;
            }
        }
    }
}

void person_settle(struct settle *settle)
{
    struct people people = {.settle = settle, .arena = arena_create()};
    people.addresses = addresses_create(settle, people.arena);
    key_rows(&people);
    follow_shared(&people);
    resolve_names(&people);
    number_persons(&people);
    settle_share(settle, (settle->persons.count + PSEUDONYMS_AT_ONCE - 1) / PSEUDONYMS_AT_ONCE,
                 name_block, &people);
    arena_destroy(people.arena);
}
