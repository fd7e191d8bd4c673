/* import: reads editions into the store only, and prints what became of every row. */
#include <stdio.h>

#include "engine/command/command.h"
#include "engine/command/run.h"
#include "engine/store/query.h"

static bool print_balance(struct run_context *run, const struct imported *imported, FILE *out)
{
    bool nl = run->common.language == LANGUAGE_NL;
    const struct query_parameter parameters[] = {query_text(":edition", imported->edition.id)};
    struct query_table rows;
    if (!query_run(run->store, run->arena, &query_report_balance, parameters, 1, &rows,
                   &run->error)) {
        return false;
    }
    fprintf(out, "%s: %s\n", imported->edition.id,
            imported->was_read ? (nl ? "gelezen" : "read")
                               : (nl ? "niets veranderd sinds de vorige keer"
                                     : "nothing changed since the last time"));
    fprintf(out, "  %8s %8s %8s %8s  %s\n", nl ? "gelezen" : "read", nl ? "gebruikt" : "used",
            nl ? "dubbel" : "merged", nl ? "niet" : "rejected", nl ? "bron" : "source");
    for (size_t i = 0; i < rows.row_count; i++) {
        static const char *const counts[] = {"rows_read", "rows_used", "rows_merged",
                                             "rows_rejected"};
        fputc(' ', out);
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
            fprintf(out, " %8lld", (long long)query_at(&rows, i, counts[k])->integer);
        }
        fprintf(out, "  %s (%s)\n", query_at(&rows, i, "path")->text,
                query_at(&rows, i, "format")->text);
    }
    return true;
}

int command_import(int argc, char **argv, FILE *out, FILE *err)
{
    struct run_context run;
    if (!run_open(&run, argc, argv, NULL, 0, err) ||
        run_usage(&run, out,
                  "gebruik: rodedraad import EDITIE...\nLeest edities in de opslag en zegt wat er "
                  "van elke rij is geworden.\n",
                  "usage: rodedraad import EDITION...\nReads editions into the store and says what "
                  "became of every row.\n") ||
        !run_check_names(&run)) {
        return run_close(&run);
    }
    for (size_t i = 0; i < run.operands.count; i++) {
        struct imported imported;
        if (!run_import(&run, run.operands.items[i], &imported) ||
            (!run.common.quiet && !print_balance(&run, &imported, out))) {
            break;
        }
    }
    return run_close(&run);
}
