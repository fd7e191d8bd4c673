/* work: the rules of a reading, one file each, and what they share. Only reading.c and the rules
 * include it; reading.h is the page for everybody else.
 *
 * A rule looks at the items of a text and either fills in work->out and returns true, or leaves it
 * alone. reading.c asks them in order: person.c, body.c, municipality.c, nearest.c (and
 * shortened.c).
 */
#ifndef ENGINE_RESOLVE_WORK_H
#define ENGINE_RESOLVE_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/resolve/fuzzy.h"
#include "engine/resolve/gazetteer.h"
#include "engine/resolve/items.h"
#include "engine/resolve/name.h"
#include "engine/resolve/reading.h"

struct work {
    struct gazetteer *g;
    struct arena *scratch;
    const char *text;
    const struct name *name;
    struct items items;
    struct reading *out;
};

/* -- answer.c: filling in the answer ---------------------------------------------------------- */

void answer_set(struct reading *out, enum reading_what what, enum organisation_kind kind,
                enum match_status status, enum resolve_method method, double score);
void answer_add_code(struct reading *out, uint16_t code);
/* What the CBS number is in the layout. */
void answer_add_in_layout(struct work *w, int code);
int answer_province_of(const struct work *w, int code);
enum organisation_kind answer_kind_of_body(int body);
void answer_organisation(struct work *w, const struct entry *entry, enum match_status status,
                         enum resolve_method method, double score);
/* What one name means: its municipality, or the candidates. `method` is for a name with nothing to
 * doubt in it; `province` (or -1) is what the text says behind it. */
void answer_name(struct work *w, const struct entry *entry, int province,
                 enum resolve_method method, double score);
/* What one name means, when only a part of it was read. False when it means nothing in the layout.
 */
bool answer_probable(struct work *w, const struct entry *entry, double score);
/* `long_name`: long enough that a single edit without a rival is certain. */
void answer_fuzzy(struct work *w, const struct fuzzy_match *match, bool long_name);

/* -- census.c: counting what there is ---------------------------------------------------------- */

struct census {
    uint32_t words; /* all classes that occur */
    size_t names, places, organisations, unknown, markers;
    const struct item *first_name, *first_place, *first_organisation, *first_unknown;
    const struct item *first_content; /* the first item that is more than a filler, job or dept */
    int province;
    bool guessed; /* a name of a department that is in no list */
    bool known;   /* a firm or region that is known by its name */
};

struct census census_take(const struct items *items);
bool census_has(const struct census *c, uint32_t classes);
/* A word of the vocabulary that says nothing about which body it is. */
bool census_is_light(const struct item *item);
/* "gemeente" stands right before the item (fillers may stand between), right behind it, or in it.
 */
bool census_is_marked(const struct items *items, const struct item *item);
/* The name itself stands in the text, spelt right. */
bool census_holds(const struct items *items, const struct entry *entry);
/* "Van Gent": a surname, when nothing says gemeente. */
bool census_begins_with_particle(const struct work *w, const struct census *c);
/* "Stad Utrecht", "city of Amsterdam". */
bool census_follows_city(const struct work *w, const struct item *name);

/* -- the rules ------------------------------------------------------------------------------------
 */

bool person_read(struct work *w, const struct census *c);
/* A long name of a body with one slip in it, whatever its words say. */
bool body_read_misspelt(struct work *w, const struct census *c);
bool body_read_organisation(struct work *w, const struct census *c);
bool body_read_government(struct work *w, const struct census *c);
bool body_read_other(struct work *w, const struct census *c);
/* Kind of a body that is in no list, by its own words: legal form, education, abroad, else other.
 */
void body_answer_by_words(struct work *w, const struct census *c);
bool municipality_read(struct work *w, const struct census *given);
bool nearest_read(struct work *w, const struct census *c);
/* The words from ... to-1 are a municipality's name with words or letters left out: "Utr.
 * Heuvelrug", behind `marked` also "Bilt", "Amersf.". */
bool shortened_read(struct work *w, size_t from, size_t to, bool marked);

#endif
