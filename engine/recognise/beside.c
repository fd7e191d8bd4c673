/* beside: see beside.h. A heading that begins anew: the title above the names comes again, in the
 * same words, behind an empty cell or as often as there are tables, and a row below names two
 * people.
 */
#include "engine/recognise/beside.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/heading_row.h"

enum { LINES = 30, WIDEST = 400, TABLES_MOST = 40 };

/* "Name (First)" and "Name (Last)" are titles of one table. */
static bool same_title(const struct record *record, size_t one, size_t other)
{
    return text_equal_ignoring_case(record->cells[one], record->cells[other]);
}

static bool says_who(struct reading *reading, const char *cell)
{
    enum role role = heading_phrase_role(reading->headings, reading->scratch, cell);
    return role == ROLE_NAME || role == ROLE_FIRST || role == ROLE_LAST || role == ROLE_MAIL;
}

/* How many titles stand together from `start` on. */
static size_t titles_from(const struct record *record, size_t start)
{
    size_t count = 0;
    while (start + count < record->count && !text_is_blank(record->cells[start + count])) {
        count++;
    }
    return count;
}

/* Where tables may begin in a heading, and in which column of each its names stand. */
struct starts {
    size_t at[TABLES_MOST];
    size_t count;
    size_t who; /* from the beginning of each */
};

/* The first title that says who, behind the empty cells at the beginning; false when none does. */
static bool find_first(struct reading *reading, const struct record *record, struct starts *starts)
{
    size_t first = 0;
    while (first < record->count && text_is_blank(record->cells[first])) {
        first++;
    }
    size_t who = first;
    while (who < record->count && !says_who(reading, record->cells[who])) {
        who++;
    }
    starts->at[0] = first;
    starts->who = who - first;
    starts->count = who < record->count;
    return starts->count > 0;
}

/* Whether the titles from the first table on are the same ones over and over, to the end. */
static bool is_periodic(const struct record *record, size_t first, size_t start)
{
    size_t size = start - first;
    size_t end = record->count;
    while (end > start && text_is_blank(record->cells[end - 1])) {
        end--;
    }
    bool same = size >= 2 && (end - first) % size == 0;
    for (size_t i = start; i < end && same; i++) {
        same = same_title(record, i, i - size);
    }
    return same;
}

static struct starts list_starts(struct reading *reading, const struct record *record)
{
    struct starts starts;
    if (!find_first(reading, record, &starts)) {
        return starts;
    }
    bool periodic = false;
    for (size_t i = starts.at[0] + starts.who + 1; i < record->count; i++) {
        size_t start = i - starts.who;
        if (starts.count == TABLES_MOST || start <= starts.at[starts.count - 1] ||
            !same_title(record, starts.at[0] + starts.who, i) || titles_from(record, start) < 2) {
            continue;
        }
        periodic = periodic || is_periodic(record, starts.at[0], start);
        if (periodic || text_is_blank(record->cells[start - 1])) {
            starts.at[starts.count++] = start;
        }
    }
    return starts;
}

/* Whether a row below names somebody in the first table and somebody else in the second: a title
 * that stands twice above one table has its words in one place or the other (FORMATS.md 1.11). */
static bool rows_name_two(struct reading *reading, const struct starts *starts)
{
    struct record record;
    for (int i = 0; i < LINES && table_next(reading->table, &record); i++) {
        size_t one = starts->at[0] + starts->who;
        size_t other = starts->at[1] + starts->who;
        if (other < record.count && !text_is_blank(record.cells[one]) &&
            !text_is_blank(record.cells[other]) &&
            strcmp(record.cells[one], record.cells[other]) != 0) {
            return true;
        }
    }
    return false;
}

size_t beside_find(struct reading *reading, struct table_window **windows)
{
    struct table_place place = table_tell(reading->table);
    struct record record;
    struct starts starts = {.count = 0};
    bool heading = false;
    for (int i = 0; i < LINES && !heading && table_next(reading->table, &record); i++) {
        struct arena_mark mark = arena_mark(reading->scratch);
        heading = record.count <= WIDEST && heading_row_is(reading, NULL, &record);
        starts = heading ? list_starts(reading, &record) : starts;
        arena_release(reading->scratch, mark);
    }
    bool several = starts.count >= 2 && rows_name_two(reading, &starts);
    table_seek(reading->table, place);
    if (!several) {
        return 0;
    }
    size_t count = starts.count;
    *windows = arena_alloc_array(reading->arena, count, sizeof **windows);
    for (size_t i = 0; i < count; i++) {
        size_t behind = i + 1 < count ? starts.at[i + 1] : WIDEST;
        (*windows)[i] = (struct table_window){starts.at[i], behind - starts.at[i]};
    }
    return count;
}
