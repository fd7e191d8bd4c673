/* Tests of engine/reference: layouts, residents through time, successors, members, overlay. */
#include <string.h>

#include "engine/record/moment.h"
#include "engine/reference/boundaries.h"
#include "engine/reference/reference.h"
#include "tests/support/cmocka_all.h"

static struct arena *arena;
static struct reference *reference;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    reference = reference_create(arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const struct layout *on(int year, int month, int day)
{
    return reference_layout(reference, moment_days(year, month, day));
}

static int32_t population(const struct layout *layout, int code)
{
    int at = layout_find(layout, code);
    assert_true(at >= 0);
    return layout->items[at].population;
}

/* PROVENANCE.md: the sums that CBS published. */
static void every_year_has_the_published_number_of_municipalities_and_residents(void **state)
{
    (void)state;
    static const struct {
        int year;
        size_t count;
        int64_t residents;
    } expected[] = {{2015, 393, 16900726}, {2016, 390, 16979120}, {2017, 388, 17081507},
                    {2018, 380, 17181084}, {2019, 355, 17282163}, {2020, 355, 17407585},
                    {2021, 352, 17475415}, {2022, 345, 17590672}, {2023, 342, 17811291},
                    {2024, 342, 17942942}, {2025, 342, 18044027}, {2026, 342, 18130231}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const struct layout *layout = on(expected[i].year, 1, 1);
        assert_int_equal(layout->count, expected[i].count);
        assert_int_equal(layout->residents, expected[i].residents);
        assert_int_equal(layout->year, expected[i].year);
        assert_false(layout->nearest);
        assert_int_equal(layout->provisional, expected[i].year == 2026);
    }
}

static void weesp_joins_amsterdam_on_24_march_2022(void **state)
{
    (void)state;
    const struct layout *before = on(2022, 3, 23);
    const struct layout *after = on(2022, 3, 24);
    assert_int_equal(before->count, 345);
    assert_int_equal(after->count, 344);
    assert_int_equal(before->residents, after->residents);
    assert_int_equal(layout_find(after, 457), LAYOUT_NOT_FOUND);
    assert_int_equal(population(after, 363), population(before, 363) + population(before, 457));
}

static void outside_the_years_the_nearest_year_is_used_and_said(void **state)
{
    (void)state;
    const struct layout *early = on(2009, 10, 5);
    assert_true(early->nearest);
    assert_int_equal(early->year, 2015);
    assert_int_equal(early->count, 393);
    const struct layout *late = on(2031, 10, 5);
    assert_true(late->nearest);
    assert_int_equal(late->year, 2026);
    assert_int_equal(late->count, 342);
}

static void the_same_day_gives_the_same_layout(void **state)
{
    (void)state;
    assert_ptr_equal(on(2023, 10, 2), on(2023, 10, 2));
    assert_ptr_not_equal(on(2023, 10, 2), on(2023, 10, 3));
}

static void residents_of_any_year_keep_their_sum_on_any_layout(void **state)
{
    (void)state;
    for (int year = 2015; year <= 2026; year++) {
        for (int other = 2015; other <= 2026; other++) {
            const struct layout *layout = on(other, 10, 1);
            int32_t *out = arena_alloc_array(arena, layout->count, sizeof *out);
            assert_int_equal(reference_populations(reference, layout, year, out), year);
            int64_t sum = 0;
            for (size_t i = 0; i < layout->count; i++) {
                assert_true(out[i] > 0);
                sum += out[i];
            }
            assert_int_equal(sum, on(year, 1, 1)->residents);
        }
    }
}

static void residents_of_merged_municipalities_add_up(void **state)
{
    (void)state;
    const struct layout *layout = on(2023, 10, 2);
    const struct layout *old = on(2022, 1, 1);
    int32_t *out = arena_alloc_array(arena, layout->count, sizeof *out);
    reference_populations(reference, layout, 2022, out);
    assert_int_equal(out[layout_find(layout, 1992)],
                     population(old, 501) + population(old, 530) + population(old, 614));
}

static void successors_of(int code, const struct layout *layout, size_t count, int first,
                          double share)
{
    struct successor out[8];
    assert_int_equal(reference_successors(reference, layout, code, out, 8), count);
    if (count > 0) {
        assert_int_equal(out[0].code, first);
        assert_true(out[0].share > share - 1e-4 && out[0].share < share + 1e-4);
    }
}

static void abolished_municipalities_lead_to_their_successors(void **state)
{
    (void)state;
    const struct layout *now = on(2026, 1, 1);
    successors_of(363, now, 1, 363, 1);        /* Amsterdam is in force */
    successors_of(457, now, 1, 363, 1);        /* Weesp */
    successors_of(501, now, 1, 1992, 1);       /* Brielle -> Voorne aan Zee */
    successors_of(265, now, 1, 1945, 1);       /* Millingen -> Groesbeek -> Berg en Dal */
    successors_of(788, now, 4, 824, 0.406761); /* Haaren, split */
    successors_of(1992, on(2022, 6, 1), 3, 530, 40574.0 / 73238); /* founded later */
    successors_of(9999, now, 0, 0, 0);
    assert_true(reference_is_later(reference, on(2022, 6, 1), 1992));
    assert_false(reference_is_later(reference, now, 1992));
    assert_false(reference_is_later(reference, now, 501));
}

static size_t organisation(const char *name)
{
    const struct reference_tables *t = reference_tables(reference);
    for (size_t i = 0; i < t->organisation_count; i++) {
        if (strcmp(t->organisations[i].name, name) == 0) {
            return i;
        }
    }
    fail_msg("no organisation %s", name);
    return 0;
}

static void members_follow_the_layout(void **state)
{
    (void)state;
    const uint16_t *codes;
    size_t bar = organisation("BAR Organisatie");
    assert_int_equal(reference_members(reference, on(2023, 1, 1), bar, &codes), 3);
    assert_int_equal(codes[0], 489);
    assert_int_equal(codes[1], 597);
    assert_int_equal(codes[2], 613);
    size_t cgm = organisation("Werkorganisatie CGM");
    assert_int_equal(reference_members(reference, on(2023, 1, 1), cgm, &codes), 1);
    assert_int_equal(codes[0], 1982);
    assert_int_equal(reference_members(reference, on(2021, 6, 1), cgm, &codes), 5);
    size_t vng = organisation("Vereniging van Nederlandse Gemeenten");
    assert_int_equal(reference_members(reference, on(2023, 1, 1), vng, &codes), 0);
}

static void every_region_covers_the_country_once(void **state)
{
    (void)state;
    const struct reference_tables *t = reference_tables(reference);
    static const int kinds[] = {BODY_SAFETY_REGION, BODY_GGD, BODY_LABOUR_MARKET_REGION};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        size_t members = 0;
        for (size_t i = 0; i < t->organisation_count; i++) {
            const uint16_t *codes;
            members += t->organisations[i].kind == kinds[k]
                           ? reference_members(reference, on(2024, 1, 1), i, &codes)
                           : 0;
        }
        assert_int_equal(members, 342);
    }
}

static void other_names_lead_to_one_organisation(void **state)
{
    (void)state;
    assert_int_equal(
        reference_canonical(reference, organisation("Gemeenschappelijke Regeling SED-organisatie")),
        organisation("SED Organisatie"));
    size_t senzer = organisation("Senzer");
    assert_int_equal(reference_canonical(reference, senzer), senzer);
}

static bool overlay(const char *name, const char *text, bool *known)
{
    struct error error = {0};
    return reference_overlay_file(reference, name, text, strlen(text), known, &error);
}

static void an_overlay_of_our_own_headings_adds_a_year(void **state)
{
    (void)state;
    bool known;
    assert_true(overlay("municipalities.csv",
                        "year,code,name,province,population\n"
                        "2027,GM0363,Amsterdam,Noord-Holland,950000\n"
                        "2027,GM2000,Nieuwstad,Utrecht,1000\n",
                        &known));
    assert_true(known);
    assert_true(overlay("mergers.csv",
                        "date,old_code,old_name,new_code,new_name,share\n"
                        "2027-01-01,GM0344,Utrecht,GM2000,Nieuwstad,1\n",
                        &known));
    const struct layout *layout = on(2027, 5, 1);
    assert_false(layout->nearest);
    assert_int_equal(layout->count, 2);
    assert_int_equal(population(layout, 2000), 1000);
    successors_of(344, layout, 1, 2000, 1);
    assert_int_equal(on(2026, 1, 1)->count, 342);
}

static void a_broken_overlay_names_file_and_line(void **state)
{
    (void)state;
    static const char text[] = "year,code,name,province,population\n2027,,x,Utrecht,1\n";
    struct error error = {0};
    bool known;
    assert_false(reference_overlay_file(reference, "municipalities.csv", text, sizeof text - 1,
                                        &known, &error));
    assert_int_equal(error.kind, ERROR_SETTINGS);
    assert_int_equal(error.line, 2);
    assert_string_equal(error.file, "municipalities.csv");
}

static void an_overlay_that_is_no_table_changes_nothing(void **state)
{
    (void)state;
    bool known = true;
    assert_true(overlay("notes.csv", "a,b\n1,2\n", &known));
    assert_false(known);
    assert_true(overlay("empty.csv", "", &known));
    assert_false(known);
}

/* The column titles of StatLine's CSV in 2015 and in the years of typed keys; the columns stand in
 * another order, codes are padded, and a footnote ends the file. */
static void tables_of_cbs_load_by_column_title(void **state)
{
    (void)state;
    static const char old[] =
        "\xEF\xBB\xBF\"Regio's\";\"Codes en namen van gemeenten/Code (code)\";"
        "\"Codes en namen van gemeenten/Naam (naam)\";"
        "\"Lokaliseringen van gemeenten/COROP-gebieden/Naam (naam)\";"
        "\"Lokaliseringen van gemeenten/Provincies/Code (code)\";"
        "\"Lokaliseringen van gemeenten/Provincies/Naam (naam)\";"
        "\"Indelingen van gemeenten/Inwonertal (aantal)\"\r\n"
        "\"Aa en Hunze\";\"GM1680    \";\"Aa en Hunze   \";\"Noord-Drenthe\";\"PV22  \";"
        "\"Drenthe   \";\"25357\"\r\n"
        "\"Beek (L.)\";\"GM0888    \";\"Beek "
        "(L.)\";\"Zuid-Limburg\";\"PV31\";\"Limburg\";\"16271\"\r\n"
        "\"Bron: CBS\"\r\n";
    static const char typed[] =
        "\"ID\";\"RegioS\";\"Naam_2\";\"Code_1\";\"Naam_29\";\"Inwonertal_57\"\n"
        "0;GM1680;\"Aa en Hunze\";\"GM1680\";\"Drenthe\";25800\n"
        "1;GM0888;\"Beek\";\"GM0888\";\"Limburg\";15900\n";
    bool known;
    assert_true(overlay("Gebieden_in_Nederland_2028_01022028_120000.csv", old, &known));
    assert_true(known);
    const struct layout *layout = on(2028, 10, 1);
    assert_int_equal(layout->count, 2);
    assert_int_equal(layout->residents, 25357 + 16271);
    assert_string_equal(layout->items[0].name, "Beek");
    assert_int_equal(layout->items[0].province, tables_province("Limburg"));
    assert_true(overlay("gebieden 2029.csv", typed, &known));
    assert_true(known);
    assert_int_equal(on(2029, 10, 1)->residents, 25800 + 15900);
    static const char titled[] = /* a title above the heading, no units, as 2025's download has */
        "\"Gebieden in Nederland 2030\"\n"
        "\"\";\"Onderwerp\";\"Onderwerp\";\"Onderwerp\";\"Onderwerp\"\n"
        "\"Regio's\";\"Codes en namen van gemeenten/Code\";\"Codes en namen van gemeenten/Naam\";"
        "\"Lokaliseringen van gemeenten/Provincies/Naam\";\"Inwonertal\"\n"
        "\"Aa en Hunze\";\"GM1680\";\"Aa en Hunze\";\"Drenthe\";\"26000\"\n"
        "\"Bron: CBS\"\n";
    assert_true(overlay("../reference/gebieden 2030.csv", titled, &known));
    assert_true(known);
    assert_int_equal(on(2030, 10, 1)->residents, 26000);
}

static void a_population_file_is_the_set(void **state)
{
    (void)state;
    static const struct own_population rows[] = {
        {"Beek (L.)", 100}, {"Utrecht", 200}, {"Nergenshuizen", 5}, {"utrecht", 1}};
    const struct layout *layout =
        reference_layout_own(reference, moment_days(2023, 10, 2), rows, 4);
    assert_true(layout->own);
    assert_int_equal(layout->count, 4);
    assert_int_equal(layout->residents, 306);
    assert_int_equal(population(layout, 888), 100);
    assert_int_equal(population(layout, 344), 200);
    assert_string_equal(layout->items[2].code_text, "X0003");
    assert_string_equal(layout->items[2].name, "Nergenshuizen");
    assert_int_equal(layout->items[2].province, PROVINCE_UNKNOWN);
    assert_int_equal(reference_layout_own(reference, 0, NULL, 0)->count, 0);
}

static void codes_and_provinces_are_read_in_many_forms(void **state)
{
    (void)state;
    assert_int_equal(tables_code("GM0363"), 363);
    assert_int_equal(tables_code("gm363"), 363);
    assert_int_equal(tables_code("0363"), 363);
    assert_int_equal(tables_code("GM"), 0);
    assert_int_equal(tables_code("36x"), 0);
    assert_int_equal(tables_code("123456"), 0);
    assert_int_equal(tables_province("NH"), 7);
    assert_int_equal(tables_province("noord-holland"), 7);
    assert_int_equal(tables_province("PV27"), 7);
    assert_int_equal(tables_province("FRYSLÂN"), 1);
    assert_int_equal(tables_province(""), -1);
    assert_int_equal(tables_province("Twente"), -1);
}

static void size_classes_are_those_of_cbs(void **state)
{
    (void)state;
    assert_int_equal(layout_size_class(0), 0);
    assert_int_equal(layout_size_class(4999), 0);
    assert_int_equal(layout_size_class(5000), 1);
    assert_int_equal(layout_size_class(249999), 6);
    assert_int_equal(layout_size_class(250000), 7);
    assert_string_equal(layout_size_class_name(3, LANGUAGE_NL), "20.000 tot 50.000");
}

/* Twice the area of a ring in square degrees; positive when counter-clockwise. */
static double ring_area(const struct boundary_ring *ring)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < ring->count; i++) {
        sum += boundary_longitude(ring->points[i]) * boundary_latitude(ring->points[i + 1]) -
               boundary_longitude(ring->points[i + 1]) * boundary_latitude(ring->points[i]);
    }
    return sum;
}

static void boundaries_have_every_municipality_of_their_year(void **state)
{
    (void)state;
    for (int year = 2021; year <= 2026; year++) {
        const struct boundaries *map = boundaries_of_year(year);
        const struct layout *layout = on(year, 1, 1);
        assert_int_equal(map->year, year);
        assert_int_equal(map->count, layout->count);
        for (size_t i = 0; i < map->count; i++) {
            assert_int_equal(map->items[i].code, layout->items[i].code);
            assert_true(map->items[i].ring_count > 0);
            for (size_t r = 0; r < map->items[i].ring_count; r++) {
                const struct boundary_ring *ring = &map->items[i].rings[r];
                assert_true(ring->count >= 4);
                assert_memory_equal(&ring->points[0], &ring->points[ring->count - 1],
                                    sizeof ring->points[0]);
                assert_true(ring->hole ? ring_area(ring) < 0 : ring_area(ring) > 0);
            }
        }
    }
    assert_int_equal(boundaries_of_year(2024)->geometry_year, 2023);
    assert_int_equal(boundaries_of_year(2026)->geometry_year, 2025);
    assert_int_equal(boundaries_of_year(2015)->year, 2021);
    assert_int_equal(boundaries_of_provinces()->count, PROVINCES);
    for (int i = 0; i < PROVINCES; i++) {
        assert_non_null(boundaries_find(boundaries_of_provinces(), tables_province_code(i)));
    }
    assert_null(boundaries_find(boundaries_of_year(2023), 1));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_year_has_the_published_number_of_municipalities_and_residents),
        TEST(weesp_joins_amsterdam_on_24_march_2022),
        TEST(outside_the_years_the_nearest_year_is_used_and_said),
        TEST(the_same_day_gives_the_same_layout),
        TEST(residents_of_any_year_keep_their_sum_on_any_layout),
        TEST(residents_of_merged_municipalities_add_up),
        TEST(abolished_municipalities_lead_to_their_successors),
        TEST(members_follow_the_layout),
        TEST(every_region_covers_the_country_once),
        TEST(other_names_lead_to_one_organisation),
        TEST(an_overlay_of_our_own_headings_adds_a_year),
        TEST(a_broken_overlay_names_file_and_line),
        TEST(an_overlay_that_is_no_table_changes_nothing),
        TEST(tables_of_cbs_load_by_column_title),
        TEST(a_population_file_is_the_set),
        TEST(codes_and_provinces_are_read_in_many_forms),
        TEST(size_classes_are_those_of_cbs),
        TEST(boundaries_have_every_municipality_of_their_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
