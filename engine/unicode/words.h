/* words: where the words and sentences of a text stand. A word is a run of letters (with the marks
 * on them); digits, hyphens and apostrophes separate words. A sentence ends at . ! ? or an ellipsis
 * before a blank, at a line break, at a semicolon, colon, bullet or bracket: wherever two words
 * beside each other do not form a phrase.
 *
 *     struct word word;
 *     for (size_t at = 0; words_next(text, &at, &word);)
 *         printf("%.*s%s", (int)word.size, text + word.start, word.opens ? " (opens)" : "");
 */
#ifndef ENGINE_UNICODE_WORDS_H
#define ENGINE_UNICODE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct word {
    size_t start, size; /* bytes */
    size_t letters;     /* code points */
    bool opens;         /* first word of a sentence or of a part between separators */
    bool ascii;         /* all letters are ASCII */
};

/* The next word at or after *position, which moves behind it; false when there is none. */
bool words_next(const char *text, size_t *position, struct word *word);

/* The next sentence for reading aloud: up to and with its closing mark, blanks at both ends left
 * out. An abbreviation of one letter ("d.w.z.") or a mark without a following blank ends nothing.
 */
bool words_next_sentence(const char *text, size_t *position, size_t *start, size_t *size);

#endif
