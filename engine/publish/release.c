/* release: see release.h. */
#include "engine/publish/release.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"

static const struct figure *find(const struct figure *figures, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal(figures[i].id, id)) {
            return &figures[i];
        }
    }
    return NULL;
}

/* Would a reader see another figure? */
static bool same(const struct figure *a, const struct figure *b)
{
    return a->has_value == b->has_value && a->has_range == b->has_range &&
           (!a->has_value || a->value == b->value) &&
           (!a->has_range || (a->low == b->low && a->high == b->high)) &&
           text_equal(a->reason, b->reason);
}

static bool all_same(const struct release *release, const struct publication *publication)
{
    if (release->count != publication->figure_count) {
        return false;
    }
    for (size_t i = 0; i < release->count; i++) {
        const struct figure *now = publication_figure(publication, release->figures[i].id);
        if (now == NULL || !same(&release->figures[i], now)) {
            return false;
        }
    }
    return true;
}

int64_t release_number(const struct releases *releases, const struct publication *publication)
{
    if (releases->count == 0) {
        return 1;
    }
    const struct release *last = &releases->items[releases->count - 1];
    return all_same(last, publication) ? last->number : last->number + 1;
}

const struct release *release_before(const struct releases *releases,
                                     const struct publication *publication, bool final)
{
    int64_t number = final ? release_number(releases, publication) : INT64_MAX;
    const struct release *before = NULL;
    for (size_t i = 0; i < releases->count; i++) {
        before = releases->items[i].number < number ? &releases->items[i] : before;
    }
    return before;
}

/* Figures of one edition share their hashes: the first difference in this order is the cause. */
static void name_cause(struct release_change *change, const struct release *before,
                       const char *engine_version)
{
    const struct figure *old = change->before;
    const struct figure *now = change->after;
    const char *nl = "een andere versie van het programma";
    const char *en = "another version of the program";
    if (old != NULL && now != NULL && strcmp(old->inputs, now->inputs) != 0) {
        nl = "andere bestanden";
        en = "other files";
    } else if (old != NULL && now != NULL && strcmp(old->settings, now->settings) != 0) {
        nl = "andere instellingen";
        en = "other settings";
    } else if (text_equal(before->engine_version, engine_version)) {
        nl = "andere cijfers gevraagd";
        en = "other figures asked";
    }
    change->cause[LANGUAGE_NL] = nl;
    change->cause[LANGUAGE_EN] = en;
}

struct release_change *release_changes(struct arena *arena, const struct release *before,
                                       const struct publication *publication,
                                       const char *engine_version, size_t *count)
{
    VECTOR(struct release_change) changes = {0};
    for (size_t i = 0; i < publication->figure_count; i++) {
        const struct figure *now = &publication->figures[i];
        const struct figure *old = find(before->figures, before->count, now->id);
        if (old == NULL || !same(old, now)) {
            *VECTOR_PUSH(arena, &changes) = (struct release_change){.before = old, .after = now};
        }
    }
    for (size_t i = 0; i < before->count; i++) {
        const struct figure *old = &before->figures[i];
        if (publication_figure(publication, old->id) == NULL) {
            *VECTOR_PUSH(arena, &changes) = (struct release_change){.before = old};
        }
    }
    for (size_t i = 0; i < changes.count; i++) {
        name_cause(&changes.items[i], before, engine_version);
    }
    *count = changes.count;
    return changes.items;
}
