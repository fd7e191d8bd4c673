/* layout_truth: see layout_truth.h. Slow and obvious: day by day, one merger at a time. */
#include "tests/support/layout_truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"

enum { CODES = TRUTH_CODES, MERGERS = 128, FIELDS = 8 };

/* -- the CSV files
 * ----------------------------------------------------------------------------------------- */

/* Cuts a line at its commas; a cell in quotes may hold one. */
static size_t cut(char *line, char *cells[FIELDS])
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; count < FIELDS;) {
        bool quoted = *at == '"';
        char *end = quoted ? strchr(at + 1, '"') : at + strcspn(at, ",");
        cells[count++] = quoted ? at + 1 : at;
        char after = quoted ? end[1] : *end;
        *end = '\0';
        if (after != ',') {
            return count;
        }
        at = end + (quoted ? 2 : 1);
    }
    return count;
}

static int code_of(const char *text)
{
    return (int)strtol(text + 2, NULL, 10);
}

static int64_t day_of(const char *date)
{
    int year, month, day;
    assert_int_equal(sscanf(date, "%d-%d-%d", &year, &month, &day), 3);
    return moment_days(year, month, day);
}

struct step {
    int64_t day;
    int from, to;
    int64_t amount; /* of a merger: millionths of the old one; of a correction: persons */
};

static struct {
    int64_t residents[TRUTH_LAST_YEAR - TRUTH_FIRST_YEAR + 1][CODES]; /* 0: not in that year */
    char names[CODES][64];
    struct step mergers[MERGERS], corrections[MERGERS];
    size_t merger_count, correction_count;
} truth;

static void read_lines(const char *path, void (*take)(char *cells[FIELDS]))
{
    char line[512];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        char *cells[FIELDS];
        assert_true(cut(line, cells) >= 5);
        take(cells);
    }
    fclose(file);
}

static void take_year(char *cells[FIELDS])
{
    snprintf(truth.names[code_of(cells[1])], sizeof truth.names[0], "%s", cells[2]);
    truth.residents[strtol(cells[0], NULL, 10) - TRUTH_FIRST_YEAR][code_of(cells[1])] =
        strtoll(cells[4], NULL, 10);
}

/* "0.115365" as 115365, "1" as 1000000. */
static int64_t millionths(const char *share)
{
    int64_t whole = share[0] - '0';
    for (int i = 0; i < 6; i++) {
        size_t at = 2 + (size_t)i;
        whole = 10 * whole + (strlen(share) > at ? share[at] - '0' : 0);
    }
    return whole;
}

static void take_merger(char *cells[FIELDS])
{
    assert_true(truth.merger_count < MERGERS);
    truth.mergers[truth.merger_count++] =
        (struct step){day_of(cells[0]), code_of(cells[1]), code_of(cells[3]), millionths(cells[5])};
}

static void take_correction(char *cells[FIELDS])
{
    truth.corrections[truth.correction_count++] = (struct step){
        day_of(cells[0]), code_of(cells[1]), code_of(cells[3]), strtoll(cells[5], NULL, 10)};
}

void layout_truth_read(void)
{
    read_lines("engine/reference/municipalities.csv", take_year);
    read_lines("engine/reference/mergers.csv", take_merger);
    read_lines("engine/reference/boundary_corrections.csv", take_correction);
}

/* -- brute force
 * ----------------------------------------------------------------------------------------- */

/* Residents of the old municipality over its heirs: floors first, then one each to the largest
 * remainders. */
static void dissolve(int64_t *residents, int old, int64_t day)
{
    int64_t amount = residents[old];
    int64_t left = amount, total = 0;
    int64_t given[MERGERS] = {0}, rest[MERGERS];
    for (size_t i = 0; i < truth.merger_count; i++) {
        const struct step *step = &truth.mergers[i];
        bool heir = step->from == old && step->day == day;
        total += heir ? step->amount : 0;
        rest[i] = heir ? 0 : -1;
    }
    for (size_t i = 0; i < truth.merger_count; i++) {
        if (rest[i] == 0) {
            given[i] = amount * truth.mergers[i].amount / total;
            rest[i] = amount * truth.mergers[i].amount % total;
            left -= given[i];
        }
    }
    for (; left > 0; left--) {
        size_t best = 0;
        for (size_t i = 1; i < truth.merger_count; i++) {
            best = rest[i] > rest[best] ? i : best;
        }
        given[best]++;
        rest[best] = -1;
    }
    residents[old] = 0;
    for (size_t i = 0; i < truth.merger_count; i++) {
        residents[truth.mergers[i].to] += given[i];
    }
}

/* From the end of day `from` to the end of day `to`, day by day of the calendar of mergers. */
static void move_on(int64_t *residents, int64_t from, int64_t to, bool corrections)
{
    for (int64_t day = from + 1; day <= to; day++) {
        for (size_t i = 0; corrections && i < truth.correction_count; i++) {
            if (truth.corrections[i].day == day) {
                residents[truth.corrections[i].from] -= truth.corrections[i].amount;
                residents[truth.corrections[i].to] += truth.corrections[i].amount;
            }
        }
        for (size_t i = 0; i < truth.merger_count; i++) {
            if (truth.mergers[i].day == day && residents[truth.mergers[i].from] > 0) {
                dissolve(residents, truth.mergers[i].from, day);
            }
        }
    }
}

/* The layout of a day: the year's municipalities, and what merged since 1 January. */
void layout_truth_lay_out(struct truth_side *side, int64_t day)
{
    int year, month, of_month;
    moment_civil(day, &year, &month, &of_month);
    *side = (struct truth_side){.day = day};
    memcpy(side->residents, truth.residents[year - TRUTH_FIRST_YEAR], sizeof side->residents);
    move_on(side->residents, moment_days(year, 1, 1), day, false);
}

/* The heir of a code on that layout: itself, the one that it became, or 0 after a split. */
static int heir_of(const struct truth_side *later, int code)
{
    while (later->residents[code] == 0) {
        int heirs = 0, heir = 0;
        for (size_t i = 0; i < truth.merger_count; i++) {
            if (truth.mergers[i].from == code && truth.mergers[i].day <= later->day) {
                heirs++;
                heir = truth.mergers[i].to;
            }
        }
        if (heirs != 1) {
            return 0;
        }
        code = heir;
    }
    return code;
}

struct truth_change layout_truth_change(const struct truth_side *from, const bool *old,
                                        const struct truth_side *to, const bool *now)
{
    static int64_t before[CODES];
    static bool carried[CODES];
    struct truth_change e = {0};
    memcpy(before, from->residents, sizeof before);
    move_on(before, from->day, to->day, true);
    memset(carried, 0, sizeof carried);
    for (int code = 0; code < CODES; code++) {
        if (old[code]) {
            e.change -= from->residents[code];
            e.layout -= from->residents[code];
            int heir = heir_of(to, code);
            carried[heir] = heir != 0;
        }
    }
    for (int code = 0; code < CODES; code++) {
        e.retained += carried[code] && now[code];
        e.fresh += now[code] && !carried[code];
        e.lost += carried[code] && !now[code];
        e.who += now[code] && !carried[code]   ? before[code]
                 : carried[code] && !now[code] ? -before[code]
                                               : 0;
        e.population += now[code] ? to->residents[code] - before[code] : 0;
        e.layout += carried[code] ? before[code] : 0;
        e.change += now[code] ? to->residents[code] : 0;
    }
    assert_int_equal(e.change, e.who + e.population + e.layout);
    return e;
}

const char *layout_truth_name(int code)
{
    return truth.names[code];
}
