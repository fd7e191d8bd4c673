/* mail: a cell to a usable e-mail address in lower case. */
#ifndef ENGINE_CLEAN_MAIL_H
#define ENGINE_CLEAN_MAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/clean/cleaned.h"

/* "mailto:", angle brackets with a name in front, quotes and a closing comma or semicolon go; of
 * several addresses the first counts. A guest's name in Microsoft's directory
 * (jan_venlo.example#EXT#@...) becomes the address it was made of. BAD: something stands there, but
 * it is no address ("anonymous", a number). *mail is NULL unless CLEANED; it is the text itself
 * when that is an address as it should be. */
enum cleaned mail_read(struct arena *arena, const char *text, const char **mail);
/* Whether the text is an address as most lists write it, with nothing around it and nothing to put
 * right: mail_read gives the text itself then. It does so with some others as well. */
bool mail_is_tidy(const char *text, size_t size);

#endif
