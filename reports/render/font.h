/* font: the faces of Lato as the renderers need them: glyphs, widths, kerning, and subsets to
 * embed.
 *
 * libharu reads TrueType with traps of its own (wrong ToUnicode, widths of the whole font,
 * composite glyphs one level deep), so the files are read here and embedded as they must be. A font
 * set is read once per run and shared by all reports of it; nothing in it changes after loading.
 *
 *     struct font_set *fonts = font_set_load(arena, "/usr/share/fonts/truetype/lato", error);
 *     double points = font_width(fonts, FACE_REGULAR, "inwoners", 8, 10);
 *
 * Only characters of the Basic Multilingual Plane have glyphs. font_glyph finds stand-ins for some
 * that Lato lacks (the non-breaking hyphen); for all others the caller replaces and reports.
 */
#ifndef REPORTS_RENDER_FONT_H
#define REPORTS_RENDER_FONT_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "reports/model/report.h"

/* FACE(name, file) */
#define FONT_FACES(FACE)                                                                           \
    FACE(REGULAR, "Lato-Regular.ttf")                                                              \
    FACE(BOLD, "Lato-Bold.ttf")                                                                    \
    FACE(ITALIC, "Lato-Italic.ttf")                                                                \
    FACE(BLACK, "Lato-Black.ttf")

enum face {
#define FACE(name, file) FACE_##name,
    FONT_FACES(FACE)
#undef FACE
        FACES
};

#define FONT_FOLDER "/usr/share/fonts/truetype/lato"

struct font_set;

/* The numbers of a font descriptor, in thousandths of the type size. */
struct font_measures {
    int ascent, descent, cap_height, x_height, italic_angle, stem;
    int box[4];
    const char *name; /* "Lato-Regular" */
};

/* Reads all faces; NULL with ERROR_NO_FONT when a file is missing, ERROR_RENDER when it is no
 * TrueType font that can be used. `folder` NULL means FONT_FOLDER. */
struct font_set *font_set_load(struct arena *arena, const char *folder, struct error *error);
/* The same from memory, for hosts without files; the bytes are borrowed. */
struct font_set *font_set_read(struct arena *arena, const struct bytes files[FACES],
                               struct error *error);

const struct font_measures *font_measures(const struct font_set *fonts, enum face face);
/* The glyph of a character, 0 when the face has none. */
uint16_t font_glyph(const struct font_set *fonts, enum face face, uint32_t code_point);
/* Thousandths of the type size. */
double font_advance(const struct font_set *fonts, enum face face, uint16_t glyph);
double font_kerning(const struct font_set *fonts, enum face face, uint16_t left, uint16_t right);
/* Width of UTF-8 text in points, kerning included. */
double font_width(const struct font_set *fonts, enum face face, const char *text, size_t size,
                  double points);

/* A TrueType file with only these glyphs: new glyph i + 1 is glyphs[i], 0 is .notdef; parts of
 * composite glyphs follow after them. Hinting is left out. */
struct bytes font_subset(struct arena *arena, const struct font_set *fonts, enum face face,
                         const uint16_t *glyphs, size_t count);

#endif
