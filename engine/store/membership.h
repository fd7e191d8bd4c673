/* membership: which municipalities an organisation stands for, one row per pair. */
#ifndef ENGINE_STORE_MEMBERSHIP_H
#define ENGINE_STORE_MEMBERSHIP_H

#include <stdint.h>

struct membership {
    uint32_t organisation, municipality;
};

#endif
