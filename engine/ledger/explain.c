/* explain: see explain.h. */
#include "engine/ledger/explain.h"

#include <string.h>

#include "engine/base/text.h"

static const struct evidence {
    const char *id;
    const struct query *query;
    const char *which;
} evidences[] = {
#define EVIDENCE(id, query, which) {id, &query_explain_##query, which},
#include "engine/ledger/evidence.def"
#undef EVIDENCE
};

static const struct evidence own_evidence = {"own.", &query_explain_own_figures, NULL};

static const struct evidence *find_evidence(const char *id)
{
    for (size_t i = 0; i < sizeof evidences / sizeof evidences[0]; i++) {
        if (strcmp(evidences[i].id, id) == 0) {
            return &evidences[i];
        }
    }
    return text_starts_with(id, own_evidence.id) ? &own_evidence : NULL;
}

static enum evidence_form form_of(const struct query *query)
{
    if (query == &query_explain_municipalities) {
        return EVIDENCE_MUNICIPALITIES;
    }
    return query == &query_explain_organisations ? EVIDENCE_ORGANISATIONS : EVIDENCE_ROWS;
}

/* "organisations.company" -> "company"; NULL for organisations.all and its variants. */
static const char *kind_of(const char *id)
{
    const char *kind = strchr(id, '.') + 1;
    return text_starts_with(kind, "all") ? NULL : kind;
}

static bool read_rows(struct store *store, struct arena *arena, const char *edition,
                      struct explanation *explanation, struct error *error)
{
    const char *id = explanation->figure->id;
    const struct evidence *evidence = find_evidence(id);
    if (evidence == NULL) {
        return true;
    }
    explanation->query = evidence->query;
    explanation->form = form_of(evidence->query);
    struct query_parameter parameters[3] = {query_text(":edition", edition)};
    size_t count = 1;
    if (evidence->which != NULL) {
        parameters[count++] = query_text(":which", evidence->which);
    }
    if (explanation->form == EVIDENCE_ORGANISATIONS) {
        parameters[count++] = query_text(":kind", kind_of(id));
    }
    return query_run(store, arena, evidence->query, parameters, count, &explanation->rows, error);
}

/* Themes are not computed here: what the pipeline said of them stays. */
static bool same_figure(const struct figure *kept, const struct figure *computed)
{
    bool themes = strcmp(kept->id, "themes.count") == 0;
    return themes || figure_equal(kept, computed);
}

static bool unknown_figure(struct arena *arena, const struct ledger *ledger, const char *id,
                           struct error *error)
{
    const char *shown = text_printable(arena, id, strlen(id), 100);
    const char *nearest = ledger_nearest(arena, ledger, id);
    if (nearest != NULL) {
        return error_set_in_both(error, ERROR_USAGE,
                                 "het cijfer \"%s\" bestaat niet. Bedoelt u \"%s\"?",
                                 "there is no figure \"%s\". Did you mean \"%s\"?", shown, nearest);
    }
    return error_set_in_both(error, ERROR_USAGE,
                             "het cijfer \"%s\" bestaat niet. Alle namen: rodedraad figures.",
                             "there is no figure \"%s\". All names: rodedraad figures.", shown);
}

bool explain_figure(struct store *store, struct arena *arena, const struct stored_edition *edition,
                    const struct ledger *ledger, const char *id, struct explanation *explanation,
                    struct error *error)
{
    *explanation = (struct explanation){.figure = ledger_find(ledger, id)};
    if (explanation->figure == NULL) {
        return unknown_figure(arena, ledger, id, error);
    }
    if (edition->sealed_on != NULL) {
        return true;
    }
    struct ledger *computed = arena_alloc(arena, sizeof *computed);
    if (!ledger_compute(store, arena, edition, computed, error) ||
        !read_rows(store, arena, edition->id, explanation, error)) {
        return false;
    }
    explanation->computed = ledger_find(computed, id);
    explanation->agrees =
        explanation->computed != NULL && same_figure(explanation->figure, explanation->computed);
    return true;
}
