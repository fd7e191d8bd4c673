/* date_tokens: a cell as numbers, words and marks, for the grammar of dates. Internal to date.c. */
#ifndef ENGINE_CLEAN_DATE_TOKENS_H
#define ENGINE_CLEAN_DATE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/clean/date_words.h"

enum { DATE_TOKENS = 24 }; /* no date has more */

struct date_token {
    char kind;            /* 'n' number, 'w' word, or the mark itself; 0 at the end */
    char word[DATE_WORD]; /* lower-case, ASCII or UTF-8 cut at DATE_WORD - 1 */
    int64_t number;
    int digits;
    const char *end; /* behind the token in the text */
    bool spaced;     /* a blank stands before it */
};

/* Fills the tokens, all zero before; how many, or 0 when the text is too long to be a date. */
size_t date_tokens_read(const char *s, struct date_token *tokens);
/* Bytes of a blank at s: ASCII, U+00A0, U+2009, U+202F, U+FEFF; 0 when there is none. */
size_t date_blank(const char *s);
bool date_is_word_byte(char c);

#endif
