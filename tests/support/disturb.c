/* disturb: see disturb.h. Each disturbance is a row of the table at the end; what it does is one of
 * the functions before it, and `holds` (disturb_holds.h) says for which exports the law knows what
 * must come out. */
#include "tests/support/disturb.h"

#include <string.h>

#include "engine/base/random.h"
#include "engine/base/vector.h"
#include "tests/support/disturb_holds.h"

struct change {
    struct arena *arena;
    struct random random;
    const struct export_file *file;
    struct respelling spelling;
    const char *path;
    size_t row; /* the line above what is put in */
    VECTOR(struct sheet_line) lines;
};

/* -- lines ------------------------------------------------------------------------------------- */

static void put(struct change *change, const struct sheet_line *line)
{
    *VECTOR_PUSH(change->arena, &change->lines) = *line;
}

/* A line of these cells, the first of them behind `before` empty ones, up to `width`. */
static void put_cells(struct change *change, size_t before, const char *first, const char *second,
                      size_t width)
{
    size_t count = before + (first != NULL) + (second != NULL);
    count = count < width ? width : count;
    const char **cells = arena_alloc_array(change->arena, count + 1, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        cells[i] = i == before && first != NULL        ? first
                   : i == before + 1 && second != NULL ? second
                                                       : "";
    }
    put(change, &(struct sheet_line){.cells = cells, .count = count});
}

static void put_all(struct change *change)
{
    for (size_t i = 0; i < change->file->sheet.count; i++) {
        put(change, &change->file->sheet.lines[i]);
    }
}

/* -- what is put in -----------------------------------------------------------------------------
 */

static void blank(struct change *change)
{
    put_cells(change, 0, NULL, NULL, 0);
}

static void separators(struct change *change)
{
    put_cells(change, 0, NULL, NULL, change->file->sheet.width);
}

static void drawn_line(struct change *change)
{
    size_t width = change->file->sheet.width;
    const char **cells = arena_alloc_array(change->arena, width + 1, sizeof *cells);
    for (size_t i = 0; i < width; i++) {
        cells[i] = "------";
    }
    put(change, &(struct sheet_line){.cells = cells, .count = width});
}

static void heading(struct change *change)
{
    put(change, &change->file->sheet.lines[export_file_heading(change->file, change->row)]);
}

/* As a program prints a long list on several pages. */
static void page(struct change *change)
{
    blank(change);
    heading(change);
}

static void page_with_number(struct change *change)
{
    blank(change);
    put_cells(change, 0, "Pagina 2 van 3", NULL, 0);
    heading(change);
}

static void page_with_keys(struct change *change)
{
    blank(change);
    put_cells(change, 0, "Afgedrukt op", "9-11-2026", 0);
    put_cells(change, 0, "Pagina", "2", 0);
    heading(change);
}

static void title(struct change *change)
{
    put_cells(change, 0, "Overzicht voor de projectgroep", NULL, 0);
}

static void exported_on(struct change *change)
{
    put_cells(change, 0, "Exported on 9 November 2026 08:15", NULL, 0);
}

static void exported_key(struct change *change)
{
    put_cells(change, 0, "Geëxporteerd op", "9-11-2026 08:15", 0);
    blank(change);
}

static void total(struct change *change)
{
    put_cells(change, 0, "Totaal", NULL, change->file->sheet.width);
}

static void total_number(struct change *change)
{
    put_cells(change, 0, "Totaal", "12", change->file->sheet.width);
}

static void total_said(struct change *change)
{
    put_cells(change, 0, "Totaal aantal deelnemers: 12", NULL, 0);
}

static void total_apart(struct change *change)
{
    blank(change);
    put_cells(change, 0, "Aantal deelnemers", "12", 0);
}

/* A cell of its own in a column that says nobody. */
static void note(struct change *change)
{
    const struct export_file *file = change->file;
    size_t column = file->sheet.width;
    for (size_t i = 0, seen = 0; i < file->sheet.width; i++) {
        bool free = !file->who[i];
        seen += free;
        column = free && random_below(&change->random, seen) == 0 ? i : column;
    }
    put_cells(change, column, "Let op: deze lijst is nog niet compleet", NULL, file->sheet.width);
}

static void note_apart(struct change *change)
{
    blank(change);
    note(change);
    blank(change);
}

/* -- where --------------------------------------------------------------------------------------
 */

enum where { TOP, GAP, EVERY_GAP, BELOW, BOTTOM };

/* One of the gaps between two rows; the sheet's count when there is none. */
static size_t some_gap(struct change *change)
{
    const struct export_file *file = change->file;
    size_t gap = file->sheet.count;
    for (size_t i = 0, seen = 0; i < file->sheet.count; i++) {
        seen += export_file_gap(file, i);
        gap = export_file_gap(file, i) && random_below(&change->random, seen) == 0 ? i : gap;
    }
    return gap;
}

static bool put_in(struct change *change, void (*what)(struct change *), enum where where)
{
    const struct export_file *file = change->file;
    size_t gap = where == GAP ? some_gap(change) : where == BELOW ? file->last : file->sheet.count;
    bool done = false;
    if (where == TOP) {
        what(change);
        done = true;
    }
    for (size_t i = 0; i < file->sheet.count; i++) {
        put(change, &file->sheet.lines[i]);
        if (i == gap || (where == EVERY_GAP && export_file_gap(file, i))) {
            change->row = i;
            what(change);
            done = true;
        }
    }
    if (where == BOTTOM) {
        what(change);
        done = true;
    }
    return done;
}

/* -- rows ---------------------------------------------------------------------------------------
 */

/* A row about which nothing was found; the sheet's count when there is none. */
static size_t some_row(struct change *change)
{
    const struct export_file *file = change->file;
    size_t row = file->sheet.count;
    for (size_t i = 0, seen = 0; i < file->sheet.count; i++) {
        bool good = file->rows[i] && !file->found[i];
        seen += good;
        row = good && random_below(&change->random, seen) == 0 ? i : row;
    }
    return row;
}

/* The row once more: below itself, or behind the last of the rows among which it stands. */
static bool row_twice(struct change *change, bool behind)
{
    const struct export_file *file = change->file;
    size_t row = some_row(change);
    size_t at = row;
    while (behind && export_file_gap(file, at)) {
        at++;
    }
    for (size_t i = 0; i < file->sheet.count; i++) {
        put(change, &file->sheet.lines[i]);
        if (i == at) {
            put(change, &file->sheet.lines[row]);
        }
    }
    return row < file->sheet.count;
}

static bool row_below_itself(struct change *change)
{
    return row_twice(change, false);
}

static bool row_behind_the_others(struct change *change)
{
    return row_twice(change, true);
}

static bool rows_reversed(struct change *change)
{
    const struct export_file *file = change->file;
    bool turned = false;
    for (size_t i = 0; i < file->sheet.count;) {
        size_t end = i;
        while (export_file_gap(file, end)) {
            end++;
        }
        turned = turned || end > i;
        for (size_t k = end + 1; k > i; k--) {
            put(change, &file->sheet.lines[k - 1]);
        }
        i = end + 1;
    }
    return turned;
}

/* -- cells and columns --------------------------------------------------------------------------
 */

static bool around_cells(struct change *change, const char *blanks)
{
    put_all(change);
    for (size_t i = 0; i < change->lines.count; i++) {
        struct sheet_line *line = &change->lines.items[i];
        const char **cells = arena_alloc_array(change->arena, line->count + 1, sizeof *cells);
        for (size_t k = 0; k < line->count; k++) {
            cells[k] = *line->cells[k] == '\0'
                           ? ""
                           : arena_printf(change->arena, "%s%s%s", blanks, line->cells[k], blanks);
        }
        line->cells = cells;
    }
    return true;
}

static bool blanks_around_cells(struct change *change)
{
    return around_cells(change, " ");
}

static bool blanks_inside_quotes(struct change *change)
{
    change->spelling.quoted = true;
    return around_cells(change, "  ");
}

static bool no_break_spaces_around_cells(struct change *change)
{
    change->spelling.encoding = ENCODING_UTF_8;
    return around_cells(change, "\xC2\xA0");
}

/* A column before the one with that number: with this title and numbers of cases below it, or, with
 * "", an empty one. */
static bool add_column(struct change *change, size_t before, const char *title)
{
    const struct export_file *file = change->file;
    size_t heading_at = export_file_heading(file, file->first);
    put_all(change);
    for (size_t i = 0; i < change->lines.count; i++) {
        struct sheet_line *line = &change->lines.items[i];
        size_t count = line->count > before ? line->count : before;
        const char **cells = arena_alloc_array(change->arena, count + 2, sizeof *cells);
        const char *titled = *title == '\0' ? "" : arena_printf(change->arena, "Z-2026-%zu", i);
        for (size_t k = 0; k <= count; k++) {
            size_t from = k - (k > before);
            cells[k] = k == before          ? i == heading_at ? title
                                              : file->rows[i] ? titled
                                                              : ""
                       : from < line->count ? line->cells[from]
                                            : "";
        }
        line->cells = cells;
        line->count = count + 1;
    }
    return true;
}

static bool empty_column_behind(struct change *change)
{
    return add_column(change, change->file->sheet.width, "");
}

static bool empty_columns_behind(struct change *change)
{
    return add_column(change, change->file->sheet.width + 3, "");
}

static bool empty_column_before(struct change *change)
{
    return add_column(change, 0, "");
}

static size_t some_middle(struct change *change)
{
    return 1 + (size_t)random_below(&change->random, change->file->sheet.width - 1);
}

static bool empty_column_between(struct change *change)
{
    return change->file->sheet.width > 1 && add_column(change, some_middle(change), "");
}

static bool unknown_column_behind(struct change *change)
{
    return add_column(change, change->file->sheet.width, DISTURBANCE_QUESTION);
}

static bool unknown_column_between(struct change *change)
{
    return change->file->sheet.width > 1 &&
           add_column(change, some_middle(change), DISTURBANCE_QUESTION);
}

/* The first `fixed` columns stay where they are. */
static bool permute(struct change *change, size_t fixed)
{
    size_t width = change->file->sheet.width;
    size_t *order = arena_alloc_array(change->arena, width + 1, sizeof *order);
    for (size_t i = 0; i < width; i++) {
        order[i] = i;
    }
    for (size_t i = width; i > fixed + 1; i--) {
        size_t k = fixed + (size_t)random_below(&change->random, i - fixed);
        size_t swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
    put_all(change);
    for (size_t i = 0; i < change->lines.count; i++) {
        struct sheet_line *line = &change->lines.items[i];
        const char **cells = arena_alloc_array(change->arena, width + 1, sizeof *cells);
        for (size_t k = 0; k < width; k++) {
            cells[k] = order[k] < line->count ? line->cells[order[k]] : "";
        }
        *line = (struct sheet_line){.cells = cells, .count = width};
    }
    return width > fixed + 1;
}

static bool columns_permuted(struct change *change)
{
    return permute(change, 0);
}

static bool columns_permuted_behind_the_first(struct change *change)
{
    return permute(change, 1);
}

/* -- the file -----------------------------------------------------------------------------------
 */

static bool saved_again(struct change *change)
{
    put_all(change);
    return true;
}

static bool renamed(struct change *change)
{
    const char *dot = strrchr(change->path, '.');
    change->path = arena_printf(change->arena, "bestand (2)%s", dot == NULL ? "" : dot);
    return saved_again(change);
}

/* -- the table ----------------------------------------------------------------------------------
 */

static const struct disturbance {
    const char *name;
    bool (*change)(struct change *); /* or: */
    void (*what)(struct change *);
    enum where where;
    bool (*holds)(const struct export_file *);
    unsigned effects;
} table[] = {
    {"saved again", saved_again, NULL, TOP, holds_always, EFFECT_NONE},
    {"a blank line above", NULL, blank, TOP, holds_always, EFFECT_NONE},
    {"a line of separators above", NULL, separators, TOP, holds_always, EFFECT_NONE},
    {"a blank line between two rows", NULL, blank, GAP, holds_always, EFFECT_NONE},
    {"a line of separators between two rows", NULL, separators, GAP, holds_always, EFFECT_NONE},
    {"blank lines between all rows", NULL, blank, EVERY_GAP, holds_always, EFFECT_NONE},
    {"lines of separators between all rows", NULL, separators, EVERY_GAP, holds_always,
     EFFECT_NONE},
    {"a blank line below", NULL, blank, BOTTOM, holds_always, EFFECT_NONE},
    {"a line of separators below", NULL, separators, BOTTOM, holds_always, EFFECT_NONE},
    {"a line that is drawn between two rows", NULL, drawn_line, GAP, holds_always, EFFECT_NONE},
    {"the heading between two rows", NULL, heading, GAP, holds_with_heading, EFFECT_NONE},
    {"a new page", NULL, page, GAP, holds_with_heading, EFFECT_NONE},
    {"new pages between all rows", NULL, page, EVERY_GAP, holds_with_heading, EFFECT_NONE},
    {"a new page with its number", NULL, page_with_number, GAP, holds_with_heading, EFFECT_NONE},
    {"a new page with keys", NULL, page_with_keys, GAP, holds_with_heading, EFFECT_NONE},
    {"a title above", NULL, title, TOP, holds_with_title_of_its_own, EFFECT_SESSION_RENAMED},
    {"when it was exported above", NULL, exported_on, TOP, holds_always, EFFECT_SESSION_RENAMED},
    {"when it was exported above, as a key", NULL, exported_key, TOP, holds_always, EFFECT_NONE},
    {"a total below", NULL, total, BELOW, holds_always, EFFECT_NONE},
    {"a total with a number below", NULL, total_number, BELOW, holds_always, EFFECT_NONE},
    {"a total in words below", NULL, total_said, BELOW, holds_always, EFFECT_NONE},
    {"a total apart below", NULL, total_apart, BOTTOM, holds_always, EFFECT_NONE},
    {"a note between two rows", NULL, note, GAP, holds_with_room_for_note, EFFECT_ROW_REJECTED},
    {"a note apart between two rows", NULL, note_apart, GAP, holds_with_room_for_note,
     EFFECT_ROW_REJECTED},
    {"a note below", NULL, note, BELOW, holds_with_room_for_note, EFFECT_ROW_REJECTED},
    {"a row once more below itself", row_below_itself, NULL, TOP, holds_with_merged_rows,
     EFFECT_ROW_MERGED | EFFECT_ANSWERS},
    {"a row once more behind the others", row_behind_the_others, NULL, TOP,
     holds_with_rows_to_follow, EFFECT_ROW_MERGED | EFFECT_ANSWERS},
    {"rows in reverse", rows_reversed, NULL, TOP, holds_with_equal_rows, EFFECT_FIRST_ROW},
    {"blanks around cells", blanks_around_cells, NULL, TOP, holds_always, EFFECT_NONE},
    {"blanks inside quotes", blanks_inside_quotes, NULL, TOP, holds_always, EFFECT_NONE},
    {"no-break spaces around cells", no_break_spaces_around_cells, NULL, TOP, holds_always,
     EFFECT_NONE},
    {"an empty column behind", empty_column_behind, NULL, TOP, holds_always, EFFECT_NONE},
    {"empty columns behind", empty_columns_behind, NULL, TOP, holds_always, EFFECT_NONE},
    {"an empty column before", empty_column_before, NULL, TOP, holds_with_columns, EFFECT_NONE},
    {"an empty column between", empty_column_between, NULL, TOP, holds_with_free_columns,
     EFFECT_NONE},
    {"an unknown column behind", unknown_column_behind, NULL, TOP, holds_with_free_columns,
     EFFECT_QUESTION},
    {"an unknown column between", unknown_column_between, NULL, TOP, holds_with_free_columns,
     EFFECT_QUESTION},
    {"columns in another order", columns_permuted, NULL, TOP, holds_with_titled_columns,
     EFFECT_NONE},
    {"columns in another order behind the first", columns_permuted_behind_the_first, NULL, TOP,
     holds_with_titled_columns, EFFECT_NONE},
    {"another name", renamed, NULL, TOP, holds_with_session_inside, EFFECT_READING_ORDER},
};

enum { OWN = sizeof table / sizeof *table };

size_t disturbances(void)
{
    return OWN + resave_programs();
}

const char *disturbance_name(size_t disturbance)
{
    return disturbance < OWN ? table[disturbance].name : resave_program_name(disturbance - OWN);
}

static struct text as_text(struct arena *arena, const struct change *change)
{
    struct text out = respell_start(arena, &change->spelling);
    for (size_t i = 0; i < change->lines.count; i++) {
        const struct sheet_line *line = &change->lines.items[i];
        if (line->count == 0) {
            text_add(&out, change->spelling.line_end);
        }
        for (size_t k = 0; k < line->count; k++) {
            respell_cell(&out, &change->spelling, line->cells[k], k + 1 == line->count);
        }
    }
    return out;
}

static bool saved_by_program(struct arena *arena, const struct export_file *file, size_t program,
                             struct disturbed *disturbed)
{
    struct resaved saved;
    bool worked = resave_write(arena, &file->sheet, program, file->path, &saved) &&
                  (strcmp(saved.path, file->path) == 0 || holds_with_session_inside(file));
    *disturbed = (struct disturbed){.path = saved.path, .bytes = saved.bytes};
    return worked;
}

bool disturb(struct arena *arena, const struct export_file *file, size_t disturbance, uint64_t seed,
             struct disturbed *disturbed)
{
    if (disturbance >= OWN) {
        return saved_by_program(arena, file, disturbance - OWN, disturbed);
    }
    const struct disturbance *how = &table[disturbance];
    struct change change = {
        .arena = arena, .file = file, .spelling = file->spelling, .path = file->path};
    random_seed(&change.random, seed, disturbance);
    if (!how->holds(file) ||
        !(how->what != NULL ? put_in(&change, how->what, how->where) : how->change(&change))) {
        return false;
    }
    struct text text = as_text(arena, &change);
    if (!respell_fits(&change.spelling, &text)) {
        return false;
    }
    *disturbed = (struct disturbed){.path = change.path,
                                    .bytes = respell_encode(arena, &change.spelling, &text),
                                    .effects = how->effects};
    return true;
}
