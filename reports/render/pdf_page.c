/* pdf_page: paints the items of the layout. Every stretch of content is opened with BDC and closed
 * with EMC before the next begins; nothing else writes into a page. */
#include <math.h>
#include <string.h>

#include "engine/base/number.h"
#include "reports/render/pdf.h"

static void color(struct pdf *pdf, struct text *out, enum ink ink, const char *operator)
{
    uint32_t rgb = pdf->palette.rgb[ink];
    for (int shift = 16; shift >= 0; shift -= 8) {
        /* Three decimals: a step of 1/255 is 0.0039. */
        unsigned part = (unsigned)lround((double)(rgb >> shift & 0xFF) / 255 * 1000);
        const char digits[] = {'.', (char)('0' + part / 100 % 10), (char)('0' + part / 10 % 10),
                               (char)('0' + part % 10), ' '};
        text_add_bytes(out, part >= 1000 ? "1 " : digits, part >= 1000 ? 2 : sizeof digits);
    }
    text_add(out, operator);
    text_add_char(out, ' ');
}

static void begin(struct text *out, const struct content *content)
{
    static const char *const artifacts[] = {
        [ARTIFACT_NONE] = "",
        [ARTIFACT_HEADER] = "/Type /Pagination /Subtype /Header",
        [ARTIFACT_FOOTER] = "/Type /Pagination /Subtype /Footer",
        [ARTIFACT_REPEATED] = "/Type /Pagination",
        [ARTIFACT_LAYOUT] = "/Type /Layout",
    };
    if (content->owner == NULL) {
        text_printf(out, "/Artifact <<%s>> BDC\n", artifacts[content->artifact]);
    } else {
        char number[NUMBER_TEXT];
        number_write_integer(content->mcid, number);
        text_add_char(out, '/');
        text_add(out, pdf_tag_words[content->owner->tag]);
        text_add(out, " <</MCID ");
        text_add(out, number);
        text_add(out, ">> BDC\n");
    }
}

static void paint_text(struct pdf *pdf, struct text *out, const struct item *item)
{
    text_add(out, "BT ");
    color(pdf, out, item->ink, "rg");
    pdf_font_name(out, item->face);
    pdf_number(out, item->points);
    text_add(out, "Tf ");
    pdf_number(out, item->x);
    pdf_number(out, PAGE_HEIGHT - item->y);
    text_add(out, "Td ");
    pdf_font_show(pdf, out, item->face, item->text, item->size);
    text_add(out, "ET\n");
}

static void paint_rect(struct pdf *pdf, struct text *out, const struct item *item)
{
    color(pdf, out, item->ink, "rg");
    pdf_number(out, item->x);
    pdf_number(out, PAGE_HEIGHT - item->y - item->height);
    pdf_number(out, item->width);
    pdf_number(out, item->height);
    text_add(out, "re f\n");
}

static void paint_path(struct pdf *pdf, struct text *out, const struct canvas *canvas,
                       const struct shape *shape)
{
    if (shape->fill != INK_NONE) {
        color(pdf, out, shape->fill, "rg");
    }
    if (shape->stroke != INK_NONE) {
        color(pdf, out, shape->stroke, "RG");
        pdf_number(out, shape->line_width);
        text_add(out, "w ");
    }
    for (size_t i = 0; i < shape->count; i++) {
        const struct segment *segment = &canvas->segments.items[shape->first + i];
        size_t points = segment->kind == SEGMENT_CURVE ? 3 : segment->kind == SEGMENT_CLOSE ? 0 : 1;
        for (size_t k = 0; k < points; k++) {
            pdf_number(out, (double)segment->x[k]);
            pdf_number(out, (double)segment->y[k]);
        }
        static const char *const operators[] = {"m ", "l ", "c ", "h "};
        text_add_bytes(out, operators[segment->kind], 2);
    }
    bool both = shape->fill != INK_NONE && shape->stroke != INK_NONE;
    text_add(out, both ? "B*\n" : shape->fill != INK_NONE ? "f*\n" : "S\n");
}

static void paint_words(struct pdf *pdf, struct text *out, const struct shape *shape)
{
    double x = shape->x;
    x -= shape->align == CANVAS_RIGHT    ? shape->width
         : shape->align == CANVAS_MIDDLE ? shape->width / 2
                                         : 0;
    size_t size = strlen(shape->text);
    if (size == 0) {
        return;
    }
    text_add(out, "BT ");
    color(pdf, out, shape->fill, "rg");
    pdf_font_name(out, shape->face);
    pdf_number(out, shape->points);
    text_add(out, "Tf 1 0 0 -1 ");
    pdf_number(out, x);
    pdf_number(out, shape->y);
    text_add(out, "Tm ");
    pdf_font_show(pdf, out, shape->face, shape->text, size);
    text_add(out, "ET\n");
}

static void paint_canvas(struct pdf *pdf, struct text *out, const struct item *item)
{
    text_add(out, "q 1 0 0 -1 ");
    pdf_number(out, item->x);
    pdf_number(out, PAGE_HEIGHT - item->y);
    text_add(out, "cm 1 j 1 J\n");
    for (size_t i = 0; i < item->canvas->shapes.count; i++) {
        const struct shape *shape = &item->canvas->shapes.items[i];
        if (shape->is_text) {
            paint_words(pdf, out, shape);
        } else {
            paint_path(pdf, out, item->canvas, shape);
        }
    }
    text_add(out, "Q\n");
}

static HPDF_Dict image(struct pdf *pdf, const struct picture *picture, bool mask)
{
    size_t size = (size_t)picture->width * picture->height * (mask ? 1 : 3);
    HPDF_Dict dict = pdf_stream(pdf, mask ? picture->alpha : picture->rgb, size);
    HPDF_Dict_AddName(dict, "Type", "XObject");
    HPDF_Dict_AddName(dict, "Subtype", "Image");
    HPDF_Dict_AddNumber(dict, "Width", (HPDF_INT32)picture->width);
    HPDF_Dict_AddNumber(dict, "Height", (HPDF_INT32)picture->height);
    HPDF_Dict_AddName(dict, "ColorSpace", mask ? "DeviceGray" : "DeviceRGB");
    HPDF_Dict_AddNumber(dict, "BitsPerComponent", 8);
    if (!mask && picture->alpha != NULL) {
        HPDF_Dict_Add(dict, "SMask", image(pdf, picture, true));
    }
    hash_add(&pdf->hash, picture->rgb, (size_t)picture->width * picture->height * 3);
    return dict;
}

/* The logo is the only picture of this kind: one object, named I0 on every page that shows it. */
static void paint_image(struct pdf *pdf, struct text *out, HPDF_Page page, const struct item *item)
{
    if (pdf->logo == NULL) {
        pdf->logo = image(pdf, item->picture, false);
    }
    HPDF_Dict resources = HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT);
    HPDF_Dict objects = HPDF_Dict_New(pdf->memory);
    HPDF_Dict_Add(objects, "I0", pdf->logo);
    HPDF_Dict_Add(resources, "XObject", objects);
    text_add(out, "q ");
    pdf_number(out, item->width);
    text_add(out, "0 0 ");
    pdf_number(out, item->height);
    pdf_number(out, item->x);
    pdf_number(out, PAGE_HEIGHT - item->y - item->height);
    text_add(out, "cm /I0 Do Q\n");
}

static void paint_page(struct pdf *pdf, HPDF_Page page, const struct page *source)
{
    struct text out = text_create(pdf->arena);
    const struct content *open = NULL;
    for (size_t i = 0; i < source->items.count; i++) {
        const struct item *item = &source->items.items[i];
        if (item->content != open) {
            text_add(&out, open == NULL ? "" : "EMC\n");
            begin(&out, item->content);
            open = item->content;
        }
        switch (item->kind) {
        case ITEM_TEXT:
            paint_text(pdf, &out, item);
            break;
        case ITEM_RECT:
            paint_rect(pdf, &out, item);
            break;
        case ITEM_CANVAS:
            paint_canvas(pdf, &out, item);
            break;
        case ITEM_IMAGE:
            paint_image(pdf, &out, page, item);
            break;
        }
    }
    text_add(&out, open == NULL ? "" : "EMC\n");
    HPDF_PageAttr attribute = page->attr;
    pdf_fill(pdf, attribute->contents, out.bytes, out.size);
    hash_add(&pdf->hash, out.bytes, out.size);
}

void pdf_paint(struct pdf *pdf)
{
    const struct layout *layout = pdf->layout;
    pdf->font_dict = pdf_dict(pdf);
    pdf->pages = arena_alloc_array(pdf->arena, layout->pages.count, sizeof(HPDF_Page));
    for (size_t i = 0; i < layout->pages.count && pdf->first_error == HPDF_OK; i++) {
        HPDF_Page page = HPDF_AddPage(pdf->doc);
        if (page == NULL) {
            return;
        }
        pdf->pages[i] = page;
        HPDF_Page_SetWidth(page, (HPDF_REAL)PAGE_WIDTH);
        HPDF_Page_SetHeight(page, (HPDF_REAL)PAGE_HEIGHT);
        HPDF_Dict resources = HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT);
        if (resources != NULL) {
            HPDF_Dict_Add(resources, "Font", pdf->font_dict);
        }
        paint_page(pdf, page, &layout->pages.items[i]);
    }
}
