/* templates: the files of reports/templates and reports/profiles as bytes, made by model.mk. */
#ifndef REPORTS_MODEL_TEMPLATES_H
#define REPORTS_MODEL_TEMPLATES_H

#include <stddef.h>

struct embedded_file {
    const char *name;
    const unsigned char *bytes;
    size_t size;
};

extern const struct embedded_file templates_embedded[];
extern const size_t templates_embedded_count;

#endif
