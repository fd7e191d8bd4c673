/* layout_page: what every page has (running head and foot), the title block, the contents. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "reports/render/layout.h"

/* The thread over the first page: from the left edge to the right, with a knot for each day. */
static void draw_opening(struct flow *flow)
{
    struct canvas *canvas = canvas_create(flow->layout->arena, flow->layout->setter, PAGE_WIDTH);
    static const double knots[][2] = {{62, 30}, {166, 20}, {290, 34}, {398, 17}, {507, 29}};
    canvas_move(canvas, 0, 14);
    double x = 0;
    double y = 14;
    for (size_t i = 0; i < sizeof knots / sizeof knots[0]; i++) {
        double third = (knots[i][0] - x) / 2.4;
        canvas_curve(canvas, x + third, y, knots[i][0] - third, knots[i][1], knots[i][0],
                     knots[i][1]);
        x = knots[i][0];
        y = knots[i][1];
    }
    canvas_curve(canvas, x + 38, y, PAGE_WIDTH - 36, 6, PAGE_WIDTH, 9);
    canvas_stroke(canvas, INK_ACCENT, 1.1);
    for (size_t i = 0; i < sizeof knots / sizeof knots[0]; i++) {
        canvas_circle(canvas, knots[i][0], knots[i][1], 3, INK_ACCENT, INK_NONE, 0);
    }
    canvas->height = 44;
    place_canvas(flow->layout, owner_artifact(ARTIFACT_LAYOUT), 0, 0, 50, canvas);
}

/* The logo stands at the top left, above the thread. */
static void place_logo(struct flow *flow)
{
    struct layout *layout = flow->layout;
    if (layout->logo == NULL) {
        return;
    }
    double scale = fmin(150.0 / layout->logo->width, 30.0 / layout->logo->height);
    double width = layout->logo->width * scale;
    double height = layout->logo->height * scale;
    struct element *figure = element_add(layout, flow->parent, TAG_FIGURE);
    const char *alt = layout->report->logo_alt;
    figure->alt = alt != NULL                               ? alt
                  : layout->report->language == LANGUAGE_NL ? "Logo van de organisatie"
                                                            : "Logo of the organisation";
    figure->box[0] = PAGE_LEFT;
    figure->box[1] = 22;
    figure->box[2] = PAGE_LEFT + width;
    figure->box[3] = 22 + height;
    place_picture(layout, owner_element(figure), 0, PAGE_LEFT, 22, width, height, layout->logo);
}

void layout_front(struct flow *flow)
{
    struct layout *layout = flow->layout;
    const struct report *report = layout->report;
    const struct text_style *title = &text_styles[STYLE_TITLE];
    place_logo(flow);
    draw_opening(flow);
    flow->y = 97;
    struct text_style style = *title;
    struct paragraph lines =
        typeset_text(layout->arena, layout->setter, report->title, &style, FULL_WIDTH);
    if (lines.count > 3) { /* a title of 200 characters is set as a chapter */
        style = text_styles[STYLE_CHAPTER];
        lines = typeset_text(layout->arena, layout->setter, report->title, &style, FULL_WIDTH);
    }
    *VECTOR_PUSH(layout->arena, &layout->bookmarks) =
        (struct place_mark){.name = report->title, .level = 1, .page = 0, .y = flow->y};
    flow_paragraph(flow, element_add(layout, flow->parent, TAG_H1), &lines, &style);
    if (report->subtitle != NULL) {
        const struct text_style *small = &text_styles[STYLE_SUBTITLE];
        struct paragraph sub =
            typeset_text(layout->arena, layout->setter, report->subtitle, small, FULL_WIDTH);
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &sub, small);
    }
    if (report->embargo != NULL) { /* the marks in the head are not read aloud: this is */
        const struct text_style *line = &text_styles[STYLE_MINOR];
        struct paragraph words =
            typeset_text(layout->arena, layout->setter, report->embargo, line, FULL_WIDTH);
        flow_paragraph(flow, element_add(layout, flow->parent, TAG_P), &words, line);
    }
    flow->gap = BASELINE;
}

#define CONTENTS_IN_A_COLUMN 6

static bool listed(const struct block *block)
{
    return block->kind == BLOCK_HEADING && block->level == 2;
}

struct entry {
    const struct block *heading;
    struct paragraph lines;
};

static size_t collect(const struct flow *flow, const struct block *block, struct entry *entries,
                      size_t count)
{
    for (size_t i = 0; i < block->child_count; i++) {
        const struct block *child = block->children[i];
        bool announces =
            i + 1 < block->child_count && block->children[i + 1]->kind == BLOCK_CONTENTS;
        if (listed(child) && !announces) {
            if (entries != NULL) {
                struct rich title = {0};
                for (size_t k = 0; k < child->text.count; k++) {
                    rich_add(flow->layout->arena, &title, child->text.items[k]);
                }
                rich_add(flow->layout->arena, &title, (struct run){.text = " "});
                entries[count] =
                    (struct entry){child, typeset(flow->layout->arena, flow->layout->setter, &title,
                                                  &text_styles[STYLE_BODY], HALF_WIDTH - 30)};
            }
            count++;
        }
        count = collect(flow, child, entries, count);
    }
    return count;
}

static double contents_height(const struct entry *entries, size_t count)
{
    double height = 0;
    for (size_t i = 0; i < count; i++) {
        height += (double)entries[i].lines.count * text_styles[STYLE_BODY].leading + 3;
    }
    return height;
}

/* The entries from `from` to `to` under each other, with room for their page numbers. */
static void place_entries(struct flow *flow, struct element *toc, const struct entry *entries,
                          size_t from, size_t to, double width)
{
    struct layout *layout = flow->layout;
    const struct text_style *style = &text_styles[STYLE_BODY];
    for (size_t i = from; i < to; i++) {
        const struct paragraph *lines = &entries[i].lines;
        flow_ensure(flow, (double)lines->count * style->leading + 3);
        struct element *item = element_add(layout, toc, TAG_TOCI);
        struct element *reference = element_add(layout, item, TAG_REFERENCE);
        struct element *link = element_add(layout, reference, TAG_LINK);
        const char *title = rich_plain(layout->arena, &entries[i].heading->text);
        link->target = arena_printf(layout->arena, "toc:%zu", i);
        link->description = title;
        for (size_t k = 0; k < lines->count; k++) {
            double baseline = flow->y + 10.6 + (double)k * style->leading;
            place_line(layout, link, flow->page, flow->x, baseline, &lines->lines[k], style);
        }
        double height = (double)lines->count * style->leading;
        *VECTOR_PUSH(layout->arena, &layout->links) = (struct link_area){.element = link,
                                                                         .page = flow->page,
                                                                         .x = flow->x,
                                                                         .y = flow->y,
                                                                         .width = width,
                                                                         .height = height};
        /* Room for the number: an item of the link that layout_finish fills. */
        place_text(layout, owner_element(link), flow->page, flow->x + width,
                   flow->y + 10.6 + height - style->leading, "   ", 3, FACE_BOLD, style->points,
                   INK_TEXT, 0);
        flow->y += height + 3;
        place_rect(layout, owner_artifact(ARTIFACT_LAYOUT), flow->page, flow->x, flow->y - 2.2,
                   width, 0.3, INK_RULE);
        flow->at_top = false;
    }
}

/* The lines are set now; page numbers come when the pages are known (layout_finish), because the
 * height does not depend on them. */
void layout_contents(struct flow *flow, const struct report *report)
{
    struct layout *layout = flow->layout;
    size_t count = collect(flow, report->body, NULL, 0);
    if (count == 0) {
        return;
    }
    struct entry *entries = arena_alloc_array(layout->arena, count, sizeof *entries);
    collect(flow, report->body, entries, 0);
    flow_gap(flow, 0);
    struct element *toc = element_add(layout, flow->parent, TAG_TOC);
    bool two = count > CONTENTS_IN_A_COLUMN;
    size_t first = two ? (count + 1) / 2 : count;
    double width = two ? HALF_WIDTH : TEXT_WIDTH;
    double height = contents_height(entries, first);
    flow_ensure(flow, fmin(height, PAGE_BOTTOM - PAGE_TOP));
    struct flow column = *flow;
    place_entries(&column, toc, entries, 0, first, width);
    if (two) {
        struct flow second = *flow;
        second.x += HALF_WIDTH + GUTTER;
        place_entries(&second, toc, entries, first, count, width);
    }
    flow->page = column.page;
    flow->y = column.y;
    flow->at_top = false;
    flow->gap = BASELINE;
}

/* Puts the page numbers into the waiting items of the contents, and the anchors they lead to. */
static void fill_contents(struct layout *layout)
{
    size_t chapter = 0;
    for (size_t i = 0; i < layout->links.count; i++) {
        const char *target = layout->links.items[i].element->target;
        if (target == NULL || !text_starts_with(target, "toc:")) {
            continue;
        }
        /* Entries stand in the order of the chapters; headings are found by title from there on. */
        const char *title = layout->links.items[i].element->description;
        while (chapter < layout->bookmarks.count &&
               (layout->bookmarks.items[chapter].level != 2 ||
                strcmp(layout->bookmarks.items[chapter].name, title) != 0)) {
            chapter++;
        }
        if (chapter == layout->bookmarks.count) {
            return;
        }
        const struct place_mark *mark = &layout->bookmarks.items[chapter++];
        layout_add_anchor(layout, target, mark->page, mark->y);
        struct page *page = &layout->pages.items[layout->links.items[i].page];
        const char *number = arena_printf(layout->arena, "%zu", mark->page + 1);
        for (size_t k = 0; k < page->items.count; k++) {
            struct item *item = &page->items.items[k];
            bool waits = item->kind == ITEM_TEXT && item->content->owner != NULL &&
                         item->content->owner == layout->links.items[i].element &&
                         strcmp(item->text, "   ") == 0;
            if (waits) {
                item->text = number;
                item->size = strlen(number);
                item->width =
                    font_width(layout->setter->fonts, item->face, number, item->size, item->points);
                item->x -= item->width;
            }
        }
    }
}

static const char *foot_text(struct layout *layout)
{
    const struct report *report = layout->report;
    struct text text = text_create(layout->arena);
    text_add(&text, report->as_of_text == NULL ? "" : report->as_of_text);
    if (report->version != NULL) {
        text_printf(&text, "%s%s", text.size > 0 ? "  \xC2\xB7  " : "", report->version);
    }
    if (!report->final) {
        text_printf(&text, "%s%s", text.size > 0 ? "  \xC2\xB7  " : "",
                    report->language == LANGUAGE_NL ? "concept" : "draft");
    }
    return text.bytes;
}

static void place_frame(struct layout *layout, size_t page)
{
    const struct report *report = layout->report;
    struct text_style small = text_styles[STYLE_SMALL];
    struct owner head = owner_artifact(ARTIFACT_HEADER);
    struct owner foot = owner_artifact(ARTIFACT_FOOTER);
    if (page > 0) {
        const char *running = report->running != NULL ? report->running : report->edition;
        struct paragraph lines = typeset_text(layout->arena, layout->setter, running, &small, 360);
        for (size_t k = 0; lines.count > 0 && k < lines.lines[0].count; k++) {
            const struct piece *piece = &lines.lines[0].pieces[k];
            place_text(layout, head, page, PAGE_LEFT + piece->x, 44, piece->text, piece->size,
                       piece->face, small.points, small.ink, piece->width);
        }
    }
    struct text_style mark = {FACE_BOLD, 8, 11, INK_ACCENT};
    if (!report->final) {
        place_words(layout, head, page, PAGE_WIDTH - PAGE_RIGHT, 44, CANVAS_RIGHT, &mark,
                    report->language == LANGUAGE_NL ? "CONCEPT" : "DRAFT");
    }
    if (report->embargo != NULL) {
        place_words(layout, head, page, PAGE_WIDTH - PAGE_RIGHT, report->final ? 44 : 33,
                    CANVAS_RIGHT, &mark, report->embargo);
    }
    place_words(layout, foot, page, PAGE_LEFT, 812, CANVAS_LEFT, &small, foot_text(layout));
    struct text_style number = {FACE_BOLD, 8, 11, INK_TEXT};
    const char *pages = arena_printf(layout->arena, "%zu / %zu", page + 1, layout->pages.count);
    place_words(layout, foot, page, PAGE_WIDTH - PAGE_RIGHT, 812, CANVAS_RIGHT, &number, pages);
}

void layout_finish(struct layout *layout)
{
    fill_contents(layout);
    for (size_t page = 0; page < layout->pages.count; page++) {
        place_frame(layout, page);
    }
}
