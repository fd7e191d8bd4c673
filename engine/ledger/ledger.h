/* ledger: the figures of an edition, each with its definition, doubt and origin, in a fixed order.
 *
 *     struct ledger ledger;
 *     if (!ledger_open(store, arena, &edition, &ledger, &error)) return false;
 *     const struct figure *headline = ledger_find(&ledger, "residents.direct");
 *     if (headline->has_value) ... else print(ledger_reason(headline->reason, language));
 *
 * The ids and what they mean stand in figures.def; DESIGN.md section 5 is the law behind them.
 * Counts come from the queries of queries/report, intervals from engine/measure. What was not
 * measured has a reason and no value: an edition without an attendance list has no
 * residents.direct, and residents.direct.registered is its headline (ledger_headline).
 *
 * The range of the headline: `low` and `high` of residents.direct are the least and the most of its
 * variants under every defensible choice; ledger_range() lists them. Hosting alone
 * (residents.direct.hosting), the sum without the largest and partnerships alone are figures of
 * their own, outside the range.
 */
#ifndef ENGINE_LEDGER_LEDGER_H
#define ENGINE_LEDGER_LEDGER_H

#include "engine/base/text.h"
#include "engine/record/figure.h"
#include "engine/store/query.h"
#include "engine/store/store.h"

struct ledger {
    const char *edition; /* name of the folder */
    struct figure *figures;
    size_t count;
};

/* The figures that the store keeps when they belong to these rows, settings and this version of the
 * engine; else they are computed and kept. In a store opened to read they are not kept. */
bool ledger_open(struct store *store, struct arena *arena, const struct stored_edition *edition,
                 struct ledger *ledger, struct error *error);
/* Always from the rows. themes.count stays undefined: see ledger_set_themes. */
bool ledger_compute(struct store *store, struct arena *arena, const struct stored_edition *edition,
                    struct ledger *ledger, struct error *error);
/* What themes found, told by the pipeline: `count` rode draden in `texts` texts. */
void ledger_set_themes(struct ledger *ledger, int64_t count, int64_t texts);

/* NULL when there is no such figure. */
const struct figure *ledger_find(const struct ledger *ledger, const char *id);
/* The nearest id to a misspelt one, or NULL. */
const char *ledger_nearest(struct arena *arena, const struct ledger *ledger, const char *id);
/* residents.direct, or residents.direct.registered when attendance was not measured. */
const struct figure *ledger_headline(const struct ledger *ledger);
/* The variants that make the range of the headline, the headline first; NULL-terminated ids. */
const char *const *ledger_range(struct arena *arena, const struct ledger *ledger);
/* The sentence of a reason word. */
const char *ledger_reason(const char *word, enum language language);

/* An array of ledger rows; keys and CSV heading are the same: id, edition, value, low, high, level,
 * doubt, unit, method, n, missing, definition_nl, definition_en, origin, inputs, settings, reason.
 */
enum { LEDGER_COLUMNS = 17 };
extern const char *const ledger_columns[LEDGER_COLUMNS];
/* The cells of one row; `cells` has room for LEDGER_COLUMNS. */
void ledger_row(const struct figure *figure, struct query_cell *cells);
void ledger_write_json(struct text *text, const struct ledger *ledgers, size_t count);
void ledger_write_csv(struct text *text, const struct ledger *ledgers, size_t count);
/* True when both say the same in every column. */
bool figure_equal(const struct figure *a, const struct figure *b);

#endif
