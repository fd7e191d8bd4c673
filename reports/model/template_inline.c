/* template_inline: the holes in text: figures, plurals, comparisons. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "reports/model/readability.h"
#include "reports/model/template_internal.h"

void template_say(struct builder *builder, long line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(builder->arena, format, arguments);
    va_end(arguments);
    /* A sentence may name a figure three times; that it has no value is said once. */
    for (size_t i = builder->findings->count; i > 0; i--) {
        const struct template_finding *said = &builder->findings->items[i - 1];
        if (said->line == line && strcmp(said->text, text) == 0) {
            return;
        }
    }
    *VECTOR_PUSH(builder->arena, builder->findings) =
        (struct template_finding){.line = line, .text = text};
}

bool template_unknown(struct builder *builder, long line, const char *what, const char *word,
                      const char *const *known, size_t count)
{
    const char *nearest = text_nearest(word, known, count);
    bool dutch = builder->language == LANGUAGE_NL;
    if (nearest == NULL) {
        return error_set(builder->error, ERROR_TEMPLATE, builder->file, line,
                         dutch ? "onbekend: %s \"%s\"" : "unknown %s \"%s\"", what, word);
    }
    return error_set(builder->error, ERROR_TEMPLATE, builder->file, line,
                     dutch ? "onbekend: %s \"%s\"; bedoelt u \"%s\"?"
                           : "unknown %s \"%s\"; do you mean \"%s\"?",
                     what, word, nearest);
}

static bool unknown_figure(struct builder *builder, long line, const char *id)
{
    return template_unknown(builder, line, template_say_in(builder->language, "cijfer", "figure"),
                            id, builder->provider->figure_names, builder->provider->figure_count);
}

static bool unknown_format(struct builder *builder, long line, const char *format)
{
    static const char *const known[] = {
        "floor:miljoen", "floor:duizend", "floor:honderd", "round:miljoen", "percent", "percent:1",
        "decimals:1",    "thousands",     "hours",         "date",          "low",     "high"};
    return template_unknown(builder, line, template_say_in(builder->language, "opmaak", "format"),
                            format, known, sizeof known / sizeof known[0]);
}

static void say_dropped(struct builder *builder, long line, const char *id, const char *reason)
{
    bool dutch = builder->language == LANGUAGE_NL;
    template_say(
        builder, line,
        dutch ? "weggelaten: %s heeft geen waarde%s%s%s" : "left out: %s has no value%s%s%s", id,
        reason == NULL ? "" : " (", reason == NULL ? "" : reason, reason == NULL ? "" : ")");
}

static enum fill fill_compare(struct builder *builder, long line, const char *names,
                              struct run like, struct rich *rich)
{
    const char *a = text_trim(builder->arena, names);
    const char *blank = strchr(a, ' ');
    if (blank == NULL) {
        error_set(builder->error, ERROR_TEMPLATE, builder->file, line, "compare %s", a);
        return FILL_ERROR;
    }
    const char *b = text_trim(builder->arena, blank);
    a = arena_copy(builder->arena, a, (size_t)(blank - a));
    struct template_value value = {0};
    const char *names_of[2] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        if (!builder->provider->figure(builder->provider->context, names_of[i], &value)) {
            unknown_figure(builder, line, names_of[i]);
            return FILL_ERROR;
        }
    }
    const char *sentence =
        builder->provider->compare == NULL
            ? NULL
            : builder->provider->compare(builder->provider->context, builder->arena, a, b);
    if (sentence == NULL) {
        say_dropped(builder, line, arena_printf(builder->arena, "compare %s %s", a, b), NULL);
        return FILL_NO_VALUE;
    }
    like.text = sentence;
    rich_add(builder->arena, rich, like);
    return FILL_DONE;
}

/* What the report says about itself is known when it is whole: a placeholder until then. */
static bool fill_itself(struct builder *builder, const char *hole, struct run like,
                        struct rich *rich)
{
    const char *text = text_equal(hole, "report.sentence")  ? readability_mean
                       : text_equal(hole, "report.longest") ? readability_longest
                                                            : NULL;
    if (text != NULL) {
        like.text = text;
        rich_add(builder->arena, rich, like);
    }
    return text != NULL;
}

static enum fill fill_figure(struct builder *builder, long line, const char *hole, struct run like,
                             struct rich *rich)
{
    const char *bar = strchr(hole, '|');
    const char *id = bar == NULL ? hole : arena_copy(builder->arena, hole, (size_t)(bar - hole));
    id = text_trim(builder->arena, id);
    const char *format = bar == NULL ? "" : text_trim(builder->arena, bar + 1);
    struct template_value value = {.value = NAN, .low = NAN, .high = NAN};
    if (!builder->provider->figure(builder->provider->context, id, &value)) {
        unknown_figure(builder, line, id);
        return FILL_ERROR;
    }
    bool known = true;
    const char *text = template_format(builder->arena, &value, format, builder->language, &known);
    if (!known) {
        unknown_format(builder, line, format);
        return FILL_ERROR;
    }
    if (text == NULL) {
        say_dropped(builder, line, id, value.reason);
        return FILL_NO_VALUE;
    }
    like.text = text;
    bool is_number = value.text == NULL && strchr(format, '/') == NULL;
    like.figure = is_number && like.url == NULL ? id : NULL;
    rich_add(builder->arena, rich, like);
    return FILL_DONE;
}

enum fill template_fill(struct builder *builder, long line, const char *text, struct run like,
                        struct rich *rich)
{
    enum fill worst = FILL_DONE;
    while (*text != '\0') {
        const char *open = strstr(text, "{{");
        size_t plain = open == NULL ? strlen(text) : (size_t)(open - text);
        if (plain > 0) {
            struct run run = like;
            run.text = arena_copy(builder->arena, text, plain);
            rich_add(builder->arena, rich, run);
            like.line_break = false;
        }
        if (open == NULL) {
            break;
        }
        const char *close = strstr(open, "}}");
        if (close == NULL) {
            error_set(builder->error, ERROR_TEMPLATE, builder->file, line,
                      "{{ ... : }} ontbreekt / }} is missing");
            return FILL_ERROR;
        }
        const char *hole = text_trim(
            builder->arena, arena_copy(builder->arena, open + 2, (size_t)(close - open - 2)));
        enum fill one = fill_itself(builder, hole, like, rich) ? FILL_DONE
                        : text_starts_with(hole, "compare ")
                            ? fill_compare(builder, line, hole + 8, like, rich)
                            : fill_figure(builder, line, hole, like, rich);
        if (one == FILL_ERROR) {
            return one;
        }
        worst = one == FILL_NO_VALUE ? one : worst;
        like.line_break = false;
        text = close + 2;
    }
    return worst;
}

enum fill template_fill_plain(struct builder *builder, long line, const char *text,
                              const char **out)
{
    struct rich rich = {0};
    enum fill fill = template_fill(builder, line, text, (struct run){0}, &rich);
    *out = rich_plain(builder->arena, &rich);
    return fill;
}

enum fill template_holds(struct builder *builder, long line, const char *name, bool *holds)
{
    struct template_value value = {.value = NAN};
    const struct template_provider *provider = builder->provider;
    if (provider->figure(provider->context, name, &value)) {
        *holds = value.defined && (value.text != NULL ? !text_is_blank(value.text)
                                                      : !isnan(value.value) && value.value != 0);
        return FILL_DONE;
    }
    struct data_table table = {0};
    if (provider->table(provider->context, name, &table)) {
        *holds = table.row_count > 0;
        return FILL_DONE;
    }
    unknown_figure(builder, line, name);
    return FILL_ERROR;
}
