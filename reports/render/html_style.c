/* html_style: see html_style.h. Colours are variables --ink-N by the numbers of enum ink, once for
 * light and once for dark pages; print is always light. */
#include "reports/render/html_style.h"

#include "reports/render/style.h"

static const char sheet[] =
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%}\n"
    "body{margin:0;background:var(--ink-7);color:var(--ink-1);font:1.0625rem/1.6 Lato,Carlito,"
    "'Segoe UI',system-ui,sans-serif;font-variant-ligatures:none}\n"
    "main,footer,.running,.logo{max-width:46rem;margin:0 auto;padding:0 1.25rem}\n"
    "header{padding-top:1.5rem}\n"
    ".skip{position:absolute;left:-99rem}\n"
    ".skip:focus{left:1rem;top:1rem;background:var(--ink-7);padding:.5rem 1rem;z-index:1}\n"
    ".running{display:flex;justify-content:space-between;gap:1rem;color:var(--ink-2);"
    "font-size:.875rem}\n"
    ".status{color:var(--ink-3);letter-spacing:.06em;text-transform:uppercase}\n"
    ".logo{display:block;margin-bottom:1rem}\n.logo img{max-height:3rem;max-width:14rem}\n"
    ".thread{display:block;width:100%;height:3.5rem}\n"
    "h1{font-size:clamp(2rem,7vw,3rem);line-height:1.1;font-weight:900;margin:1rem 0 .25rem}\n"
    "h2{font-size:1.75rem;line-height:1.2;font-weight:900;margin:4rem 0 1rem;padding-top:1rem;"
    "border-top:2px solid var(--ink-3)}\n"
    "h3{font-size:1.1875rem;line-height:1.3;margin:2rem 0 .5rem}\n"
    "p,ul,ol{margin:0 0 1rem;max-width:38rem}\n"
    "li::marker{color:var(--ink-3)}\n"
    ".subtitle{color:var(--ink-2);font-size:1.1875rem}\n"
    ".lead{font-size:1.25rem;line-height:1.5}\n"
    ".headline{margin:2.5rem 0}\n"
    ".headline .number{font-size:clamp(2.25rem,10vw,4.25rem);line-height:1.05;font-weight:900;"
    "color:var(--ink-3);margin:0 0 .25rem;max-width:none}\n"
    ".headline .number a,.figures a{color:inherit;text-decoration:none}\n"
    ".headline .label{font-size:1.25rem;font-weight:700;margin-bottom:.75rem}\n"
    ".figures{list-style:none;padding:0 0 0 1.25rem;margin:1.5rem 0;border-left:2px solid "
    "var(--ink-3)}\n"
    ".figures li{position:relative;display:flex;gap:1rem;align-items:baseline;padding:.35rem 0}\n"
    ".figures li::before{content:'';position:absolute;left:-1.625rem;top:1.1rem;width:.65rem;"
    "height:.65rem;border-radius:50%;background:var(--ink-3)}\n"
    ".figures strong{font-size:1.5rem;font-weight:900;min-width:4.75rem}\n"
    "a{color:var(--ink-3)}\n"
    "a.figure{color:inherit;text-decoration-color:var(--ink-5);text-decoration-thickness:1px;"
    "text-underline-offset:.2em}\n"
    "a:focus-visible,.table:focus-visible,summary:focus-visible{outline:3px solid var(--ink-3);"
    "outline-offset:2px}\n"
    "figure{margin:2rem 0}\n"
    "figcaption strong,figcaption span{display:block}\n"
    "figcaption span,.source{color:var(--ink-2);font-size:.875rem;line-height:1.45}\n";

static const char sheet_of_blocks[] =
    "svg{display:block;width:100%;height:auto;margin:.75rem 0;overflow:visible}\n"
    "svg.narrow{display:none}\n"
    "svg.map{max-width:26rem}\n"
    ".pair{display:grid;grid-template-columns:1fr 1fr;gap:2rem;align-items:start}\n"
    ".pair figure{margin:1rem 0}\n"
    "details{font-size:.9375rem}\nsummary{cursor:pointer;color:var(--ink-2)}\n"
    ".table{overflow-x:auto;margin:1.5rem 0 .75rem}\n"
    "table{border-collapse:collapse;font-size:.9375rem;line-height:1.4;min-width:60%}\n"
    "table.small{font-size:.875rem}\n"
    "caption{text-align:left;font-weight:700;padding-bottom:.5rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.4rem 1.25rem .4rem 0;border-bottom:1px "
    "solid var(--ink-5);font-weight:400}\n"
    "thead th{font-weight:700;font-size:.8125rem;color:var(--ink-2);vertical-align:bottom;"
    "border-bottom:2px solid var(--ink-1)}\n"
    "th.number,td.number{text-align:right;font-variant-numeric:tabular-nums}\n"
    ".total th,.total td{font-weight:700;border-top:2px solid var(--ink-1)}\n"
    "tr:target{background:var(--ink-6)}\n"
    "blockquote{margin:2rem 0;padding-left:1.25rem;border-left:3px solid var(--ink-3);"
    "font-size:1.1875rem;font-style:italic;max-width:36rem}\n"
    "blockquote p{margin:0}\n"
    "blockquote footer{padding:.25rem 0 0;font-size:.875rem;font-style:normal;"
    "color:var(--ink-2)}\n"
    ".notice{background:var(--ink-6);padding:1rem 1.25rem;margin:1.5rem 0}\n"
    ".note{color:var(--ink-2);font-size:.8125rem}\n"
    ".contents{columns:2;column-gap:2rem;padding-left:1.25rem;max-width:none}\n"
    "body>footer{border-top:1px solid var(--ink-5);margin-top:4rem;padding-top:1rem;"
    "padding-bottom:3rem;color:var(--ink-2);font-size:.875rem}\n"
    "@media (min-width:38rem){.figures.row{display:grid;grid-template-columns:repeat(auto-fit,"
    "minmax(8rem,1fr));gap:1rem;border-left:0;border-top:2px solid var(--ink-3);padding:.75rem 0 0;"
    "max-width:none}.figures.row li{display:block}.figures.row li::before{left:0;top:-1.1rem}"
    ".figures.row strong{display:block;font-size:2rem;line-height:1.2}"
    ".figures.row span{display:block;font-size:.875rem;line-height:1.45;color:var(--ink-2)}}"
    "@media (max-width:38rem){.pair{grid-template-columns:1fr;gap:0}.contents{columns:1}"
    "svg.wide{display:none}svg.narrow{display:block}}\n"
    "@media print{body{font-size:10pt}header,main,footer{max-width:none;padding:0}"
    ".skip,details{display:none}h2{break-after:avoid}figure,tr,blockquote,.notice{"
    "break-inside:avoid}thead{display:table-header-group}.table{overflow:visible}}\n";

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

/* Light letters on a dark page; the accent is lightened until it is legible there. */
static struct palette dark_palette(uint32_t accent)
{
    const uint32_t paper = 0x15181C;
    uint32_t light = style_palette(accent).rgb[INK_ACCENT];
    for (double share = 1; style_contrast(light, paper) < 5 && share > 0; share -= 0.02) {
        light = mix(style_palette(accent).rgb[INK_ACCENT], 0xFFFFFF, share);
    }
    struct palette palette = {{
        [INK_TEXT] = 0xE9ECEF,
        [INK_MUTED] = 0xAEB6BF,
        [INK_ACCENT] = light,
        [INK_BAR] = 0x7E8791,
        [INK_RULE] = 0x3C434B,
        [INK_PALE] = 0x22272D,
        [INK_PAPER] = paper,
        [INK_SCALE_1] = 0xC6CCD3,
        [INK_SCALE_2] = 0x5C646D,
        [INK_SCALE_3] = 0x33393F,
    }};
    palette.rgb[INK_LEVEL_2] = mix(light, paper, 0.6);
    palette.rgb[INK_LEVEL_3] = mix(light, paper, 0.4);
    palette.rgb[INK_SCALE_4] = mix(light, paper, 0.5);
    palette.rgb[INK_SCALE_5] = light;
    return palette;
}

static void write_inks(struct text *out, const struct palette *palette, const char *scheme)
{
    text_printf(out, ":root{color-scheme:%s", scheme);
    for (int ink = INK_TEXT; ink < INKS; ink++) {
        text_printf(out, ";--ink-%d:#%06X", ink, (unsigned)palette->rgb[ink]);
    }
    text_add(out, "}");
}

void html_style_write(struct text *out, uint32_t accent)
{
    struct palette light = style_palette(accent);
    struct palette dark = dark_palette(accent);
    write_inks(out, &light, "light");
    text_add(out, "\n@media screen and (prefers-color-scheme:dark){");
    write_inks(out, &dark, "dark");
    text_add(out, "}\n");
    text_add(out, sheet);
    text_add(out, sheet_of_blocks);
}

void html_thread_write(struct text *out)
{
    text_add(out, "<svg class=\"thread\" viewBox=\"0 0 1000 56\" preserveAspectRatio=\"none\" "
                  "aria-hidden=\"true\"><path d=\"M0 20C60 20 90 40 160 40S270 14 340 14S450 44 "
                  "530 44S650 12 720 12S830 36 880 36S970 8 1000 12\" fill=\"none\" "
                  "stroke=\"var(--ink-3)\" stroke-width=\"2\" "
                  "vector-effect=\"non-scaling-stroke\"/></svg>\n");
}
