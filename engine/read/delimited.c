/* delimited: see delimited.h.
 *
 * Invariants:
 *  1. `at` is the first byte of a record and `line` its number.
 *  2. scan() and libcsv agree on where cells end: a quoted cell ends at a quote that is followed by
 *     blanks and then a separator or a line end; `""` is a quote; any other quote is a character.
 *  3. Every byte that is scanned twice is paid for from `budget`; without budget a line break ends
 *     every record, so the work is linear in the size of the text.
 */
#include "engine/read/delimited.h"

#include <stdint.h>
#include <string.h>

#include "engine/read/cells.h"
#include "engine/read/places.h"
#include "engine/read/quoted.h"

enum { BUDGET_FACTOR = 16, BUDGET_LEAST = 1 << 20 };

struct delimited {
    const char *text;
    size_t size; /* of what is read: the whole text or, by the reader of a part, up to its end */
    size_t whole_size;
    size_t at;
    long line;
    bool lone_cr;
    char delimiter;
    size_t expected;
    size_t budget;
    size_t
        last_quote; /* place of the last quote in the text; a quote opened behind it stays open */
    bool knows_last_quote;
    struct cells cells;
    struct places places;
};

static void close_delimited(void *pointer)
{
    struct delimited *d = pointer;
    cells_close(&d->cells);
}

static struct delimited *opened(struct arena *arena, struct delimited *d, bool stay)
{
    cells_open(&d->cells, d->delimiter, stay);
    arena_adopt(arena, close_delimited, d);
    return d;
}

struct delimited *delimited_create(struct arena *arena, const char *text, size_t size, bool lone_cr,
                                   char delimiter)
{
    struct delimited *d = arena_alloc(arena, sizeof *d);
    *d = (struct delimited){.text = text,
                            .size = size,
                            .whole_size = size,
                            .line = 1,
                            .lone_cr = lone_cr,
                            .delimiter = delimiter};
    d->budget = size > SIZE_MAX / BUDGET_FACTOR - BUDGET_LEAST
                    ? SIZE_MAX
                    : size * BUDGET_FACTOR + BUDGET_LEAST;
    return opened(arena, d, false);
}

void delimited_expect(struct delimited *d, size_t width)
{
    d->expected = width;
}

struct delimited_place delimited_tell(const struct delimited *d)
{
    return (struct delimited_place){d->at, d->line};
}

void delimited_seek(struct delimited *d, struct delimited_place place)
{
    d->at = place.at;
    d->line = place.line;
}

char delimited_commonest(const struct delimited *d, const char *marks, size_t count)
{
    enum { LOOK_AT = 2048 };
    size_t end = d->whole_size - d->at < LOOK_AT ? d->whole_size : d->at + LOOK_AT;
    char best = marks[0];
    size_t most = 0;
    for (size_t m = 0; m < count; m++) {
        size_t seen = 0;
        for (size_t i = d->at; i < end; i++) {
            seen += d->text[i] == marks[m];
        }
        best = seen > most ? marks[m] : best;
        most = seen > most ? seen : most;
    }
    return best;
}

/* -- finding the end of a record -----------------------------------------------------------------
 */

struct scan {
    size_t end;         /* behind the last byte of the record, without its line end */
    size_t next;        /* first byte of the next record */
    size_t count;       /* cells */
    size_t first_break; /* start of the second line when the record has several, else 0 */
    bool open;          /* a quote was not closed */
    bool odd;           /* a quote inside a quoted cell was neither doubled nor the end */
};

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static size_t behind_break(const struct delimited *d, size_t at)
{
    return at + 1 + (d->text[at] == '\r' && at + 1 < d->size && d->text[at + 1] == '\n');
}

/* Only asked when a quote was seen: a file without quotes is not searched from behind. */
static bool behind_last_quote(struct delimited *d, size_t at)
{
    if (!d->knows_last_quote) {
        d->knows_last_quote = true;
        for (size_t i = d->size; i > 0 && d->last_quote == 0; i--) {
            d->last_quote = d->text[i - 1] == '"' ? i - 1 : 0;
        }
    }
    return at > d->last_quote;
}

/* From the byte behind the opening quote to the byte behind the closing one. */
static size_t scan_quoted(struct delimited *d, size_t at, struct scan *scan, bool one_line)
{
    if (!one_line && behind_last_quote(d, at)) {
        scan->open = true;
        for (size_t i = at; i < d->size && scan->first_break == 0; i++) {
            scan->first_break = is_break(d->text[i]) ? behind_break(d, i) : 0;
        }
        return d->size;
    }
    while (at < d->size) {
        char c = d->text[at];
        if (is_break(c)) {
            if (one_line) {
                break;
            }
            at = behind_break(d, at);
            scan->first_break = scan->first_break == 0 ? at : scan->first_break;
            continue;
        }
        if (c != '"') {
            at++;
            continue;
        }
        at++;
        if (at < d->size && d->text[at] == '"') {
            at++;
            continue;
        }
        for (;;) {
            size_t look = at;
            while (look < d->size && cells_is_blank(&d->cells, d->text[look])) {
                look++;
            }
            if (look == d->size || d->text[look] == d->delimiter || is_break(d->text[look])) {
                return look;
            }
            scan->odd = true;
            if (d->text[look] != '"') {
                break;
            }
            /* libcsv: a quote after blanks may be the end as well; with one more it is a pair. */
            bool pair = look == at;
            at = look + 1;
            if (pair) {
                break;
            }
        }
    }
    scan->open = true;
    return at;
}

static struct scan scan_record(struct delimited *d, size_t start, bool one_line)
{
    struct scan scan = {.count = 1};
    size_t at = start;
    bool begun = false; /* the cell has a byte that is not a blank */
    while (at < d->size && !is_break(d->text[at])) {
        char c = d->text[at];
        if (c == d->delimiter) {
            scan.count++;
            begun = false;
            at++;
        } else if (c == '"' && !begun) {
            at = scan_quoted(d, at + 1, &scan, one_line);
            begun = true;
        } else {
            begun = begun || !cells_is_blank(&d->cells, c);
            at++;
        }
    }
    scan.end = at;
    scan.next = at < d->size ? behind_break(d, at) : at;
    return scan;
}

/* -- records ---------------------------------------------------------------------------------- */

static bool right_width(const struct delimited *d, size_t count)
{
    return d->expected == 0 || count == d->expected || count == d->expected + 1;
}

/* Where reading should go on after a record that looks as if it had swallowed others: the first
 * line inside it that begins a sound record of the right width. 0: nowhere. */
static size_t resume_place(struct delimited *d, const struct scan *scan)
{
    if (d->expected < 2) {
        return scan->open ? scan->first_break : 0;
    }
    for (size_t at = scan->first_break; at < scan->end && d->budget > 0;) {
        struct scan later = scan_record(d, at, false);
        size_t cost = later.next - at;
        d->budget -= cost < d->budget ? cost : d->budget;
        if (!later.open && !later.odd && later.count >= 2 && right_width(d, later.count)) {
            return at;
        }
        while (at < scan->end && !is_break(d->text[at])) {
            at++;
        }
        at = at < scan->end ? behind_break(d, at) : at;
    }
    return 0;
}

static long count_lines(const struct delimited *d, size_t from, size_t to)
{
    long lines = 0;
    while (from < to) {
        const char *feed = memchr(d->text + from, '\n', to - from);
        size_t stop = feed == NULL ? to : (size_t)(feed - d->text);
        if (d->lone_cr) {
            for (size_t i = from; i < stop; i++) {
                lines += d->text[i] == '\r' && i + 1 < d->size && d->text[i + 1] != '\n';
            }
        }
        lines += feed != NULL;
        from = stop + 1;
    }
    return lines;
}

static void next_scanned(struct delimited *d, struct record *record)
{
    struct scan scan = scan_record(d, d->at, d->budget == 0);
    bool wrong = !right_width(d, scan.count);
    bool broken = scan.open || (scan.odd && wrong);
    if (scan.first_break != 0 && (scan.open || scan.odd || wrong)) {
        size_t cost = scan.next - d->at;
        d->budget -= cost < d->budget ? cost : d->budget;
        size_t resume = resume_place(d, &scan);
        if (resume != 0) {
            broken = true;
            scan.next = resume;
            scan.end = resume;
            while (scan.end > d->at && is_break(d->text[scan.end - 1])) {
                scan.end--;
            }
        }
    }
    cells_quoted(&d->cells, d->text + d->at, scan.end - d->at);
    record->quote_open = broken;
    d->line += count_lines(d, d->at, scan.next);
    d->at = scan.next;
}

/* -- records as programs write them: neither their end nor their cells are in doubt ----------- */

/* From `at` to a line end, or to the end of the text. */
static void go_behind(struct delimited *d, size_t end, size_t next_place)
{
    d->line += end < d->size;
    d->at = end < d->size ? behind_break(d, end) : end;
    d->places.next = next_place;
    d->places.at = d->at;
}

static enum quoted next_quoted(struct delimited *d)
{
    struct quoted_record record;
    enum quoted found =
        d->budget == 0 ? QUOTED_ODD : quoted_read(d->text, d->size, d->at, &d->places, &record);
    if (found != QUOTED_READ) {
        return found;
    }
    if (record.breaks > 0 && !right_width(d, record.count)) {
        return QUOTED_ODD;
    }
    cells_as_read(&d->cells, d->text, d->at, &record);
    d->line += record.breaks;
    go_behind(d, record.end, record.places);
    return QUOTED_READ;
}

/* The record up to the end of the line, when there is no quote in it. */
static enum quoted next_in_stretch(struct delimited *d)
{
    const struct places *places = &d->places;
    size_t i = places->next;
    while (i < places->count && d->text[places_at(places, i)] == d->delimiter) {
        i++;
    }
    bool last = i == places->count;
    if (last && places->end < d->size) {
        return QUOTED_BEYOND;
    }
    size_t end = last ? d->size : places_at(places, i);
    if (!last && d->text[end] == '"') {
        return next_quoted(d);
    }
    end -= !last && end > d->at && d->text[end - 1] == '\r';
    cells_cut(&d->cells, d->text, d->at, end - d->at, places, i - places->next);
    go_behind(d, end, i + !last);
    return QUOTED_READ;
}

static bool next_as_written(struct delimited *d)
{
    if (d->lone_cr) {
        return false;
    }
    if (d->places.at != d->at || d->places.end == 0) {
        places_seek(&d->places, d->text, d->size, d->at, d->delimiter);
    }
    enum quoted found = next_in_stretch(d);
    if (found == QUOTED_BEYOND && d->places.start < d->at) {
        places_find(&d->places, d->text, d->size, d->at, d->delimiter);
        found = next_in_stretch(d);
    }
    return found == QUOTED_READ;
}

/* -- all others ------------------------------------------------------------------------------- */

static void next_by_byte(struct delimited *d, struct record *record)
{
    const char *start = d->text + d->at;
    size_t left = d->size - d->at;
    size_t length = 0;
    while (length < left && !is_break(start[length])) {
        length++;
    }
    if (memchr(start, '"', length) != NULL) {
        next_scanned(d, record);
        return;
    }
    cells_plain(&d->cells, start, length);
    d->line += length < left;
    d->at = length < left ? behind_break(d, d->at + length) : d->size;
}

bool delimited_next(struct delimited *d, struct record *record)
{
    if (d->at >= d->size) {
        return false;
    }
    record->line = d->line;
    record->quote_open = false;
    if (!next_as_written(d)) {
        next_by_byte(d, record);
    }
    const struct cells *cells = &d->cells;
    bool blank = cells->count == 0 || (cells->count == 1 && cells->items[0][0] == '\0');
    record->count = blank ? 0 : cells->count;
    record->cells = cells->items;
    record->sizes = cells->sizes;
    record->copy = cells->bytes;
    record->original = cells->original;
    record->copied = cells->copied;
    return true;
}

/* -- several readers -------------------------------------------------------------------------- */

enum { FORK_BUDGET = 64 * 1024, FORK_LINES = 64 };

bool delimited_may_fork(const struct delimited *d)
{
    return d->expected >= 2 && d->budget > 0;
}

struct delimited *delimited_fork(struct arena *arena, const struct delimited *delimited)
{
    struct delimited *d = arena_alloc(arena, sizeof *d);
    *d = (struct delimited){.text = delimited->text,
                            .whole_size = delimited->whole_size,
                            .lone_cr = delimited->lone_cr,
                            .delimiter = delimited->delimiter,
                            .expected = delimited->expected};
    return opened(arena, d, true);
}

void delimited_part(struct delimited *d, size_t start, size_t end)
{
    d->at = start;
    d->size = end < d->whole_size ? end : d->whole_size;
    d->line = 1;
    cells_begin(&d->cells, d->size - start);
    d->places.start = d->places.end = 0;
    d->budget = FORK_BUDGET;
    d->last_quote = 0;
    d->knows_last_quote = false;
}

bool delimited_is_sure(const struct delimited *d)
{
    return d->budget == FORK_BUDGET && (d->at < d->size || d->size == d->whole_size);
}

size_t delimited_guess_start(struct delimited *d, size_t from, size_t end)
{
    delimited_part(d, from, end);
    size_t at = from;
    for (int i = 0; i < FORK_LINES; i++) {
        while (at < d->size && !is_break(d->text[at])) {
            at++;
        }
        at = at < d->size ? behind_break(d, at) : d->size;
        if (at >= d->size) {
            break;
        }
        struct scan scan = scan_record(d, at, false);
        if (scan.next < d->size && !scan.open && !scan.odd && right_width(d, scan.count)) {
            return at;
        }
    }
    return end;
}

size_t delimited_size(const struct delimited *d)
{
    return d->whole_size;
}
