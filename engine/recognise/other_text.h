/* other_text: a text that is no list, told by how it begins: a page, data for a program, an
 * appointment, what was said. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_OTHER_TEXT_H
#define ENGINE_RECOGNISE_OTHER_TEXT_H

#include "engine/recognise/reading.h"

/* Whether the text is one of these; then *rule is the sentence about it, and source.why is set. */
bool other_text_is(struct reading *reading, enum finding_rule *rule);
/* Whether a text in which nothing was recognised is a saved e-mail; then source.why is set. */
bool other_text_is_mail(struct reading *reading);

#endif
