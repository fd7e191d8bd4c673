/* Law of scrubbing: passing over plain words at once (scrub.c) changes nothing. Texts are made of
 * words, names, titles, signs, numbers and addresses in any order, with any sign between them, and
 * are scrubbed with every word looked at and without. */
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/privacy/scrub.h"
#include "engine/privacy/word_text.h"
#include "tests/support/cmocka_all.h"

static const char *const pieces[] = {
    /* plain words, some of which are names as well */
    "de", "het", "een", "op", "wil", "roos", "Mark", "bos", "mei", "Met", "Goed", "gemeente",
    "participatie", "Over", "in", "al", "aan", "uit", "te", "werk", "KCC", "financi\xC3\xABn",
    "ge\xC3\xAFnteresseerd", "ik", "heet", "mijn", "naam", "is", "at", "apart", "attent", "AI",
    "ing", "gr", "H", "v", "Th", "dr", "mr", "ir", "AB", "straat", "Dorpsstraat", "kade", "Kerkweg",
    "punt",
    /* names, cues and infixes */
    "Sanne", "sanne", "de Vries", "Vries", "jansen", "Jansen", "Janssen", "Quispel", "xandra",
    "van", "van der", "den", "Den Haag", "den Haag", "Den", "Haag", "ten", "Berg", "mevrouw",
    "Mevr", "dhr", "Groet", "groetjes", "namens", "J", "A.B", "Anne-Marie", "'t", "d'", "El Amrani",
    "Y\xC4\xB1lmaz", "yilmaz", "Ren\xC3\xA9", "ren\xC3\xA9", "\xC3\x87imen", "M\xC3\xBCller",
    "m\xC3\xBCller", "\xC3\x89", "\xC3\xA9", "co\xC3\xB6rdinatie", "V\xC3\xA0n", "Bergen op Zoom",
    "Alphen aan den Rijn", "De", "De Wolden", "Wolden", "Ter Apel", "Te", "Op", "Wil", "Bos",
    "Berg", "Berg en Dal", "Wijk", "Dam", "vries", "wolf", "M\xC3\xBCller", "Al", "daarin",
    "van de", "aan het", "gemeenschappelijkeregelingen", "gemeenteambtenaren", "welwillend",
    "\xC3\xA9\xC3\xA9n",
    "nietsbijzonderszonderblankenofanderetekensdatmaardoorgaatendoorgaattotheteind",
    /* what tells by itself */
    "sanne@mail.example", "sanne", "@", "(at)", "apenstaartje", "dot", "example", "@sanne_dv",
    "linkedin.com/in/sanne", "x.com/", "0612345678", "06", "12 34 56 78", "1234 AB", "1234", "12",
    "12a", "2023", "123456782", "10.000", "NL91 ABNA 0417 1643 00", "NL", "91", "nr", "+31", "3.5"};

static const char *const glue[] = {
    " ",        " ",  " ",  " ",   " ",    " ",   " ",   ", ", ". ", ".",
    ",",        "\n", ": ", ":",   "! ",   "? ",  "; ",  "-",  "'",  "/",
    "(",        ")",  " (", ") ",  "\"",   " \"", "\" ", "",   "  ", "\t",
    "\xC2\xA0", "_",  "+",  "...", "\r\n", "<",   ">",   "[",  "]",  "\xE2\x80\x99",
    "\x80"};

enum { PIECES = sizeof pieces / sizeof *pieces, GLUE = sizeof glue / sizeof *glue };

static const char *some_text(struct arena *arena, struct random *random)
{
    struct text text = text_create(arena);
    size_t count = 1 + random_below(random, 12);
    for (size_t i = 0; i < count; i++) {
        text_add(&text, pieces[random_below(random, PIECES)]);
        text_add(&text, glue[random_below(random, GLUE)]);
    }
    return text.bytes;
}

static struct scrubber *with_people(struct arena *arena, bool thorough)
{
    struct scrubber *scrubber = scrubber_create(arena);
    scrubber_add_name(scrubber, "xandra quispel");
    scrubber_add_name(scrubber, "wei te");
    scrubber_add_name(scrubber, "op \xC3\xB6zgemeenschappelijk");
    scrubber_add_name(scrubber,
                      "participatie werk"); /* a name that is an ordinary word elsewhere */
    if (thorough) {
        scrubber_be_thorough(scrubber);
    }
    return scrubber;
}

static void passing_over_plain_words_changes_nothing(void **state)
{
    (void)state;
    enum { TEXTS = 150000 };
    struct arena *arena = arena_create();
    const struct scrubber *quick = with_people(arena, false);
    const struct scrubber *thorough = with_people(arena, true);
    struct random random;
    random_seed(&random, 20261130, 0);
    size_t changed = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        struct arena_mark mark = arena_mark(arena);
        const char *text = some_text(arena, &random);
        const char *expected = scrub(arena, thorough, text);
        assert_string_equal(scrub(arena, quick, text), expected);
        assert_string_equal(scrub_title(arena, quick, text), scrub_title(arena, thorough, text));
        changed += strcmp(text, expected) != 0;
        arena_release(arena, mark);
    }
    /* The pieces are such that both happen: texts that lose something and texts that do not. */
    assert_in_range(changed, TEXTS / 5, TEXTS - TEXTS / 50);
    arena_destroy(arena);
}

static size_t letters_at(const char *s)
{
    size_t count = 0;
    while (count < WORD_TEXT_WINDOW && text_is_letter(s[count])) {
        count++;
    }
    return count;
}

static void letters_are_counted_as_one_by_one(void **state)
{
    (void)state;
    enum { TEXTS = 4000, LONGEST = 200 };
    struct random random;
    random_seed(&random, 20261130, 1);
    for (size_t i = 0; i < TEXTS; i++) {
        char bytes[LONGEST + 1];
        size_t size = random_below(&random, LONGEST + 1);
        size_t others = 1 + random_below(&random, 40); /* every so many bytes one is no letter */
        for (size_t k = 0; k < size; k++) {
            bool letter = random_below(&random, others) != 0;
            bytes[k] = (char)(letter ? (random_below(&random, 2) == 0 ? 'a' : 'A') +
                                           random_below(&random, 26)
                                     : 1 + random_below(&random, 255));
        }
        bytes[size] = '\0';
        struct word_text text;
        word_text_set(&text, bytes, size);
        for (size_t k = 0; k < 2 * size; k++) {
            const char *s = bytes + (k < size ? k : random_below(&random, size));
            size_t count = letters_at(s);
            assert_int_equal(word_text_letters(&text, s), count);
            assert_true(word_text_hash(&text, s, count) == word_hash(s, count));
        }
    }
}

/* Whether a word ends at s, in a text that ends with a NUL; `start` is where nobody looks before.
 */
static bool ends_at(const char *start, const char *s)
{
    if (s - start < 2 || !text_is_letter(s[-1]) || !text_is_letter(s[-2])) {
        return false;
    }
    bool like_at = text_lower_char(s[0] == '\0' ? '\0' : s[1]) == 'a' &&
                   (text_lower_char(s[2]) == 't' || text_lower_char(s[2]) == 'p');
    return s[0] == '\0' || (s[0] == ' ' && text_is_letter(s[1]) && !like_at);
}

static void ends_of_words_are_seen_where_they_are(void **state)
{
    (void)state;
    static const char signs[] = {'a', 'A', 't', 'T', 'p', 'P', 'd',    'z',
                                 ' ', ' ', ' ', ',', '@', '`', '\xC3', '\n'};
    enum { TEXTS = 20000, LONGEST = 150 };
    struct random random;
    random_seed(&random, 20261130, 2);
    for (size_t i = 0; i < TEXTS; i++) {
        char bytes[LONGEST + 1];
        size_t size = random_below(&random, LONGEST + 1);
        for (size_t k = 0; k < size; k++) {
            bytes[k] = signs[random_below(&random, sizeof signs)];
        }
        bytes[size] = '\0';
        struct word_text text;
        word_text_set(&text, bytes, size);
        size_t at = random_below(&random, size + 1);
        word_text_look(&text, bytes + at);
        for (size_t k = 0; k < WORD_TEXT_SURE; k++) {
            bool ends = at + k <= size && ends_at(bytes + at, bytes + at + k);
            assert_int_equal(text.ends >> k & 1, ends);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(passing_over_plain_words_changes_nothing),
                                       cmocka_unit_test(letters_are_counted_as_one_by_one),
                                       cmocka_unit_test(ends_of_words_are_seen_where_they_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
