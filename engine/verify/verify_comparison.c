/* verify_comparison: a comparison carries every municipality that took part in one of two editions,
 * with its residents then and now on the later layout: who stayed, came and left, and what that and
 * the growth of the population did, are added up again. The rest needs the editions themselves. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/verify/verify.h"

/* What the list of a pair adds up to, for those that took part themselves or in either way. */
struct tally {
    double stayed, came, left;
    double then_stayed, then_came, then_left, now_stayed, now_came;
};

static bool says(const char *cell, const char *nl, const char *en)
{
    return text_equal(cell, nl) || text_equal(cell, en);
}

static struct tally add_up(const struct data_table *table, const char *from, const char *to,
                           size_t states)
{
    struct tally tally = {0};
    size_t from_column = data_column(table, "van", "from");
    size_t to_column = data_column(table, "naar", "to");
    size_t then_column = data_column(table, "inwoners_toen", "residents_then");
    size_t now_column = data_column(table, "inwoners_nu", "residents_now");
    for (size_t row = 0; row < table->row_count; row++) {
        double then, now;
        const char *state = data_at(table, row, states);
        if (!text_equal(data_at(table, row, from_column), from) ||
            !text_equal(data_at(table, row, to_column), to)) {
            continue;
        }
        data_number(table, row, then_column, &then);
        data_number(table, row, now_column, &now);
        if (says(state, "bleef", "stayed")) {
            tally.stayed++;
            tally.then_stayed += then;
            tally.now_stayed += now;
        } else if (says(state, "nieuw", "new")) {
            tally.came++;
            tally.then_came += then;
            tally.now_came += now;
        } else if (says(state, "ging", "left")) {
            tally.left++;
            tally.then_left += then;
        }
    }
    return tally;
}

/* The figure of the same pair. */
static const struct figure *beside(const struct verification *verification, size_t at,
                                   const char *id)
{
    const struct report_data *data = verification->data;
    for (size_t i = 0; i < data->ledger.count; i++) {
        const struct figure *figure = &data->ledger.figures[i];
        if (text_equal(figure->id, id) && text_equal(data->from[i], data->from[at]) &&
            text_equal(figure->edition, data->ledger.figures[at].edition)) {
            return figure->has_value ? figure : NULL;
        }
    }
    return NULL;
}

/* What the tally makes of a figure; NaN when it says nothing of it. */
static double again(const struct verification *verification, size_t at, const struct tally *tally,
                    const char *way)
{
    struct arena *arena = verification->arena;
    const struct {
        const char *pattern;
        double value;
    } sums[] = {
        {"retained.%s", tally->stayed},
        {"new.%s", tally->came},
        {"lost.%s", tally->left},
        {"municipalities.%s.as_is", tally->stayed + tally->left},
        {"residents.%s.as_is", tally->then_stayed + tally->then_left},
        {"reach.change.%s.who", tally->then_came - tally->then_left},
        {"reach.change.%s.population",
         tally->now_stayed + tally->now_came - tally->then_stayed - tally->then_came},
    };
    const char *id = verification->data->ledger.figures[at].id;
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
        const char *hole = strstr(sums[i].pattern, "%s");
        const char *name = arena_printf(arena, "%.*s%s%s", (int)(hole - sums[i].pattern),
                                        sums[i].pattern, way, hole + 2);
        if (text_equal(id, name)) {
            return sums[i].value;
        }
    }
    if (!text_equal(id, arena_printf(arena, "reach.change.%s", way))) {
        return NAN;
    }
    static const char *const parts[] = {"who", "population", "layout"};
    double change = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const struct figure *part =
            beside(verification, at, arena_printf(arena, "reach.change.%s.%s", way, parts[i]));
        change += part == NULL ? NAN : part->value;
    }
    return change;
}

static void check(struct verification *verification, size_t at)
{
    const struct report_data *data = verification->data;
    const struct figure *figure = &data->ledger.figures[at];
    const struct data_table *table = &data->municipalities;
    static const struct {
        const char *way, *nl, *en;
    } ways[] = {{"direct", "zelf", "direct"}, {"combined", "samen", "combined"}};
    const char *reported = verify_figure_text(verification->arena, figure);
    double value = NAN;
    for (size_t i = 0; i < 2 && isnan(value) && data->from[at] != NULL; i++) {
        size_t states = data_column(table, ways[i].nl, ways[i].en);
        struct tally tally = add_up(table, data->from[at], figure->edition, states);
        value = again(verification, at, &tally, ways[i].way);
    }
    if (!figure->has_value || isnan(value)) {
        verification_add(verification, figure->id, VERDICT_NOT_CHECKED, reported, NULL,
                         "daarvoor zijn de edities zelf nodig: reken hun rapporten na",
                         "this needs the editions themselves: verify their reports");
        return;
    }
    const struct figure once_more = {.has_value = true, .value = value, .n = -1};
    verification_add(verification, figure->id,
                     value == figure->value ? VERDICT_AGREES : VERDICT_DIFFERS, reported,
                     verify_figure_text(verification->arena, &once_more),
                     "de gemeenten van municipalities.csv, van beide edities",
                     "the municipalities of municipalities.csv, of both editions");
}

void verify_comparison(struct verification *verification)
{
    for (size_t i = 0; i < verification->data->ledger.count; i++) {
        check(verification, i);
    }
}
