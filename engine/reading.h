/* reading: the first floor of the house. Every input of a folder becomes a source; its rows and
 * findings go to settle, one file after another in the order of the inputs, whatever was read
 * ahead. What later stages need of a file (corrections, decisions, residents) is kept here.
 *
 *     struct reading reading = {.arena = arena, .inputs = &inputs, .settings = &settings,
 *                               .settle = settle, .threads = threads};
 *     if (!reading_all(&reading, error)) return false;
 */
#ifndef ENGINE_READING_H
#define ENGINE_READING_H

#include "engine/base/vector.h"
#include "engine/inputs.h"
#include "engine/settings.h"
#include "engine/settle/settle.h"

struct reading {
    struct arena *arena;
    struct inputs *inputs;     /* loaded */
    struct settings *settings; /* the defaults; edition.ini is read into them */
    struct settle *settle;
    int threads;
    /* Told about every file that is read; NULL: nobody listens. */
    void (*progress)(void *context, const char *path, size_t done, size_t total);
    void *progress_context;

    struct headings *headings;
    struct source **sources; /* numbered as the inputs are */
    struct ahead *ahead;     /* NULL: nothing was read ahead */
    bool looked_ahead;
    struct intern *hashes;         /* of files that may be copies, as they were read */
    VECTOR(size_t) titles_of_hash; /* how many titles were known then */
    VECTOR(struct correction) corrections;
    VECTOR(uint32_t) correction_sources;
    VECTOR(const struct source *) decisions;
    const struct source *population; /* residents that replace the reference's; NULL: none */
    size_t recognised;               /* files with people, sessions or figures in them */
};

/* Reads every input. False when the settings do not parse or a file cannot be read. Files that may
 * be copies are hashed: settle asks for no other hash. */
bool reading_all(struct reading *reading, struct error *error);

#endif
