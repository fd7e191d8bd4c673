/* comparison_themes: see comparison_themes.h. */
#include "engine/ledger/comparison_themes.h"

#include <string.h>

#include "engine/ledger/build.h"
#include "engine/theme/joint.h"

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
        const struct query_cell *session = query_at(&texts, i, "session");
        const char *text = query_at(&texts, i, "text")->text;
        bool words = query_at(&texts, i, "is_words")->integer != 0;
        remarks[i] = (struct joint_remark){
            .session = session->type == CELL_NULL ? UINT32_MAX : (uint32_t)session->integer,
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

bool theme_shift_find(struct store *store, struct arena *arena, const struct compared_edition *from,
                      const struct compared_edition *to, uint64_t seed, int threads,
                      struct theme_shift **shift, struct error *error)
{
    struct joint_edition editions[2];
    struct theme_shift *found = *shift = arena_alloc(arena, sizeof *found);
    *found = (struct theme_shift){.reason = build_reason_word(LACK_FEW_TEXTS)};
    if (!read_remarks(store, arena, from->id, &editions[0], error) ||
        !read_remarks(store, arena, to->id, &editions[1], error)) {
        return false;
    }
    if (editions[0].count < FEW_TEXTS || editions[1].count < FEW_TEXTS) {
        return true;
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
    found->reason = NULL;
    found->count = joint->theme_count;
    found->items = arena_alloc_array(arena, found->count + 1, sizeof *found->items);
    for (size_t k = 0; k < found->count; k++) {
        found->items[k] = (struct shifted_theme){
            .name = joint->theme[k].name, .words = joint->theme[k].words, .change = changes[k]};
    }
    return true;
}
