/* stretch: see stretch.h. */
#include "engine/settle/stretch.h"

#include "engine/settle/collect.h"

/* The flags stand in the lowest bits of a packed moment. Most moments were written year first and
 * say nothing of the order of day and month. */
static bool leaves_order_open(const struct settle *settle, const struct raw_row *row,
                              const struct row_common *common)
{
    enum {
        TELLING =
            MOMENT_OPEN | MOMENT_DAY_FIRST | MOMENT_MONTH_FIRST | MOMENT_HALF_DAY | MOMENT_YEARLESS
    };
    uint32_t flags = settle_moment(settle, row->joined).flags |
                     settle_moment(settle, row->left).flags |
                     settle_moment(settle, row->registered_at).flags;
    int64_t packed = common->session_start | common->answered_at | common->open_until;
    return ((packed | flags) & TELLING) != 0;
}

static unsigned says_of(const struct settle *settle, const struct raw_row *row,
                        const struct row_common *common)
{
    bool somebody =
        row->mail != INTERN_NONE || row->name != INTERN_NONE || common->person_id != INTERN_NONE;
    bool presence = row->attended != ATTENDED_UNKNOWN || row->joined != 0 || row->left != 0 ||
                    row->seconds >= 0;
    return (row->status != REGISTRATION_NONE) * (unsigned)SAYS_REGISTRATION |
           presence * (unsigned)SAYS_PRESENCE | (row->answer_count > 0) * (unsigned)SAYS_ANSWERS |
           somebody * (unsigned)SAYS_SOMEBODY |
           (common->mail_second != INTERN_NONE) * (unsigned)SAYS_SECOND_MAIL |
           (common->order_id != INTERN_NONE) * (unsigned)SAYS_ORDER |
           (row->organisation != INTERN_NONE) * (unsigned)SAYS_ORGANISATION |
           leaves_order_open(settle, row, common) * (unsigned)SAYS_OPEN_DATE;
}

static int64_t newest_of(const struct settle *settle, const struct raw_row *row,
                         const struct row_common *common)
{
    const struct moment moments[] = {
        settle_moment(settle, row->registered_at), settle_moment(settle, row->joined),
        settle_moment(settle, row->left), moment_unpack(common->answered_at)};
    int64_t newest = INT64_MIN;
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        if ((moments[i].flags & MOMENT_DATE) != 0 && moments[i].seconds > newest) {
            newest = moments[i].seconds;
        }
    }
    return newest;
}

static void take_rows(const struct settle *settle, struct stretch *stretch, uint32_t first,
                      uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        const struct row_common *common = settle_common(settle, row);
        int64_t newest = newest_of(settle, row, common);
        stretch->says |= says_of(settle, row, common);
        stretch->newest = newest > stretch->newest ? newest : stretch->newest;
    }
    stretch->end = end;
}

void stretch_read(const struct settle *settle, struct stretch *stretch)
{
    stretch->says = 0;
    stretch->newest = INT64_MIN;
    take_rows(settle, stretch, stretch->first, stretch->end);
}

void stretch_add(struct settle *settle, uint32_t first)
{
    uint32_t count = (uint32_t)settle->rows.count;
    const struct raw_row *rows = settle->rows.items;
    while (first < count) {
        uint32_t source = rows[first].source;
        uint32_t end = first + 1;
        while (end < count && rows[end].source == source) {
            end++;
        }
        size_t before = settle->stretches.count;
        if (before == 0 || settle->stretches.items[before - 1].source != source) {
            *VECTOR_PUSH(settle->arena, &settle->stretches) =
                (struct stretch){.source = source, .first = first, .newest = INT64_MIN};
        }
        take_rows(settle, &settle->stretches.items[settle->stretches.count - 1], first, end);
        first = end;
    }
}

const struct stretch *stretch_next(const struct settle *settle, const struct stretch *stretch,
                                   unsigned says)
{
    const struct stretch *all = settle->stretches.items;
    size_t next = stretch == NULL ? 0 : (size_t)(stretch - all) + 1;
    while (next < settle->stretches.count && (all[next].says & says) == 0) {
        next++;
    }
    return next < settle->stretches.count ? &all[next] : NULL;
}
