/* survey: a look at the beginning of a table: with which separator it reads best, and what its
 * first cells and headings are (format.h). Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_SURVEY_H
#define ENGINE_RECOGNISE_SURVEY_H

#include "engine/recognise/reading.h"

enum { SURVEY_RECORDS = 300, SURVEY_HEADINGS = 400 };

struct survey {
    struct format_clues clues;
    struct heading headings[SURVEY_HEADINGS];
    const char *starts[SURVEY_RECORDS];
    size_t above;      /* rows that may be titles above the list */
    bool list_began;   /* and one that is none */
    size_t best_known; /* known words in the best heading row */
    size_t width;      /* of that row, or the commonest width */
    size_t rows;
};

/* Chooses the separator (of a text that does not say it) and fills the survey; the place of reading
 * is the beginning of the table. */
void survey_read(struct reading *reading, struct survey *survey);

#endif
