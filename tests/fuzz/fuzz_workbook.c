/* Any bytes open as a workbook or are refused with a reason; every cell can be read. */
#include <string.h>

#include "engine/read/workbook.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    const char *reason = NULL;
    const struct workbook *workbook = workbook_open(arena, data, size, &reason);
    LAW(workbook != NULL || reason != NULL);
    size_t bytes = 0;
    for (size_t s = 0; workbook != NULL && s < workbook->sheet_count; s++) {
        const struct sheet *sheet = &workbook->sheets[s];
        for (size_t r = 0; r < sheet->row_count; r++) {
            for (size_t c = 0; c < sheet->rows[r].count; c++) {
                bytes += strlen(sheet->rows[r].cells[c]);
            }
        }
    }
    LAW(bytes < SIZE_MAX);
    return fuzz_done(arena);
}
