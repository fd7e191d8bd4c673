/* domain: the mail domain of every address. Behind this, nobody asks for the addresses themselves,
 * which are a good part of a large edition: they go. */
#include <string.h>

#include "engine/settle/collect.h"

static uint32_t domain_of(struct settle *settle, uint32_t mail)
{
    const char *address = intern_string(settle->mails, mail);
    const char *at = strrchr(address, '@');
    return at == NULL || at[1] == '\0' ? NONE : intern_put(settle->domains, at + 1, strlen(at + 1));
}

void domain_settle(struct settle *settle)
{
    size_t count = intern_count(settle->mails);
    settle->domains = intern_create(settle->arena);
    settle->domain = arena_alloc_full(settle->passing, count + 1, sizeof *settle->domain);
    for (uint32_t i = 0; i < count; i++) {
        settle->domain[i] = domain_of(settle, i);
    }
    arena_destroy(settle->mails_arena);
    settle->mails_arena = NULL;
    settle->mails = NULL;
}

const char *settle_domain(const struct settle *settle, uint32_t mail)
{
    uint32_t domain = settle_domain_number(settle, mail);
    return domain == NONE ? NULL : intern_string(settle->domains, domain);
}
