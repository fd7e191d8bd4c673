/* scrub: takes from free text what tells who somebody is: mail addresses, telephone numbers,
 * postcodes with a house number, long numbers (social security, bank), and names: those of the
 * people that the edition knows and those that are common. What goes is replaced by a word in
 * brackets, so that a reader sees that something stood there.
 *
 * It errs on the side of taking too much: a village called like a colleague's surname may go too.
 */
#ifndef ENGINE_PRIVACY_SCRUB_H
#define ENGINE_PRIVACY_SCRUB_H

#include "engine/base/arena.h"

struct scrubber;

struct scrubber *scrubber_create(struct arena *arena);
/* A person's name as folded by fold_case ("sanne de vries"); its first and last words count as
 * given name and surname. Names that are telephone stand-ins ("tel:...") are passed over. */
void scrubber_add_name(struct scrubber *scrubber, const char *folded_name);
/* Every word is looked at by every pattern, also those that the scrubber would pass over at once.
 * Slower and otherwise the same: this is how that is tested (prop_scrub.c). */
void scrubber_be_thorough(struct scrubber *scrubber);
/* A scrubbed copy of something that a participant wrote, or the text itself when there is nothing
 * in it to take; NULL of NULL. */
const char *scrub(struct arena *arena, const struct scrubber *scrubber, const char *text);
/* The same of a text of which the bytes were counted. */
const char *scrub_sized(struct arena *arena, const struct scrubber *scrubber, const char *text,
                        size_t size);
/* The same for texts of the organisers (titles, headings, names of files and organisations): of
 * names only whole ones go, given name and surname together, and numbers stay. */
const char *scrub_title(struct arena *arena, const struct scrubber *scrubber, const char *text);

#endif
