/* pack: rows on their way to be settled, made ready where they are read. All that can be done for a
 * row without looking at other files is done here, on any thread: strings are gathered, each once
 * and with its hash, moments are packed, free text is copied to where it stays. Internal to
 * settle/; intake.c takes what is in it. */
#ifndef ENGINE_SETTLE_PACK_H
#define ENGINE_SETTLE_PACK_H

#include "engine/settle/collect.h"

/* Few, so that they stay in the nearest memory beside the rows: what they miss is asked later. */
enum { PACK_RECENT = 64 };

/* Strings in order of arrival, borrowed from the rows. Most that came before are known again; a
 * string may stand twice. */
struct pack_strings {
    VECTOR(struct intern_item) items;
    /* The last string with such a hash, or anything. */
    struct pack_recent {
        uint32_t hash, number;
    } recent[PACK_RECENT];
    uint32_t *codes; /* of the edition's dictionary, by number; once they are asked */
    size_t code_capacity;
};

/* What a row says of what rows share, where it stands. */
struct pack_shared {
    const char *labels[SESSION_LABELS], *mail_second, *person_id, *order_id, *place;
    int64_t session_start, answered_at, open_until, registered_at;
    uint32_t source;
};

/* Numbers in rows and commons are those of the pack until they are taken. */
struct pack {
    struct arena *arena;
    struct arena *texts; /* of answers: theirs as long as the edition */
    char *text;          /* where the next goes */
    size_t text_left, text_chunk;
    struct pack_strings words, mails;
    struct serial_form form;
    VECTOR(struct serial_id) ids; /* of each row that has one, in their order */
    VECTOR(struct raw_row) rows;
    struct moments moments; /* of the rows */
    VECTOR(struct row_common) commons;
    VECTOR(struct answer_cell) answers;
    struct pack_shared shared; /* of the row before */
    /* What intake.c took of it already. */
    bool asked;
    uint32_t *id_codes, *common_numbers;
    size_t id_capacity, common_capacity;
    uint32_t first_answer;
};

/* What a pack holds lives in `arena`, texts of answers in `texts`. */
struct pack *pack_create(struct arena *arena, struct arena *texts);
void pack_add(struct pack *pack, const struct row *row);
void pack_empty(struct pack *pack);

#endif
