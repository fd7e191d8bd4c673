/* cleaned: what became of one cell. EMPTY: it holds nothing ("", "--", "n.v.t."); BAD: it holds
 * something that cannot be read as what it should be. */
#ifndef ENGINE_CLEAN_CLEANED_H
#define ENGINE_CLEAN_CLEANED_H

enum cleaned { CLEANED_EMPTY, CLEANED, CLEANED_BAD };

#endif
