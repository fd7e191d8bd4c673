/* theme: recurring subjects in short texts, with their evidence. Arrays in, structs out: no files,
 * no SQL, no clock. Same texts, options and seed: same result, whatever the order of the texts and
 * the number of threads.
 *
 *     struct theme_text texts[] = {{.text = "Meer tijd voor vragen", .session = 3, ...}, ...};
 *     struct theme_options options = theme_options_default();
 *     struct theme_result *result = theme_find(arena, texts, count, &options);
 *     for (size_t k = 0; k < result->theme_count; k++) puts(result->theme[k].label);
 *
 * Numbers of sessions must not depend on the order of the files: resampling goes by them.
 */
#ifndef ENGINE_THEME_THEME_H
#define ENGINE_THEME_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/language.h"
#include "engine/theme/codebook.h"
#include "engine/theme/linkage.h"
#include "engine/theme/recurrence.h"

#define THEME_NONE UINT32_MAX

enum { THEME_FEW_TEXTS = 30, THEME_MOST = 1000, THEME_QUOTES = 5 };

/* Below this weight a text counts as "niet ingedeeld". */
#define THEME_CERTAIN 0.5f

struct theme_text {
    const char *text; /* UTF-8, scrubbed where it may be printed */
    /* Numbers of the caller's own, THEME_NONE when unknown. */
    uint32_t session, municipality, day, respondent;
    bool consent; /* may be quoted: the text is scrubbed and its writer agreed */
};

struct theme_options {
    size_t themes; /* beside those of the codebook; 0: as many as the texts carry */
    /* Its themes come first, with their names and in their order; NULL: none. */
    const struct codebook *codebook;
    bool language_known;    /* else the commonest language of the texts is the home language */
    enum language language; /* of texts that do not clearly speak for the other one */
    /* Words kept out of labels, in the form of stopwords_domain.txt; NULL: the shipped list. */
    const char *domain_words;
    uint64_t seed;
    int threads;
    bool evidence; /* measure recurrence and choose quotes: sessions are known */
    struct recurrence_rules rules;
    void (*progress)(void *context, double share); /* NULL: none */
    void *progress_context;
};

struct theme_term {
    const char *text;
    double score;   /* NPMI x sqrt(coverage) */
    uint32_t texts; /* distinct texts of the theme that hold it */
};

struct theme {
    const char *label;       /* the codebook's name, or made of key terms */
    const char *fingerprint; /* names.h */
    bool from_codebook;
    uint32_t texts_literal; /* texts with a word of the codebook's theme, counted word by word */
    struct theme_term *term;
    size_t term_count;
    uint32_t texts;               /* certain ones: weight at least THEME_CERTAIN; repeats counted */
    uint32_t texts_nearest;       /* all whose nearest theme this is */
    double stability;             /* mean Jaccard with its best match in the single runs */
    struct recurrence recurrence; /* zero unless options.evidence */
    uint32_t quote[THEME_QUOTES]; /* numbers of texts, best first */
    size_t quote_count;
};

struct theme_member {
    uint32_t theme; /* always filled when there is a theme at all */
    uint32_t second;
    float weight, second_weight;
    bool says_nothing; /* "geen", "nvt", no letters */
};

struct theme_result {
    struct theme *theme;
    size_t theme_count;
    struct theme_member *member; /* per text */
    size_t text_count, distinct_count;
    size_t nothing_count;    /* texts that say nothing */
    size_t unassigned_count; /* texts below THEME_CERTAIN, those that say nothing left out */
    double run_agreement;    /* mean adjusted Rand index of pairs of single runs */
    size_t run_count;
    const struct linkage_join *joins; /* the tree over the themes, for theme_ladder */
    size_t recurring_count;           /* rode draden */
    bool too_few; /* fewer than THEME_FEW_TEXTS distinct texts: no discovery worth the name */
};

/* Seed 1, one thread, number of themes by size. */
struct theme_options theme_options_default(void);
/* A step of the ladder: the themes joined into `groups` coarser ones (1 to theme_count), so that
 * every theme lies in one of them. Fills group[theme_count] with numbers from 0, in the order of
 * the themes; returns the number of groups. */
size_t theme_ladder(const struct theme_result *result, size_t groups, uint32_t *group);
struct theme_result *theme_find(struct arena *arena, const struct theme_text *texts, size_t count,
                                const struct theme_options *options);

#endif
