/* pdf_font: faces as Type 0 fonts with CIDs of our own: CID n is the n-th character that the
 * document uses. So widths, the subset and ToUnicode hold exactly what is on the pages, and two
 * characters that share a glyph (blank and no-break blank) stay two characters when text is copied.
 */
#include <math.h>
#include <string.h>

#include "engine/unicode/fold.h"
#include "reports/render/pdf.h"

uint16_t pdf_font_cid(struct pdf *pdf, enum face face, uint32_t character)
{
    struct pdf_font *font = &pdf->faces[face];
    if (font->dict == NULL) {
        font->dict = pdf_dict(pdf);
        font->cid_of = arena_alloc_array(pdf->arena, 65536, sizeof *font->cid_of);
        char name[3] = {'F', (char)('0' + (int)face), '\0'};
        HPDF_Dict_Add(pdf->font_dict, name, font->dict);
    }
    if (character > 0xFFFF) {
        character = '?';
    }
    if (font->cid_of[character] == 0) {
        *VECTOR_PUSH(pdf->arena, &font->characters) = (uint16_t)character;
        font->cid_of[character] = (uint16_t)font->characters.count;
    }
    return font->cid_of[character];
}

void pdf_font_name(struct text *out, enum face face)
{
    char name[4] = {'/', 'F', (char)('0' + (int)face), ' '};
    text_add_bytes(out, name, sizeof name);
}

static void add_hex(struct text *out, uint16_t value)
{
    static const char digits[] = "0123456789ABCDEF";
    char four[4] = {digits[value >> 12], digits[value >> 8 & 15], digits[value >> 4 & 15],
                    digits[value & 15]};
    text_add_bytes(out, four, 4);
}

void pdf_font_show(struct pdf *pdf, struct text *out, enum face face, const char *text, size_t size)
{
    text_add(out, "[<");
    uint16_t before = 0;
    for (size_t at = 0; at < size;) {
        uint32_t character = 0;
        at += fold_decode(text + at, &character);
        uint16_t glyph = font_glyph(pdf->fonts, face, character);
        double kerning = before == 0 ? 0 : font_kerning(pdf->fonts, face, before, glyph);
        if (fabs(kerning) >= 0.5) {
            text_add_char(out, '>');
            pdf_number(out, -kerning);
            text_add_char(out, '<');
        }
        add_hex(out, pdf_font_cid(pdf, face, character));
        before = glyph;
    }
    text_add(out, ">] TJ ");
}

static const char *subset_name(struct pdf *pdf, enum face face)
{
    const struct pdf_font *font = &pdf->faces[face];
    uint64_t number = hash_number_of(font->characters.items,
                                     font->characters.count * sizeof *font->characters.items);
    char tag[7] = {0};
    for (size_t i = 0; i < 6; i++) {
        tag[i] = (char)('A' + number % 26);
        number /= 26;
    }
    return arena_printf(pdf->arena, "%s+%s", tag, font_measures(pdf->fonts, face)->name);
}

static HPDF_Dict descriptor(struct pdf *pdf, enum face face, const char *name)
{
    const struct pdf_font *font = &pdf->faces[face];
    const struct font_measures *m = font_measures(pdf->fonts, face);
    HPDF_Dict dict = pdf_dict(pdf);
    HPDF_Dict_AddName(dict, "Type", "FontDescriptor");
    HPDF_Dict_AddName(dict, "FontName", name);
    HPDF_Dict_AddNumber(dict, "Flags", m->italic_angle != 0 ? 4 + 64 : 4);
    HPDF_Array box = HPDF_Array_New(pdf->memory);
    for (size_t i = 0; i < 4; i++) {
        HPDF_Array_AddNumber(box, m->box[i]);
    }
    HPDF_Dict_Add(dict, "FontBBox", box);
    HPDF_Dict_AddNumber(dict, "ItalicAngle", m->italic_angle);
    HPDF_Dict_AddNumber(dict, "Ascent", m->ascent);
    HPDF_Dict_AddNumber(dict, "Descent", m->descent);
    HPDF_Dict_AddNumber(dict, "CapHeight", m->cap_height);
    HPDF_Dict_AddNumber(dict, "XHeight", m->x_height);
    HPDF_Dict_AddNumber(dict, "StemV", m->stem);
    uint16_t *glyphs = arena_alloc_array(pdf->arena, font->characters.count, sizeof *glyphs);
    for (size_t i = 0; i < font->characters.count; i++) {
        glyphs[i] = font_glyph(pdf->fonts, face, font->characters.items[i]);
    }
    struct bytes file = font_subset(pdf->arena, pdf->fonts, face, glyphs, font->characters.count);
    HPDF_Dict stream = pdf_stream(pdf, file.data, file.size);
    HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)file.size);
    HPDF_Dict_Add(dict, "FontFile2", stream);
    return dict;
}

static HPDF_Dict cid_font(struct pdf *pdf, enum face face, const char *name)
{
    const struct pdf_font *font = &pdf->faces[face];
    HPDF_Dict dict = pdf_dict(pdf);
    HPDF_Dict_AddName(dict, "Type", "Font");
    HPDF_Dict_AddName(dict, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(dict, "BaseFont", name);
    HPDF_Dict_AddName(dict, "CIDToGIDMap", "Identity");
    HPDF_Dict system = HPDF_Dict_New(pdf->memory);
    HPDF_Dict_Add(system, "Registry", HPDF_String_New(pdf->memory, "Adobe", NULL));
    HPDF_Dict_Add(system, "Ordering", HPDF_String_New(pdf->memory, "Identity", NULL));
    HPDF_Dict_AddNumber(system, "Supplement", 0);
    HPDF_Dict_Add(dict, "CIDSystemInfo", system);
    HPDF_Dict_Add(dict, "FontDescriptor", descriptor(pdf, face, name));
    HPDF_Array widths = HPDF_Array_New(pdf->memory);
    HPDF_Array_AddNumber(widths, 1);
    HPDF_Array list = HPDF_Array_New(pdf->memory);
    for (size_t i = 0; i < font->characters.count; i++) {
        uint16_t glyph = font_glyph(pdf->fonts, face, font->characters.items[i]);
        HPDF_Array_AddReal(list, (HPDF_REAL)font_advance(pdf->fonts, face, glyph));
    }
    HPDF_Array_Add(widths, list);
    HPDF_Dict_Add(dict, "W", widths);
    return dict;
}

static HPDF_Dict to_unicode(struct pdf *pdf, enum face face)
{
    const struct pdf_font *font = &pdf->faces[face];
    struct text map = text_create(pdf->arena);
    text_add(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                   "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                   "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                   "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    size_t count = font->characters.count;
    for (size_t from = 0; from < count; from += 100) {
        size_t some = count - from < 100 ? count - from : 100;
        text_printf(&map, "%zu beginbfchar\n", some);
        for (size_t i = from; i < from + some; i++) {
            text_printf(&map, "<%04X> <%04X>\n", (unsigned)i + 1, font->characters.items[i]);
        }
        text_add(&map, "endbfchar\n");
    }
    text_add(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return pdf_stream(pdf, map.bytes, map.size);
}

void pdf_font_finish(struct pdf *pdf)
{
    for (enum face face = 0; face < FACES; face++) {
        HPDF_Dict dict = pdf->faces[face].dict;
        if (dict == NULL) {
            continue;
        }
        const char *name = subset_name(pdf, face);
        HPDF_Dict_AddName(dict, "Type", "Font");
        HPDF_Dict_AddName(dict, "Subtype", "Type0");
        HPDF_Dict_AddName(dict, "BaseFont", name);
        HPDF_Dict_AddName(dict, "Encoding", "Identity-H");
        HPDF_Array descendants = HPDF_Array_New(pdf->memory);
        HPDF_Array_Add(descendants, cid_font(pdf, face, name));
        HPDF_Dict_Add(dict, "DescendantFonts", descendants);
        HPDF_Dict_Add(dict, "ToUnicode", to_unicode(pdf, face));
    }
}
