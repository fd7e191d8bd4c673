/* edition: words of kinds and statuses, and what settle left to do. */
#include "engine/record/edition.h"

#include "engine/base/parallel.h"

#define WORD(name, word) word,

const char *organisation_kind_word(enum organisation_kind kind)
{
    static const char *const words[] = {ORGANISATION_KINDS(WORD)};
    return words[kind];
}

const char *match_status_word(enum match_status status)
{
    static const char *const words[] = {"certain", "probable", "ambiguous", "unknown"};
    return words[status];
}

void edition_finish(const struct edition *edition, int threads)
{
    parallel_for(threads, edition->rest.parts, edition->rest.part, edition->rest.context);
}
