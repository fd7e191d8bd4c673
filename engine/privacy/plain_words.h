/* plain_words: passes over what is plain in a text: words that are nobody's name, with a blank or
 * an ordinary sign behind them. Most words of most texts are, so they cost no more here than their
 * hash. A word may be held back that need not have been, never the reverse.
 *
 *     struct plain_words *words = plain_words_create(arena);
 *     plain_words_hold(words, "jansen", 6, HOLD_CAPITAL | HOLD_BEHIND);
 *     s = plain_words_pass(words, text, &place);         the place where to look
 */
#ifndef ENGINE_PRIVACY_PLAIN_WORDS_H
#define ENGINE_PRIVACY_PLAIN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

struct plain_words;
struct word_text; /* word_text.h */

struct plain_words *plain_words_create(struct arena *arena);

/* Where a word may mean something. */
enum hold {
    HOLD_CAPITAL = 1, /* with a capital */
    HOLD_SMALL = 2,   /* without */
    /* Behind a leader, with or without: one bit for each of the above that the leader is held by.
     */
    HOLD_SHIFT = 2,
    HOLD_BEHIND = (HOLD_CAPITAL | HOLD_SMALL) << HOLD_SHIFT,
    HOLD_ALL = HOLD_CAPITAL | HOLD_SMALL | HOLD_BEHIND
};

/* This word, folded, may mean something there: bits of enum hold. One with other signs than letters
 * is never passed over, and need not be held. */
void plain_words_hold(struct plain_words *words, const char *word, size_t size, unsigned where);

/* Leaders mean something only before a word that is held behind them: "van Jansen", "wil Jansen".
 */
enum lead {
    LEAD_INFIX,   /* or before another infix: "van der Berg" */
    LEAD_EVERYDAY /* with a capital only where a sentence starts: "Wil" */
};

/* This word is held, and passed over when the word behind it means nothing there. */
void plain_words_lead(struct plain_words *words, const char *word, size_t size, enum lead lead);
/* With a capital it leads no more: it is held. */
void plain_words_hold_capital(struct plain_words *words, const char *word, size_t size);

/* May these letters be a word that is held, with a capital or not? */
bool plain_words_may_hold(const struct plain_words *words, const char *word, size_t size);

/* Passes from s on, where no word or number runs into; the place where it stopped, the end at most.
 * *starts: a sentence starts at s, and then at that place. *stands_free: a word stands at that
 * place that may be held, but is no address and no number, nor part of one. */
const char *plain_words_pass(const struct plain_words *words, struct word_text *text, const char *s,
                             bool *starts, bool *stands_free);

#endif
