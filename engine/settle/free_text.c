/* free_text: what people wrote, without names, addresses and numbers. It needs nothing but the
 * names on the lists, so it goes beside the decisions about rows. Free text is the longest part of
 * a large edition: it is scrubbed in blocks of rows, on all threads.
 */
#include "engine/base/parallel.h"
#include "engine/settle/collect.h"

/* Rows whose answers are scrubbed in one go. */
struct block {
    const struct source *source;
    uint32_t first, end;
    struct arena *arena; /* no two threads may allocate from one */
};

struct scrubbing {
    const struct settle *settle;
    VECTOR(struct block) blocks;
};

static bool has_open_question(const struct source *source)
{
    for (size_t i = 0; i < source->question_count; i++) {
        if (source->questions[i].kind == QUESTION_OPEN) {
            return true;
        }
    }
    return false;
}

static void add_blocks(struct scrubbing *work, struct arena *arena, const struct stretch *stretch)
{
    enum { ROWS_AT_ONCE = 4096 };
    const struct source *source = work->settle->sources.items[stretch->source];
    for (uint32_t at = stretch->first; has_open_question(source) && at < stretch->end;) {
        uint32_t left = stretch->end - at;
        uint32_t count = left < ROWS_AT_ONCE ? left : ROWS_AT_ONCE;
        *VECTOR_PUSH(arena, &work->blocks) =
            (struct block){.source = source, .first = at, .end = at + count};
        at += count;
    }
}

static void scrub_row(const struct settle *settle, struct block *block, const struct raw_row *row)
{
    for (uint32_t i = row->first_answer; i < row->first_answer + row->answer_count; i++) {
        const struct answer_cell *cell = &settle->answers.items[i];
        if (block->source->questions[cell->question].kind == QUESTION_OPEN) {
            settle->scrubbed[i] = scrub(block->arena, settle->scrubber, cell->text);
        }
    }
}

/* Rows of a copy say what those of its original say. */
static void scrub_block(void *context, size_t number)
{
    const struct scrubbing *work = context;
    const struct settle *settle = work->settle;
    struct block *block = &work->blocks.items[number];
    block->arena = arena_create();
    for (uint32_t i = block->first; i < block->end; i++) {
        const struct raw_row *row = &settle->rows.items[i];
        if (!settle->is_copy.items[row->source]) {
            scrub_row(settle, block, row);
        }
    }
}

static void free_blocks(void *context)
{
    const struct scrubbing *work = context;
    for (size_t i = 0; i < work->blocks.count; i++) {
        arena_destroy(work->blocks.items[i].arena);
    }
}

void free_text_settle(struct settle *settle)
{
    for (uint32_t i = 0; i < intern_count(settle->names); i++) {
        scrubber_add_name(settle->scrubber, intern_string(settle->names, i));
    }
    struct scrubbing *work = arena_alloc(settle->arena, sizeof *work);
    work->settle = settle;
    STRETCH_EACH (at, settle, SAYS_ANSWERS) {
        add_blocks(work, settle->arena, at);
    }
    arena_adopt(settle->arena, free_blocks, work);
    settle->scrubbed =
        arena_alloc_array(settle->passing, settle->answers.count + 1, sizeof *settle->scrubbed);
    parallel_for(settle->options.threads, work->blocks.count, scrub_block, work);
}
