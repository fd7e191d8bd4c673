/* verify_text: "meer dan 6,8 miljoen" on a page must be the floor of a figure of the ledger: not
 * above it, and less than one step of its own last digit below it. The headline must stand there.
 */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/verify/verify.h"

enum { LEAST = 1000 }; /* "meer dan 3 dagen" is no statement about a figure */

/* A floor as it was printed. */
struct statement {
    const char *phrase; /* "meer dan 6,8 miljoen" */
    double number, step;
};

static const struct language_words {
    const char *more_than, *million;
    char decimal, thousand;
} words[LANGUAGES] = {{"meer dan ", " miljoen", ',', '.'}, {"more than ", " million", '.', ','}};

/* Does the character stand inside a number? There is one decimal mark. */
static bool is_mark(char c, const struct language_words *word, double scale)
{
    return c == word->thousand || (c == word->decimal && scale == 0);
}

/* Reads the statement that begins at `at`; false when no large number follows. */
static bool read_statement(struct arena *arena, const char *at, const struct language_words *word,
                           struct statement *statement)
{
    const char *c = at + strlen(word->more_than);
    double number = 0, scale = 0; /* scale: 0 before the decimal mark, then 10, 100 ... */
    size_t digits = 0;
    for (; text_is_digit(*c) || (digits > 0 && is_mark(*c, word, scale) && text_is_digit(c[1]));
         c++) {
        if (text_is_digit(*c)) {
            number = number * 10 + (*c - '0');
            scale *= 10;
            digits++;
        } else if (*c == word->decimal) {
            scale = 1;
        }
    }
    if (digits == 0 || digits > 15) {
        return false;
    }
    bool million = text_starts_with(c, word->million);
    double unit = (million ? 1e6 : 1) / (scale > 0 ? scale : 1);
    statement->number = number * unit;
    statement->step = unit;
    while (!million && scale == 0 && number > 0 && fmod(number, statement->step * 10) == 0) {
        statement->step *= 10;
    }
    c += million ? strlen(word->million) : 0;
    statement->phrase = arena_copy(arena, at, (size_t)(c - at));
    return statement->number >= LEAST;
}

/* What a figure surely is: for bounds and models the lower end. */
static bool is_floor_of(const struct statement *statement, const struct figure *figure)
{
    bool guarded = figure->doubt == DOUBT_BOUND || figure->doubt == DOUBT_MODEL;
    double value = guarded && figure->has_range ? figure->low : figure->value;
    return figure->has_value && value >= statement->number && figure->value > statement->number &&
           value < statement->number + statement->step;
}

static const struct figure *figure_behind(const struct verification *verification,
                                          const struct statement *statement)
{
    const struct ledger *ledger = &verification->data->ledger;
    const struct figure *headline = ledger_headline(ledger);
    if (headline != NULL && is_floor_of(statement, headline)) {
        return headline;
    }
    for (size_t i = 0; i < ledger->count; i++) {
        const struct figure *figure = &ledger->figures[i];
        if (is_floor_of(statement, figure)) {
            return figure;
        }
    }
    return NULL;
}

struct statements {
    VECTOR(struct statement) items;
};

static void add_once(struct arena *arena, struct statements *statements,
                     const struct statement *statement)
{
    for (size_t i = 0; i < statements->items.count; i++) {
        if (strcmp(statements->items.items[i].phrase, statement->phrase) == 0) {
            return;
        }
    }
    *VECTOR_PUSH(arena, &statements->items) = *statement;
}

static struct statements find_statements(struct arena *arena, const char *text)
{
    struct statements statements = {0};
    for (enum language language = LANGUAGE_NL; language < LANGUAGES; language++) {
        const char *prefix = words[language].more_than;
        for (const char *at = strstr(text, prefix); at != NULL; at = strstr(at + 1, prefix)) {
            struct statement statement;
            if (read_statement(arena, at, &words[language], &statement)) {
                add_once(arena, &statements, &statement);
            }
        }
    }
    return statements;
}

void verify_text(struct verification *verification)
{
    static const char id[] = "text";
    struct arena *arena = verification->arena;
    const struct text *text = &verification->data->content->text;
    const struct figure *headline = ledger_headline(&verification->data->ledger);
    struct statements statements = find_statements(arena, text->size == 0 ? "" : text->bytes);
    bool stands = headline == NULL || !headline->has_value || headline->value <= LEAST;
    for (size_t i = 0; i < statements.items.count; i++) {
        stands = stands || (headline != NULL && is_floor_of(&statements.items.items[i], headline));
    }
    for (size_t i = 0; i < statements.items.count; i++) {
        const struct statement *statement = &statements.items.items[i];
        const struct figure *figure = figure_behind(verification, statement);
        if (figure != NULL) {
            verification_add(verification, id, VERDICT_AGREES, statement->phrase,
                             verify_figure_text(arena, figure),
                             arena_printf(arena, "dit is waar van %s", figure->id),
                             arena_printf(arena, "this is true of %s", figure->id));
        } else {
            /* The team's own paragraphs may speak of other things; but not instead of the headline.
             */
            verification_add(verification, id, stands ? VERDICT_NOT_CHECKED : VERDICT_DIFFERS,
                             statement->phrase, NULL, "geen cijfer in de PDF rondt zo af",
                             "no figure in the PDF is rounded to this");
        }
    }
    if (!stands && statements.items.count == 0) {
        verification_add(verification, id, VERDICT_NOT_CHECKED, NULL,
                         verify_figure_text(arena, headline),
                         "op de bladzijden staat geen afgerond aantal inwoners",
                         "no rounded number of residents stands on the pages");
    }
}
