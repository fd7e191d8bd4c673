/* pdf: what the pdf*.c files share. These files are the only door to libharu 2.3.0, which serves as
 * object store, page tree, outlines, annotations and writer; marks, tags and fonts are our own.
 *
 * libharu's errors are sticky: the first one is kept by pdf_on_error, calls after it do nothing,
 * and render_pdf asks once before it saves.
 */
#ifndef REPORTS_RENDER_PDF_H
#define REPORTS_RENDER_PDF_H

#include "engine/base/hash.h"
#include "engine/base/text.h"
#include "reports/render/layout.h"
#include "reports/render/pdf_library.h"
#include "reports/render/render.h"

/* The characters of a face that the document uses; their CIDs are handed out in order of use. */
struct pdf_font {
    HPDF_Dict dict;              /* NULL until the face is used */
    uint16_t *cid_of;            /* by character, 0: not used yet */
    VECTOR(uint16_t) characters; /* CID 1 is characters.items[0] */
};

/* What a stream holds: compressed when all is there, on several threads. */
struct pdf_content {
    HPDF_Dict dict;
    const void *bytes;
    size_t size;
    unsigned char *packed;
    size_t packed_size; /* before: the room there is; 0: it did not work */
};

struct pdf {
    HPDF_Doc doc;
    HPDF_MMgr memory;
    struct arena *arena;
    const struct report *report;
    const struct layout *layout;
    const struct font_set *fonts;
    struct palette palette;
    struct pdf_font faces[FACES];
    HPDF_Dict font_dict;
    HPDF_Dict logo; /* an image object, NULL until it is painted */
    HPDF_Page *pages;
    VECTOR(struct pdf_content) contents;
    struct hash hash; /* of all that was painted: the document's ID */
    bool embeds;
    HPDF_STATUS first_error;
    HPDF_STATUS first_detail;
};

/* Names of the structure types. */
extern const char *const pdf_tag_words[TAG_COUNT];

/* An indirect dictionary. */
HPDF_Dict pdf_dict(struct pdf *pdf);
/* Gives a stream its bytes, which must stay until the document is saved, compressed. */
void pdf_fill(struct pdf *pdf, HPDF_Dict dict, const void *bytes, size_t size);
/* An indirect, compressed stream with these bytes. */
HPDF_Dict pdf_stream(struct pdf *pdf, const void *bytes, size_t size);
/* A text string for dictionaries: plain ASCII, or UTF-16. */
void *pdf_text(struct pdf *pdf, const char *utf8);
void pdf_add_text(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *utf8);

/* Numbers with at most two decimals, then a blank. */
void pdf_number(struct text *out, double value);

/* The CID of a character in a face; the face becomes part of the document. */
uint16_t pdf_font_cid(struct pdf *pdf, enum face face, uint32_t character);
/* The TJ operand for UTF-8 text, with kerning. */
void pdf_font_show(struct pdf *pdf, struct text *out, enum face face, const char *text,
                   size_t size);
void pdf_font_name(struct text *out, enum face face);
void pdf_font_finish(struct pdf *pdf);

void pdf_paint(struct pdf *pdf);
void pdf_tags(struct pdf *pdf);
void pdf_outline(struct pdf *pdf);
void pdf_metadata(struct pdf *pdf);
void pdf_output_intent(struct pdf *pdf);
void pdf_files(struct pdf *pdf);

/* "2023-10-07" as D:20231007000000Z; NULL when there is no such date. */
const char *pdf_date(struct arena *arena, const char *iso);

#endif
