/* Tests of the texts of the themes: words, sentences, compounds, documents. */
#include <string.h>

#include "engine/theme/compound.h"
#include "engine/theme/corpus.h"
#include "engine/unicode/words.h"
#include "tests/support/cmocka_all.h"

static void words_are_runs_of_letters(void **state)
{
    (void)state;
    static const char text[] = "Zo'n 3D-printer, reünie: caf\xC3\xA9!";
    static const char *const expected[] = {"Zo", "n", "D", "printer", "reünie", "caf\xC3\xA9"};
    static const bool opens[] = {true, false, true, false, true, true};
    struct word word;
    size_t count = 0;
    for (size_t at = 0; words_next(text, &at, &word); count++) {
        assert_true(count < 6);
        assert_int_equal(word.size, strlen(expected[count]));
        assert_memory_equal(text + word.start, expected[count], word.size);
        assert_int_equal(word.opens, opens[count]);
    }
    assert_int_equal(count, 6);
    size_t at = 0;
    assert_false(words_next("", &at, &word));
    at = 0;
    assert_false(words_next("... 12 \xFF", &at, &word));
}

static void sentences_end_where_a_reader_stops(void **state)
{
    (void)state;
    static const char text[] =
        "Fijn, d.w.z. nuttig. \"Meer tijd!\" zei men...  Versie 2.0 was er\nJa";
    static const char *const expected[] = {"Fijn, d.w.z. nuttig.", "\"Meer tijd!\"", "zei men...",
                                           "Versie 2.0 was er", "Ja"};
    size_t at = 0, start, size, count = 0;
    while (words_next_sentence(text, &at, &start, &size)) {
        assert_true(count < 5);
        assert_int_equal(size, strlen(expected[count]));
        assert_memory_equal(text + start, expected[count], size);
        count++;
    }
    assert_int_equal(count, 5);
}

static uint32_t known(void *context, const char *word, size_t size)
{
    static const char *const words[] = {"bijstand", "uitkering", "jeugd", "hulp", "aanbieder"};
    (void)context;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i]) == size && memcmp(words[i], word, size) == 0) {
            return (uint32_t)(i + 1);
        }
    }
    return 0;
}

static void compounds_come_apart_at_known_words(void **state)
{
    (void)state;
    struct compound_part parts[COMPOUND_PARTS];
    assert_int_equal(compound_split("bijstandsuitkering", 18, known, NULL, parts), 2);
    assert_int_equal(parts[0].size, 8);
    assert_int_equal(parts[1].start, 9);
    assert_int_equal(parts[1].size, 9);
    assert_int_equal(compound_split("dienstverlening", 15, known, NULL, parts), 0);
    assert_int_equal(compound_split("hulp", 4, known, NULL, parts), 0);
    assert_int_equal(compound_split("", 0, known, NULL, parts), 0);
}

static const struct corpus *corpus_of(struct arena *arena, const char *const *texts, size_t count)
{
    struct corpus_options options = {0};
    return corpus_build(arena, texts, count, &options);
}

static void equal_texts_are_one_document_and_empty_ones_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Meer tijd voor vragen",
        "meer tijd voor vragen!",
        "geen",
        "N.v.t.",
        "",
        "-",
        "123",
        "Digitale toegankelijkheid van formulieren",
        "Geen idee.",
    };
    struct arena *arena = arena_create();
    const struct corpus *corpus = corpus_of(arena, texts, sizeof texts / sizeof texts[0]);
    assert_int_equal(corpus->document_count, 2);
    assert_int_equal(corpus->empty_count, 6);
    assert_int_equal(corpus->document_of[0], corpus->document_of[1]);
    assert_int_equal(corpus->repeats[corpus->document_of[0]], 2);
    assert_true(corpus->document_of[7] != corpus->document_of[0]);
    assert_int_equal(corpus->document_of[3], CORPUS_NONE);
    arena_destroy(arena);
}

static void no_texts_give_an_empty_corpus(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct corpus *corpus = corpus_of(arena, NULL, 0);
    assert_int_equal(corpus->document_count, 0);
    assert_int_equal(corpus->bags.start[0], 0);
    arena_destroy(arena);
}

static void each_text_has_its_own_language_and_stemmer(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "De inwoners van de stad willen hulp bij de aanvraag", "Een inwoner vraagt om hulp aan ons",
        "The residents of the city were asking for help with their forms"};
    struct arena *arena = arena_create();
    const struct corpus *corpus = corpus_of(arena, texts, 3);
    assert_int_equal(corpus->home, LANGUAGE_NL);
    uint32_t inwoners = intern_find(corpus->word_names, "ninwoners", 9);
    uint32_t inwoner = intern_find(corpus->word_names, "ninwoner", 8);
    uint32_t forms = intern_find(corpus->word_names, "eforms", 6);
    assert_true(inwoners != INTERN_NONE && inwoner != INTERN_NONE && forms != INTERN_NONE);
    assert_int_equal(corpus->word[inwoners].stem, corpus->word[inwoner].stem);
    assert_string_equal(corpus_word_form(corpus, inwoners), "inwoners");
    arena_destroy(arena);
}

static void the_form_for_print_keeps_names_and_accents(void **state)
{
    (void)state;
    static const char *const texts[] = {"Inloggen met DigiD lukt", "digid werkt niet",
                                        "Ik vind DigiD lastig", "Wij missen België en belgie niet",
                                        "Ook in België"};
    struct arena *arena = arena_create();
    const struct corpus *corpus = corpus_of(arena, texts, 5);
    uint32_t digid = intern_find(corpus->word_names, "ndigid", 6);
    uint32_t belgie = intern_find(corpus->word_names, "nbelgie", 7);
    assert_string_equal(corpus_word_form(corpus, digid), "DigiD");
    assert_string_equal(corpus_word_form(corpus, belgie), "België");
    assert_int_equal(corpus->word[belgie].texts, 2);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_runs_of_letters),
        cmocka_unit_test(sentences_end_where_a_reader_stops),
        cmocka_unit_test(compounds_come_apart_at_known_words),
        cmocka_unit_test(equal_texts_are_one_document_and_empty_ones_none),
        cmocka_unit_test(no_texts_give_an_empty_corpus),
        cmocka_unit_test(each_text_has_its_own_language_and_stemmer),
        cmocka_unit_test(the_form_for_print_keeps_names_and_accents),
    };
    return cmocka_run_group_tests_name("theme_text", tests, NULL, NULL);
}
