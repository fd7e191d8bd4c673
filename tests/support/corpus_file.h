/* corpus_file: a labelled set of fixtures/corpora (id,label,text and perhaps more) for tests of the
 * themes. */
#ifndef TESTS_SUPPORT_CORPUS_FILE_H
#define TESTS_SUPPORT_CORPUS_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

struct corpus_file {
    const char **text;
    uint32_t *label;   /* numbered in order of arrival */
    const char **name; /* per label */
    /* Columns behind id, label and text as numbers in order of arrival; UINT32_MAX: empty. */
    uint32_t *session, *day, *municipality;
    size_t count, label_count;
};

/* Fails the running test when the file cannot be read. */
struct corpus_file *corpus_file_read(struct arena *arena, const char *path);

/* Agreement of two divisions: mutual information over the mean of the entropies, and the adjusted
 * Rand index (Hubert and Arabie 1985). */
double corpus_file_nmi(const uint32_t *one, const uint32_t *other, size_t count);
double corpus_file_ari(const uint32_t *one, const uint32_t *other, size_t count);

#endif
