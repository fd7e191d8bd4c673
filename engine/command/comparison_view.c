/* comparison_view: editions read and compared (comparison_provider.h). */
#include "engine/command/comparison_provider.h"

bool comparison_view_make(struct run_context *run, const struct dossier *const *dossiers,
                          size_t count, struct comparison_view *view)
{
    struct arena *arena = run->arena;
    struct compared_edition *editions = arena_alloc_array(arena, count, sizeof *editions);
    struct reference *reference = reference_create(arena);
    struct pipeline_options options;
    if (!run_prepare(run, dossiers[0]->folder, &options) ||
        !reference_overlay(reference, arena_printf(arena, "%s/reference", options.beside),
                           &run->error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct publication *publication = dossiers[i]->publication;
        if (!compared_edition_read(run->store, arena, dossiers[i]->id, publication->figures,
                                   publication->figure_count, &editions[i], &run->error)) {
            return false;
        }
    }
    size_t pairs = comparison_pair_count(count);
    struct comparison *comparisons = arena_alloc_array(arena, pairs, sizeof *comparisons);
    comparison_sort(editions, count);
    comparison_make_all(arena, reference, editions, count, comparisons);
    *view = (struct comparison_view){
        .pairs = comparisons, .pair_count = pairs, .dossiers = dossiers, .dossier_count = count};
    return true;
}
