/* participation: sessions, registrations, attendees, people; rates with the interval of a ratio
 * over sessions (people in one session come or stay away together, so that a naive interval would
 * be too narrow). Only sessions that were measured are in a rate. */
#include "engine/ledger/build.h"
#include "engine/measure/cluster.h"

bool build_sessions(struct build *build)
{
    struct query_table table;
    if (!build_query(build, &query_report_session_totals, &table)) {
        return false;
    }
    int64_t planned = build_count(&table, "planned");
    int64_t held = build_count(&table, "held");
    int64_t measured = build_count(&table, "measured");
    build->sessions = build_count(&table, "sessions");
    build->with_attendance = build_count(&table, "with_attendance");
    build->with_registration = build_count(&table, "with_registration");
    build->rated_sessions = build_count(&table, "rated");
    build->hosted = build_count(&table, "hosted");
    enum ledger_reason lack = build->sessions == 0 ? LACK_NO_SESSIONS : LACK_NOTHING;
    build_give_or_lack(build, FIGURE_SESSIONS_PLANNED,
                       planned == 0 ? LACK_NO_PROGRAMME : LACK_NOTHING, (double)planned, planned,
                       build->sessions - planned);
    build_give_or_lack(build, FIGURE_SESSIONS_HELD, lack, (double)held, build->sessions, 0);
    build_give_or_lack(build, FIGURE_SESSIONS_MEASURED, lack, (double)measured, held,
                       held - measured);
    build_give_or_lack(build, FIGURE_SESSIONS_CANCELLED, lack,
                       (double)build_count(&table, "cancelled"), build->sessions, 0);
    build_give_or_lack(build, FIGURE_SESSIONS_RATED, lack, (double)build->rated_sessions, held,
                       held - build->rated_sessions);
    return true;
}

/* -- rates --------------------------------------------------------------------------------------
 */

static double share_of(double limit)
{
    return limit < 0 ? 0 : limit > 1 ? 1 : limit;
}

static struct quantity clamped(struct quantity limit, bool turned)
{
    if (limit.defined) {
        limit.value = share_of(turned ? 1 - limit.value : limit.value);
    }
    return limit;
}

struct rate_input {
    double *came, *registered;
    size_t count;
    int64_t total;
};

static struct rate_input read_rates(struct build *build, const struct query_table *table,
                                    bool with_staff)
{
    struct rate_input input = {.count = table->row_count};
    input.came = arena_alloc_array(build->arena, input.count + 1, sizeof *input.came);
    input.registered = arena_alloc_array(build->arena, input.count + 1, sizeof *input.registered);
    for (size_t i = 0; i < input.count; i++) {
        int64_t registered = query_at(table, i, "registrations")->integer;
        int64_t came = query_at(table, i, "attended")->integer;
        if (!with_staff) {
            registered -= query_at(table, i, "registrations_staff")->integer;
            came -= query_at(table, i, "attended_staff")->integer;
        }
        input.came[i] = (double)came;
        input.registered[i] = (double)registered;
        input.total += registered;
    }
    return input;
}

static bool give_rate(struct build *build, enum figure_name name, const struct rate_input *input,
                      bool turned, int64_t missing)
{
    if (input->total == 0) {
        build_lack(build, name,
                   build->rated_sessions == 0 ? build_lacks_both(build) : LACK_NO_REGISTRATIONS);
        return true;
    }
    struct cluster_ratio ratio;
    if (!cluster_ratio(build->arena, input->came, input->registered, input->count, 0, LEDGER_LEVEL,
                       &ratio, build->error)) {
        return false;
    }
    double value = turned ? 1 - ratio.est.value : ratio.est.value;
    build_give(build, name, value, input->total, missing);
    build_interval(build, name, clamped(turned ? ratio.hi : ratio.lo, turned),
                   clamped(turned ? ratio.lo : ratio.hi, turned));
    return true;
}

/* If nobody or everybody came where attendance was not measured. */
static void give_rate_bound(struct build *build, const struct query_table *totals)
{
    double rated = (double)build_count(totals, "rated");
    double attended = (double)build_count(totals, "rated_attended");
    double unrated = (double)build_count(totals, "unrated");
    if (!build_has(build, FIGURE_ATTENDANCE_RATE)) {
        build->figures[FIGURE_ATTENDANCE_RATE_BOUND].reason =
            build->figures[FIGURE_ATTENDANCE_RATE].reason;
        return;
    }
    build_give(build, FIGURE_ATTENDANCE_RATE_BOUND, build->figures[FIGURE_ATTENDANCE_RATE].value,
               (int64_t)rated, (int64_t)unrated);
    build_range(build, FIGURE_ATTENDANCE_RATE_BOUND, attended / (rated + unrated),
                (attended + unrated) / (rated + unrated));
}

static bool give_rates(struct build *build, const struct query_table *totals)
{
    struct query_table table;
    if (!build_query(build, &query_report_session_rates, &table)) {
        return false;
    }
    int64_t unrated = build_count(totals, "unrated");
    struct rate_input all = read_rates(build, &table, true);
    struct rate_input guests = read_rates(build, &table, false);
    if (!give_rate(build, FIGURE_ATTENDANCE_RATE, &all, false, unrated) ||
        !give_rate(build, FIGURE_NOSHOW_RATE, &all, true, unrated) ||
        !give_rate(build, FIGURE_ATTENDANCE_RATE_WITHOUT_STAFF, &guests, false, unrated)) {
        return false;
    }
    give_rate_bound(build, totals);
    return true;
}

/* -- counts -------------------------------------------------------------------------------------
 */

bool build_participation(struct build *build)
{
    struct query_table totals;
    if (!build_query(build, &query_report_participation, &totals)) {
        return false;
    }
    enum ledger_reason attendance = build_lacks_attendance(build);
    enum ledger_reason registration = build_lacks_registration(build);
    enum ledger_reason both = build_lacks_both(build);
    int64_t live = build_count(&totals, "registrations");
    int64_t attended = build_count(&totals, "attended");
    int64_t attendees = build_count(&totals, "attendees");
    int64_t present = build_count(&totals, "present");
    int64_t not_live = build_count(&totals, "pending") + build_count(&totals, "cancelled");
    int64_t staff = build_count(&totals, "registrations_staff");
    int64_t attended_staff = build_count(&totals, "attended_staff");
    int64_t attendees_staff = build_count(&totals, "attendees_staff");
    int64_t bare = build_count(&totals, "without_minutes");
    build_give_or_lack(build, FIGURE_REGISTRATIONS_LIVE, registration, (double)live, live,
                       not_live);
    build_give_or_lack(build, FIGURE_REGISTRATIONS_LIVE_WITHOUT_STAFF, registration,
                       (double)(live - staff), live - staff, not_live);
    build_give_or_lack(build, FIGURE_REGISTRATIONS_ATTENDED, both, (double)attended, live,
                       build_count(&totals, "unrated"));
    build_give_or_lack(build, FIGURE_REGISTRATIONS_ATTENDED_WITHOUT_STAFF, both,
                       (double)(attended - attended_staff), live - staff,
                       build_count(&totals, "unrated"));
    build_give_or_lack(build, FIGURE_REGISTRATIONS_SHORT, both,
                       (double)build_count(&totals, "short_visits"), live,
                       build_count(&totals, "unrated"));
    build_give_or_lack(build, FIGURE_ATTENDANCES, attendance, (double)attendees, present, 0);
    build_give_or_lack(build, FIGURE_ATTENDANCES_WITHOUT_STAFF, attendance,
                       (double)(attendees - attendees_staff), present, 0);
    build_give_or_lack(build, FIGURE_WALKINS, both, (double)build_count(&totals, "walkins"),
                       attendees, 0);
    enum ledger_reason hours =
        attendance == LACK_NOTHING && present > 0 && bare == present ? LACK_NO_MINUTES : attendance;
    build_give_or_lack(build, FIGURE_ATTENDANCE_HOURS, hours,
                       (double)build_count(&totals, "seconds") / 3600, present - bare, bare);
    build_give_or_lack(
        build, FIGURE_ATTENDANCE_HOURS_WITHOUT_STAFF, hours,
        (double)(build_count(&totals, "seconds") - build_count(&totals, "seconds_staff")) / 3600,
        present - bare, bare);
    return give_rates(build, &totals);
}

bool build_people(struct build *build)
{
    struct query_table table;
    if (!build_query(build, &query_report_people, &table)) {
        return false;
    }
    enum ledger_reason attendance = build_lacks_attendance(build);
    enum ledger_reason registration = build_lacks_registration(build);
    int64_t registered = build_count(&table, "registered");
    int64_t attended = build_count(&table, "attended");
    int64_t without_address = build_count(&table, "without_address");
    build_give_or_lack(build, FIGURE_PEOPLE_REGISTERED, registration, (double)registered,
                       registered, 0);
    build_give_or_lack(build, FIGURE_PEOPLE_REGISTERED_WITHOUT_STAFF, registration,
                       (double)(registered - build_count(&table, "registered_staff")), registered,
                       0);
    build_give_or_lack(build, FIGURE_PEOPLE_ATTENDED, attendance, (double)attended, attended,
                       without_address);
    build_range(build, FIGURE_PEOPLE_ATTENDED, (double)build_count(&table, "attended_low"),
                (double)build_count(&table, "attended_high"));
    build_give_or_lack(build, FIGURE_PEOPLE_ATTENDED_WITHOUT_STAFF, attendance,
                       (double)(attended - build_count(&table, "attended_staff")), attended,
                       without_address);
    build_give_or_lack(build, FIGURE_PEOPLE_BOTH, build_lacks_both(build),
                       (double)build_count(&table, "both"), attended, 0);
    return true;
}
