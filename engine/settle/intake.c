/* intake: the rows as recognise hands them over, kept as codes and numbers (collect.h). Rows mostly
 * come in runs: then all strings of one kind are looked up together, which waits less for memory
 * than one string after the other (intern.h), and a string that the row before had is not looked
 * up at all. */
#include "engine/settle/collect.h"

#include <string.h>

#include "engine/unicode/fold.h"

enum { TOGETHER = 32 };

/* The codes of what most rows say, each kind for all rows of a run. */
struct codes {
    uint32_t name[TOGETHER], mail[TOGETHER], organisation[TOGETHER], session_id[TOGETHER];
};

static uint32_t code_of(struct intern *intern, const char *text)
{
    return text == NULL || *text == '\0' ? INTERN_NONE : intern_put(intern, text, strlen(text));
}

/* The codes of one string of each row: that at `offset` in the row. */
static void look_up(struct intern *intern, const struct row *rows, size_t count, size_t offset,
                    uint32_t *codes)
{
    struct intern_item items[TOGETHER] = {{NULL, 0}};
    uint32_t found[TOGETHER];
    size_t item_of[TOGETHER];
    size_t item_count = 0;
    const char *before = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *text;
        memcpy(&text, (const char *)&rows[i] + offset, sizeof text);
        codes[i] = text == NULL || *text == '\0' ? INTERN_NONE : 0;
        if (codes[i] != INTERN_NONE && (before == NULL || strcmp(before, text) != 0)) {
            items[item_count++] = (struct intern_item){text, strlen(text)};
            before = text;
        }
        item_of[i] = item_count - 1;
    }
    intern_put_all(intern, items, item_count, found);
    for (size_t i = 0; i < count; i++) {
        codes[i] = codes[i] == INTERN_NONE ? INTERN_NONE : found[item_of[i]];
    }
}

/* From the name as written to the name as compared. Folding costs more than a look-up: a name that
 * was seen as written is not folded again. */
static uint32_t folded_name(struct settle *settle, uint32_t written, const char *name)
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
        *known = code_of(settle->names, fold_case(settle->scratch, name)) + 1;
        arena_release(settle->scratch, mark);
    }
    return *known - 1;
}

static void take_answers(struct settle *settle, const struct row *row, struct raw_row *raw)
{
    raw->first_answer = (uint32_t)settle->answers.count;
    raw->answer_count = (uint32_t)row->answer_count;
    for (size_t i = 0; i < row->answer_count; i++) {
        struct answer_cell *copy = VECTOR_PUSH(settle->passing, &settle->answers);
        *copy = row->answers[i];
        copy->text = arena_strdup(settle->arena, row->answers[i].text);
    }
}

/* The code of a word that the row before mostly had as well. */
static uint32_t again(struct settle *settle, const char *text, uint32_t *recent)
{
    if (text == NULL || *text == '\0') {
        return INTERN_NONE;
    }
    if (*recent == 0 || strcmp(intern_string(settle->words, *recent - 1), text) != 0) {
        *recent = intern_put(settle->words, text, strlen(text)) + 1;
    }
    return *recent - 1;
}

/* The number of what the row shares with others: that of the row before when it says the same. */
static uint32_t common_of(struct settle *settle, const struct row *row, uint32_t mail)
{
    struct row_common common = {
        .session_start = moment_pack(row->session_start),
        .answered_at = moment_pack(row->answered_at),
        .open_until = moment_pack(row->open_until),
        .source = row->source,
        .mail_second = code_of(settle->mails, row->mail_second),
        .person_id = code_of(settle->words, row->person_id),
        .order_id = code_of(settle->words, row->order_id),
        .place = again(settle, row->place, &settle->recent.place),
    };
    if (common.mail_second == mail) {
        common.mail_second = INTERN_NONE;
    }
    for (int i = 0; i < SESSION_LABELS; i++) {
        common.label[i] = again(settle, row->session[i], &settle->recent.label[i]);
    }
    size_t count = settle->commons.count;
    if (count == 0 || memcmp(&settle->commons.items[count - 1], &common, sizeof common) != 0) {
        *VECTOR_PUSH(settle->passing, &settle->commons) = common;
    }
    return (uint32_t)settle->commons.count - 1;
}

static void take_row(struct settle *settle, const struct row *row, const struct codes *codes,
                     size_t i)
{
    const char *id = row->registration_id;
    struct raw_row raw = {
        .source = row->source,
        .line = (uint32_t)row->line,
        .name = folded_name(settle, codes->name[i], row->name),
        .mail = codes->mail[i],
        .organisation = codes->organisation[i],
        .registration_id =
            id == NULL || *id == '\0' ? INTERN_NONE : serials_put(settle->ids, id, strlen(id)),
        .session_id = codes->session_id[i],
        .registered_at = moment_pack(row->registered_at),
        .joined = moment_pack(row->joined),
        .left = moment_pack(row->left),
        .seconds = row->seconds,
        .session = NONE,
        .person = NONE,
        .into = NONE,
        .status = (uint8_t)row->status,
        .attended = (uint8_t)row->attended,
        .continued = row->continued,
        .summary = row->summary,
        .staff = row->staff,
        .walk_in = row->walk_in,
    };
    raw.common = common_of(settle, row, raw.mail);
    take_answers(settle, row, &raw);
    VECTOR_RESERVE(settle->passing, &settle->rows, 1);
    settle->rows.items[settle->rows.count++] = raw;
}

void intake_rows(void *context, const struct row *rows, size_t count)
{
    struct settle *settle = context;
    for (size_t done = 0; done < count; done += TOGETHER) {
        const struct row *here = rows + done;
        size_t together = count - done < TOGETHER ? count - done : TOGETHER;
        struct codes codes;
        look_up(settle->words, here, together, offsetof(struct row, name), codes.name);
        look_up(settle->mails, here, together, offsetof(struct row, mail), codes.mail);
        look_up(settle->words, here, together, offsetof(struct row, organisation),
                codes.organisation);
        look_up(settle->words, here, together, offsetof(struct row, session_id), codes.session_id);
        for (size_t i = 0; i < together; i++) {
            take_row(settle, &here[i], &codes, i);
        }
    }
}

void intake_row(void *context, const struct row *row)
{
    intake_rows(context, row, 1);
}
