/* edition: words of kinds and statuses. */
#include "engine/record/edition.h"

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
