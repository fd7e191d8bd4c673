/* rodedraad: command table -> one call -> exit status. Only this file and engine/command print. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <gsl/gsl_errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "engine/base/language.h"
#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/options.h"
#include "engine/command/stop.h"

enum group { FIRST, EXPERT };

struct command {
    const char *name, *alias;
    enum group group;
    const char *what[LANGUAGES];
    int (*run)(int argc, char **argv, FILE *out, FILE *err);
};

static const struct command commands[] = {
#define COMMAND(name, alias, group, nl, en) {#name, alias, group, {nl, en}, command_##name},
#include "engine/command/commands.def"
#undef COMMAND
    {NULL, NULL, EXPERT, {NULL, NULL}, NULL}};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void no_memory(void *context, size_t size)
{
    (void)context;
    fprintf(stderr,
            "rodedraad: te weinig geheugen (%zu bytes gevraagd). De opslag is gebleven "
            "zoals hij was.\n",
            size);
    exit(EXIT_FAILED);
}

/* Memory that one stage gives back is used by the next: handing it to the system in between costs a
 * page fault for every 4 KiB of it. All threads share one heap, for the same reason: what one gives
 * back another takes, and they ask for large pieces, seldom at once. The heap grows by more than is
 * asked for, which costs nothing until it is touched: the system is asked ten times, not a hundred.
 */
static void keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 2 * 1024 * 1024);
#endif
}

static void print_group(FILE *out, enum group group, enum language language)
{
    for (size_t i = 0; commands[i].name != NULL; i++) {
        if (commands[i].group == group) {
            fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].what[language]);
        }
    }
}

static void print_help(FILE *out, enum language language)
{
    if (language == LANGUAGE_NL) {
        fputs(
            "rodedraad: van de bestanden van een week naar een evaluatie die u kunt publiceren\n\n"
            "  rodedraad MAP                  lees de map van een editie en maak de rapporten\n"
            "  rodedraad OPDRACHT [opties]\n\n",
            out);
        print_group(out, FIRST, language);
        fputs("\nvoor kenners:\n", out);
        print_group(out, EXPERT, language);
        fputs("\nOpties overal: --db --key --lang nl|en --as-of DATUM --seed N --threads N --quiet "
              "--json\nExit 0 klaar, 1 mislukt, 2 verkeerd gebruik, 3 er wacht iets op u.\n",
              out);
    } else {
        fputs("rodedraad: from the files of a week to an evaluation that you can publish\n\n"
              "  rodedraad FOLDER               read an edition's folder and make the reports\n"
              "  rodedraad COMMAND [options]\n\n",
              out);
        print_group(out, FIRST, language);
        fputs("\nfor experts:\n", out);
        print_group(out, EXPERT, language);
        fputs("\nOptions everywhere: --db --key --lang nl|en --as-of DATE --seed N --threads N "
              "--quiet --json\nExit 0 done, 1 failed, 2 usage, 3 something waits for you.\n",
              out);
    }
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; commands[i].name != NULL; i++) {
        if (strcmp(commands[i].name, name) == 0 || strcmp(commands[i].alias, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int unknown_command(const char *name, enum language language)
{
    const char *names[2 * COMMANDS + 1];
    size_t count = 0;
    for (size_t i = 0; commands[i].name != NULL; i++) {
        names[count++] = commands[i].name;
        names[count++] = commands[i].alias;
    }
    const char *nearest = text_nearest(name, names, count);
    struct arena *arena = arena_create();
    const char *shown = text_printable(arena, name, strlen(name), 200);
    if (language == LANGUAGE_NL) {
        fprintf(stderr, "rodedraad: \"%s\" is geen opdracht en geen map.", shown);
    } else {
        fprintf(stderr, "rodedraad: \"%s\" is no command and no folder.", shown);
    }
    if (nearest != NULL) {
        fprintf(stderr, language == LANGUAGE_NL ? " Bedoelt u \"%s\"?" : " Did you mean \"%s\"?",
                nearest);
    }
    fprintf(stderr,
            language == LANGUAGE_NL ? " Zie rodedraad --help.\n" : " See rodedraad --help.\n");
    arena_destroy(arena);
    return EXIT_USAGE;
}

static enum language language_of(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang=en") == 0 ||
            (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "en") == 0)) {
            return LANGUAGE_EN;
        }
    }
    return LANGUAGE_NL;
}

/* "--lang en report X" is "report --lang en X". Returns the first word that is no option. */
static const char *put_command_first(int argc, char **argv)
{
    int at = options_skip_common(argc, argv);
    char *word = at < argc ? argv[at] : NULL;
    if (at > 1 && word != NULL && find_command(word) != NULL) {
        memmove(argv + 2, argv + 1, (size_t)(at - 1) * sizeof *argv);
        argv[1] = word;
    }
    return word;
}

int main(int argc, char **argv)
{
    keep_memory();
    arena_on_out_of_memory(no_memory, NULL);
    gsl_set_error_handler_off();
    /* A file that grows past its limit is an error of that write, with a message. */
    signal(SIGXFSZ, SIG_IGN);
    stop_listen();
    enum language language = language_of(argc, argv);
    stop_on_lost_bytes(
        language == LANGUAGE_NL
            ? "rodedraad: een bestand werd korter terwijl het werd gelezen. Sluit het in andere "
              "programma's en probeer opnieuw; de opslag is gebleven zoals hij was.\n"
            : "rodedraad: a file became shorter while it was read. Close it in other programs and "
              "try again; the store is as it was.\n",
        EXIT_FAILED);
    if (argc < 2) {
        print_help(stderr, language);
        return EXIT_USAGE;
    }
    int status;
    const char *word = put_command_first(argc, argv);
    const struct command *command = find_command(argv[1]);
    if (command != NULL) {
        status = command->run(argc - 1, argv + 1, stdout, stderr);
    } else if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
               strcmp(argv[1], "help") == 0) {
        print_help(stdout, language);
        status = EXIT_DONE;
    } else if (strcmp(argv[1], "--version") == 0) {
        puts("rodedraad " RODEDRAAD_VERSION);
        status = EXIT_DONE;
    } else if (find_command("report") != NULL && (word == NULL || is_folder(word))) {
        status = find_command("report")->run(argc, argv, stdout, stderr);
    } else {
        status = unknown_command(word == NULL ? argv[1] : word, language);
    }
    stop_finish();
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr,
                language == LANGUAGE_NL
                    ? "rodedraad: de uitvoer kon niet helemaal worden geschreven (schijf vol?)\n"
                    : "rodedraad: the output could not be written completely (disk full?)\n");
        return status == EXIT_DONE ? EXIT_FAILED : status;
    }
    return status;
}
