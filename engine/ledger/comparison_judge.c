/* comparison_judge: what differs in how two editions were counted, and what follows from it: it is
 * adjusted for, flagged or refused, in that order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/ledger/comparison_grid.h"
#include "engine/ledger/comparison_parts.h"

static bool same_text(const struct query_cell *a, const struct query_cell *b)
{
    return a->text == NULL || b->text == NULL ? a->text == b->text : strcmp(a->text, b->text) == 0;
}

static bool same_number(const struct query_table *a, const struct query_table *b, const char *name)
{
    return query_at(a, 0, name)->integer == query_at(b, 0, name)->integer;
}

/* Shares of the held sessions that differ by more than a tenth are worth a flag. Lists that one
 * edition does not have at all leave nothing to compare. */
static enum comparable coverage(const struct query_table *a, const struct query_table *b,
                                const char *name)
{
    const double held[] = {query_at(a, 0, "held")->real, query_at(b, 0, "held")->real};
    const double with[] = {query_at(a, 0, name)->real, query_at(b, 0, name)->real};
    if (with[0] == 0 || with[1] == 0) {
        return with[0] == with[1] ? COMPARABLE_SAME : COMPARABLE_REFUSED;
    }
    return fabs(with[0] / held[0] - with[1] / held[1]) <= 0.1 ? COMPARABLE_SAME
                                                              : COMPARABLE_FLAGGED;
}

static enum comparable question(const struct query_table *a, const struct query_table *b,
                                const char *name)
{
    const struct query_cell *x = query_at(a, 0, name);
    const struct query_cell *y = query_at(b, 0, name);
    return same_text(x, y)                      ? COMPARABLE_SAME
           : x->text == NULL || y->text == NULL ? COMPARABLE_REFUSED
                                                : COMPARABLE_FLAGGED;
}

/* -- members
 * ------------------------------------------------------------------------------------------- */

struct code_set {
    int *codes; /* ascending, without repeats */
    size_t count;
};

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* The members of the partnership whose rows begin at `row`, on the layout; who was split is left
 * out, and so is who has no code of CBS. */
static struct code_set members_of(struct arena *arena, struct reference *reference,
                                  const struct layout *layout, const struct query_table *table,
                                  size_t row)
{
    struct code_set set = {.codes = arena_alloc_array(arena, table->row_count + 1, sizeof(int))};
    const char *key = query_at(table, row, "key")->text;
    for (; row < table->row_count && strcmp(query_at(table, row, "key")->text, key) == 0; row++) {
        enum { SUCCESSORS = 64 };
        struct successor successors[SUCCESSORS];
        int code = grid_code_number(query_at(table, row, "code")->text);
        size_t heirs =
            code < 0 ? 0 : reference_successors(reference, layout, code, successors, SUCCESSORS);
        if (heirs == 1) {
            set.codes[set.count++] = successors[0].code;
        }
    }
    qsort(set.codes, set.count, sizeof *set.codes, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < set.count; i++) {
        if (kept == 0 || set.codes[i] != set.codes[kept - 1]) {
            set.codes[kept++] = set.codes[i];
        }
    }
    set.count = kept;
    return set;
}

/* Partnerships that took part both times with other members than a merger explains. */
static size_t count_changed(struct arena *arena, struct reference *reference,
                            const struct comparison *comparison)
{
    const struct query_table *old = &comparison->from->members;
    const struct query_table *now = &comparison->to->members;
    const struct layout *layout = reference_layout(reference, comparison->to->reference_day);
    size_t changed = 0;
    for (size_t i = 0; i < old->row_count; i++) {
        const char *key = query_at(old, i, "key")->text;
        if (i > 0 && strcmp(query_at(old, i - 1, "key")->text, key) == 0) {
            continue;
        }
        size_t k = 0;
        while (k < now->row_count && strcmp(query_at(now, k, "key")->text, key) != 0) {
            k++;
        }
        if (k < now->row_count) {
            struct code_set then = members_of(arena, reference, layout, old, i);
            struct code_set later = members_of(arena, reference, layout, now, k);
            changed += then.count != later.count ||
                       memcmp(then.codes, later.codes, then.count * sizeof *then.codes) != 0;
        }
    }
    return changed;
}

/* -- verdicts
 * ------------------------------------------------------------------------------------------ */

void compared_judge(struct arena *arena, struct reference *reference, struct comparison *comparison)
{
    const struct query_table *a = &comparison->from->facts;
    const struct query_table *b = &comparison->to->facts;
    enum comparable *verdicts = comparison->verdicts;
    const bool counted[] = {query_at(a, 0, "sessions")->integer > 0,
                            query_at(b, 0, "sessions")->integer > 0};
    comparison->members_changed = count_changed(arena, reference, comparison);
    const struct {
        bool same;
        enum comparable otherwise;
    } rows[ASPECTS] = {
        [ASPECT_COUNTED] = {counted[0] && counted[1], COMPARABLE_REFUSED},
        [ASPECT_MINUTES] = {same_number(a, b, "minutes"), COMPARABLE_REFUSED},
        [ASPECT_MATCH] = {same_text(query_at(a, 0, "match"), query_at(b, 0, "match")),
                          COMPARABLE_FLAGGED},
        [ASPECT_LAYOUT] = {same_number(a, b, "population_year"), COMPARABLE_ADJUSTED},
        [ASPECT_OWN_POPULATION] = {same_number(a, b, "population_own"), COMPARABLE_FLAGGED},
        [ASPECT_MEMBERS] = {comparison->members_changed == 0, COMPARABLE_FLAGGED},
    };
    for (int i = 0; i < ASPECTS; i++) {
        verdicts[i] = rows[i].same ? COMPARABLE_SAME : rows[i].otherwise;
    }
    verdicts[ASPECT_ATTENDANCE] = coverage(a, b, "measured");
    verdicts[ASPECT_REGISTRATION] = coverage(a, b, "registered");
    verdicts[ASPECT_GRADE_QUESTION] = question(a, b, "grade_question");
    verdicts[ASPECT_NPS_QUESTION] = question(a, b, "nps_question");
}
