/* layout: placing and flowing; see layout.h. What the blocks look like is in layout_block.c,
 * layout_table.c, layout_figures.c and layout_page.c. */
#include "reports/render/layout.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/base/text.h"

struct element *element_add(struct layout *layout, struct element *parent, enum tag tag)
{
    struct element *element = arena_alloc(layout->arena, sizeof *element);
    element->tag = tag;
    element->parent = parent;
    if (parent != NULL) {
        *VECTOR_PUSH(layout->arena, &parent->kids) = (struct kid){.element = element};
    }
    return element;
}

struct owner owner_element(struct element *element)
{
    assert(element != NULL);
    return (struct owner){.element = element};
}

struct owner owner_artifact(enum artifact artifact)
{
    assert(artifact != ARTIFACT_NONE);
    return (struct owner){.artifact = artifact};
}

/* The open stretch of the page when it has the same owner, else a new one. */
static struct content *content_for(struct layout *layout, struct owner owner, size_t page_number)
{
    assert((owner.element == NULL) != (owner.artifact == ARTIFACT_NONE));
    struct page *page = &layout->pages.items[page_number];
    struct content *open = page->content;
    if (open != NULL && open->owner == owner.element && open->artifact == owner.artifact) {
        return open;
    }
    struct content *content = arena_alloc(layout->arena, sizeof *content);
    *content = (struct content){
        .owner = owner.element, .artifact = owner.artifact, .page = page_number, .mcid = -1};
    if (owner.element != NULL) {
        content->mcid = page->content_count++;
        *VECTOR_PUSH(layout->arena, &owner.element->kids) = (struct kid){.content = content};
    }
    page->content = content;
    return content;
}

static void add_item(struct layout *layout, struct owner owner, size_t page, struct item item)
{
    item.content = content_for(layout, owner, page);
    *VECTOR_PUSH(layout->arena, &layout->pages.items[page].items) = item;
}

void place_text(struct layout *layout, struct owner owner, size_t page, double x, double baseline,
                const char *text, size_t size, enum face face, double points, enum ink ink,
                double width)
{
    if (size == 0) {
        return;
    }
    add_item(layout, owner, page,
             (struct item){.kind = ITEM_TEXT,
                           .x = x,
                           .y = baseline,
                           .width = width,
                           .height = points,
                           .ink = ink,
                           .text = text,
                           .size = size,
                           .face = face,
                           .points = points});
}

double place_words(struct layout *layout, struct owner owner, size_t page, double x,
                   double baseline, enum canvas_align align, const struct text_style *style,
                   const char *text)
{
    const char *words = typeset_printable(layout->arena, layout->setter, style->face, text);
    size_t size = strlen(words);
    double width = font_width(layout->setter->fonts, style->face, words, size, style->points);
    x -= align == CANVAS_RIGHT ? width : align == CANVAS_MIDDLE ? width / 2 : 0;
    place_text(layout, owner, page, x, baseline, words, size, style->face, style->points,
               style->ink, width);
    return width;
}

void place_rect(struct layout *layout, struct owner owner, size_t page, double x, double y,
                double width, double height, enum ink ink)
{
    add_item(layout, owner, page,
             (struct item){
                 .kind = ITEM_RECT, .x = x, .y = y, .width = width, .height = height, .ink = ink});
}

void place_canvas(struct layout *layout, struct owner owner, size_t page, double x, double y,
                  const struct canvas *canvas)
{
    add_item(layout, owner, page,
             (struct item){.kind = ITEM_CANVAS,
                           .x = x,
                           .y = y,
                           .width = canvas->width,
                           .height = canvas->height,
                           .canvas = canvas});
}

void place_picture(struct layout *layout, struct owner owner, size_t page, double x, double y,
                   double width, double height, const struct picture *picture)
{
    add_item(layout, owner, page,
             (struct item){.kind = ITEM_IMAGE,
                           .x = x,
                           .y = y,
                           .width = width,
                           .height = height,
                           .picture = picture});
}

static bool has_target(const struct layout *layout, const char *name)
{
    for (size_t i = 0; i < layout->targets.count; i++) {
        if (strcmp(layout->targets.items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* The element that a piece of text belongs to: the block itself, or a Link or Span in it. A run
 * that goes on over a line break stays in the element that it began in. */
static struct element *element_of(struct layout *layout, struct element *block,
                                  const struct run *run)
{
    bool links_out = run->url != NULL;
    bool links_in = run->figure != NULL && has_target(layout, run->figure);
    if (!links_out && !links_in && run->language == NULL) {
        return block;
    }
    if (block->kids.count > 0) {
        struct element *last = block->kids.items[block->kids.count - 1].element;
        if (last != NULL && last->object == run) {
            return last;
        }
    }
    struct element *element =
        element_add(layout, block, links_out || links_in ? TAG_LINK : TAG_SPAN);
    element->object = (void *)run;
    element->language = run->language;
    element->url = run->url;
    if (links_in && !links_out) {
        element->target = run->figure;
        element->description =
            arena_printf(layout->arena, "%s: %s",
                         layout->report->language == LANGUAGE_NL ? "Naar de herkomst van dit cijfer"
                                                                 : "To the origin of this figure",
                         run->figure);
    } else if (links_out) {
        element->description =
            arena_printf(layout->arena, "%s %s",
                         layout->report->language == LANGUAGE_NL ? "Naar" : "To", run->url);
    }
    return element;
}

void place_line(struct layout *layout, struct element *block, size_t page, double x,
                double baseline, const struct line *line, const struct text_style *style)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        struct element *element = element_of(layout, block, piece->run);
        bool link = element->tag == TAG_LINK && element != block;
        enum ink ink = link && element->url != NULL ? INK_ACCENT : style->ink;
        place_text(layout, owner_element(element), page, x + piece->x, baseline, piece->text,
                   piece->size, piece->face, style->points, ink, piece->width);
        if (link) {
            *VECTOR_PUSH(layout->arena, &layout->links) =
                (struct link_area){.element = element,
                                   .page = page,
                                   .x = x + piece->x,
                                   .y = baseline - style->points * 0.8,
                                   .width = piece->width,
                                   .height = style->points * 1.1};
        }
        if (link && element->url != NULL) {
            place_rect(layout, owner_artifact(ARTIFACT_LAYOUT), page, x + piece->x,
                       baseline + style->points * 0.14, piece->width, 0.4, INK_ACCENT);
        }
    }
}

void flow_new_page(struct flow *flow)
{
    flow->page++;
    if (flow->page >= flow->layout->pages.count) {
        VECTOR_PUSH(flow->layout->arena, &flow->layout->pages);
    }
    flow->y = PAGE_TOP;
    flow->gap = 0;
    flow->at_top = true;
}

double y_after_gap(double y, double gap)
{
    double grid = BASELINE / 2;
    return PAGE_TOP + ceil((y - PAGE_TOP) / grid - 0.01) * grid + gap;
}

void flow_gap(struct flow *flow, double before)
{
    if (!flow->at_top) {
        flow->y = y_after_gap(flow->y, fmax(flow->gap, before));
    }
    flow->gap = 0;
}

double flow_room(const struct flow *flow)
{
    return PAGE_BOTTOM - flow->y;
}

void flow_ensure(struct flow *flow, double height)
{
    if (height > flow_room(flow) && !flow->at_top) {
        flow_new_page(flow);
    }
}

/* Where the first baseline of a line that begins at `y` is: the letters sit in the middle of their
 * leading. */
static double baseline_of(const struct layout *layout, double y, const struct text_style *style)
{
    const struct font_measures *m = font_measures(layout->setter->fonts, style->face);
    double ascent = m->cap_height * style->points / 1000;
    return y + (style->leading + ascent) / 2;
}

/* How many of `left` lines go on this page. */
static size_t lines_here(const struct flow *flow, size_t left, double leading)
{
    double room = flow_room(flow) + 0.01;
    size_t fit = room < leading ? 0 : (size_t)(room / leading);
    if (fit >= left) {
        return left;
    }
    if (left - fit == 1 && fit > 0) {
        fit--;
    }
    if (fit < 2 && !flow->at_top) {
        return 0;
    }
    return fit == 0 ? 1 : fit;
}

void flow_paragraph(struct flow *flow, struct element *element, const struct paragraph *paragraph,
                    const struct text_style *style)
{
    size_t done = 0;
    while (done < paragraph->count) {
        size_t here = lines_here(flow, paragraph->count - done, style->leading);
        if (here == 0) {
            flow_new_page(flow);
            continue;
        }
        for (size_t i = 0; i < here; i++) {
            place_line(flow->layout, element, flow->page, flow->x,
                       baseline_of(flow->layout, flow->y, style), &paragraph->lines[done + i],
                       style);
            flow->y += style->leading;
            flow->at_top = false;
        }
        done += here;
        if (done < paragraph->count) {
            flow_new_page(flow);
        }
    }
}

void layout_add_anchor(struct layout *layout, const char *name, size_t page, double y)
{
    *VECTOR_PUSH(layout->arena, &layout->anchors) =
        (struct place_mark){.name = name, .page = page, .y = y};
}

static void collect_targets(struct layout *layout, const struct block *block)
{
    if (block->table != NULL) {
        for (size_t i = 0; i < block->table->row_count; i++) {
            if (block->table->rows[i].anchor != NULL) {
                *VECTOR_PUSH(layout->arena, &layout->targets) = block->table->rows[i].anchor;
            }
        }
    }
    for (size_t i = 0; i < block->child_count; i++) {
        collect_targets(layout, block->children[i]);
    }
}

/* The table that a report ends with; NULL when it ends with something else. */
static const struct report_table *last_table(const struct block *block)
{
    while (block->child_count > 0) {
        block = block->children[block->child_count - 1];
    }
    return block->kind == BLOCK_TABLE ? block->table : NULL;
}

struct layout *layout_report(struct arena *arena, struct typesetter *setter,
                             const struct report *report, const struct picture *logo)
{
    struct layout *layout = arena_alloc(arena, sizeof *layout);
    layout->arena = arena;
    layout->setter = setter;
    layout->report = report;
    layout->logo = logo;
    VECTOR_PUSH(arena, &layout->pages);
    layout->document = element_add(layout, NULL, TAG_DOCUMENT);
    layout->last_table = last_table(report->body);
    collect_targets(layout, report->body);
    struct flow flow = {.layout = layout,
                        .parent = layout->document,
                        .x = PAGE_LEFT,
                        .y = PAGE_TOP,
                        .width = FULL_WIDTH,
                        .at_top = true};
    layout_front(&flow);
    layout_children(&flow, report->body->children, report->body->child_count);
    layout_finish(layout);
    return layout;
}
