/* layout_block: headings, paragraphs, lists, quotes and notes on the page, and what keeps together.
 */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/layout.h"

#define LIST_INDENT 16.0
#define QUOTE_INDENT 20.0
#define HEADING_WIDTH 430.0
#define INTRODUCTION_LINES 4 /* of a paragraph that only leads to what comes after it */
#define WHITE_MOST                                                                                 \
    0.5 /* of a page: more white is not left to keep a heading with what it announces */
#define WHITE_BEFORE_LAST 0.85
#define WHITE_ENOUGH 0.4 /* a page that is filled less than this goes on after a page break */

static const struct text_style *heading_style(int level)
{
    return level <= 1   ? &text_styles[STYLE_TITLE]
           : level == 2 ? &text_styles[STYLE_CHAPTER]
           : level == 3 ? &text_styles[STYLE_HEADING]
                        : &text_styles[STYLE_MINOR];
}

static double heading_before(int level)
{
    return level <= 2 ? 2.5 * BASELINE : level == 3 ? 1.5 * BASELINE : BASELINE;
}

static double heading_gap(int level)
{
    return level <= 2 ? BASELINE / 2 : 0;
}

static struct paragraph set_heading(const struct flow *flow, const struct block *heading)
{
    return typeset(flow->layout->arena, flow->layout->setter, &heading->text,
                   heading_style(heading->level), fmin(flow->width, HEADING_WIDTH));
}

static double text_width(const struct flow *flow)
{
    return fmin(flow->width, TEXT_WIDTH);
}

/* The thread comes in from the edge of the page and ends in a knot before the chapter's title. */
static void draw_thread(struct flow *flow, double y)
{
    struct canvas *canvas = canvas_create(flow->layout->arena, flow->layout->setter, PAGE_LEFT);
    double end = PAGE_LEFT - 13;
    canvas_move(canvas, 0, 9);
    canvas_curve(canvas, end * 0.4, 1, end * 0.65, 13, end, 7);
    canvas_stroke(canvas, INK_ACCENT, 0.9);
    canvas_circle(canvas, end, 7, 2.4, INK_ACCENT, INK_NONE, 0);
    canvas->height = 14;
    place_canvas(flow->layout, owner_artifact(ARTIFACT_LAYOUT), flow->page, 0, y - 7, canvas);
}

static void layout_heading(struct flow *flow, const struct block *block)
{
    struct layout *layout = flow->layout;
    const struct text_style *style = heading_style(block->level);
    struct paragraph lines = set_heading(flow, block);
    flow_gap(flow, heading_before(block->level));
    flow_ensure(flow, (double)lines.count * style->leading);
    int level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
    struct element *element =
        element_add(layout, flow->parent, (enum tag)((int)TAG_H1 + level - 1));
    const char *title = rich_plain(layout->arena, &block->text);
    *VECTOR_PUSH(layout->arena, &layout->bookmarks) =
        (struct place_mark){.name = title, .level = level, .page = flow->page, .y = flow->y};
    if (block->anchor != NULL) {
        layout_add_anchor(layout, block->anchor, flow->page, flow->y);
    }
    if (level == 2 && flow->x <= PAGE_LEFT) {
        draw_thread(flow, flow->y + style->leading / 2);
    }
    flow_paragraph(flow, element, &lines, style);
    flow->gap = heading_gap(level);
}

/* What the side notes of a text need beside it. */
static double notes_height(const struct flow *flow, const struct rich *rich)
{
    const struct text_style *style = &text_styles[STYLE_NOTE];
    double height = 0;
    for (size_t i = 0; i < rich->count; i++) {
        if (rich->items[i].note != NULL) {
            struct paragraph lines = typeset(flow->layout->arena, flow->layout->setter,
                                             rich->items[i].note, style, NOTE_WIDTH);
            height += ((double)lines.count + 0.5) * style->leading;
        }
    }
    return height;
}

/* What is wider than the column of text begins below the notes. */
static void clear_notes(struct flow *flow)
{
    struct layout *layout = flow->layout;
    if (layout->notes_page == flow->page && flow->y < layout->notes_foot) {
        flow->y = layout->notes_foot;
    }
}

/* Side notes of a paragraph stand in the white margin, beside it and below earlier ones; the text
 * goes on beside them. */
static void place_notes(struct flow *flow, struct element *parent, const struct rich *rich,
                        size_t page, double top)
{
    struct layout *layout = flow->layout;
    const struct text_style *style = &text_styles[STYLE_NOTE];
    double y = layout->notes_page == page ? fmax(top, layout->notes_foot) : top;
    for (size_t i = 0; i < rich->count; i++) {
        if (rich->items[i].note == NULL) {
            continue;
        }
        struct paragraph lines =
            typeset(layout->arena, layout->setter, rich->items[i].note, style, NOTE_WIDTH);
        struct element *note = element_add(layout, parent, TAG_NOTE);
        note->id = arena_printf(layout->arena, "note-%d", ++layout->note_count);
        for (size_t k = 0; k < lines.count; k++) {
            place_line(layout, note, page, NOTE_LEFT, y + 10, &lines.lines[k], style);
            y += style->leading;
        }
        y += style->leading / 2;
        layout->notes_page = page;
        layout->notes_foot = y;
    }
}

static void layout_paragraph(struct flow *flow, const struct block *block,
                             const struct text_style *style, double after)
{
    struct layout *layout = flow->layout;
    struct paragraph lines =
        typeset(layout->arena, layout->setter, &block->text, style, text_width(flow));
    if (lines.count == 0) {
        return;
    }
    flow_gap(flow, 0);
    flow_ensure(flow, fmin(fmax(fmin((double)lines.count, 2) * style->leading,
                                notes_height(flow, &block->text)),
                           PAGE_BOTTOM - PAGE_TOP));
    struct element *element = element_add(layout, flow->parent, TAG_P);
    size_t page = flow->page;
    double top = flow->y;
    flow_paragraph(flow, element, &lines, style);
    place_notes(flow, flow->parent, &block->text, page, top);
    flow->gap = after;
}

static void layout_list(struct flow *flow, const struct block *block)
{
    struct layout *layout = flow->layout;
    const struct text_style *style = &text_styles[STYLE_BODY];
    flow_gap(flow, 0);
    struct element *list = element_add(layout, flow->parent, TAG_L);
    list->numbering = block->ordered ? "Decimal" : "Disc";
    for (size_t i = 0; i < block->child_count; i++) {
        const struct block *item = block->children[i];
        double width = text_width(flow) - LIST_INDENT;
        struct paragraph lines = typeset(layout->arena, layout->setter, &item->text, style, width);
        flow_ensure(flow, fmin((double)lines.count, 2) * style->leading);
        struct element *element = element_add(layout, list, TAG_LI);
        struct element *label = element_add(layout, element, TAG_LBL);
        struct element *body = element_add(layout, element, TAG_LBODY);
        const char *mark =
            block->ordered ? arena_printf(layout->arena, "%zu.", i + 1) : "\xE2\x80\xA2";
        struct text_style mark_style = *style;
        mark_style.ink = INK_ACCENT;
        mark_style.face = block->ordered ? FACE_BOLD : FACE_REGULAR;
        place_words(layout, owner_element(label), flow->page, flow->x, flow->y + 10.6, CANVAS_LEFT,
                    &mark_style, mark);
        struct flow inner = *flow;
        inner.x += LIST_INDENT;
        inner.width -= LIST_INDENT;
        inner.parent = body;
        flow_paragraph(&inner, body, &lines, style);
        if (item->child_count > 0) {
            layout_children(&inner, item->children, item->child_count);
        }
        flow->page = inner.page;
        flow->y = inner.y + 2;
        flow->at_top = inner.at_top;
    }
    flow->gap = BASELINE / 2;
}

/* Quotes that stand side by side are set smaller. */
static const struct text_style *quote_style(double width)
{
    return &text_styles[width > HALF_WIDTH ? STYLE_QUOTE : STYLE_QUOTE_SMALL];
}

static double quote_indent(double width)
{
    return width > HALF_WIDTH ? QUOTE_INDENT : QUOTE_INDENT / 2;
}

static double quote_height(const struct flow *flow, const struct block *block, double width)
{
    const struct text_style *style = quote_style(width);
    struct paragraph lines = typeset(flow->layout->arena, flow->layout->setter, &block->text, style,
                                     fmin(width, TEXT_WIDTH) - quote_indent(width));
    struct paragraph by = {0};
    if (block->attribution != NULL) {
        by = typeset_text(flow->layout->arena, flow->layout->setter, block->attribution,
                          &text_styles[STYLE_SMALL], fmin(width, TEXT_WIDTH) - quote_indent(width));
    }
    return (double)lines.count * style->leading +
           (by.count > 0 ? 3 + (double)by.count * text_styles[STYLE_SMALL].leading : 0);
}

static void layout_quote(struct flow *flow, const struct block *block)
{
    struct layout *layout = flow->layout;
    const struct text_style *style = quote_style(flow->width);
    double indent = quote_indent(flow->width);
    struct paragraph lines =
        typeset(layout->arena, layout->setter, &block->text, style, text_width(flow) - indent);
    flow_gap(flow, BASELINE / 2);
    double height = quote_height(flow, block, flow->width);
    flow_ensure(flow, fmin(height, PAGE_BOTTOM - PAGE_TOP));
    struct element *quote = element_add(layout, flow->parent, TAG_BLOCKQUOTE);
    struct element *words = element_add(layout, quote, TAG_P);
    if (height <= flow_room(flow)) {
        place_rect(layout, owner_artifact(ARTIFACT_LAYOUT), flow->page, flow->x, flow->y + 2, 1.6,
                   height - 3, INK_ACCENT);
    }
    struct flow inner = *flow;
    inner.x += indent;
    flow_paragraph(&inner, words, &lines, style);
    flow->page = inner.page;
    flow->y = inner.y;
    flow->at_top = false;
    if (block->attribution != NULL) {
        const struct text_style *small = &text_styles[STYLE_SMALL];
        struct paragraph by = typeset_text(layout->arena, layout->setter, block->attribution, small,
                                           text_width(flow) - indent);
        inner = *flow;
        inner.x += indent;
        inner.y += 3;
        flow_paragraph(&inner, element_add(layout, quote, TAG_P), &by, small);
        flow->page = inner.page;
        flow->y = inner.y;
    }
    flow->gap = BASELINE;
}

/* Something to know before believing: set on a pale surface. */
static void layout_note(struct flow *flow, const struct block *block)
{
    struct layout *layout = flow->layout;
    const struct text_style *style = &text_styles[STYLE_BODY];
    double width = text_width(flow);
    struct paragraph lines =
        typeset(layout->arena, layout->setter, &block->text, style, width - 24);
    double height = (double)lines.count * style->leading + 18;
    flow_gap(flow, BASELINE / 2);
    flow_ensure(flow, fmin(height, PAGE_BOTTOM - PAGE_TOP));
    if (height <= flow_room(flow)) {
        place_rect(layout, owner_artifact(ARTIFACT_LAYOUT), flow->page, flow->x, flow->y, width,
                   height, INK_PALE);
    }
    struct flow inner = *flow;
    inner.x += 12;
    inner.y += 9;
    flow_paragraph(&inner, element_add(layout, flow->parent, TAG_P), &lines, style);
    flow->page = inner.page;
    flow->y = inner.y + 9;
    flow->at_top = false;
    flow->gap = BASELINE;
}

void layout_block(struct flow *flow, const struct block *block)
{
    bool narrow = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM ||
                  block->kind == BLOCK_LIST || block->kind == BLOCK_LEAD ||
                  block->kind == BLOCK_NOTE || block->kind == BLOCK_QUOTE ||
                  block->kind == BLOCK_SECTION;
    if (!narrow) {
        clear_notes(flow);
    }
    switch (block->kind) {
    case BLOCK_HEADING:
        layout_heading(flow, block);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_ITEM:
        layout_paragraph(flow, block, &text_styles[STYLE_BODY], BASELINE / 2);
        break;
    case BLOCK_LEAD:
        layout_paragraph(flow, block, &text_styles[STYLE_LEAD], BASELINE);
        break;
    case BLOCK_LIST:
        layout_list(flow, block);
        break;
    case BLOCK_HEADLINE:
        layout_headline(flow, block);
        break;
    case BLOCK_FIGURES:
        layout_figures(flow, block);
        break;
    case BLOCK_TABLE:
        layout_table(flow, block->table);
        break;
    case BLOCK_CHART:
        layout_chart(flow, block);
        break;
    case BLOCK_QUOTE:
        layout_quote(flow, block);
        break;
    case BLOCK_NOTE:
        layout_note(flow, block);
        break;
    case BLOCK_CONTENTS:
        layout_contents(flow, flow->layout->report);
        break;
    case BLOCK_PAGE_BREAK:
        if (!flow->at_top && flow->y > PAGE_TOP + WHITE_ENOUGH * (PAGE_BOTTOM - PAGE_TOP)) {
            flow_new_page(flow);
        }
        break;
    case BLOCK_SECTION:
        layout_children(flow, block->children, block->child_count);
        break;
    }
}

/* The least height with which a block may begin at the foot of a page. */
static double least_height(const struct flow *flow, const struct block *block)
{
    double page = PAGE_BOTTOM - PAGE_TOP;
    double width = block->width == WIDTH_HALF ? HALF_WIDTH : flow->width;
    switch (block->kind) {
    case BLOCK_TABLE:
        return fmin(layout_table_start(flow, block->table, width), page);
    case BLOCK_CHART:
        return fmin(layout_chart_height(flow, block, width), page);
    case BLOCK_FIGURES:
        return fmin(layout_figures_height(flow, block, width), page);
    case BLOCK_HEADLINE:
        return 10 * BASELINE;
    case BLOCK_SECTION:
        return block->child_count > 0 ? least_height(flow, block->children[0]) : 0;
    case BLOCK_PAGE_BREAK:
        return 0;
    default:
        return 3 * BASELINE;
    }
}

static double half_height(const struct flow *flow, const struct block *block)
{
    double height = 0;
    switch (block->kind) {
    case BLOCK_TABLE:
        height = layout_table_height(flow, block->table, HALF_WIDTH);
        break;
    case BLOCK_QUOTE:
        height = quote_height(flow, block, HALF_WIDTH);
        break;
    default:
        height = least_height(flow, block);
        break;
    }
    return fmin(height, PAGE_BOTTOM - PAGE_TOP);
}

/* What stands between a heading and what it announces, added up. */
struct opening {
    double y, gap; /* as of a flow: how far down it would reach */
    size_t headings, lines;
    const struct block *end; /* the announced block, or the last text that stays */
    bool complete;           /* it is in y */
};

/* The number of lines of a paragraph; 0 when the block is something else. */
static size_t paragraph_lines(const struct flow *flow, const struct block *block)
{
    return block->kind != BLOCK_PARAGRAPH
               ? 0
               : typeset(flow->layout->arena, flow->layout->setter, &block->text,
                         &text_styles[STYLE_BODY], text_width(flow))
                     .count;
}

static double pair_height(const struct flow *flow, const struct block *left,
                          const struct block *right)
{
    return fmax(half_height(flow, left), half_height(flow, right));
}

static bool is_pair(const struct flow *flow, struct block *const *blocks, size_t count)
{
    return count > 1 && blocks[0]->width == WIDTH_HALF && blocks[1]->width == WIDTH_HALF &&
           flow->width > HALF_WIDTH;
}

static void add_heading(const struct flow *flow, const struct block *block, struct opening *opening)
{
    if (opening->headings++ > 0) {
        opening->y = y_after_gap(opening->y, fmax(opening->gap, heading_before(block->level)));
    }
    opening->y += (double)set_heading(flow, block).count * heading_style(block->level)->leading;
    opening->gap = heading_gap(block->level);
    opening->end = block;
}

static void add_text(const struct block *block, double lines, struct opening *opening)
{
    opening->y = y_after_gap(opening->y, opening->gap) + lines * text_styles[STYLE_BODY].leading;
    opening->gap = BASELINE / 2;
    opening->end = block;
}

static void add_announced(const struct flow *flow, struct block *const *blocks, size_t count,
                          struct opening *opening)
{
    struct flow here = *flow;
    here.y = y_after_gap(opening->y, fmax(opening->gap, BASELINE));
    opening->y = here.y + (is_pair(flow, blocks, count) ? pair_height(&here, blocks[0], blocks[1])
                                                        : least_height(&here, blocks[0]));
    opening->end = blocks[0];
    opening->complete = true;
}

static void add_opening(const struct flow *flow, struct block *const *blocks, size_t count,
                        struct opening *opening)
{
    for (size_t i = 0; i < count && !opening->complete; i++) {
        size_t lines = paragraph_lines(flow, blocks[i]);
        opening->lines += lines;
        if (lines > 0 && opening->lines > INTRODUCTION_LINES) {
            add_text(blocks[i], fmin((double)lines, 3), opening);
            opening->complete = true;
        } else if (lines > 0) {
            add_text(blocks[i], (double)lines, opening);
        } else if (blocks[i]->kind == BLOCK_SECTION) {
            add_opening(flow, blocks[i]->children, blocks[i]->child_count, opening);
        } else if (blocks[i]->kind != BLOCK_HEADING) {
            add_announced(flow, blocks + i, count - i, opening);
        } else if (opening->lines == 0) {
            add_heading(flow, blocks[i], opening);
        } else {
            opening->complete = true;
        }
    }
}

/* The table that a report ends with may leave more white before it, as an annex that begins a page
 * of its own. */
static double white_before(const struct flow *flow, const struct opening *opening)
{
    bool last =
        opening->end->kind == BLOCK_TABLE && opening->end->table == flow->layout->last_table;
    return (last ? WHITE_BEFORE_LAST : WHITE_MOST) * (PAGE_BOTTOM - PAGE_TOP);
}

/* A heading or a short introduction does not stand alone at the foot of a page: it stays with the
 * beginning of what it announces, unless that would leave a hole; then with its first lines. What
 * is settled for all that is opened here is not asked again until its end. */
static void ensure_opening(struct flow *flow, struct block *const *blocks, size_t count)
{
    double before = blocks[0]->kind == BLOCK_HEADING ? heading_before(blocks[0]->level) : 0;
    struct opening opening = {.y = flow->at_top ? flow->y
                                                : y_after_gap(flow->y, fmax(flow->gap, before))};
    struct opening first = opening;
    add_opening(flow, blocks, count, &opening);
    double page = PAGE_BOTTOM - PAGE_TOP;
    bool hole = flow_room(flow) > white_before(flow, &opening);
    if (opening.y - flow->y > page || (opening.y > PAGE_BOTTOM && hole)) {
        for (size_t i = 0; i < count && blocks[i]->kind == BLOCK_HEADING; i++) {
            add_heading(flow, blocks[i], &first);
        }
        first.y += 3 * BASELINE;
        opening = first;
    }
    flow_ensure(flow, opening.y - flow->y);
    flow->opened = opening.end;
}

/* Two half blocks side by side; the page goes on below the longer one. */
static void layout_pair(struct flow *flow, const struct block *left, const struct block *right)
{
    clear_notes(flow);
    flow_gap(flow, left->kind == BLOCK_QUOTE ? BASELINE / 2 : BASELINE);
    double height = pair_height(flow, left, right);
    flow_ensure(flow, height);
    struct flow one = *flow;
    one.at_top = true; /* both begin at the same height */
    one.stretch = height;
    struct flow two = one;
    one.width = HALF_WIDTH;
    layout_block(&one, left);
    two.x += HALF_WIDTH + GUTTER;
    two.width = HALF_WIDTH;
    layout_block(&two, right);
    bool first_is_longer = one.page > two.page || (one.page == two.page && one.y > two.y);
    const struct flow *longer = first_is_longer ? &one : &two;
    flow->page = longer->page;
    flow->y = longer->y;
    flow->gap = left->kind == BLOCK_QUOTE ? BASELINE / 2 : BASELINE;
    flow->at_top = false;
}

/* The odd one of a row of quotes looks like the others. */
static void layout_half(struct flow *flow, const struct block *block)
{
    double width = flow->width;
    flow->width = fmin(width, HALF_WIDTH);
    layout_block(flow, block);
    flow->width = width;
    flow->gap = BASELINE / 2;
}

void layout_children(struct flow *flow, struct block *const *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (flow->opened == NULL &&
            (blocks[i]->kind == BLOCK_HEADING || paragraph_lines(flow, blocks[i]) > 0)) {
            ensure_opening(flow, blocks + i, count - i);
        }
        if (flow->opened == blocks[i]) {
            flow->opened = NULL;
        }
        if (is_pair(flow, blocks + i, count - i)) {
            layout_pair(flow, blocks[i], blocks[i + 1]);
            i++;
        } else if (blocks[i]->kind == BLOCK_QUOTE && blocks[i]->width == WIDTH_HALF) {
            layout_half(flow, blocks[i]);
        } else {
            layout_block(flow, blocks[i]);
        }
    }
}
