/* gate_mean: a mean is one more sum that a reader knows: of the grades, each times how often it was
 * given. Beside the table of grades (5 and lower, 6, 7, 8, 9 and 10, some of them hidden) it may
 * tell how few gave a 10. How often each grade may have been given, by linear programming. */
#include <math.h>

#include "engine/measure/linear_program.h"
#include "engine/publish/gate_numbers.h"

enum { GRADES = 10 };

struct grades {
    int64_t times[GRADES + 1]; /* as they were given */
    int64_t all, sum;
};

static struct grades read_grades(const struct raw_table *table)
{
    struct grades grades = {0};
    for (size_t row = 0; row < table->row_count; row++) {
        int64_t grade = raw_integer(table, row, "grade", 0);
        int64_t times = raw_integer(table, row, "answers", 0);
        if (grade >= 1 && grade <= GRADES) {
            grades.times[grade] += times;
            grades.all += times;
            grades.sum += times * grade;
        }
    }
    return grades;
}

/* The group of the table that a grade is in. */
static size_t group_of(size_t grade)
{
    return grade <= 5 ? 0 : grade >= 9 ? GRADE_GROUPS - 1 : grade - 5;
}

/* Columns: how often each grade was given, the halves, which the table rounds up, and the groups.
 */
enum { HALVES = GRADES, GROUPS, COLUMNS = GROUPS + GRADE_GROUPS };

static struct linear_program *program_of(struct arena *arena, const struct gate_cells *gate,
                                         const struct grades *grades, double sum, double slack)
{
    struct linear_program *program = linear_program_create(arena, COLUMNS);
    size_t columns[COLUMNS];
    double ones[COLUMNS], values[COLUMNS];
    for (size_t i = 0; i < GRADES; i++) {
        columns[i] = i;
        ones[i] = 1;
        values[i] = (double)i + 1;
    }
    columns[HALVES] = HALVES;
    values[HALVES] = -0.5;
    for (size_t group = 0; group < GRADE_GROUPS; group++) {
        const struct protect_cell *cell = &gate->cells.items[gate->grades[group]];
        size_t in[GRADES + 1] = {GROUPS + group};
        double signs[GRADES + 1] = {-1};
        size_t count = 1;
        for (size_t grade = 1; grade <= GRADES; grade++) {
            if (group_of(grade) == group) {
                in[count] = grade - 1;
                signs[count++] = 1;
            }
        }
        linear_program_row(program, count, in, signs, 0, 0);
        double most = cell->high >= PROTECT_ENDLESS ? INFINITY : (double)cell->high;
        linear_program_bounds(program, GROUPS + group, (double)cell->low, most);
    }
    bool halves = fabs(sum - (double)grades->sum) > slack * (double)grades->all + 1e-6;
    linear_program_bounds(program, HALVES, 0, halves ? (double)grades->all : 0);
    double give = slack * (double)grades->all + 1e-6;
    linear_program_row(program, GRADES, columns, ones, (double)grades->all, (double)grades->all);
    linear_program_row(program, GRADES + 1, columns, values, sum - give, sum + give);
    return program;
}

/* How far apart the least and the greatest number of times are. */
static double width_of(struct linear_program *program, size_t column)
{
    double ends[2] = {0, INFINITY};
    linear_program_cost(program, column, 1);
    for (int highest = 0; highest < 2; highest++) {
        struct linear_program_result result;
        struct error error = {0};
        if (linear_program_solve(program, highest == 1, &result, &error) &&
            result.status == LINEAR_PROGRAM_OPTIMAL) {
            ends[highest] = result.value;
        }
    }
    linear_program_cost(program, column, 0);
    return floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6);
}

/* An exact mean must leave as much open as the threshold says: means of sessions stand beside it.
 */
static bool is_known(struct linear_program *program, size_t column, int64_t times,
                     int64_t threshold, bool exact)
{
    double least = exact ? (double)threshold - 1 : PROTECT_SPREAD_UNPRINTED;
    return times > 0 && times < threshold && width_of(program, column) < least;
}

bool gate_mean_tells(const struct gate_cells *gate, const struct gate_input *input,
                     const struct figure *mean, double slack)
{
    const struct raw_table *table = gate_raw(input, "grades");
    if (table == NULL || gate->grades == NULL) {
        return slack == 0; /* no table stands beside it */
    }
    struct arena *scratch = arena_create(); /* owns what the programme adopts */
    struct grades grades = read_grades(table);
    double value = slack > 0 ? round(mean->value * 10) / 10 : mean->value;
    struct linear_program *program =
        program_of(scratch, gate, &grades, value * (double)mean->n, slack);
    int64_t groups[GRADE_GROUPS] = {0};
    bool tells = false;
    for (size_t grade = 1; grade <= GRADES; grade++) {
        groups[group_of(grade)] += grades.times[grade];
        tells = tells ||
                is_known(program, grade - 1, grades.times[grade], input->threshold, slack == 0);
    }
    for (size_t group = 0; group < GRADE_GROUPS; group++) {
        tells =
            tells || is_known(program, GROUPS + group, groups[group], input->threshold, slack == 0);
    }
    arena_destroy(scratch);
    return tells;
}
