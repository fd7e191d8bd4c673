/* pending_event: one event of a list, kept until its partner is found. Internal to recognise/. */
#ifndef ENGINE_RECOGNISE_PENDING_EVENT_H
#define ENGINE_RECOGNISE_PENDING_EVENT_H

#include "engine/clean/status.h"
#include "engine/record/source.h"

struct pending_event {
    struct row row; /* strings live in the arena of the file */
    enum presence_action action;
    struct moment at;
    int64_t instant; /* of `at`, while the events are sorted */
    uint32_t person; /* number of the key */
    size_t number;   /* order in the file */
    bool paired;
};

#endif
