/* explain: where a figure comes from: the rows behind it, and whether it comes out again when it is
 * computed anew.
 *
 * The rows are a table of one of queries/explain: for figures of reach one row per municipality and
 * row that brought it in (code, name, population, organisation, path, line, spelling, method,
 * deed); for organisations (name, kind, path, line, spelling, method); else (path, line, note).
 */
#ifndef ENGINE_LEDGER_EXPLAIN_H
#define ENGINE_LEDGER_EXPLAIN_H

#include "engine/ledger/ledger.h"
#include "engine/store/query.h"

enum evidence_form {
    EVIDENCE_NONE,
    EVIDENCE_ROWS,
    EVIDENCE_ORGANISATIONS,
    EVIDENCE_MUNICIPALITIES
};

struct explanation {
    const struct figure *figure;   /* as the ledger keeps it */
    const struct figure *computed; /* as the rows give it now; NULL when the edition is sealed */
    bool agrees;
    enum evidence_form form;
    const struct query *query; /* of the evidence; NULL for EVIDENCE_NONE */
    struct query_table rows;
};

/* False with ERROR_USAGE when the ledger has no such figure, naming the nearest one. */
bool explain_figure(struct store *store, struct arena *arena, const struct stored_edition *edition,
                    const struct ledger *ledger, const char *id, struct explanation *explanation,
                    struct error *error);

#endif
