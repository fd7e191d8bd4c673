/* options: see options.h. Own table instead of getopt_long, whose messages are in one language only
 * and know no nearest name. */
#include "engine/command/options.h"

#include <string.h>

#include "engine/base/number.h"
#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"

enum { COMMON_COUNT = 12, THREADS_USUAL = 8 };

struct common_options options_common(void)
{
    int processors = parallel_processors();
    return (struct common_options){.language = LANGUAGE_NL,
                                   .seed = 1,
                                   .threads =
                                       processors > THREADS_USUAL ? THREADS_USUAL : processors};
}

static bool usage(struct error *error, enum language language, const char *nl, const char *en,
                  const char *what, const char *nearest)
{
    const char *hint = language == LANGUAGE_NL ? " Bedoelt u --" : " Did you mean --";
    return error_set(error, ERROR_USAGE, NULL, 0, "%s: %s.%s%s%s",
                     language == LANGUAGE_NL ? nl : en, what, nearest == NULL ? "" : hint,
                     nearest == NULL ? "" : nearest, nearest == NULL ? "" : "?");
}

static bool set_option(const struct option *option, const char *value, enum language language,
                       struct error *error)
{
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)option->target = true;
        return true;
    case OPTION_TEXT:
        *(const char **)option->target = value;
        return true;
    case OPTION_INTEGER:
        if (!number_read_integer(value, option->target)) {
            return error_set(error, ERROR_USAGE, NULL, 0,
                             language == LANGUAGE_NL ? "--%s wil een heel getal, niet: %s."
                                                     : "--%s takes a whole number, not: %s.",
                             option->name, value);
        }
        return true;
    }
    return false;
}

static const struct option *find_option(const struct option *options, size_t count,
                                        const char *name, size_t size)
{
    for (size_t i = 0; options != NULL && i < count; i++) {
        const char *known = options[i].name;
        if (known != NULL && strlen(known) == size && memcmp(known, name, size) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

/* --lang first, so that every message is in the right language. */
static void read_language(int argc, char **argv, struct common_options *common)
{
    for (int i = 1; i < argc && argv[i] != NULL; i++) {
        const char *value = NULL;
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            value = argv[i + 1];
        } else if (text_starts_with(argv[i], "--lang=")) {
            value = argv[i] + strlen("--lang=");
        }
        if (value != NULL && strcmp(value, "en") == 0) {
            common->language = LANGUAGE_EN;
        }
    }
}

static bool check_common(const struct common_options *common, const char *language,
                         struct error *error)
{
    enum language in = common->language;
    if (language != NULL && strcmp(language, "nl") != 0 && strcmp(language, "en") != 0) {
        return usage(error, in, "--lang is nl of en, niet", "--lang is nl or en, not", language,
                     NULL);
    }
    if (common->match != NULL && strcmp(common->match, "exact") != 0 &&
        strcmp(common->match, "alias") != 0 && strcmp(common->match, "fuzzy") != 0) {
        return usage(error, in, "--match is exact, alias of fuzzy, niet",
                     "--match is exact, alias or fuzzy, not", common->match, NULL);
    }
    if (common->threads < 1 || common->threads > 256) {
        return error_set(error, ERROR_USAGE, NULL, 0,
                         in == LANGUAGE_NL ? "--threads wil een getal van 1 tot en met 256."
                                           : "--threads takes a number from 1 to 256.");
    }
    return true;
}

static void list_common(struct common_options *common, const char **language,
                        struct option list[COMMON_COUNT])
{
    const struct option shared[COMMON_COUNT] = {
        {"db", OPTION_TEXT, &common->db},
        {"key", OPTION_TEXT, &common->key},
        {"as-of", OPTION_TEXT, &common->as_of},
        {"match", OPTION_TEXT, &common->match},
        {"lang", OPTION_TEXT, language},
        {"seed", OPTION_INTEGER, &common->seed},
        {"threads", OPTION_INTEGER, &common->threads},
        {"quiet", OPTION_FLAG, &common->quiet},
        {"json", OPTION_FLAG, &common->json},
        {"rehash", OPTION_FLAG, &common->rehash},
        {"help", OPTION_FLAG, &common->help},
        {"h", OPTION_FLAG, &common->help},
    };
    memcpy(list, shared, sizeof shared);
}

int options_skip_common(int argc, char **argv)
{
    struct common_options common;
    const char *language;
    struct option shared[COMMON_COUNT];
    list_common(&common, &language, shared);
    int i = 1;
    while (i < argc && argv[i][0] == '-') {
        const char *name = argv[i] + 1 + (argv[i][1] == '-');
        size_t size = strcspn(name, "=");
        const struct option *option = find_option(shared, COMMON_COUNT, name, size);
        if (option == NULL) {
            return argc;
        }
        i += option->kind == OPTION_FLAG || name[size] == '=' ? 1 : 2;
    }
    return i < argc ? i : argc;
}

bool options_read(struct arena *arena, int argc, char **argv, const struct option *options,
                  size_t count, struct common_options *common, struct operands *operands,
                  struct error *error)
{
    const char *language = NULL;
    struct option shared[COMMON_COUNT];
    list_common(common, &language, shared);
    read_language(argc, argv, common);
    *operands = (struct operands){
        .items = arena_alloc_array(arena, (size_t)argc + 1, sizeof *operands->items)};
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        char *word = argv[i];
        if (only_operands || word[0] != '-' || word[1] == '\0') {
            operands->items[operands->count++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_operands = true;
            continue;
        }
        const char *name = word + 1 + (word[1] == '-');
        const char *equals = strchr(name, '=');
        size_t size = equals == NULL ? strlen(name) : (size_t)(equals - name);
        const struct option *option = find_option(options, count, name, size);
        if (option == NULL) {
            option = find_option(shared, COMMON_COUNT, name, size);
        }
        if (option == NULL) {
            VECTOR(const char *) names = {0};
            for (size_t k = 0; k < count; k++) {
                *VECTOR_PUSH(arena, &names) = options[k].name;
            }
            for (size_t k = 0; k + 1 < COMMON_COUNT; k++) {
                *VECTOR_PUSH(arena, &names) = shared[k].name;
            }
            return usage(error, common->language, "onbekende optie", "unknown option", word,
                         text_nearest(arena_copy(arena, name, size), names.items, names.count));
        }
        const char *value = equals == NULL ? NULL : equals + 1;
        if (option->kind != OPTION_FLAG && value == NULL) {
            if (i + 1 >= argc) {
                return usage(error, common->language, "bij deze optie hoort een waarde",
                             "this option needs a value", word, NULL);
            }
            value = argv[++i];
        }
        if (!set_option(option, value, common->language, error)) {
            return false;
        }
    }
    return check_common(common, language, error);
}

int options_fail(FILE *err, const struct common_options *common, const struct error *error)
{
    char sentence[sizeof error->file + sizeof error->detail + 600];
    error_write(error, common->language, sentence, sizeof sentence);
    fprintf(err, "rodedraad: %s\n", sentence);
    return error_exit_status(error);
}
