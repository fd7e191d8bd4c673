/* verify_pdf: what a PDF carries: the files inside it, and the words on its pages. The only door to
 * libqpdf.
 *
 *     struct pdf_content content;
 *     if (!pdf_content_read(arena, "impact.pdf", bytes, size, &content, error)) return false;
 *     const struct pdf_file *figures = pdf_content_file(&content, "figures.json");
 */
#ifndef ENGINE_VERIFY_VERIFY_PDF_H
#define ENGINE_VERIFY_VERIFY_PDF_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"

struct pdf_file {
    const char *name;
    const char *bytes; /* followed by a NUL that does not count */
    size_t size;
};

struct pdf_content {
    VECTOR(struct pdf_file) files;
    struct text text; /* of the pages, UTF-8; a blank between two pieces */
};

/* Fails with ERROR_REPORT when the bytes are no PDF, or one that is locked or broken. A PDF without
 * files inside is no failure here. Text in fonts that do not say what their glyphs mean is left
 * out. */
bool pdf_content_read(struct arena *arena, const char *path, const void *bytes, size_t size,
                      struct pdf_content *content, struct error *error);
/* NULL when it is not there. */
const struct pdf_file *pdf_content_file(const struct pdf_content *content, const char *name);

#endif
