/* comparison_outlook: what the last edition says about the next one.
 *
 * Forecast: how many residents of participating municipalities fewer or more sessions would bring,
 * if these were like the ones that were held. Fewer: the mean over all ways to leave sessions out
 * (measure rich.rarefy_weighted), with what 95 of a hundred such ways would have brought. More, to
 * twice as many and not beyond: rich.extrapolate_weighted, with its band, which is rough, so that
 * `caution` must stand beside it.
 *
 * Invitations: municipalities that did not take part in the last edition, chosen one after the
 * other: most residents, each counted up to twice as much the further its province and its size
 * class lag behind the country (share of residents that live in a participating municipality). The
 * choice of one changes the weights of the next. Apart from it, those that came before and not now.
 *
 *     struct outlook *outlook = outlook_make(arena, series);
 */
#ifndef ENGINE_LEDGER_COMPARISON_OUTLOOK_H
#define ENGINE_LEDGER_COMPARISON_OUTLOOK_H

#include "engine/ledger/comparison_series.h"
#include "engine/measure/measure.h"

enum { OUTLOOK_INVITATIONS = 10 };

struct forecast_row {
    int percent; /* of the sessions of the last edition */
    int64_t sessions;
    const struct figure *residents, *municipalities;
};

struct invitation {
    const char *code, *name, *province;
    int64_t residents;
    int size_class;
    double in_province, in_class, in_country; /* residents in participating municipalities, when
                                                 it was chosen */
    bool partner;                             /* a partnership of it took part */
    const struct compared_edition *before;    /* the last edition in which it took part, or NULL */
};

struct outlook {
    int64_t sessions; /* of the last edition in which attendance was measured */
    struct forecast_row *rows;
    size_t row_count; /* 0 when nothing can be forecast; the figures say why */
    enum caution caution;
    struct invitation *invitations; /* in the order of choice */
    size_t invitation_count;
    struct invitation *away; /* came before and not now, by falling residents */
    size_t away_count;
    struct figure *figures; /* comparison_outlook.def */
    size_t figure_count;
};

struct outlook *outlook_make(struct arena *arena, const struct series *series);

#endif
