/* scrub: one pass over the text. At each place the patterns are tried from the most telling one
 * down: address, account, telephone or other long number, postcode with house number, name.
 *
 * Most words of most texts are plain: letters, a blank behind them, and nobody's name. The walk
 * passes over those at once (plain_word). It may send a word the long way that could have gone the
 * short one, never the reverse. Nothing is copied before something has to go. */
#include "engine/privacy/scrub.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/privacy/person_words.h"
#include "engine/privacy/telling.h"
#include "engine/unicode/fold.h"

struct scrubber {
    struct person_words *words;
    bool thorough; /* no word is passed over at once */
};

struct scrubber *scrubber_create(struct arena *arena)
{
    struct scrubber *scrubber = arena_alloc(arena, sizeof *scrubber);
    scrubber->words = person_words_create(arena);
    return scrubber;
}

void scrubber_be_thorough(struct scrubber *scrubber)
{
    scrubber->thorough = true;
}

void scrubber_add_name(struct scrubber *scrubber, const char *folded_name)
{
    if (!text_starts_with(folded_name, "tel:")) {
        person_words_add(scrubber->words, folded_name);
    }
}

/* "Dorpsstraat 12, 1234 AB": where the street and house number begin that were already written. */
static size_t street_before(const struct text *out)
{
    size_t end = out->size;
    while (end > 0 && strchr(" ,", out->bytes[end - 1]) != NULL) {
        end--;
    }
    static const char gone[] = "[adres]";
    size_t gone_size = sizeof gone - 1;
    if (end >= gone_size && memcmp(out->bytes + end - gone_size, gone, gone_size) == 0) {
        return end - gone_size;
    }
    size_t start = end;
    while (start > 0 && strchr(" ,", out->bytes[start - 1]) == NULL) {
        start--;
    }
    if (start == end || !text_is_digit(out->bytes[start])) {
        return out->size;
    }
    while (start > 0 && out->bytes[start - 1] == ' ') {
        start--;
    }
    while (start > 0 && out->bytes[start - 1] != ' ') {
        start--;
    }
    return start;
}

/* What is known of the place that the walk has reached. */
struct walk {
    const struct scrubber *scrubber;
    struct arena *arena;
    struct text out;  /* bytes NULL until something is taken */
    const char *from; /* the text up to here is in `out`, or was taken */
    struct person_place place;
    bool titles; /* a text of the organisers */
};

/* The text up to s goes out. */
static void copy_until(struct walk *walk, const char *s)
{
    if (walk->out.bytes == NULL) {
        walk->out = text_create(walk->arena);
    }
    text_add_bytes(&walk->out, walk->from, (size_t)(s - walk->from));
    walk->from = s;
}

/* In place of `size` bytes at s goes a word. */
static void take(struct walk *walk, const char *s, size_t size, const char *word)
{
    copy_until(walk, s);
    text_add(&walk->out, word);
    walk->from = s + size;
}

static void take_address(struct walk *walk, const char *s, size_t size)
{
    copy_until(walk, s);
    walk->out.size = street_before(&walk->out);
    bool blank = walk->out.size == 0 || walk->out.bytes[walk->out.size - 1] == ' ';
    take(walk, s, size, blank ? "[adres]" : " [adres]");
}

/* A number that says nothing is passed over piece by piece. */
static size_t take_number(struct walk *walk, const char *s)
{
    enum telling_number kind;
    size_t size = walk->titles ? 0 : telling_number(s, &kind);
    if (size > 0 && kind != TELLING_NOTHING) {
        take(walk, s, size, kind == TELLING_TELEPHONE ? "[telefoonnummer]" : "[nummer]");
    }
    return size;
}

/* Takes an address or a number at s; the size of what was taken or passed over, 0 for nothing. */
static size_t take_telling(struct walk *walk, const char *s)
{
    size_t size;
    if ((size = telling_mail(s)) > 0) {
        take(walk, s, size, "[e-mailadres]");
    } else if (walk->titles) {
        return 0;
    } else if ((size = telling_account(s)) > 0) {
        take(walk, s, size, "[account]");
    } else if ((size = telling_iban(s)) > 0) {
        take(walk, s, size, "[rekeningnummer]");
    } else if ((size = telling_postcode(s)) > 0) {
        take_address(walk, s, size);
    } else if ((size = telling_street(s)) > 0) {
        take(walk, s, size, "[adres]");
    } else {
        return take_number(walk, s);
    }
    return size;
}

static size_t take_name(struct walk *walk, const char *s)
{
    size_t place = person_words_place(s);
    if (place > 0) {
        return place;
    }
    size_t size = person_words_at(walk->scrubber->words, walk->arena, s, &walk->place);
    if (size > 0) {
        take(walk, s, size, "[naam]");
    }
    return size;
}

/* A blank and a letter: no sign, digit or second blank that could belong to an address or a number,
 * and not the beginning of "at" or "apenstaartje", which people write for @. */
static inline bool is_plain_blank(const char *s)
{
    if (s[0] != ' ' || !text_is_letter(s[1])) {
        return false;
    }
    return (s[1] | 0x20) != 'a' || ((s[2] | 0x20) != 't' && (s[2] | 0x20) != 'p');
}

/* Does a plain word of `size` letters end at s? At the end of the text, at a plain blank, at a sign
 * that no pattern runs over, at a comma or the like with nothing against it, or at the point of a
 * sentence: a point behind a short word may be that of an initial or a title, and one with letters
 * behind it that of an address. */
static inline bool ends_plain(const char *s, size_t size)
{
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
        return size > 3 && (is_plain_blank(s + 1) || s[1] == '\n' || s[1] == '\0');
    default:
        return is_plain_blank(s);
    }
}

/* The size of a plain word at s; 0 when this word must be looked at. `stands_free`: by the patterns
 * of names only, because what ends as a plain word does is no address and no number. */
static inline size_t plain_word(const struct walk *walk, const char *s, bool *stands_free)
{
    const struct person_words *words = walk->scrubber->words;
    struct spelled word = person_words_spell(words, s);
    *stands_free =
        word.size >= 2 && !walk->scrubber->thorough && ends_plain(s + word.size, word.size);
    return *stands_free && !person_words_may_hold(words, s, word) ? word.size : 0;
}

/* Signs with which no pattern begins. */
static bool begins_nothing(char c)
{
    return c == ' ' || c == '\n' || c == '"' || c == ')';
}

/* A cue holds over points, commas, colons, blanks and the end of a line. */
static bool keeps_cue(uint32_t c)
{
    return c == ' ' || c == '.' || c == ',' || c == ':' || c == '\n' || c == 0xA0 || c == '\r';
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == '\n' || c == ':';
}

/* Passes over one code point that nothing is the matter with. */
static size_t pass(struct walk *walk, const char *s, bool *boundary)
{
    uint32_t c;
    size_t step = fold_decode(s, &c);
    bool in_word = fold_is_letter(c) || fold_is_mark(c) || fold_is_digit(c);
    if (in_word && *boundary) {
        walk->place.starts = false;
    }
    bool is = *boundary && text_starts_with(s, "is "); /* "mijn naam is ..." */
    if (!keeps_cue(c) && !is && (in_word ? *boundary : true)) {
        walk->place.cue = CUE_NONE;
    }
    walk->place.starts = ends_sentence(c) || walk->place.starts;
    *boundary = !in_word;
    return step;
}

static const char *walk_text(struct walk *walk, const char *text)
{
    bool boundary = true; /* no word or number runs into this place */
    walk->place.starts = true;
    walk->from = text;
    const char *s = text;
    while (*s != '\0') {
        if (boundary && begins_nothing(*s) && !walk->scrubber->thorough) {
            s += pass(walk, s, &boundary);
            continue;
        }
        /* "BSN123456782": a number may stand against a word, a name may not. */
        bool glued = !boundary && text_is_digit(*s) && !text_is_digit(s[-1]);
        bool stands_free = false;
        size_t size =
            boundary && walk->place.cue == CUE_NONE ? plain_word(walk, s, &stands_free) : 0;
        if (size > 0 && s[size] == ' ') {
            s += size + 1; /* the next word stands here */
            walk->place.starts = false;
            continue;
        }
        size = size == 0 && boundary && !stands_free ? take_telling(walk, s) : size;
        size = glued ? take_number(walk, s) : size;
        size = size == 0 && boundary ? take_name(walk, s) : size;
        if (size > 0) {
            s += size;
            walk->place.starts = false;
            walk->place.cue = CUE_NONE;
            boundary = false;
            continue;
        }
        size_t word;
        enum person_cue cue = boundary ? person_words_cue(s, &word) : CUE_NONE;
        if (cue != CUE_NONE) {
            s += word;
            walk->place.cue = cue;
            walk->place.starts = false;
            boundary = s[-1] == '.';
            continue;
        }
        s += pass(walk, s, &boundary);
        /* Inside a word nothing begins and nothing ends. */
        while (!boundary && text_is_letter(*s)) {
            s++;
        }
    }
    if (walk->out.bytes == NULL) {
        return text;
    }
    copy_until(walk, s);
    return walk->out.bytes;
}

const char *scrub(struct arena *arena, const struct scrubber *scrubber, const char *text)
{
    struct walk walk = {.scrubber = scrubber, .arena = arena};
    return text == NULL ? NULL : walk_text(&walk, text);
}

const char *scrub_title(struct arena *arena, const struct scrubber *scrubber, const char *text)
{
    struct walk walk = {
        .scrubber = scrubber, .arena = arena, .place = {.whole_only = true}, .titles = true};
    return text == NULL ? NULL : walk_text(&walk, text);
}
