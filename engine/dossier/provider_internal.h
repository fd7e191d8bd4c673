/* provider_internal: what the files of the provider share; for provider*.c only. */
#ifndef ENGINE_DOSSIER_PROVIDER_INTERNAL_H
#define ENGINE_DOSSIER_PROVIDER_INTERNAL_H

#include "engine/dossier/provider.h"

struct provider {
    struct arena *arena;
    const struct dossier *dossier;
    const struct release *before;
    const struct submission *submission; /* NULL outside a submission */
    enum language language;
};

static inline const char *in(const struct provider *provider, const char *nl, const char *en)
{
    return provider->language == LANGUAGE_NL ? nl : en;
}

/* The tables that are made of published figures; NULL after the last. */
const char *provider_made_table(size_t number);
/* For template_provider: a published table, or a made one. False: no such query. */
bool provider_give_table(void *context, const char *query, struct data_table *table);

#endif
