/* moments: when the rows of an edition say that something was, in four bytes each. Internal to
 * settle/.
 *
 * Of millions of rows nearly all moments are a day and a clock to the second in this century: those
 * stand in the code itself. Any other (a date alone, an open order of day and month, a zone) stands
 * in a list, and the code says where; no two codes share a place.
 */
#ifndef ENGINE_SETTLE_MOMENTS_H
#define ENGINE_SETTLE_MOMENTS_H

#include "engine/base/vector.h"
#include "engine/record/moment.h"

struct moments {
    VECTOR(int64_t) others; /* packed (moment.h) */
};

/* Code 0: no moment. */
enum { MOMENTS_PLAIN = MOMENT_DATE | MOMENT_TIME | MOMENT_SECONDS, MOMENTS_CENTURY = 946684799 };
#define MOMENTS_OTHER 0x80000000U

static inline struct moment moments_get(const struct moments *moments, uint32_t code)
{
    if ((code & MOMENTS_OTHER) != 0) {
        return moment_unpack(moments->others.items[code & ~MOMENTS_OTHER]);
    }
    return code == 0 ? (struct moment){0}
                     : (struct moment){(int64_t)code + MOMENTS_CENTURY, MOMENTS_PLAIN};
}

static inline uint32_t moments_put_other(struct moments *moments, struct arena *arena,
                                         int64_t packed)
{
    *VECTOR_PUSH(arena, &moments->others) = packed;
    return MOMENTS_OTHER | (uint32_t)(moments->others.count - 1);
}

/* `arena` is that of all others. */
static inline uint32_t moments_put(struct moments *moments, struct arena *arena,
                                   struct moment moment)
{
    int64_t since = moment.seconds - MOMENTS_CENTURY;
    if (moment.flags == MOMENTS_PLAIN && since > 0 && since < MOMENTS_OTHER) {
        return (uint32_t)since;
    }
    return moment.flags == 0 ? 0 : moments_put_other(moments, arena, moment_pack(moment));
}

/* What had that code is now another moment. */
static inline void moments_change(struct moments *moments, struct arena *arena, uint32_t *code,
                                  struct moment moment)
{
    if ((*code & MOMENTS_OTHER) != 0 && moment.flags != 0) {
        moments->others.items[*code & ~MOMENTS_OTHER] = moment_pack(moment);
    } else {
        *code = moments_put(moments, arena, moment);
    }
}

#endif
