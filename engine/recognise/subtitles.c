/* subtitles: see subtitles.h. */
#include "engine/recognise/subtitles.h"

#include <string.h>

#include "engine/base/text.h"

/* A record that stays when reading goes on. */
static struct record kept(struct reading *reading, const struct record *record)
{
    struct record copy = {.line = record->line, .count = record->count};
    copy.cells = arena_alloc_array(reading->arena, record->count + 1, sizeof *copy.cells);
    for (size_t i = 0; i < record->count; i++) {
        copy.cells[i] = arena_strdup(reading->arena, record->cells[i]);
    }
    return copy;
}

/* How Qualtrics names the columns for itself. */
static bool is_for_machines(const struct record *record)
{
    return record->count > 1 && text_starts_with(record->cells[0], "{\"ImportId\"");
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

struct record subtitles_read(struct reading *reading, const struct record *heading)
{
    struct table_place behind = table_tell(reading->table);
    struct record whole = kept(reading, heading);
    struct record next;
    if (!table_next(reading->table, &next)) {
        table_seek(reading->table, behind);
        return whole;
    }
    if (says_how(reading, &whole, &next)) {
        for (size_t i = 0; i < whole.count && i < next.count; i++) {
            if (text_is_blank(whole.cells[i])) {
                whole.cells[i] = arena_strdup(reading->arena, next.cells[i]);
            }
        }
        return whole;
    }
    struct record words = kept(reading, &next);
    if (table_next(reading->table, &next) && is_for_machines(&next)) {
        return words;
    }
    table_seek(reading->table, behind);
    return whole;
}
