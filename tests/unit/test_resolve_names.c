/* The labelled names of fixtures/names: precision and recall by class, printed, and held to the
 * goals of precision 0.99, recall 0.95 and no trap that is certain with a code. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/record/moment.h"
#include "engine/resolve/resolve.h"
#include "tests/support/cmocka_all.h"

static const char folder[] = "fixtures/names";

struct tally {
    size_t rows, answered, right_answers, wanted, found, dangerous;
};

struct bench {
    struct arena *arena;
    struct reference *reference;
    const struct layout *layout;
    struct resolver *resolver;
    struct tally all;
};

static char *read_file(struct arena *arena, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct text text = text_create(arena);
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0) {
        text_add_bytes(&text, block, got);
    }
    fclose(file);
    *size = text.size;
    return text.bytes;
}

/* The codes of "Leiden|Leiderdorp" by official name in the layout. */
static size_t expected_codes(const struct bench *bench, const char *names, uint16_t codes[64])
{
    size_t count = 0;
    while (*names != '\0') {
        size_t size = strcspn(names, "|");
        int code = 0;
        for (size_t i = 0; i < bench->layout->count; i++) {
            const struct layout_municipality *one = &bench->layout->items[i];
            if (strlen(one->name) == size && memcmp(one->name, names, size) == 0) {
                code = one->code;
            }
        }
        if (code == 0) {
            fail_msg("\"%s\" is no official name", names);
        }
        codes[count++] = (uint16_t)code;
        names += size + (names[size] == '|');
    }
    return count;
}

static bool has_exactly(const struct resolution *answer, const uint16_t *codes, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < answer->code_count; i++) {
        for (size_t k = 0; k < count; k++) {
            found += answer->codes[i] == codes[k];
        }
    }
    return found == count && answer->code_count == count;
}

static bool is_kind(const char *word)
{
    for (int kind = ORGANISATION_PROVINCE; kind < ORGANISATION_KIND_COUNT; kind++) {
        if (strcmp(word, organisation_kind_word((enum organisation_kind)kind)) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the answer is what the row expects; *wanted says that it expects a known body. */
static bool is_right(const struct bench *bench, const struct resolution *answer,
                     const char *expected, bool *wanted)
{
    uint16_t codes[64];
    bool sure = answer->status == MATCH_CERTAIN || answer->status == MATCH_PROBABLE;
    *wanted = false;
    if (strcmp(expected, "-") == 0) {
        return answer->status != MATCH_CERTAIN || answer->code_count == 0 ||
               answer->kind == ORGANISATION_PARTNERSHIP;
    }
    if (strcmp(expected, "nobody") == 0) {
        return answer->kind == ORGANISATION_NOBODY && !answer->counts;
    }
    if (is_kind(expected)) {
        return strcmp(organisation_kind_word(answer->kind), expected) == 0 &&
               answer->code_count == 0;
    }
    *wanted = true;
    if (expected[0] == '@') {
        return sure && answer->name != NULL && strcmp(answer->name, expected + 1) == 0;
    }
    if (expected[0] == '?') {
        size_t count = expected_codes(bench, expected + 1, codes);
        return answer->status == MATCH_AMBIGUOUS && has_exactly(answer, codes, count);
    }
    size_t count = expected_codes(bench, expected, codes);
    return sure && answer->kind == ORGANISATION_MUNICIPALITY && has_exactly(answer, codes, count);
}

static void add(struct tally *sum, const struct tally *one)
{
    sum->rows += one->rows;
    sum->answered += one->answered;
    sum->right_answers += one->right_answers;
    sum->wanted += one->wanted;
    sum->found += one->found;
    sum->dangerous += one->dangerous;
}

static double share(size_t part, size_t whole)
{
    return whole == 0 ? 1 : (double)part / (double)whole;
}

static void print_tally(const char *name, const struct tally *tally)
{
    printf("  %-14s %5zu names  precision %.4f  recall %.4f\n", name, tally->rows,
           share(tally->right_answers, tally->answered), share(tally->found, tally->wanted));
}

static void measure_class(struct bench *bench, const char *file)
{
    size_t size;
    const char *path = arena_printf(bench->arena, "%s/%s", folder, file);
    const char *bytes = read_file(bench->arena, path, &size);
    struct csv_table table = csv_table_read(bench->arena, bytes, size);
    struct tally tally = {0};
    for (size_t i = 0; i < table.row_count; i++) {
        const char *name = csv_table_cell(&table.rows[i], 0);
        const char *expected = csv_table_cell(&table.rows[i], 1);
        const struct resolution *answer = resolver_resolve(bench->resolver, name, NULL, NULL);
        bool wanted;
        bool right = is_right(bench, answer, expected, &wanted);
        bool answered = answer->status == MATCH_CERTAIN || answer->status == MATCH_PROBABLE;
        bool trap = strcmp(file, "traps.csv") == 0;
        tally.rows++;
        tally.answered += answered;
        tally.right_answers += answered && right;
        tally.wanted += wanted;
        tally.found += wanted && right;
        tally.dangerous += trap && answer->status == MATCH_CERTAIN && answer->code_count > 0;
        if (!right) {
            printf("    %s:%ld: %s: %s %s %s %s, not %s\n", file, table.rows[i].line, name,
                   match_status_word(answer->status), organisation_kind_word(answer->kind),
                   answer->key, answer->method, expected);
        }
    }
    print_tally(file, &tally);
    add(&bench->all, &tally);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void labelled_names_reach_the_goals(void **state)
{
    (void)state;
    struct bench bench = {.arena = arena_create()};
    bench.reference = reference_create(bench.arena);
    bench.layout = reference_layout(bench.reference, moment_days(2023, 10, 2));
    struct resolver_options options = {.layout = bench.layout};
    bench.resolver = resolver_create(bench.arena, bench.reference, &options);
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    VECTOR(const char *) files = {0};
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (text_ends_with(entry->d_name, ".csv")) {
            *VECTOR_PUSH(bench.arena, &files) = arena_strdup(bench.arena, entry->d_name);
        }
    }
    closedir(directory);
    assert_true(files.count > 10);
    qsort(files.items, files.count, sizeof *files.items, by_name);
    for (size_t i = 0; i < files.count; i++) {
        measure_class(&bench, files.items[i]);
    }
    print_tally("all", &bench.all);
    assert_true(bench.all.rows >= 1000);
    assert_true(share(bench.all.right_answers, bench.all.answered) >= 0.99);
    assert_true(share(bench.all.found, bench.all.wanted) >= 0.95);
    assert_int_equal(bench.all.dangerous, 0);
    arena_destroy(bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labelled_names_reach_the_goals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
