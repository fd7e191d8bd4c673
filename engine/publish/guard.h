/* guard: which words the figures allow. A template never says "meer", "hoger" or "verschilt"; it
 * asks for a comparison of two figures and gets a sentence that their values and doubts carry.
 *
 *   - two full counts (doubt none): what the numbers say;
 *   - otherwise the intervals decide: apart means more or less; together means "ongeveer evenveel"
 *     only when even their far ends differ by no more than a twentieth of the greater value,
 *     else "niet te zeggen";
 *   - a figure without value, or with doubt but without an interval, can be compared with nothing;
 *   - figures of different units cannot be compared.
 */
#ifndef ENGINE_PUBLISH_GUARD_H
#define ENGINE_PUBLISH_GUARD_H

#include "engine/base/arena.h"
#include "engine/record/figure.h"

enum verdict {
    VERDICT_MORE, /* the first is more */
    VERDICT_LESS,
    VERDICT_EQUAL, /* two full counts of the same size */
    VERDICT_ABOUT, /* the same for every practical purpose */
    VERDICT_UNKNOWN
};

enum verdict guard_compare(const struct figure *a, const struct figure *b);

/* The same when the difference a - b has limits of its own: more only when both are above zero. */
enum verdict guard_difference(const struct figure *a, const struct figure *b, double low,
                              double high);

/* "Het aantal aanmeldingen is hoger dan het aantal mensen dat kwam: 2.414 tegenover 1.030." The
 * names are noun phrases in the report's language. */
const char *guard_sentence(struct arena *arena, const struct figure *a, const char *a_name,
                           const struct figure *b, const char *b_name, enum language language);

/* The sentence of a verdict on them. */
const char *guard_sentence_of(struct arena *arena, enum verdict verdict, const struct figure *a,
                              const char *a_name, const struct figure *b, const char *b_name,
                              enum language language);

/* The name of a figure as a noun phrase; its id when it has none. */
const char *guard_name(const char *id, enum language language);

#endif
