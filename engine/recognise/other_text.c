/* other_text: see other_text.h. */
#include "engine/recognise/other_text.h"

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
        *rule = found->rule;
    }
    return found != NULL;
}
