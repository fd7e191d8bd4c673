/* stretch: see stretch.h. */
#include "engine/settle/stretch.h"

#include "engine/settle/collect.h"

/* Flags of a moment that tells, or waits for, the order of day and month, or its year. */
enum {
    TELLING =
        MOMENT_OPEN | MOMENT_DAY_FIRST | MOMENT_MONTH_FIRST | MOMENT_HALF_DAY | MOMENT_YEARLESS
};
static_assert((MOMENTS_PLAIN & TELLING) == 0 && (MOMENTS_PLAIN & MOMENT_DATE) != 0,
              "a plain moment has a day and tells nothing of its order");

static void take_moment(struct stretch *stretch, struct moment moment)
{
    stretch->says |= (moment.flags & TELLING) != 0 ? (unsigned)SAYS_OPEN_DATE : 0;
    if ((moment.flags & MOMENT_DATE) != 0 && moment.seconds > stretch->newest) {
        stretch->newest = moment.seconds;
    }
}

/* What many rows share is looked at once for all that follow each other. The flags of a packed
 * moment stand in its lowest bits. */
static void take_common(struct stretch *stretch, const struct row_common *common)
{
    int64_t packed = common->session_start | common->open_until;
    stretch->says |= (common->person_id != INTERN_NONE) * (unsigned)SAYS_SOMEBODY |
                     (common->mail_second != INTERN_NONE) * (unsigned)SAYS_SECOND_MAIL |
                     (common->order_id != INTERN_NONE) * (unsigned)SAYS_ORDER |
                     ((packed & TELLING) != 0) * (unsigned)SAYS_OPEN_DATE;
    take_moment(stretch, moment_unpack(common->answered_at));
    take_moment(stretch, moment_unpack(common->registered_at));
}

static unsigned says_of(const struct raw_row *row)
{
    bool somebody = row->mail != INTERN_NONE || row->name != INTERN_NONE;
    return (row->status != REGISTRATION_NONE) * (unsigned)SAYS_REGISTRATION |
           row_says_attendance(row) * (unsigned)SAYS_PRESENCE | somebody * (unsigned)SAYS_SOMEBODY |
           (!somebody && row->registration_id == INTERN_NONE) * (unsigned)SAYS_NOBODY |
           (row->organisation != INTERN_NONE) * (unsigned)SAYS_ORGANISATION;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Codes of plain moments are in the order of time: of those the largest tells. */
static void take_rows(const struct settle *settle, struct stretch *stretch, uint32_t first,
                      uint32_t end)
{
    uint32_t latest = 0;
    unsigned says = 0;
    uint32_t common = NONE;
    for (uint32_t i = first; i < end; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (row->common != common) {
            common = row->common;
            take_common(stretch, settle_common(settle, row));
        }
        says |= says_of(row);
        if (((row->joined | row->last) & MOMENTS_OTHER) == 0) {
            latest = larger(latest, larger(row->joined, row->last));
        } else {
            take_moment(stretch, settle_moment(settle, row->joined));
            take_moment(stretch, settle_moment(settle, row->last));
        }
    }
    bool answers = settle_first_answer(settle, first) < settle_first_answer(settle, end);
    stretch->says |= says | answers * (unsigned)SAYS_ANSWERS;
    if (latest > 0) {
        take_moment(stretch, settle_moment(settle, latest));
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
        uint32_t source = settle_common(settle, &rows[first])->source;
        uint32_t end = first + 1;
        while (end < count && settle_common(settle, &rows[end])->source == source) {
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
