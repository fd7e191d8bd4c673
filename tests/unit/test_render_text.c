/* Tests of reports/render: text, Markdown, HTML and SVG against golden files (GOLDEN=write rewrites
 * them). DEMO_HTML=path keeps the page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/model/template.h"
#include "reports/render/render.h"
#include "reports/render/style.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/demo_provider.h"
#include "tests/support/demo_report.h"

struct fixture {
    struct arena *arena;
    struct report report;
    struct render_options options;
};

static int set_up(void **state)
{
    static struct fixture f;
    struct error error = {0};
    f.arena = arena_create();
    f.options.fonts = font_set_load(f.arena, NULL, &error);
    assert_non_null(f.options.fonts);
    f.report = demo_report(f.arena, LANGUAGE_NL);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_destroy(f->arena);
    return 0;
}

static struct bytes read_all(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct text text = text_create(arena);
    char block[8192];
    size_t size = 0;
    while (file != NULL && (size = fread(block, 1, sizeof block, file)) > 0) {
        text_add_bytes(&text, block, size);
    }
    if (file != NULL) {
        fclose(file);
    }
    return (struct bytes){(const unsigned char *)text.bytes, text.size};
}

static void write_all(const char *path, struct bytes bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    fclose(file);
}

static void compare(struct fixture *f, const char *path, struct bytes now)
{
    const char *mode = getenv("GOLDEN");
    if (mode != NULL && strcmp(mode, "write") == 0) {
        write_all(path, now);
    }
    struct bytes golden = read_all(f->arena, path);
    size_t same = 0;
    long line = 1;
    while (same < now.size && same < golden.size && now.data[same] == golden.data[same]) {
        line += now.data[same++] == '\n';
    }
    if (same != now.size || same != golden.size) {
        fail_msg("%s differs from line %ld on", path, line);
    }
}

static void text_is_as_the_golden_file(void **state)
{
    struct fixture *f = *state;
    struct bytes out = {NULL, 0};
    struct error error = {0};
    assert_true(render_text(f->arena, &f->report, &f->options, &out, &error));
    compare(f, "tests/golden/report/demo.nl.txt", out);
}

static void markdown_is_as_the_golden_file(void **state)
{
    struct fixture *f = *state;
    struct bytes out = {NULL, 0};
    struct error error = {0};
    assert_true(render_markdown(f->arena, &f->report, &f->options, &out, &error));
    compare(f, "tests/golden/report/demo.nl.md", out);
}

static void the_impact_template_gives_its_golden_text(void **state)
{
    struct fixture *f = *state;
    struct template_provider provider = demo_provider();
    struct report report = {.as_of_text = "Gegevens tot en met 7 oktober 2023"};
    struct template_findings findings = {0};
    struct error error = {0};
    struct bytes out = {NULL, 0};
    if (!template_build(f->arena, "impact.nl.md", template_builtin("impact.nl.md"), &provider,
                        LANGUAGE_NL, &report, &findings, &error)) {
        fail_msg("%ld: %s", error.line, error.detail);
    }
    assert_true(render_text(f->arena, &report, &f->options, &out, &error));
    compare(f, "tests/golden/report/impact.nl.txt", out);
}

static void a_chapter_becomes_the_text_of_a_field(void **state)
{
    struct fixture *f = *state;
    struct template_provider provider = demo_provider();
    struct report report = {0};
    struct template_findings findings = {0};
    struct error error = {0};
    assert_true(template_build(f->arena, "submission.nl.md", template_builtin("submission.nl.md"),
                               &provider, LANGUAGE_NL, &report, &findings, &error));
    struct bytes out = {NULL, 0};
    size_t characters = 0;
    assert_true(render_field(f->arena, &report, "Deelnemende gemeente(n):", &out, &characters));
    assert_string_equal((const char *)out.data, "Utrecht, Zwolle");
    assert_int_equal(characters, 15);
    assert_true(render_field(f->arena, &report, "Waardevol", &out, &characters));
    assert_non_null(strstr((const char *)out.data, "\n\nEen balie die leert, helpt iedereen."));
    assert_true(characters < 1500 && characters < out.size + 1);
    assert_false(render_field(f->arena, &report, "Nergens", &out, &characters));
    assert_int_equal(characters, 0);
}

/* Every element that is opened is closed, in order; no id twice; every link inside finds its id. */
static void html_is_well_formed_and_its_links_arrive(void **state)
{
    struct fixture *f = *state;
    struct bytes out = {NULL, 0};
    struct error error = {0};
    assert_true(render_html(f->arena, &f->report, &f->options, &out, &error));
    if (getenv("DEMO_HTML") != NULL) {
        write_all(getenv("DEMO_HTML"), out);
    }
    const char *html = (const char *)out.data;
    static const char *const empty[] = {"meta", "br", "!DOCTYPE"};
    char stack[64][16];
    size_t depth = 0;
    for (const char *at = html; (at = strchr(at, '<')) != NULL; at++) {
        bool closing = at[1] == '/';
        const char *name = at + 1 + closing;
        size_t size = strcspn(name, " >/\n");
        const char *end = strchr(at, '>');
        assert_non_null(end);
        assert_true(size > 0 && size < 16);
        bool single = end[-1] == '/';
        for (size_t i = 0; i < 3; i++) {
            single = single || (strlen(empty[i]) == size && strncmp(name, empty[i], size) == 0);
        }
        if (closing) {
            assert_true(depth > 0);
            depth--;
            if (strlen(stack[depth]) != size || strncmp(stack[depth], name, size) != 0) {
                fail_msg("<%s> is closed by </%.*s>", stack[depth], (int)size, name);
            }
        } else if (!single) {
            assert_true(depth < 64);
            memcpy(stack[depth], name, size);
            stack[depth++][size] = '\0';
        }
    }
    assert_int_equal(depth, 0);
    for (const char *at = html; (at = strstr(at, "href=\"#")) != NULL; at++) {
        size_t size = strcspn(at + 7, "\"");
        const char *wanted = arena_printf(f->arena, " id=\"%.*s\"", (int)size, at + 7);
        const char *found = strstr(html, wanted);
        if (found == NULL) {
            fail_msg("link without target: %s", wanted);
        }
        assert_null(strstr(found + 1, wanted));
    }
    static const char *const wanted[] = {"<html lang=\"nl\">",
                                         "<main id=\"content\">",
                                         "<nav ",
                                         "scope=\"col\"",
                                         "scope=\"row\"",
                                         "<caption>",
                                         "<title id=",
                                         "<desc id=",
                                         "prefers-color-scheme:dark",
                                         "@media print"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        assert_non_null(strstr(html, wanted[i]));
    }
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "src="));
}

static void a_picture_stands_alone_with_title_and_description(void **state)
{
    struct fixture *f = *state;
    size_t pictures = 0;
    for (size_t i = 0; i < f->report.body->child_count; i++) {
        const struct block *block = f->report.body->children[i];
        if (block->kind != BLOCK_CHART) {
            continue;
        }
        struct bytes out = {NULL, 0};
        struct error error = {0};
        assert_true(render_svg(f->arena, block->chart, &f->report, &f->options, 471, &out, &error));
        const char *svg = (const char *)out.data;
        assert_non_null(strstr(svg, "<title id=\"t\">"));
        assert_non_null(strstr(svg, "<desc id=\"d\">"));
        assert_null(strstr(svg, "var(--"));
        assert_null(strstr(svg, "nan"));
        pictures++;
    }
    assert_int_equal(pictures, 6);
}

static void an_accent_that_is_too_pale_is_refused_with_one_that_works(void **state)
{
    (void)state;
    uint32_t nearest = 0;
    assert_true(style_accent_works(STYLE_ACCENT, &nearest));
    assert_false(style_accent_works(0xFFB612, &nearest));
    assert_true(style_contrast(nearest, 0xFFFFFF) >= 4.5);
    assert_true(style_contrast(0x000000, 0xFFFFFF) > 20.9);
    for (int ink = INK_SCALE_1; ink <= INK_SCALE_5; ink++) {
        struct palette palette = style_palette(0);
        bool dark = ink == INK_SCALE_1 || ink == INK_SCALE_5;
        uint32_t letters = palette.rgb[dark ? INK_PAPER : INK_TEXT];
        assert_true(style_contrast(letters, palette.rgb[ink]) >= 4.5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_as_the_golden_file),
        cmocka_unit_test(markdown_is_as_the_golden_file),
        cmocka_unit_test(the_impact_template_gives_its_golden_text),
        cmocka_unit_test(a_chapter_becomes_the_text_of_a_field),
        cmocka_unit_test(html_is_well_formed_and_its_links_arrive),
        cmocka_unit_test(a_picture_stands_alone_with_title_and_description),
        cmocka_unit_test(an_accent_that_is_too_pale_is_refused_with_one_that_works),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
