/* The same numbers everywhere: what the evaluation of 2022 says in Markdown stands in the PDF (as
 * poppler reads it) and in the HTML page, and the other way round; the figures of the annex are
 * those of figures.json; and no number stands in a template, but for the few that define a scale.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "reports/model/template.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/spawn.h"

static struct arena *arena;
static struct place place;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    place = place_create();
    place_copy(&place, "fixtures/editions/2022", "2022", false);
    return place_run(&place, NULL, "report", "--quiet", "--kind", "impact", "2022", NULL).status;
}

static int tear_down(void **state)
{
    (void)state;
    place_destroy(&place);
    arena_destroy(arena);
    return 0;
}

static const char *file(const char *path)
{
    size_t size;
    char *bytes = place_read(&place, path, &size);
    if (bytes == NULL) {
        fail_msg("%s is not there", path);
    }
    const char *text = arena_copy(arena, bytes, size);
    free(bytes);
    return text;
}

/* -- sets of numbers
 * ------------------------------------------------------------------------------------------------
 */

struct numbers {
    const char **items;
    size_t count, capacity;
};

static bool holds(const struct numbers *numbers, const char *number)
{
    for (size_t i = 0; i < numbers->count; i++) {
        if (strcmp(numbers->items[i], number) == 0) {
            return true;
        }
    }
    return false;
}

/* Every different number of a text as it is written: "6.824.964", "74,5". */
static struct numbers numbers_of(const char *text)
{
    struct numbers numbers = {0};
    for (const char *c = text; *c != '\0';) {
        if (!text_is_digit(*c)) {
            c++;
            continue;
        }
        size_t size = strspn(c, "0123456789.,");
        while (!text_is_digit(c[size - 1])) {
            size--;
        }
        const char *number = arena_copy(arena, c, size);
        if (!holds(&numbers, number)) {
            *VECTOR_PUSH(arena, &numbers) = number;
        }
        c += size;
    }
    return numbers;
}

static void check_within(const char *name, const struct numbers *part, const char *whole_name,
                         const struct numbers *whole, const char *allowed)
{
    struct numbers spared = numbers_of(allowed);
    for (size_t i = 0; i < part->count; i++) {
        if (!holds(whole, part->items[i]) && !holds(&spared, part->items[i])) {
            fail_msg("%s says %s, %s does not", name, part->items[i], whole_name);
        }
    }
}

/* What a reader of the page reads: no marks, styles, anchors or drawn paths. */
static const char *words_of_html(const char *html)
{
    struct text text = text_create(arena);
    const char *c = strstr(html, "<body");
    while (*c != '\0') {
        if (text_starts_with(c, "<svg")) {
            c = strstr(c, "</svg>");
        } else if (*c == '<') {
            text_add(&text, " ");
            c = strchr(c, '>') + 1;
        } else if (text_starts_with(c, "&#")) {
            c = strchr(c, ';') + 1;
        } else {
            text_add_char(&text, *c++);
        }
    }
    return text.bytes;
}

/* Pages and contents have numbers of their own: "3 / 13" and the column of the contents. */
static const char *words_of_pdf(size_t *pages)
{
    struct ran ran = place_shell(&place, "pdftotext -layout out/2022/impact.pdf pages.txt");
    assert_int_equal(ran.status, 0);
    const char *text = file("pages.txt");
    *pages = 0;
    for (const char *c = text; *c != '\0'; c++) {
        *pages += *c == '\f';
    }
    return text;
}

static void all_forms_say_the_same_numbers(void **state)
{
    (void)state;
    size_t pages;
    struct numbers markdown = numbers_of(file("out/2022/impact.md"));
    struct numbers html = numbers_of(words_of_html(file("out/2022/impact.html")));
    struct numbers pdf = numbers_of(words_of_pdf(&pages));
    assert_true(markdown.count > 200);
    check_within("Markdown", &markdown, "the PDF", &pdf, "");
    check_within("Markdown", &markdown, "the HTML page", &html, "");
    check_within("the HTML page", &html, "Markdown", &markdown, "");
    struct text own = text_create(arena); /* the ends of a scale, and the numbers of pages */
    text_add(&own, "0 50 100");
    for (size_t page = 1; page <= pages; page++) {
        text_printf(&own, " %zu", page);
    }
    check_within("the PDF", &pdf, "Markdown", &markdown, own.bytes);
}

/* Markdown with its escapes undone: "water\\_board" is water_board. */
static const char *words_of_markdown(void)
{
    struct text text = text_create(arena);
    for (const char *c = file("out/2022/impact.md"); *c != '\0'; c++) {
        if (*c != '\\') {
            text_add_char(&text, *c);
        }
    }
    return text.bytes;
}

/* -- the annex against the ledger
 * ------------------------------------------------------------------------------------------------
 */

/* A number as Dutch writes it, without its marks: "1.740 uur" is 1740, "74,5%" is 74.5. */
static double read_dutch(const char *text)
{
    char plain[64];
    size_t size = 0;
    bool minus = text_starts_with(text, "\xE2\x88\x92");
    for (const char *c = text; *c != '\0' && *c != '|' && size + 2 < sizeof plain; c++) {
        if (text_is_digit(*c)) {
            plain[size++] = *c;
        } else if (*c == ',') {
            plain[size++] = '.';
        }
    }
    plain[size] = '\0';
    return (minus ? -1 : 1) * strtod(plain, NULL);
}

static void the_annex_is_the_ledger(void **state)
{
    (void)state;
    const char *markdown = words_of_markdown();
    const char *json = file("out/2022/figures.json");
    size_t compared = 0;
    for (const char *at = json; (at = strstr(at, "{\"id\":\"")) != NULL; at++) {
        const char *id = arena_copy(arena, at + 7, strcspn(at + 7, "\""));
        const char *value = strstr(at, "\"value\":") + strlen("\"value\":");
        const char *row = strstr(markdown, arena_printf(arena, "| %s | ", id));
        if (text_starts_with(value, "null") || text_starts_with(id, "own.")) {
            continue;
        }
        if (row == NULL) {
            fail_msg("%s is not in the annex", id);
        }
        double exact = strtod(value, NULL);
        const char *said_text = row + strlen(id) + 5;
        const char *cell = arena_copy(arena, said_text, strcspn(said_text, "|"));
        double said = read_dutch(cell) / (strchr(cell, '%') != NULL ? 100 : 1);
        double rounding = strchr(cell, '%') != NULL   ? 0.0051
                          : strchr(cell, ',') != NULL ? 0.051
                                                      : 0.51;
        if (said - exact > rounding || exact - said > rounding) {
            fail_msg("%s: %g in figures.json, \"%s\" in the annex", id, exact, cell);
        }
        compared++;
    }
    assert_true(compared > 50);
}

/* -- templates
 * ------------------------------------------------------------------------------------------------
 */

/* What may stand in a template: scales, the threshold of a rate, a date in a definition, annexes,
 * and the keys of blocks. */
static bool may_stand(const char *line)
{
    static const char *const allowed[] = {"limit:",
                                          "strips:",
                                          "from: 0",
                                          "to: 1",
                                          "place:",
                                          "## Bijlage",
                                          "## Annex",
                                          "decimals:",
                                          "schaal van 1 tot 10",
                                          "scale from 1 to 10",
                                          "van \xE2\x88\x92"
                                          "100 tot 100",
                                          "from \xE2\x88\x92"
                                          "100 to 100",
                                          "marge (95%); sessies met 20",
                                          "margin (95%); sessions with 20",
                                          "op 1 januari van het jaar",
                                          "on 1 January of the year",
                                          "bijlage 2",
                                          "annex 2",
                                          "<!--"};
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        if (strstr(line, allowed[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static const char *without_holes(const char *line)
{
    struct text text = text_create(arena);
    while (*line != '\0') {
        const char *close = text_starts_with(line, "{{") ? strstr(line, "}}") : NULL;
        if (close != NULL) {
            line = close + 2;
        } else {
            text_add_char(&text, *line++);
        }
    }
    return text.bytes;
}

static void no_number_is_typed_in_a_template(void **state)
{
    (void)state;
    static const char *const names[] = {
        "impact.nl.md",       "impact.en.md",      "submission.nl.md", "submission.en.md",
        "comparison.nl.md",   "comparison.en.md",  "message.nl.md",    "message.en.md",
        "municipality.nl.md", "municipality.en.md"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct bytes bytes = template_builtin(names[i]);
        assert_true(bytes.size > 0);
        const char *text = arena_copy(arena, (const char *)bytes.data, bytes.size);
        const char *end = strstr(text, "-->"); /* the remark at the top */
        text = end == NULL ? text : end;
        while (*text != '\0') {
            const char *whole = arena_copy(arena, text, strcspn(text, "\n"));
            const char *line = without_holes(whole);
            if (line[strcspn(line, "0123456789")] != '\0' && !may_stand(line)) {
                fail_msg("%s: %s", names[i], line);
            }
            text += strlen(whole) + (text[strlen(whole)] == '\n');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_forms_say_the_same_numbers),
        cmocka_unit_test(the_annex_is_the_ledger),
        cmocka_unit_test(no_number_is_typed_in_a_template),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
