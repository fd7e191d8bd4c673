/* seal: what is about one person leaves a stored edition; its counts, figures and findings stay.
 *
 *     struct sealed_counts counts;
 *     ok = store_seal(store, edition.number, "2024-02-01", words, count, &counts, &error) &&
 *          store_scour(store, &error);
 *
 * Sealing is one transaction: after a crash or a kill the edition is sealed or as it was. What is
 * erased is overwritten with zeros on its pages (secure_delete); scouring then writes the file
 * anew, which also removes what earlier, plainer deletions left behind. A program that was killed
 * between the two scours the next time.
 */
#ifndef ENGINE_STORE_SEAL_H
#define ENGINE_STORE_SEAL_H

#include "engine/record/edition.h"
#include "engine/store/store.h"

/* What stays of a remark: its words, without their order. */
struct remark_words {
    int64_t session; /* INT64_MIN: none */
    const char *words;
};

/* How many rows there are to erase. */
struct sealed_counts {
    int64_t persons, registrations, presences, responses, remarks;
};

/* The remarks of the edition, for the caller to take apart: `words` is the scrubbed text as it was
 * written, in the order of the files. */
bool store_remarks(struct store *store, struct arena *arena, int64_t edition,
                   struct remark_words **remarks, size_t *count, struct error *error);
/* Erases the rows of persons, keeps the words and marks the edition with the day. `counts` is what
 * was erased. */
bool store_seal(struct store *store, int64_t edition, const char *day,
                const struct remark_words *words, size_t count, struct sealed_counts *counts,
                struct error *error);
/* One person leaves an edition whose files are gone: the words go, the numbers stay, and `instead`
 * takes the place of the pseudonym. False in *found when the store knows no such person. */
bool store_forget_person(struct store *store, int64_t edition,
                         const unsigned char pseudonym[PSEUDONYM_BYTES],
                         const unsigned char instead[PSEUDONYM_BYTES], bool *found,
                         struct error *error);
/* Writes the file anew, without the traces of what was deleted. Not within a transaction. */
bool store_scour(struct store *store, struct error *error);

#endif
