/* verify_files: are the files inside the PDF those that it was made with? checksums.csv has a
 * BLAKE2b hash of each. It does not keep a forger out, who can write another one; it notices every
 * digit that was changed, also in figures that only rows can tell. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/verify/verify.h"

static const char list_name[] = "checksums.csv";

static const char *listed_hash(const struct data_table *list, const char *name)
{
    for (size_t row = 0; row < list->row_count; row++) {
        if (text_equal(data_at(list, row, data_column(list, "file", "file")), name)) {
            return data_at(list, row, data_column(list, "blake2b", "blake2b"));
        }
    }
    return NULL;
}

static bool file_agrees(struct verification *verification, const struct pdf_file *file)
{
    const char *reported = listed_hash(&verification->data->checksums, file->name);
    char hash[HASH_TEXT];
    hash_text_of(file->bytes, file->size, hash);
    if (text_equal(reported, hash)) {
        return true;
    }
    struct arena *arena = verification->arena;
    verification_add(verification, text_printable(arena, file->name, strlen(file->name), 80),
                     VERDICT_DIFFERS,
                     reported == NULL ? NULL : arena_printf(arena, "%.16s", reported),
                     arena_printf(arena, "%.16s", hash),
                     "dit bestand is veranderd nadat het rapport werd gemaakt",
                     "this file was changed after the report was made");
    return false;
}

/* A file that is listed and not there. */
static bool nothing_missing(struct verification *verification)
{
    const struct report_data *data = verification->data;
    bool complete = true;
    for (size_t row = 0; row < data->checksums.row_count; row++) {
        const char *name =
            data_at(&data->checksums, row, data_column(&data->checksums, "file", "file"));
        if (pdf_content_file(data->content, name) == NULL) {
            verification_add(verification,
                             text_printable(verification->arena, name, strlen(name), 80),
                             VERDICT_DIFFERS, NULL, NULL, "dit bestand is uit de PDF gehaald",
                             "this file was taken out of the PDF");
            complete = false;
        }
    }
    return complete;
}

void verify_files(struct verification *verification)
{
    const struct report_data *data = verification->data;
    if (data->checksums.column_count == 0) {
        verification_add(verification, list_name, VERDICT_NOT_CHECKED, NULL, NULL,
                         "deze lijst zit niet in de PDF", "this list is not in the PDF");
        return;
    }
    bool agrees = nothing_missing(verification);
    for (size_t i = 0; i < data->content->files.count; i++) {
        const struct pdf_file *file = &data->content->files.items[i];
        if (!text_equal(file->name, list_name)) {
            agrees = file_agrees(verification, file) && agrees;
        }
    }
    if (agrees) {
        verification_add(verification, list_name, VERDICT_AGREES, NULL, NULL,
                         "elk bestand in de PDF is zoals het werd gemaakt",
                         "every file in the PDF is as it was made");
    }
}
