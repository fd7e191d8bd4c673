/* Any bytes are a PDF of which the files and the words can be read, or are refused. */
#include <string.h>

#include "engine/verify/verify_pdf.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct pdf_content content;
    struct error error = {0};
    bool read = pdf_content_read(arena, "f.pdf", data, size, &content, &error);
    LAW(read != error_is_set(&error));
    for (size_t i = 0; i < content.files.count; i++) {
        const struct pdf_file *file = &content.files.items[i];
        LAW(file->name != NULL && file->bytes[file->size] == '\0');
        LAW(pdf_content_file(&content, file->name) != NULL);
    }
    return fuzz_done(arena);
}
