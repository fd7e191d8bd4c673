/* picture: a PNG that a user gives, looked at before any library sees it. Logos come from anywhere;
 * libharu 2.3.0 and old versions of libpng should not meet a broken one. */
#ifndef REPORTS_RENDER_PICTURE_H
#define REPORTS_RENDER_PICTURE_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "reports/model/report.h"

struct picture {
    unsigned width, height;
    unsigned char *rgb;   /* width * height * 3 bytes, top row first */
    unsigned char *alpha; /* width * height bytes, or NULL when all is opaque */
};

/* Decodes a PNG of at most 4,000 by 4,000 pixels: 8 bits, grey, colour or palette, with or without
 * alpha, not interlaced. NULL and a reason in words when it is something else or broken. */
struct picture *picture_read(struct arena *arena, struct bytes png, const char **reason);

#endif
