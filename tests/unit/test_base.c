/* Tests of engine/base: text, intern, serial, number, json, hash, random, error. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/base/hash.h"
#include "engine/base/intern.h"
#include "engine/base/json.h"
#include "engine/base/number.h"
#include "engine/base/random.h"
#include "engine/base/serial.h"
#include "engine/base/text.h"
#include "tests/support/cmocka_all.h"

static void long_and_short_texts_are_formatted_alike(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = text_create(arena);
    char expected[1024] = "";
    for (int width = 0; width < 600; width++) {
        const char *printed = arena_printf(arena, "<%*d>", width, 7);
        snprintf(expected, sizeof expected, "<%*d>", width, 7);
        assert_string_equal(printed, expected);
        text_clear(&text);
        text_printf(&text, "%s", "a");
        text_printf(&text, "<%*d>", width, 7);
        assert_string_equal(text.bytes + 1, expected);
        assert_int_equal(text.size, strlen(expected) + 1);
    }
    arena_destroy(arena);
}

static void whole_numbers_are_written_as_the_library_does(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, 3, 0);
    for (int i = 0; i < 20000; i++) {
        uint64_t most = (uint64_t)1 << random_below(&random, 51);
        double value = (double)random_below(&random, most) - (double)(most / 2);
        char text[NUMBER_TEXT];
        char expected[NUMBER_TEXT];
        number_write(value, text);
        snprintf(expected, sizeof expected, "%.15g", value == 0 ? 0.0 : value);
        assert_string_equal(text, expected);
    }
    char text[NUMBER_TEXT];
    number_write(-0.0, text);
    assert_string_equal(text, "0");
    number_write(1e15, text);
    assert_string_equal(text, "1e+15");
    number_write_integer(INT64_MAX, text);
    assert_string_equal(text, "9223372036854775807");
    number_write_integer(INT64_MIN, text);
    assert_string_equal(text, "-9223372036854775808");
}

/* The shortest text that the library reads back as the same number. */
static void shortest(double value, char text[NUMBER_TEXT])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            return;
        }
    }
}

static void decimals_are_written_as_the_library_does(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, 4, 0);
    char text[NUMBER_TEXT];
    char expected[NUMBER_TEXT];
    for (int i = 0; i < 100000; i++) {
        uint64_t most = (uint64_t)1 << random_below(&random, 51);
        double value = (double)random_below(&random, most + 1) - (double)(most / 3);
        value /= pow(10, 1 + (double)random_below(&random, 9));
        if (i % 5 == 0) {
            value = nextafter(value, INFINITY);
        }
        if (value == floor(value)) {
            continue; /* whole numbers have a test of their own */
        }
        number_write(value, text);
        shortest(value, expected);
        assert_string_equal(text, expected);
    }
    number_write(0.05, text);
    assert_string_equal(text, "0.05");
    number_write(-1.5, text);
    assert_string_equal(text, "-1.5");
    number_write(0.0001, text);
    assert_string_equal(text, "0.0001");
    number_write(0.00005, text);
    assert_string_equal(text, "5e-05");
}

/* Ids that were taken apart elsewhere, some together: by two forms in turn, so that one of them is
 * not that of the dictionary. */
struct apart {
    struct serial_form forms[2];
    struct serial_id ids[7];
    char bytes[7][32];
    size_t count, turn;
};

static void put_apart(struct apart *apart, struct serials *serials, struct intern *intern)
{
    uint32_t codes[7];
    serials_put_all(serials, &apart->forms[apart->turn++ % 2], apart->ids, apart->count, codes);
    for (size_t i = 0; i < apart->count; i++) {
        assert_int_equal(codes[i], intern_put(intern, apart->ids[i].bytes, apart->ids[i].size));
    }
    apart->count = 0;
}

static void take_apart(struct apart *apart, const char *id, size_t size)
{
    char *bytes = apart->bytes[apart->count];
    memcpy(bytes, id, size + 1);
    apart->ids[apart->count++] = serial_id(&apart->forms[apart->turn % 2], bytes, size);
}

/* Whatever the ids look like: the numbers of a plain dictionary. */
static void serials_number_ids_as_a_dictionary_does(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        int digits;
        const char *behind;
    } forms[] = {{"R", 9, ""},  {"", 1, ""},  {"2023-", 5, ""},
                 {"", 1, "-A"}, {"", 12, ""}, {"ticket", 3, ""}};
    for (size_t form = 0; form < sizeof forms / sizeof forms[0]; form++) {
        for (int spread = 1; spread <= 10000; spread *= 100) {
            /* So many that pages become sparse where the numbers are far apart. */
            int ids = form == 0 && spread > 1 ? 200000 : 10000;
            struct arena *arena = arena_create();
            struct serials *serials = serials_create(arena);
            struct intern *intern = intern_create(arena);
            struct serials *together = serials_create(arena);
            struct intern *numbers = intern_create(arena);
            struct apart apart = {0};
            struct random random;
            random_seed(&random, 7, form);
            for (int i = 0; i < ids; i++) {
                char id[32];
                int number = (int)random_below(&random, (uint64_t)ids) * spread + i % 3;
                size_t how = i % 50 == 0 ? (size_t)(i / 50 % 6) : form;
                size_t size = (size_t)snprintf(id, sizeof id, "%s%0*d%s", forms[how].before,
                                               forms[how].digits, number, forms[how].behind);
                assert_int_equal(serials_put(serials, id, size), intern_put(intern, id, size));
                take_apart(&apart, id, size);
                if (apart.count == 7) {
                    put_apart(&apart, together, numbers);
                }
            }
            put_apart(&apart, together, numbers);
            assert_int_equal(serials_count(together), serials_count(serials));
            assert_int_equal(serials_count(serials), intern_count(intern));
            arena_destroy(arena);
        }
    }
}

/* Every size up to some words, and every byte that could be another one. */
static void one_other_byte_makes_another_string(void **state)
{
    (void)state;
    enum { LONGEST = 40 };
    char a[LONGEST];
    char b[LONGEST];
    for (size_t i = 0; i < LONGEST; i++) {
        a[i] = b[i] = (char)(200 + i);
    }
    for (size_t size = 0; size <= LONGEST; size++) {
        assert_true(mix_same(a, b, size));
        for (size_t i = 0; i < LONGEST; i++) {
            b[i] ^= 0x20;
            assert_int_equal(mix_same(a, b, size), i >= size);
            b[i] ^= 0x20;
        }
    }
}

static void intern_gives_dense_numbers_that_stay(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct intern *intern = intern_create(arena);
    char word[32];
    for (int i = 0; i < 20000; i++) {
        int size = snprintf(word, sizeof word, "w%d", i);
        assert_int_equal(intern_put(intern, word, (size_t)size), i);
    }
    assert_int_equal(intern_put(intern, "", 0), 20000);
    assert_int_equal(intern_find(intern, "w19999", 6), 19999);
    assert_int_equal(intern_find(intern, "w", 1), INTERN_NONE);
    assert_string_equal(intern_string(intern, 5), "w5");
    assert_int_equal(intern_count(intern), 20001);
    arena_destroy(arena);
}

/* New ones twice in a batch, batches of all sizes, and many strings with the same hash. */
static void many_strings_at_once_get_numbers_in_order_of_arrival(void **state)
{
    (void)state;
    enum { WORDS = 3000, BATCHES = 400, MOST = 100 };
    for (uint32_t hashes = 16; hashes > 0; hashes = hashes == 16 ? UINT32_MAX : 0) {
        struct arena *arena = arena_create();
        struct intern *intern = intern_create(arena);
        struct random random;
        random_seed(&random, 7, hashes);
        static char words[WORDS][16];
        uint32_t expected[WORDS];
        memset(expected, 0xFF, sizeof expected);
        uint32_t arrived = 0;
        for (int b = 0; b < BATCHES; b++) {
            struct intern_item items[MOST];
            uint32_t codes[MOST];
            size_t numbers[MOST];
            size_t count = random_below(&random, MOST + 1);
            for (size_t i = 0; i < count; i++) {
                size_t n = numbers[i] = random_below(&random, 10 + 7 * (uint64_t)b);
                int size = snprintf(words[n], sizeof words[n], "woord %zu", n);
                items[i] = intern_item(words[n], (size_t)size);
                items[i].hash %= hashes;
            }
            intern_put_all(intern, items, count, codes);
            for (size_t i = 0; i < count; i++) {
                uint32_t *code = &expected[numbers[i]];
                *code = *code == INTERN_NONE ? arrived++ : *code;
                assert_int_equal(codes[i], *code);
                assert_string_equal(intern_string(intern, codes[i]), words[numbers[i]]);
            }
        }
        assert_int_equal(intern_count(intern), arrived);
        arena_destroy(arena);
    }
}

static void numbers_are_written_for_people(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        enum language language;
        const char *text;
    } cases[] = {
        {0, 0, LANGUAGE_NL, "0"},
        {-0.0, 1, LANGUAGE_NL, "0,0"},
        {6800000, 0, LANGUAGE_NL, "6.800.000"},
        {1234.5, 1, LANGUAGE_NL, "1.234,5"},
        {1234.5, 1, LANGUAGE_EN, "1,234.5"},
        {0.285, 2, LANGUAGE_NL, "0,29"},
        {999.95, 1, LANGUAGE_NL, "1.000,0"},
        {99.5, 0, LANGUAGE_NL, "100"},
        {-12.34, 1, LANGUAGE_NL,
         "\xE2\x88\x92"
         "12,3"},
        {-0.001, 1, LANGUAGE_NL, "0,0"},
        {1e-9, 3, LANGUAGE_NL, "0,000"},
        {0.05, 1, LANGUAGE_NL, "0,1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_TEXT];
        number_write_for_people(cases[i].value, cases[i].decimals, cases[i].language, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void numbers_for_programs_read_back(void **state)
{
    (void)state;
    struct random random;
    random_seed(&random, 7, 1);
    for (int i = 0; i < 20000; i++) {
        double value = (random_unit(&random) - 0.5) * (double)(random_next(&random) >> 20);
        char text[NUMBER_TEXT];
        double back;
        number_write(value, text);
        assert_true(number_read(text, &back));
        assert_true(back == value);
    }
    double value;
    assert_false(number_read("", &value));
    assert_false(number_read("nan", &value));
    assert_false(number_read("0x10", &value));
    assert_false(number_read("1,5", &value));
    assert_false(number_read("1 ", &value));
    assert_false(number_read("1e999", &value));
    int64_t integer;
    assert_false(number_read_integer("99999999999999999999", &integer));
}

static void json_is_escaped_and_separated(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text text = text_create(arena);
    struct json json = json_create(&text);
    json_begin(&json, '[');
    json_string(&json, "a\"b\\c\nd\x01");
    json_begin(&json, '{');
    json_key(&json, "x");
    json_number(&json, 0.1);
    json_key(&json, "y");
    json_number(&json, 0.0 / 1.0 - 1e308 * 10);
    json_end(&json, '}');
    json_bool(&json, true);
    json_end(&json, ']');
    assert_string_equal(text.bytes, "[\"a\\\"b\\\\c\\nd\\u0001\",{\"x\":0.1,\"y\":null},true]");
    arena_destroy(arena);
}

static void hash_is_blake2b(void **state)
{
    (void)state;
    /* b2sum -l 256 of nothing and of "abc" (RFC 7693's algorithm with 32 bytes of output). */
    char text[HASH_TEXT];
    hash_text_of("", 0, text);
    assert_string_equal(text, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    hash_text_of("abc", 3, text);
    assert_string_equal(text, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void the_first_error_wins_and_is_safe_to_print(void **state)
{
    (void)state;
    struct error error = {0};
    assert_false(error_set(&error, ERROR_UNREADABLE, "map/bad\nname.csv", 12, "reden %d", 5));
    assert_false(error_set(&error, ERROR_DISK_FULL, "other", 0, "late"));
    char buffer[700];
    error_write(&error, LANGUAGE_NL, buffer, sizeof buffer);
    assert_non_null(strstr(buffer, "map/bad?name.csv:12: "));
    assert_non_null(strstr(buffer, "reden 5"));
    assert_int_equal(error_exit_status(&error), 1);
}

static void foreign_bytes_are_printable(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(text_printable(arena, "a\x1b[1m\xFF\xC3\xA9", 8, 100),
                        "a\\x1B[1m\\xFF\xC3\xA9");
    const char *keys[] = {"minutes", "colour", "small_count"};
    assert_string_equal(text_nearest("minuten", keys, 3), "minutes");
    assert_null(text_nearest("xyz", keys, 3));
    assert_string_equal(text_trim(arena, " \xC2\xA0 a b\t\n"), "a b");
    arena_destroy(arena);
}

static void error_with_a_detail_in_both_languages_is_written_in_the_readers(void **state)
{
    (void)state;
    struct error error = {0};
    char text[1200];
    assert_false(error_set_in_both(&error, ERROR_DOMAIN, "%s is te groot", "%s is too large", "x"));
    assert_false(error_set_in_both(&error, ERROR_DOMAIN, "later %s", "later %s", "y"));
    error_write(&error, LANGUAGE_NL, text, sizeof text);
    assert_string_equal(text, "dit kan niet worden berekend: x is te groot");
    error_write(&error, LANGUAGE_EN, text, sizeof text);
    assert_string_equal(text, "this cannot be computed: x is too large");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_with_a_detail_in_both_languages_is_written_in_the_readers),
        cmocka_unit_test(long_and_short_texts_are_formatted_alike),
        cmocka_unit_test(whole_numbers_are_written_as_the_library_does),
        cmocka_unit_test(decimals_are_written_as_the_library_does),
        cmocka_unit_test(one_other_byte_makes_another_string),
        cmocka_unit_test(intern_gives_dense_numbers_that_stay),
        cmocka_unit_test(many_strings_at_once_get_numbers_in_order_of_arrival),
        cmocka_unit_test(serials_number_ids_as_a_dictionary_does),
        cmocka_unit_test(numbers_are_written_for_people),
        cmocka_unit_test(numbers_for_programs_read_back),
        cmocka_unit_test(json_is_escaped_and_separated),
        cmocka_unit_test(hash_is_blake2b),
        cmocka_unit_test(the_first_error_wins_and_is_safe_to_print),
        cmocka_unit_test(foreign_bytes_are_printable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
