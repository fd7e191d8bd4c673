/* new: an edition folder with commented settings, an empty programme, and a kit with which the next
 * week can be measured well. Never writes over a file that is there. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/options.h"
#include "engine/dossier/output.h"
#include "kit.h"

/* What is part of the edition stands in the folder itself, advice in kit/. */
static bool is_advice(const char *name)
{
    return text_ends_with(name, ".md") && strcmp(name, "LEESMIJ.md") != 0;
}

static bool write_kit(struct arena *arena, const char *folder, const struct common_options *common,
                      FILE *err, struct error *error)
{
    const char *kit_folder = arena_printf(arena, "%s/kit", folder);
    if (!output_folder(arena, kit_folder, error)) {
        return false;
    }
    for (size_t i = 0; i < kit_count; i++) {
        const struct embedded_file *file = &kit[i];
        const char *path =
            arena_printf(arena, "%s/%s", is_advice(file->name) ? kit_folder : folder, file->name);
        if (access(path, F_OK) == 0) {
            if (!common->quiet) {
                fprintf(err,
                        common->language == LANGUAGE_NL
                            ? "rodedraad: %s bestaat al en blijft zoals "
                              "het is\n"
                            : "rodedraad: %s exists and is left alone\n",
                        path);
            }
        } else if (!output_write(arena, path, file->bytes, file->size, error)) {
            return false;
        }
    }
    return true;
}

int command_new(int argc, char **argv, FILE *out, FILE *err)
{
    struct arena *arena = arena_create();
    struct common_options common = options_common();
    struct operands operands;
    struct error error = {0};
    int status = EXIT_DONE;
    if (!options_read(arena, argc, argv, NULL, 0, &common, &operands, &error)) {
        status = options_fail(err, &common, &error);
    } else if (operands.count != 1 || common.help) {
        fputs(
            common.language == LANGUAGE_NL
                ? "gebruik: rodedraad new MAP\nMaakt een map voor een editie, met instellingen en "
                  "een kit voor de volgende week.\n"
                : "usage: rodedraad new FOLDER\nMakes a folder for an edition, with settings and a "
                  "kit for the next week.\n",
            common.help ? out : err);
        status = common.help ? EXIT_DONE : EXIT_USAGE;
    } else if (!write_kit(arena, operands.items[0], &common, err, &error)) {
        status = options_fail(err, &common, &error);
    } else if (!common.quiet) {
        const char *quote = strchr(operands.items[0], ' ') == NULL ? "" : "\"";
        fprintf(out,
                common.language == LANGUAGE_NL
                    ? "De map %s is klaar. Zet de bestanden van de week erin en geef daarna: "
                      "rodedraad report %s%s%s\n"
                    : "The folder %s is ready. Put the files of the week in it, then: rodedraad "
                      "report %s%s%s\n",
                operands.items[0], quote, operands.items[0], quote);
    }
    arena_destroy(arena);
    return status;
}
