/* reading: what the text of an organisation says, before anything else about the person is looked
 * at.
 *
 * The cascade: the whole text is a name (exact, normalised, alias) -> its structure ("Gemeente X,
 * afd. Y", "Gemeenten X en Y", "beleidsadviseur GGD Z") -> a place -> the nearest name (fuzzy) ->
 * its own words (company, education, foreign, other). Words that make a body something else than
 * the municipality in its name (universiteit, kerk, bank, bv ...) stop the cascade.
 */
#ifndef ENGINE_RESOLVE_READING_H
#define ENGINE_RESOLVE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/record/edition.h"
#include "engine/resolve/gazetteer.h"
#include "engine/resolve/name.h"

enum { READING_CODES = 64 };

enum reading_what {
    READING_NOTHING,      /* empty, or no answer */
    READING_PRIVATE,      /* somebody who says that he is there for himself */
    READING_PERSON,       /* a person's name */
    READING_DESK,         /* only words that any municipality has: "Burgerzaken" */
    READING_MUNICIPALITY, /* codes */
    READING_ORGANISATION, /* organisation */
    READING_GOVERNMENT,   /* a province, water board or ministry that is not in the list */
    READING_FOREIGN,      /* a town or country abroad */
    READING_WORDS         /* no known body; kind by its own words */
};

/* METHOD(name): how an answer was found, as printed. */
#define RESOLVE_METHODS(METHOD)                                                                    \
    METHOD(exact)                                                                                  \
    METHOD(normalised)                                                                             \
    METHOD(alias)                                                                                  \
    METHOD(structure)                                                                              \
    METHOD(domain)                                                                                 \
    METHOD(place)                                                                                  \
    METHOD(fuzzy)                                                                                  \
    METHOD(decision)                                                                               \
    METHOD(unknown)

#define METHOD_MEMBER(name) METHOD_##name,
enum resolve_method { RESOLVE_METHODS(METHOD_MEMBER) METHOD_COUNT };
#undef METHOD_MEMBER

struct reading {
    enum reading_what what;
    enum organisation_kind kind;
    enum match_status status;
    enum resolve_method method;
    double score, margin;
    const char *runner_up;         /* NULL: none */
    uint16_t codes[READING_CODES]; /* in the layout, ascending: the answer, or the candidates */
    size_t code_count;
    bool split;                /* the candidates are parts of one abolished municipality */
    uint32_t organisation;     /* number in reference_tables */
    const struct entry *entry; /* the one name that was read, NULL when there were several */
    int province;              /* that the text itself gives, or -1 */
    bool is_body; /* bears words of another body: a mail domain must not make it a municipality */
    bool single_edit;  /* fuzzy: one edit in a long name without a near rival */
    bool contradicted; /* by the rest of the row */
};

enum reading_depth { READ_EXACT, READ_ALIAS, READ_FUZZY };

/* `text` as typed; `depth` is --match. */
void reading_read(struct gazetteer *gazetteer, struct arena *scratch, const char *text,
                  enum reading_depth depth, struct reading *reading);

/* All municipalities that a name can mean, in the layout: official names, aliases and places of
 * that key, those of the province first asked for when province >= 0. Fills codes, split. */
void reading_candidates(struct gazetteer *gazetteer, const struct entry *entry, int province,
                        struct reading *reading);

#endif
