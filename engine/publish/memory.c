/* memory: see memory.h. Line by line: "c VALUE STATE FROM TO KEY" for a cell, "s TOTAL PART ..."
 * for a sum; the first line says the version. */
#include "engine/publish/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"

static const char version[] = "memory 1\n";

const char *memory_text(struct arena *arena, const struct memory *memory)
{
    struct text text = text_create(arena);
    text_add(&text, version);
    for (size_t i = 0; i < memory->cell_count; i++) {
        const struct memory_cell *cell = &memory->cells[i];
        text_printf(&text, "c %" PRId64 " %d %" PRId64 " %" PRId64 " ", cell->value,
                    (int)cell->state, cell->from, cell->to);
        for (const char *c = cell->key; *c != '\0'; c++) {
            text_add_char(&text, *c == '\n' ? ' ' : *c);
        }
        text_add_char(&text, '\n');
    }
    for (size_t i = 0; i < memory->sum_count; i++) {
        const struct protect_sum *sum = &memory->sums[i];
        text_printf(&text, "s %zu", sum->total);
        for (size_t k = 0; k < sum->count; k++) {
            text_printf(&text, " %zu", sum->parts[k]);
        }
        text_add_char(&text, '\n');
    }
    return text.bytes;
}

/* A whole number and the blank behind it. */
static bool take_number(const char **at, int64_t *number)
{
    char *end;
    *number = strtoll(*at, &end, 10);
    bool good = end != *at && (*end == ' ' || *end == '\n');
    *at = end + (*end == ' ');
    return good;
}

static bool read_cell(struct arena *arena, const char *at, const char *end,
                      struct memory_cell *cell)
{
    int64_t state;
    if (!take_number(&at, &cell->value) || !take_number(&at, &state) ||
        !take_number(&at, &cell->from) || !take_number(&at, &cell->to) || at > end ||
        cell->value < 0 || state < PROTECT_SHOWN || state > PROTECT_CLASS) {
        return false;
    }
    cell->state = (enum protect_state)state;
    cell->key = arena_copy(arena, at, (size_t)(end - at));
    return true;
}

static bool read_sum(struct arena *arena, const char *at, const char *end, size_t cells,
                     struct protect_sum *sum)
{
    VECTOR(size_t) parts = {0};
    int64_t total;
    int64_t part;
    if (!take_number(&at, &total) || total < 0 || (uint64_t)total >= cells) {
        return false;
    }
    while (at < end) {
        if (!take_number(&at, &part) || part < 0 || (uint64_t)part >= cells) {
            return false;
        }
        *VECTOR_PUSH(arena, &parts) = (size_t)part;
    }
    *sum = (struct protect_sum){(size_t)total, parts.items, parts.count};
    return true;
}

bool memory_read(struct arena *arena, const char *text, struct memory *memory)
{
    VECTOR(struct memory_cell) cells = {0};
    VECTOR(struct protect_sum) sums = {0};
    if (text == NULL || !text_starts_with(text, version)) {
        return false;
    }
    for (const char *line = text + strlen(version); *line != '\0';) {
        const char *end = strchr(line, '\n');
        if (end == NULL || line[1] != ' ' ||
            !(line[0] == 'c' ? read_cell(arena, line + 2, end, VECTOR_PUSH(arena, &cells))
              : line[0] == 's'
                  ? read_sum(arena, line + 2, end, cells.count, VECTOR_PUSH(arena, &sums))
                  : false)) {
            return false;
        }
        line = end + 1;
    }
    *memory = (struct memory){cells.items, cells.count, sums.items, sums.count};
    return true;
}
