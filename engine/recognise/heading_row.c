/* heading_row: see heading_row.h. */
#include "engine/recognise/heading_row.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/date.h"
#include "engine/recognise/across.h"
#include "engine/recognise/columns.h"

static bool is_whole_date(const char *cell)
{
    struct date_style style = {0};
    struct moment moment;
    return cell[strcspn(cell, "0123456789")] != '\0' &&
           date_read(cell, &style, &moment) == CLEANED && (moment.flags & MOMENT_DATE);
}

static bool is_about_person(enum role role)
{
    return role >= ROLE_NAME && role <= ROLE_ORGANISATION;
}

/* One cell alone is a heading when it is the title of a list of people. Lines that are cut at a
 * mark that they do not hold are all of this kind. */
static bool is_lone_heading(struct reading *reading, const char *cell)
{
    struct arena_mark mark = arena_mark(reading->scratch);
    enum role role = heading_phrase_role(reading->headings, reading->scratch, cell);
    arena_release(reading->scratch, mark);
    return is_about_person(role);
}

/* Whether the record names somebody where the table above it has its names: then it is a row,
 * however many of its cells are words that also stand above columns ("van", "Gemeente Breda",
 * "Workshop Klantreis"). */
static bool names_somebody_below(struct reading *reading, const struct plan *above,
                                 const struct record *record)
{
    static const enum role roles[] = {ROLE_NAME, ROLE_FIRST, ROLE_LAST};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        int at = above->at[roles[i]];
        if (at != NO_COLUMN && (size_t)at < record->count && !text_is_blank(record->cells[at]) &&
            heading_read(reading->headings, reading->scratch, record->cells[at]).role ==
                ROLE_NONE) {
            return true;
        }
    }
    return false;
}

/* "Meeting title" with "Workshop over de gemeente" behind it: a key and what it says, although
 * words of it stand above columns elsewhere. Only whole phrases make two such cells a heading, and
 * words that say who somebody is. */
bool heading_row_is_key(struct reading *reading, const struct plan *above,
                        const struct record *record)
{
    size_t first;
    size_t second;
    if (reading_filled_cells(record, &first, &second) != 2 || second != first + 1 ||
        (above != NULL && names_somebody_below(reading, above, record))) {
        return false;
    }
    struct heading key = heading_read(reading->headings, reading->scratch, record->cells[first]);
    struct heading value = heading_read(reading->headings, reading->scratch, record->cells[second]);
    bool about_session = (key.role >= ROLE_SESSION && key.role <= ROLE_EVENT_END) ||
                         (key.role >= ROLE_HOST && key.role <= ROLE_VENUE) ||
                         key.role == ROLE_MEETING_ID || key.role == ROLE_COUNT;
    bool about_somebody = value.role >= ROLE_NAME && value.role <= ROLE_REGISTERED;
    return about_session && !value.by_phrase && !about_somebody;
}

/* In a report that begins with a summary every pair of cells is of that kind: its tables are wider.
 */
static bool is_pair_of_summary(const struct reading *reading, const struct record *record)
{
    size_t first;
    size_t second;
    return (reading->format->traits & TRAIT_SUMMARY) &&
           reading_filled_cells(record, &first, &second) == 2 && second == first + 1;
}

static bool is_number(const char *cell)
{
    return text_is_digit(cell[0]) && cell[strspn(cell, "0123456789")] == '\0';
}

/* "Aalsmeer;27082": a number is no title, and one title alone makes no heading of two cells but in
 * a form. A table that stands beside the lists has hundreds of such rows; to look for titles in
 * all their names would take longer than to read the table. */
static bool is_name_with_number(const struct reading *reading, const struct record *record)
{
    size_t first;
    size_t second;
    return (reading->format->traits & TRAIT_FORM) == 0 &&
           reading_filled_cells(record, &first, &second) == 2 &&
           (is_number(record->cells[first]) || is_number(record->cells[second]));
}

/* Who, and behind it nothing but sessions: "Naam;Ma 5 okt 10:00 Brieven;Di 6 okt 13:00 Klantreis".
 */
static bool is_name_with_sessions(struct reading *reading, const struct record *record)
{
    enum { LEAST = 3 };
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *cell = record->cells[i];
        if (text_is_blank(cell)) {
            continue;
        }
        filled++;
        if (filled == 1 ? !is_lone_heading(reading, cell) : !across_names_session(reading, cell)) {
            return false;
        }
    }
    return filled >= LEAST;
}

/* Whether edition.ini says what one of its columns means. */
static bool is_said(struct reading *reading, const struct record *record)
{
    bool said = false;
    for (size_t i = 0; i < record->count && reading->context->override.column_count > 0; i++) {
        said = said || (!text_is_blank(record->cells[i]) &&
                        columns_said(reading, record->cells[i]) != ROLE_NONE);
    }
    return said;
}

bool heading_row_is(struct reading *reading, const struct plan *above, const struct record *record)
{
    if (above == NULL && is_said(reading, record)) {
        return true;
    }
    if (above != NULL && names_somebody_below(reading, above, record)) {
        return false;
    }
    for (size_t i = 0; i < record->count; i++) {
        if (strchr(record->cells[i], '@') != NULL) {
            return false; /* an address: a row about somebody */
        }
    }
    if (record->count == 1) {
        return is_lone_heading(reading, record->cells[0]);
    }
    if (is_name_with_number(reading, record) || is_pair_of_summary(reading, record) ||
        heading_row_is_key(reading, NULL, record)) {
        return false;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    size_t known = 0;
    size_t phrases = 0;
    size_t people = 0;
    size_t dates = 0;
    size_t filled = 0;
    size_t numbers = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *cell = record->cells[i];
        if (*cell == '\0') {
            continue;
        }
        filled++;
        numbers += is_number(cell);
        struct heading heading = heading_read(reading->headings, reading->scratch, cell);
        bool date = is_whole_date(cell);
        dates += date;
        known += heading.role != ROLE_NONE && !date;
        phrases += heading.by_phrase && !date;
        people += heading.by_phrase && is_about_person(heading.role);
    }
    bool first_known =
        record->count > 0 &&
        heading_read(reading->headings, reading->scratch, record->cells[0]).role != ROLE_NONE;
    arena_release(reading->scratch, mark);
    if (dates > 0 && people < 2) {
        /* "Nr;Naam;Gemeente;5-10-2026;6-10-2026": a column per day, and nothing but titles. */
        bool per_day = people == 1 && known >= 2 && dates >= 2 && numbers == 0;
        return above == NULL && (per_day || is_name_with_sessions(reading, record));
    }
    /* Below a heading stand rows: another one must say so in whole headings, not in parts of them.
     */
    if (above != NULL && filled > 1 && (phrases < 2 || phrases * 2 < filled)) {
        return false;
    }
    /* A form begins with the time of filling in; the rest are questions in the maker's own words.
     */
    bool form =
        (reading->format->traits & TRAIT_FORM) != 0 && dates == 0 && filled >= 2 && first_known;
    return known >= 2 || form || (filled == 1 && people == 1 && first_known) ||
           (people == 1 && is_name_with_sessions(reading, record));
}
