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

/* Beginnings of the words of which such titles are made, in every language in which they are known;
 * `kind` is what a word makes of the table below. */
static const struct {
    const char *stem;
    enum section_kind kind;
} words[] = {
    {"host", SECTION_STAFF},       {"gastheer", SECTION_STAFF},    {"gastgeber", SECTION_STAFF},
    {"anfitri", SECTION_STAFF},    {"hote", SECTION_STAFF},        {"lhote", SECTION_STAFF},
    {"panel", SECTION_STAFF},      {"podium", SECTION_STAFF},      {"organiz", SECTION_STAFF},
    {"organis", SECTION_STAFF},    {"presenter", SECTION_STAFF},   {"presentator", SECTION_STAFF},
    {"spreker", SECTION_STAFF},    {"speaker", SECTION_STAFF},     {"staff", SECTION_STAFF},
    {"medewerker", SECTION_STAFF}, {"moderator", SECTION_STAFF},   {"overige", SECTION_ATTENDANCE},
    {"other", SECTION_ATTENDANCE}, {"andere", SECTION_ATTENDANCE}, {"autre", SECTION_ATTENDANCE},
    {"otros", SECTION_ATTENDANCE}, {"outros", SECTION_ATTENDANCE}, {"altri", SECTION_ATTENDANCE},
    {"inni", SECTION_ATTENDANCE},  {"detail", SECTION_PLAIN},      {"detal", SECTION_PLAIN},
    {"dettagli", SECTION_PLAIN},   {"gegevens", SECTION_PLAIN},    {"deelnemer", SECTION_PLAIN},
    {"teilnehm", SECTION_PLAIN},   {"particip", SECTION_PLAIN},    {"partecip", SECTION_PLAIN},
    {"asistent", SECTION_PLAIN},   {"attend", SECTION_PLAIN},      {"uczestnik", SECTION_PLAIN},
    {"aanwezig", SECTION_PLAIN},   {"registr", SECTION_PLAIN},     {"aanmeld", SECTION_PLAIN},
    {"bezoeker", SECTION_PLAIN},   {"rapport", SECTION_PLAIN},     {"report", SECTION_PLAIN},
    {"bericht", SECTION_PLAIN},    {"informe", SECTION_PLAIN},     {"relatorio", SECTION_PLAIN},
    {"raport", SECTION_PLAIN},     {"leden", SECTION_PLAIN},
};

/* Small words between them, whole. */
static const char joints[] =
    "|van|de|het|der|die|des|den|en|and|und|et|y|e|i|of|the|over|voor|von|zu|"
    "sur|du|les|la|le|del|de|los|do|dos|da|o|as|lid|&|";

/* What the words of a title make of the table below it; false when one of them says nothing about a
 * table of people. */
static bool read_words(const char *plain, enum section_kind *kind)
{
    enum { WORDS_MOST = 6, LONGEST = 20 };
    size_t count = 0;
    bool content = false;
    *kind = SECTION_PLAIN;
    for (const char *s = plain; *s != '\0'; count++) {
        size_t size = strcspn(s, " ");
        char whole[LONGEST + 3] = "|";
        bool known = size > 0 && size <= LONGEST;
        if (known) {
            memcpy(whole + 1, s, size);
            whole[size + 1] = '|';
            known = strstr(joints, whole) != NULL;
        }
        for (size_t i = 0; !known && i < sizeof words / sizeof *words; i++) {
            if (strncmp(s, words[i].stem, strlen(words[i].stem)) == 0) {
                known = content = true;
                *kind = *kind == SECTION_PLAIN ? words[i].kind : *kind;
            }
        }
        if (!known || count == WORDS_MOST) {
            return false;
        }
        s += size + (s[size] == ' ');
    }
    return content;
}

bool section_may_be_title(struct reading *reading, const char *cell)
{
    enum { LONGEST = 80 };
    if (strnlen(cell, LONGEST) == LONGEST) {
        return false;
    }
    enum section_kind kind;
    struct arena_mark mark = arena_mark(reading->scratch);
    bool may = read_words(heading_plain(reading->scratch, cell), &kind);
    arena_release(reading->scratch, mark);
    return may;
}

enum section_kind section_kind_of(const char *title)
{
    for (size_t i = 0; title != NULL && i < sizeof titles / sizeof *titles; i++) {
        if (text_starts_with(title, titles[i].begin)) {
            return titles[i].kind;
        }
    }
    enum section_kind kind;
    return title != NULL && read_words(title, &kind) ? kind : SECTION_PLAIN;
}
