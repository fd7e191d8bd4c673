/* templates: looks up an embedded template or profile by its file name. */
#include "reports/model/templates.h"

#include <string.h>

#include "reports/model/template.h"

struct bytes template_builtin(const char *name)
{
    for (size_t i = 0; i < templates_embedded_count; i++) {
        if (strcmp(templates_embedded[i].name, name) == 0) {
            return (struct bytes){templates_embedded[i].bytes, templates_embedded[i].size};
        }
    }
    return (struct bytes){NULL, 0};
}
