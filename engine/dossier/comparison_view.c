/* comparison_view: editions read and compared (comparison_provider.h). */
#include "engine/base/text.h"
#include "engine/dossier/comparison_provider.h"
#include "engine/publish/round.h"

/* Figures that rest on sessions one by one say no more digits than readers see (round.h): the
 * limits of differences, and the parts that a difference of rates is split into. */
static void blunt(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->figure_count; i++) {
        struct figure *figure = &comparison->figures[i];
        bool part = text_starts_with(figure->id, "attendance.rate.change.");
        for (size_t k = 0; k < COMPARED_RATES; k++) {
            if (part || text_equal(figure->id, comparison->rates[k].change)) {
                round_digits(figure, part);
            }
        }
    }
}

bool comparison_view_make(struct arena *arena, struct store *store, const char *beside,
                          const struct dossier *const *dossiers, size_t count,
                          const struct comparison_fit *fit, struct comparison_view *view,
                          struct error *error)
{
    struct compared_edition *editions = arena_alloc_array(arena, count, sizeof *editions);
    struct reference *reference = reference_create(arena);
    if (!reference_overlay(reference, arena_printf(arena, "%s/reference", beside), error)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct publication *publication = dossiers[i]->publication;
        if (!compared_edition_read(store, arena, dossiers[i]->id, publication->figures,
                                   publication->figure_count, &editions[i], error)) {
            return false;
        }
    }
    size_t pairs = comparison_pair_count(count);
    struct comparison *comparisons = arena_alloc_array(arena, pairs, sizeof *comparisons);
    comparison_sort(editions, count);
    comparison_make_all(arena, reference, editions, count, comparisons);
    for (size_t i = 0; i < pairs; i++) {
        blunt(&comparisons[i]);
    }
    struct series *series = series_make(arena, reference, editions, count);
    struct theme_shift *shift = NULL;
    if (fit != NULL && !theme_shift_open(store, arena, &editions[0], &editions[count - 1],
                                         fit->seed, fit->threads, &shift, error)) {
        return false;
    }
    *view = (struct comparison_view){.pairs = comparisons,
                                     .pair_count = pairs,
                                     .dossiers = dossiers,
                                     .dossier_count = count,
                                     .series = series,
                                     .outlook = outlook_make(arena, series),
                                     .shift = shift};
    return true;
}

void comparison_view_extras(const struct comparison_view *view,
                            struct compared_extra extras[COMPARISON_EXTRAS])
{
    extras[0] = (struct compared_extra){view->series->figures, view->series->figure_count};
    extras[1] = (struct compared_extra){view->outlook->figures, view->outlook->figure_count};
}
