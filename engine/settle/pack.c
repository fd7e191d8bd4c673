/* pack: see pack.h. */
#include "engine/settle/pack.h"

#include <assert.h>
#include <string.h>

enum {
    FIRST_CHUNK = 4 * 1024,
    LARGEST_CHUNK = 1024 * 1024,
    USUAL_ROWS = 2048, /* of a block, or fewer */
    ROW_STRINGS = 16   /* of a row, at most */
};

struct pack *pack_create(struct arena *arena, struct arena *texts)
{
    struct pack *pack = arena_alloc(arena, sizeof *pack);
    pack->arena = arena;
    pack->texts = texts;
    pack->text_chunk = FIRST_CHUNK;
    /* Growing step by step touches twice the memory; what is not used costs nothing. */
    VECTOR_RESERVE(arena, &pack->rows, USUAL_ROWS);
    VECTOR_RESERVE(arena, &pack->words.items, USUAL_ROWS);
    VECTOR_RESERVE(arena, &pack->mails.items, USUAL_ROWS);
    VECTOR_RESERVE(arena, &pack->ids, USUAL_ROWS);
    return pack;
}

/* The number of the string: that of the last one with such a hash, if it is the same. There is room
 * for the strings of a row. */
static uint32_t put_text(struct pack_strings *strings, const char *text, size_t size)
{
    struct intern_item item = intern_item(text, size);
    struct intern_item *items = strings->items.items;
    struct pack_recent *recent = &strings->recent[item.hash % PACK_RECENT];
    uint32_t number = recent->number;
    if (recent->hash == item.hash && number < strings->items.count &&
        items[number].size == item.size && mix_same(items[number].bytes, text, item.size)) {
        return number;
    }
    number = (uint32_t)strings->items.count++;
    *recent = (struct pack_recent){item.hash, number};
    items[number] = item;
    return number;
}

/* A size of 0 says that nobody counted. */
static inline uint32_t put_sized(struct pack_strings *strings, const char *text, uint32_t size)
{
    if (text == NULL || *text == '\0') {
        return INTERN_NONE;
    }
    return put_text(strings, text, size == 0 ? strlen(text) : size);
}

static uint32_t put(struct pack_strings *strings, const char *text)
{
    return put_sized(strings, text, 0);
}

static uint32_t put_id(struct pack *pack, const char *id, uint32_t size)
{
    if (id == NULL || *id == '\0') {
        return INTERN_NONE;
    }
    VECTOR_RESERVE(pack->arena, &pack->ids, 1);
    pack->ids.items[pack->ids.count] = serial_id(&pack->form, id, size == 0 ? strlen(id) : size);
    return (uint32_t)pack->ids.count++;
}

/* Where a row keeps the time of registration, somebody's leaving stands. */
static int64_t shared_registered_at(const struct row *row)
{
    return moment_is_set(row->left) ? moment_pack(row->registered_at) : 0;
}

static struct pack_shared shared_of(const struct row *row)
{
    struct pack_shared shared = {.mail_second = row->mail_second,
                                 .person_id = row->person_id,
                                 .order_id = row->order_id,
                                 .place = row->place,
                                 .session_start = moment_pack(row->session_start),
                                 .answered_at = moment_pack(row->answered_at),
                                 .open_until = moment_pack(row->open_until),
                                 .registered_at = shared_registered_at(row),
                                 .source = row->source};
    for (int i = 0; i < SESSION_LABELS; i++) {
        shared.labels[i] = row->session[i];
    }
    return shared;
}

/* Whether the row says the same because it stands at the same place. Compared where it was just
 * written, word by word: putting it together first would wait for that. */
static bool is_shared(const struct pack_shared *last, const struct row *row)
{
    for (int i = 0; i < SESSION_LABELS; i++) {
        if (row->session[i] != last->labels[i]) {
            return false;
        }
    }
    return row->mail_second == NULL && last->mail_second == NULL &&
           row->person_id == last->person_id && row->order_id == last->order_id &&
           row->place == last->place && row->source == last->source &&
           moment_pack(row->session_start) == last->session_start &&
           moment_pack(row->answered_at) == last->answered_at &&
           moment_pack(row->open_until) == last->open_until &&
           shared_registered_at(row) == last->registered_at;
}

static struct row_common common_of(struct pack *pack, uint32_t mail)
{
    const struct pack_shared *shared = &pack->shared;
    struct row_common common = {
        .session_start = shared->session_start,
        .answered_at = shared->answered_at,
        .open_until = shared->open_until,
        .registered_at = shared->registered_at,
        .source = shared->source,
        .mail_second = put(&pack->mails, shared->mail_second),
        .person_id = put(&pack->words, shared->person_id),
        .order_id = put(&pack->words, shared->order_id),
        .place = put(&pack->words, shared->place),
    };
    if (common.mail_second == mail) {
        common.mail_second = INTERN_NONE;
    }
    for (int i = 0; i < SESSION_LABELS; i++) {
        common.label[i] = put(&pack->words, shared->labels[i]);
    }
    return common;
}

/* The number of what the row shares with others: that of the row before when it says the same. */
static uint32_t put_common(struct pack *pack, const struct row *row, uint32_t mail)
{
    size_t count = pack->commons.count;
    if (count > 0 && is_shared(&pack->shared, row)) {
        return (uint32_t)count - 1;
    }
    pack->shared = shared_of(row);
    struct row_common common = common_of(pack, mail);
    if (count == 0 || memcmp(&pack->commons.items[count - 1], &common, sizeof common) != 0) {
        *VECTOR_PUSH(pack->arena, &pack->commons) = common;
    }
    return (uint32_t)pack->commons.count - 1;
}

/* Texts stand one behind the other: there are as many as rows. */
static const char *keep_text(struct pack *pack, const char *text, size_t size)
{
    size++;
    if (size > pack->text_left) {
        pack->text_left = size > pack->text_chunk ? size : pack->text_chunk;
        pack->text = arena_alloc_full(pack->texts, pack->text_left, 1);
        pack->text_chunk *= pack->text_chunk < LARGEST_CHUNK ? 2 : 1;
    }
    char *copy = memcpy(pack->text, text, size);
    pack->text += size;
    pack->text_left -= size;
    return copy;
}

static void take_answers(struct pack *pack, const struct row *row)
{
    VECTOR_RESERVE(pack->arena, &pack->answers, row->answer_count);
    for (size_t i = 0; i < row->answer_count; i++) {
        struct answer_cell *copy = &pack->answers.items[pack->answers.count++];
        *copy = row->answers[i];
        if (copy->lent && copy->size <= REMARK_SIZE_MOST) {
            copy->text = copy->original;
        } else if (copy->text != NULL) {
            size_t size = copy->size == 0 ? strlen(copy->text) : copy->size;
            copy->text = keep_text(pack, copy->text, size);
            copy->size = size < UINT32_MAX ? (uint32_t)size : 0;
            copy->lent = false;
        }
    }
}

void pack_add(struct pack *pack, const struct row *row)
{
    static_assert(ROW_STRINGS > 6 + SESSION_LABELS, "words of a row and of what it shares");
    VECTOR_RESERVE(pack->arena, &pack->words.items, ROW_STRINGS);
    VECTOR_RESERVE(pack->arena, &pack->mails.items, ROW_STRINGS);
    VECTOR_RESERVE(pack->arena, &pack->rows, 1);
    struct raw_row *raw = &pack->rows.items[pack->rows.count++];
    const struct row_sizes *sizes = &row->sizes;
    uint32_t mail = put_sized(&pack->mails, row->mail, sizes->mail);
    bool has_left = moment_is_set(row->left);
    assert(row->seconds >= -1 && row->seconds < RAW_LASTED_MOST);
    *raw = (struct raw_row){
        .line = (uint32_t)row->line & INT32_MAX,
        .has_left = has_left,
        .name = put_sized(&pack->words, row->name, sizes->name),
        .mail = mail,
        .organisation = put_sized(&pack->words, row->organisation, sizes->organisation),
        .registration_id = put_id(pack, row->registration_id, sizes->registration_id),
        .session_id = put_sized(&pack->words, row->session_id, sizes->session_id),
        .common = put_common(pack, row, mail),
        .joined = moments_put(&pack->moments, pack->arena, row->joined),
        .last = moments_put(&pack->moments, pack->arena, has_left ? row->left : row->registered_at),
        .first_answer = (uint32_t)pack->answers.count,
        .person = NONE,
        .status = row->status & 3U,
        .attended = row->attended & 3U,
        .continued = row->continued,
        .summary = row->summary,
        .staff = row->staff,
        .walk_in = row->walk_in,
        .lasted = (uint32_t)(row->seconds + 1) & RAW_LASTED_MOST,
    };
    take_answers(pack, row);
}

void pack_empty(struct pack *pack)
{
    pack->words.items.count = pack->mails.items.count = 0;
    pack->ids.count = pack->rows.count = pack->commons.count = pack->answers.count = 0;
    pack->moments.others.count = 0;
    pack->asked = false;
}
