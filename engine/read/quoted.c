/* quoted: see quoted.h. From one place to the next; what stands between two of them is never looked
 * at. */
#include "engine/read/quoted.h"

struct walk {
    const char *text;
    size_t size;
    const struct places *places;
    size_t next; /* place */
    size_t at;   /* byte */
    struct quoted_record *record;
};

static bool is_place(const struct walk *walk, size_t at)
{
    return walk->next < walk->places->count && places_at(walk->places, walk->next) == at;
}

/* Behind the last place of the stretch. */
static enum quoted beyond(const struct walk *walk)
{
    return walk->places->end < walk->size ? QUOTED_BEYOND : QUOTED_ODD;
}

/* From the opening quote to behind the closing one. */
static enum quoted read_quoted(struct walk *walk, struct quoted_cell *cell)
{
    *cell = (struct quoted_cell){.start = walk->at + 1};
    for (walk->next++; walk->next < walk->places->count; walk->next++) {
        size_t at = places_at(walk->places, walk->next);
        if (walk->text[at] != '"') {
            walk->record->breaks += walk->text[at] == '\n';
            continue;
        }
        if (at + 1 == walk->places->end && at + 1 < walk->size) {
            return QUOTED_BEYOND; /* another quote may follow */
        }
        walk->next++;
        if (!is_place(walk, at + 1) || walk->text[at + 1] != '"') {
            cell->end = at;
            walk->at = at + 1;
            return QUOTED_READ;
        }
        cell->doubled = true;
    }
    return beyond(walk);
}

/* A cell without quotes, up to the next place. */
static enum quoted read_bare(struct walk *walk, struct quoted_cell *cell)
{
    bool last = walk->next == walk->places->count;
    if (last && walk->places->end < walk->size) {
        return QUOTED_BEYOND;
    }
    *cell = (struct quoted_cell){.start = walk->at};
    walk->at = last ? walk->size : places_at(walk->places, walk->next);
    if (!last && walk->text[walk->at] == '"') {
        return QUOTED_ODD;
    }
    bool returns = !last && walk->text[walk->at] == '\n' && walk->at > cell->start &&
                   walk->text[walk->at - 1] == '\r';
    walk->at -= returns;
    cell->end = walk->at;
    return QUOTED_READ;
}

/* The cells from here on that a separator ends and no quote begins, as most are; the last that a
 * record may have is left to others. */
static void read_plain(struct walk *walk)
{
    const struct places *places = walk->places;
    struct quoted_record *record = walk->record;
    for (; walk->next < places->count && record->count + 1 < QUOTED_CELLS; walk->next++) {
        size_t end = places_at(places, walk->next);
        if (walk->text[end] == '"' || walk->text[end] == '\n') {
            return;
        }
        record->cells[record->count++] = (struct quoted_cell){.start = walk->at, .end = end};
        walk->at = end + 1;
    }
}

/* Whether the line ends here, with LF, CRLF or the text. */
static bool is_line_end(const struct walk *walk)
{
    size_t feed = walk->at;
    feed += feed + 1 < walk->size && walk->text[feed] == '\r';
    return walk->at == walk->size || (is_place(walk, feed) && walk->text[feed] == '\n');
}

enum quoted quoted_read(const char *text, size_t size, size_t start, const struct places *places,
                        struct quoted_record *record)
{
    struct walk walk = {text, size, places, places->next, start, record};
    record->count = 0;
    record->breaks = 0;
    while (record->count < QUOTED_CELLS) {
        read_plain(&walk);
        struct quoted_cell *cell = &record->cells[record->count++];
        bool opens = is_place(&walk, walk.at) && text[walk.at] == '"';
        enum quoted found = opens ? read_quoted(&walk, cell) : read_bare(&walk, cell);
        if (found != QUOTED_READ) {
            return found;
        }
        if (is_line_end(&walk)) {
            record->end = walk.at;
            record->places = walk.next + (walk.at < size);
            return QUOTED_READ;
        }
        if (walk.next == places->count) {
            return beyond(&walk);
        }
        if (!is_place(&walk, walk.at) || text[walk.at] == '"' || text[walk.at] == '\n') {
            return QUOTED_ODD;
        }
        walk.at++;
        walk.next++;
    }
    return QUOTED_ODD;
}
