/* language: the two languages of messages and reports. */
#ifndef ENGINE_BASE_LANGUAGE_H
#define ENGINE_BASE_LANGUAGE_H

#include <stdint.h>

enum language { LANGUAGE_NL, LANGUAGE_EN, LANGUAGES };

/* The word behind a count, of {{"rij", "rijen"}, {"row", "rows"}}. */
static inline const char *language_counted(const char *const words[LANGUAGES][2], uint64_t count,
                                           enum language language)
{
    return words[language][count == 1 ? 0 : 1];
}

#endif
