/* comparison_series: what several editions tell together. All are laid out on the layout of the
 * last one (as is), so that a municipality is the same one through all of them; beside it stands
 * what was counted at the time (as was). From three editions on there are a retention curve and
 * developments; with fewer, their figures say why not.
 *
 *     struct series *series = series_make(arena, reference, editions, count);
 *     series->rows[0].kept                    of the first edition's municipalities, in this one
 *     figure_in(series->figures, ...)         trend.attendance.rate, retention.direct ...
 *
 * Whether a figure goes up or down is said only when the chance of such a development without any
 * is below a twentieth for all of them together (Bonferroni). Everything lives in the arena and
 * borrows the editions.
 */
#ifndef ENGINE_LEDGER_COMPARISON_SERIES_H
#define ENGINE_LEDGER_COMPARISON_SERIES_H

#include "engine/ledger/comparison.h"

enum { SERIES_LEAST = 3 };

struct series_row {
    const struct compared_edition *edition;
    bool known;                                    /* whether the edition measured who took part */
    int64_t municipalities, residents;             /* as was */
    int64_t municipalities_as_is, residents_as_is; /* residents of then on the last layout */
    int64_t residents_now; /* the same municipalities with the residents of the last one */
    int64_t kept;          /* of the first edition, in this one */
    int64_t since;         /* in this one and all editions before it */
    bool *took_part;       /* per row of the last edition's municipalities */
};

enum development { DEVELOPMENT_FEW, DEVELOPMENT_NONE, DEVELOPMENT_UP, DEVELOPMENT_DOWN };

struct series_trend {
    const char *id;  /* "grade.mean" */
    size_t editions; /* that have a value */
    enum development development;
};
enum { SERIES_TRENDS = 4 };

struct series {
    struct series_row *rows; /* by first day; the last one is the layout */
    size_t count;
    struct series_trend trends[SERIES_TRENDS];
    struct figure *figures; /* comparison_series.def */
    size_t figure_count;
};

/* `editions` sorted (comparison_sort), at least two. */
struct series *series_make(struct arena *arena, struct reference *reference,
                           const struct compared_edition *editions, size_t count);

#endif
