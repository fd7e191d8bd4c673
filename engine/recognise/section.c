/* section: see section.h. */
#include "engine/recognise/section.h"

#include <string.h>

#include "engine/base/text.h"

static const struct {
    const char *begin;
    enum section_kind kind;
} titles[] = {
    {"host details", SECTION_STAFF},        {"panelist details", SECTION_STAFF},
    {"panellist details", SECTION_STAFF},   {"staff", SECTION_STAFF},
    {"organizer details", SECTION_STAFF},   {"organizers", SECTION_STAFF},
    {"panelists", SECTION_STAFF},           {"presenter details", SECTION_STAFF},
    {"staff details", SECTION_STAFF},       {"panelist report", SECTION_STAFF},
    {"other attended", SECTION_ATTENDANCE}, {"attendee details", SECTION_PLAIN},
    {"session details", SECTION_PLAIN},     {"general information", SECTION_PLAIN},
    {"registrant details", SECTION_PLAIN},  {"attendees", SECTION_PLAIN},
    {"participants", SECTION_PLAIN},        {"deelnemers", SECTION_PLAIN},
    {"registrants", SECTION_PLAIN},
};

bool section_is_title(struct reading *reading, const struct record *record)
{
    const char *only = NULL;
    for (size_t i = 0; i < record->count; i++) {
        if (!text_is_blank(record->cells[i])) {
            if (only != NULL) {
                return false;
            }
            only = record->cells[i];
        }
    }
    if (only == NULL || strlen(only) > 80) {
        return false;
    }
    if (text_is_digit(only[0]) && only[1] == '.' && text_is_blank_char(only[2])) {
        return true;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *plain = heading_plain(reading->scratch, only);
    bool known = false;
    for (size_t i = 0; i < sizeof titles / sizeof *titles && !known; i++) {
        known = strcmp(plain, titles[i].begin) == 0;
    }
    arena_release(reading->scratch, mark);
    return known;
}

enum section_kind section_kind_of(const char *title)
{
    for (size_t i = 0; title != NULL && i < sizeof titles / sizeof *titles; i++) {
        if (text_starts_with(title, titles[i].begin)) {
            return titles[i].kind;
        }
    }
    return SECTION_PLAIN;
}
