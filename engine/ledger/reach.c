/* reach: organisations per kind, and the residents of the municipalities that took part: the
 * population of a set, each municipality once, under every definition of taking part. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/ledger/build.h"
#include "engine/ledger/range.h"

/* -- organisations
 * --------------------------------------------------------------------------------- */

static const struct {
    enum figure_name figure;
    const char *kind;
} kinds[] = {
    {FIGURE_ORGANISATIONS_MUNICIPALITY, "municipality"},
    {FIGURE_ORGANISATIONS_PARTNERSHIP, "partnership"},
    {FIGURE_ORGANISATIONS_PROVINCE, "province"},
    {FIGURE_ORGANISATIONS_WATER_BOARD, "water_board"},
    {FIGURE_ORGANISATIONS_MINISTRY, "ministry"},
    {FIGURE_ORGANISATIONS_COMPANY, "company"},
    {FIGURE_ORGANISATIONS_EDUCATION, "education"},
    {FIGURE_ORGANISATIONS_FOREIGN, "foreign"},
    {FIGURE_ORGANISATIONS_OTHER, "other"},
};

bool build_organisations(struct build *build)
{
    struct query_table table;
    struct query_table unresolved;
    if (!build_query(build, &query_report_organisations_by_kind, &table) ||
        !build_query(build, &query_report_unresolved, &unresolved)) {
        return false;
    }
    enum ledger_reason attendance = build_lacks_attendance(build);
    int64_t attended = 0;
    int64_t registered = 0;
    int64_t hosted = 0;
    for (size_t r = 0; r < table.row_count; r++) {
        int64_t count = query_at(&table, r, "attended")->integer;
        attended += count;
        registered += query_at(&table, r, "registered")->integer;
        hosted += query_at(&table, r, "hosted")->integer;
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            if (strcmp(kinds[k].kind, query_at(&table, r, "kind")->text) == 0) {
                build_give_or_lack(build, kinds[k].figure, attendance, (double)count, count, -1);
            }
        }
    }
    int64_t waiting = build_count(&unresolved, "attended");
    build_give_or_lack(build, FIGURE_ORGANISATIONS_ALL, attendance, (double)attended, attended,
                       waiting);
    build_give_or_lack(build, FIGURE_ORGANISATIONS_REGISTERED, build_lacks_registration(build),
                       (double)registered, registered, build_count(&unresolved, "registered"));
    build_give_or_lack(build, FIGURE_ORGANISATIONS_HOSTING,
                       build->hosted == 0 ? LACK_NO_HOSTS : LACK_NOTHING, (double)hosted, hosted,
                       -1);
    return true;
}

/* -- residents
 * ------------------------------------------------------------------------------------- */

/* What must have been measured for a variant to mean anything. */
enum need { NEED_ATTENDANCE, NEED_REGISTRATION, NEED_HOSTS, NEED_BOTH_HOSTS, NEED_LAYOUT };

/* A figure is a column of a row of report/reach_variants. */
static const struct {
    const char *variant;
    const char *column;
    enum figure_name figure;
    enum need need;
} variants[] = {
    {"direct", "municipalities", FIGURE_MUNICIPALITIES_DIRECT, NEED_ATTENDANCE},
    {"direct.registered", "municipalities", FIGURE_MUNICIPALITIES_DIRECT_REGISTERED,
     NEED_REGISTRATION},
    {"direct.hosting", "municipalities", FIGURE_MUNICIPALITIES_DIRECT_HOSTING, NEED_HOSTS},
    {"direct.without_staff", "municipalities", FIGURE_MUNICIPALITIES_DIRECT_WITHOUT_STAFF,
     NEED_ATTENDANCE},
    {"combined.registered", "municipalities", FIGURE_MUNICIPALITIES_COMBINED_REGISTERED,
     NEED_REGISTRATION},
    {"combined.without_staff", "residents", FIGURE_RESIDENTS_COMBINED_WITHOUT_STAFF,
     NEED_ATTENDANCE},
    {"partners", "municipalities", FIGURE_MUNICIPALITIES_PARTNERS, NEED_ATTENDANCE},
    {"combined", "municipalities", FIGURE_MUNICIPALITIES_COMBINED, NEED_ATTENDANCE},
    {"country", "municipalities", FIGURE_MUNICIPALITIES_COUNTRY, NEED_LAYOUT},
    {"direct", "residents", FIGURE_RESIDENTS_DIRECT, NEED_ATTENDANCE},
    {"direct.registered", "residents", FIGURE_RESIDENTS_DIRECT_REGISTERED, NEED_REGISTRATION},
    {"direct.with_hosts", "residents", FIGURE_RESIDENTS_DIRECT_WITH_HOSTS, NEED_BOTH_HOSTS},
    {"direct.visited", "residents", FIGURE_RESIDENTS_DIRECT_VISITED, NEED_ATTENDANCE},
    {"direct.probable", "residents", FIGURE_RESIDENTS_DIRECT_PROBABLE, NEED_ATTENDANCE},
    {"direct.without_staff", "residents", FIGURE_RESIDENTS_DIRECT_WITHOUT_STAFF, NEED_ATTENDANCE},
    {"direct.year_before", "residents", FIGURE_RESIDENTS_DIRECT_YEAR_BEFORE, NEED_ATTENDANCE},
    {"direct.year_after", "residents", FIGURE_RESIDENTS_DIRECT_YEAR_AFTER, NEED_ATTENDANCE},
    {"direct.registered.probable", "residents", FIGURE_RESIDENTS_DIRECT_REGISTERED_PROBABLE,
     NEED_REGISTRATION},
    {"direct.hosting", "residents", FIGURE_RESIDENTS_DIRECT_HOSTING, NEED_HOSTS},
    {"direct.without_largest", "residents", FIGURE_RESIDENTS_DIRECT_WITHOUT_LARGEST,
     NEED_ATTENDANCE},
    {"partners", "residents", FIGURE_RESIDENTS_PARTNERS, NEED_ATTENDANCE},
    {"partners.added", "residents", FIGURE_RESIDENTS_PARTNERS_ADDED, NEED_ATTENDANCE},
    {"partners.all", "residents", FIGURE_RESIDENTS_PARTNERS_ALL, NEED_ATTENDANCE},
    {"combined", "residents", FIGURE_RESIDENTS_COMBINED, NEED_ATTENDANCE},
    {"combined.registered", "residents", FIGURE_RESIDENTS_COMBINED_REGISTERED, NEED_REGISTRATION},
    {"combined.probable", "residents", FIGURE_RESIDENTS_COMBINED_PROBABLE, NEED_ATTENDANCE},
    {"combined.all", "residents", FIGURE_RESIDENTS_COMBINED_ALL, NEED_ATTENDANCE},
    {"combined.waiting", "residents", FIGURE_RESIDENTS_COMBINED_WAITING, NEED_ATTENDANCE},
    {"country", "residents", FIGURE_RESIDENTS_COUNTRY, NEED_LAYOUT},
};

/* Every defensible choice of the headline: definition of taking part, certain or probable names,
 * direct or combined, date of the residents. The headline itself goes first. */
static const enum figure_name range_measured[] = {
    FIGURE_RESIDENTS_DIRECT,
    FIGURE_RESIDENTS_DIRECT_REGISTERED,
    FIGURE_RESIDENTS_DIRECT_WITH_HOSTS,
    FIGURE_RESIDENTS_DIRECT_VISITED,
    FIGURE_RESIDENTS_DIRECT_PROBABLE,
    FIGURE_RESIDENTS_DIRECT_WITHOUT_STAFF,
    FIGURE_RESIDENTS_DIRECT_YEAR_BEFORE,
    FIGURE_RESIDENTS_DIRECT_YEAR_AFTER,
    FIGURE_RESIDENTS_COMBINED,
    FIGURE_RESIDENTS_COMBINED_REGISTERED,
    FIGURE_RESIDENTS_COMBINED_PROBABLE,
    FIGURE_RESIDENTS_COMBINED_WITHOUT_STAFF,
    FIGURE_RESIDENTS_COMBINED_ALL,
    FIGURE_RESIDENTS_COMBINED_WAITING,
};

static const enum figure_name range_registered[] = {
    FIGURE_RESIDENTS_DIRECT_REGISTERED,
    FIGURE_RESIDENTS_DIRECT_REGISTERED_PROBABLE,
    FIGURE_RESIDENTS_COMBINED_REGISTERED,
};

const enum figure_name *range_of_headline(bool measured, size_t *count)
{
    *count = measured ? sizeof range_measured / sizeof range_measured[0]
                      : sizeof range_registered / sizeof range_registered[0];
    return measured ? range_measured : range_registered;
}

static enum ledger_reason lack_of(const struct build *build, enum need need)
{
    switch (need) {
    case NEED_ATTENDANCE:
        return build_lacks_attendance(build);
    case NEED_REGISTRATION:
        return build_lacks_registration(build);
    case NEED_HOSTS:
        return build->hosted == 0 ? LACK_NO_HOSTS : LACK_NOTHING;
    case NEED_BOTH_HOSTS:
        return build->hosted == 0 ? LACK_NO_HOSTS : build_lacks_attendance(build);
    case NEED_LAYOUT:
        break;
    }
    return LACK_NOTHING;
}

static size_t row_of(const struct query_table *table, const char *variant)
{
    size_t row = 0;
    while (strcmp(query_at(table, row, "variant")->text, variant) != 0) {
        row++;
    }
    return row;
}

static void give_share(struct build *build, enum figure_name share, enum figure_name part)
{
    const struct figure *residents = &build->figures[part];
    const struct figure *country = &build->figures[FIGURE_RESIDENTS_COUNTRY];
    if (!residents->has_value || !country->has_value) {
        build->figures[share].reason = residents->has_value ? country->reason : residents->reason;
    } else if (country->value <= 0) {
        build_lack(build, share, LACK_NO_MUNICIPALITIES);
    } else {
        build_give(build, share, residents->value / country->value, residents->n,
                   country->n - residents->n);
    }
}

static void give_range(struct build *build)
{
    size_t count;
    const enum figure_name *names =
        range_of_headline(build_has(build, FIGURE_RESIDENTS_DIRECT), &count);
    struct figure *headline = &build->figures[names[0]];
    if (!headline->has_value) {
        return;
    }
    double low = headline->value;
    double high = low;
    for (size_t i = 0; i < count; i++) {
        const struct figure *variant = &build->figures[names[i]];
        if (variant->has_value) {
            low = variant->value < low ? variant->value : low;
            high = variant->value > high ? variant->value : high;
        }
    }
    headline->doubt = DOUBT_CHOICE;
    build_range(build, names[0], low, high);
}

/* Is the reach of the week that of a few large cities? Beside it stands the same for the country.
 */
static bool give_concentration(struct build *build)
{
    enum { ENOUGH = 20 };
    struct query_table table;
    if (!build_query(build, &query_report_concentration, &table)) {
        return false;
    }
    double direct = (double)build_count(&table, "direct");
    double country = (double)build_count(&table, "country");
    int64_t municipalities = build_count(&table, "municipalities");
    enum ledger_reason lack = country <= 0 ? LACK_NO_MUNICIPALITIES : build_lacks_attendance(build);
    if (lack == LACK_NOTHING && (municipalities < ENOUGH || direct <= 0)) {
        lack = LACK_FEW_MUNICIPALITIES;
    }
    build_give_or_lack(build, FIGURE_CONCENTRATION_DIRECT, lack,
                       direct > 0 ? (double)build_count(&table, "direct_ten") / direct : 0,
                       municipalities, -1);
    build_give_or_lack(
        build, FIGURE_CONCENTRATION_COUNTRY, country > 0 ? LACK_NOTHING : LACK_NO_MUNICIPALITIES,
        country > 0 ? (double)build_count(&table, "country_ten") / country : 0, -1, -1);
    return true;
}

bool build_reach(struct build *build)
{
    struct query_table table;
    struct query_table unresolved;
    if (!build_query(build, &query_report_reach_variants, &table) ||
        !build_query(build, &query_report_unresolved, &unresolved)) {
        return false;
    }
    bool layout = query_at(&table, row_of(&table, "country"), "municipalities")->integer > 0;
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        size_t row = row_of(&table, variants[i].variant);
        const struct query_cell *cell = query_at(&table, row, variants[i].column);
        enum ledger_reason lack =
            layout ? lack_of(build, variants[i].need) : LACK_NO_MUNICIPALITIES;
        if (lack == LACK_NOTHING && cell->type == CELL_NULL) {
            lack = LACK_NO_OTHER_YEAR;
        }
        const char *waits = variants[i].need == NEED_REGISTRATION ? "registered" : "attended";
        int64_t missing = variants[i].need == NEED_LAYOUT || variants[i].need == NEED_HOSTS
                              ? -1
                              : build_count(&unresolved, waits);
        build_give_or_lack(build, variants[i].figure, lack, cell->real,
                           query_at(&table, row, "municipalities")->integer, missing);
    }
    give_share(build, FIGURE_RESIDENTS_SHARE, FIGURE_RESIDENTS_DIRECT);
    give_share(build, FIGURE_RESIDENTS_SHARE_COMBINED, FIGURE_RESIDENTS_COMBINED);
    give_range(build);
    return give_concentration(build);
}
