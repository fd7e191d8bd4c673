/* build: a ledger in the making; what the files that compute figures share. Nothing outside
 * engine/ledger includes this.
 *
 * Every figure of figures.def has its place from the start, with definition, unit, method and
 * origin. A file that computes figures must give each of its figures a value or a reason;
 * ledger_compute() asserts that none was forgotten.
 */
#ifndef ENGINE_LEDGER_BUILD_H
#define ENGINE_LEDGER_BUILD_H

#include "engine/base/vector.h"
#include "engine/ledger/ledger.h"
#include "engine/measure/measure.h"
#include "engine/store/query.h"

enum figure_name {
#define FIGURE(name, id, unit, method, doubt, origin, nl, en) FIGURE_##name,
#include "engine/ledger/figures.def"
#undef FIGURE
    FIGURES
};

enum ledger_reason {
#define LEDGER_REASON(name, word, nl, en) LACK_##name,
#include "engine/ledger/reasons.def"
#undef LEDGER_REASON
    LEDGER_REASONS,
    LACK_NOTHING = LEDGER_REASONS /* nothing is lacking */
};

struct build {
    struct store *store;
    struct arena *arena;
    const struct stored_edition *edition;
    struct error *error;
    struct figure figures[FIGURES];
    VECTOR(struct figure) own; /* own.<name> */
    /* What was measured at all. */
    int64_t sessions, with_attendance, with_registration, rated_sessions, hosted;
};

/* Level of every interval. */
#define LEDGER_LEVEL 0.95

/* Runs a query for the edition. */
bool build_query(struct build *build, const struct query *query, struct query_table *table);
/* The cell of a table of one row, as a whole number. */
int64_t build_count(const struct query_table *table, const char *column);

static inline bool build_has(const struct build *build, enum figure_name name)
{
    return build->figures[name].has_value;
}
void build_give(struct build *build, enum figure_name name, double value, int64_t n,
                int64_t missing);
void build_lack(struct build *build, enum figure_name name, enum ledger_reason reason);
/* The value when `lack` is LACK_NOTHING, else the reason. */
void build_give_or_lack(struct build *build, enum figure_name name, enum ledger_reason lack,
                        double value, int64_t n, int64_t missing);
/* Limits of a figure that has a value. */
void build_range(struct build *build, enum figure_name name, double low, double high);
/* The same for an interval of a model; undefined limits leave the figure without a range. */
void build_interval(struct build *build, enum figure_name name, struct quantity low,
                    struct quantity high);
const char *build_reason_word(enum ledger_reason reason);

/* Why attendance, registration or both cannot be known; LACK_NOTHING when they can. */
enum ledger_reason build_lacks_attendance(const struct build *build);
enum ledger_reason build_lacks_registration(const struct build *build);
enum ledger_reason build_lacks_both(const struct build *build);

/* Each fills its figures; false when the store fails. In this order. */
bool build_sessions(struct build *build); /* participation.c */
bool build_participation(struct build *build);
bool build_people(struct build *build);
bool build_organisations(struct build *build); /* reach.c */
bool build_reach(struct build *build);
bool build_appreciation(struct build *build); /* appreciation.c */
bool build_rows(struct build *build);         /* sundry.c */
bool build_unreported(struct build *build);
bool build_costs(struct build *build);
bool build_own(struct build *build);

#endif
