/* codebook: see codebook.h. A text is folded once and cut into words; every pattern is tried at
 * every word. Codebooks have some hundred patterns and texts some ten words: nothing cleverer pays.
 */
#include "engine/theme/codebook.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/theme/lists.h"
#include "engine/unicode/fold.h"

struct pattern {
    const char **word; /* folded, with * */
    size_t count;
};

struct patterns {
    struct pattern *items;
    size_t count, capacity;
};

struct code {
    const char *theme;
    struct patterns words, exclusions;
};

struct codebook {
    struct code *items;
    size_t count, capacity;
};

/* --- rules ------------------------------------------------------------------------------------ */

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ((unsigned char)c & 0x80) != 0;
}

/* Cuts folded bytes into words; `extra` counts as a letter (0: none). Words are NUL-terminated in
 * place. */
static size_t cut_words(struct arena *arena, char *bytes, char extra, const char ***words)
{
    VECTOR(const char *) found = {0};
    while (*bytes != '\0') {
        while (*bytes != '\0' && !is_word_char(*bytes) && *bytes != extra) {
            bytes++;
        }
        char *start = bytes;
        while (is_word_char(*bytes) || (extra != '\0' && *bytes == extra)) {
            bytes++;
        }
        if (bytes > start) {
            bool last = *bytes == '\0';
            *bytes = '\0';
            bytes += !last;
            *VECTOR_PUSH(arena, &found) = start;
        }
    }
    *words = found.items;
    return found.count;
}

static void add_patterns(struct arena *arena, const char *list, struct patterns *patterns)
{
    while (list != NULL && *list != '\0') {
        size_t size = strcspn(list, "|");
        char *folded = fold_plain(arena, arena_copy(arena, list, size));
        struct pattern pattern = {0};
        pattern.count = cut_words(arena, folded, '*', &pattern.word);
        bool only_star =
            pattern.count == 1 && strspn(pattern.word[0], "*") == strlen(pattern.word[0]);
        if (pattern.count > 0 && !only_star) {
            *VECTOR_PUSH(arena, patterns) = pattern;
        }
        list += size + (list[size] == '|');
    }
}

static struct code *code_of(struct arena *arena, struct codebook *codebook, const char *theme)
{
    const char *name = text_trim(arena, theme), *folded = fold_plain(arena, name);
    for (size_t i = 0; i < codebook->count; i++) {
        if (strcmp(fold_plain(arena, codebook->items[i].theme), folded) == 0) {
            return &codebook->items[i];
        }
    }
    struct code *code = VECTOR_PUSH(arena, codebook);
    code->theme = name;
    return code;
}

struct codebook *codebook_create(struct arena *arena, const struct codebook_rule *rules,
                                 size_t count)
{
    struct codebook *codebook = arena_alloc(arena, sizeof *codebook);
    for (size_t i = 0; i < count; i++) {
        struct patterns words = {0};
        add_patterns(arena, rules[i].words, &words);
        if (text_is_blank(rules[i].theme) || words.count == 0) {
            continue;
        }
        struct code *code = code_of(arena, codebook, rules[i].theme);
        add_patterns(arena, rules[i].words, &code->words);
        add_patterns(arena, rules[i].exclusions, &code->exclusions);
    }
    return codebook;
}

/* Takes a cell from *at, which moves behind its comma or to the end of its line. */
static const char *take_cell(struct arena *arena, const char **at)
{
    struct text cell = text_create(arena);
    bool quoted = **at == '"';
    *at += quoted;
    while (**at != '\0' && (quoted || (**at != ',' && **at != '\n'))) {
        if (quoted && **at == '"' && *++*at != '"') {
            quoted = false;
            continue;
        }
        text_add_char(&cell, *(*at)++);
    }
    *at += **at == ',';
    return cell.size == 0 ? "" : cell.bytes;
}

struct codebook *codebook_parse(struct arena *arena, const char *csv)
{
    const char *at = csv + strcspn(csv, "\n");
    VECTOR(struct codebook_rule) rules = {0};
    while (*at == '\n' && at[1] != '\0') {
        at++;
        struct codebook_rule rule = {0};
        rule.theme = take_cell(arena, &at);
        rule.words = take_cell(arena, &at);
        rule.exclusions = take_cell(arena, &at);
        at += strcspn(at, "\n");
        *VECTOR_PUSH(arena, &rules) = rule;
    }
    return codebook_create(arena, rules.items, rules.count);
}

struct codebook *codebook_shipped(struct arena *arena)
{
    return codebook_parse(arena, lists_shipped("codebook_nl.csv"));
}

size_t codebook_count(const struct codebook *codebook)
{
    return codebook->count;
}

const char *codebook_theme(const struct codebook *codebook, size_t theme)
{
    return codebook->items[theme].theme;
}

/* --- matching --------------------------------------------------------------------------------- */

/* `*` matches any letters, none included. Going back to the last star is enough for such patterns.
 */
static bool word_matches(const char *pattern, const char *word)
{
    const char *star = NULL, *retry = word;
    while (*word != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            retry = word;
        } else if (*pattern == *word) {
            pattern++;
            word++;
        } else if (star != NULL) {
            pattern = star + 1;
            word = ++retry;
        } else {
            return false;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

static bool pattern_matches(const struct pattern *pattern, const char *const *words, size_t at,
                            size_t count)
{
    if (at + pattern->count > count) {
        return false;
    }
    for (size_t i = 0; i < pattern->count; i++) {
        if (!word_matches(pattern->word[i], words[at + i])) {
            return false;
        }
    }
    return true;
}

/* Marks the words that are part of an excluded phrase. */
static void mark_excluded(const struct code *code, const char *const *words, size_t count,
                          bool *excluded)
{
    memset(excluded, 0, count);
    for (size_t p = 0; p < code->exclusions.count; p++) {
        const struct pattern *pattern = &code->exclusions.items[p];
        for (size_t at = 0; at < count; at++) {
            if (pattern_matches(pattern, words, at, count)) {
                memset(excluded + at, 1, pattern->count);
            }
        }
    }
}

static bool code_matches(const struct code *code, const char *const *words, size_t count,
                         bool *excluded)
{
    mark_excluded(code, words, count, excluded);
    for (size_t p = 0; p < code->words.count; p++) {
        const struct pattern *pattern = &code->words.items[p];
        for (size_t at = 0; at < count; at++) {
            if (pattern_matches(pattern, words, at, count) &&
                memchr(excluded + at, 1, pattern->count) == NULL) {
                return true;
            }
        }
    }
    return false;
}

void codebook_match(const struct codebook *codebook, const char *text, bool *hit)
{
    struct arena *scratch = arena_create();
    const char **words;
    size_t count = cut_words(scratch, fold_plain(scratch, text), '\0', &words);
    bool *excluded = arena_alloc(scratch, count);
    for (size_t k = 0; k < codebook->count; k++) {
        hit[k] = code_matches(&codebook->items[k], words, count, excluded);
    }
    arena_destroy(scratch);
}

bool codebook_matches_word(const struct codebook *codebook, size_t theme, const char *word)
{
    bool excluded;
    return code_matches(&codebook->items[theme], &word, 1, &excluded);
}

/* --- a change of rules ------------------------------------------------------------------------ */

static size_t same_theme(const struct codebook *codebook, const char *theme)
{
    size_t at = 0;
    while (at < codebook->count && strcmp(codebook->items[at].theme, theme) != 0) {
        at++;
    }
    return at;
}

struct codebook_move *codebook_compare(struct arena *arena, const struct codebook *before,
                                       const struct codebook *after, const char *const *texts,
                                       size_t text_count, size_t *move_count)
{
    VECTOR(struct codebook_move) moves = {0};
    struct arena *scratch = arena_create();
    bool *old_hit = arena_alloc(scratch, before->count + 1);
    bool *new_hit = arena_alloc(scratch, after->count + 1);
    for (size_t i = 0; i < text_count; i++) {
        codebook_match(before, texts[i], old_hit);
        codebook_match(after, texts[i], new_hit);
        for (size_t k = 0; k < before->count; k++) {
            size_t now = same_theme(after, before->items[k].theme);
            if (old_hit[k] && (now == after->count || !new_hit[now])) {
                *VECTOR_PUSH(arena, &moves) =
                    (struct codebook_move){i, before->items[k].theme, false};
            }
        }
        for (size_t k = 0; k < after->count; k++) {
            size_t then = same_theme(before, after->items[k].theme);
            if (new_hit[k] && (then == before->count || !old_hit[then])) {
                *VECTOR_PUSH(arena, &moves) =
                    (struct codebook_move){i, after->items[k].theme, true};
            }
        }
    }
    arena_destroy(scratch);
    *move_count = moves.count;
    return moves.items;
}
