/* Whatever the files inside a report say: they are recomputed to a verdict with a reason, or are
 * refused. The input is the files, each behind a zero byte, in the order of `names`; the last is
 * the text of the pages. */
#include <string.h>

#include "engine/verify/verify.h"
#include "tests/fuzz/fuzz.h"

static const char *const names[] = {"figures.json",  "reach.csv",   "municipalities.csv",
                                    "sessions.csv",  "balance.csv", "organisations.csv",
                                    "checksums.csv", "days.csv",    "threads.csv"};

static void split(struct arena *arena, const char *bytes, size_t size, struct pdf_content *content)
{
    const char *end = bytes + size;
    for (size_t i = 0; i < sizeof names / sizeof *names && bytes < end; i++) {
        size_t length = strlen(bytes);
        *VECTOR_PUSH(arena, &content->files) = (struct pdf_file){names[i], bytes, length};
        bytes += length + 1;
    }
    if (bytes < end) {
        text_add(&content->text, bytes);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    struct pdf_content content = {.text = text_create(arena)};
    struct report_data report;
    struct error error = {0};
    split(arena, text_of(arena, data, size), size, &content);
    bool read = report_data_read(arena, "f.pdf", &content, &report, &error);
    LAW(read != error_is_set(&error));
    if (read) {
        struct verification verification = {.arena = arena, .data = &report};
        if (report.from != NULL) {
            verify_comparison(&verification);
        } else {
            verify_figures(&verification);
            verify_lists(&verification);
        }
        verify_files(&verification);
        verify_text(&verification);
        for (size_t i = 0; i < verification.outcomes.count; i++) {
            const struct outcome *outcome = &verification.outcomes.items[i];
            LAW(outcome->verdict < VERDICTS && outcome->why[LANGUAGE_NL] != NULL);
        }
    }
    return fuzz_done(arena);
}
