/* pdf_xmp: what the document says about itself to machines: XMP metadata, the output intent with a
 * computed sRGB profile, and the embedded files. */
#include <math.h>
#include <string.h>

#include "reports/render/pdf.h"

static void escaped(struct text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            text_add(out, "&amp;");
            break;
        case '<':
            text_add(out, "&lt;");
            break;
        case '>':
            text_add(out, "&gt;");
            break;
        default:
            if ((unsigned char)*text >= 0x20) {
                text_add_char(out, *text);
            }
        }
    }
}

static void element(struct text *out, const char *name, const char *before, const char *value,
                    const char *after)
{
    if (value == NULL) {
        return;
    }
    text_printf(out, "<%s>%s", name, before);
    escaped(out, value);
    text_printf(out, "%s</%s>\n", after, name);
}

/* PDF/A wants schemas outside its own list declared, pdfuaid among them (ISO 19005-2, 6.6.2.3). */
static const char extension_schema[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of the PDF/UA standard that the document follows"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

void pdf_metadata(struct pdf *pdf)
{
    const struct report *report = pdf->report;
    struct text xmp = text_create(pdf->arena);
    text_add(&xmp, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                   "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                   "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                   "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                   "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                   "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                   "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                   "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" "
                   "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
                   "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
                   "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n");
    const char *alt = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
    const char *alt_end = "</rdf:li></rdf:Alt>";
    element(&xmp, "dc:title", alt, report->title, alt_end);
    element(&xmp, "dc:description", alt, report->description, alt_end);
    element(&xmp, "dc:creator", "<rdf:Seq><rdf:li>", report->organiser, "</rdf:li></rdf:Seq>");
    element(&xmp, "dc:language", "<rdf:Bag><rdf:li>",
            report->language == LANGUAGE_NL ? "nl-NL" : "en-GB", "</rdf:li></rdf:Bag>");
    if (pdf_date(pdf->arena, report->as_of) != NULL) {
        const char *date = arena_printf(pdf->arena, "%.10sT00:00:00Z", report->as_of);
        element(&xmp, "xmp:CreateDate", "", date, "");
        element(&xmp, "xmp:ModifyDate", "", date, "");
    }
    element(&xmp, "xmp:CreatorTool", "", "rodedraad", "");
    element(&xmp, "pdf:Producer", "", "rodedraad " RODEDRAAD_VERSION, "");
    element(&xmp, "pdfaid:part", "", pdf->embeds ? "3" : "2", "");
    element(&xmp, "pdfaid:conformance", "", "A", "");
    element(&xmp, "pdfuaid:part", "", "1", "");
    text_add(&xmp, extension_schema);
    text_add(&xmp, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
    HPDF_Dict stream = HPDF_DictStream_New(pdf->memory, pdf->doc->xref); /* not compressed */
    if (stream == NULL) {
        return;
    }
    HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)xmp.bytes, (HPDF_UINT)xmp.size);
    HPDF_Dict_AddName(stream, "Type", "Metadata");
    HPDF_Dict_AddName(stream, "Subtype", "XML");
    HPDF_Dict_Add(pdf->doc->catalog, "Metadata", stream);
    hash_add(&pdf->hash, xmp.bytes, xmp.size);
}

/* --- an sRGB display profile, version 2.1 (ICC.1:1998-09), computed --- */

static void put32(struct text *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        text_add_char(out, (char)(value >> shift & 0xFF));
    }
}

static void put_fixed(struct text *out, double value)
{
    put32(out, (uint32_t)lround(value * 65536));
}

static const char profile_name[] = "sRGB IEC61966-2.1";
static const char profile_rights[] = "Public domain";

static void put_description(struct text *out)
{
    text_add(out, "desc");
    put32(out, 0);
    put32(out, sizeof profile_name);
    text_add_bytes(out, profile_name, sizeof profile_name);
    for (size_t i = 0; i < 8 + 3 + 67; i++) { /* empty Unicode and ScriptCode parts */
        text_add_char(out, 0);
    }
}

static void put_curve(struct text *out)
{
    text_add(out, "curv");
    put32(out, 0);
    put32(out, 256);
    for (int i = 0; i < 256; i++) { /* IEC 61966-2-1, decoding */
        double v = i / 255.0;
        double linear = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
        long value = lround(linear * 65535);
        text_add_char(out, (char)(value >> 8));
        text_add_char(out, (char)(value & 0xFF));
    }
}

static struct text srgb_profile(struct arena *arena)
{
    /* White point and primaries of sRGB, adapted to D50 by Bradford. */
    static const struct {
        const char *tag;
        double xyz[3];
    } colours[4] = {{"wtpt", {0.9642, 1.0, 0.8249}},
                    {"rXYZ", {0.43607, 0.22249, 0.01392}},
                    {"gXYZ", {0.38515, 0.71687, 0.09708}},
                    {"bXYZ", {0.14307, 0.06061, 0.71410}}};
    static const char *const tags[9] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
                                        "bXYZ", "rTRC", "gTRC", "bTRC"};
    struct text parts = text_create(arena);
    uint32_t offset[9];
    uint32_t size[9];
    for (size_t i = 0; i < 9; i++) {
        while (parts.size % 4 != 0) {
            text_add_char(&parts, 0);
        }
        if (i > 6) { /* the three curves are one */
            offset[i] = offset[6];
            size[i] = size[6];
            continue;
        }
        size_t from = parts.size;
        if (i == 0) {
            put_description(&parts);
        } else if (i == 1) {
            text_add(&parts, "text");
            put32(&parts, 0);
            text_add_bytes(&parts, profile_rights, sizeof profile_rights);
        } else if (i < 6) {
            text_add(&parts, "XYZ ");
            put32(&parts, 0);
            for (size_t k = 0; k < 3; k++) {
                put_fixed(&parts, colours[i - 2].xyz[k]);
            }
        } else {
            put_curve(&parts);
        }
        offset[i] = (uint32_t)(128 + 4 + 9 * 12 + from);
        size[i] = (uint32_t)(parts.size - from);
    }
    struct text out = text_create(arena);
    put32(&out, (uint32_t)(128 + 4 + 9 * 12 + parts.size));
    put32(&out, 0);
    put32(&out, 0x02100000);
    text_add(&out, "mntrRGB XYZ ");
    put32(&out, 2000u << 16 | 1); /* a fixed date: 1 January 2000 */
    put32(&out, 1u << 16);
    put32(&out, 0);
    text_add(&out, "acsp");
    while (out.size < 68) {
        text_add_char(&out, 0);
    }
    put_fixed(&out, 0.9642);
    put_fixed(&out, 1.0);
    put_fixed(&out, 0.8249);
    while (out.size < 128) {
        text_add_char(&out, 0);
    }
    put32(&out, 9);
    for (size_t i = 0; i < 9; i++) {
        text_add(&out, tags[i]);
        put32(&out, offset[i]);
        put32(&out, size[i]);
    }
    text_add_bytes(&out, parts.bytes, parts.size);
    return out;
}

void pdf_output_intent(struct pdf *pdf)
{
    struct text profile = srgb_profile(pdf->arena);
    HPDF_Dict stream = pdf_stream(pdf, profile.bytes, profile.size);
    if (stream == NULL) {
        return;
    }
    HPDF_Dict_AddNumber(stream, "N", 3);
    HPDF_Dict intent = pdf_dict(pdf);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    pdf_add_text(pdf, intent, "OutputConditionIdentifier", profile_name);
    pdf_add_text(pdf, intent, "Info", profile_name);
    HPDF_Dict_Add(intent, "DestOutputProfile", stream);
    HPDF_Array intents = HPDF_Array_New(pdf->memory);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_Add(pdf->doc->catalog, "OutputIntents", intents);
}

/* --- embedded files --- */

static HPDF_Dict embed(struct pdf *pdf, const struct report_file *file)
{
    HPDF_Dict stream = pdf_stream(pdf, file->bytes.data, file->bytes.size);
    if (stream == NULL) {
        return NULL;
    }
    HPDF_Dict_AddName(stream, "Type", "EmbeddedFile");
    HPDF_Dict_AddName(stream, "Subtype", file->mime);
    HPDF_Dict parameters = HPDF_Dict_New(pdf->memory);
    HPDF_Dict_AddNumber(parameters, "Size", (HPDF_INT32)file->bytes.size);
    const char *date = pdf_date(pdf->arena, pdf->report->as_of);
    if (date != NULL) {
        HPDF_Dict_Add(parameters, "ModDate", HPDF_String_New(pdf->memory, date, NULL));
    }
    HPDF_Dict_Add(stream, "Params", parameters);
    HPDF_Dict specification = pdf_dict(pdf);
    HPDF_Dict_AddName(specification, "Type", "Filespec");
    pdf_add_text(pdf, specification, "F", file->name);
    pdf_add_text(pdf, specification, "UF", file->name);
    pdf_add_text(pdf, specification, "Desc", file->description);
    HPDF_Dict_AddName(specification, "AFRelationship", file->relation);
    HPDF_Dict streams = HPDF_Dict_New(pdf->memory);
    HPDF_Dict_Add(streams, "F", stream);
    HPDF_Dict_Add(streams, "UF", stream);
    HPDF_Dict_Add(specification, "EF", streams);
    hash_add(&pdf->hash, file->bytes.data, file->bytes.size);
    return specification;
}

void pdf_files(struct pdf *pdf)
{
    if (!pdf->embeds) {
        return;
    }
    const struct report *report = pdf->report;
    /* A name tree is sorted by name; there are few files. */
    const struct report_file **sorted =
        arena_alloc_array(pdf->arena, report->file_count, sizeof(struct report_file *));
    for (size_t i = 0; i < report->file_count; i++) {
        size_t k = i;
        for (; k > 0 && strcmp(sorted[k - 1]->name, report->files[i].name) > 0; k--) {
            sorted[k] = sorted[k - 1];
        }
        sorted[k] = &report->files[i];
    }
    HPDF_Array names = HPDF_Array_New(pdf->memory);
    HPDF_Array associated = HPDF_Array_New(pdf->memory);
    for (size_t i = 0; i < report->file_count && pdf->first_error == HPDF_OK; i++) {
        HPDF_Dict specification = embed(pdf, sorted[i]);
        HPDF_Array_Add(names, HPDF_String_New(pdf->memory, sorted[i]->name, NULL));
        HPDF_Array_Add(names, specification);
        HPDF_Array_Add(associated, specification);
    }
    HPDF_Dict tree = pdf_dict(pdf);
    HPDF_Dict_Add(tree, "Names", names);
    HPDF_Dict all = pdf_dict(pdf);
    HPDF_Dict_Add(all, "EmbeddedFiles", tree);
    HPDF_Dict_Add(pdf->doc->catalog, "Names", all);
    HPDF_Dict_Add(pdf->doc->catalog, "AF", associated);
}
