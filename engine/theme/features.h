/* features: the bags of a corpus (corpus.h says what is in them). */
#ifndef ENGINE_THEME_FEATURES_H
#define ENGINE_THEME_FEATURES_H

#include "engine/theme/corpus.h"

/* Fills corpus->bags from its documents, words and stems. */
void features_make(struct arena *arena, struct corpus *corpus);

#endif
