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

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/read/marks.h"
#include "engine/read/quoted.h"

enum {
    FIRST_CELLS = 32,
    CUTS = 128,
    BLOCK = 64 * 1024,
    BUDGET_FACTOR = 16,
    BUDGET_LEAST = 1 << 20
};

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
    /* The cells of the current record, and of all records of the part before it when they stay. */
    bool stays;
    char *all_bytes;
    size_t capacity, taken;
    char *bytes; /* of the record at hand */
    size_t bytes_used;
    const char **cells;
    size_t cell_capacity, cell_count;
    uint32_t cuts[CUTS]; /* places of the separators in the line that begins at `at` */
    struct csv_parser parser;
};

static void close_delimited(void *pointer)
{
    struct delimited *d = pointer;
    csv_free(&d->parser);
    free(d->all_bytes);
    free(d->cells);
}

static void *grown(void *old, size_t size)
{
    void *memory = realloc(old, size);
    if (memory == NULL) {
        arena_out_of_memory(size);
    }
    return memory;
}

static struct delimited *opened(struct arena *arena, struct delimited *d)
{
    csv_init(&d->parser, CSV_APPEND_NULL);
    csv_set_delim(&d->parser, (unsigned char)d->delimiter);
    csv_set_blk_size(&d->parser, BLOCK);
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
    return opened(arena, d);
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

static bool is_blank(const struct delimited *d, char c)
{
    return (c == ' ' || c == '\t') && c != d->delimiter;
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
            while (look < d->size && is_blank(d, d->text[look])) {
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
            begun = begun || !is_blank(d, c);
            at++;
        }
    }
    scan.end = at;
    scan.next = at < d->size ? behind_break(d, at) : at;
    return scan;
}

/* -- cells ------------------------------------------------------------------------------------ */

/* Room for the bytes of a record, and for a NUL behind them. When cells stay there is room for
 * those of the whole part from the first record on: a record takes two bytes more than it has, and
 * its line end is one of them at least. */
static void reserve(struct delimited *d, size_t bytes)
{
    size_t need = bytes + 2;
    d->taken = d->stays ? d->taken : 0;
    if (d->taken == 0) {
        need = d->stays ? 2 * (d->size - d->at + 1) : need;
        if (need > d->capacity) {
            d->capacity = need + need / 2 + 256;
            d->all_bytes = grown(d->all_bytes, d->capacity);
        }
    }
    d->bytes = d->all_bytes + d->taken;
    d->taken += bytes + 2;
    d->bytes_used = 0;
    d->cell_count = 0;
}

static void reserve_cells(struct delimited *d, size_t count)
{
    if (count > d->cell_capacity) {
        d->cell_capacity = count < FIRST_CELLS ? FIRST_CELLS : count * 2;
        d->cells = grown(d->cells, d->cell_capacity * sizeof *d->cells);
    }
}

static void add_cell(struct delimited *d, char *text, size_t size)
{
    reserve_cells(d, d->cell_count + 1);
    if (size >= 3 && text[0] == '=' && text[1] == '"' && text[size - 1] == '"') {
        text[size - 1] = '\0'; /* ="..." keeps Excel from changing text; it is not part of it */
        text += 2;
    }
    d->cells[d->cell_count++] = text;
}

/* Blanks at the ends of a quoted cell go as well: who quotes every cell says nothing else than who
 * quotes none. There is room for a NUL behind the cell. */
static void add_trimmed(struct delimited *d, char *cell, size_t size)
{
    while (size > 0 && is_blank(d, cell[size - 1])) {
        size--;
    }
    cell[size] = '\0';
    while (is_blank(d, *cell)) {
        cell++;
        size--;
    }
    add_cell(d, cell, size);
}

/* Most cells are as they should be; there is room for it in `cells`. */
static inline void add_plain(struct delimited *d, char *cell, size_t size)
{
    unsigned char first = size == 0 ? 0 : (unsigned char)cell[0];
    if (first > ' ' && first != '=' && (unsigned char)cell[size - 1] > ' ') {
        cell[size] = '\0';
        d->cells[d->cell_count++] = cell;
    } else {
        add_trimmed(d, cell, size);
    }
}

/* A record without quotes: cut at the separators, blanks at both ends of a cell removed. */
static void split_plain(struct delimited *d, const char *start, size_t size)
{
    reserve(d, size);
    memcpy(d->bytes, start, size);
    char *cell = d->bytes;
    char *end = d->bytes + size;
    *end = '\0';
    for (;;) {
        char *stop = memchr(cell, d->delimiter, (size_t)(end - cell));
        add_trimmed(d, cell, (size_t)((stop == NULL ? end : stop) - cell));
        if (stop == NULL) {
            return;
        }
        cell = stop + 1;
    }
}

/* The same when it is known where the separators stand. */
static void split_at_cuts(struct delimited *d, const char *start, size_t size, size_t count)
{
    reserve(d, size);
    reserve_cells(d, count + 1);
    memcpy(d->bytes, start, size);
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        add_plain(d, d->bytes + from, d->cuts[i] - from);
        from = d->cuts[i] + 1;
    }
    add_plain(d, d->bytes + from, size - from);
}

static void field(void *bytes, size_t size, void *pointer)
{
    struct delimited *d = pointer;
    char *copy = d->bytes + d->bytes_used;
    memcpy(copy, bytes, size);
    d->bytes_used += size + 1;
    add_trimmed(d, copy, text_plain_breaks(copy, size));
}

/* Every second of two quotes goes; the size of what is left. */
static size_t without_doubles(char *bytes, size_t size)
{
    size_t kept = 0;
    for (size_t i = 0; i < size; i++) {
        bytes[kept++] = bytes[i];
        i += bytes[i] == '"';
    }
    return kept;
}

/* A record with quotes: libcsv. Its cells together are never longer than the record: each loses at
 * least as much (separator or quotes) as the NUL adds, but for the last. */
static void split_quoted(struct delimited *d, const char *start, size_t size)
{
    reserve(d, size);
    csv_parse(&d->parser, start, size, field, NULL, d);
    csv_fini(&d->parser, field, NULL, d);
}

/* A record whose quotes all stand where they should. */
static void split_as_read(struct delimited *d, const struct quoted_record *record, size_t start)
{
    reserve(d, record->end - start);
    reserve_cells(d, record->count);
    memcpy(d->bytes, d->text + start, record->end - start);
    for (size_t i = 0; i < record->count; i++) {
        const struct quoted_cell *cell = &record->cells[i];
        char *bytes = d->bytes + (cell->start - start);
        size_t size = cell->end - cell->start;
        size = cell->doubled ? without_doubles(bytes, size) : size;
        add_plain(d, bytes, record->breaks > 0 ? text_plain_breaks(bytes, size) : size);
    }
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
    split_quoted(d, d->text + d->at, scan.end - d->at);
    record->quote_open = broken;
    d->line += count_lines(d, d->at, scan.next);
    d->at = scan.next;
}

/* A record with quotes as programs write it: neither its end nor its cells are in doubt. In the
 * first `length` bytes no line ends. */
static bool next_as_written(struct delimited *d, size_t length)
{
    struct quoted_record quoted;
    const char *feed = memchr(d->text + d->at + length, '\n', d->size - d->at - length);
    size_t line_end = feed == NULL ? d->size : (size_t)(feed - d->text);
    if (d->lone_cr || d->budget == 0 ||
        !quoted_read(d->text, d->size, d->at, line_end, d->delimiter, &quoted) ||
        (quoted.breaks > 0 && !right_width(d, quoted.count))) {
        return false;
    }
    split_as_read(d, &quoted, d->at);
    d->line += quoted.breaks + (quoted.end < d->size);
    d->at = quoted.end < d->size ? behind_break(d, quoted.end) : quoted.end;
    return true;
}

/* The line that begins at `at`, up to its end or its first quote. */
struct line {
    size_t length; /* without its line end */
    bool quoted;
    bool cut; /* the separators in it are known: */
    size_t cuts;
};

static struct line line_with_lone_cr(const struct delimited *d)
{
    struct line line = {0};
    const char *start = d->text + d->at;
    size_t left = d->size - d->at;
    while (line.length < left && !is_break(start[line.length])) {
        line.length++;
    }
    line.quoted = memchr(start, '"', line.length) != NULL;
    return line;
}

/* Notes the separators among those bits, which stand for bytes from `base` on. */
static void note_cuts(struct delimited *d, struct line *line, size_t base, uint64_t separators)
{
    for (; separators != 0 && line->cut; separators &= separators - 1) {
        line->cut = line->cuts < CUTS && base <= UINT32_MAX - MARKS_STRETCH;
        if (line->cut) {
            d->cuts[line->cuts++] = (uint32_t)(base + (size_t)__builtin_ctzll(separators));
        }
    }
}

static struct line next_line(struct delimited *d)
{
    struct line line = {.cut = true};
    const char *start = d->text + d->at;
    size_t left = d->size - d->at;
    for (size_t base = 0; base < left; base += MARKS_STRETCH) {
        struct marks marks = left - base >= MARKS_STRETCH
                                 ? marks_of(start + base, d->delimiter)
                                 : marks_of_some(start + base, left - base, d->delimiter);
        if (marks.stops == 0) {
            note_cuts(d, &line, base, marks.separators);
            continue;
        }
        note_cuts(d, &line, base, marks.separators & ((marks.stops & -marks.stops) - 1));
        line.length = base + (size_t)__builtin_ctzll(marks.stops);
        line.quoted = start[line.length] == '"';
        line.length -= !line.quoted && line.length > 0 && start[line.length - 1] == '\r';
        return line;
    }
    line.length = left;
    return line;
}

static void next_plain(struct delimited *d, const struct line *line)
{
    const char *start = d->text + d->at;
    if (line->cut) {
        split_at_cuts(d, start, line->length, line->cuts);
    } else {
        split_plain(d, start, line->length);
    }
    size_t end = d->at + line->length;
    d->line += end < d->size;
    d->at = end < d->size ? behind_break(d, end) : end;
}

bool delimited_next(struct delimited *d, struct record *record)
{
    if (d->at >= d->size) {
        return false;
    }
    record->line = d->line;
    record->quote_open = false;
    struct line line = d->lone_cr ? line_with_lone_cr(d) : next_line(d);
    if (!line.quoted) {
        next_plain(d, &line);
    } else if (!next_as_written(d, line.length)) {
        next_scanned(d, record);
    }
    bool blank = d->cell_count == 0 || (d->cell_count == 1 && d->cells[0][0] == '\0');
    record->count = blank ? 0 : d->cell_count;
    record->cells = d->cells;
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
                            .expected = delimited->expected,
                            .stays = true};
    return opened(arena, d);
}

void delimited_part(struct delimited *d, size_t start, size_t end)
{
    d->at = start;
    d->size = end < d->whole_size ? end : d->whole_size;
    d->line = 1;
    d->taken = 0;
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
