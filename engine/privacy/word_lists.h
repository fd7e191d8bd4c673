/* word_lists: short lists of words that tell where a name stands or does not (person_words.c). They
 * are in small letters, but for the places; words of a text are compared without regard to case.
 */
#ifndef ENGINE_PRIVACY_WORD_LISTS_H
#define ENGINE_PRIVACY_WORD_LISTS_H

#include <stdbool.h>
#include <stddef.h>

struct word_list {
    const char *const *words;
    size_t count;
};

/* Between a given name and a surname. */
extern const struct word_list word_list_infixes;
/* Behind a form of address stands a surname, behind a greeting a name. */
extern const struct word_list word_list_addresses;
extern const struct word_list word_list_greetings;
/* Forms of address only with a point behind them. */
extern const struct word_list word_list_pointed;
/* Given names that are everyday words: at the start of a sentence, and alone in small letters, they
 * are read as words. */
extern const struct word_list word_list_everyday;
/* Places that look like a surname with infixes. */
extern const struct word_list word_list_places;

/* Is the word on the list? */
bool word_list_holds(const struct word_list *list, const char *s, size_t size);

/* One of word_list_infixes. */
bool word_list_is_infix(const char *s, size_t size);
/* Infixes that are ordinary words before a noun: "in het bos". */
bool word_list_is_weak_infix(const char *s, size_t size);
/* One of word_list_everyday. */
bool word_list_is_everyday_word(const char *s, size_t size);
/* Words with a capital that follow a name in a sentence without being part of it. */
bool word_list_is_sentence_word(const char *s, size_t size);
/* Words that tools and people put in a name field and that are nobody's name. */
bool word_list_is_no_name(const char *s, size_t size);

#endif
