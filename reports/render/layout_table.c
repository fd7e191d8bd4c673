/* layout_table: tables over pages. Rows stay whole; the heading is repeated on every page as an
 * artifact, since the tag tree has it already. A row taller than a page is cut between lines. A
 * short table is not broken; a narrow one may run through two strips, in the tags still one table.
 */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/layout.h"

#define LAST_ROWS 5 /* fewer do not stand alone on a page, in any strip, unless they are tall */
#define FEW_ROWS 10 /* up to so many are not broken */
/* Parts of a page: up to TOGETHER a longer one is not broken either, unless that would leave a
 * hole of more than HOLE. */
#define TOGETHER 0.38
#define HOLE 0.2
#define TAIL 0.3    /* of the rows: fewer are not left alone on the last page of a report */
#define MOVABLE 0.7 /* of a page: a table that could begin with more room does not move */

static double padding_wished(const struct report_table *table)
{
    return table->compact ? 3 : 5;
}

/* A row whose cells are set: known before it is placed, so that what must stay together can. */
struct set_row {
    struct paragraph *cells;
    size_t lines;
};

struct grid {
    struct flow *flow;
    const struct report_table *table;
    struct text_style head, cell;
    struct column_widths columns;
    struct paragraph *heads;
    double head_height;
    double padding; /* white in a row, above and below together */
    struct set_row *rows;
    /* A narrow table may run through two strips side by side; one strip is the ordinary case. */
    size_t strips, strip;
    double edge, top, foot, lowest; /* of the strips on this page */
};

static double column_gap(const struct grid *grid)
{
    return grid->strips > 1 ? 7 : 12;
}

static struct text_style cell_style(const struct report_table *table)
{
    return text_styles[table->compact ? STYLE_CELL_SMALL : STYLE_CELL];
}

static double cell_x(const struct grid *grid, size_t c, const struct line *line)
{
    double x = grid->flow->x + grid->columns.left[c];
    bool right = grid->table->columns[c].align == ALIGN_RIGHT;
    return right ? x + grid->columns.width[c] - line->width : x;
}

static void rule(struct grid *grid, double y, enum ink ink, double thickness)
{
    place_rect(grid->flow->layout, owner_artifact(ARTIFACT_LAYOUT), grid->flow->page, grid->flow->x,
               y, grid->columns.total, thickness, ink);
}

/* The heading at the flow's place: into the row given, or as an artifact. */
static void place_heads(struct grid *grid, struct element *row)
{
    struct layout *layout = grid->flow->layout;
    for (size_t c = 0; c < grid->table->column_count; c++) {
        const struct paragraph *lines = &grid->heads[c];
        struct element *cell = row == NULL ? NULL : element_add(layout, row, TAG_TH);
        if (cell != NULL) {
            cell->scope = SCOPE_COLUMN;
        }
        double top =
            grid->flow->y + grid->head_height - 4 - (double)lines->count * grid->head.leading;
        for (size_t i = 0; i < lines->count; i++) {
            const struct line *line = &lines->lines[i];
            double baseline = top + (double)i * grid->head.leading + grid->head.leading * 0.75;
            double x = cell_x(grid, c, line);
            if (cell != NULL) {
                place_line(layout, cell, grid->flow->page, x, baseline, line, &grid->head);
                continue;
            }
            for (size_t k = 0; k < line->count; k++) {
                const struct piece *piece = &line->pieces[k];
                place_text(layout, owner_artifact(ARTIFACT_REPEATED), grid->flow->page,
                           x + piece->x, baseline, piece->text, piece->size, piece->face,
                           grid->head.points, grid->head.ink, piece->width);
            }
        }
    }
    grid->flow->y += grid->head_height;
    rule(grid, grid->flow->y - 1, INK_TEXT, 0.8);
    grid->flow->at_top = false;
}

static double row_height(const struct grid *grid, size_t row)
{
    return (double)grid->rows[row].lines * grid->cell.leading + grid->padding;
}

/* How much of the rows from `row` on fits in a strip of this height; at least one. */
static size_t rows_within(const struct grid *grid, size_t row, double height)
{
    double used = row_height(grid, row++);
    while (row < grid->table->row_count && used + row_height(grid, row) <= height + 0.01) {
        used += row_height(grid, row++);
    }
    return row;
}

/* The first row after strips of this height that begin with `row`. */
static size_t rows_in_strips(const struct grid *grid, size_t row, double height)
{
    for (size_t strip = 0; strip < grid->strips && row < grid->table->row_count; strip++) {
        row = rows_within(grid, row, height);
    }
    return row;
}

/* The height of strips that fill the page, or a little less when few rows would be left over. */
static double full_strips(const struct grid *grid, size_t row, double most)
{
    size_t last = LAST_ROWS * grid->strips;
    size_t count = grid->table->row_count;
    double height = most;
    if (count - row > 2 * last) {
        while (height > most / 2 && rows_in_strips(grid, row, height) + last > count) {
            height -= 1;
        }
    }
    return height;
}

/* Opens the strips on this page for the rows from `row` on: as short as they can be. */
static void open_strips(struct grid *grid, size_t row)
{
    grid->strip = 0;
    grid->top = grid->flow->y;
    grid->lowest = grid->flow->y;
    grid->foot = PAGE_BOTTOM;
    if (grid->strips < 2) {
        return;
    }
    double most = PAGE_BOTTOM - grid->top - grid->head_height;
    double left = 0;
    double tallest = 0;
    for (size_t r = row; r < grid->table->row_count; r++) {
        left += row_height(grid, r);
        tallest = fmax(tallest, row_height(grid, r));
    }
    double least = fmax(tallest, left / (double)grid->strips);
    double height = least;
    while (height <= most && rows_in_strips(grid, row, height) < grid->table->row_count) {
        height += 1;
    }
    height = height <= most ? height : full_strips(grid, row, most);
    grid->foot = grid->top + grid->head_height + height + 0.5;
}

/* The next strip, on this page or on a new one, for the rows from `row` on. */
static void next_strip(struct grid *grid, size_t row)
{
    struct flow *flow = grid->flow;
    grid->lowest = fmax(grid->lowest, flow->y);
    if (grid->strip + 1 < grid->strips) {
        grid->strip++;
        flow->y = grid->top;
    } else {
        flow_new_page(flow);
        open_strips(grid, row);
    }
    flow->x = grid->edge + (double)grid->strip * (grid->columns.total + GUTTER);
    place_heads(grid, NULL);
}

static double room_of(const struct grid *grid)
{
    return grid->foot - grid->flow->y;
}

static struct paragraph set_cell(const struct grid *grid, const struct table_row *row, size_t c)
{
    struct layout *layout = grid->flow->layout;
    struct rich rich = {0};
    rich_add(layout->arena, &rich,
             (struct run){
                 .text = row->cells[c].text, .strong = row->total, .figure = row->cells[c].figure});
    return typeset(layout->arena, layout->setter, &rich, &grid->cell, grid->columns.width[c]);
}

static void set_rows(struct grid *grid)
{
    struct arena *arena = grid->flow->layout->arena;
    const struct report_table *table = grid->table;
    grid->rows = arena_alloc_array(arena, table->row_count, sizeof *grid->rows);
    for (size_t r = 0; r < table->row_count; r++) {
        struct set_row *row = &grid->rows[r];
        row->cells = arena_alloc_array(arena, table->column_count, sizeof *row->cells);
        row->lines = 1;
        for (size_t c = 0; c < table->column_count; c++) {
            row->cells[c] = set_cell(grid, &table->rows[r], c);
            row->lines = row->cells[c].count > row->lines ? row->cells[c].count : row->lines;
        }
    }
}

/* Places lines [from, to) of every cell at the flow's place. */
static void place_cells(struct grid *grid, const struct paragraph *cells,
                        struct element *const *elements, size_t from, size_t to)
{
    for (size_t c = 0; c < grid->table->column_count; c++) {
        for (size_t i = from; i < to && i < cells[c].count; i++) {
            double baseline = grid->flow->y + grid->padding / 2 +
                              (double)(i - from) * grid->cell.leading + grid->cell.leading * 0.76;
            place_line(grid->flow->layout, elements[c], grid->flow->page,
                       cell_x(grid, c, &cells[c].lines[i]), baseline, &cells[c].lines[i],
                       &grid->cell);
        }
    }
    grid->flow->y += (double)(to - from) * grid->cell.leading + grid->padding;
    grid->flow->at_top = false;
}

static struct paragraph set_note(const struct flow *flow, const struct report_table *table)
{
    return typeset_text(flow->layout->arena, flow->layout->setter, table->note,
                        &text_styles[STYLE_SMALL], fmin(flow->width, 400));
}

static double note_height(const struct grid *grid)
{
    return text_is_blank(grid->table->note) ? 0
                                            : 4 + (double)set_note(grid->flow, grid->table).count *
                                                      text_styles[STYLE_SMALL].leading;
}

/* The least that must still fit where this row begins: the last rows stay together. */
static double wanted_for(const struct grid *grid, size_t row)
{
    size_t count = grid->table->row_count;
    if (row == 0 || count - row > LAST_ROWS || grid->strips > 1) {
        return row_height(grid, row);
    }
    double rest = 0;
    for (size_t r = row; r < count; r++) {
        rest += row_height(grid, r);
    }
    double few = LAST_ROWS * (grid->cell.leading + grid->padding);
    bool enough = rest - row_height(grid, row) > 1.5 * few; /* rows of many lines */
    return enough ? row_height(grid, row) : rest + note_height(grid);
}

static void place_row(struct grid *grid, size_t number, struct element *parent)
{
    struct layout *layout = grid->flow->layout;
    const struct table_row *row = &grid->table->rows[number];
    const struct set_row *set = &grid->rows[number];
    size_t count = grid->table->column_count;
    struct element **elements = arena_alloc_array(layout->arena, count, sizeof(struct element *));
    struct element *element = element_add(layout, parent, TAG_TR);
    for (size_t c = 0; c < count; c++) {
        bool header = grid->table->columns[c].row_header;
        elements[c] = element_add(layout, element, header ? TAG_TH : TAG_TD);
        elements[c]->scope = header ? SCOPE_ROW : SCOPE_NONE;
    }
    double page = PAGE_BOTTOM - PAGE_TOP - grid->head_height;
    double wanted = wanted_for(grid, number);
    if (wanted > page) {
        wanted = row_height(grid, number);
    }
    if (wanted > room_of(grid) + 0.01 && wanted <= page) {
        next_strip(grid, number);
    }
    if (row->anchor != NULL) {
        layout_add_anchor(layout, row->anchor, grid->flow->page, grid->flow->y);
    }
    if (row->total) {
        rule(grid, grid->flow->y - 0.4, INK_TEXT, 0.8);
    }
    for (size_t done = 0; done < set->lines;) {
        double room = room_of(grid) - grid->padding;
        size_t fit = room < grid->cell.leading ? 0 : (size_t)(room / grid->cell.leading + 0.01);
        size_t here = set->lines - done < fit ? set->lines - done : fit;
        if (here == 0) {
            next_strip(grid, number);
            continue;
        }
        place_cells(grid, set->cells, elements, done, done + here);
        done += here;
        if (done < set->lines) {
            next_strip(grid, number);
        }
    }
    rule(grid, grid->flow->y - 0.2, INK_RULE, 0.4);
}

static double least_start(const struct report_table *table)
{
    struct text_style cell = cell_style(table);
    double rows = table->row_count < 3 ? (double)table->row_count : 3;
    return (table->caption != NULL ? 2 * BASELINE : 0) + 2 * BASELINE +
           rows * (cell.leading * 1.5 + padding_wished(table));
}

static void place_caption(struct flow *flow, const struct report_table *table,
                          struct element *element)
{
    if (text_is_blank(table->caption)) {
        return;
    }
    const struct text_style *style = &text_styles[STYLE_CAPTION];
    struct paragraph lines = typeset_text(flow->layout->arena, flow->layout->setter, table->caption,
                                          style, fmin(flow->width, 430));
    flow_paragraph(flow, element_add(flow->layout, element, TAG_CAPTION), &lines, style);
    flow->y += 3;
}

static void place_note(struct flow *flow, const struct report_table *table)
{
    if (text_is_blank(table->note)) {
        return;
    }
    struct paragraph lines = set_note(flow, table);
    flow->y += 4;
    flow_paragraph(flow, element_add(flow->layout, flow->parent, TAG_P), &lines,
                   &text_styles[STYLE_SMALL]);
}

/* Columns and rows set for the flow's width; nothing is placed yet. */
static struct grid set_grid(struct flow *flow, const struct report_table *table)
{
    struct layout *layout = flow->layout;
    struct grid grid = {
        .flow = flow,
        .table = table,
        .head = text_styles[STYLE_CELL_HEAD],
        .cell = cell_style(table),
        .padding = padding_wished(table),
        .heads = arena_alloc_array(layout->arena, table->column_count, sizeof *grid.heads),
        .strips = table->strips > 1 && flow->width > HALF_WIDTH ? table->strips : 1,
        .edge = flow->x,
    };
    grid.strips = grid.strips > 1 ? 2 : 1;
    grid.columns = layout_columns(layout, table, &grid.head, &grid.cell, column_gap(&grid),
                                  grid.strips > 1 ? (flow->width - GUTTER) / 2 : flow->width);
    size_t lines = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        grid.heads[c] = typeset_text(layout->arena, layout->setter, table->columns[c].title,
                                     &grid.head, grid.columns.width[c]);
        lines = grid.heads[c].count > lines ? grid.heads[c].count : lines;
    }
    grid.head_height = (double)lines * grid.head.leading + 5;
    set_rows(&grid);
    return grid;
}

/* The same for who asks where the table may begin, and then for who places it. */
static struct grid grid_create(struct flow *flow, const struct report_table *table)
{
    struct layout *layout = flow->layout;
    if (layout->set_table != table || layout->set_width != flow->width) {
        layout->set_grid = arena_alloc(layout->arena, sizeof(struct grid));
        *layout->set_grid = set_grid(flow, table);
        layout->set_table = table;
        layout->set_width = flow->width;
    }
    struct grid grid = *layout->set_grid;
    grid.flow = flow;
    grid.edge = flow->x;
    return grid;
}

static double caption_height(const struct report_table *table)
{
    return text_is_blank(table->caption) ? 0 : text_styles[STYLE_CAPTION].leading + 3;
}

/* The height of the table when nothing breaks it; of all its strips when it has them. */
static double whole_height(const struct grid *grid)
{
    double rows = 0;
    for (size_t r = 0; r < grid->table->row_count; r++) {
        rows += row_height(grid, r);
    }
    return caption_height(grid->table) + grid->head_height + rows / (double)grid->strips +
           note_height(grid);
}

double layout_table_height(const struct flow *flow, const struct report_table *table, double width)
{
    if (table->column_count == 0 || table->row_count == 0) {
        return 0;
    }
    struct flow trial = *flow;
    trial.width = width;
    struct grid grid = grid_create(&trial, table);
    return whole_height(&grid);
}

/* Where a table that begins with this room on its page ends. */
struct ending {
    size_t pages;
    size_t rows; /* on the last of them */
};

static struct ending ending_of(const struct grid *grid, double room)
{
    struct ending ending = {1, 0};
    double most = room - caption_height(grid->table) - grid->head_height;
    size_t row = 0;
    for (;;) {
        size_t next = rows_in_strips(grid, row, most);
        ending.rows = next - row;
        if (next >= grid->table->row_count) {
            return ending;
        }
        row = next;
        ending.pages++;
        most = PAGE_BOTTOM - PAGE_TOP - grid->head_height;
    }
}

/* The last table of a report does not leave a few rows on a page of their own: when all of it fits
 * on one page, it goes there whole. */
static bool ends_badly(const struct grid *grid, double whole, double room)
{
    double page = PAGE_BOTTOM - PAGE_TOP;
    if (grid->table != grid->flow->layout->last_table || whole > page || whole <= room ||
        room > MOVABLE * page) {
        return false;
    }
    struct ending ending = ending_of(grid, room);
    return (double)ending.rows < TAIL * (double)grid->table->row_count;
}

static bool stays_together(const struct grid *grid, double whole, double room)
{
    double page = PAGE_BOTTOM - PAGE_TOP;
    bool few = grid->table->row_count <= FEW_ROWS || room <= HOLE * page;
    return (few && whole <= TOGETHER * page) || ends_badly(grid, whole, room);
}

/* When it is longer than a page, its rows stand a little closer if that saves the last page. */
static void save_last_page(struct grid *grid, double room)
{
    struct ending wished = ending_of(grid, room);
    if (grid->table != grid->flow->layout->last_table || wished.pages < 2) {
        return;
    }
    double padding = grid->padding;
    for (int step = 1; step <= 2; step++) {
        grid->padding = padding - 0.5 * step;
        if (ending_of(grid, room - note_height(grid)).pages < wished.pages) {
            return;
        }
    }
    grid->padding = padding;
}

double layout_table_start(const struct flow *flow, const struct report_table *table, double width)
{
    if (table->column_count == 0 || table->row_count == 0) {
        return 0;
    }
    double room = flow_room(flow);
    bool long_one = table->row_count > FEW_ROWS && room > HOLE * (PAGE_BOTTOM - PAGE_TOP);
    if (long_one && table != flow->layout->last_table) {
        return least_start(table);
    }
    struct flow trial = *flow;
    trial.width = width;
    struct grid grid = grid_create(&trial, table);
    double whole = whole_height(&grid);
    return stays_together(&grid, whole, room) ? whole : least_start(table);
}

void layout_table(struct flow *flow, const struct report_table *table)
{
    struct layout *layout = flow->layout;
    if (table->column_count == 0 || table->row_count == 0) {
        return; /* the template says in words why a table has nothing to show */
    }
    struct grid grid = grid_create(flow, table);
    flow_gap(flow, BASELINE);
    double whole = whole_height(&grid);
    flow_ensure(flow, stays_together(&grid, whole, flow_room(flow)) ? whole : least_start(table));
    save_last_page(&grid, flow_room(flow));
    struct element *element = element_add(layout, flow->parent, TAG_TABLE);
    place_caption(flow, table, element);
    struct element *head = element_add(layout, element, TAG_THEAD);
    open_strips(&grid, 0);
    place_heads(&grid, element_add(layout, head, TAG_TR));
    struct element *body = element_add(layout, element, TAG_TBODY);
    for (size_t r = 0; r < table->row_count; r++) {
        place_row(&grid, r, body);
    }
    flow->x = grid.edge;
    flow->y = fmax(flow->y, grid.lowest);
    place_note(flow, table);
    flow->gap = 1.5 * BASELINE;
}
