/* sundry: rows, use that nobody reported, costs, and figures that the organisers gave. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/ledger/build.h"
#include "engine/measure/capture.h"

bool build_rows(struct build *build)
{
    struct query_table table;
    if (!build_query(build, &query_report_row_totals, &table)) {
        return false;
    }
    int64_t read = build_count(&table, "rows_read");
    build_give(build, FIGURE_ROWS_READ, (double)read, read, 0);
    build_give(build, FIGURE_ROWS_USED, (double)build_count(&table, "rows_used"), read, 0);
    build_give(build, FIGURE_ROWS_MERGED, (double)build_count(&table, "rows_merged"), read, 0);
    build_give(build, FIGURE_ROWS_REJECTED, (double)build_count(&table, "rows_rejected"), read, 0);
    return true;
}

/* -- use that nobody reported ------------------------------------------------------------------ */

/* Two lists and what they share say how many there are in all (Chapman 1951), never more than the
 * layout holds. One list says nothing about the rest. */
static bool give_chapman(struct build *build, int64_t first, int64_t second, int64_t both,
                         int64_t all)
{
    if (both == 0) {
        build_lack(build, FIGURE_UNREPORTED_CHAPMAN, LACK_NO_OVERLAP);
        return true;
    }
    struct capture_chapman chapman;
    if (!capture_chapman(first, second, both, LEDGER_LEVEL, &chapman, build->error)) {
        return false;
    }
    double cap = (double)all;
    double value = chapman.n.value < cap ? chapman.n.value : cap;
    build_give(build, FIGURE_UNREPORTED_CHAPMAN, value, first + second - both, -1);
    if (chapman.hi.defined && chapman.hi.value > cap) {
        chapman.hi.value = cap;
    }
    if (chapman.lo.defined && chapman.lo.value > cap) {
        chapman.lo.value = cap;
    }
    build_interval(build, FIGURE_UNREPORTED_CHAPMAN, chapman.lo, chapman.hi);
    return true;
}

bool build_unreported(struct build *build)
{
    struct query_table table;
    if (!build_query(build, &query_report_second_list, &table)) {
        return false;
    }
    int64_t first = build_count(&table, "first");
    int64_t second = build_count(&table, "second");
    int64_t both = build_count(&table, "both");
    enum ledger_reason attendance = build_lacks_attendance(build);
    enum ledger_reason one_list = build_count(&table, "signs") == 0 ? LACK_ONE_LIST : LACK_NOTHING;
    enum ledger_reason either = attendance == LACK_NOTHING ? one_list : attendance;
    build_give_or_lack(build, FIGURE_UNREPORTED_N1, attendance, (double)first, first, -1);
    build_give_or_lack(build, FIGURE_UNREPORTED_N2, one_list, (double)second, second, -1);
    build_give_or_lack(build, FIGURE_UNREPORTED_BOTH, either, (double)both, both, -1);
    if (either != LACK_NOTHING) {
        build_lack(build, FIGURE_UNREPORTED_CHAPMAN, either);
        return true;
    }
    return give_chapman(build, first, second, both, build_count(&table, "municipalities"));
}

/* -- costs
 * ----------------------------------------------------------------------------------------- */

static void give_cost_per(struct build *build, enum figure_name name, enum figure_name of)
{
    const struct figure *total = &build->figures[FIGURE_COST_TOTAL];
    const struct figure *units = &build->figures[of];
    if (!total->has_value || !units->has_value) {
        build->figures[name].reason = total->has_value ? units->reason : total->reason;
    } else if (units->value <= 0) {
        build_lack(build, name, LACK_NOTHING_TO_DIVIDE_BY);
    } else {
        build_give(build, name, total->value / units->value, (int64_t)units->value, -1);
    }
}

bool build_costs(struct build *build)
{
    struct query_table table;
    if (!build_query(build, &query_report_cost_totals, &table)) {
        return false;
    }
    int64_t items = build_count(&table, "items");
    build_give_or_lack(build, FIGURE_COST_TOTAL, items == 0 ? LACK_NO_COSTS : LACK_NOTHING,
                       query_at(&table, 0, "total")->real, items, -1);
    give_cost_per(build, FIGURE_COST_PER_SESSION, FIGURE_SESSIONS_HELD);
    give_cost_per(build, FIGURE_COST_PER_PERSON, FIGURE_PEOPLE_ATTENDED);
    give_cost_per(build, FIGURE_COST_PER_MUNICIPALITY, FIGURE_MUNICIPALITIES_DIRECT);
    return true;
}

/* -- figures that were given ---------------------------------------------------------------------
 */

static bool is_taken(const struct build *build, const char *id)
{
    for (size_t i = 0; i < build->own.count; i++) {
        if (strcmp(build->own.items[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* "Volgers op LinkedIn" is own.volgers_op_linkedin; a second one of the same name gets a number. */
static const char *own_id(struct build *build, const char *name)
{
    struct text id = text_create(build->arena);
    text_add(&id, "own.");
    for (const char *c = text_trim(build->arena, name); *c != '\0'; c++) {
        bool gap = text_is_blank_char(*c);
        if (!gap || id.bytes[id.size - 1] != '_') {
            text_add_char(&id, gap ? '_' : text_lower_char(*c));
        }
    }
    const char *base = arena_strdup(build->arena, id.bytes);
    int same = 1;
    while (is_taken(build, id.bytes)) {
        text_clear(&id);
        text_printf(&id, "%s.%d", base, ++same);
    }
    return id.bytes;
}

static const char *own_definition(struct build *build, const struct query_table *table, size_t row,
                                  enum language language)
{
    const char *origin = query_at(table, row, "origin")->text;
    const char *date = query_at(table, row, "date")->text;
    struct text text = text_create(build->arena);
    text_printf(&text,
                language == LANGUAGE_NL ? "Opgave van de organisatie: %s"
                                        : "Stated by the organisers: %s",
                query_at(table, row, "name")->text);
    if (query_at(table, row, "lower_bound")->integer != 0) {
        text_add(&text, language == LANGUAGE_NL ? ", ten minste" : ", at least");
    }
    if (!text_is_blank(origin)) {
        text_printf(&text, language == LANGUAGE_NL ? " (bron: %s" : " (source: %s", origin);
        text_printf(&text, "%s%s)", text_is_blank(date) ? "" : ", ",
                    text_is_blank(date) ? "" : date);
    } else if (!text_is_blank(date)) {
        text_printf(&text, " (%s)", date);
    }
    text_add_char(&text, '.');
    return text.bytes;
}

bool build_own(struct build *build)
{
    struct query_table table;
    if (!build_query(build, &query_report_own_figures, &table)) {
        return false;
    }
    for (size_t r = 0; r < table.row_count; r++) {
        const char *unit = query_at(&table, r, "unit")->text;
        bool at_least = query_at(&table, r, "lower_bound")->integer != 0;
        const char *id = own_id(build, query_at(&table, r, "name")->text);
        *VECTOR_PUSH(build->arena, &build->own) = (struct figure){
            .id = id,
            .value = query_at(&table, r, "value")->real,
            .has_value = true,
            .doubt = at_least ? DOUBT_BOUND : DOUBT_NONE,
            .unit = text_is_blank(unit) ? "" : unit,
            .method = at_least ? "given.at_least" : "given",
            .n = -1,
            .missing = -1,
            .definition = {own_definition(build, &table, r, LANGUAGE_NL),
                           own_definition(build, &table, r, LANGUAGE_EN)},
            .origin = "query report/own_figures",
        };
    }
    return true;
}
