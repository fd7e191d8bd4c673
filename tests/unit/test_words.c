/* The statement guard: whether something is more, higher or grew is said by publish/guard, from
 * values and doubts, and nowhere else. Every comparative word in a template or in a string of the
 * program is one of the phrases below, each with the reason why it claims nothing that the figures
 * might not carry; any other is a sentence that should have asked the guard. */
#include <ctype.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tests/support/cmocka_all.h"

static const char *const comparatives[] = {
    "meer",       "minder",    "hoger",   "lager",     "hoogste", "laagste", "groter",   "kleiner",
    "grootste",   "kleinste",  "vaker",   "vaakst",    "meeste",  "minste",  "drukste",  "beter",
    "betere",     "slechter",  "stijgt",  "daalt",     "stijgen", "dalen",   "groeit",   "krimpt",
    "toegenomen", "afgenomen", "snelst",  "verschilt", "more",    "fewer",   "less",     "higher",
    "lower",      "highest",   "lowest",  "larger",    "smaller", "largest", "smallest", "most",
    "least",      "busiest",   "better",  "worse",     "rises",   "falls",   "grows",    "shrinks",
    "increased",  "decreased", "fastest", "differs"};
enum { COMPARATIVES = sizeof comparatives / sizeof comparatives[0] };

static const struct allowed {
    const char *phrase, *why;
} allowed[] = {
    /* limits and classes */
    {"ten minste", "a limit of a definition"},
    {"at least", "a limit of a definition"},
    {"At least", "a limit of a definition"},
    {"Ten minste", "a heading of bounds"},
    {"differs; ", "how editions were counted, which is known"},
    {"dat verschilt", "says that nothing does"},
    {"Nothing differs", "says that nothing does"},
    {"Meeste inwoners van wie", "by residents, which are known"},
    {"Most residents of those", "by residents, which are known"},
    {"at most", "a limit of a definition"},
    {"20 of meer", "a limit"},
    {"20 registrations or more", "a limit"},
    {"een of meer", "one or several"},
    {"one or more", "one or several"},
    {"session or more", "one or several"},
    {"%s of meer", "a class"},
    {"%s or more", "a class"},
    {"%lld of meer", "a class"},
    {"%lld or more", "a class"},
    {"5 of lager", "a class of grades"},
    {"5 or lower", "a class of grades"},
    {"minder dan %", "a small count, or a class"},
    {"fewer than %", "a small count, or a class"},
    {"minder dan twintig", "why there is no figure"},
    {"Fewer than twenty", "why there is no figure"},
    {"minder dan 30", "why there is no figure"},
    {"fewer than 30", "why there is no figure"},
    {"for less than {minutes}", "a limit of a definition"},
    {"Ten hoogste", "a heading of bounds"},
    {"At most", "a heading of bounds"},
    {"Hoogstens", "a heading of limits"},
    {"minste en meeste", "the ends of a bound"},
    {"least and most", "the ends of a bound"},
    /* other meanings */
    {"niet meer mee", "no longer"},
    {"Niet meer mee", "no longer"},
    {"en meer niet", "nothing else"},
    {"and no more", "nothing else"},
    {"op meer dagen", "on several days"},
    {"bij meer sessies", "in several sessions"},
    {"meer cijfers tegelijk", "several at a time"},
    {"several figures", "several at a time"},
    {"more between these", "rows that are left out of a chart, counted"},
    {"often enough", "a threshold"},
    /* what is not said */
    {"nog geen betere dienstverlening", "says what it is not"},
    {"not yet better service", "says what it is not"},
    {"over betere dienstverlening", "the subject of the week"},
    {"about better public services", "the subject of the week"},
    {"Hoe minder aanmeldingen, hoe breder", "how margins work"},
    {"The fewer registrations, the wider", "how margins work"},
    /* when we say it */
    {"Hoger of lager zeggen wij", "says when the guard says it"},
    {"groter is dan het toeval", "says when the guard says it"},
    {"higher or lower only when", "says when the guard says it"},
    {"higher or lower only with", "says when the guard says it"},
    {"pas hoger of lager", "says when the guard says it"},
    {"difference is larger than chance", "says when the guard says it"},
    {"Stijgt of daalt zeggen wij", "says when a test says it"},
    {"rises or falls only when", "says when a test says it"},
    {"Vaker of minder vaak zeggen wij", "says when a test says it"},
    {"more or less often only when", "says when a test says it"},
    /* exact parts, and what if */
    {"verschilt de opkomst {{attendance.rate.change}}", "a difference with its sign, no claim"},
    {"the attendance differs by {{attendance.rate.change}}", "a difference with its sign"},
    {"meer of minder", "either way"},
    {"more or fewer", "either way"},
    {"more or less often to the", "either way, in a definition"},
    {"more or less often", "either way, in a definition"},
    {"vaker of minder", "either way, in a definition"},
    {"een kwart meer sessies", "what if"},
    {"a quarter more sessions", "what if"},
    {"de helft meer sessies", "what if"},
    {"half more sessions", "what if"},
    {"more uneven ones", "the definition of a test"},
    {"groeit het aantal inwoners het snelst", "how the list was made: the greatest gain first"},
    {"number of residents grows fastest", "how the list was made: the greatest gain first"},
    {"beter verdeeld", "how the list was made: by what is missing most"},
    {"better spread", "how the list was made: by what is missing most"},
    /* extremes of full counts; chart_finding drops them when a row ties or is hidden */
    {"De drukste dag was {most}", "an extreme of full counts, alone and with nothing hidden"},
    {"The busiest day was {most}", "an extreme of full counts, alone and with nothing hidden"},
    {"Het cijfer {most} is het vaakst gegeven", "an extreme of full counts"},
    {"Grade {most} was given most often", "an extreme of full counts"},
    {"{most} had de meeste gemeenten", "an extreme of full counts"},
    {"{most} had most municipalities", "an extreme of full counts"},
    {"{least.value} tot {most.value}", "the ends of what the chart shows"},
    {"{least.value} to {most.value}", "the ends of what the chart shows"},
    {"{most}", "a place in a finding"},
    {"{least}", "a place in a finding"},
    {"{most.value}", "a place in a finding"},
    {"{least.value}", "a place in a finding"},
    {"de grootste gemeente", "a municipality, by its residents"},
    {"the largest municipality", "a municipality, by its residents"},
    {"zonder de grootste", "a municipality, by its residents"},
    {"without the largest", "a municipality, by its residents"},
    {"de tien grootste", "municipalities, by their residents"},
    {"the ten largest", "municipalities, by their residents"},
    /* words that a verdict of guard.h or of a test picks */
    {"\"hoger\", \"higher\"", "a verdict of the guard"},
    {"\"lager\", \"lower\"", "a verdict of the guard"},
    {"\"stijgt\", \"rises\"", "a verdict of the test of a development"},
    {"\"daalt\", \"falls\"", "a verdict of the test of a development"},
    {"\"vaker\", \"more often\"", "a verdict of the test of a shift"},
    {"\"minder vaak\", \"less often\"", "a verdict of the test of a shift"},
    {"\"meer dan \", \"more than \"", "round_at_least: said only when it is true"},
};
enum { ALLOWED = sizeof allowed / sizeof allowed[0] };

/* Where sentences for readers stand. The guard and the rounding are what the others ask. */
static const char *const places[] = {
    "reports/templates/*.md", "engine/dossier/*.c",  "engine/publish/*.c", "engine/publish/*.def",
    "engine/ledger/*.c",      "engine/ledger/*.def", "reports/model/*.c",  "reports/render/*.c"};
static const char *const asked[] = {"engine/publish/guard.c", "engine/publish/round.c",
                                    "reports/templates/README.md"};

static bool used[ALLOWED];

/* Takes the allowed phrases out, the longest first at each place. */
static void strike(char *line)
{
    for (char *at = line; *at != '\0'; at++) {
        size_t best = 0;
        for (size_t i = 0; i < ALLOWED; i++) {
            size_t size = strlen(allowed[i].phrase);
            if (size > best && strncmp(at, allowed[i].phrase, size) == 0) {
                best = size;
                used[i] = true;
            }
        }
        memset(at, '#', best);
    }
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static const char *comparative_in(const char *line)
{
    for (const char *at = line; *at != '\0'; at++) {
        if (at > line && is_letter(at[-1])) {
            continue;
        }
        for (size_t i = 0; i < COMPARATIVES; i++) {
            size_t size = strlen(comparatives[i]);
            if (strncasecmp(at, comparatives[i], size) == 0 && !is_letter(at[size])) {
                return comparatives[i];
            }
        }
    }
    return NULL;
}

/* Of a line of C only what stands between quotes, with them; comments may run over lines. */
static void keep_strings(char *line, bool *comment)
{
    bool inside = false;
    char before = '\0';
    for (char *at = line; *at != '\0'; at++) {
        const char here = *at;
        *comment = *comment || (!inside && at[0] == '/' && at[1] == '*');
        bool ends = *comment && before == '*' && here == '/';
        bool quote = !*comment && here == '"' && before != '\\';
        inside = quote ? !inside : inside;
        if (!inside && !quote && here != ',' && here != ' ') {
            *at = '#';
        }
        *comment = *comment && !ends;
        before = here;
    }
}

static void look_at(const char *path)
{
    char line[4096];
    size_t number = 0;
    bool comment = false;
    bool is_text = strstr(path, ".md") != NULL;
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        if (strcmp(path, asked[i]) == 0) {
            return;
        }
    }
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        number++;
        if (strncmp(line, "<!--", 4) == 0 || strncmp(line, "#include", 8) == 0) {
            continue;
        }
        if (!is_text) {
            keep_strings(line, &comment);
        }
        strike(line);
        const char *word = comparative_in(line);
        if (word != NULL) {
            fail_msg("%s:%zu says \"%s\" without asking the guard", path, number, word);
        }
    }
    fclose(file);
}

static void every_comparative_word_is_the_guards_or_has_a_reason(void **state)
{
    (void)state;
    size_t files = 0;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        glob_t found;
        assert_int_equal(glob(places[i], 0, NULL, &found), 0);
        for (size_t k = 0; k < found.gl_pathc; k++) {
            look_at(found.gl_pathv[k]);
            files++;
        }
        globfree(&found);
    }
    assert_true(files > 60);
}

/* A list of excuses must not outlive what it excused. */
static void every_reason_is_needed(void **state)
{
    (void)state;
    for (size_t i = 0; i < ALLOWED; i++) {
        assert_true(strlen(allowed[i].why) > 0);
        if (!used[i]) {
            fail_msg("nothing says \"%s\" any more", allowed[i].phrase);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_comparative_word_is_the_guards_or_has_a_reason),
        cmocka_unit_test(every_reason_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
