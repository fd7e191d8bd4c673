/* municipality_provider: what the page of one municipality may ask: everything of its edition, and
 * beside it `municipality.*` (itself), `province.*` and `size.*` (who took part there), and the map
 * on which it stands out (`municipality_map`). All of it comes from tables that are past the gate:
 * people are said in classes, as in the report of the week. */
#ifndef ENGINE_DOSSIER_MUNICIPALITY_PROVIDER_H
#define ENGINE_DOSSIER_MUNICIPALITY_PROVIDER_H

#include "engine/dossier/dossier.h"
#include "reports/model/template.h"

struct municipality_page {
    const char *code, *name;
    const struct published_table *reach;
    size_t row; /* in the table `reach`: every municipality of the layout */
};

/* How many municipalities the edition's layout has; 0 when it has none. */
size_t municipality_page_count(const struct dossier *dossier);
struct municipality_page municipality_page_at(const struct dossier *dossier, size_t row);

/* `page` and `week` (the provider of the edition) are borrowed. */
struct template_provider municipality_provider_create(struct arena *arena,
                                                      const struct dossier *dossier,
                                                      const struct municipality_page *page,
                                                      const struct template_provider *week,
                                                      enum language language);

#endif
