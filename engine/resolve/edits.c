/* edits: see edits.h. Four rows of the table suffice, because a step looks back three letters at
 * most; of a row only the cells within the limit are worked out, and those behind them. */
#include "engine/resolve/edits.h"

#include <string.h>

static const double SIMILAR = 0.4, DOUBLED = 0.4, VOWEL = 0.8, SWAPPED = 0.9;

enum { REST = EDITS_PLACES - 1, BACK = 3 };

#define LETTER(c) (1u << ((c) - 'a'))
static const uint32_t vowels =
    LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | LETTER('y');

static const uint32_t similar[EDITS_PLACES] = {
#define ALIKE(letter, others) [(letter) - 'a'] = others,
#define PAIR(a, b, cost)
#include "engine/resolve/edits.def"
#undef PAIR
#undef ALIKE
};

struct pair {
    char a[4], b[4];
    unsigned char a_size, b_size;
    double cost;
};

static const struct pair pairs[] = {
#define ALIKE(letter, others)
#define PAIR(a, b, cost)                                                                           \
    {a, b, sizeof(a) - 1, sizeof(b) - 1, cost}, {b, a, sizeof(b) - 1, sizeof(a) - 1, cost},
#include "engine/resolve/edits.def"
#undef PAIR
#undef ALIKE
};
enum { PAIRS = sizeof pairs / sizeof pairs[0] };
_Static_assert(PAIRS <= 64, "a pair is a bit");

static uint64_t bit(size_t at)
{
    return (uint64_t)1 << at;
}

/* Letters that stand beside an equal one. */
static uint64_t doubled_letters(const char *word, size_t size)
{
    uint64_t doubled = 0;
    for (size_t i = 1; i < size && i < EDITS_LONGEST; i++) {
        doubled |= word[i] == word[i - 1] ? bit(i) | bit(i - 1) : 0;
    }
    return doubled;
}

void edits_prepare(struct edits *edits, const char *word, size_t size)
{
    memset(edits, 0, sizeof *edits);
    edits->word = word;
    edits->size = size;
    edits->doubled = doubled_letters(word, size);
    for (size_t i = 0; i < size && i < EDITS_LONGEST; i++) {
        edits->positions[edits_place(word[i])] |= bit(i);
    }
    for (size_t k = 0; k < PAIRS; k++) {
        edits->ours[edits_place(pairs[k].a[pairs[k].a_size - 1])] |= bit(k);
        edits->theirs[edits_place(pairs[k].b[pairs[k].b_size - 1])] |= bit(k);
    }
}

uint32_t edits_stand_ins(unsigned place)
{
    uint32_t own = (uint32_t)1 << place;
    if ((vowels & own) != 0) {
        return UINT32_MAX; /* any vowel costs less than a whole edit */
    }
    uint32_t found = own | similar[place];
    char letter = (char)('a' + place);
    for (size_t k = 0; place != REST && k < PAIRS; k++) {
        bool goes = strchr(pairs[k].a, letter) != NULL && strchr(pairs[k].b, letter) == NULL;
        found |= goes ? LETTER(pairs[k].b[0]) : 0;
    }
    return found;
}

bool edits_within(const struct edits *edits, const char *other, size_t other_size, int plain)
{
    if (edits->size == 0 || edits->size > EDITS_LONGEST) {
        return (int)(edits->size + other_size) <= plain;
    }
    uint64_t positive = ~(uint64_t)0;
    uint64_t negative = 0;
    uint64_t last = bit(edits->size - 1);
    int score = (int)edits->size;
    for (size_t j = 0; j < other_size; j++) {
        uint64_t equal = edits->positions[edits_place(other[j])];
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

/* `a` is the word of `edits`. What exceeds the limit stands in `rows` as `far`. */
struct table {
    double rows[4][EDITS_LONGEST + 1];
    unsigned char places[EDITS_LONGEST]; /* of b */
    const struct edits *edits;
    const char *a, *b;
    uint64_t b_doubled;
};

/* A letter of a, which each letter of b is compared with in turn. */
struct letter {
    size_t row; /* its number, from 1 */
    char letter;
    unsigned place;
    uint32_t similar, vowels; /* places that it is taken for */
    double gone;
};

static double least(double x, double y)
{
    return x < y ? x : y;
}

static double gone(uint64_t doubled, size_t at)
{
    return (doubled >> at & 1) != 0 ? DOUBLED : 1;
}

static struct letter letter_of(const struct edits *edits, size_t i)
{
    unsigned place = edits_place(edits->word[i - 1]);
    return (struct letter){.row = i,
                           .letter = edits->word[i - 1],
                           .place = place,
                           .similar = place == REST ? 0 : similar[place] | (uint32_t)1 << place,
                           .vowels = (vowels >> place & 1) != 0 ? vowels : 0,
                           .gone = gone(edits->doubled, i - 1)};
}

/* One letter for another. */
static double substitution(const struct letter *a, char b, unsigned place)
{
    return a->letter == b                   ? 0
           : (a->similar >> place & 1) != 0 ? SIMILAR
           : (a->vowels >> place & 1) != 0  ? VOWEL
                                            : 1;
}

/* `part` is one to three letters. */
static bool ends_in(const char *word, size_t size, const char *part, size_t part_size)
{
    return size >= part_size && word[size - 1] == part[part_size - 1] &&
           (part_size < 2 || word[size - 2] == part[part_size - 2]) &&
           (part_size < 3 || word[size - 3] == part[part_size - 3]);
}

/* The pairs of letters that end at a[i-1], b[j-1]. */
static double pair_cost(const struct table *t, size_t i, size_t j, uint64_t among, double best)
{
    for (; among != 0; among &= among - 1) {
        const struct pair *p = &pairs[__builtin_ctzll(among)];
        if (ends_in(t->a, i, p->a, p->a_size) && ends_in(t->b, j, p->b, p->b_size)) {
            best = least(best, t->rows[(i - p->a_size) & 3][j - p->b_size] + p->cost);
        }
    }
    return best;
}

static inline double cell(const struct table *t, const struct letter *a, size_t j)
{
    size_t i = a->row;
    char b = t->b[j - 1];
    const double *above = t->rows[(i - 1) & 3];
    if (a->letter == b && above[j - 1] == 0) {
        return 0;
    }
    unsigned place = t->places[j - 1];
    double best = above[j - 1] + substitution(a, b, place);
    best = least(best, above[j] + a->gone);
    best = least(best, t->rows[i & 3][j - 1] + gone(t->b_doubled, j - 1));
    if (i > 1 && j > 1 && a->letter == t->b[j - 2] && t->a[i - 2] == b && a->letter != b) {
        best = least(best, t->rows[(i - 2) & 3][j - 2] + SWAPPED);
    }
    uint64_t among = t->edits->ours[a->place] & t->edits->theirs[place];
    return among != 0 ? pair_cost(t, i, j, among, best) : best;
}

/* The cells of a row that are within the limit stand in [low, high); none when low is high. */
struct span {
    size_t low, high;
};

/* The cells of the rows before that a step can come from. */
static struct span reach_of(const struct span spans[4], size_t i)
{
    struct span all = {EDITS_LONGEST + 1, 0};
    for (size_t back = 1; back <= BACK && back <= i; back++) {
        struct span one = spans[(i - back) & 3];
        if (one.low < one.high) {
            all.low = one.low < all.low ? one.low : all.low;
            all.high = one.high > all.high ? one.high : all.high;
        }
    }
    return all;
}

static void fill(double *row, size_t size, double far)
{
    for (size_t j = 0; j <= size; j++) {
        row[j] = far;
    }
}

double edits_to(const struct edits *edits, const char *b, size_t b_size, double limit)
{
    const double far = limit + 1;
    size_t a_size = edits->size;
    if (a_size > EDITS_LONGEST || b_size > EDITS_LONGEST) {
        return far;
    }
    struct table t;
    t.edits = edits;
    t.a = edits->word;
    t.b = b;
    t.b_doubled = doubled_letters(b, b_size);
    for (size_t j = 0; j < b_size; j++) {
        t.places[j] = (unsigned char)edits_place(b[j]);
    }
    struct span spans[4] = {{0, 0}};
    double left = 0; /* the first cell of a row: all letters so far are gone */
    double *row = t.rows[0];
    fill(row, b_size, far);
    for (size_t j = 0; j <= b_size && left <= limit; j++) {
        row[j] = left;
        spans[0].high = j + 1;
        left += j < b_size ? gone(t.b_doubled, j) : 0;
    }
    left = 0;
    for (size_t i = 1; i <= a_size; i++) {
        struct span reach = reach_of(spans, i);
        if (reach.low >= reach.high) {
            return far;
        }
        struct span span = {EDITS_LONGEST + 1, 0};
        row = t.rows[i & 3];
        fill(row, b_size, far);
        struct letter letter = letter_of(edits, i);
        left += letter.gone;
        row[0] = left;
        if (left <= limit) {
            span = (struct span){0, 1};
        }
        for (size_t j = reach.low > 0 ? reach.low : 1;
             j <= b_size && (j < reach.high + BACK || j == span.high); j++) {
            double cost = cell(&t, &letter, j);
            if (cost <= limit) {
                row[j] = cost;
                span.low = j < span.low ? j : span.low;
                span.high = j + 1;
            }
        }
        spans[i & 3] = span;
    }
    double cost = t.rows[a_size & 3][b_size];
    return cost > limit ? far : cost;
}
