/* person_words: see person_words.h. A word is tried as a given name, as initials, as an infix
 * before a surname, and as a surname; behind a form of address any word with a capital is one. It
 * takes too much rather than too little, but ordinary words that are also names ("wil", "roos",
 * "bos") need more around them than themselves. */
#include "engine/privacy/person_words.h"

#include <stdint.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/privacy/plain_words.h"
#include "engine/privacy/word_lists.h"
#include "engine/unicode/fold.h"

struct person_words {
    struct arena *arena;
    struct intern *given, *surnames;        /* of the people of the edition */
    struct intern *common_given, *distinct; /* of anybody */
    struct intern *common_surnames;
    struct plain_words *plain; /* holds every word that may mean something */
};

enum { NAME_MOST = 64 };

enum surname_kind { SURNAME_DISTINCT, SURNAME_COMMON };

static const char *const given_names[] = {
#define GIVEN(names) names,
#include "engine/privacy/given_names.def"
#undef GIVEN
};

static const struct {
    enum surname_kind kind;
    const char *names;
} surnames[] = {
#define SURNAME(kind, names) {SURNAME_##kind, names},
#include "engine/privacy/surnames.def"
#undef SURNAME
};

/* -- making --------------------------------------------------------------------------------------
 */

/* "jansen": a surname that is one in small letters as well. */
static bool is_surname_in_small(const char *word, size_t size)
{
    return size >= 6 && memcmp(word + size - 3, "sen", 3) == 0;
}

/* A surname alone in small letters is an ordinary word, a given name may be one. An infix that is
 * somebody's surname ("Te") is one with a capital. */
static void put(struct person_words *words, struct intern *into, const char *word, size_t size)
{
    bool given = into == words->given || into == words->common_given;
    unsigned where =
        given || is_surname_in_small(word, size) ? HOLD_CAPITAL | HOLD_SMALL : HOLD_CAPITAL;
    plain_words_hold(words->plain, word, size, given ? where : where | HOLD_BEHIND);
    if (!given && word_list_is_infix(word, size)) {
        plain_words_hold_capital(words->plain, word, size);
    }
    intern_put(into, word, size);
}

static void hold_all(struct person_words *words, const struct word_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        plain_words_hold(words->plain, list->words[i], strlen(list->words[i]),
                         HOLD_CAPITAL | HOLD_SMALL);
    }
}

static void put_all(struct person_words *words, struct intern *into, const char *list)
{
    while (*list != '\0') {
        size_t size = strcspn(list, " ");
        put(words, into, list, size);
        list += size + (list[size] == ' ');
    }
}

/* "Den Haag" is passed over whole (person_words_place): its first word does not go alone. With an
 * infix there, which most sentences could begin with, that is so only before the second word. */
static void hold_places(struct person_words *words)
{
    for (size_t i = 0; i < word_list_places.count; i++) {
        const char *place = word_list_places.words[i];
        size_t first = strcspn(place, " ");
        const char *second = place + first + 1;
        if (word_list_is_infix(place, first)) {
            plain_words_hold(words->plain, second, strcspn(second, " "), HOLD_BEHIND);
        } else {
            plain_words_hold_capital(words->plain, place, first);
        }
    }
}

/* Words that are part of a name only before a surname. A cue is more than that. */
static void lead_all(struct person_words *words, const struct word_list *list, enum lead lead)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *word = list->words[i];
        size_t size = strlen(word);
        size_t cue;
        if (person_words_cue(word, &cue) == CUE_NONE && !is_surname_in_small(word, size)) {
            plain_words_lead(words->plain, word, size, lead);
        }
    }
}

struct person_words *person_words_create(struct arena *arena)
{
    struct person_words *words = arena_alloc(arena, sizeof *words);
    words->arena = arena;
    words->plain = plain_words_create(arena);
    words->given = intern_create(arena);
    words->surnames = intern_create(arena);
    words->common_given = intern_create(arena);
    words->distinct = intern_create(arena);
    words->common_surnames = intern_create(arena);
    lead_all(words, &word_list_infixes, LEAD_INFIX);
    lead_all(words, &word_list_everyday, LEAD_EVERYDAY);
    hold_all(words, &word_list_addresses);
    hold_all(words, &word_list_greetings);
    hold_places(words);
    for (size_t i = 0; i < sizeof given_names / sizeof *given_names; i++) {
        put_all(words, words->common_given, given_names[i]);
    }
    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++) {
        bool distinct = surnames[i].kind == SURNAME_DISTINCT;
        put_all(words, distinct ? words->distinct : words->common_surnames, surnames[i].names);
    }
    return words;
}

/* Words of a text are compared without their accents (known_as). */
static const char *without_accents(struct person_words *words, const char *name)
{
    const char *c = name;
    while (*c != '\0' && (unsigned char)*c < 0x80) {
        c++;
    }
    return *c == '\0' ? name : fold_plain(words->arena, name);
}

void person_words_add(struct person_words *words, const char *folded_name)
{
    const char *name = without_accents(words, folded_name);
    size_t first = strcspn(name, " ");
    if (word_list_is_no_name(name, first)) {
        return;
    }
    if (first >= 2) {
        put(words, words->given, name, first);
    }
    const char *last = strrchr(name, ' ');
    if (last == NULL) {
        return;
    }
    /* A double surname is known by each half. */
    for (const char *part = last + 1; *part != '\0';) {
        size_t size = strcspn(part, "-");
        if (size >= 3) {
            put(words, words->surnames, part, size);
        }
        part += size + (part[size] == '-');
    }
    put(words, words->surnames, last + 1, strlen(last + 1));
}

/* -- words of the text ---------------------------------------------------------------------------
 */

/* The size of the word at s; of a longer one than `most` some size above that. */
static size_t word_up_to(const char *s, size_t most)
{
    size_t size = 0;
    for (;;) {
        while (text_is_letter(s[size])) {
            size++;
        }
        if (size > most) {
            return size;
        }
        uint32_t c;
        uint32_t next;
        size_t step = fold_decode(s + size, &c);
        bool joins = (c == '-' || c == '\'' || c == 0x2019) && size > 0 &&
                     fold_decode(s + size + step, &next) > 0 && fold_is_letter(next);
        if (step == 0 || (!fold_is_letter(c) && !fold_is_mark(c) && !joins)) {
            return size;
        }
        size += step;
    }
}

size_t person_words_word(const char *s)
{
    return word_up_to(s, SIZE_MAX);
}

static bool is_upper_at(const char *s)
{
    uint32_t c;
    return fold_decode(s, &c) > 0 && fold_is_upper(c);
}

static bool has(const struct intern *list, const char *word, size_t size)
{
    return intern_find(list, word, size) != INTERN_NONE;
}

/* What one word is known as. */
struct known {
    bool given, listed_given; /* a given name; one that is common */
    /* A surname; one that is nothing else; one of the people of the edition. */
    bool surname, distinct, listed;
};

static struct known known_as(const struct person_words *words, struct arena *scratch, const char *s,
                             size_t size)
{
    struct known known = {0};
    if (!plain_words_may_hold(words->plain, s, size)) {
        return known;
    }
    struct arena_mark mark = arena_mark(scratch);
    const char *folded = fold_plain(scratch, arena_copy(scratch, s, size));
    size_t length = strlen(folded);
    known.listed_given = has(words->common_given, folded, length);
    known.given = known.listed_given || has(words->given, folded, length);
    known.distinct = has(words->distinct, folded, length);
    known.listed = has(words->surnames, folded, length);
    known.surname = known.distinct || known.listed || has(words->common_surnames, folded, length);
    /* Anne-Marie, Jansen-Bakker: known by their halves. */
    for (const char *half = folded; strchr(folded, '-') != NULL && *half != '\0';) {
        size_t part = strcspn(half, "-");
        known.given |= half == folded && has(words->common_given, half, part);
        known.listed |= part >= 3 && has(words->surnames, half, part);
        known.distinct |= part >= 3 && has(words->distinct, half, part);
        known.surname |=
            part >= 3 && (has(words->surnames, half, part) || has(words->distinct, half, part));
        half += part + (half[part] == '-');
    }
    arena_release(scratch, mark);
    return known;
}

/* -- names ---------------------------------------------------------------------------------------
 */

static size_t skip_blanks(const char *s)
{
    size_t i = 0;
    while (s[i] == ' ' || (s[i] == '\xC2' && s[i + 1] == '\xA0')) {
        i += s[i] == ' ' ? 1 : 2;
    }
    return i;
}

/* Initials at s: "J.", "A.B.", "Th."; 0 when there are none. */
static size_t initials_at(const char *s)
{
    size_t size = 0;
    for (;;) {
        size_t i = size + (size > 0 ? skip_blanks(s + size) : 0);
        size_t letters = is_upper_at(s + i) ? word_up_to(s + i, 2) : 0;
        bool abbreviation = letters == 2 && is_upper_at(s + i + 1); /* "AI." ends a sentence */
        bool none = letters == 0 || letters > 2 || abbreviation || s[i + letters] != '.';
        if (none || size > NAME_MOST) {
            return size;
        }
        size = i + letters + 1;
    }
}

/* Which surnames in small letters will do. */
enum small_surname { SMALL_DISTINCT, SMALL_BEHIND_INFIX, SMALL_ANY };

/* The surname behind a given name, initials or a form of address: infixes, then one word. Where it
 * ends, 0 when none follows. `any`: every word with a capital will do. */
static size_t surname_behind(const struct person_words *words, struct arena *scratch, const char *s,
                             bool any, enum small_surname small)
{
    size_t next = 0;
    bool infix = false;
    for (int words_seen = 0; words_seen < 4; words_seen++) {
        size_t blank = next + skip_blanks(s + next);
        size_t word = person_words_word(s + blank);
        if (word == 0 || (next > 0 && blank == next)) {
            return 0;
        }
        bool upper = is_upper_at(s + blank);
        bool weak = !any && !infix && word_list_is_weak_infix(s + blank, word);
        if (word_list_is_infix(s + blank, word) && !weak) {
            next = blank + word + (s[blank + word] == '.');
            infix = true;
            continue;
        }
        struct known known = known_as(words, scratch, s + blank, word);
        bool fits = upper ? known.surname ||
                                (any && word >= 2 && !word_list_is_sentence_word(s + blank, word))
                          : known.surname && (small == SMALL_ANY || known.distinct ||
                                              (small == SMALL_BEHIND_INFIX && infix));
        return fits ? blank + word : 0;
    }
    return 0;
}

/* "Den Haag" is no surname, though somebody may be called van den Haag. */
size_t person_words_place(const char *s)
{
    bool may = *s != '\0' && strchr("ABCDHKLTW", *s) != NULL;
    for (size_t i = 0; may && i < word_list_places.count; i++) {
        const char *name = word_list_places.words[i];
        if (s[1] == name[1] && text_starts_with(s, name)) {
            size_t size = strlen(name);
            return person_words_word(s + size) == 0 ? size : 0;
        }
    }
    return 0;
}

/* Code points of a word: an accent makes it no longer. */
static size_t letters_in(const char *word, size_t size)
{
    size_t letters = 0;
    for (size_t i = 0; i < size; i++) {
        letters += ((unsigned char)word[i] & 0xC0) != 0x80;
    }
    return letters;
}

/* The size of a given name at s with all that belongs to it. */
static size_t from_given(const struct person_words *words, struct arena *scratch, const char *s,
                         size_t size, struct known known, const struct person_place *place)
{
    bool upper = is_upper_at(s);
    bool everyday = word_list_is_everyday_word(s, size);
    bool sure = upper && !(place->starts && everyday);
    size_t more = s[size] == ' ' || s[size] == '\xC2'
                      ? surname_behind(words, scratch, s + size, sure,
                                       everyday ? SMALL_BEHIND_INFIX : SMALL_ANY)
                      : 0;
    if (more > 0) {
        return size + more;
    }
    if (place->whole_only) {
        return 0;
    }
    size_t blank = size + skip_blanks(s + size);
    size_t initial = blank > size ? initials_at(s + blank) : 0;
    if (sure && initial > 0) {
        return blank + initial;
    }
    bool small = !upper && known.listed_given && letters_in(s, size) >= 4 && !everyday;
    return sure || small || (place->cue != CUE_NONE && known.listed_given) ? size : 0;
}

static size_t behind_cue(const struct person_words *words, struct arena *scratch, const char *s,
                         const struct person_place *place)
{
    size_t initials = initials_at(s);
    size_t skip = initials + skip_blanks(s + initials);
    size_t size = surname_behind(words, scratch, s + skip, true,
                                 place->cue == CUE_ADDRESS ? SMALL_ANY : SMALL_DISTINCT);
    if (size == 0) {
        return initials;
    }
    size += skip;
    /* "Groet, Xandra Quispel" */
    size_t more = surname_behind(words, scratch, s + size, true, SMALL_DISTINCT);
    return more > 0 && (s[size] == ' ' || s[size] == '\xC2') ? size + more : size;
}

/* "Vries, Sanne de" */
static size_t turned_name(const struct person_words *words, struct arena *scratch, const char *s,
                          size_t size)
{
    if (!is_upper_at(s) || s[size] != ',') {
        return 0;
    }
    size_t given = size + 1 + skip_blanks(s + size + 1);
    size_t word = person_words_word(s + given);
    if (word == 0 || !is_upper_at(s + given) || !known_as(words, scratch, s + given, word).given) {
        return 0;
    }
    size_t end = given + word;
    for (;;) {
        size_t blank = end + skip_blanks(s + end);
        size_t infix = person_words_word(s + blank);
        if (infix == 0 || blank == end || !word_list_is_infix(s + blank, infix)) {
            return end;
        }
        end = blank + infix;
    }
}

const struct plain_words *person_words_plain(const struct person_words *words)
{
    return words->plain;
}

size_t person_words_at(const struct person_words *words, struct arena *scratch, const char *s,
                       const struct person_place *place)
{
    size_t size = word_up_to(s, NAME_MOST);
    if (size == 0 || size > NAME_MOST) {
        return 0;
    }
    if (place->cue != CUE_NONE) {
        size_t named = behind_cue(words, scratch, s, place);
        if (named > 0) {
            return named;
        }
    }
    size_t initials = initials_at(s);
    if (initials > 0) {
        size_t surname =
            surname_behind(words, scratch, s + initials, !place->whole_only, SMALL_DISTINCT);
        return surname > 0 ? initials + surname : 0;
    }
    if (word_list_is_infix(s, size)) {
        return place->whole_only ? 0 : surname_behind(words, scratch, s, false, SMALL_DISTINCT);
    }
    struct known known = known_as(words, scratch, s, size);
    if (known.given) {
        size_t named = from_given(words, scratch, s, size, known, place);
        if (named > 0) {
            return named;
        }
    }
    size_t turned = known.surname ? turned_name(words, scratch, s, size) : 0;
    if (turned > 0 || place->whole_only || !known.surname) {
        return turned;
    }
    /* Of names that are common, only those that are no ordinary words. */
    bool sure = known.distinct || known.listed;
    bool capital = is_upper_at(s) && !place->starts && !word_list_is_everyday_word(s, size) && sure;
    bool small = known.distinct && letters_in(s, size) >= 6 && memcmp(s + size - 3, "sen", 3) == 0;
    return capital || small ? size : 0;
}

enum person_cue person_words_cue(const char *s, size_t *size)
{
    size_t word = word_up_to(s, NAME_MOST); /* no cue is as long */
    bool point = s[word] == '.';
    *size = word + point;
    if (word == 0) {
        return CUE_NONE;
    }
    if (word_list_holds(&word_list_addresses, s, word) ||
        (point && word >= 2 && word_list_holds(&word_list_pointed, s, word))) {
        return CUE_ADDRESS;
    }
    return word_list_holds(&word_list_greetings, s, word) ? CUE_GREETING : CUE_NONE;
}
