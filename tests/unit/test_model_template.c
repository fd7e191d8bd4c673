/* Tests of reports/model: templates. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/model/template.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/demo_provider.h"

static bool build(struct arena *arena, const char *source, struct report *report,
                  struct template_findings *findings, struct error *error)
{
    struct template_provider provider = demo_provider();
    return template_build(arena, "test.nl.md",
                          (struct bytes){(const unsigned char *)source, strlen(source)}, &provider,
                          LANGUAGE_NL, report, findings, error);
}

/* The plain text of the n-th block. */
static const char *text_of(struct arena *arena, const struct report *report, size_t n)
{
    assert_true(n < report->body->child_count);
    return rich_plain(arena, &report->body->children[n]->text);
}

static void values_are_filled_into_text(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{{people.attended}} mensen", "812 mensen"},
        {"{{people.registered}}", "1.204"},
        {"{{residents.direct|floor:miljoen}}", "meer dan 6,8 miljoen"},
        {"{{residents.direct|low|round:miljoen}}", "6,1 miljoen"},
        {"{{residents.direct}}", "6.814.230"},
        {"{{attendance.rate|percent}}", "68%"},
        {"{{attendance.rate}}", "67,5%"},
        {"{{grade.mean|decimals:1}}", "7,9"},
        {"{{attendance.hours|hours}}", "1.831 uur"},
        {"{{municipalities.direct|gemeente/gemeenten}}", "gemeenten"},
        {"{{themes.count|rode draad/rode draden}}", "rode draden"},
        {"{{edition.day|date}}", "2 oktober 2023"},
        {"{{compare attendance.rate noshow.rate}}", "meer kwamen dan wegbleven"},
        {"a **b {{people.attended}}** c", "a b 812 c"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report report = {0};
        struct error error = {0};
        struct template_findings findings = {0};
        const char *source = arena_printf(arena, "# T\n\n%s\n", cases[i][0]);
        if (!build(arena, source, &report, &findings, &error)) {
            fail_msg("%s: %s", cases[i][0], error.detail);
        }
        assert_string_equal(text_of(arena, &report, 0), cases[i][1]);
    }
    arena_destroy(arena);
}

static void more_than_is_said_only_when_it_is_more(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *format, *nl, *en;
    } cases[] = {{6800000, "floor:miljoen", "6,8 miljoen", "6.8 million"},
                 {6800001, "floor:miljoen", "meer dan 6,8 miljoen", "more than 6.8 million"},
                 {6899999, "floor:miljoen", "meer dan 6,8 miljoen", "more than 6.8 million"},
                 {99999, "floor:miljoen", "99.999", "99,999"},
                 {163, "floor:honderd", "meer dan 100", "more than 100"},
                 {100, "floor:honderd", "100", "100"},
                 {0, "floor:miljoen", "0", "0"},
                 {1, "gemeente/gemeenten", "gemeente", "gemeente"},
                 {0, "gemeente/gemeenten", "gemeenten", "gemeenten"}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct template_value value = {.defined = true, .value = cases[i].value};
        bool known = false;
        assert_string_equal(template_format(arena, &value, cases[i].format, LANGUAGE_NL, &known),
                            cases[i].nl);
        assert_true(known);
        assert_string_equal(template_format(arena, &value, cases[i].format, LANGUAGE_EN, &known),
                            cases[i].en);
    }
    struct template_value nothing = {.defined = false, .value = NAN};
    bool known = false;
    assert_null(template_format(arena, &nothing, "percent", LANGUAGE_NL, &known));
    assert_true(known);
    assert_null(template_format(arena, &nothing, "procent", LANGUAGE_NL, &known));
    assert_false(known);
    arena_destroy(arena);
}

/* template => line of the error, words in it */
static void mistakes_give_line_and_nearest_name(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        long line;
        const char *words;
    } cases[] = {
        {"# T\n\n{{people.atended}}\n", 3, "people.attended"},
        {"# T\n\n{{people.attended|precent}}\n", 3, "percent"},
        {"# T\n\n```chrat\nquery: days\n```\n", 3, "chart"},
        {"# T\n\n```chart\nquery: dayz\n```\n", 3, "days"},
        {"# T\n\n```chart\nqeury: days\n```\n", 4, "query"},
        {"# T\n\n```chart\nquery: days\nform: bar\n```\n", 3, "bars"},
        {"# T\n\n```chart\nquery: days\nvalue: attendes\n```\n", 3, "attendees"},
        {"# T\n\n```table\nquery: days\ncolumns: labl\n```\n", 3, "label"},
        {"# T\n\n{{#people.attended}}\n\nx\n", 3, "nergens gesloten"},
        {"# T\n\n{{/people.attended}}\n", 3, "geen open deel"},
        {"# T\n\n{{people.attended\n", 3, "}}"},
        {"# T\n\nx <b>y</b>\n", 3, "HTML"},
        {"# T\n\n[x](javascript:alert)\n", 3, "https://"},
        {"geen titel\n", 1, "titel"},
        {"", 1, "titel"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report report = {0};
        struct error error = {0};
        struct template_findings findings = {0};
        if (build(arena, cases[i].source, &report, &findings, &error)) {
            fail_msg("no error: %s", cases[i].source);
        }
        assert_int_equal(error.kind, ERROR_TEMPLATE);
        assert_string_equal(error.file, "test.nl.md");
        if (error.line != cases[i].line || strstr(error.detail, cases[i].words) == NULL) {
            fail_msg("%s gives line %ld: %s", cases[i].source, error.line, error.detail);
        }
    }
    arena_destroy(arena);
}

static void a_hole_without_a_value_drops_its_block_and_says_so(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report report = {0};
    struct error error = {0};
    struct template_findings findings = {0};
    assert_true(build(arena,
                      "# T\n\nEen {{cost.total}} of {{cost.total}} weg.\n\nBlijft.\n\n- a "
                      "{{cost.total}}\n- b\n",
                      &report, &findings, &error));
    assert_int_equal(report.body->child_count, 2);
    assert_string_equal(text_of(arena, &report, 0), "Blijft.");
    assert_int_equal(report.body->children[1]->child_count, 1);
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0].line, 3);
    assert_non_null(strstr(findings.items[0].text, "cost.total"));
    assert_non_null(strstr(findings.items[0].text, "geen kosten opgegeven"));
    arena_destroy(arena);
}

static void sections_are_shown_or_hidden_as_whole_blocks(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report report = {0};
    struct error error = {0};
    struct template_findings findings = {0};
    assert_true(
        build(arena,
              "# T\n\n{{#themes.count}}\n\nwel\n\n{{#cost.total}}\n\nniet {{cost.total}}\n\n"
              "{{/cost.total}}\n\n{{/themes.count}}\n\n{{^cost.total}}\n\ngeen kosten\n\n"
              "{{/cost.total}}\n\n{{#days}}\n\ndagen\n\n{{/days}}\n",
              &report, &findings, &error));
    assert_int_equal(report.body->child_count, 3);
    assert_string_equal(text_of(arena, &report, 0), "wel");
    assert_string_equal(text_of(arena, &report, 1), "geen kosten");
    assert_string_equal(text_of(arena, &report, 2), "dagen");
    assert_int_equal(findings.count, 0);
    arena_destroy(arena);
}

static void values_cannot_become_markup(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report report = {0};
    struct error error = {0};
    struct template_findings findings = {0};
    assert_true(build(arena, "# T\n\n{{edition.name}}\n", &report, &findings, &error));
    assert_string_equal(text_of(arena, &report, 0), "Week *van* de [Dienst](x) & <b>meer</b>");
    assert_int_equal(report.body->children[0]->text.count, 1);
    arena_destroy(arena);
}

static void charts_and_tables_take_their_data_from_queries(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report report = {0};
    struct error error = {0};
    struct template_findings findings = {0};
    if (!build(arena,
               "# T\n\n```chart\nquery: days\ntitle: Dagen\nvalue: attendees\nsort: value\n```\n\n"
               "```table\nquery: days\ncolumns: label=Dag, attendees\ntitle: D\n```\n\n"
               "```map\nquery: municipalities\ntitle: K\nlevels: niet, wel\n```\n\n"
               "```threads\nquery: threads\ndays: days\ntitle: R\n```\n\n"
               "```quotes\nquery: quotes\n```\n\n```chart\nquery: nothing\ntitle: leeg\n```\n",
               &report, &findings, &error)) {
        fail_msg("%ld %s", error.line, error.detail);
    }
    const struct block *const *blocks = (const struct block *const *)report.body->children;
    assert_int_equal(report.body->child_count, 5);
    assert_int_equal(blocks[0]->chart->row_count, 3);
    assert_string_equal(blocks[0]->chart->rows[0].text, "402");
    assert_string_equal(blocks[0]->chart->rows[2].text, "niet gemeten");
    assert_true(isnan(blocks[0]->chart->rows[2].value));
    assert_string_equal(blocks[1]->table->columns[0].title, "Dag");
    assert_string_equal(blocks[1]->table->columns[1].title, "Aanwezigen");
    assert_int_equal(blocks[1]->table->columns[1].align, ALIGN_RIGHT);
    assert_int_equal(blocks[2]->chart->places[0].code, 193);
    assert_int_equal(blocks[3]->chart->thread_count, 2);
    assert_string_equal(blocks[3]->chart->threads[0].text, "3 van 9 sessies");
    assert_int_equal(blocks[4]->kind, BLOCK_QUOTE);
    assert_int_equal(findings.count, 1);
    arena_destroy(arena);
}

static void alt_texts_stay_within_their_limit(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char word[601];
    for (size_t i = 0; i < 600; i++) {
        word[i] = i % 7 == 6 ? ' ' : 'a';
    }
    word[600] = '\0';
    struct chart_row rows[3] = {{.label = word, .value = 1, .text = "1"},
                                {.label = "b", .value = NAN, .text = "niet gemeten"},
                                {.label = "c", .value = 3, .text = "3"}};
    struct chart chart = {.form = CHART_BARS, .title = word, .rows = rows, .row_count = 3};
    const char *alt = chart_alt(arena, &chart, LANGUAGE_NL);
    assert_in_range(strlen(alt), 40, CHART_ALT_LIMIT);
    chart.title = "Dinsdag was het drukst";
    chart.table_place = "bijlage 2";
    alt = chart_alt(arena, &chart, LANGUAGE_NL);
    assert_string_equal(alt, "Dinsdag was het drukst. De tabel staat in bijlage 2.");
    rows[0].label = "a";
    alt = chart_alt(arena, &chart, LANGUAGE_NL);
    assert_string_equal(alt, "Dinsdag was het drukst. a 1; c 3. De tabel staat in bijlage 2.");
    arena_destroy(arena);
}

/* Words per sentence of the Dutch templates: at most 12 on average, none above 20. */
static void count_words(const char *text, double *sentences, double *words, size_t *longest)
{
    size_t run = 0;
    bool inside = false;
    for (;; text++) {
        bool end =
            *text == '\0' || (strchr(".?!", *text) != NULL && (text[1] == ' ' || text[1] == '\0'));
        bool letter = *text != '\0' && *text != ' ' && !end;
        if (letter && !inside) {
            run++;
        }
        inside = letter;
        if (end && run > 0) {
            *longest = run > *longest ? run : *longest;
            *sentences += 1;
            *words += (double)run;
            run = 0;
        }
        if (*text == '\0') {
            return;
        }
    }
}

static void measure(struct arena *arena, const struct block *block, double *sentences,
                    double *words, size_t *longest)
{
    bool prose = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_NOTE ||
                 block->kind == BLOCK_ITEM || block->kind == BLOCK_LEAD;
    if (prose) {
        count_words(rich_plain(arena, &block->text), sentences, words, longest);
    }
    for (size_t i = 0; i < block->figure_count; i++) {
        if (block->figures[i].definition != NULL) {
            count_words(block->figures[i].definition, sentences, words, longest);
        }
    }
    for (size_t i = 0; i < block->child_count; i++) {
        measure(arena, block->children[i], sentences, words, longest);
    }
}

static bool says(struct arena *arena, const struct block *block, const char *words)
{
    bool there = strstr(rich_plain(arena, &block->text), words) != NULL;
    for (size_t i = 0; i < block->child_count && !there; i++) {
        there = says(arena, block->children[i], words);
    }
    return there;
}

static void built_in_templates_build_and_are_plain_language(void **state)
{
    (void)state;
    static const char *const names[] = {"impact.nl.md", "submission.nl.md", "comparison.nl.md"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct bytes source = template_builtin(names[i]);
        assert_true(source.size > 1000);
        struct template_provider provider = demo_provider();
        struct report report = {0};
        struct error error = {0};
        struct template_findings findings = {0};
        if (!template_build(arena, names[i], source, &provider, LANGUAGE_NL, &report, &findings,
                            &error)) {
            fail_msg("%s:%ld: %s", names[i], error.line, error.detail);
        }
        double sentences = 0;
        double words = 0;
        size_t longest = 0;
        measure(arena, report.body, &sentences, &words, &longest);
        assert_true(sentences > 5);
        assert_true(words / sentences <= 12);
        assert_true(longest <= 20);
        if (i == 0) { /* the report says so itself */
            char own[96];
            snprintf(own, sizeof own,
                     "gemiddeld %.1f woorden per zin. De langste zin heeft er %zu.",
                     words / sentences, longest);
            own[strcspn(own, ".")] = ',';
            assert_true(says(arena, report.body, own));
        }
    }
    assert_int_equal(template_builtin("nothing.md").size, 0);
    assert_true(template_builtin("gemeentedelers-2023.ini").size > 100);
    arena_destroy(arena);
}

/* The holes of a template, one per line: they must be the same in both languages. */
static const char *holes_of(struct arena *arena, struct bytes source)
{
    struct text text = text_create(arena);
    const char *at = arena_copy(arena, (const char *)source.data, source.size);
    while ((at = strpbrk(at, "{`")) != NULL) {
        if (strncmp(at, "{{", 2) == 0) {
            text_add_bytes(&text, at + 2, strcspn(at + 2, "|}"));
            text_add_char(&text, '\n');
            at += 2;
        } else if (strncmp(at, "```", 3) == 0) {
            text_add_bytes(&text, at, strcspn(at, "\n"));
            text_add_char(&text, '\n');
            at += 3;
        } else {
            at++;
        }
    }
    return text.bytes;
}

/* Different lines in order: how often and where a figure is named differs between languages. */
static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *sorted(struct arena *arena, const char *lines)
{
    const char *list[600];
    size_t count = 0;
    while (*lines != '\0' && count < 600) {
        size_t size = strcspn(lines, "\n");
        list[count++] = arena_copy(arena, lines, size);
        lines += size + 1;
    }
    qsort(list, count, sizeof(char *), by_text);
    struct text text = text_create(arena);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(list[i], list[i - 1]) != 0) {
            text_printf(&text, "%s\n", list[i]);
        }
    }
    return text.bytes;
}

static void both_languages_say_the_same_figures(void **state)
{
    (void)state;
    static const char *const kinds[] = {"impact", "submission", "comparison", "message",
                                        "municipality"};
    enum { BUILT = 4 }; /* the last asks for figures that the demonstration does not have */
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct bytes nl = template_builtin(arena_printf(arena, "%s.nl.md", kinds[i]));
        struct bytes en = template_builtin(arena_printf(arena, "%s.en.md", kinds[i]));
        assert_true(nl.size > 0 && en.size > 0);
        assert_string_equal(sorted(arena, holes_of(arena, nl)), sorted(arena, holes_of(arena, en)));
        struct template_provider provider = demo_provider();
        struct report report = {0};
        struct error error = {0};
        struct template_findings findings = {0};
        if (i < BUILT && !template_build(arena, kinds[i], en, &provider, LANGUAGE_EN, &report,
                                         &findings, &error)) {
            fail_msg("%s.en.md:%ld: %s", kinds[i], error.line, error.detail);
        }
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_filled_into_text),
        cmocka_unit_test(more_than_is_said_only_when_it_is_more),
        cmocka_unit_test(mistakes_give_line_and_nearest_name),
        cmocka_unit_test(a_hole_without_a_value_drops_its_block_and_says_so),
        cmocka_unit_test(sections_are_shown_or_hidden_as_whole_blocks),
        cmocka_unit_test(values_cannot_become_markup),
        cmocka_unit_test(charts_and_tables_take_their_data_from_queries),
        cmocka_unit_test(alt_texts_stay_within_their_limit),
        cmocka_unit_test(built_in_templates_build_and_are_plain_language),
        cmocka_unit_test(both_languages_say_the_same_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
