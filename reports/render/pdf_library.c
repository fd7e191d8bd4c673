/* pdf_library: see pdf_library.h. */
#define PDF_LIBRARY_OWN_NAMES
#include "reports/render/pdf_library.h"

#include "engine/base/library.h"
#include "engine/base/parallel.h"

struct pdf_library pdf_library;

static bool loaded;

static void load(void)
{
    static const struct library_function functions[] = {
#define FUNCTION(name) {#name, &pdf_library.name},
        PDF_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };
    loaded = library_load("libhpdf-2.3.0.so", functions, sizeof functions / sizeof functions[0]);
}

bool pdf_library_load(struct error *error)
{
    static bool tried;
    parallel_once(&tried, load);
    return loaded ||
           error_set_in_both(error, ERROR_RENDER,
                             "voor een pdf is libharu nodig; installeer het pakket libhpdf-2.3.0",
                             "a PDF needs libharu; install the package libhpdf-2.3.0");
}
