/* compound: see compound.h. Long parts are split again, so that words of three and four parts come
 * apart: "jeugd-hulp-aanbieder". */
#include "engine/theme/compound.h"

#include <math.h>
#include <string.h>

enum { SHORTEST_COMPOUND = 8, SHORTEST_PART = 4 };

static const char *const links[] = {"", "s", "e", "en", "n"};

struct split {
    size_t left;  /* letters of the left part */
    size_t right; /* where the right part starts */
    double score;
};

/* The best split of a word, score 0 when there is none. */
static struct split best_split(const char *word, size_t size, compound_count_fn *count,
                               void *context)
{
    struct split best = {0};
    for (size_t left = SHORTEST_PART; left + SHORTEST_PART <= size; left++) {
        uint32_t left_count = count(context, word, left);
        if (left_count == 0) {
            continue;
        }
        for (size_t l = 0; l < sizeof links / sizeof links[0]; l++) {
            size_t link = strlen(links[l]), right = left + link;
            if (right + SHORTEST_PART > size || memcmp(word + left, links[l], link) != 0) {
                continue;
            }
            uint32_t right_count = count(context, word + right, size - right);
            double score = sqrt((double)left_count * (double)right_count);
            if (score > best.score) {
                best = (struct split){left, right, score};
            }
        }
    }
    return best;
}

static size_t split_further(const char *word, size_t start, size_t size, compound_count_fn *count,
                            void *context, struct compound_part *parts, size_t room)
{
    struct split split = {0};
    if (size >= SHORTEST_COMPOUND && room > 1) {
        split = best_split(word + start, size, count, context);
    }
    if (split.score <= 0) {
        parts[0] = (struct compound_part){start, size};
        return 1;
    }
    size_t used = split_further(word, start, split.left, count, context, parts, room - 1);
    return used + split_further(word, start + split.right, size - split.right, count, context,
                                parts + used, room - used);
}

size_t compound_split(const char *word, size_t size, compound_count_fn *count, void *context,
                      struct compound_part parts[COMPOUND_PARTS])
{
    size_t used = split_further(word, 0, size, count, context, parts, COMPOUND_PARTS);
    return used > 1 ? used : 0;
}
