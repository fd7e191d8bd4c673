/* Nobody can compute a hidden count back: over everything that the gate publishes of an edition, a
 * linear programme looks for the least and the greatest value that each hidden count may have. What
 * the reader of these programmes knows is the published tables and figures only; the true counts
 * are used to say afterwards whether something was given away. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/measure/linear_program.h"
#include "engine/publish/gate.h"
#include "tests/support/cmocka_all.h"

enum { SESSIONS = 14, DAYS = 3, MUNICIPALITIES = 9, THRESHOLD = 5, EDITIONS = 1000 };
enum { R, P, B, S, MEASURES }; /* registered, present, came of the registered, stayed away */

struct week {
    int64_t day[SESSIONS];
    bool attendance[SESSIONS], registration[SESSIONS];
    int64_t count[SESSIONS][MEASURES];
    int64_t people[MUNICIPALITIES], attended;
    struct raw_cell session_cells[SESSIONS * 16], day_cells[DAYS * 9];
    struct raw_table tables[3];
    struct figure figures[4];
};

static struct raw_cell whole(int64_t value)
{
    return (struct raw_cell){RAW_INTEGER, value, (double)value, NULL};
}

static struct raw_cell words(const char *text)
{
    return (struct raw_cell){RAW_TEXT, 0, 0, text};
}

static const char *const session_columns[] = {
    "session", "title",   "in_programme",  "day",       "starts_at", "ends_at",
    "mode",    "status",  "registrations", "attendees", "rated",     "rated_attended",
    "walkins", "answers", "grades",        "grade"};
static const char *const day_columns[] = {"day",      "sessions",       "held",
                                          "measured", "registrations",  "attendees",
                                          "rated",    "rated_attended", "walkins"};
static const char *const people_columns[] = {"code",   "name",    "province", "population",
                                             "direct", "partner", "people"};

static void make_sessions(struct week *week, struct random *random)
{
    static const char *const names[SESSIONS] = {"a", "b", "c", "d", "e", "f", "g",
                                                "h", "i", "j", "k", "l", "m", "n"};
    for (int i = 0; i < SESSIONS; i++) {
        /* Mostly small counts and many zeros: the hard case. */
        int64_t most = random_below(random, 3) == 0 ? 60 : 12;
        week->day[i] = (int64_t)random_below(random, DAYS);
        week->attendance[i] = random_below(random, 8) != 0;
        week->registration[i] = random_below(random, 8) != 0;
        int64_t registered = (int64_t)random_below(random, (uint64_t)most);
        int64_t came = (int64_t)random_below(random, (uint64_t)registered + 1);
        bool rated = week->attendance[i] && week->registration[i];
        week->count[i][R] = week->registration[i] ? registered : 0;
        week->count[i][B] = rated ? came : 0;
        week->count[i][S] = rated ? registered - came : 0;
        week->count[i][P] =
            week->attendance[i] ? (rated ? came : 0) + (int64_t)random_below(random, 6) : 0;
        struct raw_cell *cells = &week->session_cells[i * 16];
        cells[0] = whole(i);
        cells[1] = words(names[i]);
        cells[2] = whole(1);
        cells[3] = whole(week->day[i]);
        cells[6] = words("online");
        cells[7] = words("planned");
        cells[8] = week->registration[i] ? whole(registered) : (struct raw_cell){0};
        cells[9] = week->attendance[i] ? whole(week->count[i][P]) : (struct raw_cell){0};
        cells[10] = whole(rated ? registered : 0);
        cells[11] = whole(week->count[i][B]);
    }
}

static void make_days(struct week *week)
{
    for (int day = 0; day < DAYS; day++) {
        int64_t sums[MEASURES] = {0};
        int64_t rated = 0;
        int64_t measured = 0;
        for (int i = 0; i < SESSIONS; i++) {
            if (week->day[i] != day) {
                continue;
            }
            for (int m = 0; m < MEASURES; m++) {
                sums[m] += week->count[i][m];
            }
            rated += week->attendance[i] && week->registration[i] ? week->count[i][R] : 0;
            measured += week->attendance[i];
        }
        struct raw_cell *cells = &week->day_cells[day * 9];
        cells[0] = whole(day);
        cells[1] = cells[2] = whole(SESSIONS);
        cells[3] = whole(measured);
        cells[4] = whole(sums[R]);
        cells[5] = whole(sums[P]);
        cells[6] = whole(rated);
        cells[7] = whole(sums[B]);
        cells[8] = whole(0);
    }
}

static void make_figures(struct week *week)
{
    static const char *const ids[] = {"registrations.live", "attendances", "registrations.attended",
                                      "people.attended"};
    static const char *const units[] = {"registrations", "attendances", "registrations", "people"};
    int64_t sums[MEASURES] = {0};
    for (int i = 0; i < SESSIONS; i++) {
        for (int m = 0; m < MEASURES; m++) {
            sums[m] += week->count[i][m];
        }
    }
    const int64_t values[] = {sums[R], sums[P], sums[B], week->attended};
    for (int i = 0; i < 4; i++) {
        week->figures[i] = (struct figure){.id = ids[i],
                                           .unit = units[i],
                                           .value = (double)values[i],
                                           .has_value = true,
                                           .n = -1,
                                           .missing = -1};
    }
}

static struct week *make_week(struct arena *arena, struct random *random,
                              struct raw_cell municipality_cells[MUNICIPALITIES * 7])
{
    struct week *week = arena_alloc(arena, sizeof *week);
    make_sessions(week, random);
    make_days(week);
    for (int i = 0; i < MUNICIPALITIES; i++) {
        week->people[i] = (int64_t)random_below(random, random_below(random, 2) == 0 ? 3 : 30);
        week->attended += week->people[i];
        struct raw_cell *cells = &municipality_cells[i * 7];
        cells[0] = words("GM0001");
        cells[1] = words("Gemeente");
        cells[2] = words("Utrecht");
        cells[3] = whole(1000);
        cells[4] = whole(week->people[i] > 0);
        cells[5] = whole(0);
        cells[6] = whole(week->people[i]);
    }
    week->attended += (int64_t)random_below(random, 3); /* of no municipality */
    make_figures(week);
    week->tables[0] =
        (struct raw_table){"sessions", session_columns, 16, SESSIONS, week->session_cells};
    week->tables[1] = (struct raw_table){"days", day_columns, 9, DAYS, week->day_cells};
    week->tables[2] =
        (struct raw_table){"municipalities", people_columns, 7, MUNICIPALITIES, municipality_cells};
    return week;
}

/* -- the reader
 * ----------------------------------------------------------------------------------------
 */

/* One unknown per count: R, P, B, S per session, R, P, B, S per day, R, P, B, S of the week. */
enum { UNKNOWNS = (SESSIONS + DAYS + 1) * MEASURES };

/* `first` is where the unknowns of a release begin. */
static size_t unknown(size_t first, size_t row, size_t measure)
{
    return first + row * MEASURES + measure;
}

static void know(struct linear_program *program, size_t column, double low, double high)
{
    linear_program_bounds(program, column, low, high);
}

/* What a cell of a count says: its number, "fewer than k", or only that it is hidden. */
static void read_count(struct linear_program *program, size_t column,
                       const struct published_cell *cell, double hidden)
{
    switch (cell->state) {
    case PUBLISHED_SHOWN:
        know(program, column, cell->number, cell->number);
        break;
    case PUBLISHED_SMALL:
        know(program, column, 1, THRESHOLD - 1);
        break;
    case PUBLISHED_HIDDEN:
        know(program, column, hidden, INFINITY);
        break;
    default:
        know(program, column, 0, 0);
        break;
    }
}

static const struct published_cell *cell_of(const struct published_table *table, size_t row,
                                            const char *column)
{
    return published_at(table, row, published_column_find(table, column));
}

/* A rate in whole per cents bounds those who came; readers know it is rounded. */
static void read_rate(struct linear_program *program, size_t came, size_t away,
                      const struct published_cell *rate)
{
    if (rate->state != PUBLISHED_SHOWN) {
        return;
    }
    double low = fmax(0, rate->number - 0.005);
    double high = fmin(1, rate->number + 0.005);
    const size_t columns[] = {came, away};
    linear_program_row(program, 2, columns, (const double[]){1 - low, -low}, 0, INFINITY);
    linear_program_row(program, 2, columns, (const double[]){1 - high, -high}, -INFINITY, 0);
}

static void add_up(struct linear_program *program, size_t total, const size_t *parts, size_t count)
{
    size_t columns[SESSIONS + 1];
    double ones[SESSIONS + 1];
    for (size_t i = 0; i < count; i++) {
        columns[i] = parts[i];
        ones[i] = -1;
    }
    columns[count] = total;
    ones[count] = 1;
    linear_program_row(program, count + 1, columns, ones, 0, 0);
}

static void read_tables(struct linear_program *program, size_t first, const struct week *week,
                        const struct publication *publication, double hidden)
{
    const struct published_table *sessions = publication_table(publication, "sessions");
    const struct published_table *days = publication_table(publication, "days");
    for (size_t i = 0; i < SESSIONS; i++) {
        bool rated = week->attendance[i] && week->registration[i];
        read_count(program, unknown(first, i, R), cell_of(sessions, i, "registrations"), hidden);
        read_count(program, unknown(first, i, P), cell_of(sessions, i, "attendees"), hidden);
        if (rated) {
            add_up(program, unknown(first, i, R),
                   (const size_t[]){unknown(first, i, B), unknown(first, i, S)}, 2);
            read_rate(program, unknown(first, i, B), unknown(first, i, S),
                      cell_of(sessions, i, "rate"));
        } else {
            know(program, unknown(first, i, B), 0, 0);
            know(program, unknown(first, i, S), 0, 0);
        }
    }
    for (size_t day = 0; day < DAYS; day++) {
        size_t row = SESSIONS + day;
        read_count(program, unknown(first, row, R), cell_of(days, day, "registrations"), hidden);
        if (cell_of(days, day, "attendees")->state != PUBLISHED_NOT_MEASURED) {
            read_count(program, unknown(first, row, P), cell_of(days, day, "attendees"), hidden);
        }
        read_rate(program, unknown(first, row, B), unknown(first, row, S),
                  cell_of(days, day, "rate"));
        for (size_t m = 0; m < MEASURES; m++) {
            size_t parts[SESSIONS];
            size_t count = 0;
            for (size_t i = 0; i < SESSIONS; i++) {
                if (week->day[i] == (int64_t)day) {
                    parts[count++] = unknown(first, i, m);
                }
            }
            add_up(program, unknown(first, row, m), parts, count);
        }
    }
}

static void read_figures(struct linear_program *program, size_t first,
                         const struct publication *publication)
{
    static const struct {
        const char *id;
        size_t measure;
    } totals[] = {{"registrations.live", R}, {"attendances", P}, {"registrations.attended", B}};
    size_t week = SESSIONS + DAYS;
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        const struct figure *figure = publication_figure(publication, totals[i].id);
        if (figure->has_value) {
            know(program, unknown(first, week, totals[i].measure), figure->value, figure->value);
        }
    }
    for (size_t m = 0; m < MEASURES; m++) {
        size_t parts[DAYS];
        for (size_t day = 0; day < DAYS; day++) {
            parts[day] = unknown(first, SESSIONS + day, m);
        }
        add_up(program, unknown(first, week, m), parts, DAYS);
    }
}

/* What is published at one time, and what it is known to be the count of. */
struct issue {
    const struct week *week;
    const struct publication *publication;
};

/* A reader who knows which counts did not change has one number for them. */
static void link_issues(struct linear_program *program, const struct issue *issues, size_t count)
{
    for (size_t b = 1; b < count; b++) {
        for (size_t a = 0; a < b; a++) {
            for (size_t i = 0; i < SESSIONS; i++) {
                for (size_t m = 0; m < MEASURES; m++) {
                    if (issues[a].week->count[i][m] == issues[b].week->count[i][m]) {
                        const size_t columns[] = {unknown(a * UNKNOWNS, i, m),
                                                  unknown(b * UNKNOWNS, i, m)};
                        linear_program_row(program, 2, columns, (const double[]){1, -1}, 0, 0);
                    }
                }
            }
        }
    }
}

/* All that is published. "Not shown" stands mostly for counts of the threshold or more; a reader
 * who takes that for granted and meets a contradiction knows better. */
static struct linear_program *read_all(struct arena *arena, const struct issue *issues,
                                       size_t count)
{
    for (double hidden = THRESHOLD;; hidden = 0) {
        struct linear_program *program = linear_program_create(arena, count * UNKNOWNS);
        struct linear_program_result result;
        struct error error = {0};
        for (size_t k = 0; k < count; k++) {
            read_tables(program, k * UNKNOWNS, issues[k].week, issues[k].publication, hidden);
            read_figures(program, k * UNKNOWNS, issues[k].publication);
        }
        link_issues(program, issues, count);
        assert_true(linear_program_solve(program, true, &result, &error));
        if (result.status != LINEAR_PROGRAM_INFEASIBLE) {
            return program;
        }
        assert_true(hidden > 0);
    }
}

/* The width of what the reader knows about one count. */
static double width_of(struct linear_program *program, size_t column)
{
    double ends[2] = {0, INFINITY};
    linear_program_cost(program, column, 1);
    for (int highest = 0; highest < 2; highest++) {
        struct linear_program_result result;
        struct error error = {0};
        assert_true(linear_program_solve(program, highest == 1, &result, &error));
        assert_int_not_equal(result.status, LINEAR_PROGRAM_INFEASIBLE);
        if (result.status == LINEAR_PROGRAM_OPTIMAL) {
            ends[highest] = result.value;
        }
    }
    linear_program_cost(program, column, 0);
    return floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6);
}

static bool is_small(int64_t count)
{
    return count > 0 && count < THRESHOLD;
}

/* How many small counts were hidden in these issues; fails when one of them is known. */
static size_t audit(struct arena *arena, const struct issue *issues, size_t count, uint64_t seed)
{
    struct linear_program *program = read_all(arena, issues, count);
    size_t hidden = 0;
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < SESSIONS; i++) {
            for (size_t m = 0; m < MEASURES; m++) {
                if (!is_small(issues[k].week->count[i][m])) {
                    continue;
                }
                hidden++;
                if (width_of(program, unknown(k * UNKNOWNS, i, m)) < 1) {
                    fail_msg("seed %llu, release %zu: session %zu, measure %zu: %lld is known",
                             (unsigned long long)seed, k, i, m,
                             (long long)issues[k].week->count[i][m]);
                }
            }
        }
    }
    return hidden;
}

static void no_hidden_count_of_sessions_and_days_comes_back(void **state)
{
    (void)state;
    size_t hidden = 0;
    for (uint64_t seed = 1; seed <= EDITIONS; seed++) {
        struct arena *arena = arena_create();
        struct random random;
        random_seed(&random, seed, 0);
        struct raw_cell municipalities[MUNICIPALITIES * 7];
        struct week *week = make_week(arena, &random, municipalities);
        const struct gate_input input = {.figures = week->figures,
                                         .figure_count = 4,
                                         .tables = week->tables,
                                         .table_count = 3,
                                         .threshold = THRESHOLD};
        const struct issue issue = {week, gate(arena, &input)};
        hidden += audit(arena, &issue, 1, seed);
        arena_destroy(arena);
    }
    assert_true(hidden > 1000); /* the editions were hard enough */
}

/* Corrections between two releases: a few sessions get other counts. */
static struct week *corrected(struct arena *arena, struct random *random, const struct week *before)
{
    struct week *week = arena_alloc(arena, sizeof *week);
    *week = *before;
    for (size_t changes = random_below(random, 4); changes > 0; changes--) {
        size_t i = (size_t)random_below(random, SESSIONS);
        int64_t *count = week->count[i];
        bool rated = week->attendance[i] && week->registration[i];
        if (rated && random_below(random, 2) == 0 && count[S] > 0) {
            count[S]--; /* who stayed away came after all */
            count[B]++;
            count[P]++;
        } else if (week->attendance[i]) {
            count[P] += (int64_t)random_below(random, 3);
        } else if (week->registration[i]) {
            count[R] += (int64_t)random_below(random, 3);
        }
        struct raw_cell *cells = &week->session_cells[i * 16];
        cells[8] = week->registration[i] ? whole(count[R]) : (struct raw_cell){0};
        cells[9] = week->attendance[i] ? whole(count[P]) : (struct raw_cell){0};
        cells[11] = whole(count[B]);
    }
    make_days(week);
    make_figures(week);
    week->tables[0].cells = week->session_cells;
    week->tables[1].cells = week->day_cells;
    return week;
}

/* Whoever keeps every release of an edition knows no more than who reads one. What a release shows
 * is kept as text, as the store does. */
static void no_hidden_count_comes_back_over_releases(void **state)
{
    (void)state;
    enum { RELEASES = 3, EDITIONS_OF_RELEASES = 120 };
    size_t hidden = 0;
    for (uint64_t seed = 1; seed <= EDITIONS_OF_RELEASES; seed++) {
        struct arena *arena = arena_create();
        struct random random;
        random_seed(&random, seed, 2);
        struct raw_cell municipalities[MUNICIPALITIES * 7];
        struct memory memories[RELEASES];
        struct issue issues[RELEASES];
        const struct week *week = make_week(arena, &random, municipalities);
        for (size_t k = 0; k < RELEASES; k++) {
            const struct gate_input input = {.figures = week->figures,
                                             .figure_count = 4,
                                             .tables = week->tables,
                                             .table_count = 3,
                                             .threshold = THRESHOLD,
                                             .memories = memories,
                                             .memory_count = k};
            issues[k] = (struct issue){week, gate(arena, &input)};
            const char *kept = memory_text(arena, issues[k].publication->memory);
            assert_true(memory_read(arena, kept, &memories[k]));
            /* The same again is the same report. */
            struct gate_input again = input;
            again.memory_count = k + 1;
            assert_string_equal(memory_text(arena, gate(arena, &again)->memory), kept);
            week = corrected(arena, &random, week);
        }
        hidden += audit(arena, issues, RELEASES, seed);
        arena_destroy(arena);
    }
    assert_true(hidden > 1000);
}

/* People per municipality: classes, and a total that may give them away. */
static void no_small_municipality_comes_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= EDITIONS; seed++) {
        struct arena *arena = arena_create();
        struct random random;
        random_seed(&random, seed, 1);
        struct raw_cell cells[MUNICIPALITIES * 7];
        struct week *week = make_week(arena, &random, cells);
        const struct gate_input input = {.figures = week->figures,
                                         .figure_count = 4,
                                         .tables = week->tables,
                                         .table_count = 3,
                                         .threshold = THRESHOLD};
        const struct publication *publication = gate(arena, &input);
        const struct figure *attended = publication_figure(publication, "people.attended");
        const struct published_table *table = publication_table(publication, "municipalities");
        double least = 0;
        size_t row = 0;
        for (int i = 0; i < MUNICIPALITIES; i++) {
            if (week->people[i] > 0) {
                const char *class = cell_of(table, row++, "people")->text[LANGUAGE_NL];
                least += strtod(class, NULL);
            }
        }
        assert_int_equal(row, table->row_count);
        /* All at the least of their classes: then each of them would be known. */
        if (attended->has_value && row > 0 && attended->value - least < 1) {
            fail_msg("seed %llu: %g people from %zu municipalities", (unsigned long long)seed,
                     attended->value, row);
        }
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_hidden_count_of_sessions_and_days_comes_back),
        cmocka_unit_test(no_hidden_count_comes_back_over_releases),
        cmocka_unit_test(no_small_municipality_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
