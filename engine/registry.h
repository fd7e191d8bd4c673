/* registry: the organisations of an edition: settle's door to resolve.
 *
 * Every distinct (name as typed, mail domain, place) is resolved once. One organisation is one
 * entry however it is spelled; the spelling itself is kept only when it led to a public body. Names
 * that wait for a person are collected for decisions.csv.
 */
#ifndef ENGINE_REGISTRY_H
#define ENGINE_REGISTRY_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/pipeline.h"
#include "engine/reference/reference.h"
#include "engine/settle/settle.h"

struct registry;

/* `decisions` are tables in reading order: those for all editions before the edition's own, which
 * win. `findings` is kept. */
struct registry *registry_create(struct arena *arena, struct reference *reference,
                                 const struct layout *layout, const char *match,
                                 const struct source *const *decisions, size_t decision_count,
                                 const struct finding_sink *findings);
struct organisation_door registry_door(struct registry *registry);
/* The CBS code of a municipality named in the settings (code or name); NULL when it is none. */
const char *registry_code_of(struct registry *registry, const char *text);
/* Fills municipalities, organisations and spellings of the edition, resolves the hosts of its
 * sessions, and lists the names that wait. */
void registry_finish(struct registry *registry, struct settled *settled);

#endif
