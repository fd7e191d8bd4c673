/* Names as people type them, with their truth by construction: every municipality of the layout in
 * frames, with slips, two together, and inside the names of other bodies. Precision and recall by
 * class are printed. The seed is printed on failure and can be given as SEED. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/record/moment.h"
#include "engine/resolve/resolve.h"
#include "tests/support/cmocka_all.h"

static struct arena *arena;
static struct reference *reference;
static const struct layout *layout;
static struct resolver *resolver;
static uint64_t seed = 20261130;
static struct random drawn;

struct tally {
    size_t asked, answered, right;
};

static int set_up(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    seed = given != NULL ? strtoull(given, NULL, 10) : seed;
    arena = arena_create();
    reference = reference_create(arena);
    layout = reference_layout(reference, moment_days(2026, 1, 1));
    struct resolver_options options = {.layout = layout};
    resolver = resolver_create(arena, reference, &options);
    random_seed(&drawn, seed, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* Two are called Bergen: they need their suffix, and slips in it say nothing. */
static bool is_plain(const struct layout_municipality *one)
{
    return strchr(one->name, '(') == NULL;
}

static const struct layout_municipality *draw(void)
{
    const struct layout_municipality *one;
    do {
        one = &layout->items[random_below(&drawn, layout->count)];
    } while (!is_plain(one));
    return one;
}

static void ask(struct tally *tally, const char *text, const uint16_t *codes, size_t count)
{
    const struct resolution *answer = resolver_resolve(resolver, text, NULL, NULL);
    bool answered = answer->status == MATCH_CERTAIN || answer->status == MATCH_PROBABLE;
    bool right = answer->kind == ORGANISATION_MUNICIPALITY && answer->code_count == count &&
                 memcmp(answer->codes, codes, count * sizeof *codes) == 0;
    tally->asked++;
    tally->answered += answered;
    tally->right += answered && right;
    if (answered && !right) {
        printf("    %s: %s %s\n", text, match_status_word(answer->status), answer->key);
    }
}

static double share(size_t part, size_t whole)
{
    return whole == 0 ? 1 : (double)part / (double)whole;
}

static void judge(const char *class, const struct tally *tally, double precision, double recall)
{
    printf("  %-28s %5zu names  precision %.4f  recall %.4f\n", class, tally->asked,
           share(tally->right, tally->answered), share(tally->right, tally->asked));
    if (share(tally->right, tally->answered) < precision ||
        share(tally->right, tally->asked) < recall) {
        fail_msg("%s: below %.3f / %.3f (seed %llu)", class, precision, recall,
                 (unsigned long long)seed);
    }
}

static void frames_lead_to_the_municipality_in_them(void **state)
{
    (void)state;
    static const char *const frames[] = {"Gemeente %s",
                                         "gem. %s",
                                         "GEMEENTE %s",
                                         "%s, gemeente",
                                         "%s (gemeente)",
                                         "Gemeente %s - KCC",
                                         "gem. %s, afd. Burgerzaken",
                                         "KCC %s",
                                         "Burgerzaken %s",
                                         "team Dienstverlening, gemeente %s",
                                         "beleidsadviseur bij de gemeente %s",
                                         "Gemeente %s (Klantinteractie)",
                                         "A. Voorbeeld, gemeente %s",
                                         "werkzaam bij gemeente %s",
                                         "Gemeentehuis %s",
                                         "Stadhuis %s",
                                         "wethouder %s",
                                         "namens de gemeente %s",
                                         "Municipality of %s",
                                         "%s - team Publiek",
                                         "Gemeente %s | Programma Dienstverlening",
                                         "1. Gemeente %s!!",
                                         "  gemeente   %s ;",
                                         "gemeente %s e.o."};
    struct tally tally = {0};
    for (size_t i = 0; i < layout->count; i++) {
        for (size_t k = 0; k < 4; k++) {
            const char *frame = frames[random_below(&drawn, sizeof frames / sizeof frames[0])];
            const char *hole = strstr(frame, "%s");
            const char *text = arena_printf(arena, "%.*s%s%s", (int)(hole - frame), frame,
                                            layout->items[i].name, hole + 2);
            ask(&tally, text, &layout->items[i].code, 1);
        }
    }
    judge("frames", &tally, 0.999, 0.99);
}

/* One slip of the hand in the letters of a name. */
static const char *slip(const char *name)
{
    char *text = arena_strdup(arena, name);
    size_t size = strlen(text);
    size_t at;
    do {
        at = random_below(&drawn, size);
    } while (!isalpha((unsigned char)text[at]));
    switch (random_below(&drawn, 4)) {
    case 0: /* one letter is left out */
        memmove(text + at, text + at + 1, size - at);
        return text;
    case 1: /* typed twice */
        return arena_printf(arena, "%.*s%c%s", (int)at + 1, text, text[at], text + at + 1);
    case 2: /* another letter */
        text[at] = "aeiortnsl"[random_below(&drawn, 9)];
        return text;
    default: /* swapped with the next */
        if (isalpha((unsigned char)text[at + 1])) {
            char letter = text[at];
            text[at] = text[at + 1];
            text[at + 1] = letter;
        }
        return text;
    }
}

/* The slip made another name that somebody can mean, or is as near to another municipality. */
static bool is_another_name(const char *text)
{
    struct resolver_options options = {.layout = layout, .match = RESOLVE_ALIAS};
    static struct resolver *plain;
    plain = plain == NULL ? resolver_create(arena, reference, &options) : plain;
    const struct resolution *answer = resolver_resolve(plain, text, NULL, NULL);
    return answer->code_count > 0 || answer->kind == ORGANISATION_FOREIGN;
}

static void slips_lead_to_the_nearest_municipality(void **state)
{
    (void)state;
    enum { SHORT = 7 };
    struct tally bare = {0};
    struct tally marked = {0};
    for (size_t i = 0; i < 3000; i++) {
        const struct layout_municipality *one = draw();
        const char *text = slip(one->name);
        if (strlen(one->name) < SHORT || is_another_name(text)) {
            continue;
        }
        ask(&bare, text, &one->code, 1);
        ask(&marked, arena_printf(arena, "Gemeente %s", text), &one->code, 1);
    }
    judge("one slip, name alone", &bare, 0.99, 0.95);
    judge("one slip, behind gemeente", &marked, 0.99, 0.97);
}

static void two_names_are_two_municipalities(void **state)
{
    (void)state;
    static const char *const frames[] = {"%s en %s",
                                         "%s / %s",
                                         "Gemeenten %s en %s",
                                         "gemeente %s, gemeente %s",
                                         "%s & %s",
                                         "gem. %s en gem. %s",
                                         "KCC %s en %s",
                                         "%s; %s"};
    struct tally tally = {0};
    for (size_t i = 0; i < 800; i++) {
        const struct layout_municipality *a = draw();
        const struct layout_municipality *b = draw();
        if (a == b) {
            continue;
        }
        const char *frame = frames[random_below(&drawn, sizeof frames / sizeof frames[0])];
        const char *first = strstr(frame, "%s");
        const char *second = strstr(first + 2, "%s");
        const char *text =
            arena_printf(arena, "%.*s%s%.*s%s%s", (int)(first - frame), frame, a->name,
                         (int)(second - first - 2), first + 2, b->name, second + 2);
        uint16_t codes[2] = {a->code < b->code ? a->code : b->code,
                             a->code < b->code ? b->code : a->code};
        ask(&tally, text, codes, 2);
    }
    judge("two together", &tally, 0.99, 0.97);
}

static void other_bodies_are_not_the_municipality_in_their_name(void **state)
{
    (void)state;
    static const char *const frames[] = {"Universiteit %s",
                                         "Hogeschool %s",
                                         "ROC %s",
                                         "%s BV",
                                         "Rabobank %s",
                                         "Politie %s",
                                         "FC %s",
                                         "Ziekenhuis %s",
                                         "Protestantse Gemeente %s",
                                         "Stichting %s",
                                         "Woningstichting %s",
                                         "van %s",
                                         "Jan van %s",
                                         "J. %s",
                                         "Makelaardij %s",
                                         "Ouderenraad %s",
                                         "Muziekvereniging %s",
                                         "Station %s",
                                         "%s Airport",
                                         "Hotel %s",
                                         "VVD %s",
                                         "inwoner van %s",
                                         "Albert Heijn %s",
                                         "KPN %s",
                                         "%s & Partners",
                                         "Baptistengemeente %s",
                                         "Notariskantoor %s",
                                         "Waterschap %s",
                                         "Provincie %s",
                                         "zzp %s"};
    size_t asked = 0;
    for (size_t i = 0; i < 3000; i++) {
        const char *frame = frames[random_below(&drawn, sizeof frames / sizeof frames[0])];
        const char *hole = strstr(frame, "%s");
        const char *text =
            arena_printf(arena, "%.*s%s%s", (int)(hole - frame), frame, draw()->name, hole + 2);
        if (strcmp(text, "Maastricht Airport") == 0) {
            continue; /* a village in Beek */
        }
        const struct resolution *answer = resolver_resolve(resolver, text, NULL, NULL);
        bool answered = answer->status == MATCH_CERTAIN || answer->status == MATCH_PROBABLE;
        asked++;
        if (answered && answer->code_count > 0) {
            fail_msg("\"%s\" is %s %s (seed %llu)", text, match_status_word(answer->status),
                     answer->key, (unsigned long long)seed);
        }
    }
    printf("  %-28s %5zu names  none with a code\n", "other bodies", asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_lead_to_the_municipality_in_them),
        cmocka_unit_test(slips_lead_to_the_nearest_municipality),
        cmocka_unit_test(two_names_are_two_municipalities),
        cmocka_unit_test(other_bodies_are_not_the_municipality_in_their_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
