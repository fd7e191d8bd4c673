/* free_text: what people wrote, without names, addresses and numbers. It needs nothing but the
 * names on the lists, so it goes beside the decisions about rows. Free text is the longest part of
 * a large edition: it is scrubbed in blocks of answers, by whoever has time.
 */
#include <assert.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/settle/collect.h"

/* Answers of one source that are scrubbed in one go. */
struct block {
    const struct source *source;
    uint32_t first, end;
    struct arena *arena; /* no two threads may allocate from one */
};

struct scrubbing {
    struct settle *settle;
    VECTOR(struct block) blocks;
    struct parallel_pieces *pieces;
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

static void add_blocks(struct scrubbing *work, const struct stretch *stretch)
{
    enum { AT_ONCE = 4096 };
    struct settle *settle = work->settle;
    uint32_t end = settle_first_answer(settle, stretch->end);
    for (uint32_t at = settle_first_answer(settle, stretch->first); at < end; at += AT_ONCE) {
        *VECTOR_PUSH(settle->arena, &work->blocks) =
            (struct block){.source = settle->sources.items[stretch->source],
                           .first = at,
                           .end = end - at < AT_ONCE ? end : at + AT_ONCE};
    }
}

/* A text that is lent is looked at in a copy of its own, with a NUL behind it: another program may
 * write to the file meanwhile. What is scrubbed is lent no more. (Whether the file is the same in
 * the end: inputs_hold.) */
static void scrub_lent(const struct settle *settle, struct arena *arena, struct text *copy,
                       struct answer_cell *cell)
{
    text_clear(copy);
    text_add_bytes(copy, cell->text, cell->size);
    const char *scrubbed = scrub_sized(arena, settle->scrubber, copy->bytes, cell->size);
    cell->lent = scrubbed == copy->bytes;
    cell->scrubbed = cell->lent ? cell->text : scrubbed;
}

static void scrub_block(void *context, size_t number)
{
    const struct scrubbing *work = context;
    const struct settle *settle = work->settle;
    struct block *block = &work->blocks.items[number];
    block->arena = arena_create();
    struct text copy = text_create(arena_create());
    for (uint32_t i = block->first; i < block->end; i++) {
        struct answer_cell *cell = &settle->answers.items[i];
        if (block->source->questions[cell->question].kind != QUESTION_OPEN) {
            continue;
        }
        assert(!cell->has_number);
        cell->scrubbed = NULL;
        if (cell->lent) {
            scrub_lent(settle, block->arena, &copy, cell);
        } else if (!text_is_blank(cell->text)) {
            size_t size = cell->size == 0 ? strlen(cell->text) : cell->size;
            cell->scrubbed = scrub_sized(block->arena, settle->scrubber, cell->text, size);
        }
    }
    arena_destroy(copy.arena);
}

static void free_blocks(void *context)
{
    const struct scrubbing *work = context;
    for (size_t i = 0; i < work->blocks.count; i++) {
        arena_destroy(work->blocks.items[i].arena);
    }
}

struct scrubbing *free_text_create(struct settle *settle)
{
    struct scrubbing *work = arena_alloc(settle->arena, sizeof *work);
    work->settle = settle;
    work->pieces = parallel_pieces_create(settle->arena, PIECES_AT_ONCE);
    arena_adopt(settle->arena, free_blocks, work);
    return work;
}

/* Rows of a copy say what those of its original say. */
void free_text_begin(struct settle *settle)
{
    struct scrubbing *work = settle->scrubbing;
    for (uint32_t i = 0; i < intern_count(settle->names); i++) {
        scrubber_add_name(settle->scrubber, intern_string(settle->names, i));
    }
    STRETCH_EACH (at, settle, SAYS_ANSWERS) {
        if (!settle->is_copy.items[at->source] &&
            has_open_question(settle->sources.items[at->source])) {
            add_blocks(work, at);
        }
    }
    parallel_pieces_begin(work->pieces, work->blocks.count, scrub_block, work);
}

void free_text_settle(struct settle *settle)
{
    settle_finish_pieces(settle, settle->scrubbing->pieces);
}

struct parallel_pieces *settle_scrubbing(struct settle *settle)
{
    return settle->scrubbing->pieces;
}
