/* date_order: decides per file whether 6/10 is 6 October or 10 June, and swaps the open moments.
 *
 * In this order: edition.ini; a date in the file that only one order explains; the order under
 * which the times of presence and sessions fall in the programme's week; month first for tools that
 * never write otherwise (Zoom) and for clocks with AM/PM; else day first (FORMATS.md section 3).
 * When a file holds witnesses for both orders, the smaller party's rows are refused with their line
 * numbers.
 */
#include "engine/settle/collect.h"

/* The moments of a row. It cannot do without the first, which decide about presence: those before
 * ANSWERED. */
enum { JOINED, LEFT, SESSION_START, ANSWERED, REGISTERED, OPEN_UNTIL, MOMENTS };

enum { WEEK_SLACK = 1 };

static struct moment moment_of(const struct settle *settle, const struct raw_row *row, int which)
{
    const struct row_common *common = settle_common(settle, row);
    switch (which) {
    case JOINED:
        return settle_joined(settle, row);
    case LEFT:
        return settle_left(settle, row);
    case SESSION_START:
        return moment_unpack(common->session_start);
    case ANSWERED:
        return moment_unpack(common->answered_at);
    case REGISTERED:
        return settle_registered_at(settle, row);
    default:
        return moment_unpack(common->open_until);
    }
}

struct tally {
    uint64_t open, day, month, half_day;
    uint64_t week_day, week_month; /* open moments that fall in the week under each reading */
};

static bool in_week(struct moment moment, int64_t first, int64_t last)
{
    int64_t day = moment.seconds / MOMENT_DAY;
    return day >= first - WEEK_SLACK && day <= last + WEEK_SLACK;
}

static void tally_moment(struct tally *tally, struct moment moment, bool of_the_week, bool has_week,
                         int64_t first, int64_t last)
{
    tally->day += (moment.flags & MOMENT_DAY_FIRST) != 0;
    tally->month += (moment.flags & MOMENT_MONTH_FIRST) != 0;
    tally->half_day += (moment.flags & MOMENT_HALF_DAY) != 0;
    if (moment.flags & MOMENT_OPEN) {
        tally->open++;
        if (of_the_week && has_week) {
            tally->week_day += in_week(moment, first, last);
            tally->week_month += in_week(moment_swapped(moment), first, last);
        }
    }
}

static bool writes_month_first(enum source_format format)
{
    return format == FORMAT_ZOOM_PARTICIPANTS || format == FORMAT_ZOOM_WEBINAR ||
           format == FORMAT_ZOOM_REGISTRATION || format == FORMAT_EVENTBRITE;
}

static char decide(const struct source *source, const struct tally *tally, bool *guessed)
{
    *guessed = false;
    if (source->date_order == 'd' || source->date_order == 'm') {
        return source->date_order;
    }
    if (tally->day != tally->month) {
        return tally->day > tally->month ? 'd' : 'm';
    }
    if (tally->week_day != tally->week_month) {
        return tally->week_day > tally->week_month ? 'd' : 'm';
    }
    *guessed = tally->open > 0;
    if (writes_month_first(source->format)) {
        *guessed = false;
        return 'm';
    }
    return tally->half_day > 0 && !source->dutch_dates ? 'm' : 'd';
}

/* A moment whose order of day and month is known. */
static struct moment closed(struct moment moment, char order)
{
    if (order == 'm') {
        moment = moment_swapped(moment);
    }
    moment.flags &= ~(uint32_t)MOMENT_OPEN;
    return moment;
}

/* Flags of moments that only the other order explains. */
static uint32_t against_order(char order)
{
    return order == 'm' ? MOMENT_DAY_FIRST : MOMENT_MONTH_FIRST;
}

/* The same for one that a row can do without: none when only the other order explains it. */
static struct moment closed_or_none(struct moment moment, char order)
{
    return (moment.flags & against_order(order)) != 0 ? (struct moment){0} : closed(moment, order);
}

/* Refuses a row whose needed moments contradict the order of its file, and says of the others that
 * they cannot be read. */
static void check_row(struct settle *settle, struct raw_row *row, char order)
{
    for (int k = 0; k < MOMENTS; k++) {
        if ((moment_of(settle, row, k).flags & against_order(order)) == 0) {
            continue;
        }
        if (k >= ANSWERED) {
            settle_find(settle, FINDING_CELL_DATE_UNREADABLE, row, "datum");
        } else if (row->fate == FATE_OPEN) {
            row->fate = FATE_REJECTED;
            settle_find(settle, FINDING_ROW_DATES_MIXED, row, NULL);
        }
    }
}

static void report(struct settle *settle, const struct source *source, const struct tally *tally,
                   char order, bool guessed)
{
    if (tally->open == 0 && (tally->day == 0 || tally->month == 0)) {
        return;
    }
    const char *words = order == 'm' ? "maand-dag-jaar" : "dag-maand-jaar";
    struct finding_sink sink = settle_findings(settle);
    struct finding finding = {.rule = guessed ? FINDING_FILE_DATE_ORDER_GUESSED
                                              : FINDING_FILE_DATE_ORDER,
                              .source = source->number,
                              .detail = words};
    if (tally->day > 0 && tally->month > 0) {
        finding.rule = FINDING_FILE_DATE_ORDER_MIXED;
    }
    sink.add(sink.context, &finding);
}

static void tally_rows(const struct settle *settle, const struct stretch *stretch,
                       struct tally *tally, bool has_week, int64_t first, int64_t last)
{
    for (uint32_t i = stretch->first; i < stretch->end; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        for (int k = 0; k < MOMENTS; k++) {
            /* Registration times lie weeks before: they say nothing about the week. */
            tally_moment(tally, moment_of(settle, row, k), k != REGISTERED, has_week, first, last);
        }
    }
}

static void change(struct settle *settle, uint32_t *code, struct moment moment)
{
    moments_change(&settle->moments, settle->passing, code, moment);
}

static void close_rows(struct settle *settle, const struct stretch *stretch, char order)
{
    for (uint32_t i = stretch->first; i < stretch->end; i++) {
        struct raw_row *row = &settle->rows.items[i];
        check_row(settle, row, order);
        struct moment last = settle_moment(settle, row->last);
        change(settle, &row->joined, closed(settle_joined(settle, row), order));
        change(settle, &row->last,
               row->has_left ? closed(last, order) : closed_or_none(last, order));
    }
}

void date_order_settle(struct settle *settle)
{
    size_t count = settle->sources.count;
    struct tally *tallies = arena_alloc_array(settle->arena, count + 1, sizeof *tallies);
    char *orders = arena_alloc(settle->arena, count + 1);
    /* The programme first: its week is the second witness for all other files. */
    for (size_t i = 0; i < settle->programme.count; i++) {
        const struct programme_row *row = &settle->programme.items[i];
        tally_moment(&tallies[row->source], row->start, false, false, 0, 0);
        tally_moment(&tallies[row->source], row->end, false, false, 0, 0);
    }
    for (size_t i = 0; i < settle->programme.count; i++) {
        struct programme_row *row = &settle->programme.items[i];
        bool guessed;
        char order = decide(settle->sources.items[row->source], &tallies[row->source], &guessed);
        row->start = closed(row->start, order);
        row->end = closed(row->end, order);
    }
    int64_t first = 0;
    int64_t last = 0;
    bool has_week = settle_week(settle, &first, &last);
    for (size_t s = 0; s < count; s++) {
        struct source *source = settle->sources.items[s];
        tally_moment(&tallies[s], source->start, true, has_week, first, last);
        tally_moment(&tallies[s], source->end, true, has_week, first, last);
    }
    STRETCH_EACH (at, settle, SAYS_OPEN_DATE) {
        tally_rows(settle, at, &tallies[at->source], has_week, first, last);
    }
    for (size_t s = 0; s < count; s++) {
        struct source *source = settle->sources.items[s];
        bool guessed;
        orders[s] = decide(source, &tallies[s], &guessed);
        if (source->kind != SOURCE_PROGRAMME) {
            report(settle, source, &tallies[s], orders[s], guessed);
        }
        source->start = closed(source->start, orders[s]);
        source->end = closed(source->end, orders[s]);
    }
    STRETCH_EACH (at, settle, SAYS_OPEN_DATE) {
        close_rows(settle, at, orders[at->source]);
    }
    for (size_t i = 0; i < settle->commons.count; i++) {
        struct row_common *common = &settle->commons.items[i];
        char order = orders[common->source];
        struct moment session_start = moment_unpack(common->session_start);
        struct moment answered_at = moment_unpack(common->answered_at);
        struct moment open_until = moment_unpack(common->open_until);
        struct moment registered_at = moment_unpack(common->registered_at);
        common->session_start = moment_pack(closed(session_start, order));
        common->answered_at = moment_pack(closed_or_none(answered_at, order));
        common->open_until = moment_pack(closed_or_none(open_until, order));
        common->registered_at = moment_pack(closed_or_none(registered_at, order));
    }
    for (size_t i = 0; i < settle->stretches.count; i++) {
        if ((settle->stretches.items[i].says & SAYS_OPEN_DATE) != 0) {
            stretch_read(settle, &settle->stretches.items[i]);
        }
    }
}
