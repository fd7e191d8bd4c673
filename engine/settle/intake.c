/* intake: the rows as recognise hands them over, kept as codes and numbers (collect.h). They come
 * in packs: what the strings of a pack are called in the edition is asked once for all its rows, of
 * all strings together, which waits less for memory than one after the other (intern.h). */
#include <string.h>

#include "engine/settle/pack.h"
#include "engine/unicode/fold.h"

static uint32_t *room(struct arena *arena, uint32_t *numbers, size_t *capacity, size_t count)
{
    if (count > *capacity) {
        numbers = arena_extend(arena, numbers, *capacity, count * 2, sizeof *numbers);
        *capacity = count * 2;
    }
    return numbers;
}

static void ask_strings(struct arena *arena, struct pack_strings *strings, struct intern *intern)
{
    size_t count = strings->items.count;
    strings->codes = room(arena, strings->codes, &strings->code_capacity, count);
    intern_put_all(intern, strings->items.items, count, strings->codes);
}

static uint32_t code_of(const uint32_t *codes, uint32_t number)
{
    return number == INTERN_NONE ? INTERN_NONE : codes[number];
}

/* What rows share, and answers, follow those that are there. */
static void take_commons(struct settle *settle, struct pack *pack)
{
    const uint32_t *words = pack->words.codes;
    pack->common_numbers =
        room(pack->arena, pack->common_numbers, &pack->common_capacity, pack->commons.count);
    for (size_t i = 0; i < pack->commons.count; i++) {
        struct row_common common = pack->commons.items[i];
        common.mail_second = code_of(pack->mails.codes, common.mail_second);
        common.person_id = code_of(words, common.person_id);
        common.order_id = code_of(words, common.order_id);
        common.place = code_of(words, common.place);
        for (int k = 0; k < SESSION_LABELS; k++) {
            common.label[k] = code_of(words, common.label[k]);
        }
        size_t count = settle->commons.count;
        if (count == 0 || memcmp(&settle->commons.items[count - 1], &common, sizeof common) != 0) {
            *VECTOR_PUSH(settle->passing, &settle->commons) = common;
        }
        pack->common_numbers[i] = (uint32_t)settle->commons.count - 1;
    }
}

static void take_answers(struct settle *settle, struct pack *pack)
{
    size_t count = pack->answers.count;
    pack->first_answer = (uint32_t)settle->answers.count;
    if (count > 0) {
        VECTOR_RESERVE(settle->passing, &settle->answers, count);
        VECTOR_FILL_AHEAD(&settle->answers, settle->answers.count + count, &settle->answers_filled);
        memcpy(settle->answers.items + settle->answers.count, pack->answers.items,
               count * sizeof *pack->answers.items);
        settle->answers.count += count;
    }
}

/* All of the pack but its rows. */
static void ask(struct settle *settle, struct pack *pack)
{
    pack->asked = true;
    ask_strings(pack->arena, &pack->words, settle->words);
    ask_strings(pack->arena, &pack->mails, settle->mails);
    pack->id_codes = room(pack->arena, pack->id_codes, &pack->id_capacity, pack->ids.count);
    serials_put_all(settle->ids, &pack->form, pack->ids.items, pack->ids.count, pack->id_codes);
    take_commons(settle, pack);
    take_answers(settle, pack);
}

/* From the name as written to the name as compared. Folding costs more than a look-up: a name that
 * was seen as written is not folded again. */
static uint32_t folded_name(struct settle *settle, uint32_t written)
{
    if (written == INTERN_NONE) {
        return INTERN_NONE;
    }
    while (settle->folded.count <= written) {
        *VECTOR_PUSH(settle->arena, &settle->folded) = 0;
    }
    uint32_t *known = &settle->folded.items[written];
    if (*known == 0) {
        struct arena_mark mark = arena_mark(settle->scratch);
        const char *folded = fold_case(settle->scratch, intern_string(settle->words, written));
        uint32_t code =
            *folded == '\0' ? INTERN_NONE : intern_put(settle->names, folded, strlen(folded));
        *known = code + 1;
        arena_release(settle->scratch, mark);
    }
    return *known - 1;
}

static uint32_t moment_of(struct settle *settle, const struct pack *pack, uint32_t code)
{
    return (code & MOMENTS_OTHER) == 0
               ? code
               : moments_put_other(&settle->moments, settle->passing,
                                   pack->moments.others.items[code & ~MOMENTS_OTHER]);
}

static void take(struct settle *settle, struct pack *pack, size_t from, size_t to, long lines)
{
    if (!pack->asked) {
        ask(settle, pack);
    }
    VECTOR_RESERVE(settle->passing, &settle->rows, to - from);
    VECTOR_FILL_AHEAD(&settle->rows, settle->rows.count + to - from, &settle->rows_filled);
    uint32_t first = (uint32_t)settle->rows.count;
    for (size_t i = from; i < to; i++) {
        struct raw_row *row = &settle->rows.items[settle->rows.count++];
        *row = pack->rows.items[i];
        row->line = (row->line + (uint32_t)lines) & INT32_MAX;
        row->name = folded_name(settle, code_of(pack->words.codes, row->name));
        row->mail = code_of(pack->mails.codes, row->mail);
        row->organisation = code_of(pack->words.codes, row->organisation);
        row->registration_id = code_of(pack->id_codes, row->registration_id);
        row->session_id = code_of(pack->words.codes, row->session_id);
        row->common = pack->common_numbers[row->common];
        row->joined = moment_of(settle, pack, row->joined);
        row->last = moment_of(settle, pack, row->last);
        row->first_answer += pack->first_answer;
    }
    stretch_add(settle, first);
}

void intake_row(void *context, const struct row *row)
{
    struct settle *settle = context;
    if (settle->pack == NULL) {
        settle->pack = pack_create(settle->passing, settle->arena);
    }
    pack_add(settle->pack, row);
    take(settle, settle->pack, 0, 1, 0);
    pack_empty(settle->pack);
}

/* -- packs of long tables ---------------------------------------------------------------------- */

static void *create(void)
{
    return pack_create(arena_create(), arena_create());
}

static void add(void *pack, const struct row *row)
{
    pack_add(pack, row);
}

static void take_from(const struct row_sink *sink, void *pack, size_t from, size_t to, long lines)
{
    take(sink->context, pack, from, to, lines);
}

static void empty(void *pack)
{
    pack_empty(pack);
}

static void free_arena(void *arena)
{
    arena_destroy(arena);
}

/* The texts stay with the remarks. */
static void destroy(const struct row_sink *sink, void *done)
{
    struct settle *settle = sink->context;
    const struct pack *pack = done;
    arena_adopt(settle->settled, free_arena, pack->texts);
    arena_destroy(pack->arena);
}

const struct row_packing intake_packing = {create, add, take_from, empty, destroy};
