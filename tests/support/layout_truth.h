/* layout_truth: municipalities through time and what becomes of a set of them, by brute force from
 * the CSV files of engine/reference; nothing of the engine is asked. Run from the root of the tree.
 *
 *     layout_truth_read();
 *     static struct truth_side from, to;
 *     layout_truth_lay_out(&from, moment_days(2022, 10, 3)); from.direct[501] = true; ...
 *     struct truth_change change = layout_truth_change(&from, from.direct, &to, to.direct);
 *
 * A municipality is its CBS number, the index of every array.
 */
#ifndef TESTS_SUPPORT_LAYOUT_TRUTH_H
#define TESTS_SUPPORT_LAYOUT_TRUTH_H

#include <stdbool.h>
#include <stdint.h>

enum { TRUTH_FIRST_YEAR = 2015, TRUTH_LAST_YEAR = 2026, TRUTH_CODES = 2100 };

/* An edition: its day, the residents of the layout (0: not in it) and who took part. */
struct truth_side {
    int64_t day;
    int64_t residents[TRUTH_CODES];
    bool direct[TRUTH_CODES], combined[TRUTH_CODES];
};

/* DESIGN.md section 5, point 18. */
struct truth_change {
    int64_t retained, fresh, lost, change, who, population, layout;
};

void layout_truth_read(void);
void layout_truth_lay_out(struct truth_side *side, int64_t day);
struct truth_change layout_truth_change(const struct truth_side *from, const bool *old,
                                        const struct truth_side *to, const bool *now);
/* The name of the last year in which it existed. */
const char *layout_truth_name(int code);

#endif
