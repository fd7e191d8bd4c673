/* gate: what may leave the house. Whatever lands under out/ or inside a PDF is taken from a
 * publication, never from the ledger or a query.
 *
 *     struct gate_input input = {.figures = figures, .figure_count = n, .tables = raw,
 *                                .table_count = m, .threshold = 5};
 *     const struct publication *publication = gate(arena, &input);
 *     publication_figure(publication, "people.attended");     value, or reason "suppressed"
 *     publication_table(publication, "sessions");
 *
 * What it lets out (threshold k, DESIGN.md section 8):
 *   - people per session and per day: exact from k up, "minder dan k" below; others hidden beside
 *     them where sums would give them away (protect.h), over all tables and totals together;
 *   - rates of people: from 20 people up, in whole per cents, and only when neither the people who
 *     came nor those who did not are a hidden count;
 *   - means of grades from k answers up, with limits from 20 up, and not so near an end of the
 *     scale that they tell how few gave anything else; limits in tenths, and the mean as well where
 *     its last digits would tell a count (gate_figures.c);
 *   - people per municipality in classes, as wide as the threshold asks;
 *   - totals exact, unless they are small themselves, or give a small count away: also by what
 *     they differ from another figure (gate_numbers.def), and in `n` and `missing`;
 *   - sources by number and kind; organisations by name only when they are public bodies;
 *   - themes by name, words, sessions and municipalities; quotes without session or municipality;
 *   - findings by rule, source and line; details only of rules whose detail is about the file.
 * k = 0 or 1 shows every count; classes and the 20 of rates stay.
 *
 * Walk-ins per session are not published, nor who was there as staff; where one of them is nobody
 * the other could be computed, and is protected as well (gate_walkins.c). A table that the gate has
 * no rule for does not pass, nor a count of people that gate_numbers.def does not know.
 */
#ifndef ENGINE_PUBLISH_GATE_H
#define ENGINE_PUBLISH_GATE_H

#include "engine/publish/memory.h"
#include "engine/publish/table.h"
#include "engine/record/figure.h"

enum { GATE_RATE_FROM = 20 };

struct gate_input {
    const struct figure *figures;
    size_t figure_count;
    const struct raw_table *tables; /* queries/publish */
    size_t table_count;
    int64_t threshold;
    /* What earlier releases of the edition showed, the first one first: what was hidden once and
     * did not change stays hidden, and what was shown once hides nothing any more. */
    const struct memory *memories;
    size_t memory_count;
};

struct publication {
    struct figure *figures; /* in the ledger's order */
    size_t figure_count;
    struct published_table **tables;
    size_t table_count;
    int64_t threshold;
    const struct memory *memory; /* to be kept with a release */
    size_t hidden;               /* cells and figures that are not shown */
};

const struct publication *gate(struct arena *arena, const struct gate_input *input);

/* NULL when the ledger has no such figure. */
const struct figure *publication_figure(const struct publication *publication, const char *id);
/* NULL when there is no such table. */
const struct published_table *publication_table(const struct publication *publication,
                                                const char *name);

/* "Teams-rapport", "aanmeldlijst": a source as readers know it; NULL when there is no word for it.
 * And "bron 7 (Teams-rapport)"; `number` from 0. */
const char *gate_source_kind(const char *format, const char *kind, enum language language);
const char *gate_source_name(struct arena *arena, int64_t number, const char *format,
                             const char *kind, enum language language);

#endif
