/* plain_words: see plain_words.h. Of a word its length and a hash are known at once (word_text.h),
 * and a filter is asked whether a word with that hash was ever held (word_filter.h). Infixes and
 * everyday words ("van", "wil"), every fifth word of Dutch, are held until the next word is known
 * to mean nothing behind them. */
#include "engine/privacy/plain_words.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/privacy/word_text.h"
#include "engine/unicode/fold.h"

enum {
    ACCENTED = 64,  /* two bytes in UTF-8: 0xC3, and 0x80 + the number */
    LEADERS = 512,  /* places in the table: more than twice as many as there are words */
    LEADING = 1024, /* places in the one that is only looked at once: few words want the same */
    CHAIN = 4       /* leaders one after the other; as many words make a name (person_words.c) */
};

/* Where a leader may be passed over. */
struct leader {
    uint64_t hash; /* of at most eight letters: no other word has it. 0: nothing stands here */
    bool infix;
    bool start, capital; /* with a capital, at the start of a sentence and elsewhere */
};

struct plain_words {
    struct word_filter filter; /* its marks are of enum hold */
    struct leader leaders[LEADERS];
    /* By how it begins, HOLD_SMALL or HOLD_CAPITAL, and hash: the letters of a leader that leads
     * wherever it stands; 0 for none, or when two would stand here. */
    uint64_t leading[HOLD_SMALL + 1][LEADING];
    /* What fold_plain makes of U+00C0 ... U+00FF where that is one letter of ASCII, else 0. */
    char accented[ACCENTED];
};

/* -- making -------------------------------------------------------------------------------------
 */

static void fold_accented(struct plain_words *words, struct arena *arena)
{
    for (int i = 0; i < ACCENTED; i++) {
        struct arena_mark mark = arena_mark(arena);
        const char letter[] = {'\xC3', (char)(0x80 + i), '\0'};
        const char *folded = fold_plain(arena, letter);
        words->accented[i] = text_is_letter(folded[0]) && folded[1] == '\0' ? folded[0] : '\0';
        arena_release(arena, mark);
    }
}

struct plain_words *plain_words_create(struct arena *arena)
{
    struct plain_words *words = arena_alloc(arena, sizeof *words);
    fold_accented(words, arena);
    return words;
}

static bool has_only_letters(const char *word, size_t size)
{
    size_t i = 0;
    while (i < size && text_is_letter(word[i])) {
        i++;
    }
    return i == size && size > 0;
}

void plain_words_hold(struct plain_words *words, const char *word, size_t size, unsigned where)
{
    if (!has_only_letters(word, size)) {
        return;
    }
    word_filter_add(&words->filter, word_hash(word, size), where);
}

/* Where the leader with that hash stands, or would. */
static size_t leader_place(const struct plain_words *words, uint64_t hash)
{
    size_t i = hash % LEADERS;
    while (words->leaders[i].hash != 0 && words->leaders[i].hash != hash) {
        i = (i + 1) % LEADERS;
    }
    return i;
}

void plain_words_lead(struct plain_words *words, const char *word, size_t size, enum lead lead)
{
    unsigned where = HOLD_CAPITAL | HOLD_SMALL;
    plain_words_hold(words, word, size, lead == LEAD_INFIX ? where | HOLD_BEHIND : where);
    if (size > WORD_EXACT || !has_only_letters(word, size)) {
        return;
    }
    uint64_t hash = word_hash(word, size);
    struct leader *leader = &words->leaders[leader_place(words, hash)];
    if (leader->hash == 0) {
        bool infix = lead == LEAD_INFIX;
        *leader = (struct leader){.hash = hash, .infix = infix, .start = true, .capital = infix};
        uint64_t *small = &words->leading[HOLD_SMALL][hash % LEADING];
        uint64_t *capital = &words->leading[HOLD_CAPITAL][hash % LEADING];
        *small = *small == 0 ? word_exact(word, size) : *small;
        *capital = *capital == 0 && infix ? word_exact(word, size) : *capital;
    }
}

void plain_words_hold_capital(struct plain_words *words, const char *word, size_t size)
{
    plain_words_hold(words, word, size, HOLD_CAPITAL);
    if (size <= WORD_EXACT && has_only_letters(word, size)) {
        uint64_t hash = word_hash(word, size);
        struct leader *leader = &words->leaders[leader_place(words, hash)];
        leader->start = leader->capital = false;
        uint64_t *capital = &words->leading[HOLD_CAPITAL][hash % LEADING];
        *capital = *capital == word_exact(word, size) ? 0 : *capital;
    }
}

/* -- words of a text ----------------------------------------------------------------------------
 */

/* The letters that stand together: of ASCII, or with an accent that can be left out. */
struct spelled {
    size_t size;
    uint64_t hash;
};

/* One letter of ASCII at s, with an accent; '\0' when there is none. */
static inline char accented_at(const struct plain_words *words, const char *s)
{
    bool may = s[0] == '\xC3' && ((unsigned char)s[1] & 0xC0) == 0x80;
    return may ? words->accented[(unsigned char)s[1] % ACCENTED] : '\0';
}

static struct spelled spell_accented(const struct plain_words *words, const char *s)
{
    struct spelled word = {0, 0};
    char letters[WORD_STEP] = {0}; /* that are not in the hash yet */
    size_t count = 0;
    for (;;) {
        bool plain = text_is_letter(s[word.size]);
        char letter = plain ? s[word.size] : accented_at(words, s + word.size);
        if (letter == '\0' || count == WORD_STEP) {
            word.hash = count > 0 ? word_step(word.hash, letters, count) : word.hash;
            count = 0;
        }
        if (letter == '\0') {
            return word;
        }
        letters[count++] = letter;
        word.size += plain ? 1 : 2;
    }
}

static inline struct spelled spell(const struct plain_words *words, struct word_text *text,
                                   const char *s)
{
    size_t size = word_text_letters(text, s);
    if (s[size] == '\xC3' || size == WORD_TEXT_WINDOW) {
        return spell_accented(words, s);
    }
    return (struct spelled){size, size == 0 ? 0 : word_text_hash(text, s, size)};
}

static inline bool may_hold(const struct plain_words *words, uint64_t hash, enum hold where)
{
    return (word_filter_marks(&words->filter, hash) & where) != 0;
}

bool plain_words_may_hold(const struct plain_words *words, const char *word, size_t size)
{
    struct spelled spelled = spell_accented(words, word);
    return spelled.size != size || may_hold(words, spelled.hash, HOLD_CAPITAL);
}

/* A blank and a letter or a quote: no sign, digit or second blank that could belong to an address
 * or a number, and not the beginning of "at" or "apenstaartje", which people write for @. */
static inline bool is_plain_blank(const struct plain_words *words, const char *s)
{
    if (s[0] != ' ') {
        return false;
    }
    char letter = (char)(s[1] | 0x20);
    if (!text_is_letter(letter)) {
        return s[1] == '"' || accented_at(words, s + 1) != '\0';
    }
    char next = (char)(s[2] | 0x20);
    return !((letter == 'a') & ((next == 't') | (next == 'p')));
}

/* Does a plain word of `size` letters end at s? At the end of the text, at a plain blank, at a sign
 * that no pattern runs over, at a comma or the like with nothing against it, or at the point of a
 * sentence: a point behind a short word may be that of an initial or a title, and one with letters
 * behind it that of an address. */
static inline bool ends_plain(const struct plain_words *words, const char *s, size_t size)
{
    if (*s == ' ') {
        return is_plain_blank(words, s);
    }
    switch (*s) {
    case '\0':
    case '\n':
    case '"':
    case ')':
        return true;
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
        return s[1] == ' ' || s[1] == '\n' || s[1] == '\0';
    case '.':
        return size > 3 && (is_plain_blank(words, s + 1) || s[1] == '\n' || s[1] == '\0');
    default:
        return false;
    }
}

/* Signs with which no pattern begins. */
static bool begins_nothing(char c)
{
    return c == ' ' || c == '\n' || c == '"' || c == ')';
}

static bool ends_sentence(char c)
{
    return c == '.' || c == '!' || c == '?' || c == '\n' || c == ':';
}

/* -- passing ------------------------------------------------------------------------------------
 */

/* Leaders that wait for the word behind them, and what is known of the first. Without any, the word
 * at hand is the first. */
struct chain {
    size_t length;
    const char *first;
    bool starts, free;
};

/* HOLD_SMALL or HOLD_CAPITAL, of a letter. */
static inline unsigned kind_of(char c)
{
    static_assert(HOLD_CAPITAL == 1 && HOLD_SMALL == 2, "one more when the bit of small is set");
    return HOLD_CAPITAL + ((unsigned char)c >> 5 & 1U);
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The leader that stands at s and leads there; NULL. With a capital an everyday word that is a
 * surname may stand before a given name: "Bos, Sanne". */
static const struct leader *leader_at(const struct plain_words *words, const char *s,
                                      struct spelled word, bool starts)
{
    const struct leader *leader = &words->leaders[leader_place(words, word.hash)];
    if (word.size > WORD_EXACT || leader->hash == 0) {
        return NULL;
    }
    bool leads = leader->start && starts && s[word.size] == ' ';
    return leads || leader->capital || is_small(*s) ? leader : NULL;
}

/* Is the word at s one that the leaders before it wait for? */
static bool is_behind(const struct plain_words *words, const char *s, struct spelled word,
                      const struct chain *chain)
{
    char end = s[word.size];
    bool longer = end == '-' || end == '\'' || (unsigned char)end >= 0x80;
    return chain->length > 0 && (longer || may_hold(words, word.hash, HOLD_BEHIND));
}

/* Goes on with a leader, NULL for none, that is `behind` others or not; false when it may not. */
static bool go_on(struct chain *chain, const struct leader *leader, bool behind, char end)
{
    if (leader == NULL || (behind && (!leader->infix || chain->length == CHAIN))) {
        return false;
    }
    chain->length = end == ' ' ? chain->length + 1 : 0;
    return true;
}

/* Passes over words with one blank between them as long as they mean nothing: what most texts are
 * made of. Nobody can guess of a word whether it is held, so each is asked all there is to ask, and
 * one condition is left that nearly always holds. A leader that is the last of them waits in
 * *chain. Where it stops anything may stand. */
static const char *pass_words(const struct plain_words *words, struct word_text *text,
                              const char *from, bool *starts, struct chain *chain)
{
    const char *s = from;
    const char *before = from;
    unsigned waits = 0; /* what `before` is held by, when it is a leader */
    size_t seen = (size_t)(s - text->window);
    uint64_t letters = seen < WORD_TEXT_WINDOW ? text->letters >> seen : 0;
    uint64_t ends = seen < WORD_TEXT_WINDOW ? text->ends >> seen : 0;
    for (;;) {
        size_t size = word_text_ones(letters);
        if ((ends >> size & 1) == 0) {
            if (s >= text->end || s + size < text->window + WORD_TEXT_SURE) {
                break;
            }
            word_text_look(text, s);
            letters = text->letters;
            ends = text->ends;
            size = word_text_ones(letters);
            if ((ends >> size & 1) == 0) {
                break;
            }
        }
        if (size > WORD_STEP) {
            break;
        }
        struct word_letters word = word_letters(word_text_bytes(text, s), size);
        uint64_t hash = word_letters_hash(0, word);
        unsigned marks = word_filter_marks(&words->filter, hash);
        unsigned kind = kind_of(*s);
        unsigned held = marks & kind;
        bool leads = ((words->leading[kind][hash % LEADING] ^ word.first) | word.second) == 0;
        if (((leads ? 0 : held) | (marks & waits << HOLD_SHIFT)) != 0) {
            break;
        }
        waits = held;
        before = s;
        s += size + 1;
        letters >>= size + 1;
        ends >>= size + 1;
    }
    if (waits != 0) {
        *chain = (struct chain){1, before, .starts = *starts && before == from, .free = true};
    }
    *starts = *starts && s == from;
    return s < text->end ? s : text->end;
}

const char *plain_words_pass(const struct plain_words *words, struct word_text *text, const char *s,
                             bool *starts, bool *stands_free)
{
    struct chain chain = {0};
    *stands_free = false;
    while (s < text->end) {
        s = chain.length == 0 ? pass_words(words, text, s, starts, &chain) : s;
        if (s == text->end) {
            break;
        }
        struct spelled word = spell(words, text, s);
        if (word.size == 0 && begins_nothing(*s)) {
            chain.length = 0;
            *starts |= ends_sentence(*s++);
            continue;
        }
        bool free = word.size >= 2 && ends_plain(words, s + word.size, word.size);
        bool held = may_hold(words, word.hash, is_small(*s) ? HOLD_SMALL : HOLD_CAPITAL);
        if (held || chain.length > 0) {
            bool behind = is_behind(words, s, word, &chain);
            if (!behind) { /* those before it mean nothing */
                chain = (struct chain){.first = s, .starts = *starts, .free = free};
            }
            const struct leader *leader = held && free ? leader_at(words, s, word, *starts) : NULL;
            if ((held || behind) && !go_on(&chain, leader, behind, s[word.size])) {
                *starts = chain.starts;
                *stands_free = chain.free;
                return chain.first;
            }
        }
        if (!free) {
            return s;
        }
        s += word.size;
        *starts = ends_sentence(*s);
        s += s < text->end;
    }
    return s;
}
