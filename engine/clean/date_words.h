/* date_words: names of months, weekdays and zones as they stand in cells, lower-case. Internal to
 * date.c. */
#ifndef ENGINE_CLEAN_DATE_WORDS_H
#define ENGINE_CLEAN_DATE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

/* Words are cut at DATE_WORD - 1 bytes before they are asked here. */
enum { DATE_WORD = 16 };

/* 1 to 12, or 0; sets *dutch for a name that only Dutch has. */
int date_month(const char *word, bool *dutch);
/* A word that stands between a day and a clock. */
bool date_is_joint(const char *word);
bool date_is_weekday(const char *word);
/* Seconds east of UTC. */
bool date_zone(const char *word, int64_t *offset);

#endif
