/* tokens: see tokens.h. A text is taken as the other language than the file's when its function
 * words of that language outnumber those of the file's by two or more: one "in" or "was", a word of
 * both, decides nothing. */
#include "engine/theme/tokens.h"

#include "engine/base/vector.h"
#include "engine/theme/lists.h"
#include "engine/unicode/fold.h"
#include "engine/unicode/words.h"

enum { OTHER_LANGUAGE_LEAD = 2 };

struct reading {
    struct arena *arena;
    struct tokens *tokens;
    struct intern *function_words[LANGUAGES];
    VECTOR(uint32_t) token;
    VECTOR(uint32_t) spelling_of;
    VECTOR(uint8_t) function_in;
};

static uint32_t spelling_put(struct reading *reading, const char *form)
{
    struct tokens *tokens = reading->tokens;
    struct arena *scratch = arena_create();
    const char *folded = fold_plain(scratch, form);
    size_t size = 0;
    while (folded[size] != '\0') {
        size++;
    }
    uint32_t spelling = intern_put(tokens->spellings, folded, size);
    if (spelling == reading->function_in.count) {
        uint8_t *function = VECTOR_PUSH(reading->arena, &reading->function_in);
        for (int l = 0; l < LANGUAGES; l++) {
            if (intern_find(reading->function_words[l], folded, size) != INTERN_NONE) {
                *function |= (uint8_t)(1 << l);
            }
        }
    }
    arena_destroy(scratch);
    return spelling;
}

/* Part of "[naam]" or "[e-mailadres]": what scrubbing put in the place of something. */
static bool is_placeholder(const char *text, const struct word *word)
{
    size_t start = word->start;
    size_t end = word->start + word->size;
    while (start > 0 &&
           (text[start - 1] == '-' || (text[start - 1] >= 'a' && text[start - 1] <= 'z'))) {
        start--;
    }
    while (text[end] == '-' || (text[end] >= 'a' && text[end] <= 'z')) {
        end++;
    }
    return start > 0 && text[start - 1] == '[' && text[end] == ']';
}

/* Reads one text; counts its function words per language. */
static void read_text(struct reading *reading, const char *text, uint32_t found[LANGUAGES])
{
    struct tokens *tokens = reading->tokens;
    struct word word;
    bool opens = true;
    for (size_t at = 0; words_next(text, &at, &word);) {
        opens = opens || word.opens;
        if (word.letters < 2 || is_placeholder(text, &word)) {
            continue;
        }
        uint32_t form = intern_put(tokens->forms, text + word.start, word.size);
        if (form == reading->spelling_of.count) {
            uint32_t spelling = spelling_put(reading, intern_string(tokens->forms, form));
            *VECTOR_PUSH(reading->arena, &reading->spelling_of) = spelling;
        }
        *VECTOR_PUSH(reading->arena, &reading->token) = form | (opens ? TOKEN_OPENS : 0);
        opens = false;
        uint8_t function = reading->function_in.items[reading->spelling_of.items[form]];
        for (int l = 0; l < LANGUAGES; l++) {
            found[l] += function >> l & 1;
        }
    }
}

static void decide_languages(struct tokens *tokens, const uint32_t (*found)[LANGUAGES],
                             enum language home)
{
    uint64_t total[LANGUAGES] = {0};
    for (size_t i = 0; i < tokens->text_count; i++) {
        total[LANGUAGE_NL] += found[i][LANGUAGE_NL];
        total[LANGUAGE_EN] += found[i][LANGUAGE_EN];
    }
    if (home == LANGUAGES) {
        home = total[LANGUAGE_EN] > total[LANGUAGE_NL] ? LANGUAGE_EN : LANGUAGE_NL;
    }
    enum language other = home == LANGUAGE_NL ? LANGUAGE_EN : LANGUAGE_NL;
    tokens->home = home;
    for (size_t i = 0; i < tokens->text_count; i++) {
        bool is_other = found[i][other] >= found[i][home] + OTHER_LANGUAGE_LEAD;
        tokens->language[i] = (uint8_t)(is_other ? other : home);
    }
}

struct tokens *tokens_read(struct arena *arena, const char *const *texts, size_t count,
                           enum language home)
{
    struct tokens *tokens = arena_alloc(arena, sizeof *tokens);
    tokens->text_count = count;
    tokens->start = arena_alloc_array(arena, count + 1, sizeof *tokens->start);
    tokens->language = arena_alloc_array(arena, count, 1);
    tokens->forms = intern_create(arena);
    tokens->spellings = intern_create(arena);
    struct reading reading = {.arena = arena, .tokens = tokens};
    reading.function_words[LANGUAGE_NL] = lists_read(arena, lists_shipped("stopwords_nl.txt"));
    reading.function_words[LANGUAGE_EN] = lists_read(arena, lists_shipped("stopwords_en.txt"));
    uint32_t(*found)[LANGUAGES] = arena_alloc_array(arena, count, sizeof *found);
    for (size_t i = 0; i < count; i++) {
        read_text(&reading, texts[i], found[i]);
        tokens->start[i + 1] = reading.token.count;
    }
    tokens->token = reading.token.items;
    tokens->spelling_of = reading.spelling_of.items;
    tokens->function_in = reading.function_in.items;
    decide_languages(tokens, (const uint32_t(*)[LANGUAGES])found, home);
    return tokens;
}
