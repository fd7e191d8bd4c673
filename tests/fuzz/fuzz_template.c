/* Any template becomes a report or an error with a sentence; the report is written as Markdown,
 * text and HTML, and what a template says never becomes markup of the page. */
#include <string.h>

#include "reports/model/template.h"
#include "reports/render/render.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/demo_provider.h"

/* The page has no script of its own, and a template may have none. */
static void check_page(struct bytes page)
{
    static const char mark[] = "<script";
    size_t size = strlen(mark);
    for (size_t i = 0; i + size <= page.size; i++) {
        LAW(memcmp(page.data + i, mark, size) != 0);
    }
}

static void write_everything(struct arena *arena, const struct report *report)
{
    static struct arena *kept;
    static struct render_options options;
    struct bytes out;
    struct error error = {0};
    if (kept == NULL) { /* read once; charts measure their words with them */
        kept = arena_create();
        options.fonts = font_set_load(kept, NULL, &error);
        LAW(options.fonts != NULL);
    }
    LAW(render_markdown(arena, report, &options, &out, &error) && out.size > 0);
    LAW(render_text(arena, report, &options, &out, &error) && out.size > 0);
    LAW(render_html(arena, report, &options, &out, &error) && out.size > 0);
    check_page(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct template_provider provider = demo_provider();
    struct report report = {.edition = "Week", .language = LANGUAGE_NL};
    struct template_findings findings = {0};
    struct error error = {0};
    bool built = template_build(arena, "t.nl.md", (struct bytes){data, size}, &provider,
                                LANGUAGE_NL, &report, &findings, &error);
    LAW(built != error_is_set(&error));
    LAW(built || error.detail[0] != '\0');
    if (built) {
        LAW(report.title != NULL && report.body != NULL);
        write_everything(arena, &report);
    }
    return fuzz_done(arena);
}
