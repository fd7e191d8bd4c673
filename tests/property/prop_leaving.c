/* Rows that leave the memory while an edition is settled take nothing with them: the edition is the
 * one that is settled when they stay, which they do as soon as somebody filled in a form. The rows
 * are made up: lists that overlap, copies, records of several sessions, ids or none, rows that sign
 * up nobody, and people of whom only such a row tells where they work. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/settle/settle.h"
#include "tests/support/cmocka_all.h"

enum { EDITIONS = 30, SESSIONS = 6, PEOPLE = 4000, SPELLINGS = 64, LISTS = 5, LONG_LIST = 30000 };

struct settled_edition {
    struct arena *arena;
    struct settle *settle;
    struct edition edition;
    uint32_t counted[SPELLINGS]; /* rows that bear each spelling */
};

static struct settled_edition *resolving;

/* "Gemeente 12" is organisation 12; every spelling is one of its own. */
static void resolve(void *context, const char *text, const char *domain, const char *place,
                    uint32_t *organisation, uint32_t *spelling, bool *contradicted)
{
    (void)context;
    (void)domain;
    (void)place;
    *organisation = *spelling =
        text == NULL ? NONE : (uint32_t)strtoul(text + strlen("Gemeente "), NULL, 10);
    *contradicted = false;
}

static void count(void *context, uint32_t spelling)
{
    (void)context;
    resolving->counted[spelling]++;
}

static struct moment at(int hour, int minute)
{
    return (struct moment){.seconds = (moment_days(2023, 10, 2) * 24 + hour) * 3600 + minute * 60,
                           .flags = MOMENT_DATE | MOMENT_TIME};
}

static struct source *add_source(struct settled_edition *one, const char *path,
                                 enum source_kind kind, const char *hash)
{
    struct source *source = settle_add_source(one->settle, path);
    source->kind = kind;
    source->format = FORMAT_LIST;
    source->size = 1;
    snprintf(source->hash, sizeof source->hash, "%s", hash);
    return source;
}

static void add_programme(struct settled_edition *one)
{
    struct source *source = add_source(one, "programme.csv", SOURCE_PROGRAMME, "programme");
    struct row_sink sink = settle_rows(one->settle);
    for (int i = 0; i < SESSIONS; i++) {
        struct programme_row row = {.source = source->number,
                                    .line = (long)++source->rows_read + 1,
                                    .title = arena_printf(one->arena, "Sessie %d", i),
                                    .start = at(9 + i, 0),
                                    .end = at(10 + i, 0),
                                    .mode = MODE_ONLINE};
        sink.programme(sink.context, &row);
    }
}

/* What an edition is like. */
struct likeness {
    bool ids;    /* of registrations */
    bool marks;  /* some lists of sign-ups also say who came */
    size_t rare; /* one row in so many is odd */
};

static struct row person_row(struct settled_edition *one, const struct source *source,
                             struct random *random, long line)
{
    int person = (int)random_below(random, PEOPLE);
    struct row row = {.source = source->number, .line = line, .seconds = -1};
    row.name = arena_printf(one->arena, "Persoon %d", person);
    row.mail = arena_printf(one->arena, "p%d@u.example", person);
    row.session[SESSION_COLUMN] =
        arena_printf(one->arena, "Sessie %d", (int)random_below(random, SESSIONS));
    return row;
}

static void add_list(struct settled_edition *one, struct random *random,
                     const struct likeness *likeness, struct source *source, size_t number)
{
    struct row_sink sink = settle_rows(one->settle);
    struct question *question = arena_alloc(one->arena, sizeof *question);
    *question = (struct question){1, QUESTION_OPEN, "Wens", 0, 0};
    bool asks = number % 3 != 2;
    bool marks = !asks && likeness->marks;
    source->questions = question;
    source->question_count = asks;
    size_t count = random_below(random, number == 0 ? LONG_LIST : 2000);
    for (size_t i = 0; i < count; i++) {
        bool odd = random_below(random, likeness->rare) == 0;
        struct row row = person_row(one, source, random, (long)i + 2);
        row.organisation =
            arena_printf(one->arena, "Gemeente %d", (int)random_below(random, SPELLINGS));
        row.status = odd                             ? REGISTRATION_NONE
                     : random_below(random, 20) == 0 ? REGISTRATION_CANCELLED
                                                     : REGISTRATION_LIVE;
        row.registered_at = at((int)random_below(random, 24), (int)random_below(random, 60));
        if (likeness->ids) {
            row.registration_id = arena_printf(one->arena, "R%zu", number * LONG_LIST + i);
        }
        row.attended = marks && random_below(random, 3) == 0 ? ATTENDED_YES : ATTENDED_UNKNOWN;
        row.left = marks && random_below(random, 3) == 0 ? at(11, 0) : row.left;
        struct answer_cell cell = {
            .text = arena_printf(one->arena, "Wens %d", (int)random_below(random, 50))};
        row.answers = &cell;
        row.answer_count = asks && random_below(random, 2) == 0;
        source->rows_read++;
        sink.row(sink.context, &row);
        if (!likeness->ids && random_below(random, 10) == 0) {
            row.continued = true;
            row.session[SESSION_COLUMN] = "Sessie 0";
            sink.row(sink.context, &row);
        }
    }
}

static void add_presences(struct settled_edition *one, struct random *random,
                          const struct source *first, struct source *source,
                          const struct likeness *likeness)
{
    struct row_sink sink = settle_rows(one->settle);
    for (size_t i = 0; i < 2000; i++) {
        struct row row = person_row(one, source, random, (long)i + 2);
        int minute = (int)random_below(random, 30);
        row.joined = at(9, minute);
        row.left = at(9, minute + 20);
        if (likeness->ids && first->rows_read > 0) {
            row = (struct row){.source = source->number,
                               .line = row.line,
                               .seconds = -1,
                               .joined = row.joined,
                               .left = row.left,
                               .registration_id = arena_printf(
                                   one->arena, "R%d", (int)random_below(random, first->rows_read))};
        }
        source->rows_read++;
        sink.row(sink.context, &row);
    }
}

static void settle_one(struct settled_edition *one, uint64_t seed, bool with_form)
{
    static const struct pseudonym_key key = {{1}};
    struct organisation_door door = {.resolve = resolve, .count = count};
    struct random random;
    random_seed(&random, seed, 0);
    struct likeness likeness = {.ids = random_below(&random, 3) == 0,
                                .marks = random_below(&random, 2) == 0,
                                .rare = random_below(&random, 2) == 0 ? 7 : 3000};
    *one = (struct settled_edition){.arena = arena_create()};
    resolving = one;
    one->settle = settle_create(
        one->arena, &(struct settle_options){
                        .key = &key, .minutes = 15, .first_day = INT64_MIN, .last_day = INT64_MIN});
    add_programme(one);
    struct source *first = NULL;
    for (size_t i = 0; i < LISTS; i++) {
        /* The same bytes twice: the second list is a copy of the one before. */
        struct random before = random;
        bool copy = i == LISTS - 1;
        const char *path = arena_printf(one->arena, "r%zu.csv", i);
        struct source *source = add_source(one, path, SOURCE_REGISTRATION, copy ? "r1.csv" : path);
        if (copy || i == 1) {
            random_seed(&random, seed, 1);
        }
        add_list(one, &random, &likeness, source, copy ? 1 : i);
        random = copy || i == 1 ? before : random;
        first = i == 0 ? source : first;
    }
    add_presences(one, &random, first, add_source(one, "s.csv", SOURCE_ATTENDANCE, "s.csv"),
                  &likeness);
    if (with_form) {
        struct source *form = add_source(one, "z.csv", SOURCE_EVALUATION, "z.csv");
        struct row_sink sink = settle_rows(one->settle);
        struct row row = {.source = form->number, .line = 2, .seconds = -1};
        form->rows_read++;
        sink.row(sink.context, &row);
    }
    settle_sessions(one->settle);
    settle_registrations(one->settle, &door, &one->edition);
    settle_finish(one->settle, &door, &one->edition);
    settle_close(one->settle, &one->edition);
}

static int by_merged(const void *left, const void *right)
{
    const struct merged_row *a = left;
    const struct merged_row *b = right;
    return a->source != b->source ? (a->source < b->source ? -1 : 1)
                                  : (a->line > b->line) - (a->line < b->line);
}

static int by_finding(const void *left, const void *right)
{
    const struct finding *a = left;
    const struct finding *b = right;
    return a->rule != b->rule       ? (int)a->rule - (int)b->rule
           : a->source != b->source ? (a->source < b->source ? -1 : 1)
                                    : (a->line > b->line) - (a->line < b->line);
}

/* Those of the last source are about the form. */
static size_t sorted_findings(struct edition *edition, uint32_t sources)
{
    size_t kept = 0;
    for (size_t i = 0; i < edition->findings_count; i++) {
        if (edition->findings[i].source < sources) {
            edition->findings[kept++] = edition->findings[i];
        }
    }
    if (kept > 0) {
        qsort(edition->findings, kept, sizeof *edition->findings, by_finding);
    }
    return kept;
}

static void expect_same_remarks(const struct edition *gone, const struct edition *stayed)
{
    assert_int_equal(gone->remarks_count, stayed->remarks_count);
    for (size_t i = 0; i < gone->remarks_count; i++) {
        const struct remark *a = &gone->remarks[i];
        const struct remark *b = &stayed->remarks[i];
        assert_true(a->registration == b->registration && a->question == b->question &&
                    a->session == b->session && a->organisation == b->organisation &&
                    a->source == b->source && a->line == b->line);
        assert_string_equal(a->text, b->text);
    }
}

static void expect_same_people(const struct edition *gone, const struct edition *stayed)
{
    assert_int_equal(gone->persons_count, stayed->persons_count);
    assert_int_equal(gone->registrations_count, stayed->registrations_count);
    assert_int_equal(gone->presences_count, stayed->presences_count);
    for (size_t i = 0; i < gone->persons_count; i++) {
        assert_memory_equal(gone->persons[i].pseudonym, stayed->persons[i].pseudonym,
                            PSEUDONYM_BYTES);
    }
    for (size_t i = 0; i < gone->registrations_count; i++) {
        const struct registration *a = &gone->registrations[i];
        const struct registration *b = &stayed->registrations[i];
        assert_true(a->person == b->person && a->session == b->session &&
                    a->organisation == b->organisation && a->spelling == b->spelling &&
                    a->status == b->status && a->source == b->source && a->line == b->line);
    }
    for (size_t i = 0; i < gone->presences_count; i++) {
        const struct presence *a = &gone->presences[i];
        const struct presence *b = &stayed->presences[i];
        assert_true(a->person == b->person && a->session == b->session &&
                    a->organisation == b->organisation && a->spelling == b->spelling &&
                    a->registration == b->registration && a->seconds == b->seconds &&
                    a->source == b->source && a->line == b->line);
    }
}

static void expect_same_balance(struct edition *gone, struct edition *stayed)
{
    for (size_t i = 0; i < gone->sources_count; i++) {
        assert_int_equal(gone->sources[i].rows_used, stayed->sources[i].rows_used);
        assert_int_equal(gone->sources[i].rows_merged, stayed->sources[i].rows_merged);
        assert_int_equal(gone->sources[i].rows_rejected, stayed->sources[i].rows_rejected);
    }
    size_t merged = gone->merged_rows_count;
    assert_int_equal(merged, stayed->merged_rows_count);
    if (merged > 0) {
        qsort(gone->merged_rows, merged, sizeof *gone->merged_rows, by_merged);
        qsort(stayed->merged_rows, merged, sizeof *stayed->merged_rows, by_merged);
    }
    for (size_t i = 0; i < merged; i++) {
        const struct merged_row *a = &gone->merged_rows[i];
        const struct merged_row *b = &stayed->merged_rows[i];
        assert_true(a->source == b->source && a->line == b->line &&
                    a->into_source == b->into_source && a->into_line == b->into_line);
    }
    uint32_t sources = (uint32_t)gone->sources_count;
    size_t findings = sorted_findings(gone, sources);
    assert_int_equal(findings, sorted_findings(stayed, sources));
    for (size_t i = 0; i < findings; i++) {
        assert_int_equal(by_finding(&gone->findings[i], &stayed->findings[i]), 0);
    }
}

static void an_edition_is_the_same_whether_rows_leave_or_stay(void **state)
{
    (void)state;
    size_t remarks = 0;
    size_t merged = 0;
    size_t rejected = 0;
    for (uint64_t seed = 1; seed <= EDITIONS; seed++) {
        struct settled_edition gone;
        struct settled_edition stayed;
        settle_one(&gone, seed, false);
        settle_one(&stayed, seed, true);
        assert_int_equal(stayed.edition.responses_count, 1);
        expect_same_people(&gone.edition, &stayed.edition);
        expect_same_remarks(&gone.edition, &stayed.edition);
        expect_same_balance(&gone.edition, &stayed.edition);
        assert_memory_equal(gone.counted, stayed.counted, sizeof gone.counted);
        remarks += gone.edition.remarks_count;
        merged += gone.edition.merged_rows_count;
        rejected += gone.edition.sources[1].rows_rejected;
        arena_destroy(gone.arena);
        arena_destroy(stayed.arena);
    }
    /* Of everything there was enough. */
    assert_true(remarks > 10 * EDITIONS && merged > 10 * EDITIONS && rejected > 10 * EDITIONS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edition_is_the_same_whether_rows_leave_or_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
