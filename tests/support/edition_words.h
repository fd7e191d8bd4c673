/* edition_words: what a settled edition says, as sorted lines of text, so that two editions can be
 * compared and a difference be read. Nothing in them depends on where in a file a row stands: no
 * line, no number of a person or a session. A person is a pseudonym: give both editions one key.
 *
 *     struct edition_words words = edition_words_of(arena, &edition, &(struct edition_view){0});
 *     words.lines[0]   "answer\tWat vond u?\t8\t\tEen loket"
 *
 * How many rows were read and what became of them stands apart: rows may be added that change
 * nothing else.
 */
#ifndef TESTS_SUPPORT_EDITION_WORDS_H
#define TESTS_SUPPORT_EDITION_WORDS_H

#include "engine/base/arena.h"
#include "engine/record/edition.h"

struct edition_words {
    const char **lines;
    size_t count;
};

/* What is not looked at; all zero: everything is. */
struct edition_view {
    bool sessions_unnamed;      /* titles of sessions are "*" */
    bool days_unknown;          /* when sessions were is "*" */
    bool answers_unread;        /* answers and remarks are left out */
    const char *path, *path_as; /* the file of this name is called by that one */
};

struct edition_words edition_words_of(struct arena *arena, const struct edition *edition,
                                      const struct edition_view *view);

/* The lines that only one of the two has, "- " before those of the first, "+ " before those of the
 * second, each with its line end; NULL when there are none. Lines of the second that hold one of
 * the words, up to NULL, do not count. */
const char *edition_words_differ(struct arena *arena, const struct edition_words *first,
                                 const struct edition_words *second, const char *const *words);

#endif
