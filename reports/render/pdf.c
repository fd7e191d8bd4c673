/* pdf: the document as a whole; see pdf.h and render.h. */
#include "reports/render/pdf.h"

#include <string.h>

#include <zlib.h>

#include "engine/base/parallel.h"
#include "engine/unicode/fold.h"

static void on_error(HPDF_STATUS number, HPDF_STATUS detail, void *context)
{
    struct pdf *pdf = context;
    if (pdf->first_error == HPDF_OK) {
        pdf->first_error = number;
        pdf->first_detail = detail;
    }
}

HPDF_Dict pdf_dict(struct pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->memory);
    if (dict != NULL) {
        HPDF_Xref_Add(pdf->doc->xref, dict);
    }
    return dict;
}

/* libharu knows only zlib's usual level, which takes three times as long as this one and saves one
 * part in twenty of a report. So streams are compressed here, once, and libharu, which would say of
 * such a stream that it is plain, is told what to write in its dictionary. */
enum { COMPRESSION = 4 };

static HPDF_STATUS write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
}

void pdf_fill(struct pdf *pdf, HPDF_Dict dict, const void *bytes, size_t size)
{
    *VECTOR_PUSH(pdf->arena, &pdf->contents) =
        (struct pdf_content){.dict = dict, .bytes = bytes, .size = size};
}

static void pack_one(void *context, size_t index)
{
    struct pdf_content *content = &((struct pdf *)context)->contents.items[index];
    uLongf size = content->packed_size;
    int code = compress2(content->packed, &size, content->bytes, (uLong)content->size, COMPRESSION);
    content->packed_size = code == Z_OK ? size : 0;
}

/* Starting a thread costs more than compressing a page or two. */
static void pack_contents(struct pdf *pdf, int threads)
{
    enum { WORTH = 128 * 1024 };
    size_t bytes = 0;
    for (size_t i = 0; i < pdf->contents.count; i++) {
        struct pdf_content *content = &pdf->contents.items[i];
        content->packed_size = compressBound((uLong)content->size);
        content->packed = arena_alloc(pdf->arena, content->packed_size);
        bytes += content->size;
    }
    parallel_for(bytes < WORTH ? 1 : threads, pdf->contents.count, pack_one, pdf);
    for (size_t i = 0; i < pdf->contents.count; i++) {
        const struct pdf_content *content = &pdf->contents.items[i];
        HPDF_Dict dict = content->dict;
        if (content->packed_size > 0) {
            dict->filter = HPDF_STREAM_FILTER_NONE;
            dict->write_fn = write_filter;
            HPDF_Stream_Write(dict->stream, content->packed, (HPDF_UINT)content->packed_size);
        } else {
            dict->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
            HPDF_Stream_Write(dict->stream, content->bytes, (HPDF_UINT)content->size);
        }
    }
}

HPDF_Dict pdf_stream(struct pdf *pdf, const void *bytes, size_t size)
{
    HPDF_Dict dict = HPDF_DictStream_New(pdf->memory, pdf->doc->xref);
    if (dict != NULL) {
        pdf_fill(pdf, dict, bytes, size);
    }
    return dict;
}

void *pdf_text(struct pdf *pdf, const char *utf8)
{
    bool ascii = true;
    for (const char *c = utf8; *c != '\0'; c++) {
        ascii = ascii && *c >= 0x20 && *c < 0x7F;
    }
    if (ascii) {
        return HPDF_String_New(pdf->memory, utf8, NULL);
    }
    struct text wide = text_create(pdf->arena);
    text_add_bytes(&wide, "\xFE\xFF", 2);
    for (size_t at = 0; utf8[at] != '\0';) {
        uint32_t c = 0;
        at += fold_decode(utf8 + at, &c);
        uint32_t units[2] = {c, 0};
        if (c > 0xFFFF) {
            units[0] = 0xD800 + ((c - 0x10000) >> 10);
            units[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        for (size_t i = 0; i < (c > 0xFFFF ? 2u : 1u); i++) {
            text_add_char(&wide, (char)(units[i] >> 8));
            text_add_char(&wide, (char)(units[i] & 0xFF));
        }
    }
    size_t limit = 32000; /* PDF/A: strings of at most 32,767 bytes */
    size_t size = wide.size > limit ? limit : wide.size;
    return HPDF_Binary_New(pdf->memory, (HPDF_BYTE *)wide.bytes, (HPDF_UINT)size);
}

void pdf_add_text(struct pdf *pdf, HPDF_Dict dict, const char *key, const char *utf8)
{
    HPDF_Dict_Add(dict, key, pdf_text(pdf, utf8));
}

void pdf_number(struct text *out, double value)
{
    canvas_number(out, value);
    text_add_char(out, ' ');
}

const char *pdf_date(struct arena *arena, const char *iso)
{
    if (iso == NULL || strlen(iso) < 10) {
        return NULL;
    }
    return arena_printf(arena, "D:%.4s%.2s%.2s000000Z", iso, iso + 5, iso + 8);
}

static void set_info(struct pdf *pdf)
{
    const struct report *report = pdf->report;
    HPDF_SetInfoAttr(pdf->doc, HPDF_INFO_PRODUCER, "rodedraad " RODEDRAAD_VERSION);
    HPDF_Dict info = pdf->doc->info;
    if (info == NULL) {
        return;
    }
    pdf_add_text(pdf, info, "Title", report->title);
    pdf_add_text(pdf, info, "Creator", "rodedraad");
    if (report->organiser != NULL) {
        pdf_add_text(pdf, info, "Author", report->organiser);
    }
    if (report->description != NULL) {
        pdf_add_text(pdf, info, "Subject", report->description);
    }
    const char *date = pdf_date(pdf->arena, report->as_of);
    if (date != NULL) {
        HPDF_Dict_Add(info, "CreationDate", HPDF_String_New(pdf->memory, date, NULL));
        HPDF_Dict_Add(info, "ModDate", HPDF_String_New(pdf->memory, date, NULL));
    }
}

static void set_catalog(struct pdf *pdf)
{
    HPDF_Dict catalog = pdf->doc->catalog;
    const char *language = pdf->report->language == LANGUAGE_NL ? "nl-NL" : "en-GB";
    HPDF_Dict_Add(catalog, "Lang", HPDF_String_New(pdf->memory, language, NULL));
    HPDF_Dict mark = HPDF_Dict_New(pdf->memory);
    HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "MarkInfo", mark);
    HPDF_Dict view = HPDF_Dict_New(pdf->memory);
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(catalog, "ViewerPreferences", view);
    HPDF_SetPageMode(pdf->doc, HPDF_PAGE_MODE_USE_OUTLINE);
    HPDF_AddPageLabel(pdf->doc, 0, HPDF_PAGE_NUM_STYLE_DECIMAL, 1, "");
}

static void set_id(struct pdf *pdf)
{
    unsigned char digest[HASH_BYTES];
    hash_add_string(&pdf->hash, pdf->report->title);
    hash_add_string(&pdf->hash, pdf->report->as_of);
    hash_finish(&pdf->hash, digest);
    HPDF_Array id = HPDF_Array_New(pdf->memory);
    for (int i = 0; i < 2; i++) {
        HPDF_Array_Add(id, HPDF_Binary_New(pdf->memory, digest, 16));
    }
    HPDF_Dict_Add(pdf->doc->trailer, "ID", id);
}

static void build(struct pdf *pdf)
{
    HPDF_SetCompressionMode(pdf->doc, HPDF_COMP_ALL);
    pdf->doc->pdf_version = HPDF_VER_17;
    HPDF_UseUTFEncodings(pdf->doc);
    HPDF_SetCurrentEncoder(pdf->doc, "UTF-8");
    set_catalog(pdf);
    set_info(pdf);
    hash_start(&pdf->hash);
    pdf_paint(pdf);
    pdf_tags(pdf);
    pdf_outline(pdf);
    pdf_font_finish(pdf);
    pdf_metadata(pdf);
    pdf_output_intent(pdf);
    pdf_files(pdf);
    set_id(pdf);
}

static void save(struct pdf *pdf, struct bytes *out)
{
    HPDF_SaveToStream(pdf->doc);
    HPDF_UINT32 size = HPDF_GetStreamSize(pdf->doc);
    HPDF_BYTE *data = arena_alloc(pdf->arena, size);
    HPDF_ResetStream(pdf->doc);
    HPDF_ReadFromStream(pdf->doc, data, &size);
    *out = (struct bytes){data, size};
}

bool render_pdf(struct arena *arena, const struct report *report,
                const struct render_options *options, struct bytes *out, struct error *error)
{
    if (!pdf_library_load(error)) {
        return false;
    }
    struct typesetter setter = {.fonts = options->fonts};
    const char *logo_problem = NULL;
    const struct picture *logo =
        report->logo.size == 0 ? NULL : picture_read(arena, report->logo, &logo_problem);
    const struct layout *layout = layout_report(arena, &setter, report, logo);
    struct pdf pdf = {.arena = arena,
                      .report = report,
                      .layout = layout,
                      .fonts = options->fonts,
                      .palette = style_palette(report->accent),
                      .embeds = options->embed && report->file_count > 0};
    /* Without libharu's own pool, which aligns to four bytes only. */
    pdf.doc = HPDF_NewEx(on_error, NULL, NULL, 0, &pdf);
    if (pdf.doc == NULL) {
        return error_set(error, ERROR_RENDER, NULL, 0, "libharu cannot start");
    }
    pdf.memory = pdf.doc->mmgr;
    build(&pdf);
    pack_contents(&pdf, options->threads);
    if (pdf.first_error == HPDF_OK) {
        save(&pdf, out);
    }
    if (options->notes != NULL) {
        options->notes->pages = layout->pages.count;
        options->notes->logo_problem = logo_problem;
        options->notes->missing_count = setter.missing_count;
        memcpy(options->notes->missing, setter.missing, sizeof options->notes->missing);
    }
    HPDF_Free(pdf.doc);
    if (pdf.first_error != HPDF_OK) {
        return error_set(error, ERROR_RENDER, NULL, 0, "libharu 0x%04lX (%ld)",
                         (unsigned long)pdf.first_error, (long)pdf.first_detail);
    }
    return true;
}
