/* layout_table: tables over pages. Rows stay whole; the heading is repeated on every page as an
 * artifact, since the tag tree has it already. A row taller than a page is cut between lines. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/layout.h"

#define COLUMN_GAP 12.0
#define WORD_LIMIT 170.0

static double padding_of(const struct report_table *table)
{
    return table->compact ? 3 : 5;
}

struct grid {
    struct flow *flow;
    const struct report_table *table;
    const struct text_style *head, *cell;
    double *left, *width;
    double total_width;
    struct paragraph *heads;
    double head_height;
};

static struct text_style cell_style(const struct report_table *table)
{
    return text_styles[table->compact ? STYLE_CELL_SMALL : STYLE_CELL];
}

static enum face face_of(const struct report_table *table, const struct table_row *row)
{
    return row->total ? FACE_BOLD : cell_style(table).face;
}

static double natural_width(struct typesetter *setter, const char *text, enum face face,
                            double points)
{
    return font_width(setter->fonts, face, text, strlen(text), points);
}

/* Widths by content: all in one line when that fits, else shared out between the longest word and
 * the whole text of every column. */
static void choose_widths(struct grid *grid, double available)
{
    const struct report_table *table = grid->table;
    struct typesetter *setter = grid->flow->layout->setter;
    size_t count = table->column_count;
    double gaps = COLUMN_GAP * (double)(count - 1);
    double least_sum = 0;
    double natural_sum = 0;
    double *least = arena_alloc_array(grid->flow->layout->arena, count, sizeof *least);
    for (size_t c = 0; c < count; c++) {
        const char *title = table->columns[c].title;
        least[c] = typeset_longest_word(setter, title, grid->head->face, grid->head->points);
        grid->width[c] =
            fmin(natural_width(setter, title, grid->head->face, grid->head->points), 2 * least[c]);
        for (size_t r = 0; r < table->row_count; r++) {
            const char *text = table->rows[r].cells[c].text;
            enum face face = face_of(table, &table->rows[r]);
            double natural = natural_width(setter, text, face, grid->cell->points);
            if (natural <= grid->width[c] && natural <= least[c]) {
                continue;
            }
            double word = typeset_longest_word(setter, text, face, grid->cell->points);
            least[c] = fmax(least[c], fmin(word, WORD_LIMIT));
            grid->width[c] = fmax(grid->width[c], natural);
        }
        grid->width[c] = fmax(grid->width[c], least[c]) + 0.5;
        least[c] += 0.5;
        least_sum += least[c];
        natural_sum += grid->width[c];
    }
    double room = available - gaps;
    if (natural_sum <= room) {
        double wished = fmin(room, fmax(natural_sum, TEXT_WIDTH - gaps));
        for (size_t c = 0; c < count; c++) {
            grid->width[c] += (wished - natural_sum) * grid->width[c] / fmax(natural_sum, 1);
        }
    } else {
        double stretch = natural_sum - least_sum;
        double share = stretch > 0 ? fmax(0, room - least_sum) / stretch : 0;
        double squeeze = fmin(1, room / least_sum);
        for (size_t c = 0; c < count; c++) {
            grid->width[c] = least[c] * squeeze + (grid->width[c] - least[c]) * share;
        }
    }
    double x = 0;
    for (size_t c = 0; c < count; c++) {
        grid->left[c] = x;
        x += grid->width[c] + COLUMN_GAP;
    }
    grid->total_width = x - COLUMN_GAP;
}

static double cell_x(const struct grid *grid, size_t c, const struct line *line)
{
    double x = grid->flow->x + grid->left[c];
    bool right = grid->table->columns[c].align == ALIGN_RIGHT;
    return right ? x + grid->width[c] - line->width : x;
}

static void rule(struct grid *grid, double y, enum ink ink, double thickness)
{
    place_rect(grid->flow->layout, owner_artifact(ARTIFACT_LAYOUT), grid->flow->page, grid->flow->x,
               y, grid->total_width, thickness, ink);
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
            grid->flow->y + grid->head_height - 4 - (double)lines->count * grid->head->leading;
        for (size_t i = 0; i < lines->count; i++) {
            const struct line *line = &lines->lines[i];
            double baseline = top + (double)i * grid->head->leading + grid->head->leading * 0.75;
            double x = cell_x(grid, c, line);
            if (cell != NULL) {
                place_line(layout, cell, grid->flow->page, x, baseline, line, grid->head);
                continue;
            }
            for (size_t k = 0; k < line->count; k++) {
                const struct piece *piece = &line->pieces[k];
                place_text(layout, owner_artifact(ARTIFACT_REPEATED), grid->flow->page,
                           x + piece->x, baseline, piece->text, piece->size, piece->face,
                           grid->head->points, grid->head->ink, piece->width);
            }
        }
    }
    grid->flow->y += grid->head_height;
    rule(grid, grid->flow->y - 1, INK_TEXT, 0.8);
    grid->flow->at_top = false;
}

static void next_page(struct grid *grid)
{
    flow_new_page(grid->flow);
    place_heads(grid, NULL);
}

static struct paragraph set_cell(struct grid *grid, const struct table_row *row, size_t c)
{
    struct layout *layout = grid->flow->layout;
    struct rich rich = {0};
    rich_add(layout->arena, &rich,
             (struct run){
                 .text = row->cells[c].text, .strong = row->total, .figure = row->cells[c].figure});
    return typeset(layout->arena, layout->setter, &rich, grid->cell, grid->width[c]);
}

/* Places lines [from, to) of every cell at the flow's place. */
static void place_cells(struct grid *grid, const struct paragraph *cells,
                        struct element *const *elements, size_t from, size_t to)
{
    for (size_t c = 0; c < grid->table->column_count; c++) {
        for (size_t i = from; i < to && i < cells[c].count; i++) {
            double baseline = grid->flow->y + padding_of(grid->table) / 2 +
                              (double)(i - from) * grid->cell->leading + grid->cell->leading * 0.76;
            place_line(grid->flow->layout, elements[c], grid->flow->page,
                       cell_x(grid, c, &cells[c].lines[i]), baseline, &cells[c].lines[i],
                       grid->cell);
        }
    }
    grid->flow->y += (double)(to - from) * grid->cell->leading + padding_of(grid->table);
    grid->flow->at_top = false;
}

static void place_row(struct grid *grid, const struct table_row *row, bool last_but_one,
                      struct element *parent)
{
    struct layout *layout = grid->flow->layout;
    size_t count = grid->table->column_count;
    struct paragraph *cells = arena_alloc_array(layout->arena, count, sizeof *cells);
    struct element **elements = arena_alloc_array(layout->arena, count, sizeof(struct element *));
    struct element *element = element_add(layout, parent, TAG_TR);
    size_t lines = 1;
    for (size_t c = 0; c < count; c++) {
        bool header = grid->table->columns[c].row_header;
        cells[c] = set_cell(grid, row, c);
        elements[c] = element_add(layout, element, header ? TAG_TH : TAG_TD);
        elements[c]->scope = header ? SCOPE_ROW : SCOPE_NONE;
        lines = cells[c].count > lines ? cells[c].count : lines;
    }
    double page = PAGE_BOTTOM - PAGE_TOP - grid->head_height;
    double height = (double)lines * grid->cell->leading + padding_of(grid->table);
    /* The last row is not left alone on a page: the one before it goes with it. */
    double wanted = last_but_one ? height + grid->cell->leading + padding_of(grid->table) : height;
    if (wanted > flow_room(grid->flow) && height <= page) {
        next_page(grid);
    }
    if (row->anchor != NULL) {
        layout_add_anchor(layout, row->anchor, grid->flow->page, grid->flow->y);
    }
    if (row->total) {
        rule(grid, grid->flow->y - 0.4, INK_TEXT, 0.8);
    }
    for (size_t done = 0; done < lines;) {
        double room = flow_room(grid->flow) - padding_of(grid->table);
        size_t fit = room < grid->cell->leading ? 0 : (size_t)(room / grid->cell->leading + 0.01);
        size_t here = lines - done < fit ? lines - done : fit;
        if (here == 0) {
            next_page(grid);
            continue;
        }
        place_cells(grid, cells, elements, done, done + here);
        done += here;
        if (done < lines) {
            next_page(grid);
        }
    }
    rule(grid, grid->flow->y - 0.2, INK_RULE, 0.4);
}

double layout_table_least(const struct report_table *table)
{
    struct text_style cell = cell_style(table);
    double rows = table->row_count < 3 ? (double)table->row_count : 3;
    return (table->caption != NULL ? 2 * BASELINE : 0) + 2 * BASELINE +
           rows * (cell.leading * 1.5 + padding_of(table));
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
    const struct text_style *style = &text_styles[STYLE_SMALL];
    struct paragraph lines = typeset_text(flow->layout->arena, flow->layout->setter, table->note,
                                          style, fmin(flow->width, 400));
    flow->y += 4;
    flow_paragraph(flow, element_add(flow->layout, flow->parent, TAG_P), &lines, style);
}

void layout_table(struct flow *flow, const struct report_table *table)
{
    struct layout *layout = flow->layout;
    if (table->column_count == 0 || table->row_count == 0) {
        return; /* the template says in words why a table has nothing to show */
    }
    struct text_style cell = cell_style(table);
    struct grid grid = {
        .flow = flow,
        .table = table,
        .head = &text_styles[STYLE_CELL_HEAD],
        .cell = &cell,
        .left = arena_alloc_array(layout->arena, table->column_count, sizeof(double)),
        .width = arena_alloc_array(layout->arena, table->column_count, sizeof(double)),
        .heads = arena_alloc_array(layout->arena, table->column_count, sizeof *grid.heads),
    };
    choose_widths(&grid, flow->width);
    size_t lines = 1;
    for (size_t c = 0; c < table->column_count; c++) {
        grid.heads[c] = typeset_text(layout->arena, layout->setter, table->columns[c].title,
                                     grid.head, grid.width[c]);
        lines = grid.heads[c].count > lines ? grid.heads[c].count : lines;
    }
    grid.head_height = (double)lines * grid.head->leading + 5;
    flow_gap(flow, BASELINE);
    flow_ensure(flow, layout_table_least(table));
    struct element *element = element_add(layout, flow->parent, TAG_TABLE);
    place_caption(flow, table, element);
    struct element *head = element_add(layout, element, TAG_THEAD);
    place_heads(&grid, element_add(layout, head, TAG_TR));
    struct element *body = element_add(layout, element, TAG_TBODY);
    for (size_t r = 0; r < table->row_count; r++) {
        place_row(&grid, &table->rows[r], r > 0 && r + 2 == table->row_count, body);
    }
    place_note(flow, table);
    flow->gap = 1.5 * BASELINE;
}
