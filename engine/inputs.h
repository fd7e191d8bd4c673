/* inputs: all that an edition is made from, in reading order, and whether anything changed.
 *
 * Reading order: settings, programme, corrections, the rest by name, decisions. Beside the files of
 * the folder, the decisions.csv and the reference/ folder beside the store are inputs: their paths
 * begin with "../".
 */
#ifndef ENGINE_INPUTS_H
#define ENGINE_INPUTS_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/hash.h"
#include "engine/folder.h"
#include "engine/read/source.h"
#include "engine/store/store.h"

enum input_role {
    INPUT_SETTINGS,  /* edition.ini */
    INPUT_PROGRAMME, /* called programme or programma */
    INPUT_CORRECTIONS,
    INPUT_DATA,      /* recognise says what it is */
    INPUT_TEXT,      /* texts/..., templates, pictures: used by reports, hashed here */
    INPUT_REFERENCE, /* overlay */
    INPUT_NAMES,     /* of themes: last, as decisions are, for the same reason */
    INPUT_DECISIONS /* needed after the last row only; last, because a run that finds names in doubt
                       writes this file, and the numbers of the other sources must stay */
};

struct input {
    struct folder_file file;
    enum input_role role;
    struct source_bytes bytes; /* after inputs_load */
    char hash[HASH_TEXT];      /* after inputs_hash_files, before that empty */
};

struct inputs {
    struct folder folder;
    struct input *items;
    size_t count;
};

/* Lists the inputs. `beside` is the folder of the store, NULL when there is no store. */
bool inputs_list(struct arena *arena, const char *folder, const char *beside, struct inputs *inputs,
                 struct error *error);
/* `report` itself writes themes.csv and decisions.csv: does the file say nothing until somebody
 * fills it in? What themes are called is read when they are shown. */
bool inputs_says_nothing(struct arena *arena, const struct input *input, bool *nothing,
                         struct error *error);
/* What the last read saw of both: the inputs without those that say nothing and were not there
 * then; and neither with the names of themes, which no read needs. `stored` is made shorter in
 * place. */
bool inputs_as_read(struct arena *arena, const struct inputs *inputs, struct stored_source *stored,
                    size_t *count, struct inputs *seen, struct error *error);
/* Are these the files of the last read, by size, inode and times? Nothing is read. */
bool inputs_look_unchanged(const struct inputs *inputs, const struct stored_source *stored,
                           size_t count);
/* Loads every file. */
bool inputs_load(struct arena *arena, struct inputs *inputs, struct error *error);
/* Whether files that are mapped are still as they were listed, by size, inode and time: what was
 * read there piece by piece is then of one and the same file. Else ERROR_CHANGED. */
bool inputs_hold(const struct inputs *inputs, struct error *error);
/* Hashes what was loaded, but for files that have their hash already. */
void inputs_hash_files(struct inputs *inputs, int threads);
/* Only files that have as many bytes as another one: no other can be a copy. */
void inputs_hash_alike(struct inputs *inputs, int threads);
/* The hashes that are missing, in pieces of a millisecond for whoever has time. */
struct parallel_pieces *inputs_hashing_create(struct arena *arena, struct inputs *inputs);
/* Bytes of all files. */
size_t inputs_size(const struct inputs *inputs);
/* One hash over paths and contents of the inputs that have an effect: uses[i] for items[i]. */
void inputs_hash(const struct inputs *inputs, const bool *uses, char text[HASH_TEXT]);

#endif
