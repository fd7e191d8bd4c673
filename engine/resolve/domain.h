/* domain: what a mail address or a web address says about an organisation. */
#ifndef ENGINE_RESOLVE_DOMAIN_H
#define ENGINE_RESOLVE_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/reference/tables.h"

struct domain_table;

struct domain_table *domain_table_create(struct arena *arena,
                                         const struct reference_tables *tables);

/* What is known of the domain or, label by label, of the one above it ("kcc.zwolle.nl"). Private
 * domains are never known. NULL: unknown. `domain` is lower-case. */
const struct table_domain *domain_table_find(const struct domain_table *table, const char *domain);

/* The lower-case domain of "a@b.nl", "https://www.b.nl/contact", "www.b.nl" or "b.nl"; NULL when
 * the word is nothing of the kind. */
const char *domain_of(struct arena *scratch, const char *word, size_t size);

/* Takes addresses out of a text: *rest is the text without them, *domain the first domain or NULL.
 */
void domain_take_out(struct arena *scratch, const char *text, const char **rest,
                     const char **domain);

bool domain_is_private(const char *domain);

#endif
