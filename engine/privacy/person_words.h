/* person_words: where in a text the name of a person stands. It knows the names of the people of an
 * edition, and names that are common (given_names.def, surnames.def), so that it also finds
 * somebody who is on no list.
 *
 *     struct person_words *words = person_words_create(arena);
 *     person_words_add(words, "sanne de vries");
 *     size = person_words_at(words, scratch, "Sanne was goed", &place);     5
 */
#ifndef ENGINE_PRIVACY_PERSON_WORDS_H
#define ENGINE_PRIVACY_PERSON_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

struct plain_words;
struct person_words;

struct person_words *person_words_create(struct arena *arena);
/* A name as folded by fold_case; its first and last words count as given name and surname. */
void person_words_add(struct person_words *words, const char *folded_name);

/* What the words before a place say of it. */
enum person_cue {
    CUE_NONE,
    CUE_ADDRESS, /* mevrouw, dhr., dr.: a surname follows, whatever it is */
    CUE_GREETING /* groet, namens, ik heet: a name follows */
};

struct person_place {
    bool starts; /* a sentence starts here: a capital says nothing */
    enum person_cue cue;
    /* Only whole names, given name and surname together: for titles and other texts where a lone
     * word is rarely a name. */
    bool whole_only;
};

/* Every word that may be a name, a part of one, a cue or the beginning of a place is held by these;
 * for passing over the others quickly. */
const struct plain_words *person_words_plain(const struct person_words *words);
/* The size of the name that starts at s; 0 when none does. */
size_t person_words_at(const struct person_words *words, struct arena *scratch, const char *s,
                       const struct person_place *place);
/* The size of a place at s that looks like a surname ("Den Bosch"); 0 when there is none. */
size_t person_words_place(const char *s);
/* The cue that the word at s is for what follows it; *size of the word with its point. */
enum person_cue person_words_cue(const char *s, size_t *size);
/* The size of the word (letters, marks, apostrophes and hyphens inside) at s; 0 when there is none.
 */
size_t person_words_word(const char *s);

#endif
