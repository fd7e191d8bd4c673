/* A long table says the same whatever the number of threads that read it: rows, findings and lines.
 * The tables are made up, with all that makes it hard to find where a record begins: quotes,
 * separators and line ends in cells, quotes that stay open, blank lines, titles, totals, headings
 * between the rows, cells longer than a block, line ends of every kind. */
#include <stdio.h>
#include <string.h>

#include "engine/base/random.h"
#include "tests/fuzz/said.h"
#include "tests/support/cmocka_all.h"

/* What may stand between the rows of a table; how often in a thousand rows. */
struct oddities {
    const char *what;
    int quoted, folded, row_like, open, blank, title, total, heading, ragged, huge, bad_date;
    const char *line_end;
};

static const struct oddities kinds[] = {
    {"plain", .line_end = "\n"},
    {"quoted", .quoted = 300, .bad_date = 5, .line_end = "\r\n"},
    {"folded", .quoted = 300, .folded = 200, .line_end = "\n"},
    {"rows in cells", .quoted = 300, .folded = 200, .row_like = 10, .line_end = "\n"},
    {"nothing but cells", .quoted = 1000, .folded = 1000, .row_like = 900, .line_end = "\n"},
    {"open quotes", .quoted = 100, .folded = 20, .open = 2, .line_end = "\n"},
    {"one open quote", .quoted = 100, .folded = 20, .line_end = "\n"},
    {"blank lines", .quoted = 50, .blank = 1, .line_end = "\n"},
    {"titles", .quoted = 50, .folded = 10, .title = 1, .line_end = "\r\n"},
    {"totals", .quoted = 50, .folded = 10, .total = 2, .heading = 2, .line_end = "\r\n"},
    {"ragged", .quoted = 50, .folded = 10, .ragged = 30, .bad_date = 5, .line_end = "\n"},
    {"huge cells", .quoted = 50, .folded = 500, .huge = 5, .line_end = "\n"},
    {"rows in huge cells", .quoted = 50, .huge = 5, .row_like = 1000, .line_end = "\n"},
    {"old mac", .quoted = 200, .folded = 100, .blank = 1, .line_end = "\r"},
    {"all of it", 200, 100, 5, 1, 1, 1, 1, 1, 5, 1, 5, "\r\n"},
};

static const char heading[] = "Naam;E-mail;Organisatie;Sessie;Aangemeld op;Opmerking";

static bool happens(struct random *random, int in_thousand)
{
    return (int)random_below(random, 1000) < in_thousand;
}

static void add_remark(struct text *text, struct random *random, const struct oddities *odd)
{
    if (!happens(random, odd->quoted)) {
        text_printf(text, "Goed verhaal %d", (int)random_below(random, 1000));
        return;
    }
    text_add(text, "\"Goed; \"\"echt\"\" waar, ");
    if (happens(random, odd->folded)) {
        bool row_like = happens(random, odd->row_like);
        text_printf(text, "%sJan;jan@ede.example%s;nog een regel%s\"\"", odd->line_end,
                    row_like ? ";Ede;Opening;2023-09-01" : "", odd->line_end);
    }
    if (happens(random, odd->huge)) {
        const char *between = happens(random, odd->row_like) ? ";" : " ";
        for (int i = 0; i < 20000; i++) {
            text_printf(text, "woord %d%s", i, i % 6 == 5 ? odd->line_end : between);
        }
    }
    text_add(text, happens(random, odd->open) ? "zonder einde" : "klaar\"");
}

static void add_row(struct text *text, struct random *random, const struct oddities *odd)
{
    int number = (int)random_below(random, 100000);
    text_printf(text, "Sanne de Vries%s;sanne%d@utrecht.example;Gemeente %c;Sessie %d;",
                number % 3 == 0 ? " (gast)" : "", number, 'A' + number % 26, number % 40);
    text_printf(text, happens(random, odd->bad_date) ? "ergens %d;" : "%d-09-2023 10:00;",
                number % 28 + 1);
    add_remark(text, random, odd);
    text_add(text, happens(random, odd->ragged) ? ";;te veel" : "");
    text_add(text, odd->line_end);
}

static struct text table_of(struct arena *arena, const struct oddities *odd, uint64_t seed,
                            size_t size)
{
    struct random random;
    struct text text = text_create(arena);
    random_seed(&random, seed, 0);
    text_printf(&text, "%s%s", heading, odd->line_end);
    while (text.size < size) {
        if (happens(&random, odd->blank)) {
            text_add(&text, odd->line_end);
        } else if (happens(&random, odd->title)) {
            text_printf(&text, "%sSessie: Brieven%s%s%s", odd->line_end, odd->line_end, heading,
                        odd->line_end);
        } else if (happens(&random, odd->total)) {
            text_printf(&text, "Totaal;12%s", odd->line_end);
        } else if (happens(&random, odd->heading)) {
            text_printf(&text, "%s%s", heading, odd->line_end);
        }
        add_row(&text, &random, odd);
    }
    if (strcmp(odd->what, "one open quote") == 0) {
        text_add(&text, "Jan;jan@ede.example;Ede;Opening;1-9-2023 10:00;\"open");
    }
    return text;
}

/* What is said of a table by that many threads, in blocks of that many bytes. */
static struct text said_in_blocks(struct arena *arena, const struct text *table, int threads,
                                  size_t block)
{
    struct recognise_context context = {.threads = threads, .block = block};
    return said_of(arena, table->bytes, table->size, &context);
}

static void compare(struct arena *arena, const struct oddities *odd, uint64_t seed, size_t size)
{
    struct text table = table_of(arena, odd, seed, size);
    struct text alone = said_in_blocks(arena, &table, 0, 0);
    for (int threads = 1; threads <= 5; threads += 2) {
        struct text together = said_in_blocks(arena, &table, threads, 0);
        size_t same = 0;
        while (same < alone.size && alone.bytes[same] == together.bytes[same]) {
            same++;
        }
        if (alone.size != together.size || same < alone.size) {
            fail_msg("%s, seed %d, %d threads: other from byte %zu: %.120s / %.120s", odd->what,
                     (int)seed, threads, same, alone.bytes + same, together.bytes + same);
        }
    }
}

static void any_number_of_threads_reads_the_same(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (uint64_t seed = 1; seed <= 2; seed++) {
            struct arena *arena = arena_create();
            compare(arena, &kinds[k], seed, (size_t)(700 * seed) * 1024);
            arena_destroy(arena);
        }
    }
}

/* The same tables with bytes changed, lost or doubled anywhere. */
static void mutated_tables_read_the_same(void **state)
{
    (void)state;
    static const char marks[] = "\";\n\r, x0\"";
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct arena *arena = arena_create();
        struct random random;
        random_seed(&random, seed, 1);
        struct text table = table_of(arena, &kinds[seed % 3], seed, 400 * 1024);
        for (uint64_t i = 0; i < seed * 2; i++) {
            table.bytes[random_below(&random, table.size)] =
                marks[random_below(&random, sizeof marks - 1)];
        }
        struct text alone = said_in_blocks(arena, &table, 0, 0);
        struct text together = said_in_blocks(arena, &table, 4, 0);
        assert_int_equal(alone.size, together.size);
        assert_true(strcmp(alone.bytes, together.bytes) == 0);
        arena_destroy(arena);
    }
}

/* A block may be smaller than a record, so that every record lies across several. */
static void blocks_of_any_size_read_the_same(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 7, 64, 300, 1000, 5000};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (uint64_t seed = 1; seed <= 4; seed++) {
            struct arena *arena = arena_create();
            struct text table = table_of(arena, &kinds[k], seed, 6 * 1024);
            struct text alone = said_in_blocks(arena, &table, 0, 0);
            for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
                struct text together = said_in_blocks(arena, &table, 1 + (int)i % 3, sizes[i]);
                assert_int_equal(alone.size, together.size);
                assert_memory_equal(alone.bytes, together.bytes, alone.size);
            }
            arena_destroy(arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_reads_the_same),
        cmocka_unit_test(mutated_tables_read_the_same),
        cmocka_unit_test(blocks_of_any_size_read_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
