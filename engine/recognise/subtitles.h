/* subtitles: rows below a heading that say more about its columns, as survey tools write them.
 * Internal to recognise/.
 *
 *     StartDate,Q1           Qualtrics: codes, what they stand for,
 *     Start Date,Your grade? and a row for machines
 *     "{""ImportId"":...
 *
 *     Respondent ID,Your grade?,Which sessions?,    SurveyMonkey: how a question is answered,
 *     ,Response,Klantreis,Brieven                   or the options of it
 */
#ifndef ENGINE_RECOGNISE_SUBTITLES_H
#define ENGINE_RECOGNISE_SUBTITLES_H

#include "engine/recognise/reading.h"

/* The heading that was just read, in words that say most; rows that explain it are read over. The
 * cells of `heading` are gone afterwards when it is not what comes back. */
struct record subtitles_read(struct reading *reading, const struct record *heading);

#endif
