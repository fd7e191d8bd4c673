/* resolve: which organisation a person wrote, and whose residents come with it.
 *
 *     struct resolver_options options = {.layout = layout, .match = RESOLVE_FUZZY};
 *     struct resolver *resolver = resolver_create(arena, reference, &options);
 *     const struct resolution *answer = resolver_resolve(resolver, "Gem. A'dam, KCC", NULL, NULL);
 *     answer->codes[0] == 363, answer->status == MATCH_CERTAIN, answer->method "structure"
 *
 * The text, the mail domain of the same row and a place or province are looked at together; where
 * they disagree the answer is at most probable and `contradicted` is set. A decision of a person
 * goes before everything. DESIGN.md section 5, points 8 to 10 and 21, is the law.
 *
 * Every distinct (text, domain, hint) is worked out once; the answer stays in the arena. Answers do
 * not depend on the order of the questions. A resolver is for one thread.
 */
#ifndef ENGINE_RESOLVE_RESOLVE_H
#define ENGINE_RESOLVE_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/record/edition.h"
#include "engine/reference/reference.h"

enum resolve_match {
    RESOLVE_FUZZY, /* the whole cascade */
    RESOLVE_ALIAS, /* without the nearest name */
    RESOLVE_EXACT  /* names of the layout only, A to Z folded, a leading "gemeente " dropped; no
                      other evidence */
};
/* "exact", "alias", "fuzzy" or NULL (fuzzy). */
enum resolve_match resolve_match_of(const char *word);

/* A row of decisions.csv whose column besluit is filled. */
struct decision {
    const char *name;    /* naam: the spelling that it is about */
    const char *verdict; /* besluit: CBS codes, an exact name, a kind, or "geen" */
};

enum decision_state {
    DECISION_NOT_USED, /* fits no name that was asked for: stale */
    DECISION_USED,     /* decided at least one answer */
    DECISION_NOT_UNDERSTOOD
};

struct resolver_options {
    const struct layout *layout;
    enum resolve_match match;
    const struct decision *decisions; /* an edition's own before those for all: the first wins */
    size_t decision_count;
};

/* Why a name waits for a person. */
enum waits_for { WAITS_NOT, WAITS_AMBIGUOUS, WAITS_SPLIT, WAITS_LARGE_PARTNERSHIP };

struct resolution {
    uint32_t number;             /* of the question, from 0 in order of arrival */
    enum organisation_kind kind; /* NOBODY: non-answers and private persons */
    enum match_status status;
    const char *method;   /* exact normalised alias structure domain place fuzzy decision unknown */
    double score, margin; /* 0 to 1 */
    const char *runner_up; /* the next best name, "" when there is none */
    const uint16_t *codes; /* CBS numbers in the layout, ascending: the municipality, the members of
                              a partnership, all that are named, or the candidates when ambiguous */
    size_t code_count;
    const char *name; /* official name of a public body, NULL for any other */
    /* Equal for all spellings of one organisation: "GM0363", "GM0546 GM0547" for several at once,
     * "org:" and the official name, "name:" and a hash of the normalised spelling; "" for nobody.
     */
    const char *key;
    bool adds_residents; /* its members' residents count as reached through a partnership */
    int members_year;    /* of the list of members, 0 without */
    bool counts;         /* is an organisation at all (DESIGN.md section 5, point 8) */
    bool contradicted;   /* text and other evidence point to different bodies: a finding */
    enum waits_for waits;
};

struct resolver;

struct resolver *resolver_create(struct arena *arena, struct reference *reference,
                                 const struct resolver_options *options);

/* `text`: as typed, may be NULL or empty. `domain`: of the row's mail address, or the whole
 * address, or NULL. `hint`: a place or province of the same row, or NULL. Never NULL; the same
 * pointer for the same question. */
const struct resolution *resolver_resolve(struct resolver *resolver, const char *text,
                                          const char *domain, const char *hint);

/* What became of options->decisions[i], after all names were asked for. */
enum decision_state resolver_decision_state(const struct resolver *resolver, size_t i);

/* Residents in the layout of a list of codes (each once). */
int64_t resolver_residents(const struct resolver *resolver, const uint16_t *codes, size_t count);

/* True for mail domains that say nothing about an organisation (gmail, ziggo ...). */
bool resolver_is_private_domain(const char *domain);

#endif
