/* decisions: see decisions.h. The file is read as any other input is, so that whatever a
 * spreadsheet made of it (another separator, another encoding) is understood. */
#include "engine/command/decisions.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/dossier/output.h"
#include "engine/publish/dialect.h"
#include "engine/read/source.h"
#include "engine/recognise/recognise.h"

static void no_row(void *context, const struct row *row)
{
    (void)context;
    (void)row;
}

static void no_programme(void *context, const struct programme_row *row)
{
    (void)context;
    (void)row;
}

static void no_finding(void *context, const struct finding *finding)
{
    (void)context;
    (void)finding;
}

static void add_row(struct text *file, const char *name, const char *rows, const char *proposal,
                    const char *alternative, const char *decision)
{
    const char *cells[] = {name, rows, proposal, alternative, decision};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        dialect_text(file, cells[i]);
    }
    dialect_end_row(file);
}

/* The filled rows of the file that is there. False when it holds no such table: then it is not ours
 * to replace. */
static bool keep_decisions(struct arena *arena, const struct source_bytes *bytes, struct text *file)
{
    const struct recognise_context context = {.title_count = 0};
    const struct row_sink rows = {.row = no_row, .programme = no_programme};
    const struct finding_sink findings = {.add = no_finding};
    struct source source = {.path = "decisions.csv"};
    struct error error = {0};
    if (!recognise_bytes(arena, bytes->data, bytes->size, &context, &rows, &findings, &source,
                         &error)) {
        return false;
    }
    if (source.kind == SOURCE_EMPTY) {
        return true;
    }
    if (source.kind != SOURCE_DECISIONS || source.table == NULL) {
        return false;
    }
    for (size_t i = 0; i < source.table->row_count; i++) {
        const char *decision = side_table_cell(source.table, &source.table->rows[i], "besluit");
        if (!text_is_blank(decision)) {
            add_row(file, side_table_cell(source.table, &source.table->rows[i], "naam"),
                    side_table_cell(source.table, &source.table->rows[i], "aantal"),
                    side_table_cell(source.table, &source.table->rows[i], "voorstel"),
                    side_table_cell(source.table, &source.table->rows[i], "alternatief"), decision);
        }
    }
    return true;
}

bool decisions_write(struct arena *arena, const char *folder, const struct waiting_name *names,
                     size_t count, bool *changed, struct error *error)
{
    const char *path = arena_printf(arena, "%s/decisions.csv", folder);
    struct source_bytes bytes = {0};
    struct error missing = {0};
    *changed = false;
    if (count == 0) {
        return true;
    }
    bool is_there = source_load(arena, path, &bytes, &missing);
    struct text file = dialect_create(arena);
    add_row(&file, "naam", "aantal", "voorstel", "alternatief", "besluit");
    if (is_there && !keep_decisions(arena, &bytes, &file)) {
        return error_set(error, ERROR_UNREADABLE, path, 0, "%s", "decisions.csv");
    }
    for (size_t i = 0; i < count; i++) {
        add_row(&file, names[i].text, arena_printf(arena, "%u", names[i].rows), names[i].proposal,
                names[i].alternative, NULL);
    }
    if (is_there && bytes.size == file.size && memcmp(bytes.data, file.bytes, file.size) == 0) {
        return true;
    }
    *changed = true;
    return output_write(arena, path, file.bytes, file.size, error);
}
