/* scrub: one pass over the text. At each place the patterns are tried from the most telling one
 * down: address, account, telephone or other long number, postcode with house number, name.
 *
 * Most words of most texts are plain: letters, a blank behind them, and nobody's name. The walk
 * passes over those at once (plain_words.h). It may send a word the long way that could have gone
 * the short one, never the reverse. Nothing is copied before something has to go. */
#include "engine/privacy/scrub.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/privacy/person_words.h"
#include "engine/privacy/plain_words.h"
#include "engine/privacy/telling.h"
#include "engine/privacy/word_text.h"
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

/* Passes over the words from s on that nothing is the matter with. */
static const char *pass_plain(struct walk *walk, struct word_text *text, const char *s,
                              bool *stands_free)
{
    *stands_free = false;
    if (walk->scrubber->thorough || walk->place.cue != CUE_NONE) {
        return s;
    }
    return plain_words_pass(person_words_plain(walk->scrubber->words), text, s, &walk->place.starts,
                            stands_free);
}

/* Takes what stands at s, or a word that is a cue for the next; the size of it, 0 for nothing.
 * `stands_free`: by the patterns of names only. */
static size_t take_at(struct walk *walk, const char *s, bool stands_free, bool *boundary)
{
    size_t size = stands_free ? 0 : take_telling(walk, s);
    size = size == 0 ? take_name(walk, s) : size;
    enum person_cue cue = CUE_NONE;
    if (size == 0 && (cue = person_words_cue(s, &size)) == CUE_NONE) {
        return 0;
    }
    walk->place.starts = false;
    walk->place.cue = cue;
    *boundary = cue != CUE_NONE && s[size - 1] == '.';
    return size;
}

/* Passes over what is left of a word or a sign; a number may stand against a word ("BSN123456782"),
 * a name may not. */
static size_t pass_rest(struct walk *walk, const char *s, bool *boundary)
{
    size_t size =
        !*boundary && text_is_digit(*s) && !text_is_digit(s[-1]) ? take_number(walk, s) : 0;
    if (size > 0) {
        walk->place.starts = false;
        walk->place.cue = CUE_NONE;
        return size;
    }
    size = pass(walk, s, boundary);
    /* Inside a word nothing begins and nothing ends. */
    while (!*boundary && text_is_letter(s[size])) {
        size++;
    }
    return size;
}

/* A NUL that somebody counted as a byte ends the text all the same. */
static const char *walk_text(struct walk *walk, const char *start, size_t counted)
{
    struct word_text text;
    word_text_set(&text, start, counted);
    bool boundary = true; /* no word or number runs into this place */
    walk->place.starts = true;
    walk->from = start;
    for (const char *s = start; s < text.end && *s != '\0';) {
        size_t size = 0;
        if (boundary) {
            bool stands_free;
            s = pass_plain(walk, &text, s, &stands_free);
            size = s < text.end ? take_at(walk, s, stands_free, &boundary) : 0;
        }
        if (size == 0 && s < text.end) {
            size = pass_rest(walk, s, &boundary);
        }
        s += size;
    }
    if (walk->out.bytes == NULL) {
        return start;
    }
    copy_until(walk, text.end);
    return walk->out.bytes;
}

const char *scrub(struct arena *arena, const struct scrubber *scrubber, const char *text)
{
    return text == NULL ? NULL : scrub_sized(arena, scrubber, text, strlen(text));
}

const char *scrub_sized(struct arena *arena, const struct scrubber *scrubber, const char *text,
                        size_t size)
{
    struct walk walk = {.scrubber = scrubber, .arena = arena};
    return walk_text(&walk, text, size);
}

const char *scrub_title(struct arena *arena, const struct scrubber *scrubber, const char *text)
{
    struct walk walk = {
        .scrubber = scrubber, .arena = arena, .place = {.whole_only = true}, .titles = true};
    return text == NULL ? NULL : walk_text(&walk, text, strlen(text));
}
