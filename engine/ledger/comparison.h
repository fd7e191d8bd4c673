/* comparison: one edition against another, from what the store keeps of each as a summary (never
 * person rows): who took part again, who came and who left, on the layout of the later edition; the
 * change of reach split into its causes; and the difference of each rate with its interval.
 *
 *     struct compared_edition editions[2];
 *     compared_edition_read(store, arena, "2023", figures, count, &editions[0], error) ...
 *     struct comparison comparison;
 *     comparison_make(arena, reference, &editions[0], &editions[1], &comparison);
 *     comparison_figure(&comparison, "reach.change.direct.who")->value
 *
 * With S1, S2 the municipalities that took part, L1, L2 the layouts and P1, P2 the residents:
 *
 *     M          = S1 carried to L2 by the mergers in between; who was split stands for nobody
 *     retained, new, lost = M and S2, S2 without M, M without S2
 *     P1 on L2   = P1 gathered on the municipalities of L2 (engine/reference/carry.h)
 *     layout     = P1onL2(M) - P1(S1)
 *     who        = P1onL2(S2 without M) - P1onL2(M without S2)
 *     population = P2(S2) - P1onL2(S2)
 *
 * The three add up to P2(S2) - P1(S1), whatever the mergers. Everything returned lives in the arena
 * and borrows the editions.
 */
#ifndef ENGINE_LEDGER_COMPARISON_H
#define ENGINE_LEDGER_COMPARISON_H

#include "engine/ledger/ledger.h"
#include "engine/reference/reference.h"
#include "engine/store/query.h"

struct compared_edition {
    const char *id;
    int64_t first_day, reference_day;
    const struct figure *figures; /* what may be compared: the ledger, or what the gate let out */
    size_t figure_count;
    struct query_table facts;          /* report/comparison_editions, one row */
    struct query_table municipalities; /* report/comparison_municipalities */
    struct query_table members;        /* report/comparison_members */
    struct query_table sessions;       /* report/comparison_sessions */
    struct query_table answers;        /* report/comparison_answers */
    struct query_table seen;           /* report/comparison_seen */
};

enum compared_state {
    COMPARED_ABSENT, /* neither time */
    COMPARED_RETAINED,
    COMPARED_NEW,
    COMPARED_LOST,
    COMPARED_NOBODY /* was split since: its part in the earlier edition is nobody's now */
};

struct compared_municipality {
    const char *code, *name, *province; /* of the later layout; a split one as it was */
    int64_t before, now;                /* residents then and now, on the later layout */
    enum compared_state direct, combined;
};

/* One thing that should be equal before two editions are compared. */
enum compared_aspect {
    ASPECT_COUNTED,        /* from lists, or known by published figures only */
    ASPECT_MINUTES,        /* from how many minutes somebody is an attendee */
    ASPECT_MATCH,          /* how names were resolved */
    ASPECT_ATTENDANCE,     /* share of the held sessions with an attendance list */
    ASPECT_REGISTRATION,   /* ... with a registration list */
    ASPECT_LAYOUT,         /* the year of residents and division: adjusted by this comparison */
    ASPECT_OWN_POPULATION, /* residents from CBS, or from the edition's own list */
    ASPECT_MEMBERS,        /* who belongs to the partnerships that took part both times */
    ASPECT_GRADE_QUESTION,
    ASPECT_NPS_QUESTION,
    ASPECTS
};
enum comparable {
    COMPARABLE_SAME,
    COMPARABLE_ADJUSTED, /* differs, and the figures allow for it */
    COMPARABLE_FLAGGED,  /* differs: read with care */
    COMPARABLE_REFUSED   /* differs: what rests on it is not compared */
};

/* A rate of both editions. The session is the unit of its intervals, because people in one session
 * come, stay away and judge together. */
struct compared_rate {
    const char *id, *change; /* "grade.mean", "grade.mean.change" */
    bool has_limits;
    double low, high; /* of the difference, so wide that all rates together have one false alarm in
                         twenty comparisons at most (Bonferroni) */
};
enum { COMPARED_RATES = 5 };

struct comparison {
    const struct compared_edition *from, *to;
    struct figure *figures; /* comparison_figures.def, in that order */
    size_t figure_count;
    struct compared_municipality *municipalities; /* who took part in either; by code */
    size_t municipality_count;
    enum comparable verdicts[ASPECTS];
    size_t members_changed; /* partnerships that took part both times, with other members */
    struct compared_rate rates[COMPARED_RATES];
};

/* Reads the summary of an edition. The figures are borrowed. */
bool compared_edition_read(struct store *store, struct arena *arena, const char *id,
                           const struct figure *figures, size_t figure_count,
                           struct compared_edition *out, struct error *error);
/* NULL when the edition has no such figure. */
const struct figure *compared_edition_figure(const struct compared_edition *edition,
                                             const char *id);

/* The order of comparing: by first day, then id; editions without a day last. */
void comparison_sort(struct compared_edition *editions, size_t count);
/* How many pairs `count` editions make: each with the next, and the first with the last. */
size_t comparison_pair_count(size_t count);
/* All pairs of sorted editions, in that order; `out` has room for comparison_pair_count(). The
 * last pair is always the first edition with the last one. */
void comparison_make_all(struct arena *arena, struct reference *reference,
                         const struct compared_edition *editions, size_t count,
                         struct comparison *out);
void comparison_make(struct arena *arena, struct reference *reference,
                     const struct compared_edition *from, const struct compared_edition *to,
                     struct comparison *out);
/* NULL when the figure is none of the rates. */
const struct compared_rate *comparison_rate(const struct comparison *comparison, const char *id);
/* NULL when there is no such figure. */
const struct figure *comparison_figure(const struct comparison *comparison, const char *id);

/* More figures of the pair of the first and the last edition. */
struct compared_extra {
    const struct figure *figures;
    size_t count;
};
/* Ledger rows with the ids of both editions as `from` and `to` behind the columns of the ledger;
 * the extra ones belong to the last pair. */
struct query_table comparison_rows(struct arena *arena, const struct comparison *comparisons,
                                   size_t count, const struct compared_extra *extras,
                                   size_t extra_count);

#endif
