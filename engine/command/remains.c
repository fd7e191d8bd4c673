/* remains: see remains.h. */
#include "engine/command/remains.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/inputs.h"
#include "engine/record/finding.h"

/* Kinds that hold no row about a person. Everything else is taken to hold some: also what was not
 * understood or not used, and what the team typed over from the lists. */
static bool is_about_people(const char *kind)
{
    static const enum source_kind harmless[] = {
        SOURCE_EMPTY,      SOURCE_PROGRAMME,   SOURCE_COSTS,    SOURCE_SECOND_LIST,
        SOURCE_POPULATION, SOURCE_OWN_FIGURES, SOURCE_CODEBOOK, SOURCE_THEME_NAMES,
        SOURCE_SETTINGS,   SOURCE_TEXT};
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
        if (strcmp(kind, source_kind_word(harmless[i])) == 0) {
            return false;
        }
    }
    return true;
}

/* The same question for a file that was never read: only its name is known. */
static bool may_be_about_people(enum input_role role)
{
    return role == INPUT_DATA || role == INPUT_DECISIONS || role == INPUT_CORRECTIONS;
}

static bool has_changed(struct arena *arena, const struct input *input,
                        const struct stored_source *stored, bool *changed, struct error *error)
{
    const struct folder_file *file = &input->file;
    *changed = file->size != stored->size;
    if (*changed || (file->inode == stored->inode && file->mtime == stored->mtime &&
                     file->ctime == stored->ctime)) {
        return true;
    }
    struct source_bytes bytes;
    char hash[HASH_TEXT];
    if (!source_load(arena, file->where, &bytes, error)) {
        return false;
    }
    hash_text_of(bytes.data, bytes.size, hash);
    *changed = strcmp(hash, stored->hash) != 0;
    return true;
}

static size_t find_stored(const struct stored_source *stored, size_t count, const char *path)
{
    size_t at = 0;
    while (at < count && strcmp(stored[at].path, path) != 0) {
        at++;
    }
    return at;
}

/* By its name; else by what it holds: the store keeps no name of a file with a person in it. */
static bool find_input(struct arena *arena, const struct input *input,
                       const struct stored_source *stored, size_t count, size_t *at,
                       struct error *error)
{
    *at = find_stored(stored, count, input->file.path);
    for (size_t i = 0; i < count && *at == count; i++) {
        bool changed = true;
        if (stored[i].size == input->file.size &&
            !has_changed(arena, input, &stored[i], &changed, error)) {
            return false;
        }
        *at = changed ? count : i;
    }
    return true;
}

bool remains_list(struct store *store, struct arena *arena, const char *folder, const char *id,
                  struct remains *remains, struct error *error)
{
    struct inputs inputs;
    struct stored_source *stored;
    size_t count;
    *remains = (struct remains){0};
    if (!inputs_list(arena, folder, NULL, &inputs, error) ||
        !store_edition_inputs(store, arena, id, &stored, &count, error)) {
        return false;
    }
    bool *found = arena_alloc_array(arena, count + 1, sizeof *found);
    remains->items = arena_alloc_array(arena, inputs.count + 1, sizeof *remains->items);
    for (size_t i = 0; i < inputs.count; i++) {
        const struct input *input = &inputs.items[i];
        struct remain *remain = &remains->items[remains->count++];
        size_t at;
        bool changed = true;
        if (!find_input(arena, input, stored, count, &at, error)) {
            return false;
        }
        if (at < count && !has_changed(arena, input, &stored[at], &changed, error)) {
            return false;
        }
        found[at] = true;
        *remain = (struct remain){.path = input->file.path,
                                  .state = at == count ? REMAIN_NEW
                                           : changed   ? REMAIN_CHANGED
                                                       : REMAIN_SAME,
                                  .about_people = at == count ? may_be_about_people(input->role)
                                                              : is_about_people(stored[at].kind)};
        remains->about_people += remain->about_people;
        /* Of decisions that were read, each verdict that is gone is a change. */
        bool may_be_own =
            remain->state == REMAIN_NEW ||
            (remain->state == REMAIN_CHANGED && strcmp(input->file.path, "decisions.csv") != 0);
        if (may_be_own && !inputs_says_nothing(arena, input, &remain->own, error)) {
            return false;
        }
        remains->changed += remain->state != REMAIN_SAME && !remain->own;
    }
    for (size_t i = 0; i < count; i++) {
        remains->gone += !found[i] && !text_starts_with(stored[i].path, "../") &&
                         is_about_people(stored[i].kind);
    }
    return true;
}

const char *remains_sentence(struct arena *arena, const struct remains *remains,
                             enum language language)
{
    const char *pattern = finding_what(FINDING_SEALED_EDITION, language);
    const char *hole = strstr(pattern, "%s");
    size_t size = hole == NULL ? strlen(pattern) : (size_t)(hole - pattern);
    return arena_printf(arena,
                        language == LANGUAGE_NL
                            ? "%.*s (bestanden over personen: %zu er nog, %zu weg; veranderd of "
                              "nieuw: %zu)"
                            : "%.*s (files about people: %zu still there, %zu gone; changed or "
                              "new: %zu)",
                        (int)size, pattern, remains->about_people, remains->gone, remains->changed);
}
