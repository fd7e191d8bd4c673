/* label: see label.h. */
#include "engine/theme/label.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"

enum {
    POOL = 100,             /* terms of a theme that may be listed */
    LISTED_ANYHOW = 6,      /* a list is at least so long, if there are so many */
    PAIR_DOCUMENTS = 50000, /* pairs are counted in so many documents */
    HEADS = 10              /* terms that may open a label */
};
static const double COVERAGE_FLOOR = 0.03;
static const double NEARLY_AS_STRONG = 0.7;
static const double PHRASE_BONUS = 1.4; /* of two or three words, as the head of a label */
/* How much a term gains or loses by going with those picked before, and the mean NPMI with these
 * below which it ends the list. In trials on nine sets this raised coherence by 0.1 to 0.3. */
static const double TOGETHER_STRENGTH = 3, TOGETHER_LEAST = -0.25;

struct labelling {
    struct arena *arena;
    const struct term_table *table;
    const uint32_t *theme;
    size_t theme_count;
    size_t *member_start; /* theme_count + 1 */
    uint32_t *member;     /* documents by theme */
    double *best;         /* per term: its best score in any theme */
    uint32_t *count;      /* per term, scratch: documents of this theme */
};

static void list_members(struct labelling *labelling)
{
    size_t documents = labelling->table->document_count;
    size_t *at = arena_alloc_array(labelling->arena, labelling->theme_count + 1, sizeof *at);
    labelling->member_start = arena_alloc_array(labelling->arena, labelling->theme_count + 1,
                                                sizeof *labelling->member_start);
    labelling->member = arena_alloc_array(labelling->arena, documents, sizeof(uint32_t));
    for (size_t d = 0; d < documents; d++) {
        labelling->member_start[labelling->theme[d] + 1]++;
    }
    for (size_t k = 0; k < labelling->theme_count; k++) {
        labelling->member_start[k + 1] += labelling->member_start[k];
        at[k] = labelling->member_start[k];
    }
    for (uint32_t d = 0; d < documents; d++) {
        labelling->member[at[labelling->theme[d]]++] = d;
    }
}

static int compare_terms(const void *a, const void *b)
{
    const struct label_term *x = a, *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return x->term < y->term ? -1 : x->term > y->term;
}

/* The terms of one theme with their scores, best first. */
static struct label_term *score_terms(struct labelling *labelling, size_t theme, bool hidden,
                                      struct arena *scratch, size_t *count)
{
    const struct term_table *table = labelling->table;
    VECTOR(struct label_term) scored = {0};
    VECTOR(uint32_t) met = {0};
    size_t from = labelling->member_start[theme], to = labelling->member_start[theme + 1];
    for (size_t m = from; m < to; m++) {
        uint32_t d = labelling->member[m];
        for (size_t i = table->of_document_start[d]; i < table->of_document_start[d + 1]; i++) {
            if (labelling->count[table->of_document[i]]++ == 0) {
                *VECTOR_PUSH(scratch, &met) = table->of_document[i];
            }
        }
    }
    double size = (double)(to - from), all = (double)table->document_count;
    for (size_t i = 0; i < met.count; i++) {
        uint32_t term = met.items[i], documents = labelling->count[term];
        labelling->count[term] = 0;
        bool enough = documents >= (size < 4 ? 1 : 2) && documents >= COVERAGE_FLOOR * size;
        double npmi = terms_npmi(documents, size, table->term[term].documents, all);
        if (enough && npmi > 0 && (hidden || !table->term[term].hidden)) {
            *VECTOR_PUSH(scratch, &scored) =
                (struct label_term){term, documents, npmi * sqrt(documents / size)};
        }
    }
    if (scored.count > 0) {
        qsort(scored.items, scored.count, sizeof *scored.items, compare_terms);
    }
    *count = scored.count;
    return scored.items;
}

static double pair_npmi(const struct term_table *table, uint32_t a, uint32_t b)
{
    size_t limit = table->document_count < PAIR_DOCUMENTS ? table->document_count : PAIR_DOCUMENTS;
    double share = (double)limit / (double)table->document_count;
    double both = (double)terms_together(table, a, b, limit);
    return terms_npmi(both, table->term[a].documents * share, table->term[b].documents * share,
                      (double)limit);
}

/* Picks the list: each time the term with the best score, raised or lowered by how it goes with
 * those picked before. */
static void pick_terms(const struct labelling *labelling, const struct label_term *scored,
                       size_t count, struct label *label)
{
    double together[POOL] = {0};
    bool used[POOL] = {false};
    size_t pool = 0;
    const struct label_term *candidate[POOL];
    for (size_t i = 0; i < count && pool < POOL; i++) {
        if (scored[i].score >= NEARLY_AS_STRONG * labelling->best[scored[i].term]) {
            candidate[pool++] = &scored[i];
        }
    }
    while (label->term_count < LABEL_TERMS && label->term_count < pool) {
        size_t best = POOL;
        double most = -HUGE_VAL;
        for (size_t i = 0; i < pool; i++) {
            double fit = label->term_count > 0 ? together[i] / (double)label->term_count : 0;
            double value = candidate[i]->score * exp(TOGETHER_STRENGTH * fit);
            if (!used[i] && value > most) {
                most = value;
                best = i;
            }
        }
        if (label->term_count >= LISTED_ANYHOW &&
            together[best] < TOGETHER_LEAST * (double)label->term_count) {
            break;
        }
        used[best] = true;
        label->term[label->term_count++] = *candidate[best];
        for (size_t i = 0; i < pool; i++) {
            if (!used[i]) {
                together[i] +=
                    pair_npmi(labelling->table, candidate[i]->term, candidate[best]->term);
            }
        }
    }
}

/* --- the label -------------------------------------------------------------------------------- */

static double head_value(const struct labelling *labelling, const struct label *label, size_t i)
{
    uint8_t words = labelling->table->term[label->term[i].term].words;
    double bonus = words == 2 || words == 3 ? PHRASE_BONUS : 1;
    return label->term[i].score * bonus;
}

/* How many documents of the theme hold the term and none of those in `covered`. */
static size_t new_documents(const struct labelling *labelling, size_t theme, uint32_t term,
                            bool *covered, bool mark)
{
    const struct term_table *table = labelling->table;
    size_t found = 0;
    for (size_t i = table->documents_start[term]; i < table->documents_start[term + 1]; i++) {
        uint32_t document = table->documents[i];
        if (labelling->theme[document] == theme && !covered[document]) {
            found++;
            covered[document] = covered[document] || mark;
        }
    }
    return found;
}

static bool shares_word(const char *a, const char *b)
{
    return strstr(a, b) != NULL || strstr(b, a) != NULL;
}

/* Is `word`, of `size` bytes, one of the words of the phrase? */
static bool is_word_of(const char *word, size_t size, const char *phrase)
{
    while (*phrase != '\0') {
        size_t length = strcspn(phrase, " ");
        if (length == size && memcmp(word, phrase, size) == 0) {
            return true;
        }
        phrase += length + (phrase[length] == ' ');
    }
    return false;
}

static bool has_word_in_common(const char *one, const char *other)
{
    while (*one != '\0') {
        size_t length = strcspn(one, " ");
        if (is_word_of(one, length, other)) {
            return true;
        }
        one += length + (one[length] == ' ');
    }
    return false;
}

/* The phrase of two words that says better what chosen[c] means ("begrijpelijke taal" for
 * "begrijpelijke"): the commonest that stands for two fifths of the word and says nothing of the
 * others over again; chosen[c] itself when there is none. */
static size_t in_a_phrase(const struct labelling *labelling, const struct label *label,
                          const size_t *chosen, size_t count, size_t c)
{
    const struct term_table *table = labelling->table;
    const struct label_term *word = &label->term[chosen[c]];
    const char *name = table->term[word->term].text;
    size_t best = chosen[c];
    uint32_t most = 0;
    for (size_t i = 0; table->term[word->term].words == 1 && i < label->term_count; i++) {
        const struct label_term *phrase = &label->term[i];
        const char *text = table->term[phrase->term].text;
        bool fits = table->term[phrase->term].words == 2 && is_word_of(name, strlen(name), text) &&
                    5 * phrase->documents >= 2 * word->documents && phrase->documents > most;
        for (size_t other = 0; fits && other < count; other++) {
            const char *its = table->term[label->term[chosen[other]].term].text;
            fits = other == c || (!shares_word(text, its) && !has_word_in_common(text, its));
        }
        if (fits) {
            most = phrase->documents;
            best = i;
        }
    }
    return best;
}

static void write_label(struct labelling *labelling, size_t theme, struct label *label)
{
    const struct term_table *table = labelling->table;
    size_t chosen[3] = {0}, count = 1;
    for (size_t i = 1; i < label->term_count && i < HEADS; i++) {
        if (head_value(labelling, label, i) > head_value(labelling, label, chosen[0])) {
            chosen[0] = i;
        }
    }
    struct arena *scratch = arena_create();
    bool *covered = arena_alloc(scratch, table->document_count);
    new_documents(labelling, theme, label->term[chosen[0]].term, covered, true);
    while (count < 3) {
        size_t best = LABEL_TERMS;
        double most = 0;
        for (size_t i = 0; i < label->term_count && i < HEADS; i++) {
            const char *text = table->term[label->term[i].term].text;
            bool repeats = false;
            for (size_t c = 0; c < count; c++) {
                repeats =
                    repeats || shares_word(text, table->term[label->term[chosen[c]].term].text);
            }
            double value = repeats ? 0
                                   : label->term[i].score *
                                         (double)new_documents(labelling, theme,
                                                               label->term[i].term, covered, false);
            if (value > most) {
                most = value;
                best = i;
            }
        }
        if (best == LABEL_TERMS) {
            break;
        }
        new_documents(labelling, theme, label->term[best].term, covered, true);
        chosen[count++] = best;
    }
    for (size_t c = 0; c < count; c++) {
        chosen[c] = in_a_phrase(labelling, label, chosen, count, c);
    }
    struct text text = text_create(labelling->arena);
    for (size_t c = 0; c < count; c++) {
        text_add(&text, c == 0 ? "" : c == 1 ? " - " : ", ");
        text_add(&text, table->term[label->term[chosen[c]].term].text);
    }
    label->text = text.bytes;
    arena_destroy(scratch);
}

static void label_theme(struct labelling *labelling, size_t theme, struct label *label)
{
    struct arena *scratch = arena_create();
    size_t count;
    struct label_term *scored = score_terms(labelling, theme, false, scratch, &count);
    if (count == 0) { /* nothing but words that are everywhere: those, then */
        scored = score_terms(labelling, theme, true, scratch, &count);
        for (size_t i = 0; i < count; i++) {
            labelling->best[scored[i].term] = scored[i].score;
        }
    }
    pick_terms(labelling, scored, count, label);
    if (label->term_count > 0) {
        write_label(labelling, theme, label);
    } else {
        label->text = arena_printf(labelling->arena, "%zu", theme + 1);
    }
    arena_destroy(scratch);
}

struct label *label_themes(struct arena *arena, const struct term_table *table,
                           const uint32_t *theme, size_t theme_count)
{
    struct label *labels = arena_alloc_array(arena, theme_count, sizeof *labels);
    struct labelling labelling = {
        .arena = arena, .table = table, .theme = theme, .theme_count = theme_count};
    labelling.best = arena_alloc_array(arena, table->count, sizeof *labelling.best);
    labelling.count = arena_alloc_array(arena, table->count, sizeof *labelling.count);
    list_members(&labelling);
    for (size_t k = 0; k < theme_count; k++) {
        struct arena *scratch = arena_create();
        size_t count;
        struct label_term *scored = score_terms(&labelling, k, false, scratch, &count);
        for (size_t i = 0; i < count; i++) {
            double *best = &labelling.best[scored[i].term];
            *best = scored[i].score > *best ? scored[i].score : *best;
        }
        arena_destroy(scratch);
    }
    for (size_t k = 0; k < theme_count; k++) {
        label_theme(&labelling, k, &labels[k]);
    }
    return labels;
}
