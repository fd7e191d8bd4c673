/* subtitles: see subtitles.h. */
#include "engine/recognise/subtitles.h"

#include <string.h>

#include "engine/base/text.h"

/* A record that stays when reading goes on, of so many cells at least. */
static struct record kept(struct reading *reading, const struct record *record, size_t least)
{
    size_t count = record->count > least ? record->count : least;
    struct record copy = {.line = record->line, .count = count};
    copy.cells = arena_alloc_array(reading->arena, count + 1, sizeof *copy.cells);
    for (size_t i = 0; i < count; i++) {
        copy.cells[i] = i < record->count ? arena_strdup(reading->arena, record->cells[i]) : "";
    }
    return copy;
}

/* How Qualtrics names the columns for itself. */
static bool is_for_machines(const struct record *record)
{
    size_t first;
    size_t second;
    return reading_filled_cells(record, &first, &second) > 1 &&
           text_starts_with(record->cells[first], "{\"ImportId\"");
}

static bool is_way_of_answering(struct reading *reading, const char *cell)
{
    static const char *const words[] = {
        "response",        "openended response", "open ended response",
        "antwoord",        "open antwoord",      "open vraag",
        "antwort",         "offene antwort",     "reponse",
        "reponse ouverte", "respuesta",          "respuesta abierta",
        "resposta",        "resposta aberta",    "risposta",
        "risposta aperta"};
    struct arena_mark mark = arena_mark(reading->scratch);
    const char *plain = heading_plain(reading->scratch, cell);
    bool known = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !known; i++) {
        known = strcmp(plain, words[i]) == 0;
    }
    arena_release(reading->scratch, mark);
    return known;
}

/* Below a title of its own a column says how it is answered; without one, which option it is. */
static bool says_how(struct reading *reading, const struct record *heading,
                     const struct record *record)
{
    size_t ways = 0;
    for (size_t i = 0; i < record->count; i++) {
        const char *cell = record->cells[i];
        bool way = !text_is_blank(cell) && is_way_of_answering(reading, cell);
        bool begins = i < heading->count && !text_is_blank(heading->cells[i]);
        if (i == 0 && !text_is_blank(cell)) {
            return false; /* every answer has a number there */
        }
        ways += way && begins;
    }
    return ways > 0;
}

/* A question with options has a column for each, and its title above the first of them: "Which
 * sessions? (Klantreis)", "Which sessions? (Brieven)". */
static void name_options(struct reading *reading, struct record *heading,
                         const struct record *options)
{
    const char *question = "";
    for (size_t i = 0; i < heading->count && i < options->count; i++) {
        const char *option = options->cells[i];
        bool begins = !text_is_blank(heading->cells[i]);
        bool goes_on = i + 1 < heading->count && text_is_blank(heading->cells[i + 1]);
        question = begins ? heading->cells[i] : question;
        if (!text_is_blank(option) && (!begins || goes_on) &&
            !is_way_of_answering(reading, option)) {
            heading->cells[i] = arena_printf(reading->arena, "%s (%s)", question, option);
        }
    }
}

struct record subtitles_read(struct reading *reading, const struct record *heading)
{
    struct table_place behind = table_tell(reading->table);
    struct record whole = kept(reading, heading, 0);
    struct record next;
    if (!table_next(reading->table, &next)) {
        table_seek(reading->table, behind);
        return whole;
    }
    if (says_how(reading, &whole, &next)) {
        whole = kept(reading, &whole, next.count); /* options may go on where no title does */
        name_options(reading, &whole, &next);
        return whole;
    }
    struct record words = kept(reading, &next, 0);
    if (table_next(reading->table, &next) && is_for_machines(&next)) {
        return words;
    }
    table_seek(reading->table, behind);
    return whole;
}
