/* layout: a report set on pages, and the tree of tags that says what everything is.
 *
 * Nothing can be placed without saying to whom it belongs: every placing function takes a `struct
 * owner`, which is either an element of the tag tree or a kind of artifact. The painter (pdf.c)
 * only walks over the items, so a mark outside a tagged block or an artifact cannot come into
 * being.
 *
 * Positions are points from the top left corner of the page, y downwards.
 */
#ifndef REPORTS_RENDER_LAYOUT_H
#define REPORTS_RENDER_LAYOUT_H

#include "reports/model/report.h"
#include "reports/render/canvas.h"
#include "reports/render/picture.h"
#include "reports/render/style.h"
#include "reports/render/typeset.h"

/* TAG(name, word in PDF): the standard structure types that reports use. */
#define TAGS(TAG)                                                                                  \
    TAG(DOCUMENT, "Document")                                                                      \
    TAG(SECT, "Sect")                                                                              \
    TAG(H1, "H1")                                                                                  \
    TAG(H2, "H2")                                                                                  \
    TAG(H3, "H3")                                                                                  \
    TAG(H4, "H4")                                                                                  \
    TAG(H5, "H5")                                                                                  \
    TAG(H6, "H6")                                                                                  \
    TAG(P, "P")                                                                                    \
    TAG(L, "L")                                                                                    \
    TAG(LI, "LI")                                                                                  \
    TAG(LBL, "Lbl")                                                                                \
    TAG(LBODY, "LBody")                                                                            \
    TAG(TABLE, "Table")                                                                            \
    TAG(CAPTION, "Caption")                                                                        \
    TAG(THEAD, "THead")                                                                            \
    TAG(TBODY, "TBody")                                                                            \
    TAG(TR, "TR")                                                                                  \
    TAG(TH, "TH")                                                                                  \
    TAG(TD, "TD")                                                                                  \
    TAG(FIGURE, "Figure")                                                                          \
    TAG(BLOCKQUOTE, "BlockQuote")                                                                  \
    TAG(NOTE, "Note")                                                                              \
    TAG(REFERENCE, "Reference")                                                                    \
    TAG(LINK, "Link")                                                                              \
    TAG(SPAN, "Span")                                                                              \
    TAG(TOC, "TOC")                                                                                \
    TAG(TOCI, "TOCI")

enum tag {
#define TAG(name, word) TAG_##name,
    TAGS(TAG)
#undef TAG
        TAG_COUNT
};

enum artifact {
    ARTIFACT_NONE,
    ARTIFACT_HEADER,
    ARTIFACT_FOOTER,
    ARTIFACT_REPEATED,
    ARTIFACT_LAYOUT
};
enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW };

struct element;

/* A stretch of items on one page with one owner: one BDC ... EMC. */
struct content {
    struct element *owner; /* NULL for an artifact */
    enum artifact artifact;
    size_t page;
    int mcid; /* -1 for an artifact */
};

struct kid { /* exactly one is set */
    struct element *element;
    struct content *content;
};

struct element {
    enum tag tag;
    struct element *parent;
    VECTOR(struct kid) kids;
    enum scope scope;
    const char *alt, *language;
    const char *numbering;    /* of a list: "Disc", "Decimal", "None" */
    const char *id;           /* of a Note: unique in the document */
    double box[4];            /* of a Figure: left, top, right, bottom on its page */
    const char *url, *target; /* of a Link: to the world, or to an anchor */
    const char *description;  /* of a Link: where it goes */
    void *object;             /* the painter's own */
};

struct owner {
    struct element *element;
    enum artifact artifact;
};

enum item_kind { ITEM_TEXT, ITEM_RECT, ITEM_CANVAS, ITEM_IMAGE };

struct item {
    enum item_kind kind;
    struct content *content;
    double x, y, width, height; /* text: y is the baseline */
    enum ink ink;
    const char *text;
    size_t size;
    enum face face;
    double points;
    const struct canvas *canvas;
    const struct picture *picture;
};

struct page {
    VECTOR(struct item) items;
    struct content *content; /* the open one */
    int content_count;
};

struct link_area {
    struct element *element;
    size_t page;
    double x, y, width, height;
};

struct place_mark { /* an anchor or a bookmark */
    const char *name;
    int level; /* bookmarks: 1 ... */
    size_t page;
    double y;
};

/* A chart as it was drawn: whoever asks its height first needs the same picture as who places it.
 */
struct drawn_chart {
    const struct chart *chart;
    double width;
    const struct canvas *canvas;
};

struct layout {
    struct arena *arena;
    struct typesetter *setter;
    const struct report *report;
    const struct picture *logo; /* NULL when there is none that can be shown */
    VECTOR(struct page) pages;
    VECTOR(struct drawn_chart) drawn;
    const struct report_table *set_table; /* set last, at this width; of layout_table.c */
    double set_width;
    struct grid *set_grid;
    const struct report_table *last_table; /* what the report ends with; NULL: something else */
    struct element *document;
    VECTOR(struct link_area) links;
    VECTOR(struct place_mark) bookmarks;
    VECTOR(struct place_mark) anchors;
    VECTOR(const char *) targets; /* anchors that will exist: figures may point at them */
    int note_count;
    size_t notes_page; /* where the last side note stands, and how far down it reaches */
    double notes_foot;
};

/* Sets the whole report. */
struct layout *layout_report(struct arena *arena, struct typesetter *setter,
                             const struct report *report, const struct picture *logo);

/* --- for layout*.c --- */

/* Where the next thing comes. */
struct flow {
    struct layout *layout;
    struct element *parent;
    size_t page;
    double x, y, width;
    double gap;     /* white that the last block wants after it; not at the top of a page */
    double stretch; /* the height of the block beside this one; 0: it stands alone */
    const struct block *opened; /* up to here it is settled what stays together; NULL: nothing is */
    bool at_top;                /* nothing stands on this page (in this column) yet */
};

struct element *element_add(struct layout *layout, struct element *parent, enum tag tag);
struct owner owner_element(struct element *element);
struct owner owner_artifact(enum artifact artifact);

void place_text(struct layout *layout, struct owner owner, size_t page, double x, double baseline,
                const char *text, size_t size, enum face face, double points, enum ink ink,
                double width);
/* One line of plain text, made printable; returns its width. */
double place_words(struct layout *layout, struct owner owner, size_t page, double x,
                   double baseline, enum canvas_align align, const struct text_style *style,
                   const char *text);
void place_rect(struct layout *layout, struct owner owner, size_t page, double x, double y,
                double width, double height, enum ink ink);
void place_canvas(struct layout *layout, struct owner owner, size_t page, double x, double y,
                  const struct canvas *canvas);
void place_picture(struct layout *layout, struct owner owner, size_t page, double x, double y,
                   double width, double height, const struct picture *picture);
/* A line of a paragraph; links and foreign words become elements under `element`. */
void place_line(struct layout *layout, struct element *element, size_t page, double x,
                double baseline, const struct line *line, const struct text_style *style);

void flow_new_page(struct flow *flow);
/* Down to the grid of half baselines, and then the gap. */
double y_after_gap(double y, double gap);
/* White before a block: the larger of what the last one and this one want. */
void flow_gap(struct flow *flow, double before);
/* Goes to a new page unless `height` still fits (or nothing stands on the page yet). */
void flow_ensure(struct flow *flow, double height);
double flow_room(const struct flow *flow);
/* Sets a paragraph over pages: two lines at least on either side of a break. */
void flow_paragraph(struct flow *flow, struct element *element, const struct paragraph *paragraph,
                    const struct text_style *style);

/* Where the columns of a table begin and how wide they are, in points. */
struct column_widths {
    double *left, *width;
    double total;
};

/* Widths by content for what is available, with the gap between two columns; in the arena of the
 * layout. */
struct column_widths layout_columns(struct layout *layout, const struct report_table *table,
                                    const struct text_style *head, const struct text_style *cell,
                                    double gap, double available);
void layout_block(struct flow *flow, const struct block *block);
void layout_children(struct flow *flow, struct block *const *blocks, size_t count);
void layout_table(struct flow *flow, const struct report_table *table);
/* The least with which a table of this width may begin at the foot of a page: a short one whole, a
 * long one with its first rows. */
double layout_table_start(const struct flow *flow, const struct report_table *table, double width);
/* The height of a table in one piece, without the white around it. */
double layout_table_height(const struct flow *flow, const struct report_table *table, double width);
void layout_figures(struct flow *flow, const struct block *block);
void layout_headline(struct flow *flow, const struct block *block);
double layout_figures_height(const struct flow *flow, const struct block *block, double width);
void layout_chart(struct flow *flow, const struct block *block);
double layout_chart_height(const struct flow *flow, const struct block *block, double width);
void layout_contents(struct flow *flow, const struct report *report);
void layout_front(struct flow *flow);
/* After everything else: running heads and feet, page numbers in the contents. */
void layout_finish(struct layout *layout);
void layout_add_anchor(struct layout *layout, const char *name, size_t page, double y);

#endif
