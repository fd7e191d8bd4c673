/* preamble: see preamble.h. */
#include "engine/recognise/preamble.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/recognise/section.h"

/* Words of a first line that say what kind of list it is and not of which session. */
static bool is_generic_title(const char *plain)
{
    static const char *const words[] = {"presentielijst",  "aanmeldlijst",
                                        "aanmeldingen",    "deelnemerslijst",
                                        "deelnemers",      "aanwezigheidslijst",
                                        "aanwezigheid",    "inschrijvingen",
                                        "attendance list", "attendance report",
                                        "attendee report", "registration report",
                                        "meeting summary", "lijst",
                                        "overzicht",       "export",
                                        "presentie",       "participants",
                                        "attendees",       "registrations",
                                        "programma",       "programme",
                                        "evaluatie",       "evaluation"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(plain, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void set_title(struct reading *reading, const char *text)
{
    /* Teams wrote "null" for a meeting without a title. */
    if (reading->title == NULL && !text_is_blank(text) && strcmp(text, "null") != 0) {
        reading->title = text_trim(reading->keep, text);
        if (reading->source->title == NULL) {
            reading->source->title = reading->title;
        }
    }
}

/* A key and its value: title, start, end or day of the meeting. */
static void take_key(struct reading *reading, const char *key, const char *value)
{
    struct source *source = reading->source;
    struct heading heading = heading_read(reading->headings, reading->arena, key);
    struct date_style style = {.order = reading->context->override.date_order, .utc = heading.utc};
    if (style.order == 0 && (reading->format->traits & TRAIT_MONTH_FIRST)) {
        style.order = 'm';
    }
    struct moment moment;
    reading->dutch_words += heading.dutch;
    reading->known_words += heading.role != ROLE_NONE;
    bool dated = date_read(value, &style, &moment) == CLEANED;
    struct moment *start = reading->again ? &reading->start : &source->start;
    if (heading.role == ROLE_TITLE || heading.role == ROLE_SESSION || heading.role == ROLE_EVENT) {
        set_title(reading, value);
    } else if (dated && (heading.role == ROLE_END || heading.role == ROLE_EVENT_END)) {
        source->end = reading->again ? (struct moment){0} : reading_joined(*start, moment);
    } else if (dated && heading.role == ROLE_DAY) {
        *start = reading_joined(moment, *start);
    } else if (dated && (heading.role == ROLE_START || heading.role == ROLE_EVENT_START)) {
        *start = reading_joined(*start, moment);
    } else if ((reading->format->traits & TRAIT_SUMMARY) && heading.role == ROLE_NONE) {
        /* A language whose words are not known: the first text is the title, then start and end. */
        if (dated && (moment.flags & MOMENT_DATE)) {
            struct moment *where = moment_is_set(source->start) ? &source->end : &source->start;
            *where = moment;
        } else if (!dated && value[strspn(value, "0123456789")] != '\0') {
            set_title(reading, value);
        }
    }
}

void preamble_cell_read(struct reading *reading, const char *cell)
{
    const char *colon = strchr(cell, ':');
    if (colon != NULL && colon[1] == ' ') {
        const char *key = arena_copy(reading->scratch, cell, (size_t)(colon - cell));
        if (heading_read(reading->headings, reading->scratch, key).role != ROLE_NONE) {
            take_key(reading, key, colon + 1);
            return;
        }
    }
    if (!is_generic_title(heading_plain(reading->scratch, cell)) &&
        !section_may_be_title(reading, cell) && strlen(cell) < 200 &&
        !(reading->format->traits & TRAIT_SUMMARY)) {
        set_title(reading, cell);
    }
}

void preamble_row_read(struct reading *reading, const struct record *record)
{
    size_t first;
    size_t second;
    size_t filled = reading_filled_cells(record, &first, &second);
    if (filled >= 2 && second == first + 1) {
        take_key(reading, record->cells[first], record->cells[second]);
    } else if (filled == 1) {
        preamble_cell_read(reading, record->cells[first]);
    }
}

/* The values under an "about" heading. */
void preamble_about_read(struct reading *reading, const struct plan *plan,
                         const struct record *record)
{
    for (size_t i = 0; i < plan->count && i < record->count; i++) {
        enum role role = plan->columns[i].role;
        if (!text_is_blank(record->cells[i]) &&
            (role == ROLE_TITLE || role == ROLE_SESSION || role == ROLE_EVENT || role == ROLE_DAY ||
             role == ROLE_START || role == ROLE_EVENT_START || role == ROLE_END ||
             role == ROLE_EVENT_END)) {
            take_key(reading, plan->columns[i].title, record->cells[i]);
        }
    }
}
