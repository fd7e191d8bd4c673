/* query: one of queries/report over one or more editions, for the team: nothing here has passed the
 * gate of publish. */
#include <stdio.h>
#include <string.h>

#include "engine/command/command.h"
#include "engine/command/run.h"
#include "engine/command/table.h"
#include "engine/store/query.h"

static const char *internal_mark(enum language language)
{
    return language == LANGUAGE_NL ? "intern: niet delen" : "internal: do not share";
}

static const struct query *find_query(struct run_context *run, const char *name)
{
    const struct query *query = query_named("report", name);
    if (query != NULL) {
        return query;
    }
    size_t count;
    const char *const *names = query_names(run->arena, "report", &count);
    const char *nearest = text_nearest(name, names, count);
    const char *shown = text_printable(run->arena, name, strlen(name), 100);
    struct text all = text_create(run->arena);
    for (size_t i = 0; i < count; i++) {
        text_printf(&all, "%s%s", i == 0 ? "" : " ", names[i]);
    }
    if (nearest != NULL) {
        error_set_in_both(&run->error, ERROR_USAGE,
                          "de vraag \"%s\" bestaat niet. Bedoelt u \"%s\"?",
                          "there is no query \"%s\". Did you mean \"%s\"?", shown, nearest);
    } else {
        error_set_in_both(&run->error, ERROR_USAGE, "de vraag \"%s\" bestaat niet. Kies uit: %s",
                          "there is no query \"%s\". Choose from: %s", shown, all.bytes);
    }
    return NULL;
}

/* Several editions in one table: the edition goes in front. */
static struct query_table join_tables(struct arena *arena, const struct query_table *tables,
                                      const char *const *editions, size_t count)
{
    if (count == 1) {
        return tables[0];
    }
    struct query_table joined = {.name = tables[0].name,
                                 .column_count = tables[0].column_count + 1};
    joined.columns = arena_alloc_array(arena, joined.column_count, sizeof *joined.columns);
    joined.columns[0] = "edition";
    for (size_t c = 0; c < tables[0].column_count; c++) {
        joined.columns[c + 1] = tables[0].columns[c];
    }
    for (size_t t = 0; t < count; t++) {
        joined.row_count += tables[t].row_count;
    }
    struct query_cell *cells =
        arena_alloc_array(arena, joined.row_count * joined.column_count + 1, sizeof *cells);
    size_t at = 0;
    for (size_t t = 0; t < count; t++) {
        for (size_t r = 0; r < tables[t].row_count; r++) {
            cells[at++] = (struct query_cell){CELL_TEXT, 0, 0, editions[t]};
            for (size_t c = 0; c < tables[t].column_count; c++) {
                cells[at++] = *query_cell(&tables[t], r, c);
            }
        }
    }
    joined.cells = cells;
    return joined;
}

static void print_table(struct run_context *run, const struct query_table *table, FILE *out)
{
    size_t columns = table->column_count < TABLE_COLUMNS ? table->column_count : TABLE_COLUMNS;
    struct table shown = table_create(run->arena, columns);
    table_row(&shown, table->columns);
    for (size_t r = 0; r < table->row_count; r++) {
        const char *cells[TABLE_COLUMNS];
        for (size_t c = 0; c < columns; c++) {
            const struct query_cell *cell = query_cell(table, r, c);
            struct text text = text_create(run->arena);
            query_write_cell(&text, cell);
            cells[c] = text.bytes == NULL ? "" : text.bytes;
            if (cell->type == CELL_INTEGER || cell->type == CELL_REAL) {
                table_align_right(&shown, c);
            }
        }
        table_row(&shown, cells);
    }
    fprintf(out, "%s (%s)\n", table->name, internal_mark(run->common.language));
    table_print(&shown, out);
}

static void print_result(struct run_context *run, const struct query_table *table, bool csv,
                         FILE *out)
{
    struct text text = text_create(run->arena);
    if (run->common.json) {
        query_write_json(&text, table);
    } else if (csv) {
        query_write_csv(&text, table);
    } else {
        print_table(run, table, out);
        return;
    }
    if (!run->common.quiet) {
        fprintf(run->err, "%s\n", internal_mark(run->common.language));
    }
    fwrite(text.bytes, 1, text.size, out);
}

int command_query(int argc, char **argv, FILE *out, FILE *err)
{
    struct run_context run;
    bool csv = false;
    const struct option options[] = {{"csv", OPTION_FLAG, &csv}};
    if (!run_open(&run, argc, argv, options, 1, err) ||
        run_usage(&run, out,
                  "gebruik: rodedraad query VRAAG EDITIE... [--csv | --json]\nVoert een vraag uit "
                  "queries/report uit. Intern: niet delen.\n",
                  "usage: rodedraad query NAME EDITION... [--csv | --json]\nRuns one of "
                  "queries/report. Internal: do not share.\n")) {
        return run_close(&run);
    }
    const struct query *query = find_query(&run, run.operands.items[0]);
    run.operands.items++;
    run.operands.count--;
    if (query == NULL ||
        run_usage(&run, out, "noem ten minste een editie: rodedraad query VRAAG EDITIE...\n",
                  "name at least one edition: rodedraad query NAME EDITION...\n") ||
        !run_check_names(&run)) {
        return run_close(&run);
    }
    size_t count = run.operands.count;
    struct query_table *tables = arena_alloc_array(run.arena, count, sizeof *tables);
    const char **editions = arena_alloc_array(run.arena, count, sizeof *editions);
    bool worked = true;
    for (size_t i = 0; i < count && worked; i++) {
        struct imported imported;
        worked = run_import(&run, run.operands.items[i], &imported);
        if (worked) {
            editions[i] = imported.edition.id;
            const struct query_parameter parameters[] = {query_text(":edition", editions[i])};
            worked = query_run(run.store, run.arena, query, parameters, 1, &tables[i], &run.error);
        }
    }
    if (worked) {
        struct query_table table = join_tables(run.arena, tables, editions, count);
        print_result(&run, &table, csv, out);
    }
    return run_close(&run);
}
