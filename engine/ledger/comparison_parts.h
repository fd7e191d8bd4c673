/* comparison_parts: a comparison in the making; what the files that fill one share. Nothing outside
 * engine/ledger includes this.
 */
#ifndef ENGINE_LEDGER_COMPARISON_PARTS_H
#define ENGINE_LEDGER_COMPARISON_PARTS_H

#include "engine/ledger/comparison.h"

enum compared_name {
#define COMPARED(name, id, unit, method, doubt, origin, nl, en) COMPARED_FIGURE_##name,
#include "engine/ledger/comparison_figures.def"
#undef COMPARED
    COMPARED_FIGURES
};

/* All statements of one kind in a comparison together are wrong at most once in twenty comparisons
 * without a true change (Bonferroni); a fifth of that is left for the spread, which is itself
 * estimated. */
#define COMPARED_ALARM 0.04

/* What a .def file says of a figure. */
struct compared_definition {
    const char *id, *unit, *method, *origin, *definition[LANGUAGES];
    enum doubt doubt;
};

/* Figures without a value, one per definition. */
struct figure *compared_figures(struct arena *arena, const struct compared_definition *rows,
                                size_t count, const struct compared_edition *from,
                                const struct compared_edition *to);
void compared_give(struct comparison *comparison, enum compared_name name, double value, int64_t n,
                   int64_t missing);
/* Why a figure of one of both editions has no value; NULL when both have one. */
const char *compared_lack(const struct comparison *comparison, const char *id);

/* comparison_judge.c: may they be compared? */
void compared_judge(struct arena *arena, struct reference *reference,
                    struct comparison *comparison);
/* comparison_rates.c: differences of rates, and the attendance rate split into mix and behaviour.
 */
void compared_give_rates(struct arena *arena, struct comparison *comparison);
void compared_give_split(struct arena *arena, struct comparison *comparison);

#endif
