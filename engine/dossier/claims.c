/* claims: see claims.h. A number in a text is carried when some published figure prints the same
 * digits, exact or as a floor statement; years are no claims. */
#include "engine/dossier/claims.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/folder.h"
#include "engine/publish/round.h"
#include "engine/read/source.h"

static const char *load_text(struct arena *arena, const char *path)
{
    struct source_bytes bytes;
    struct error missing = {0};
    if (!source_load(arena, path, &bytes, &missing)) {
        return NULL;
    }
    char *text = arena_copy(arena, (const char *)bytes.data, bytes.size);
    for (char *c = text; *c != '\0'; c++) {
        *c = text_is_blank_char(*c) ? ' ' : *c;
    }
    text = text_trim(arena, text);
    return text[0] == '\0' ? NULL : text;
}

const char *claims_text(struct arena *arena, const char *folder, const char *name)
{
    /* The name comes from a template: it may not lead out of the folder. */
    return strpbrk(name, "/\\") != NULL || name[0] == '.'
               ? NULL
               : load_text(arena, arena_printf(arena, "%s/texts/%s.md", folder, name));
}

/* -- numbers
 * -------------------------------------------------------------------------------------------
 */

/* The size of a number at the start of the text: digits with marks between them. */
static size_t number_size(const char *text)
{
    size_t size = strspn(text, "0123456789.,");
    while (size > 0 && !text_is_digit(text[size - 1])) {
        size--;
    }
    return size;
}

static bool is_year(const char *digits, size_t size)
{
    return size == 4 && strspn(digits, "0123456789") >= 4 &&
           (strncmp(digits, "19", 2) == 0 || strncmp(digits, "20", 2) == 0);
}

/* Do the words print this number? */
static bool prints(const char *words, const char *digits, size_t size)
{
    for (const char *c = words; c != NULL && *c != '\0'; c++) {
        size_t here = number_size(c);
        if (here == size && strncmp(c, digits, size) == 0) {
            return true;
        }
        c += here > 0 ? here - 1 : 0;
    }
    return false;
}

static bool carried(struct arena *arena, const struct publication *publication, const char *digits,
                    size_t size, enum language language)
{
    for (size_t i = 0; i < publication->figure_count; i++) {
        const struct figure *figure = &publication->figures[i];
        if (prints(round_figure(arena, figure, language), digits, size) ||
            prints(round_at_least(arena, figure, language), digits, size)) {
            return true;
        }
    }
    return false;
}

static bool has_loose_number(struct arena *arena, const struct publication *publication,
                             const char *sentence, enum language language)
{
    for (const char *c = sentence; *c != '\0'; c++) {
        size_t size = number_size(c);
        if (size > 0 && !is_year(c, size) && !carried(arena, publication, c, size, language)) {
            return true;
        }
        c += size > 0 ? size - 1 : 0;
    }
    return false;
}

/* Words that claim an effect on residents or services, which a week of sessions does not measure.
 */
static bool claims_effect(struct arena *arena, const char *sentence)
{
    static const char *const words[] = {"impact",  "bereikt",  "effect",     "verbeterd",
                                        "reached", "improved", "resulteerde"};
    const char *lower = text_lower_ascii(arena, sentence);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strstr(lower, words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* -- sentences
 * -----------------------------------------------------------------------------------------
 */

/* The size of the sentence at the start of the text: up to a mark that a blank follows. */
static size_t sentence_size(const char *text)
{
    size_t size = 0;
    while (text[size] != '\0') {
        bool mark = strchr(".!?", text[size]) != NULL;
        size++;
        if (mark && (text[size] == ' ' || text[size] == '\0')) {
            break;
        }
    }
    return size;
}

struct unsupported *claims_unsupported(struct arena *arena, const char *folder,
                                       const struct publication *publication,
                                       enum language language, size_t *count)
{
    VECTOR(struct unsupported) found = {0};
    struct folder files;
    struct error ignored = {0};
    size_t file_count = folder_list(arena, folder, &files, &ignored) ? files.count : 0;
    for (size_t i = 0; i < file_count; i++) {
        const char *text = text_starts_with(files.files[i].path, "texts/") &&
                                   text_ends_with(files.files[i].path, ".md")
                               ? load_text(arena, files.files[i].where)
                               : NULL;
        while (text != NULL && *text != '\0') {
            size_t size = sentence_size(text);
            const char *sentence = text_trim(arena, arena_copy(arena, text, size));
            bool number = has_loose_number(arena, publication, sentence, language);
            if (number || claims_effect(arena, sentence)) {
                *VECTOR_PUSH(arena, &found) = (struct unsupported){
                    sentence,
                    number ? (language == LANGUAGE_NL ? "dit getal staat niet bij de cijfers"
                                                      : "this number is not among the figures")
                           : (language == LANGUAGE_NL ? "dit gevolg is niet gemeten"
                                                      : "this effect was not measured")};
            }
            text += size;
        }
    }
    *count = found.count;
    return found.items;
}
