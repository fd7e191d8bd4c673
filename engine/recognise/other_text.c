/* other_text: see other_text.h. */
#include "engine/recognise/other_text.h"

#include <string.h>

static const struct other_text {
    const char *begin; /* in small letters */
    enum finding_rule rule;
    const char *nl, *en;
} texts[] = {
    {"<!doctype", FINDING_FILE_WEB_PAGE, "een webpagina, geen lijst", "a web page, not a list"},
    {"<html", FINDING_FILE_WEB_PAGE, "een webpagina, geen lijst", "a web page, not a list"},
    {"<head", FINDING_FILE_WEB_PAGE, "een webpagina, geen lijst", "a web page, not a list"},
    {"<meta", FINDING_FILE_WEB_PAGE, "een webpagina, geen lijst", "a web page, not a list"},
    {"<style", FINDING_FILE_WEB_PAGE, "een webpagina, geen lijst", "a web page, not a list"},
    {"<table", FINDING_FILE_WEB_PAGE, "een webpagina, geen lijst", "a web page, not a list"},
    {"<?xml", FINDING_FILE_WEB_PAGE, "XML, geen lijst", "XML, not a list"},
    {"{\"", FINDING_FILE_PROGRAM_DATA, "JSON, geen lijst", "JSON, not a list"},
    {"[{", FINDING_FILE_PROGRAM_DATA, "JSON, geen lijst", "JSON, not a list"},
    {"{\\rtf", FINDING_FILE_DOCUMENT, "een document, geen lijst", "a document, not a list"},
    {"begin:vcalendar", FINDING_FILE_CALENDAR, "een afspraak, geen lijst",
     "an appointment, not a list"},
    {"begin:vcard", FINDING_FILE_CALENDAR, "een visitekaartje, geen lijst",
     "a business card, not a list"},
    {"webvtt", FINDING_FILE_TRANSCRIPT, "ondertiteling, geen lijst", "subtitles, not a list"}};

static bool begins(const char *cell, const char *begin)
{
    while (*begin != '\0' && text_lower_char(*cell) == *begin) {
        cell++;
        begin++;
    }
    return *begin == '\0';
}

/* The first cell that says something. */
static const char *first_cell(struct reading *reading)
{
    struct record record;
    while (table_next(reading->table, &record)) {
        size_t first;
        size_t second;
        if (reading_filled_cells(&record, &first, &second) > 0) {
            return record.cells[first] + strspn(record.cells[first], " \t\"");
        }
    }
    return "";
}

/* -- e-mail ---------------------------------------------------------------------------------------
 */

/* What stands above an e-mail, as it travels and as Outlook writes it. */
enum mail_part { MAIL_FROM = 1, MAIL_TO = 2, MAIL_SUBJECT = 4, MAIL_TRAVELLED = 8 };

static unsigned mail_part(const char *line)
{
    static const struct {
        const char *begin;
        enum mail_part part;
    } parts[] = {{"from:", MAIL_FROM},
                 {"van:", MAIL_FROM},
                 {"to:", MAIL_TO},
                 {"aan:", MAIL_TO},
                 {"subject:", MAIL_SUBJECT},
                 {"onderwerp:", MAIL_SUBJECT},
                 {"return-path:", MAIL_TRAVELLED},
                 {"delivered-to:", MAIL_TRAVELLED},
                 {"received:", MAIL_TRAVELLED},
                 {"message-id:", MAIL_TRAVELLED},
                 {"mime-version:", MAIL_TRAVELLED}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (begins(line, parts[i].begin)) {
            return parts[i].part;
        }
    }
    return 0;
}

/* What follows the tags at the beginning: "<p><b><span>Van:</span></b>". */
static const char *behind_tags(const char *text)
{
    while (*text == '<') {
        text += strcspn(text, ">");
        text += *text == '>';
        text += strspn(text, " \t");
    }
    return text;
}

bool other_text_is_mail(struct reading *reading)
{
    enum { LINES = 2000 }; /* Outlook writes its styles above a page */
    struct table_place start = table_tell(reading->table);
    struct record record;
    unsigned seen = 0;
    for (size_t i = 0; i < LINES && table_next(reading->table, &record); i++) {
        size_t first;
        size_t second;
        if (reading_filled_cells(&record, &first, &second) > 0) {
            seen |=
                mail_part(behind_tags(record.cells[first] + strspn(record.cells[first], " \t")));
        }
    }
    table_seek(reading->table, start);
    const unsigned read = MAIL_FROM | MAIL_TO | MAIL_SUBJECT;
    const unsigned travelled = MAIL_FROM | MAIL_TRAVELLED;
    bool is = (seen & read) == read || (seen & travelled) == travelled;
    if (is) {
        reading->source->why = "een e-mail, geen lijst";
        reading->source->why_en = "an e-mail, not a list";
    }
    return is;
}

bool other_text_is(struct reading *reading, enum finding_rule *rule)
{
    struct table_place start = table_tell(reading->table);
    const char *cell = first_cell(reading);
    const struct other_text *found = NULL;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && found == NULL; i++) {
        found = begins(cell, texts[i].begin) ? &texts[i] : NULL;
    }
    table_seek(reading->table, start);
    if (found != NULL) {
        reading->source->why = found->nl;
        reading->source->why_en = found->en;
        bool mail = found->rule == FINDING_FILE_WEB_PAGE && other_text_is_mail(reading);
        *rule = mail ? FINDING_FILE_MAIL : found->rule;
    }
    return found != NULL;
}
