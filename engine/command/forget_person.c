/* forget_person: see forget_person.h. The edition is read again as a whole, in one transaction with
 * the tombstone, so that what the store holds is what any later read gives. */
#include "engine/command/forget_person.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/clean/mail.h"
#include "engine/command/command.h"
#include "engine/command/remains.h"
#include "engine/store/seal.h"

static bool is_dutch(const struct run_context *run)
{
    return run->common.language == LANGUAGE_NL;
}

static bool read_mail(struct run_context *run, const char *text, const char **mail)
{
    if (mail_read(run->arena, text, mail) == CLEANED && *mail != NULL) {
        return true;
    }
    return error_set(&run->error, ERROR_USAGE, NULL, 0, "%s",
                     is_dutch(run) ? "--person wil een e-mailadres"
                                   : "--person takes a mail address");
}

/* Quotes of a report hold no person, but perhaps this person's words. */
static bool drop_themes(struct run_context *run, const char *id)
{
    struct threads none = {0};
    return store_put_themes(run->store, id, &none, &run->error);
}

/* Are the files about people gone, while the store still has the edition? What cannot be told is
 * told by reading. */
static bool files_are_gone(struct run_context *run, const char *operand,
                           struct stored_edition *edition)
{
    struct folder folder;
    struct remains remains;
    bool gone =
        forget_open(run, operand, &folder, edition) && edition->sealed_on == NULL &&
        remains_list(run->store, run->arena, folder.path, edition->id, &remains, &run->error) &&
        remains.about_people == 0 && remains.gone > 0;
    run->error = (struct error){0};
    return gone;
}

static bool forget_in_store(struct run_context *run, FILE *out, const char *mail,
                            const struct stored_edition *edition)
{
    char hash[HASH_TEXT], text[96];
    unsigned char pseudonym[PSEUDONYM_BYTES], instead[PSEUDONYM_BYTES];
    bool found;
    const char *const *before;
    size_t count;
    pseudonym_tombstone(&run->key, mail, hash);
    pseudonym_of(&run->key, mail, strlen(mail), pseudonym);
    if (!store_begin(run->store, &run->error) ||
        !store_tombstones(run->store, run->arena, edition->id, &before, &count, &run->error) ||
        !store_put_tombstone(run->store, edition->id, hash, &run->error)) {
        return false;
    }
    /* Who was forgotten as which says nothing of the address. */
    int size = snprintf(text, sizeof text, "forgotten in the store %lld %zu",
                        (long long)edition->number, count);
    pseudonym_of(&run->key, text, (size_t)size, instead);
    if (!drop_themes(run, edition->id) ||
        !store_forget_person(run->store, edition->number, pseudonym, instead, &found,
                             &run->error) ||
        !store_commit(run->store, &run->error) || !store_scour(run->store, &run->error)) {
        return false;
    }
    bool nl = is_dutch(run);
    fprintf(
        out,
        found ? nl ? "%s: vergeten, in de opslag. De bestanden over personen waren al weg.\n"
                   : "%s: forgotten, in the store. The files about people were gone already.\n"
        : nl  ? "%s: de opslag kent dit adres niet, en de bestanden zijn weg. Wie een adres "
                "deelde of geen adres had, is zo niet te vinden; forget --before wist iedereen.\n"
              : "%s: the store does not know this address, and the files are gone. Whoever shared "
                "an address or had none cannot be found; forget --before erases everybody.\n",
        edition->id);
    return true;
}

static bool bury(struct run_context *run, const char *id, const char *mail, const char *operand,
                 struct imported *imported)
{
    char hash[HASH_TEXT];
    struct pipeline_options options;
    pseudonym_tombstone(&run->key, mail, hash);
    if (!run_prepare(run, operand, &options)) {
        return false;
    }
    options.reread = true;
    return store_begin(run->store, &run->error) &&
           store_put_tombstone(run->store, id, hash, &run->error) && drop_themes(run, id) &&
           pipeline_import(run->arena, &options, operand, run->store, imported, &run->error) &&
           store_commit(run->store, &run->error) && store_scour(run->store, &run->error);
}

static void tell_holding(struct run_context *run, FILE *out, const struct imported *imported)
{
    if (imported->holding_count == 0) {
        fprintf(out,
                is_dutch(run) ? "%s: in de bestanden staat dit adres niet (meer).\n"
                              : "%s: the files do not hold this address (any more).\n",
                imported->edition.id);
        return;
    }
    fprintf(
        out,
        is_dutch(run)
            ? "%s: vergeten. De rijen tellen mee zonder naam, en zonder wat erbij geschreven is.\n"
              "Deze bestanden bevatten de gegevens nog. Haal de rijen eruit, ook in prullenbak en "
              "reservekopie:\n"
            : "%s: forgotten. The rows count without a name, and without what was written.\n"
              "These files still hold the data. Take the rows out, in recycle bin and backup as "
              "well:\n",
        imported->edition.id);
    for (size_t i = 0; i < imported->holding_count; i++) {
        const char *path = imported->holding[i];
        fprintf(out, "  %s/%s\n", imported->folder,
                text_printable(run->arena, path, strlen(path), 200));
    }
    run->status = EXIT_DECIDE;
}

bool forget_person(struct run_context *run, FILE *out, const char *text, const char *operand)
{
    const char *mail;
    struct imported imported;
    struct stored_edition stored;
    if (!read_mail(run, text, &mail)) {
        return false;
    }
    if (files_are_gone(run, operand, &stored)) {
        return forget_in_store(run, out, mail, &stored);
    }
    if (!run_import(run, operand, &imported)) {
        return false;
    }
    if (imported.edition.sealed_on != NULL) {
        fprintf(
            out,
            is_dutch(run)
                ? "%s: is verzegeld op %s; er staan geen rijen over personen meer in de opslag. "
                  "Haal de rijen zelf uit de bestanden die er nog zijn.\n"
                : "%s: was sealed on %s; the store holds no rows about people. Take the rows out "
                  "of the files that are still there yourself.\n",
            imported.edition.id, imported.edition.sealed_on);
        run->status = EXIT_DECIDE;
        return true;
    }
    const char *id = imported.edition.id;
    if (!bury(run, id, mail, operand, &imported)) {
        return false;
    }
    if (!run->common.quiet || imported.holding_count > 0) {
        tell_holding(run, out, &imported);
    }
    return true;
}
