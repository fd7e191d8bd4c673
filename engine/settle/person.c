/* person: who is the same person (FORMATS.md section 2, DESIGN.md section 5, 3 and 4).
 *
 * A person is an address; where several people share an address, the address and the name; where
 * there is no address, the person of that name who registered for that session, else the one person
 * of that name in the file, else the name itself.
 *
 * Stages: (1) join the two addresses of one row (registration and meeting); (2) find the shared
 * addresses and tell their people apart by name; (3) give every row with an address its person;
 * (4) give the others theirs by name; (5) number the persons by first appearance, so that the
 * numbers depend on nothing but the inputs.
 */
#include <assert.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/settle/collect.h"

/* -- names that are clearly different
 * ------------------------------------------------------------------ */

/* Edits (insert, delete, replace) between two words, at most `limit` + 1. */
static size_t word_edits(const char *a, size_t na, const char *b, size_t nb, size_t limit)
{
    enum { LONGEST = 40 };
    if (na > LONGEST || nb > LONGEST) {
        return limit + 1;
    }
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= nb; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            best = best < row[j] + 1 ? best : row[j] + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[nb];
}

/* Two words of names that may be the same: equal, one a beginning or part of the other (S. for
 * Sanne, Bas for Sebastiaan), or two edits apart. */
static bool words_agree(const char *a, size_t na, const char *b, size_t nb)
{
    size_t least = na < nb ? na : nb;
    if (least == 0) {
        return true;
    }
    if (na > nb) {
        const char *swap = a;
        a = b;
        b = swap;
        size_t size = na;
        na = nb;
        nb = size;
    }
    size_t initial = na == 2 && a[1] == '.' ? 1 : na; /* "s." */
    for (size_t i = 0; i + initial <= nb && (initial >= 3 || i == 0); i++) {
        if (memcmp(a, b + i, initial) == 0) {
            return true;
        }
    }
    return least >= 4 && word_edits(a, na, b, nb, 2) <= 2;
}

/* Are two folded names clearly two people? The first words or the last words do not agree. A name
 * of one word agrees with any name that holds such a word. */
static bool clearly_different(const char *a, const char *b)
{
    const char *a_last = strrchr(a, ' ');
    const char *b_last = strrchr(b, ' ');
    if (a_last == NULL || b_last == NULL) {
        const char *one = a_last == NULL ? a : b;
        const char *other = a_last == NULL ? b : a;
        size_t size = strlen(one);
        for (const char *word = other; *word != '\0';) {
            size_t length = strcspn(word, " ");
            if (words_agree(one, size, word, length)) {
                return false;
            }
            word += length + (word[length] == ' ');
        }
        return true;
    }
    return !words_agree(a, strcspn(a, " "), b, strcspn(b, " ")) ||
           !words_agree(a_last + 1, strlen(a_last + 1), b_last + 1, strlen(b_last + 1));
}

/* Addresses that belong to a desk, not to a person (the part before the @). */
static bool is_desk(const char *mail)
{
    static const char *const desks[] = {"info",
                                        "kcc",
                                        "burgerzaken",
                                        "gemeente",
                                        "post",
                                        "postbus",
                                        "contact",
                                        "secretariaat",
                                        "bestuurssecretariaat",
                                        "balie",
                                        "receptie",
                                        "klantcontact",
                                        "klantcontactcentrum",
                                        "communicatie",
                                        "administratie",
                                        "servicedesk",
                                        "helpdesk",
                                        "dienstverlening",
                                        "publiekszaken",
                                        "griffie",
                                        "loket",
                                        "wmo",
                                        "sociaal",
                                        "frontoffice",
                                        "backoffice",
                                        "webredactie",
                                        "redactie",
                                        "opleidingen",
                                        "hrm",
                                        "hr",
                                        "mail",
                                        "office",
                                        "noreply",
                                        "no-reply",
                                        "algemeen",
                                        "informatie",
                                        "webmaster",
                                        "vragen",
                                        "team",
                                        "bestuur",
                                        "stadswinkel",
                                        "publieksbalie",
                                        "publieksservice",
                                        "klantenservice",
                                        "stadhuis",
                                        "gemeentehuis",
                                        "sociaalteam",
                                        "wijkteam",
                                        "ondernemersloket",
                                        "digitaal"};
    size_t size = strcspn(mail, "@");
    for (size_t i = 0; i < sizeof desks / sizeof desks[0]; i++) {
        if (strlen(desks[i]) == size && strncmp(mail, desks[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* -- stage 1 and 2: addresses
 * ----------------------------------------------------------------------------- */

struct address {
    bool desk, shared;
    uint32_t joined;        /* the address that stands for this one */
    VECTOR(uint32_t) names; /* distinct names seen with it, in order */
};

struct people {
    struct settle *settle;
    struct arena *arena;
    struct address *addresses; /* by word code */
    struct intern *keys;       /* key text of a person -> provisional number */
    VECTOR(uint32_t) key_of_row;
};

static uint32_t standing_for(struct people *people, uint32_t mail)
{
    while (people->addresses[mail].joined != mail) {
        mail = people->addresses[mail].joined;
    }
    return mail;
}

static void see_name(struct people *people, uint32_t mail, uint32_t name)
{
    struct address *address = &people->addresses[mail];
    for (size_t i = 0; i < address->names.count; i++) {
        if (address->names.items[i] == name) {
            return;
        }
    }
    enum { NAMES_KEPT = 64 };
    if (address->names.count < NAMES_KEPT) {
        *VECTOR_PUSH(people->arena, &address->names) = name;
    }
}

static void find_addresses(struct people *people)
{
    struct settle *settle = people->settle;
    size_t count = intern_count(settle->words);
    people->addresses = arena_alloc_array(people->arena, count + 1, sizeof *people->addresses);
    for (size_t i = 0; i < count; i++) {
        people->addresses[i].joined = (uint32_t)i;
    }
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->mail == INTERN_NONE) {
            continue;
        }
        struct address *address = &people->addresses[row->mail];
        address->desk = is_desk(intern_string(settle->words, row->mail));
        if (row->name != INTERN_NONE) {
            see_name(people, row->mail, row->name);
        }
    }
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->mail == INTERN_NONE || row->mail_second == INTERN_NONE ||
            people->addresses[row->mail].desk ||
            is_desk(intern_string(settle->words, row->mail_second))) {
            continue;
        }
        uint32_t first = standing_for(people, row->mail);
        uint32_t second = standing_for(people, row->mail_second);
        if (first != second) {
            people->addresses[second].joined = first;
        }
    }
}

/* An address is shared when two clearly different names stand with it. Two names on one order of
 * tickets are two people even when the names are alike. */
static void find_shared(struct people *people)
{
    struct settle *settle = people->settle;
    size_t count = intern_count(settle->words);
    for (size_t m = 0; m < count; m++) {
        struct address *address = &people->addresses[m];
        for (size_t i = 0; i < address->names.count && !address->shared; i++) {
            for (size_t k = 0; k < i && !address->shared; k++) {
                address->shared =
                    clearly_different(intern_string(settle->names, address->names.items[i]),
                                      intern_string(settle->names, address->names.items[k]));
            }
        }
        address->shared |= address->desk;
    }
    struct intern *orders = intern_create(people->arena);
    VECTOR(uint32_t) first_name = {0};
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->order_id == INTERN_NONE || row->mail == INTERN_NONE || row->name == INTERN_NONE) {
            continue;
        }
        uint32_t pair[3] = {row->source, row->order_id, row->mail};
        uint32_t code = intern_put(orders, (const char *)pair, sizeof pair);
        if (code == first_name.count) {
            *VECTOR_PUSH(people->arena, &first_name) = row->name;
        } else if (first_name.items[code] != row->name) {
            people->addresses[row->mail].shared = true;
        }
    }
}

/* The name that stands for `name` at a shared address: the first one seen there that it agrees
 * with. */
static uint32_t name_at_address(const struct people *people, const struct address *address,
                                uint32_t name)
{
    const struct settle *settle = people->settle;
    const char *text = intern_string(settle->names, name);
    for (size_t i = 0; i < address->names.count; i++) {
        uint32_t other = address->names.items[i];
        if (other == name || !clearly_different(text, intern_string(settle->names, other))) {
            return other;
        }
    }
    return name;
}

/* -- stage 3: rows with an address
 * ---------------------------------------------------------------------------- */

static uint32_t put_key(struct people *people, const char *kind, const char *a, const char *b)
{
    struct arena *scratch = people->settle->scratch;
    struct arena_mark mark = arena_mark(scratch);
    char *key = b == NULL ? arena_printf(scratch, "%s%s", kind, a)
                          : arena_printf(scratch, "%s%s\n%s", kind, a, b);
    uint32_t code = intern_put(people->keys, key, strlen(key));
    arena_release(scratch, mark);
    return code;
}

/* Provisional person of a row with an address or an id of the tool; NONE when only a name tells. */
static uint32_t key_by_address(struct people *people, const struct raw_row *row)
{
    struct settle *settle = people->settle;
    if (row->mail == INTERN_NONE) {
        if (row->person_id == INTERN_NONE) {
            return NONE;
        }
        return put_key(people,
                       "id:", source_format_word(settle->sources.items[row->source]->format),
                       intern_string(settle->words, row->person_id));
    }
    const struct address *address = &people->addresses[row->mail];
    if (!address->shared) {
        uint32_t mail = standing_for(people, row->mail);
        return put_key(people, "", intern_string(settle->words, mail), NULL);
    }
    if (row->name == INTERN_NONE) {
        /* A desk alone is no person, whoever else wrote from it; another shared address without a
         * name is the first of its people. */
        if (address->desk) {
            return NONE;
        }
        return put_key(people, "", intern_string(settle->words, row->mail),
                       intern_string(settle->names, address->names.items[0]));
    }
    uint32_t name = name_at_address(people, address, row->name);
    return put_key(people, "", intern_string(settle->words, row->mail),
                   intern_string(settle->names, name));
}

/* -- stage 4: rows without an address
 * ----------------------------------------------------------------------------- */

enum { SEVERAL = UINT32_MAX - 1 };

/* (a, b) -> one person, or SEVERAL. */
struct pair_map {
    struct intern *pairs;
    VECTOR(uint32_t) person;
};

static void pair_add(struct people *people, struct pair_map *map, uint32_t a, uint32_t b,
                     uint32_t person)
{
    uint32_t pair[2] = {a, b};
    uint32_t code = intern_put(map->pairs, (const char *)pair, sizeof pair);
    if (code == map->person.count) {
        *VECTOR_PUSH(people->arena, &map->person) = person;
    } else if (map->person.items[code] != person) {
        map->person.items[code] = SEVERAL;
    }
}

static uint32_t pair_find(const struct pair_map *map, uint32_t a, uint32_t b)
{
    uint32_t pair[2] = {a, b};
    uint32_t code = intern_find(map->pairs, (const char *)pair, sizeof pair);
    return code == INTERN_NONE ? NONE : map->person.items[code];
}

static void resolve_names(struct people *people)
{
    struct settle *settle = people->settle;
    struct pair_map registered = {.pairs = intern_create(people->arena)};
    struct pair_map in_file = {.pairs = intern_create(people->arena)};
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        uint32_t key = people->key_of_row.items[i];
        if (key == NONE || row->name == INTERN_NONE) {
            continue;
        }
        if (row->status != REGISTRATION_NONE && row->session != NONE) {
            pair_add(people, &registered, row->session, row->name, key);
        }
        pair_add(people, &in_file, row->source, row->name, key);
    }
    for (size_t i = 0; i < settle->rows.count; i++) {
        struct raw_row *row = &settle->rows.items[i];
        if (people->key_of_row.items[i] != NONE || row->name == INTERN_NONE ||
            row->fate != FATE_OPEN) {
            continue;
        }
        uint32_t found =
            row->session == NONE ? NONE : pair_find(&registered, row->session, row->name);
        if (found == SEVERAL) {
            row->ambiguous = true;
            settle_find(settle, FINDING_PERSON_AMBIGUOUS, row, NULL);
            found = NONE;
        } else if (found == NONE) {
            found = pair_find(&in_file, row->source, row->name);
            if (found == SEVERAL) {
                found = NONE;
            }
        }
        people->key_of_row.items[i] =
            found != NONE ? found
                          : put_key(people, "name:", intern_string(settle->names, row->name), NULL);
    }
}

/* -- stage 5: persons
 * ------------------------------------------------------------------------------------------------
 */

/* An answer without a name is anonymous, not bad; anything else needs somebody. */
static bool needs_somebody(const struct raw_row *row)
{
    return row->status != REGISTRATION_NONE || row->attended != ATTENDED_UNKNOWN ||
           moment_is_set(row->joined) || row->seconds >= 0;
}

static void number_persons(struct people *people)
{
    struct settle *settle = people->settle;
    size_t keys = intern_count(people->keys);
    uint32_t *number = arena_alloc_array(people->arena, keys + 1, sizeof *number);
    memset(number, 0xFF, keys * sizeof *number);
    for (size_t i = 0; i < settle->rows.count; i++) {
        struct raw_row *row = &settle->rows.items[i];
        uint32_t key = people->key_of_row.items[i];
        if (row->fate != FATE_OPEN) {
            continue;
        }
        if (key == NONE) {
            if (needs_somebody(row) && row->registration_id == INTERN_NONE) {
                row->fate = FATE_REJECTED;
                settle_find(settle, FINDING_ROW_NOBODY, row, NULL);
            }
            continue;
        }
        if (number[key] == NONE) {
            number[key] = (uint32_t)settle->persons.count;
            struct person *person = VECTOR_PUSH(settle->arena, &settle->persons);
            const char *text = intern_string(people->keys, key);
            pseudonym_of(settle->options.key, text, strlen(text), person->pseudonym);
            person->has_address = !text_starts_with(text, "name:");
            person->same_name = NONE;
            *VECTOR_PUSH(settle->arena, &settle->person_name) = row->name;
            *VECTOR_PUSH(settle->arena, &settle->person_mail) = row->mail;
        }
        row->person = number[key];
        if (settle->person_mail.items[row->person] == INTERN_NONE) {
            settle->person_mail.items[row->person] = row->mail;
        }
    }
}

/* For the lower bound of people.attended: a name without an address that equals the name of a
 * person with one; of several such persons the first who attended, because that makes the fewest.
 */
void person_same_names(struct settle *settle, const struct edition *edition)
{
    size_t names = intern_count(settle->names);
    bool *attended = arena_alloc_array(settle->arena, settle->persons.count + 1, sizeof *attended);
    for (size_t i = 0; i < edition->presences_count; i++) {
        attended[edition->presences[i].person] |= edition->presences[i].attendee;
    }
    uint32_t *with_address = arena_alloc_array(settle->arena, names + 1, sizeof *with_address);
    memset(with_address, 0xFF, (names + 1) * sizeof *with_address);
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

void person_settle(struct settle *settle)
{
    struct people people = {.settle = settle, .arena = settle->arena};
    people.keys = intern_create(settle->arena);
    find_addresses(&people);
    find_shared(&people);
    for (size_t i = 0; i < settle->rows.count; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        *VECTOR_PUSH(settle->arena, &people.key_of_row) =
            row->fate == FATE_OPEN ? key_by_address(&people, row) : NONE;
    }
    resolve_names(&people);
    number_persons(&people);
    for (uint32_t i = 0; i < intern_count(settle->names); i++) {
        scrubber_add_name(settle->scrubber, intern_string(settle->names, i));
    }
}
