/* Ten editions in one run, 2017 to 2026: folders with a programme and an attendance list, written
 * here for municipalities chosen at random under the names that they had in that year; every pair
 * of out/comparison/figures.json against brute force (tests/support/layout_truth). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "engine/base/random.h"
#include "engine/record/moment.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/layout_truth.h"
#include "tests/support/spawn.h"

enum { FIRST = 2017, LAST = 2026, EDITIONS = LAST - FIRST + 1, SESSIONS = 3 };

static struct truth_side sides[EDITIONS];

/* Names that two municipalities bear, or bore, wait for a person. */
static bool is_plain(const char *name)
{
    return strncmp(name, "Bergen", 6) != 0 && strcmp(name, "") != 0;
}

static void write_edition(const struct place *place, struct random *random, int year)
{
    struct truth_side *side = &sides[year - FIRST];
    char path[64];
    char programme[256];
    static char list[1 << 16];
    size_t size = 0;
    int people = 0;
    layout_truth_lay_out(side, moment_days(year, 10, 2));
    snprintf(programme, sizeof programme,
             "Titel;Dag;Begin;Einde\r\nOpening;2-10-%d;09:00;10:00\r\n"
             "Werkplaats;3-10-%d;10:00;11:00\r\nAfsluiting;4-10-%d;10:00;11:00\r\n",
             year, year, year);
    snprintf(path, sizeof path, "%d/programma.csv", year);
    place_write(place, path, programme);
    size += (size_t)snprintf(list, sizeof list, "Sessie;Naam;E-mail;Organisatie;Aanwezig\r\n");
    for (int code = 1; code < TRUTH_CODES; code++) {
        const char *name = layout_truth_name(code);
        if (side->residents[code] == 0 || !is_plain(name) || random_below(random, 100) >= 40) {
            continue;
        }
        side->direct[code] = true;
        static const char *const titles[SESSIONS] = {"Opening", "Werkplaats", "Afsluiting"};
        people++;
        size += (size_t)snprintf(list + size, sizeof list - size,
                                 "%s;Deelnemer %d;d%d@mail.example;Gemeente %s;Ja\r\n",
                                 titles[random_below(random, SESSIONS)], people, people, name);
        assert_true(size < sizeof list);
    }
    snprintf(path, sizeof path, "%d/presentie.csv", year);
    place_write(place, path, list);
}

static const cJSON *row_of(const cJSON *rows, int from, int to, const char *id)
{
    const cJSON *row;
    cJSON_ArrayForEach(row, rows)
    {
        if (strcmp(cJSON_GetObjectItem(row, "id")->valuestring, id) == 0 &&
            strtol(cJSON_GetObjectItem(row, "from")->valuestring, NULL, 10) == from &&
            strtol(cJSON_GetObjectItem(row, "to")->valuestring, NULL, 10) == to) {
            return row;
        }
    }
    fail_msg("no row %s of %d to %d", id, from, to);
    return NULL;
}

static void compare_pair(const cJSON *rows, int from, int to)
{
    const struct truth_side *a = &sides[from - FIRST];
    const struct truth_side *b = &sides[to - FIRST];
    struct truth_change change = layout_truth_change(a, a->direct, b, b->direct);
    const struct {
        const char *id;
        int64_t value;
    } known[] = {{"retained.direct", change.retained},
                 {"new.direct", change.fresh},
                 {"lost.direct", change.lost},
                 {"reach.change.direct", change.change},
                 {"reach.change.direct.who", change.who},
                 {"reach.change.direct.population", change.population},
                 {"reach.change.direct.layout", change.layout}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const cJSON *value = cJSON_GetObjectItem(row_of(rows, from, to, known[i].id), "value");
        if (!cJSON_IsNumber(value) || (int64_t)value->valuedouble != known[i].value) {
            fail_msg("%d to %d: %s is %.0f, brute force says %lld", from, to, known[i].id,
                     value == NULL ? 0 : value->valuedouble, (long long)known[i].value);
        }
    }
}

static void ten_editions_in_one_run_are_exact(void **state)
{
    (void)state;
    struct place place = place_create();
    struct random random;
    random_seed(&random, 20261130, 0);
    layout_truth_read();
    for (int year = FIRST; year <= LAST; year++) {
        write_edition(&place, &random, year);
    }
    struct ran ran = place_run(&place, NULL, "report", "2017", "2018", "2019", "2020", "2021",
                               "2022", "2023", "2024", "2025", "2026", "--quiet", NULL);
    if (ran.status != 0) {
        fail_msg("status %d: %s", ran.status, ran.err);
    }
    size_t size = 0;
    char *json = place_read(&place, "out/comparison/figures.json", &size);
    assert_non_null(json);
    cJSON *rows = cJSON_Parse(json);
    assert_non_null(rows);
    for (int year = FIRST; year < LAST; year++) {
        compare_pair(rows, year, year + 1);
    }
    compare_pair(rows, FIRST, LAST);
    assert_true(place_has(&place, "out/comparison/comparison.pdf"));
    cJSON_Delete(rows);
    free(json);
    place_destroy(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_editions_in_one_run_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
