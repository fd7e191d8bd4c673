/* comparison_provider: what the template of a comparison may ask: the figures of the pair of the
 * first and the last edition by name, those of either edition as id@from and id@to, and tables. */
#ifndef ENGINE_DOSSIER_COMPARISON_PROVIDER_H
#define ENGINE_DOSSIER_COMPARISON_PROVIDER_H

#include "engine/dossier/dossier.h"
#include "engine/ledger/comparison_outlook.h"
#include "engine/ledger/comparison_themes.h"
#include "reports/model/template.h"

/* Compared editions: pairs as comparison_make_all() gives them, the last one of first and last. */
struct comparison_view {
    const struct comparison *pairs;
    size_t pair_count;
    const struct dossier *const *dossiers; /* of every edition, in any order */
    size_t dossier_count;
    const struct series *series;
    const struct outlook *outlook;
    const struct theme_shift *shift; /* NULL: themes are left out */
};
/* The figures of series and outlook: comparison_rows() adds them to the last pair. */
enum { COMPARISON_EXTRAS = 2 };
void comparison_view_extras(const struct comparison_view *view,
                            struct compared_extra extras[COMPARISON_EXTRAS]);

/* How the subjects of editions are fitted together. */
struct comparison_fit {
    uint64_t seed;
    int threads;
};

/* Reads the summaries of two or more editions and compares them in the order of their first days,
 * by what the gate let out of each. `beside` is the folder of the store, for its reference data;
 * without `fit` themes are left out. What it returns lives in the arena. */
bool comparison_view_make(struct arena *arena, struct store *store, const char *beside,
                          const struct dossier *const *dossiers, size_t count,
                          const struct comparison_fit *fit, struct comparison_view *view,
                          struct error *error);

struct template_provider comparison_provider_create(struct arena *arena,
                                                    const struct comparison_view *view,
                                                    enum language language);
/* The dossier of an edition of the view. */
const struct dossier *comparison_dossier(const struct comparison_view *view, const char *id);

/* Words for the state of a municipality and for a verdict on an aspect; "" for neither time. */
const char *comparison_state_word(enum compared_state state, enum language language);
const char *comparison_verdict_word(enum compared_aspect aspect, enum comparable verdict,
                                    enum language language);
const char *comparison_aspect_word(enum compared_aspect aspect, enum language language);
/* What an edition has for an aspect: "15", "fuzzy", "58 van 60"; "" when it has nothing. */
const char *comparison_aspect_value(struct arena *arena, const struct compared_edition *edition,
                                    enum compared_aspect aspect, enum language language);

#endif
