/* style: see style.h. Contrast as defined by WCAG 2.1, "relative luminance" and "contrast ratio".
 */
#include "reports/render/style.h"

#include <math.h>

const struct text_style text_styles[STYLES] = {
#define STYLE(name, face, points, leading, ink) {face, points, leading, ink},
    TEXT_STYLES(STYLE)
#undef STYLE
};

static double channel(uint32_t byte)
{
    double value = byte / 255.0;
    return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * channel(rgb >> 16 & 0xFF) + 0.7152 * channel(rgb >> 8 & 0xFF) +
           0.0722 * channel(rgb & 0xFF);
}

double style_contrast(uint32_t a, uint32_t b)
{
    double one = luminance(a);
    double two = luminance(b);
    return (fmax(one, two) + 0.05) / (fmin(one, two) + 0.05);
}

/* `share` of the colour, the rest is `other`. */
static uint32_t mix(uint32_t rgb, uint32_t other, double share)
{
    uint32_t result = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double value =
            share * (double)(rgb >> shift & 0xFF) + (1 - share) * (double)(other >> shift & 0xFF);
        result |= (uint32_t)(value + 0.5) << shift;
    }
    return result;
}

bool style_accent_works(uint32_t accent, uint32_t *nearest)
{
    double share = 1;
    *nearest = accent;
    while (style_contrast(*nearest, 0xFFFFFF) < 4.5) {
        share -= 0.01;
        *nearest = mix(accent, 0x000000, share);
    }
    return *nearest == accent;
}

struct palette style_palette(uint32_t accent)
{
    uint32_t working = accent;
    if (accent == 0 || !style_accent_works(accent, &working)) {
        working = accent == 0 ? STYLE_ACCENT : working;
    }
    struct palette palette = {{
        [INK_TEXT] = 0x1D2126,
        [INK_MUTED] = 0x565D66,
        [INK_ACCENT] = working,
        [INK_BAR] = 0x8A9199,
        [INK_RULE] = 0xD5D9DD,
        [INK_PALE] = 0xEEF0F2,
        [INK_PAPER] = 0xFFFFFF,
        [INK_SCALE_1] = 0x4A5058,
        [INK_SCALE_2] = 0x8A9199,
        [INK_SCALE_3] = 0xDFE3E6,
    }};
    palette.rgb[INK_LEVEL_2] = mix(working, 0xFFFFFF, 0.55);
    palette.rgb[INK_LEVEL_3] = mix(working, 0xFFFFFF, 0.3);
    palette.rgb[INK_SCALE_4] = mix(working, 0xFFFFFF, 0.55);
    palette.rgb[INK_SCALE_5] = working;
    return palette;
}
