/* blocks: see blocks.h. A block is read by a copy of the reading with a source of its own, so that
 * no thread writes what another one reads: what it counts is added when it is handed over. */
#include "engine/recognise/blocks.h"

#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/read/source.h"
#include "engine/recognise/plan.h"
#include "engine/recognise/rows.h"

/* In bytes of text; what is measured in blocks is so for a block of any size. */
enum {
    BLOCK = 128 * 1024, /* when nobody asks for another */
    SLACK = 1,          /* blocks that the last record of a block may be longer */
    WORTH = 2,          /* blocks: less text is read as fast by one */
    PATIENCE = 2        /* blocks the first time; then twice as long each time */
};

/* A finding, and how many rows came before it. */
struct said {
    struct finding finding;
    size_t rows;
};

/* One block while it is read and handed over; then its place is used for a later one. */
struct block {
    struct arena *arena; /* as long as the run */
    struct arena *keep;  /* what was made for the rows of this block */
    struct arena_mark empty;
    struct reading reading;
    struct source source;
    struct row_sink row_sink;
    struct finding_sink finding_sink;
    struct delimited *text;
    const struct row_packing *packing;
    void *pack; /* its rows */
    size_t row_count;
    VECTOR(struct said) findings;
    bool begins; /* some record begins in it */
    size_t start, end;
    long lines;
    bool stopped; /* at something that may be more than a row */
};

struct run {
    struct reading *reading;
    const struct row_packing *packing;
    struct source source; /* as it was at the start: nothing of it that rows look at changes */
    size_t start, size;
    size_t block;             /* bytes of each */
    size_t rested;            /* what stands before it left the memory */
    struct table_place place; /* everything before it was handed over */
    size_t block_count;
    struct block blocks[PARALLEL_WINDOW];
};

bool blocks_is_row(const struct plan *plan, size_t filled_cells)
{
    return filled_cells >= 2 || (filled_cells == 1 && plan->count == 1);
}

/* -- rows for a sink that takes them one by one ------------------------------------------------ */

struct waiting {
    struct arena *arena;
    VECTOR(struct row) rows;
};

static void *waiting_create(void)
{
    struct arena *arena = arena_create();
    struct waiting *waiting = arena_alloc(arena, sizeof *waiting);
    waiting->arena = arena;
    return waiting;
}

static void waiting_add(void *pack, const struct row *row)
{
    struct waiting *waiting = pack;
    *VECTOR_PUSH(waiting->arena, &waiting->rows) = *row;
}

static void waiting_take(const struct row_sink *sink, void *pack, size_t from, size_t to,
                         long lines)
{
    struct waiting *waiting = pack;
    for (size_t i = from; i < to && sink->row != NULL; i++) {
        waiting->rows.items[i].line += lines;
        sink->row(sink->context, &waiting->rows.items[i]);
    }
}

static void waiting_empty(void *pack)
{
    struct waiting *waiting = pack;
    waiting->rows.count = 0;
}

static void waiting_destroy(const struct row_sink *sink, void *pack)
{
    (void)sink;
    struct waiting *waiting = pack;
    arena_destroy(waiting->arena);
}

static const struct row_packing one_by_one = {waiting_create, waiting_add, waiting_take,
                                              waiting_empty, waiting_destroy};

/* -- reading a block, on any thread ----------------------------------------------------------- */

static void take_row(void *context, const struct row *row)
{
    struct block *block = context;
    block->packing->add(block->pack, row);
    block->row_count++;
}

static void take_finding(void *context, const struct finding *finding)
{
    struct block *block = context;
    struct said *said = VECTOR_PUSH(block->arena, &block->findings);
    *said = (struct said){*finding, block->row_count};
    said->finding.detail = arena_strdup(block->keep, finding->detail);
}

/* Where the first record of that block begins; the end of the block when none seems to. */
static size_t start_of(const struct run *run, struct block *block, size_t index)
{
    size_t from = run->start + index * run->block;
    size_t end = from + run->block < run->size ? from + run->block : run->size;
    return index == 0 ? from : delimited_guess_start(block->text, from, end);
}

/* The start of the next block in which a record begins. */
static size_t end_of(const struct run *run, struct block *block, size_t index)
{
    for (size_t next = index + 1; run->start + next * run->block < run->size; next++) {
        size_t start = start_of(run, block, next);
        if (start < run->start + (next + 1) * run->block) {
            return start;
        }
    }
    return run->size;
}

static void empty_block(struct run *run, struct block *block)
{
    arena_release(block->keep, block->empty);
    block->packing->empty(block->pack);
    block->row_count = block->findings.count = 0;
    block->source = run->source;
    block->source.rows_read = block->source.rows_rejected = block->source.rows_bad = 0;
    block->stopped = false;
}

static bool is_row(const struct plan *plan, const struct record *record)
{
    size_t filled = 0;
    for (size_t i = 0; i < record->count && filled < 2; i++) {
        filled += !text_is_blank(record->cells[i]);
    }
    return blocks_is_row(plan, filled);
}

static void read_block(void *context, size_t index)
{
    struct run *run = context;
    struct block *block = &run->blocks[index % run->block_count];
    empty_block(run, block);
    block->start = start_of(run, block, index);
    block->begins = index == 0 || block->start < run->start + (index + 1) * run->block;
    size_t end = block->begins ? end_of(run, block, index) : block->start;
    delimited_part(block->text, block->start, end + SLACK * run->block);
    struct delimited_place place = delimited_tell(block->text);
    struct record record;
    while (place.at < end && delimited_next(block->text, &record)) {
        if (!delimited_is_sure(block->text) || !is_row(block->reading.plan, &record)) {
            block->stopped = true;
            break;
        }
        rows_read(&block->reading, &record);
        place = delimited_tell(block->text);
    }
    block->end = place.at;
    block->lines = place.line - 1;
}

/* -- handing over, in order ------------------------------------------------------------------- */

static void add_counts(struct reading *reading, const struct block *block)
{
    struct source *source = reading->source;
    source->rows_read += block->source.rows_read;
    source->rows_rejected += block->source.rows_rejected;
    source->rows_bad += block->source.rows_bad;
    source->dutch_dates |= block->source.dutch_dates;
    reading->saw_registration |= block->reading.saw_registration;
    reading->saw_attendance |= block->reading.saw_attendance;
    reading->saw_evaluation |= block->reading.saw_evaluation;
}

/* Rows and findings in the order in which they were said, with the lines of the file. */
static void hand_over_all(const struct reading *reading, const struct block *block, long lines)
{
    size_t done = 0;
    for (size_t i = 0; i < block->findings.count; i++) {
        struct said *said = &block->findings.items[i];
        block->packing->take(reading->rows, block->pack, done, said->rows, lines);
        done = said->rows;
        said->finding.line += lines;
        if (reading->findings->add != NULL) {
            reading->findings->add(reading->findings->context, &said->finding);
        }
    }
    block->packing->take(reading->rows, block->pack, done, block->row_count, lines);
}

/* A long file does not stay in memory behind who reads it. */
static void rest(struct run *run, size_t at)
{
    enum { REST = 32 * 1024 * 1024 };
    const struct source_bytes *from = run->reading->context->from;
    if (from != NULL && at - run->rested >= REST) {
        source_rest_part(from, run->rested, at);
        run->rested = at;
    }
}

static bool hand_over(void *context, size_t index)
{
    struct run *run = context;
    struct block *block = &run->blocks[index % run->block_count];
    if (!block->begins) {
        return true;
    }
    if (block->start != run->place.text.at) {
        return false;
    }
    hand_over_all(run->reading, block, run->place.text.line - 1);
    add_counts(run->reading, block);
    rest(run, block->end);
    run->place.text.at = block->end;
    run->place.text.line += block->lines;
    return !block->stopped;
}

/* -- the run ---------------------------------------------------------------------------------- */

static void open_block(struct run *run, struct block *block)
{
    block->arena = arena_create();
    block->keep = arena_create();
    block->empty = arena_mark(block->keep);
    block->text = delimited_fork(block->arena, table_text(run->reading->table));
    block->packing = run->packing;
    block->pack = run->packing->create();
    block->row_sink = (struct row_sink){.context = block, .row = take_row};
    block->finding_sink = (struct finding_sink){.context = block, .add = take_finding};
    block->reading = *run->reading;
    block->reading.arena = block->arena;
    block->reading.scratch = block->keep;
    block->reading.source = &block->source;
    block->reading.rows = &block->row_sink;
    block->reading.findings = &block->finding_sink;
    block->reading.table = NULL;
    block->reading.labels = intern_create(block->arena);
    block->reading.label_days.items = NULL;
    block->reading.label_days.count = block->reading.label_days.capacity = 0;
}

static void close_block(const struct run *run, struct block *block)
{
    run->packing->destroy(run->reading->rows, block->pack);
    arena_destroy(block->keep);
    arena_destroy(block->arena);
}

/* Rows of people and of forms say all they know; events wait for each other, tables of another kind
 * are short, and times of the meeting on every row (Webex) are compared with those of the file. */
static bool are_independent(const struct reading *reading)
{
    const struct plan *plan = reading->plan;
    return (plan->kind == PLAN_PEOPLE || plan->kind == PLAN_EVALUATION) &&
           !plan_has(plan, ROLE_EVENT_END) && reading->corrections == 0;
}

static size_t block_size(const struct reading *reading)
{
    return reading->context->block == 0 ? BLOCK : reading->context->block;
}

static bool is_worth_it(const struct reading *reading, const struct blocks_patience *patience)
{
    const struct delimited *text = table_text(reading->table);
    /* Alone, only rows that are packed anyhow come sooner so. */
    int least = reading->rows->packing == NULL ? 2 : 1;
    if (reading->context->threads < least || text == NULL) {
        return false;
    }
    size_t at = delimited_tell(text).at;
    return at >= patience->from && delimited_size(text) - at >= WORTH * block_size(reading) &&
           are_independent(reading) && delimited_may_fork(text);
}

/* What was read ahead and not used was read for nothing: it stays little beside the text when each
 * try waits twice as long as the last. */
static void be_patient(struct blocks_patience *patience, size_t at, size_t block)
{
    patience->bytes = patience->bytes == 0 ? PATIENCE * block : patience->bytes * 2;
    patience->from = at + patience->bytes;
}

void blocks_read(struct reading *reading, struct blocks_patience *patience)
{
    if (!is_worth_it(reading, patience)) {
        return;
    }
    struct arena_mark mark = arena_mark(reading->scratch);
    struct run *run = arena_alloc(reading->scratch, sizeof *run);
    run->reading = reading;
    run->packing = reading->rows->packing == NULL ? &one_by_one : reading->rows->packing;
    run->source = *reading->source;
    run->place = table_tell(reading->table);
    run->start = run->rested = run->place.text.at;
    run->size = delimited_size(table_text(reading->table));
    run->block = block_size(reading);
    size_t count = (run->size - run->start + run->block - 1) / run->block;
    run->block_count = parallel_window(reading->context->threads);
    for (size_t i = 0; i < run->block_count; i++) {
        open_block(run, &run->blocks[i]);
    }
    parallel_in_order(reading->context->threads, count, read_block, hand_over, run);
    for (size_t i = 0; i < run->block_count; i++) {
        close_block(run, &run->blocks[i]);
    }
    table_seek(reading->table, run->place);
    be_patient(patience, run->place.text.at, run->block);
    arena_release(reading->scratch, mark);
}
