/* leaving: see leaving.h. */
#include "engine/settle/leaving.h"

struct leaving {
    struct settle *settle;
    size_t at;                        /* stretch */
    uint32_t next;                    /* row that is looked at next */
    uint32_t gone;                    /* rows before this one are gone, or stay */
    VECTOR(struct stretch) stretches; /* of rows that stay */
};

struct leaving *leaving_begin(struct settle *settle)
{
    struct leaving *leaving = arena_alloc(settle->arena, sizeof *leaving);
    leaving->settle = settle;
    return leaving;
}

static void add_stretch(struct leaving *leaving, const struct stretch *whole, uint32_t first,
                        uint32_t end)
{
    struct stretch *stretch = VECTOR_PUSH(leaving->settle->arena, &leaving->stretches);
    *stretch = *whole;
    stretch->first = first;
    stretch->end = end;
}

/* Rows up to `end` go. A few are not worth asking the system. */
static void go(struct leaving *leaving, uint32_t end)
{
    enum { WORTH = 1024 };
    struct raw_row *rows = leaving->settle->rows.items;
    if (end - leaving->gone >= WORTH) {
        arena_forget(&rows[leaving->gone], (end - leaving->gone) * sizeof *rows);
    }
    leaving->gone = end;
}

/* A record stays, in a stretch with the one before it when that stays as well. */
static void stay(struct leaving *leaving, const struct stretch *whole, uint32_t first, uint32_t end)
{
    struct stretch *last = &leaving->stretches.items[leaving->stretches.count - 1];
    if (last->end == first && last->end > last->first) {
        last->end = end;
    } else {
        go(leaving, first);
        add_stretch(leaving, whole, first, end);
    }
    leaving->gone = end;
}

/* Of a stretch, records that begin before `end`. */
static void leave(struct leaving *leaving, const struct stretch *whole, uint32_t end)
{
    if (leaving->next == whole->first) {
        /* One without rows still says which time was its newest. */
        add_stretch(leaving, whole, whole->first, whole->first);
        leaving->gone = whole->first;
    }
    while (leaving->next < end) {
        uint32_t first = leaving->next;
        if (!balance_counted(leaving->settle, whole, &leaving->next)) {
            stay(leaving, whole, first, leaving->next);
        }
    }
    go(leaving, end);
}

void leaving_behind(struct leaving *leaving, uint32_t row)
{
    const struct settle *settle = leaving->settle;
    while (leaving->at < settle->stretches.count && leaving->next < row) {
        const struct stretch *stretch = &settle->stretches.items[leaving->at];
        bool stays = (stretch->says & SAYS_PRESENCE) != 0;
        uint32_t end = row < stretch->end ? row : stretch->end;
        if (!stays) {
            leave(leaving, stretch, end);
        } else if (end == stretch->end) {
            add_stretch(leaving, stretch, stretch->first, stretch->end);
        }
        leaving->next = end;
        leaving->at += end == stretch->end;
    }
}

void leaving_end(struct leaving *leaving)
{
    struct settle *settle = leaving->settle;
    leaving_behind(leaving, (uint32_t)settle->rows.count);
    settle->stretches.items = leaving->stretches.items;
    settle->stretches.count = leaving->stretches.count;
    settle->stretches.capacity = leaving->stretches.capacity;
}
