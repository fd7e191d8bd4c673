/* appreciation: forms, grades and the net promoter score. The distribution is a query
 * (report/answers); here are the numbers that sum it up, with the interval of a model, and the
 * bounds if those who did not answer had been at the ends of the scale. */
#include <string.h>

#include "engine/base/vector.h"
#include "engine/ledger/build.h"
#include "engine/measure/ordinal.h"

/* The answers of a kind, smallest first. */
static size_t read_numbers(struct build *build, const struct query_table *table, const char *kind,
                           double **numbers)
{
    VECTOR(double) answers = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        if (strcmp(query_at(table, i, "kind")->text, kind) == 0) {
            for (int64_t left = query_at(table, i, "times")->integer; left > 0; left--) {
                *VECTOR_PUSH(build->arena, &answers) = query_at(table, i, "number")->real;
            }
        }
    }
    *numbers = answers.items;
    return answers.count;
}

static enum ledger_reason lack_of_answers(int64_t evaluations, int64_t questions, size_t answers)
{
    if (questions == 0) {
        return evaluations == 0 ? LACK_NO_EVALUATION : LACK_NO_QUESTION;
    }
    return answers == 0 ? LACK_NO_ANSWERS : LACK_NOTHING;
}

static bool give_grades(struct build *build, const double *grades, size_t count,
                        enum ledger_reason lack, int64_t missing)
{
    if (lack != LACK_NOTHING) {
        build_lack(build, FIGURE_GRADE_MEAN, lack);
        build_lack(build, FIGURE_GRADE_MEDIAN, lack);
        return true;
    }
    struct ordinal_mean mean;
    struct ordinal_median median;
    if (!ordinal_mean(build->arena, grades, count, LEDGER_LEVEL, &mean, build->error) ||
        !ordinal_median(build->arena, grades, count, LEDGER_LEVEL, &median, build->error)) {
        return false;
    }
    build_give(build, FIGURE_GRADE_MEAN, mean.mean.value, (int64_t)count, missing);
    build_interval(build, FIGURE_GRADE_MEAN, mean.lo, mean.hi);
    build_give(build, FIGURE_GRADE_MEDIAN, median.median.value, (int64_t)count, missing);
    build_interval(build, FIGURE_GRADE_MEDIAN, median.lo, median.hi);
    return true;
}

/* If everybody who gave no grade had given a 1, or a 10. */
static void give_grade_bound(struct build *build, const double *grades, size_t count,
                             int64_t attendees)
{
    const struct figure *mean = &build->figures[FIGURE_GRADE_MEAN];
    if (!mean->has_value || build_lacks_attendance(build) != LACK_NOTHING) {
        build->figures[FIGURE_GRADE_BOUND].reason =
            mean->has_value ? build_reason_word(LACK_NO_ATTENDANCE_LIST) : mean->reason;
        return;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += grades[i];
    }
    double silent = attendees > (int64_t)count ? (double)(attendees - (int64_t)count) : 0;
    double all = silent + (double)count;
    build_give(build, FIGURE_GRADE_BOUND, mean->value, (int64_t)count, (int64_t)silent);
    build_range(build, FIGURE_GRADE_BOUND, (sum + silent) / all, (sum + 10 * silent) / all);
}

static bool give_nps(struct build *build, const double *answers, size_t count,
                     enum ledger_reason lack, int64_t missing)
{
    if (lack != LACK_NOTHING) {
        build_lack(build, FIGURE_NPS, lack);
        return true;
    }
    struct ordinal_nps nps;
    if (!ordinal_nps(answers, count, LEDGER_LEVEL, &nps, build->error)) {
        return false;
    }
    build_give(build, FIGURE_NPS, nps.nps.value, (int64_t)count, missing);
    build_interval(build, FIGURE_NPS, nps.lo, nps.hi);
    return true;
}

bool build_appreciation(struct build *build)
{
    struct query_table totals;
    struct query_table table;
    if (!build_query(build, &query_report_response_totals, &totals) ||
        !build_query(build, &query_report_grades, &table)) {
        return false;
    }
    int64_t evaluations = build_count(&totals, "evaluations");
    int64_t responses = build_count(&totals, "responses");
    int64_t attendees = build_count(&totals, "attendees");
    enum ledger_reason lack =
        evaluations == 0 && responses == 0 ? LACK_NO_EVALUATION : LACK_NOTHING;
    build_give_or_lack(build, FIGURE_RESPONSES, lack, (double)responses, responses, -1);
    if (lack == LACK_NOTHING) {
        lack = build_lacks_attendance(build);
    }
    if (lack == LACK_NOTHING && attendees == 0) {
        lack = LACK_NO_ATTENDEES;
    }
    /* Of fewer no rate is published, and the reason alone would tell something of them. */
    enum { ATTENDEES_MANY = 20 };
    if (lack == LACK_NOTHING && responses > attendees && attendees >= ATTENDEES_MANY) {
        lack = LACK_MORE_FORMS;
    }
    build_give_or_lack(build, FIGURE_RESPONSE_RATE, lack,
                       attendees == 0 ? 0 : (double)responses / (double)attendees, attendees, -1);
    double *grades;
    double *scores;
    size_t grade_count = read_numbers(build, &table, "grade", &grades);
    size_t score_count = read_numbers(build, &table, "nps", &scores);
    int64_t grade_questions = build_count(&totals, "grade_questions");
    int64_t nps_questions = build_count(&totals, "nps_questions");
    int64_t forms = responses > 0 ? responses : evaluations;
    if (!give_grades(build, grades, grade_count,
                     lack_of_answers(forms, grade_questions, grade_count),
                     responses > (int64_t)grade_count ? responses - (int64_t)grade_count : 0) ||
        !give_nps(build, scores, score_count, lack_of_answers(forms, nps_questions, score_count),
                  responses > (int64_t)score_count ? responses - (int64_t)score_count : 0)) {
        return false;
    }
    give_grade_bound(build, grades, grade_count, attendees);
    return true;
}
