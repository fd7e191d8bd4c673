/* person_name: see person_name.h. */
#include "engine/clean/person_name.h"

#include <string.h>

#include "engine/base/hash.h"
#include "engine/base/text.h"
#include "engine/clean/byte_marks.h"
#include "engine/clean/mail.h"
#include "engine/unicode/fold.h"

/* Words in brackets that say how somebody signed in, folded plain, without hyphens. */
static const char *const markers[] = {"guest",
                                      "gast",
                                      "gaeste",
                                      "external",
                                      "extern",
                                      "externe",
                                      "externo",
                                      "ext",
                                      "unverified",
                                      "niet geverifieerd",
                                      "nietgeverifieerd",
                                      "nicht verifiziert",
                                      "nicht uberpruft",
                                      "non verifie",
                                      "invite",
                                      "invitado",
                                      "convidado",
                                      "gosc",
                                      "niezweryfikowany",
                                      "zewnetrzny",
                                      "host",
                                      "co host",
                                      "cohost",
                                      "me",
                                      "ik",
                                      "organizer",
                                      "organisator",
                                      "presenter",
                                      "presentator",
                                      "internal",
                                      "intern",
                                      "meeting guest"};

/* Words in brackets that say how to speak of somebody. */
static const char *const pronouns[] = {
    "she/her", "he/him", "they/them",    "zij/haar",   "hij/hem",          "die/hen", "hen/hun",
    "sie/ihr", "er/ihm", "she/her/hers", "he/him/his", "they/them/theirs", "zij/hen", "hij/zijn"};

/* With these an organisation begins. */
static const char *const organisations[] = {"gemeente",
                                            "gem.",
                                            "provincie",
                                            "waterschap",
                                            "ministerie",
                                            "vng",
                                            "ggd",
                                            "municipality",
                                            "stichting",
                                            "omgevingsdienst",
                                            "veiligheidsregio",
                                            "hoogheemraadschap",
                                            "uwv",
                                            "svb"};

/* Behind a comma these are titles, not first names. */
static const char *const titles[] = {"msc", "ma",   "bsc",  "ba",  "phd", "mba",
                                     "llm", "ing.", "drs.", "ir.", "mr.", "dr.",
                                     "jr.", "sr.",  "jr",   "sr",  "mpa", "mim"};

static const char *const nobody[] = {"anonymous",
                                     "anoniem",
                                     "anonymous user",
                                     "anonieme gebruiker",
                                     "n/a",
                                     "nvt",
                                     "n.v.t.",
                                     "onbekend",
                                     "info requested",
                                     "info requested info requested",
                                     "unknown",
                                     "-",
                                     "--",
                                     "?",
                                     "anonym",
                                     "geen",
                                     "null",
                                     "none"};

#define IN(list, word) in_list((word), (list), sizeof(list) / sizeof *(list))

static bool in_list(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (*word == *list[i] && strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool person_name_is_body(const char *plain)
{
    for (size_t i = 0; i < sizeof organisations / sizeof *organisations; i++) {
        size_t size = strlen(organisations[i]);
        if (strncmp(plain, organisations[i], size) == 0 &&
            (plain[size] == ' ' || plain[size] == '\0')) {
            return true;
        }
    }
    return false;
}

/* Most names of most lists: letters, blanks, hyphens and nothing to put right. */
static bool is_simple(const char *s)
{
    bool blank = true;
    for (;; s++) {
        for (; text_is_letter(*s); s++) {
            blank = false;
        }
        unsigned char c = (unsigned char)*s;
        if (c == '\0') {
            return !blank;
        }
        if (c != ' ' && c != '-' && c != '.' && c != '\'') {
            /* Composed Latin letters (U+00C0 to U+017F) are NFC already. */
            bool latin = c >= 0xC3 && c <= 0xC5 && (unsigned char)s[1] >= 0x80 && c != 0xC3;
            bool latin1 = c == 0xC3 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] != 0x97 &&
                          (unsigned char)s[1] != 0xB7;
            if (!latin && !latin1) {
                return false;
            }
            s++;
        }
        if (blank && (c == ' ' || c == '-' || c == '.' || c == '\'')) {
            return false; /* "Jan Smit - Gemeente Venlo" */
        }
        blank = c == ' ';
    }
}

/* A word that is nobody, or a caller with a number, has less bytes, or it begins like one of these.
 */
enum { SHORT = 8 };

static bool may_be_nobody(const char *text)
{
    static const char starts[][4] = {"anon", "onbe", "call", "tele",
                                     "phon", "inbe", "dial", "info"};
    uint32_t small; /* the bit in which small letters differ from capitals */
    memcpy(&small, "    ", sizeof small);
    uint32_t start;
    memcpy(&start, text, sizeof start);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        uint32_t wanted;
        memcpy(&wanted, starts[i], sizeof wanted);
        if ((start | small) == wanted) {
            return true;
        }
    }
    return false;
}

#ifdef __SSE2__
/* Nothing but letters and what stands between them. */
static bool is_simple_at_once(const char *text, size_t size)
{
    uint64_t letters = 0;
    uint64_t blanks = 0;
    uint64_t marks = 0;
    for (size_t next = 0, at; next < size; next += byte_marks_step(size)) {
        __m128i bytes = byte_marks_load(text, size, next, &at);
        __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        letters |= byte_marks_bits(byte_marks_range(small, 'a', 'z'), at);
        blanks |= byte_marks_bits(byte_marks_one(bytes, ' '), at);
        __m128i mark = _mm_or_si128(byte_marks_range(bytes, '-', '.'), byte_marks_one(bytes, '\''));
        marks |= byte_marks_bits(mark, at);
    }
    /* Only letters stand first and behind a blank; a blank is not the last. */
    return (letters | blanks | marks) == byte_marks_whole(size) &&
           ((blanks << 1 | 1) & ~letters & byte_marks_whole(size)) == 0 && text[size - 1] != ' ';
}
#endif

bool person_name_is_tidy(const char *text, size_t size)
{
    if (size < SHORT || may_be_nobody(text)) {
        return false;
    }
#ifdef __SSE2__
    if (size <= BYTE_MARKS_MOST && is_simple_at_once(text, size)) {
        return true;
    }
#endif
    return is_simple(text) && strstr(text, " - ") == NULL;
}

/* NFC, runs of blanks as one, ends and surrounding quotes cut. */
static char *tidied(struct arena *arena, const char *text)
{
    char *out = fold_nfc(arena, text);
    char *to = out;
    bool pending = false;
    uint32_t c;
    const char *s = out;
    for (size_t step; (step = fold_decode(s, &c)) > 0; s += step) {
        if (fold_is_blank(c)) {
            pending = to > out;
            continue;
        }
        if (pending) {
            *to++ = ' ';
            pending = false;
        }
        memmove(to, s, step);
        to += step;
    }
    *to = '\0';
    size_t size = (size_t)(to - out);
    while (size >= 2 && out[0] == '"' && out[size - 1] == '"') {
        out[--size] = '\0';
        out++;
        size--;
    }
    return text_trim(arena, out);
}

static const char *without_hyphens(struct arena *arena, const char *plain)
{
    char *copy = arena_strdup(arena, plain);
    char *to = copy;
    for (const char *s = copy; *s != '\0'; s++) {
        if (*s != '-') {
            *to++ = *s;
        } else if (to > copy && to[-1] != ' ') {
            *to++ = ' ';
        }
    }
    *to = '\0';
    return copy;
}

static bool is_marker(struct arena *arena, const char *inside)
{
    const char *plain = fold_plain(arena, inside);
    const char *spaced = without_hyphens(arena, plain);
    return IN(markers, plain) || IN(markers, spaced) || IN(pronouns, plain);
}

/* Takes brackets from the end of the name, one pair after the other. */
static char *take_brackets(struct arena *arena, char *text, enum name_brackets brackets,
                           struct person_name *name)
{
    for (;;) {
        size_t size = strlen(text);
        char close = size > 0 ? text[size - 1] : '\0';
        char *open = close == ')' ? strrchr(text, '(') : close == ']' ? strrchr(text, '[') : NULL;
        if (open == NULL) {
            return text;
        }
        char *inside = text_trim(arena, arena_copy(arena, open + 1, strlen(open) - 2));
        char *before = text_trim(arena, arena_copy(arena, text, (size_t)(open - text)));
        bool marker = *inside == '\0' || is_marker(arena, inside);
        if (!marker && *before == '\0') {
            return inside; /* the brackets are all there is */
        }
        bool body = person_name_is_body(fold_plain(arena, inside)); /* an account of a desk */
        if (!marker && brackets == BRACKETS_ACCOUNT && !body) {
            before = strlen(inside) > strlen(before) ? inside : before;
        } else if (!marker && name->organisation == NULL) {
            name->organisation = inside;
        }
        text = before;
    }
}

/* "[Gemeente Venlo] Jan Smit". */
static char *take_front(struct arena *arena, char *text, struct person_name *name)
{
    char *close = text[0] == '[' ? strchr(text, ']') : NULL;
    if (close == NULL || text_is_blank(close + 1)) {
        return text;
    }
    char *inside = text_trim(arena, arena_copy(arena, text + 1, (size_t)(close - text) - 1));
    if (*inside != '\0' && !is_marker(arena, inside)) {
        name->organisation = inside;
    }
    return text_trim(arena, close + 1);
}

/* "Smit (Gemeente Venlo), Jan": brackets that stand before the comma. */
static char *take_inner(struct arena *arena, char *text, enum name_brackets brackets,
                        struct person_name *name)
{
    char *comma = strchr(text, ',');
    char *open = comma == NULL ? NULL : strpbrk(text, "([");
    if (open == NULL || open == text || open > comma) {
        return text;
    }
    char *front = arena_copy(arena, text, (size_t)(comma - text));
    front = take_brackets(arena, text_trim(arena, front), brackets, name);
    return arena_printf(arena, "%s%s", front, comma);
}

/* "Jan Smit | Gemeente Venlo", "Jan Smit - gemeente Venlo", "Jan Smit, Gemeente Venlo". */
static char *take_organisation(struct arena *arena, char *text, struct person_name *name)
{
    static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " / ", " @ ", ", "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char *at = strstr(text, marks[i]);
        if (at == NULL || at == text) {
            continue;
        }
        char *behind = text_trim(arena, at + strlen(marks[i]));
        if (person_name_is_body(fold_plain(arena, behind))) {
            if (name->organisation == NULL) {
                name->organisation = behind;
            }
            return text_trim(arena, arena_copy(arena, text, (size_t)(at - text)));
        }
    }
    return text;
}

/* One comma turns the name round; a title behind it goes. */
static char *turn_round(struct arena *arena, char *text)
{
    char *comma = strchr(text, ',');
    if (comma == NULL || strchr(comma + 1, ',') != NULL) {
        return text;
    }
    char *last = text_trim(arena, arena_copy(arena, text, (size_t)(comma - text)));
    char *first = text_trim(arena, comma + 1);
    if (*first == '\0' || *last == '\0' || IN(titles, fold_plain(arena, first))) {
        return *last == '\0' ? first : last;
    }
    return arena_printf(arena, "%s %s", first, last);
}

static bool is_telephone(const char *text)
{
    size_t digits = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (text_is_digit(*c)) {
            digits++;
        } else if (strchr(" +-()*./", *c) == NULL) {
            return false;
        }
    }
    return digits >= 7;
}

/* Names that a tool gives to callers, with a number that means something in one meeting only. */
static bool is_numbered_caller(struct arena *arena, const char *text)
{
    static const char *const callers[] = {"call in user", "call in gebruiker", "telefoongebruiker",
                                          "phone user",   "inbeller",          "beller",
                                          "caller",       "dial in user",      "anonymous caller"};
    const char *plain = without_hyphens(arena, fold_plain(arena, text));
    for (size_t i = 0; i < sizeof callers / sizeof *callers; i++) {
        size_t size = strlen(callers[i]);
        if (strncmp(plain, callers[i], size) == 0 &&
            strspn(plain + size, "_ 0123456789#") == strlen(plain + size)) {
            return true;
        }
    }
    return false;
}

static const char *stand_in(struct arena *arena, const char *a, const char *b)
{
    struct hash hash;
    char digest[HASH_TEXT];
    hash_start(&hash);
    hash_add_string(&hash, a);
    hash_add_string(&hash, b);
    hash_finish_text(&hash, digest);
    return arena_printf(arena, "tel:%.32s", digest);
}

/* The number's digits and stars: "+31 6 12" and "+31612" are one caller. */
static const char *digits_of(struct arena *arena, const char *text)
{
    char *out = arena_strdup(arena, text);
    char *to = out;
    for (const char *c = out; *c != '\0'; c++) {
        if (text_is_digit(*c) || *c == '*') {
            *to++ = *c;
        }
    }
    *to = '\0';
    return out;
}

void person_name_read(struct arena *arena, const char *text, enum name_brackets brackets,
                      const char *scope, struct person_name *name)
{
    *name = (struct person_name){0};
    if (person_name_is_tidy(text, strlen(text))) {
        name->name = text;
        return;
    }
    if (text_is_blank(text)) {
        return;
    }
    char *tidy = tidied(arena, text);
    if (is_telephone(tidy)) {
        name->telephone = true;
        name->name = stand_in(arena, digits_of(arena, tidy), NULL);
        return;
    }
    tidy = take_brackets(arena, take_front(arena, tidy, name), brackets, name);
    tidy = take_inner(arena, tidy, brackets, name);
    if (is_telephone(tidy)) {
        name->telephone = true;
        name->name = stand_in(arena, digits_of(arena, tidy), NULL);
        return;
    }
    if (is_numbered_caller(arena, tidy)) {
        name->telephone = true;
        name->numbered = true;
        name->name = stand_in(arena, fold_plain(arena, tidy), scope == NULL ? "" : scope);
        return;
    }
    if (strchr(tidy, '@') != NULL && mail_read(arena, tidy, &name->mail) == CLEANED &&
        strchr(tidy, ' ') == NULL) {
        return;
    }
    name->mail = NULL;
    tidy = turn_round(arena, take_organisation(arena, tidy, name));
    const char *plain = fold_plain(arena, tidy);
    if (*plain != '\0' && !IN(nobody, plain)) {
        name->name = tidy;
    }
}

const char *person_name_join(struct arena *arena, const char *first, const char *infix,
                             const char *last)
{
    const char *parts[3] = {first, infix, last};
    struct text text = text_create(arena);
    for (int i = 0; i < 3; i++) {
        if (!text_is_blank(parts[i])) {
            if (text.size > 0) {
                text_add_char(&text, ' ');
            }
            text_add(&text, text_trim(arena, parts[i]));
        }
    }
    return text.size == 0 ? NULL : text.bytes;
}
