/* The search among shelves finds what a plain walk over all names finds, to the last bit: the same
 * name, the same rival, the same costs. Asked with slips in every kind of name, with the labelled
 * names and with nonsense. NAMES= asks more of them, SEED= others. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/record/moment.h"
#include "engine/resolve/edits.h"
#include "engine/resolve/fuzzy.h"
#include "engine/resolve/name.h"
#include "tests/support/cmocka_all.h"

static struct arena *arena;
static struct gazetteer *gazetteer;
static const struct entry **names; /* the shortest first, then by key */
static size_t name_count;
static uint64_t seed = 20261130;
static size_t wanted = 800;
static struct random drawn;

enum { ROOM = 128 };

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    const char *given = getenv("SEED");
    seed = given != NULL ? strtoull(given, NULL, 10) : seed;
    given = getenv("NAMES");
    wanted = given != NULL ? strtoull(given, NULL, 10) : wanted;
    random_seed(&drawn, seed, 0);
    struct reference *reference = reference_create(arena);
    gazetteer =
        gazetteer_create(arena, reference, reference_layout(reference, moment_days(2026, 12, 31)));
    const struct entry *const *all = gazetteer_beginning(gazetteer, "", 0, &name_count);
    names = arena_alloc_array(arena, name_count, sizeof *names);
    size_t used = 0;
    for (size_t size = 1; size <= NAME_KEY; size++) {
        for (size_t i = 0; i < name_count; i++) {
            if (all[i]->size == size) {
                names[used++] = all[i];
            }
        }
    }
    assert_int_equal(used, name_count);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* -- how far two words are apart, by whole tables ---------------------------------------------- */

#define LETTER(c) (1u << ((c) - 'a'))

static unsigned place_of(char c)
{
    switch (c) {
    case '0':
        return 'o' - 'a';
    case '1':
        return 'l' - 'a';
    case '3':
        return 'e' - 'a';
    case '4':
        return 'a' - 'a';
    case '5':
        return 's' - 'a';
    case '8':
        return 'b' - 'a';
    default:
        return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') : 31;
    }
}

static double substitution(char a, char b)
{
    static const uint32_t similar[32] = {
#define ALIKE(letter, others) [(letter) - 'a'] = others,
#define PAIR(a, b, cost)
#include "engine/resolve/edits.def"
#undef PAIR
#undef ALIKE
    };
    unsigned x = place_of(a);
    unsigned y = place_of(b);
    bool vowels = x < 31 && y < 31 && strchr("aeiouy", (char)('a' + x)) != NULL &&
                  strchr("aeiouy", (char)('a' + y)) != NULL;
    bool alike = x < 31 && y < 31 && (x == y || (similar[x] >> y & 1) != 0);
    return a == b ? 0 : alike ? 0.4 : vowels ? 0.8 : 1;
}

static double gone(const char *word, size_t size, size_t at)
{
    bool doubled =
        (at > 0 && word[at - 1] == word[at]) || (at + 1 < size && word[at + 1] == word[at]);
    return doubled ? 0.4 : 1;
}

static bool ends_in(const char *word, size_t size, const char *part)
{
    size_t length = strlen(part);
    return size >= length && memcmp(word + size - length, part, length) == 0;
}

static double weighed(const char *a, size_t n, const char *b, size_t m)
{
    static const struct {
        const char *a, *b;
        double cost;
    } pairs[] = {
#define ALIKE(letter, others)
#define PAIR(one, other, cost) {one, other, cost}, {other, one, cost},
#include "engine/resolve/edits.def"
#undef PAIR
#undef ALIKE
    };
    static double cells[65][65];
    for (size_t i = 0; i <= n; i++) {
        for (size_t j = 0; j <= m; j++) {
            double best = i == 0 && j == 0 ? 0 : 1e9;
#define WAY(cost) best = (cost) < best ? (cost) : best
            if (i > 0) {
                WAY(cells[i - 1][j] + gone(a, n, i - 1));
            }
            if (j > 0) {
                WAY(cells[i][j - 1] + gone(b, m, j - 1));
            }
            if (i > 0 && j > 0) {
                WAY(cells[i - 1][j - 1] + substitution(a[i - 1], b[j - 1]));
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                a[i - 1] != b[j - 1]) {
                WAY(cells[i - 2][j - 2] + 0.9);
            }
            for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
                if (ends_in(a, i, pairs[k].a) && ends_in(b, j, pairs[k].b)) {
                    WAY(cells[i - strlen(pairs[k].a)][j - strlen(pairs[k].b)] + pairs[k].cost);
                }
            }
#undef WAY
            cells[i][j] = best;
        }
    }
    return cells[n][m];
}

/* Whole letters that differ; a digit is the letter that it is taken for. */
static int plain(const char *a, size_t n, const char *b, size_t m, int most)
{
    int rows[2][ROOM];
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = (int)j;
    }
    for (size_t i = 1; i <= n; i++) {
        const int *above = rows[(i - 1) & 1];
        int *row = rows[i & 1];
        int low = row[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int best = above[j - 1] + (place_of(a[i - 1]) != place_of(b[j - 1]));
            best = above[j] + 1 < best ? above[j] + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            low = row[j] < low ? row[j] : low;
        }
        if (low > most) {
            return low;
        }
    }
    return rows[n & 1][m];
}

/* -- the walk ------------------------------------------------------------------------------------
 */

struct question {
    const char *key;
    size_t size;
    bool marked, bodies;
};

static bool is_candidate(const struct question *q, const struct entry *one, double *penalty)
{
    int kind = one->type == ENTRY_ALIAS ? gazetteer_tables(gazetteer)->aliases[one->id].kind : -1;
    bool old = one->type == ENTRY_MUNICIPALITY &&
               layout_find(gazetteer_layout(gazetteer), (int)one->id) == LAYOUT_NOT_FOUND;
    bool seat = kind == ALIAS_FORMER_MUNICIPALITY || kind == ALIAS_SEAT;
    *penalty = one->type == ENTRY_PLACE          ? 1
               : seat || old                     ? 0.6
               : one->type == ENTRY_MUNICIPALITY ? 0
                                                 : 0.1;
    if (one->type == ENTRY_ORGANISATION) {
        return !q->marked && one->size >= 8;
    }
    return !q->bodies && (one->type == ENTRY_MUNICIPALITY ||
                          (one->size >= 5 && kind != ALIAS_ABBREVIATION && kind != ALIAS_SLANG));
}

static bool same_meaning(const struct entry *a, const struct entry *b)
{
    if (a->type == ENTRY_ORGANISATION || b->type == ENTRY_ORGANISATION) {
        return a->type == b->type && a->id == b->id;
    }
    int x = gazetteer_code(gazetteer, a);
    int y = gazetteer_code(gazetteer, b);
    struct in_layout in_x = gazetteer_in_layout(gazetteer, x);
    struct in_layout in_y = gazetteer_in_layout(gazetteer, y);
    return x == y || (in_x.count == 1 && in_y.count == 1 && in_x.codes[0] == in_y.codes[0]);
}

static const struct entry *walk(const struct question *q, double limit,
                                const struct entry *not_like, double *cost)
{
    const struct entry *best = NULL;
    for (size_t i = 0; i < name_count; i++) {
        const struct entry *one = names[i];
        double extra;
        int most = (int)(limit + 1.5);
        if (!is_candidate(q, one, &extra) || one->size > 64 || one->size + most < (int)q->size ||
            one->size > (int)q->size + most ||
            plain(q->key, q->size, one->key, one->size, most) > most) {
            continue;
        }
        extra += one->key[0] == q->key[0] ? 0 : q->marked || q->size > 6 ? 0.45 : 0.6;
        double edits = weighed(q->key, q->size, one->key, one->size);
        edits = extra >= limit || edits > limit - extra ? 1e9 : edits;
        if ((!q->marked && one->size <= 4 && edits > 0.5) || edits + extra > limit ||
            (best != NULL && edits + extra >= *cost) ||
            (not_like != NULL && same_meaning(one, not_like))) {
            continue;
        }
        best = one;
        limit = *cost = edits + extra;
    }
    return best;
}

/* One letter too many, too few or wrong, or two neighbours swapped. */
static bool is_single_slip(const struct question *q, const struct entry *one)
{
    char swapped[ROOM];
    bool found = plain(q->key, q->size, one->key, one->size, 1) <= 1;
    for (size_t at = 0; q->size == one->size && at + 1 < q->size && !found; at++) {
        memcpy(swapped, q->key, q->size);
        swapped[at] = q->key[at + 1];
        swapped[at + 1] = q->key[at];
        found = memcmp(swapped, one->key, one->size) == 0;
    }
    return found;
}

static void ask(const struct question *q, double limit)
{
    struct fuzzy_match found = {0};
    double cost = 0;
    double second_cost = 0;
    bool any = limit < 0 ? fuzzy_find(gazetteer, q->key, q->size, q->marked, q->bodies, &found)
                         : fuzzy_find_within(gazetteer, q->key, q->size, q->marked, q->bodies,
                                             limit, &found);
    static const double bare[] = {0, 0, 0, 0, 0.5, 1, 1.5, 1.5, 1.9, 1.9, 1.9, 2.4, 2.4, 2.4};
    static const double marked[] = {0, 0, 1, 1, 1, 1.5, 1.5, 2, 2, 2, 2.6, 2.6, 2.6, 2.6};
    if (limit < 0) {
        limit = q->size > 13 ? (q->marked ? 3.4 : 3) : (q->marked ? marked : bare)[q->size];
    }
    const struct entry *best = limit > 0 ? walk(q, limit, NULL, &cost) : NULL;
    const struct entry *second =
        best == NULL ? NULL : walk(q, cost + (cost <= 1 ? 2 : 1), best, &second_cost);
    double longest = best == NULL || q->size > best->size ? (double)q->size : best->size;
    double rival = second != NULL ? second_cost : cost + (cost <= 1 ? 2 : 1);
    double margin = rival - cost;
    bool clear = margin > 0.44 || (best != NULL && second != NULL && margin >= 0.15 &&
                                   is_single_slip(q, best) && !is_single_slip(q, second));
    bool same = any == (best != NULL) &&
                (!any || (found.best == best && found.second == second && found.cost == cost &&
                          (second == NULL || found.second_cost == second_cost) &&
                          found.score == (cost < longest ? 1 - cost / longest : 0) &&
                          found.margin == margin / longest && found.clear == clear));
    if (!same) {
        fail_msg("\"%.*s\" (%d, %d, %.1f): %s %.17g and %s, not %s %.17g and %s (seed %llu)",
                 (int)q->size, q->key, q->marked, q->bodies, limit, any ? found.best->key : "none",
                 found.cost, any && found.second != NULL ? found.second->key : "none",
                 best != NULL ? best->key : "none", cost, second != NULL ? second->key : "none",
                 (unsigned long long)seed);
    }
}

static void ask_in_all_ways(const char *key, size_t size)
{
    if (size == 0 || size > EDITS_LONGEST) {
        return;
    }
    ask(&(struct question){key, size, false, false}, -1);
    ask(&(struct question){key, size, true, false}, -1);
    ask(&(struct question){key, size, false, true}, size % 2 == 0 ? -1 : 1.1);
    ask(&(struct question){key, size, size % 3 == 0, false}, size % 2 == 0 ? 1.5 : 1);
}

/* -- the questions -------------------------------------------------------------------------------
 */

static const char *one_of(const char *const *words, size_t count)
{
    return words[random_below(&drawn, count)];
}

/* A slip at `at`: the ones that are cheap are drawn more often than chance would have them. */
static void slip(char *text, size_t *size)
{
    static const char *const parts[] = {
        "ij", "ei", "y", "au", "ou", "dt", "t", "ch", "g", "th", "ph",  "f",  "ks", "x",  "oe",
        "u",  "ie", "i", "rn", "m",  "vv", "w", "ck", "k", "sc", "sch", "cl", "d",  "aa", "ee"};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzeeaaiinnrr0138\xC3";
    char put[4] = {letters[random_below(&drawn, sizeof letters - 1)], '\0'};
    const char *fresh = put;
    size_t at = random_below(&drawn, *size);
    size_t length = 1; /* of what goes */
    switch (random_below(&drawn, 7)) {
    case 0:
        fresh = "";
        break;
    case 1:
        length = 0;
        break;
    case 2:
        put[0] = text[at];
        length = 0;
        break;
    case 3:
        if (at + 1 < *size) {
            put[0] = text[at + 1];
            put[1] = text[at];
            length = 2;
        }
        break;
    case 4: {
        const char *old = one_of(parts, sizeof parts / sizeof *parts);
        const char *found = strstr(text, old);
        at = found != NULL ? (size_t)(found - text) : at;
        length = found != NULL ? strlen(old) : 0;
        fresh = one_of(parts, sizeof parts / sizeof *parts);
        break;
    }
    case 5: /* two equal letters, which cost less than one of another kind */
        while (at > 0 && text[at] != text[at - 1]) {
            at--;
        }
        length = at > 0 ? 2 : 0;
        at -= at > 0;
        fresh = "";
        break;
    default:
        break;
    }
    size_t more = strlen(fresh);
    if (*size - length + more == 0 || *size - length + more >= ROOM) {
        return;
    }
    memmove(text + at + more, text + at + length, *size - at - length + 1);
    memcpy(text + at, fresh, more);
    *size += more;
    *size -= length;
}

static void slips_find_the_same_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < wanted; i++) {
        const struct entry *one = names[random_below(&drawn, name_count)];
        char text[ROOM] = "";
        size_t size = one->size < 100 ? one->size : 100;
        memcpy(text, one->key, size);
        for (size_t k = random_below(&drawn, 4); k > 0; k--) {
            slip(text, &size);
        }
        ask_in_all_ways(text, size);
    }
}

static void words_of_nobody_find_the_same(void **state)
{
    (void)state;
    static const char letters[] = "aaeeeeiioouurrnnttsskldmgbpvhfjzcwxyq019\xD0\xB4";
    for (size_t i = 0; i < wanted / 4; i++) {
        char text[ROOM] = "";
        size_t size = 1 + random_below(&drawn, random_below(&drawn, 8) == 0 ? 64 : 12);
        for (size_t k = 0; k < size; k++) {
            text[k] = letters[random_below(&drawn, sizeof letters - 1)];
        }
        ask_in_all_ways(text, size);
    }
}

static void labelled_names_find_the_same(void **state)
{
    (void)state;
    DIR *directory = opendir("fixtures/names");
    assert_non_null(directory);
    size_t asked = 0;
    for (struct dirent *file; (file = readdir(directory)) != NULL;) {
        char path[512];
        snprintf(path, sizeof path, "fixtures/names/%s", file->d_name);
        FILE *lines = text_ends_with(file->d_name, ".csv") ? fopen(path, "r") : NULL;
        char line[512];
        for (; lines != NULL && fgets(line, sizeof line, lines) != NULL; asked++) {
            struct name name;
            struct arena_mark mark = arena_mark(arena);
            line[strcspn(line, ",\n")] = '\0';
            name_read(arena, line, &name);
            arena_release(arena, mark);
            ask_in_all_ways(name.key, name.key_size);
        }
        if (lines != NULL) {
            fclose(lines);
        }
    }
    closedir(directory);
    assert_true(asked > 1000);
}

/* Slips at the edge of what the shelves may leave out. */
static void slips_that_cost_less_than_letters_find_the_same(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "lien",           /* Limmen: two equal letters went */
        "ministerievane", /* one of the short forms that differ in their last letters only */
        "katwyk",         /* Katwijk: two letters for one */
        "scoonloo",       /* Schoonloo */
        "wifterbant",     /* Swifterbant: another first letter */
        "alphenaanderein"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        ask_in_all_ways(keys[i], strlen(keys[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_that_cost_less_than_letters_find_the_same),
        cmocka_unit_test(slips_find_the_same_name),
        cmocka_unit_test(words_of_nobody_find_the_same),
        cmocka_unit_test(labelled_names_find_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
