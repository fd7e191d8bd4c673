/* The HTML pages in a real browser (Debian's chromium, headless), at the width of a phone and of a
 * desk, light and dark: nothing is wider than the window, every picture has its height, every link
 * inside the page arrives, headings go down one level at a time, and there is no script to miss.
 * The page stands in a frame of the width asked for, because windows without a screen are not
 * narrower than 500; it measures itself and tells the page around it, which chromium prints.
 * Without chromium the tests are skipped and say so: apt-get install chromium. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct place place;
static bool has_browser;

static int set_up(void **state)
{
    (void)state;
    place = place_create();
    has_browser = place_shell(&place, "command -v chromium >/dev/null").status == 0;
    if (!has_browser) {
        fputs("skipped: chromium is not installed (apt-get install chromium)\n", stderr);
        return 0;
    }
    place_copy(&place, "fixtures/editions/2022", "2022", false);
    place_copy(&place, "fixtures/editions/2023", "2023", false);
    struct ran ran =
        place_run(&place, NULL, "report", "--quiet", "--format", "html", "2022", "2023", NULL);
    return ran.status;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    return 0;
}

/* Appended to a copy of the page: looks, and tells the page around it. */
static const char look[] =
    "<script>\n"
    "const faults = [];\n"
    "const width = document.documentElement.clientWidth;\n"
    "if (Math.abs(innerWidth - %d) > 1) faults.push('window of ' + innerWidth);\n"
    "if (document.documentElement.scrollWidth > width)\n"
    "  faults.push('page is ' + document.documentElement.scrollWidth + ' wide, window ' + width);\n"
    "for (const e of document.querySelectorAll('main *')) {\n"
    "  if (e.closest('svg') || e.closest('.table') || e.closest('details')) continue;\n"
    "  const box = e.getBoundingClientRect();\n"
    "  if (box.right > width + 1) faults.push(e.tagName + ' reaches ' + Math.round(box.right));\n"
    "}\n"
    "for (const a of document.querySelectorAll('a[href^=\"#\"]'))\n"
    "  if (!document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1))))\n"
    "    faults.push('no target ' + a.getAttribute('href'));\n"
    "let level = 0;\n"
    "for (const h of document.querySelectorAll('h1,h2,h3,h4')) {\n"
    "  const now = Number(h.tagName[1]);\n"
    "  if (now > level + 1) faults.push('heading jumps at ' + h.textContent);\n"
    "  level = now;\n"
    "}\n"
    "let seen = 0;\n"
    "for (const s of document.querySelectorAll('figure')) {\n"
    "  const shown = [...s.querySelectorAll('svg')].filter(v => v.getBoundingClientRect().height > "
    "9);\n"
    "  if (shown.length !== 1) faults.push(shown.length + ' pictures in one figure');\n"
    "  for (const v of shown)\n"
    "    if (!v.querySelector('title') || !v.querySelector('desc')) faults.push('picture without "
    "words');\n"
    "  seen++;\n"
    "}\n"
    "for (const t of document.querySelectorAll('table'))\n"
    "  if (!t.querySelector('caption') || !t.querySelector('th[scope=col]'))\n"
    "    faults.push('table without caption or headings');\n"
    "const rgb = c => c.match(/[0-9.]+/g).slice(0, 3).map(Number);\n"
    "const light = c => { const l = rgb(c).map(v => v / 255)\n"
    "  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);\n"
    "  return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };\n"
    "const paper = light(getComputedStyle(document.body).backgroundColor);\n"
    "for (const e of document.querySelectorAll('p,li,td,th,h1,h2,h3,a,span,strong')) {\n"
    "  if (e.closest('svg') || e.closest('.notice')) continue;\n"
    "  const ink = light(getComputedStyle(e).color);\n"
    "  const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);\n"
    "  if (ratio < 4.5) faults.push(e.tagName + '.' + e.className + ' contrast ' + "
    "ratio.toFixed(1));\n"
    "}\n"
    "const dark = matchMedia('(prefers-color-scheme:dark)').matches;\n"
    "parent.postMessage((dark ? 'dark ' : 'light ') + seen + ' pictures, ' + faults.length +\n"
    "  ' faults ' + [...new Set(faults)].slice(0, 9).join('; '), '*');\n"
    "</script>\n";

static void check(const char *page, int width, bool dark)
{
    size_t size;
    char *html = place_read(&place, page, &size);
    assert_non_null(html);
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "http://"));
    char script[sizeof look + 16];
    int length = snprintf(script, sizeof script, look, width);
    char *whole = malloc(size + (size_t)length + 1);
    memcpy(whole, html, size);
    memcpy(whole + size, script, (size_t)length + 1);
    place_write(&place, "looked-at.html", whole);
    char frame[512];
    snprintf(frame, sizeof frame,
             "<body style=\"margin:0\"><iframe style=\"border:0;width:%dpx;height:800px\" "
             "src=\"looked-at.html\"></iframe><pre id=\"found\"></pre><script>onmessage = e => "
             "document.getElementById('found').textContent = e.data</script>",
             width);
    place_write(&place, "frame.html", frame);
    free(whole);
    free(html);
    char command[512];
    snprintf(command, sizeof command,
             "HOME=$PWD timeout 60 chromium --headless --no-sandbox --disable-gpu "
             "--window-size=1400,900 --virtual-time-budget=5000 %s --dump-dom "
             "file://$PWD/frame.html 2>/dev/null | "
             "sed -n 's/.*<pre id=\"found\">\\(.*\\)<\\/pre>.*/\\1/p'",
             dark ? "--blink-settings=preferredColorScheme=0" : "");
    struct ran ran = place_shell(&place, command);
    if (strstr(ran.out, " 0 faults") == NULL) {
        fail_msg("%s at %d%s: %s", page, width, dark ? " in the dark" : "", ran.out);
    }
    assert_true((strstr(ran.out, "dark ") == ran.out) == dark);
}

static void check_everywhere(const char *page)
{
    if (!has_browser) {
        skip();
    }
    check(page, 390, false);
    check(page, 1280, false);
    check(page, 1280, true);
}

static void the_evaluation_fits(void **state)
{
    (void)state;
    check_everywhere("out/2023/impact.html");
}

static void the_submission_fits(void **state)
{
    (void)state;
    check_everywhere("out/2023/submission.html");
}

static void the_comparison_fits(void **state)
{
    (void)state;
    check_everywhere("out/comparison/comparison.html");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_evaluation_fits),
        cmocka_unit_test(the_submission_fits),
        cmocka_unit_test(the_comparison_fits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
