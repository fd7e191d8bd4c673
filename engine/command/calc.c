/* calc: see calc.h. */
#include "engine/calc/calc.h"

#include <string.h>

#include "engine/base/vector.h"
#include "engine/command/command.h"
#include "engine/command/options.h"

static const struct statistic_family *const families[] = {
#define CALC_FAMILY(name) &calc_family_##name,
#include "engine/calc/calc_families.def"
#undef CALC_FAMILY
};

enum { FAMILIES = sizeof families / sizeof families[0] };

const struct statistic *calc_find(const char *name)
{
    for (size_t f = 0; f < FAMILIES; f++) {
        for (size_t i = 0; i < families[f]->count; i++) {
            if (strcmp(families[f]->rows[i].name, name) == 0) {
                return &families[f]->rows[i];
            }
        }
    }
    return NULL;
}

/* Looks `key` up in "x n [conf]"; *optional says that it stands in brackets. */
static bool argument_is_known(const char *arguments, const char *key)
{
    size_t size = strlen(key);
    for (const char *c = arguments; *c != '\0';) {
        c += strspn(c, " []");
        size_t length = strcspn(c, " []");
        if (length == size && size > 0 && strncmp(c, key, size) == 0) {
            return true;
        }
        c += length;
    }
    return false;
}

static bool refuse_argument(const struct statistic *statistic, const char *key, struct error *error)
{
    return error_set_in_both(error, ERROR_USAGE, "%s kent geen argument \"%s\"; wel: %s",
                             "%s has no argument \"%s\"; it has: %s", statistic->name, key,
                             statistic->arguments);
}

static bool check_arguments(const struct statistic *statistic, const struct calc_call *call)
{
    for (size_t i = 0; i < call->count; i++) {
        const char *key = call->arguments[i].key;
        if (strcmp(key, "data") != 0 && !argument_is_known(statistic->arguments, key)) {
            return refuse_argument(statistic, key, call->error);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(call->arguments[k].key, key) == 0) {
                return error_set_in_both(call->error, ERROR_USAGE, "%s staat er twee keer",
                                         "%s is given twice", key);
            }
        }
    }
    for (const char *c = statistic->arguments; *c != '\0';) {
        c += *c == ' ';
        size_t length = strcspn(c, " ");
        const char *key = arena_copy(call->arena, c, length);
        if (key[0] != '[' && key[0] != '\0' && !call_has(call, key)) {
            return error_set_in_both(call->error, ERROR_USAGE, "%s: %s ontbreekt; argumenten: %s",
                                     "%s: %s is missing; arguments: %s", statistic->name, key,
                                     statistic->arguments);
        }
        c += length;
    }
    return true;
}

bool calc_run(const struct statistic *statistic, struct calc_call *call)
{
    if (!check_arguments(statistic, call)) {
        return false;
    }
    if (call_has(call, "data")) {
        const char *name = call_word(call, "data");
        bool beside = call->folder[0] != '\0' && name[0] != '/';
        call->data = calc_read_data(
            call->arena, beside ? arena_printf(call->arena, "%s/%s", call->folder, name) : name,
            call->error);
        if (call->data == NULL) {
            return false;
        }
    }
    call->result = arena_alloc(call->arena, statistic->size);
    return statistic->run(call) && !error_is_set(call->error);
}

static void print_list(FILE *out, bool json, enum language language, struct arena *arena)
{
    struct text text = text_create(arena);
    struct json writer = json_create(&text);
    json_begin(&writer, '[');
    for (size_t f = 0; f < FAMILIES; f++) {
        for (size_t i = 0; i < families[f]->count; i++) {
            const struct statistic *row = &families[f]->rows[i];
            if (!json) {
                fprintf(out, "%-24s %s\n", row->name, row->arguments);
                continue;
            }
            json_newline(&writer);
            json_begin(&writer, '{');
            json_key(&writer, "statistic");
            json_string(&writer, row->name);
            json_key(&writer, "arguments");
            json_string(&writer, row->arguments);
            json_key(&writer, "sentence");
            json_string(&writer, row->says[language]);
            json_end(&writer, '}');
        }
    }
    json_end(&writer, ']');
    if (json) {
        fprintf(out, "%s\n", text.bytes);
    }
}

static bool refuse_statistic(struct arena *arena, const char *name, struct error *error)
{
    VECTOR(const char *) names = {0};
    for (size_t f = 0; f < FAMILIES; f++) {
        for (size_t i = 0; i < families[f]->count; i++) {
            *VECTOR_PUSH(arena, &names) = families[f]->rows[i].name;
        }
    }
    const char *nearest = text_nearest(name, names.items, names.count);
    return error_set_in_both(error, ERROR_USAGE, "\"%s\" is geen statistiek%s%s; zie calc --list",
                             "\"%s\" is no statistic%s%s; see calc --list",
                             text_printable(arena, name, strlen(name), 60),
                             nearest == NULL ? "" : " ... ", nearest == NULL ? "" : nearest);
}

/* One statistic with its arguments, to a sentence or JSON. */
static bool run_one(struct arena *arena, const struct operands *operands, const char *folder,
                    const struct common_options *common, FILE *out, struct error *error)
{
    const struct statistic *statistic = calc_find(operands->items[0]);
    if (statistic == NULL) {
        return refuse_statistic(arena, operands->items[0], error);
    }
    struct calc_argument *arguments = arena_alloc_array(arena, operands->count, sizeof *arguments);
    for (size_t i = 1; i < operands->count; i++) {
        char *equals = strchr(operands->items[i], '=');
        if (equals == NULL) {
            return refuse_argument(statistic, operands->items[i], error);
        }
        arguments[i - 1].key =
            arena_copy(arena, operands->items[i], (size_t)(equals - operands->items[i]));
        arguments[i - 1].value = equals + 1;
    }
    struct calc_call call = {.arena = arena,
                             .arguments = arguments,
                             .count = operands->count - 1,
                             .folder = folder,
                             .threads = (int)common->threads,
                             .error = error};
    if (!calc_run(statistic, &call)) {
        return false;
    }
    struct text text = text_create(arena);
    if (common->json) {
        struct json json = json_create(&text);
        json_begin(&json, '[');
        calc_write_json(&json, statistic, call.result, common->language);
        json_end(&json, ']');
    } else {
        calc_say(&text, statistic, &call, common->language);
    }
    fprintf(out, "%s\n", text.bytes);
    return true;
}

static void print_help(FILE *out, enum language language)
{
    fputs(
        language == LANGUAGE_NL
            ? "rodedraad calc STATISTIEK naam=waarde ...   één statistiek, als zin of --json\n"
              "rodedraad calc --list                       alle statistieken met hun argumenten\n"
              "rodedraad calc --cases BESTAND [--data MAP] rekent een bestand met gevallen na\n"
              "Een waarde is een getal, een rij getallen (\"1 2 NA\"), een tabel (\"1 2|3 4\")\n"
              "of een woord; data=BESTAND.csv maakt van y=, x=, t=, v=, n=, offset= kolomnamen.\n"
            : "rodedraad calc STATISTIC name=value ...     one statistic, as a sentence or --json\n"
              "rodedraad calc --list                       all statistics with their arguments\n"
              "rodedraad calc --cases FILE [--data DIR]    recomputes a file of cases\n"
              "A value is a number, a row of numbers (\"1 2 NA\"), a table (\"1 2|3 4\") or a\n"
              "word; data=FILE.csv turns y=, x=, t=, v=, n=, offset= into names of columns.\n",
        out);
}

/* The folder of the cases, for data/ beside them. */
static const char *data_beside(struct arena *arena, const char *cases)
{
    const char *slash = strrchr(cases, '/');
    return slash == NULL ? "data" : arena_printf(arena, "%.*s/data", (int)(slash - cases), cases);
}

static int run(struct arena *arena, int argc, char **argv, FILE *out, FILE *err)
{
    struct common_options common = options_common();
    struct operands operands;
    struct error error = {0};
    const char *cases = NULL, *folder = NULL;
    bool list = false;
    const struct option options[] = {{"cases", OPTION_TEXT, &cases},
                                     {"data", OPTION_TEXT, &folder},
                                     {"list", OPTION_FLAG, &list}};
    if (!options_read(arena, argc, argv, options, sizeof options / sizeof options[0], &common,
                      &operands, &error)) {
        return options_fail(err, &common, &error);
    }
    if (common.help) {
        print_help(out, common.language);
        return EXIT_DONE;
    }
    if (list) {
        print_list(out, common.json, common.language, arena);
        return EXIT_DONE;
    }
    if (cases != NULL) {
        size_t failed = 0;
        if (!calc_run_cases(arena, cases, folder == NULL ? data_beside(arena, cases) : folder,
                            (int)common.threads, common.json, common.language, out, &failed,
                            &error)) {
            return options_fail(err, &common, &error);
        }
        return failed == 0 ? EXIT_DONE : EXIT_FAILED;
    }
    if (operands.count == 0) {
        print_help(err, common.language);
        return EXIT_USAGE;
    }
    if (!run_one(arena, &operands, folder == NULL ? "" : folder, &common, out, &error)) {
        return options_fail(err, &common, &error);
    }
    return EXIT_DONE;
}

int command_calc(int argc, char **argv, FILE *out, FILE *err)
{
    struct arena *arena = arena_create();
    measure_start();
    int status = run(arena, argc, argv, out, err);
    arena_destroy(arena);
    return status;
}
