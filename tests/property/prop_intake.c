/* What is kept of a row is what the row said, whichever way it came: alone, or in packs that are
 * filled, taken in parts and filled again. The rows are made up, with words that come back and
 * words that do not; each kept row is compared with the row itself. */
#include <stdio.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/settle/collect.h"
#include "tests/support/cmocka_all.h"

enum { ROWS = 3000 };

static struct arena *arena;
static struct row rows[ROWS];

/* A word of many kinds: none, an empty one, one of a few, one of many, a long one. */
static const char *word_of(struct random *random, const char *what, uint64_t variety)
{
    switch (random_below(random, 8)) {
    case 0:
        return NULL;
    case 1:
        return "";
    case 2:
        return arena_printf(arena, "%s, met een lange staart van meer dan %d letters", what,
                            (int)random_below(random, 4));
    default:
        return arena_printf(arena, "%s %d", what, (int)random_below(random, variety));
    }
}

static const char *id_of(struct random *random, int i)
{
    switch (random_below(random, 10)) {
    case 0:
        return arena_printf(arena, "ticket-%d", (int)random_below(random, 50));
    case 1:
        return "los";
    case 2:
        return NULL;
    default:
        return arena_printf(arena, "R%06d", i / 2);
    }
}

/* Of any kind, from 1901 to 2165: plain ones and those that settle keeps apart. */
static struct moment some_moment(struct random *random)
{
    static const uint32_t kinds[] = {MOMENT_DATE | MOMENT_TIME | MOMENT_SECONDS,
                                     MOMENT_DATE | MOMENT_TIME,
                                     MOMENT_DATE | MOMENT_OPEN,
                                     MOMENT_DATE | MOMENT_TIME | MOMENT_SECONDS | MOMENT_ZONED,
                                     MOMENT_TIME,
                                     0};
    uint32_t flags = kinds[random_below(random, sizeof kinds / sizeof kinds[0])];
    int64_t seconds = (int64_t)random_below(random, 8) * 1000000000 +
                      (int64_t)random_below(random, 1000000000) - 2000000000;
    if ((flags & MOMENT_DATE) == 0) {
        seconds = flags == 0 ? 0 : (int64_t)random_below(random, MOMENT_DAY);
    }
    return (struct moment){seconds, flags};
}

static void add_answers(struct random *random, struct row *row)
{
    row->answer_count = random_below(random, 3);
    struct answer_cell *answers = arena_alloc_array(arena, 3, sizeof *answers);
    for (size_t i = 0; i < row->answer_count; i++) {
        const char *text = word_of(random, "Opmerking", 10000);
        bool counted = text != NULL && random_below(random, 2) == 0;
        answers[i] = (struct answer_cell){.text = text,
                                          .size = counted ? (uint32_t)strlen(text) : 0,
                                          .question = i % 2 == 0 ? 0 : 1,
                                          .number = (double)random_below(random, 11),
                                          .has_number = random_below(random, 2) == 0};
    }
    row->answers = answers;
}

/* What rows have in common often is the same bytes at the same place. */
static void make_rows(uint64_t seed)
{
    struct random random;
    random_seed(&random, seed, 0);
    const char *title = "Eén loket";
    for (int i = 0; i < ROWS; i++) {
        title = random_below(&random, 100) == 0 ? word_of(&random, "Titel", 9) : title;
        rows[i] = (struct row){.source = (uint32_t)(i / 1000),
                               .line = i + 2,
                               .continued = random_below(&random, 9) == 0,
                               .name = word_of(&random, "Sanne DE Vries", 500),
                               .mail = word_of(&random, "sanne@utrecht.example", 5000),
                               .mail_second = word_of(&random, "sanne@utrecht.example", 3),
                               .organisation = word_of(&random, "Gemeente", 30),
                               .place = random_below(&random, 9) == 0 ? "Ede" : NULL,
                               .person_id = word_of(&random, "deelnemer", 2000),
                               .session_id = word_of(&random, "S", 700),
                               .registration_id = id_of(&random, i),
                               .registered_at = some_moment(&random),
                               .joined = some_moment(&random),
                               .left = some_moment(&random),
                               .session_start = some_moment(&random),
                               .seconds = (int64_t)random_below(&random, 9000) - 1,
                               .status = REGISTRATION_LIVE,
                               .attended = ATTENDED_YES,
                               .walk_in = random_below(&random, 9) == 0};
        rows[i].session[SESSION_TITLE] = title;
        rows[i].session[SESSION_COLUMN] = word_of(&random, "Sessie", 40);
        add_answers(&random, &rows[i]);
    }
}

static const char *or_null(const char *text)
{
    return text == NULL || *text == '\0' ? NULL : text;
}

static void assert_word(const struct intern *intern, uint32_t code, const char *text)
{
    assert_true(
        text_equal(code == INTERN_NONE ? NULL : intern_string(intern, code), or_null(text)));
}

/* Names are compared without regard to case: those here are ASCII. */
static void assert_name(const struct settle *settle, uint32_t code, const char *name)
{
    const char *lower = name == NULL ? NULL : text_lower_ascii(arena, name);
    assert_word(settle->names, code, lower);
}

static void assert_moment(struct moment kept, struct moment moment)
{
    assert_true(kept.seconds == moment.seconds && kept.flags == moment.flags);
}

static void assert_kept(const struct settle *settle, const struct raw_row *raw,
                        const struct row *row)
{
    const struct row_common *common = settle_common(settle, raw);
    bool second = or_null(row->mail_second) != NULL && !text_equal(row->mail, row->mail_second);
    assert_int_equal(raw->line, row->line);
    assert_int_equal(common->source, row->source);
    assert_int_equal(raw->continued, row->continued);
    assert_int_equal(raw->walk_in, row->walk_in);
    assert_int_equal(row_seconds(raw), row->seconds);
    assert_name(settle, raw->name, row->name);
    assert_word(settle->mails, raw->mail, row->mail);
    assert_word(settle->mails, common->mail_second, second ? row->mail_second : NULL);
    assert_word(settle->words, raw->organisation, row->organisation);
    assert_word(settle->words, raw->session_id, row->session_id);
    assert_word(settle->words, common->person_id, row->person_id);
    assert_word(settle->words, common->place, row->place);
    for (int i = 0; i < SESSION_LABELS; i++) {
        assert_word(settle->words, common->label[i], row->session[i]);
    }
    assert_moment(settle_registered_at(settle, raw), row->registered_at);
    assert_moment(settle_joined(settle, raw), row->joined);
    assert_moment(settle_left(settle, raw), row->left);
    assert_moment(moment_unpack(common->session_start), row->session_start);
    uint32_t answer_count;
    const struct answer_cell *answers = settle_answers(settle, raw, &answer_count);
    assert_int_equal(answer_count, row->answer_count);
    for (size_t i = 0; i < row->answer_count; i++) {
        const struct answer_cell *kept = &answers[i];
        assert_true(text_equal(kept->text, row->answers[i].text));
        assert_int_equal(kept->question, row->answers[i].question);
        assert_int_equal(kept->has_number, row->answers[i].has_number);
        assert_true(kept->number == row->answers[i].number);
    }
}

/* Ids are not kept, only which of them are equal, numbered as they came. */
static void assert_ids(const struct settle *settle)
{
    struct intern *ids = intern_create(arena);
    for (size_t i = 0; i < ROWS; i++) {
        const char *id = or_null(rows[i].registration_id);
        assert_int_equal(settle->rows.items[i].registration_id,
                         id == NULL ? INTERN_NONE : intern_put(ids, id, strlen(id)));
    }
}

static struct settle *settle_of(void)
{
    static const struct pseudonym_key key = {{1}};
    struct settle_options options = {.key = &key, .minutes = 15};
    return settle_create(arena, &options);
}

static void assert_all_kept(const struct settle *settle)
{
    assert_int_equal(settle->rows.count, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        assert_kept(settle, &settle->rows.items[i], &rows[i]);
    }
    assert_ids(settle);
}

static void rows_that_come_alone_are_kept(void **state)
{
    (void)state;
    arena = arena_create();
    make_rows(1);
    struct settle *settle = settle_of();
    struct row_sink sink = settle_rows(settle);
    for (size_t i = 0; i < ROWS; i++) {
        sink.row(sink.context, &rows[i]);
    }
    assert_all_kept(settle);
    arena_destroy(arena);
}

/* The lines of a pack are counted from where it begins. */
static void fill(const struct row_sink *sink, void *pack, size_t first, size_t count)
{
    sink->packing->empty(pack);
    for (size_t i = first; i < first + count; i++) {
        struct row row = rows[i];
        row.line -= (long)first;
        sink->packing->add(pack, &row);
    }
}

static void take_in_parts(const struct row_sink *sink, void *pack, size_t first, size_t count,
                          struct random *random)
{
    for (size_t done = 0; done < count;) {
        size_t part = random_below(random, count - done + 1);
        sink->packing->take(sink, pack, done, done + part, (long)first);
        done += part;
    }
}

static void rows_that_come_in_packs_are_kept(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        arena = arena_create();
        make_rows(seed);
        struct settle *settle = settle_of();
        struct row_sink sink = settle_rows(settle);
        void *packs[] = {sink.packing->create(), sink.packing->create()};
        struct random random;
        random_seed(&random, seed, 1);
        size_t first = 0;
        for (size_t turn = 0; first < ROWS; turn++) {
            size_t count = random_below(&random, 800);
            count = count < ROWS - first ? count : ROWS - first;
            fill(&sink, packs[turn % 2], first, count);
            take_in_parts(&sink, packs[turn % 2], first, count, &random);
            first += count;
        }
        sink.packing->destroy(&sink, packs[0]);
        sink.packing->destroy(&sink, packs[1]);
        assert_all_kept(settle);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_come_alone_are_kept),
        cmocka_unit_test(rows_that_come_in_packs_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
