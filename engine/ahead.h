/* ahead: the small files of an edition, read side by side on several threads before their turn.
 *
 * What recognise says of a file depends on the file, on the settings and corrections, which are
 * read before all data, and on the titles of the programme that are known by then. So each file is
 * read with what is known at the start and what it says is recorded; in its turn it says it again.
 * A file whose turn comes when more titles are known is read once more, as if nothing had been read
 * ahead. The result is the same for any number of threads.
 */
#ifndef ENGINE_AHEAD_H
#define ENGINE_AHEAD_H

#include "engine/base/arena.h"
#include "engine/inputs.h"
#include "engine/recognise/recognise.h"

struct ahead;

/* A file that may be read ahead; `source` as recognise wants it. */
struct ahead_file {
    const struct input *input;
    struct source *source;
    struct file_override override;
};

/* Reads those of the files for which it is worth while; with one thread, none. `known` holds
 * headings, corrections and titles. What the sources say lives in `arena`. */
struct ahead *ahead_read(struct arena *arena, int threads, const struct recognise_context *known,
                         const struct ahead_file *files, size_t count);
/* When the input was read ahead, and with as many titles as are known now: says what it said, and
 * is true. Otherwise the source is as it was before. Once for each input. NULL: nothing was read.
 */
bool ahead_say(struct ahead *ahead, const struct input *input, size_t titles,
               const struct row_sink *rows, const struct finding_sink *findings);

#endif
