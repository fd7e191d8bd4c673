/* chart: see chart.h. The alternative text is built from sentences in order of weight: the finding,
 * the numbers that stand out, where the table is. A sentence that no longer fits is left out whole.
 */
#include "reports/model/chart.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"

static const char *const form_words[CHART_FORM_COUNT] = {
#define FORM(name, word) word,
    CHART_FORMS(FORM)
#undef FORM
};

const char *chart_form_word(enum chart_form form)
{
    return form_words[form];
}

int chart_form_of(const char *word)
{
    for (int i = 0; i < CHART_FORM_COUNT; i++) {
        if (text_equal(word, form_words[i])) {
            return i;
        }
    }
    return -1;
}

/* Characters, not bytes: continuation bytes do not count. */
static size_t length_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

/* Adds a sentence when it fits within the limit. */
static void add_sentence(struct text *alt, const char *sentence)
{
    if (text_is_blank(sentence)) {
        return;
    }
    size_t size = strlen(sentence);
    bool stopped = strchr(".!?", sentence[size - 1]) != NULL;
    size_t needed = length_of(alt->bytes) + length_of(sentence) + (alt->size > 0) + !stopped;
    if (needed > CHART_ALT_LIMIT) {
        return;
    }
    text_printf(alt, "%s%s%s", alt->size > 0 ? " " : "", sentence, stopped ? "" : ".");
}

static const char *pick(enum language language, const char *nl, const char *en)
{
    return language == LANGUAGE_NL ? nl : en;
}

static const char *row_words(struct arena *arena, const struct chart_row *row)
{
    return arena_printf(arena, "%s %s", row->label, row->text == NULL ? "" : row->text);
}

/* The first, the middle and the last known row, in the order in which they are drawn. */
static const char *rows_sentence(struct arena *arena, const struct chart *chart,
                                 enum language language)
{
    size_t known[3] = {0};
    size_t count = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        count += isnan(chart->rows[i].value) ? 0 : 1;
    }
    if (count == 0) {
        return pick(language, "Er zijn geen waarden", "There are no values");
    }
    size_t seen = 0;
    for (size_t i = 0; i < chart->row_count; i++) {
        if (!isnan(chart->rows[i].value)) {
            if (seen == 0) {
                known[0] = i;
            }
            if (seen == count / 2) {
                known[1] = i;
            }
            known[2] = i;
            seen++;
        }
    }
    struct text text = text_create(arena);
    for (size_t k = 0; k < 3; k++) {
        if (k > 0 && known[k] == known[k - 1]) {
            continue;
        }
        const struct chart_row *row = &chart->rows[known[k]];
        text_add(&text, k > 0 ? "; " : "");
        if (chart->form == CHART_SLOPE && row->before_text != NULL) {
            text_printf(&text, "%s %s %s %s %s", row->label, pick(language, "van", "from"),
                        row->before_text, pick(language, "naar", "to"), row->text);
        } else {
            text_add(&text, row_words(arena, row));
        }
    }
    return text.bytes;
}

/* "Kaart van Nederland met 342 gemeenten: deed zelf mee 131, via samenwerking 15". */
static const char *map_sentence(struct arena *arena, const struct chart *chart,
                                enum language language)
{
    size_t counts[CHART_LEVELS] = {0};
    for (size_t i = 0; i < chart->place_count; i++) {
        int level = chart->places[i].level;
        counts[level < 0 || level >= CHART_LEVELS ? 0 : level]++;
    }
    struct text text = text_create(arena);
    text_printf(&text,
                language == LANGUAGE_NL ? "Kaart van Nederland met %zu gemeenten"
                                        : "Map of the Netherlands with %zu municipalities",
                chart->areas != NULL ? chart->areas->count : chart->place_count);
    for (size_t level = 1; level < CHART_LEVELS && level <= 3; level++) {
        const char *name = level < chart->level_count ? chart->levels[level] : NULL;
        if (name != NULL && counts[level] > 0) {
            text_printf(&text, "%s%s %zu", level == 1 ? ": " : ", ", name, counts[level]);
        } else if (level == 1 && chart->level_count == 0) {
            text_printf(&text, ": %s %zu", language == LANGUAGE_NL ? "gekleurd" : "coloured",
                        counts[1]);
        }
    }
    return text.bytes;
}

static const char *threads_sentence(struct arena *arena, const struct chart *chart,
                                    enum language language)
{
    struct text text = text_create(arena);
    if (chart->thread_count == 0) {
        return pick(language, "Er zijn geen rode draden gevonden",
                    "No recurring threads were found");
    }
    for (size_t i = 0; i < chart->thread_count && i < 3; i++) {
        text_printf(&text, "%s%s: %s", i > 0 ? "; " : "", chart->threads[i].label,
                    chart->threads[i].text);
    }
    return text.bytes;
}

const char *chart_alt(struct arena *arena, const struct chart *chart, enum language language)
{
    struct text alt = text_create(arena);
    add_sentence(&alt, chart->alt != NULL ? chart->alt : chart->title);
    if (alt.size == 0 && chart->title != NULL) { /* a title longer than the limit: cut at a word */
        size_t cut = 0;
        size_t characters = 0;
        for (size_t i = 0; chart->title[i] != '\0' && characters < CHART_ALT_LIMIT - 1; i++) {
            characters += ((unsigned char)chart->title[i] & 0xC0) != 0x80;
            cut = chart->title[i] == ' ' ? i : cut;
        }
        text_add_bytes(&alt, chart->title, cut);
        text_add_char(&alt, '.');
        return alt.bytes;
    }
    if (chart->alt != NULL) {
        return alt.bytes;
    }
    if (chart->form == CHART_MAP) {
        add_sentence(&alt, map_sentence(arena, chart, language));
    } else if (chart->form == CHART_THREADS) {
        add_sentence(&alt, threads_sentence(arena, chart, language));
    } else {
        add_sentence(&alt, rows_sentence(arena, chart, language));
    }
    if (chart->table_place != NULL) {
        const char *where = pick(language, "De tabel staat in", "The table is in");
        add_sentence(&alt, arena_printf(arena, "%s %s", where, chart->table_place));
    }
    return alt.bytes;
}
