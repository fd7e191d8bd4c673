/* tokens: every text as a run of word forms, and the language of every text.
 *
 * A form is a word as somebody wrote it ("Inwoners"); each form has one folded spelling
 * ("inwoners"). Forms and spellings are numbered in order of arrival: nothing that is printed may
 * depend on these numbers.
 */
#ifndef ENGINE_THEME_TOKENS_H
#define ENGINE_THEME_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/intern.h"
#include "engine/base/language.h"

#define TOKEN_OPENS 0x80000000u
#define TOKEN_FORM(token) ((token) & ~TOKEN_OPENS)

struct tokens {
    size_t text_count;
    size_t *start; /* text_count + 1 */
    uint32_t *token;
    uint8_t *language; /* per text */
    enum language home;

    struct intern *forms;
    uint32_t *spelling_of;    /* per form */
    struct intern *spellings; /* folded */
    uint8_t *function_in;     /* per spelling: bit 1 << language */
};

/* `home` is the language of the file, LANGUAGES when the texts must tell. */
struct tokens *tokens_read(struct arena *arena, const char *const *texts, size_t count,
                           enum language home);

#endif
