/* comparison_themes: see comparison_themes.h. */
#include "engine/ledger/comparison_themes.h"

#include <string.h>

#include "engine/ledger/build.h"
#include "engine/theme/joint.h"
#include "engine/theme/stemmer.h"

/* Fewer than this in an edition: a share of them says nothing (THEME_FEW_TEXTS of theme.h). */
enum { FEW_TEXTS = 30 };

static bool read_remarks(struct store *store, struct arena *arena, const char *id,
                         struct joint_edition *out, struct error *error)
{
    const struct query_parameter parameter = query_text(":edition", id);
    struct query_table texts;
    struct query_table names;
    if (!query_run(store, arena, &query_report_comparison_texts, &parameter, 1, &texts, error) ||
        !query_run(store, arena, &query_report_comparison_themes, &parameter, 1, &names, error)) {
        return false;
    }
    struct joint_remark *remarks = arena_alloc_array(arena, texts.row_count + 1, sizeof *remarks);
    struct names_row *rows = arena_alloc_array(arena, names.row_count + 1, sizeof *rows);
    for (size_t i = 0; i < texts.row_count; i++) {
        const struct query_cell *place = query_at(&texts, i, "place");
        const char *text = query_at(&texts, i, "text")->text;
        bool words = query_at(&texts, i, "is_words")->integer != 0;
        remarks[i] = (struct joint_remark){
            .session = place->type == CELL_NULL ? UINT32_MAX : (uint32_t)place->integer,
            .words = words ? text : change_bag_text(arena, text)};
    }
    for (size_t i = 0; i < names.row_count; i++) {
        rows[i] = (struct names_row){.fingerprint = query_at(&names, i, "fingerprint")->text,
                                     .name = query_at(&names, i, "name")->text};
    }
    *out = (struct joint_edition){
        .remark = remarks, .count = texts.row_count, .name = rows, .name_count = names.row_count};
    return true;
}

static enum shift_kind kind_of(enum change_kind kind)
{
    static const enum shift_kind kinds[] = {[CHANGE_NONE] = SHIFT_NONE,
                                            [CHANGE_MORE] = SHIFT_MORE,
                                            [CHANGE_LESS] = SHIFT_LESS,
                                            [CHANGE_NEW] = SHIFT_NEW,
                                            [CHANGE_VANISHED] = SHIFT_GONE};
    return kinds[kind];
}

static bool find(struct arena *arena, const struct joint_edition editions[2], uint64_t seed,
                 int threads, struct theme_shift *found, struct error *error)
{
    found->too_few = true;
    if (editions[0].count < FEW_TEXTS || editions[1].count < FEW_TEXTS) {
        return true;
    }
    if (!stemmer_ready(error)) {
        return false;
    }
    const struct joint *joint = joint_find(arena, editions, 2, seed, threads);
    struct change *changes;
    memcpy(found->texts, joint->texts, sizeof found->texts);
    if (joint->too_few || joint->texts[0] < FEW_TEXTS || joint->texts[1] < FEW_TEXTS) {
        return true;
    }
    if (!joint_change(arena, joint, 0, 1, seed, &changes, &found->testable, error)) {
        return false;
    }
    found->too_few = false;
    found->count = joint->theme_count;
    found->items = arena_alloc_array(arena, found->count + 1, sizeof *found->items);
    for (size_t k = 0; k < found->count; k++) {
        const struct change *change = &changes[k];
        found->items[k] = (struct shifted_theme){.name = joint->theme[k].name,
                                                 .words = joint->theme[k].words,
                                                 .texts = {change->texts[0], change->texts[1]},
                                                 .share = {change->share[0], change->share[1]},
                                                 .difference = change->difference,
                                                 .low = change->low,
                                                 .high = change->high,
                                                 .p = change->p,
                                                 .q = change->q,
                                                 .kind = kind_of(change->kind)};
    }
    return true;
}

bool theme_shift_open(struct store *store, struct arena *arena, const struct compared_edition *from,
                      const struct compared_edition *to, uint64_t seed, int threads,
                      struct theme_shift **shift, struct error *error)
{
    struct joint_edition editions[2];
    struct theme_shift *kept = arena_alloc(arena, sizeof *kept);
    struct theme_shift *found = arena_alloc(arena, sizeof *found);
    *found = (struct theme_shift){0};
    if (!read_remarks(store, arena, from->id, &editions[0], error) ||
        !read_remarks(store, arena, to->id, &editions[1], error) ||
        !store_theme_shift(store, arena, from->id, to->id, kept, error)) {
        return false;
    }
    struct hash hash;
    hash_start(&hash);
    hash_add_string(&hash, RODEDRAAD_VERSION);
    joint_hash(&hash, editions, 2, seed);
    hash_finish_text(&hash, found->hash);
    if (strcmp(kept->hash, found->hash) == 0) {
        *shift = kept;
        return true;
    }
    *shift = found;
    return find(arena, editions, seed, threads, found, error) &&
           (store_is_read_only(store) ||
            store_put_theme_shift(store, from->id, to->id, found, error));
}

const char *theme_shift_reason(const struct theme_shift *shift)
{
    return shift->too_few ? build_reason_word(LACK_FEW_TEXTS) : NULL;
}
