/* edits: see edits.h. Four rows of the table suffice: a step looks back three letters at most. */
#include "engine/resolve/edits.h"

#include <stdbool.h>
#include <string.h>

static const double SIMILAR = 0.4, DOUBLED = 0.4, VOWEL = 0.8, SWAPPED = 0.9;

/* a ... z are 0 ... 25; a digit is filed under the letter that it is taken for; the rest is 31. */
static unsigned place_of(char c)
{
    static const unsigned char digits[10] = {'o' - 'a', 'l' - 'a', 31, 'e' - 'a', 'a' - 'a',
                                             's' - 'a', 31,        31, 'b' - 'a', 31};
    if (c >= 'a' && c <= 'z') {
        return (unsigned)(c - 'a');
    }
    return c >= '0' && c <= '9' ? digits[c - '0'] : 31;
}

#define LETTER(c) (1u << ((c) - 'a'))
static const uint32_t vowels =
    LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | LETTER('y');

/* Letters that are heard or seen as one another. */
static const uint32_t similar[32] = {
    ['c' - 'a'] = LETTER('k') | LETTER('s'),
    ['k' - 'a'] = LETTER('c') | LETTER('q'),
    ['s' - 'a'] = LETTER('c') | LETTER('z') | LETTER('x'),
    ['z' - 'a'] = LETTER('s'),
    ['f' - 'a'] = LETTER('v'),
    ['v' - 'a'] = LETTER('f') | LETTER('w') | LETTER('u'),
    ['w' - 'a'] = LETTER('v'),
    ['i' - 'a'] = LETTER('y') | LETTER('l') | LETTER('j'),
    ['y' - 'a'] = LETTER('i') | LETTER('j'),
    ['d' - 'a'] = LETTER('t'),
    ['t' - 'a'] = LETTER('d'),
    ['g' - 'a'] = LETTER('h'),
    ['h' - 'a'] = LETTER('g'),
    ['l' - 'a'] = LETTER('i'),
    ['u' - 'a'] = LETTER('v'),
    ['q' - 'a'] = LETTER('k'),
    ['x' - 'a'] = LETTER('s'),
    ['j' - 'a'] = LETTER('y') | LETTER('i'),
};

/* One letter for another. */
static double substitution(char a, char b)
{
    if (a == b) {
        return 0;
    }
    unsigned x = place_of(a);
    unsigned y = place_of(b);
    if (x == 31 || y == 31) {
        return 1;
    }
    if (x == y || (similar[x] >> y & 1) != 0) {
        return SIMILAR;
    }
    return (vowels >> x & vowels >> y & 1) != 0 ? VOWEL : 1;
}

struct pair {
    char a[4], b[4];
    unsigned char a_size, b_size;
    double cost;
};

/* Two or three letters for one or two others; each holds in both directions. */
#define PAIR(a, b, cost)                                                                           \
    {                                                                                              \
        a, b, sizeof a - 1, sizeof b - 1, cost                                                     \
    }
static const struct pair pairs[] = {
    PAIR("ij", "ei", 0.3), PAIR("ij", "y", 0.2),   PAIR("ei", "y", 0.4),  PAIR("ij", "ey", 0.3),
    PAIR("ei", "ey", 0.2), PAIR("au", "ou", 0.3),  PAIR("dt", "t", 0.3),  PAIR("dt", "d", 0.3),
    PAIR("ch", "g", 0.3),  PAIR("th", "t", 0.3),   PAIR("ph", "f", 0.3),  PAIR("ks", "x", 0.3),
    PAIR("ae", "aa", 0.3), PAIR("oe", "u", 0.5),   PAIR("ie", "i", 0.4),  PAIR("rn", "m", 0.3),
    PAIR("vv", "w", 0.3),  PAIR("ui", "uy", 0.2),  PAIR("oo", "oi", 0.6), PAIR("gh", "g", 0.3),
    PAIR("ck", "k", 0.2),  PAIR("sc", "sch", 0.4), PAIR("ea", "ee", 0.5), PAIR("cl", "d", 0.4),
};
enum { PAIRS = sizeof pairs / sizeof pairs[0] };

void edits_prepare(struct edits *edits, const char *word, size_t size)
{
    memset(edits, 0, sizeof *edits);
    edits->word = word;
    edits->size = size;
    for (size_t i = 0; i < size && i < EDITS_LONGEST; i++) {
        edits->positions[place_of(word[i])] |= (uint64_t)1 << i;
    }
    for (size_t k = 0; k < PAIRS; k++) {
        unsigned a = place_of(pairs[k].a[pairs[k].a_size - 1]);
        unsigned b = place_of(pairs[k].b[pairs[k].b_size - 1]);
        edits->pairs[a] |= 1u << b;
        edits->pairs[b] |= 1u << a;
    }
}

struct edits_sketch edits_sketch(const char *word, size_t size)
{
    struct edits_sketch sketch = {0, 0};
    unsigned before = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned place = place_of(word[i]);
        uint64_t once = (uint64_t)1 << place;
        sketch.letters |= (sketch.letters & once) != 0 ? once << 32 : once;
        if (i > 0) {
            sketch.pairs |= (uint64_t)1 << ((before * 37 + place * 11) & 63);
        }
        before = place;
    }
    return sketch;
}

bool edits_within(const struct edits *edits, const char *other, size_t other_size, int plain)
{
    if (edits->size == 0 || edits->size > EDITS_LONGEST) {
        return (int)(edits->size + other_size) <= plain;
    }
    uint64_t positive = ~(uint64_t)0;
    uint64_t negative = 0;
    uint64_t last = (uint64_t)1 << (edits->size - 1);
    int score = (int)edits->size;
    for (size_t j = 0; j < other_size; j++) {
        uint64_t equal = edits->positions[place_of(other[j])];
        uint64_t vertical = equal | negative;
        uint64_t zero = (((equal & positive) + positive) ^ positive) | equal;
        uint64_t up = negative | ~(zero | positive);
        uint64_t down = positive & zero;
        score += (up & last) != 0;
        score -= (down & last) != 0;
        if (score - (int)(other_size - 1 - j) > plain) {
            return false; /* each letter to come mends one edit at most */
        }
        up = up << 1 | 1;
        down <<= 1;
        positive = down | ~(vertical | up);
        negative = up & vertical;
    }
    return score <= plain;
}

struct table {
    double rows[4][EDITS_LONGEST + 1];
    const char *a, *b;
    size_t a_size, b_size;
};

static double least(double x, double y)
{
    return x < y ? x : y;
}

/* `part` is two or three letters. */
static bool ends_in(const char *word, size_t size, const char *part, size_t part_size)
{
    if (size < part_size || word[size - 1] != part[part_size - 1]) {
        return false;
    }
    for (size_t i = 1; i < part_size; i++) {
        if (word[size - 1 - i] != part[part_size - 1 - i]) {
            return false;
        }
    }
    return true;
}

/* The pairs of letters that end at a[i-1], b[j-1]. */
static double pair_cost(const struct table *t, size_t i, size_t j, double best)
{
    for (size_t k = 0; k < PAIRS; k++) {
        const struct pair *p = &pairs[k];
        if (ends_in(t->a, i, p->a, p->a_size) && ends_in(t->b, j, p->b, p->b_size)) {
            best = least(best, t->rows[(i - p->a_size) & 3][j - p->b_size] + p->cost);
        }
        if (ends_in(t->a, i, p->b, p->b_size) && ends_in(t->b, j, p->a, p->a_size)) {
            best = least(best, t->rows[(i - p->b_size) & 3][j - p->a_size] + p->cost);
        }
    }
    return best;
}

static bool is_doubled(const char *word, size_t size, size_t at)
{
    return (at > 0 && word[at - 1] == word[at]) || (at + 1 < size && word[at + 1] == word[at]);
}

static double cell(const struct table *t, const struct edits *edits, size_t i, size_t j)
{
    char a = t->a[i - 1];
    char b = t->b[j - 1];
    const double *above = t->rows[(i - 1) & 3];
    if (a == b && above[j - 1] == 0) {
        return 0;
    }
    double best = above[j - 1] + substitution(a, b);
    best = least(best, above[j] + (is_doubled(t->a, t->a_size, i - 1) ? DOUBLED : 1));
    best = least(best, t->rows[i & 3][j - 1] + (is_doubled(t->b, t->b_size, j - 1) ? DOUBLED : 1));
    if (i > 1 && j > 1 && a == t->b[j - 2] && t->a[i - 2] == b && a != b) {
        best = least(best, t->rows[(i - 2) & 3][j - 2] + SWAPPED);
    }
    bool paired = (edits->pairs[place_of(a)] >> place_of(b) & 1) != 0;
    return paired ? pair_cost(t, i, j, best) : best;
}

double edits_to(const struct edits *edits, const char *b, size_t b_size, double limit)
{
    const double far = limit + 1;
    size_t a_size = edits->size;
    if (a_size > EDITS_LONGEST || b_size > EDITS_LONGEST) {
        return far;
    }
    struct table t = {.a = edits->word, .b = b, .a_size = a_size, .b_size = b_size};
    double lowest[4] = {0, 0, 0, 0};
    t.rows[0][0] = 0;
    for (size_t j = 1; j <= b_size; j++) {
        t.rows[0][j] = t.rows[0][j - 1] + (is_doubled(b, b_size, j - 1) ? DOUBLED : 1);
    }
    for (size_t i = 1; i <= a_size; i++) {
        double *row = t.rows[i & 3];
        row[0] = t.rows[(i - 1) & 3][0] + (is_doubled(t.a, a_size, i - 1) ? DOUBLED : 1);
        double low = row[0];
        for (size_t j = 1; j <= b_size; j++) {
            row[j] = cell(&t, edits, i, j);
            low = least(low, row[j]);
        }
        lowest[i & 3] = low;
        /* A later cell is reached from one of the three rows before it. */
        if (low > limit && lowest[(i - 1) & 3] > limit && lowest[(i - 2) & 3] > limit) {
            return far;
        }
    }
    double cost = t.rows[a_size & 3][b_size];
    return cost > limit ? far : cost;
}
