/* fuzz_resolve: any text, domain and hint (separated by line breaks) gives an answer that keeps its
 * promises; the rest of the input is an overlay table. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "engine/record/moment.h"
#include "engine/resolve/resolve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena *arena;
static struct resolver *resolver;
static unsigned questions;

/* Made once and again after many inputs, because answers are kept. */
static void make_resolver(void)
{
    arena_destroy(arena);
    arena = arena_create();
    struct reference *reference = reference_create(arena);
    struct resolver_options options = {.layout =
                                           reference_layout(reference, moment_days(2023, 10, 2))};
    resolver = resolver_create(arena, reference, &options);
}

static void check(const struct resolution *answer)
{
    assert(answer->score >= 0 && answer->score <= 1);
    assert(answer->margin >= 0 && answer->margin <= 1);
    assert(answer->key != NULL && answer->runner_up != NULL && answer->method != NULL);
    for (size_t i = 1; i < answer->code_count; i++) {
        assert(answer->codes[i - 1] < answer->codes[i]);
    }
}

static void overlay(const char *bytes, size_t size)
{
    static const char *const names[] = {"municipalities.csv", "mergers.csv",
                                        "places.csv",         "aliases.csv",
                                        "organisations.csv",  "Gebieden 2027.csv"};
    struct arena *scratch = arena_create();
    struct reference *reference = reference_create(scratch);
    struct error error = {0};
    bool known;
    reference_overlay_file(reference, names[size % 6], bytes, size, &known, &error);
    arena_destroy(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (resolver == NULL || ++questions % 1000 == 0) {
        make_resolver();
    }
    struct arena *scratch = arena_create();
    char *text = arena_copy(scratch, (const char *)data, size);
    char *domain = memchr(text, '\n', size);
    char *hint = domain == NULL ? NULL : strchr(domain + 1, '\n');
    check(resolver_resolve(resolver, text, NULL, NULL));
    if (domain != NULL) {
        *domain++ = '\0';
    }
    if (hint != NULL) {
        *hint++ = '\0';
        overlay(hint, strlen(hint));
    }
    check(resolver_resolve(resolver, text, domain, hint));
    arena_destroy(scratch);
    return 0;
}
