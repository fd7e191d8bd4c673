/* stemmer: see stemmer.h. */
#include "engine/theme/stemmer.h"

#include <assert.h>

#include <libstemmer.h>

#include "engine/base/library.h"
#include "engine/base/parallel.h"

#define STEMMER_FUNCTIONS(FUNCTION)                                                                \
    FUNCTION(sb_stemmer_new)                                                                       \
    FUNCTION(sb_stemmer_delete)                                                                    \
    FUNCTION(sb_stemmer_stem)                                                                      \
    FUNCTION(sb_stemmer_length)

static struct {
#define FUNCTION(name) __typeof__(&name) name;
    STEMMER_FUNCTIONS(FUNCTION)
#undef FUNCTION
} library;

static bool loaded;

static void load(void)
{
    static const struct library_function functions[] = {
#define FUNCTION(name) {#name, &library.name},
        STEMMER_FUNCTIONS(FUNCTION)
#undef FUNCTION
    };
    loaded = library_load("libstemmer.so.0d", functions, sizeof functions / sizeof functions[0]);
}

bool stemmer_ready(struct error *error)
{
    static bool tried;
    parallel_once(&tried, load);
    return loaded ||
           error_set_in_both(error, ERROR_REPORT,
                             "voor thema's is libstemmer nodig; installeer het pakket libstemmer0d "
                             "of geef --no-themes",
                             "themes need libstemmer; install the package libstemmer0d or give "
                             "--no-themes");
}

struct sb_stemmer *stemmer_open(enum language language)
{
    struct error error = {0};
    bool ready = stemmer_ready(&error);
    assert(ready);
    struct sb_stemmer *stemmer =
        ready ? library.sb_stemmer_new(language == LANGUAGE_NL ? "dutch" : "english", NULL) : NULL;
    assert(stemmer != NULL);
    return stemmer;
}

void stemmer_close(struct sb_stemmer *stemmer)
{
    library.sb_stemmer_delete(stemmer);
}

const char *stemmer_stem(struct sb_stemmer *stemmer, const char *word, size_t size,
                         size_t *stem_size)
{
    const sb_symbol *stem =
        library.sb_stemmer_stem(stemmer, (const sb_symbol *)(const void *)word, (int)size);
    int length = stem == NULL ? 0 : library.sb_stemmer_length(stemmer);
    *stem_size = length > 0 ? (size_t)length : 0;
    return (const char *)stem;
}
