/* heading: what stands above a column, and what it means (headings.def). */
#ifndef ENGINE_RECOGNISE_HEADING_H
#define ENGINE_RECOGNISE_HEADING_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"
#include "engine/clean/duration.h"

enum role {
#define ROLE(name, nl, en) ROLE_##name,
#include "engine/recognise/roles.def"
#undef ROLE
    ROLE_COUNT_ALL
};

struct heading {
    enum role role;
    const char *plain; /* folded, without brackets and marks */
    bool dutch;        /* by a word that only Dutch files use */
    bool by_phrase;    /* the whole heading is a known phrase, not only words of it */
    bool utc;          /* says UTC */
    bool account;      /* "(Original Name)": below it, brackets hold the name of the account */
    bool orderer;      /* about who ordered or keeps the account, who need not be who comes: "Buyer
                          Email", "User Email" beside "Invitee Email" */
    enum duration_unit unit;
};

struct headings;

/* The table of phrases, ready for lookup. */
struct headings *headings_create(struct arena *arena);
/* The same table for another thread, with a memory of its own for the cells that it has read; as
 * long as the first one lives. */
struct headings *headings_fork(struct arena *arena, const struct headings *headings);
/* Strings live in `arena`. An empty cell gives ROLE_NONE. */
struct heading heading_read(const struct headings *headings, struct arena *arena, const char *cell);
/* The role of a cell of which the whole is a known phrase, else ROLE_NONE: cheaper than to read it.
 */
enum role heading_phrase_role(const struct headings *headings, struct arena *scratch,
                              const char *cell);
/* Folds a heading or a section title: lower-case, no accents, brackets, marks and hyphens. */
const char *heading_plain(struct arena *arena, const char *cell);
/* The words of a heading that a program ran together, "totalAttendanceInSeconds", apart; any other
 * cell as it is. */
const char *heading_words(struct arena *arena, const char *cell);
/* The unit of the numbers below a heading: minutes unless it says otherwise. */
enum duration_unit heading_unit(struct arena *arena, const char *cell);
/* Whether each stem (blank-separated) begins a word of the plain text. */
bool heading_has_stems(const char *plain, const char *stems);
/* The same of at least one of a list. */
bool heading_has_any(const char *plain, const char *const *stems, size_t count);
const char *role_word(enum role role, enum language language);
/* The role that a word of either language names, "e-mail", "joined"; ROLE_NONE when none is so
 * called. */
enum role heading_role_named(struct arena *scratch, const char *word);

#endif
