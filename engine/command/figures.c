/* figures: the ledger of one or more editions, as a table for people, or as CSV or JSON for
 * programs. */
#include <stdio.h>

#include "engine/command/command.h"
#include "engine/command/edition_themes.h"
#include "engine/command/run.h"
#include "engine/command/table.h"
#include "engine/dossier/figure_text.h"
#include "engine/ledger/ledger.h"

static void print_ledger(struct run_context *run, const struct ledger *ledger, FILE *out)
{
    enum language language = run->common.language;
    bool nl = language == LANGUAGE_NL;
    struct table table = table_create(run->arena, 4);
    table_align_right(&table, 1);
    table_align_right(&table, 2);
    table_row(&table, (const char *[]){nl ? "cijfer" : "figure", nl ? "waarde" : "value",
                                       nl ? "van - tot" : "low - high", nl ? "eenheid" : "unit"});
    for (size_t i = 0; i < ledger->count; i++) {
        const struct figure *figure = &ledger->figures[i];
        table_row(&table,
                  (const char *[]){figure->id, figure_text_value(run->arena, figure, language),
                                   figure_text_range(run->arena, figure, language),
                                   figure->has_value ? figure_text_unit(figure->unit, language)
                                                     : ledger_reason(figure->reason, language)});
    }
    fprintf(out, "%s\n", ledger->edition);
    table_print(&table, out);
}

static void print_all(struct run_context *run, const struct ledger *ledgers, size_t count, bool csv,
                      FILE *out)
{
    struct text text = text_create(run->arena);
    if (run->common.json) {
        ledger_write_json(&text, ledgers, count);
    } else if (csv) {
        ledger_write_csv(&text, ledgers, count);
    } else {
        for (size_t i = 0; i < count; i++) {
            fputs(i == 0 ? "" : "\n", out);
            print_ledger(run, &ledgers[i], out);
        }
    }
    fwrite(text.bytes, 1, text.size, out);
}

int command_figures(int argc, char **argv, FILE *out, FILE *err)
{
    struct run_context run;
    bool csv = false;
    const struct option options[] = {{"csv", OPTION_FLAG, &csv}};
    if (!run_open(&run, argc, argv, options, 1, err) ||
        run_usage(
            &run, out,
            "gebruik: rodedraad figures EDITIE... [--csv | --json]\nToont de cijfers van elke "
            "editie, met hun twijfel en hun herkomst.\n",
            "usage: rodedraad figures EDITION... [--csv | --json]\nShows the figures of each "
            "edition, with their doubt and origin.\n") ||
        !run_check_names(&run)) {
        return run_close(&run);
    }
    size_t count = run.operands.count;
    struct ledger *ledgers = arena_alloc_array(run.arena, count, sizeof *ledgers);
    bool worked = true;
    for (size_t i = 0; i < count && worked; i++) {
        struct imported *imported = arena_alloc(run.arena, sizeof *imported);
        struct threads threads;
        worked = run_import(&run, run.operands.items[i], imported) &&
                 ledger_open(run.store, run.arena, &imported->edition, &ledgers[i], &run.error) &&
                 edition_themes(&run, imported, &threads);
        if (worked) {
            threads_tell(&threads, &ledgers[i]);
        }
    }
    if (worked) {
        print_all(&run, ledgers, count, csv, out);
    }
    return run_close(&run);
}
