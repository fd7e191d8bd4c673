/* build: see build.h. */
#include "engine/ledger/build.h"

#include <assert.h>

static const char *const reason_words[] = {
#define LEDGER_REASON(name, word, nl, en) word,
#include "engine/ledger/reasons.def"
#undef LEDGER_REASON
};

bool build_query(struct build *build, const struct query *query, struct query_table *table)
{
    const struct query_parameter parameters[] = {query_text(":edition", build->edition->id)};
    return query_run(build->store, build->arena, query, parameters, 1, table, build->error);
}

int64_t build_count(const struct query_table *table, const char *column)
{
    assert(table->row_count == 1);
    return query_at(table, 0, column)->integer;
}

const char *build_reason_word(enum ledger_reason reason)
{
    return reason_words[reason];
}

void build_give(struct build *build, enum figure_name name, double value, int64_t n,
                int64_t missing)
{
    struct figure *figure = &build->figures[name];
    assert(value - value == 0 && "a figure is a finite number");
    figure->value = value;
    figure->has_value = true;
    figure->n = n;
    figure->missing = missing;
}

void build_lack(struct build *build, enum figure_name name, enum ledger_reason reason)
{
    build->figures[name].reason = reason_words[reason];
}

void build_give_or_lack(struct build *build, enum figure_name name, enum ledger_reason lack,
                        double value, int64_t n, int64_t missing)
{
    if (lack == LACK_NOTHING) {
        build_give(build, name, value, n, missing);
    } else {
        build_lack(build, name, lack);
    }
}

void build_range(struct build *build, enum figure_name name, double low, double high)
{
    struct figure *figure = &build->figures[name];
    if (figure->has_value) {
        figure->low = low;
        figure->high = high;
        figure->has_range = true;
    }
}

void build_interval(struct build *build, enum figure_name name, struct quantity low,
                    struct quantity high)
{
    if (low.defined && high.defined) {
        build_range(build, name, low.value, high.value);
        build->figures[name].level = LEDGER_LEVEL;
        build->figures[name].has_level = true;
    }
}

enum ledger_reason build_lacks_attendance(const struct build *build)
{
    return build->with_attendance == 0 ? LACK_NO_ATTENDANCE_LIST : LACK_NOTHING;
}

enum ledger_reason build_lacks_registration(const struct build *build)
{
    return build->with_registration == 0 ? LACK_NO_REGISTRATION_LIST : LACK_NOTHING;
}

enum ledger_reason build_lacks_both(const struct build *build)
{
    enum ledger_reason lack = build_lacks_attendance(build);
    if (lack == LACK_NOTHING) {
        lack = build_lacks_registration(build);
    }
    return lack == LACK_NOTHING && build->rated_sessions == 0 ? LACK_NO_RATED_SESSION : lack;
}
