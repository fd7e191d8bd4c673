/* remains: the files of an edition beside what the store knows of them, without taking them in:
 * which are still there, changed, new or gone. For `forget`, and for whoever meets a sealed
 * edition. */
#ifndef ENGINE_COMMAND_REMAINS_H
#define ENGINE_COMMAND_REMAINS_H

#include "engine/base/language.h"
#include "engine/store/store.h"

enum remain_state { REMAIN_SAME, REMAIN_CHANGED, REMAIN_NEW };

struct remain {
    const char *path; /* within the folder */
    enum remain_state state;
    bool own;          /* new, and written by `report` for a person to fill in: nobody did yet */
    bool about_people; /* holds, or may hold, what sealing erases from the store */
};

struct remains {
    struct remain *items; /* by role, then path */
    size_t count;
    size_t about_people; /* of these */
    size_t changed;      /* changed or new, and not our own */
    size_t gone;         /* files about people that were read and are no longer there */
};

/* What lies beside the store (decisions of all editions, reference data) belongs to no edition and
 * is left out. A file whose times differ is hashed to see whether it changed. */
bool remains_list(struct store *store, struct arena *arena, const char *folder, const char *id,
                  struct remains *remains, struct error *error);
/* The finding about a sealed edition, with how many files are there, changed and gone. */
const char *remains_sentence(struct arena *arena, const struct remains *remains,
                             enum language language);

#endif
