/* forget: an edition is sealed: what is about one person leaves the store, its figures and what the
 * reports need stay. The store is sealed as it was last read; nothing is read now, so that files
 * may already be gone. Files that changed since are for a person to decide: report first. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/edition_themes.h"
#include "engine/command/forget_person.h"
#include "engine/command/remains.h"
#include "engine/command/run.h"
#include "engine/command/stop.h"
#include "engine/ledger/ledger.h"
#include "engine/publish/date.h"
#include "engine/record/moment.h"
#include "engine/store/seal.h"
#include "engine/theme/change.h"

struct forgetting {
    struct run_context run;
    FILE *out;
    const char *before, *person;
    int64_t day;       /* --before */
    const char *today; /* 2024-02-01: what explain will say */
};

static enum language language_of(const struct forgetting *job)
{
    return job->run.common.language;
}

static void tell(const struct forgetting *job, const char *nl, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void tell(const struct forgetting *job, const char *nl, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    if (!job->run.common.quiet) {
        vfprintf(job->out, language_of(job) == LANGUAGE_NL ? nl : en, arguments);
    }
    va_end(arguments);
}

/* -- the days
 * --------------------------------------------------------------------------------------- */

static bool read_days(struct forgetting *job)
{
    bool nl = language_of(job) == LANGUAGE_NL;
    if (job->before == NULL || !settings_read_day(job->before, &job->day)) {
        return error_set(
            &job->run.error, ERROR_USAGE, NULL, 0, "%s",
            nl ? "forget wil --before met een datum, zoals 2024-10-01, of --person met "
                 "een e-mailadres"
               : "forget takes --before with a date, such as 2024-10-01, or --person "
                 "with a mail address");
    }
    int64_t today;
    if (job->run.common.as_of == NULL) {
        time_t now = time(NULL);
        struct tm civil;
        localtime_r(&now, &civil);
        today = moment_days(civil.tm_year + 1900, civil.tm_mon + 1, civil.tm_mday);
    } else if (!settings_read_day(job->run.common.as_of, &today)) {
        return error_set(&job->run.error, ERROR_USAGE, NULL, 0, "%s",
                         nl ? "--as-of wil een datum, zoals 2023-10-07"
                            : "--as-of takes a date, such as 2023-10-07");
    }
    job->today = date_iso(job->run.arena, today);
    return true;
}

/* One of the two ways of forgetting. */
static bool choose(struct forgetting *job)
{
    if (job->person == NULL) {
        return read_days(job);
    }
    return job->before == NULL ||
           error_set(&job->run.error, ERROR_USAGE, NULL, 0, "%s",
                     language_of(job) == LANGUAGE_NL ? "--before en --person gaan niet samen"
                                                     : "--before and --person exclude each other");
}

/* -- the figures
 * ------------------------------------------------------------------------------------ */

/* After this nobody can recompute them: the last look at the rows. Themes are found by the
 * pipeline, not computed from counts. */
static bool figures_agree(struct forgetting *job, const struct stored_edition *edition)
{
    struct run_context *run = &job->run;
    struct ledger kept;
    struct ledger computed;
    if (!ledger_open(run->store, run->arena, edition, &kept, &run->error) ||
        !ledger_compute(run->store, run->arena, edition, &computed, &run->error)) {
        return false;
    }
    for (size_t i = 0; i < kept.count; i++) {
        const struct figure *figure = ledger_find(&computed, kept.figures[i].id);
        if (!text_starts_with(kept.figures[i].id, "themes.") &&
            (figure == NULL || !figure_equal(&kept.figures[i], figure))) {
            return error_set(&run->error, ERROR_STORE_FAILED, NULL, 0,
                             language_of(job) == LANGUAGE_NL
                                 ? "het cijfer %s klopt niet met de rijen; maak eerst een rapport "
                                   "met --rehash"
                                 : "the figure %s does not agree with the rows; make a report with "
                                   "--rehash first",
                             kept.figures[i].id);
        }
    }
    return true;
}

/* -- the remarks
 * ------------------------------------------------------------------------------------ */

static int by_session_and_words(const void *left, const void *right)
{
    const struct remark_words *a = left;
    const struct remark_words *b = right;
    if (a->session != b->session) {
        return a->session < b->session ? -1 : 1;
    }
    return strcmp(a->words, b->words);
}

static bool read_words(struct forgetting *job, int64_t edition, struct remark_words **words,
                       size_t *count)
{
    struct run_context *run = &job->run;
    if (!store_remarks(run->store, run->arena, edition, words, count, &run->error)) {
        return false;
    }
    for (size_t i = 0; i < *count; i++) {
        (*words)[i].words = change_bag_text(run->arena, (*words)[i].words);
    }
    if (*count > 0) {
        qsort(*words, *count, sizeof **words, by_session_and_words);
    }
    return true;
}

/* -- sealing
 * ---------------------------------------------------------------------------------------- */

/* Later nobody can find them: whoever only imported gets the themes that a report would show. */
static bool find_themes(struct forgetting *job, const struct stored_edition *edition,
                        const char *folder)
{
    struct threads threads;
    const struct imported imported = {.edition = *edition, .folder = folder};
    return edition_themes(&job->run, &imported, &threads);
}

/* One transaction from the last look at the rows to the mark; closing the store rolls back what was
 * not committed. */
static bool seal(struct forgetting *job, const struct stored_edition *edition)
{
    struct run_context *run = &job->run;
    struct remark_words *words;
    size_t count;
    struct sealed_counts counts;
    if (!store_begin(run->store, &run->error) || !figures_agree(job, edition) ||
        !read_words(job, edition->number, &words, &count) ||
        !store_seal(run->store, edition->number, job->today, words, count, &counts, &run->error) ||
        !store_commit(run->store, &run->error)) {
        return false;
    }
    tell(job,
         "%s: verzegeld. Gewist: %" PRId64 " personen, %" PRId64 " aanmeldingen, %" PRId64
         " aanwezigheden, %" PRId64 " formulieren, %" PRId64 " opmerkingen.\n"
         "De cijfers en de samenvatting blijven; rapporten blijven hetzelfde.\n",
         "%s: sealed. Erased: %" PRId64 " persons, %" PRId64 " registrations, %" PRId64
         " presences, %" PRId64 " forms, %" PRId64 " remarks.\n"
         "Figures and summary stay; reports stay the same.\n",
         edition->id, counts.persons, counts.registrations, counts.presences, counts.responses,
         counts.remarks);
    return true;
}

static const char *state_word(const struct forgetting *job, enum remain_state state)
{
    static const char *const words[][LANGUAGES] = {
        [REMAIN_SAME] = {"", ""},
        [REMAIN_CHANGED] = {" (veranderd)", " (changed)"},
        [REMAIN_NEW] = {" (nieuw)", " (new)"}};
    return words[state][language_of(job)];
}

static void tell_file(const struct forgetting *job, const char *folder, const struct remain *remain)
{
    tell(job, "  %s/%s%s\n", "  %s/%s%s\n", folder,
         text_printable(job->run.arena, remain->path, strlen(remain->path), 200),
         state_word(job, remain->state));
}

/* The program does not delete what people made; they do. */
static void tell_remains(struct forgetting *job, const char *folder, const struct remains *remains)
{
    if (remains->about_people == 0) {
        tell(job, "In %s staan geen bestanden over personen meer.\n",
             "No files about people are left in %s.\n", folder);
        return;
    }
    tell(job,
         "Deze bestanden bevatten de gegevens nog. Verwijder ze, ook uit prullenbak en "
         "reservekopie:\n",
         "These files still hold the data. Remove them, from recycle bin and backup as well:\n");
    for (size_t i = 0; i < remains->count; i++) {
        if (remains->items[i].about_people) {
            tell_file(job, folder, &remains->items[i]);
        }
    }
    job->run.status = EXIT_DECIDE;
}

/* A file that was not read, or not as it is now, is in no figure: sealing would shut it out. */
static bool waits_for_reading(struct forgetting *job, const char *folder,
                              const struct stored_edition *edition, const struct remains *remains)
{
    if (remains->changed == 0) {
        return false;
    }
    tell(job,
         "%s: niet verzegeld. Deze bestanden zijn veranderd sinds ze gelezen zijn; maak eerst een "
         "rapport, of haal ze weg:\n",
         "%s: not sealed. These files changed since they were read; make a report first, or remove "
         "them:\n",
         edition->id);
    for (size_t i = 0; i < remains->count; i++) {
        if (remains->items[i].state != REMAIN_SAME && !remains->items[i].own) {
            tell_file(job, folder, &remains->items[i]);
        }
    }
    job->run.status = EXIT_DECIDE;
    return true;
}

static bool is_before(struct forgetting *job, const struct stored_edition *edition)
{
    if (edition->last_day != INT64_MIN && edition->last_day < job->day) {
        return true;
    }
    struct arena *arena = job->run.arena;
    tell(job, "%s: de laatste dag is %s, niet voor %s; er is niets gewist.\n",
         "%s: the last day is %s, not before %s; nothing was erased.\n", edition->id,
         edition->last_day == INT64_MIN ? "?"
                                        : date_long(arena, edition->last_day, language_of(job)),
         date_long(arena, job->day, language_of(job)));
    return false;
}

/* -- one edition
 * ---------------------------------------------------------------------------------- */

bool forget_open(struct run_context *run, const char *operand, struct folder *folder,
                 struct stored_edition *edition)
{
    struct pipeline_options unused;
    if (!folder_list(run->arena, operand, folder, &run->error) ||
        !run_prepare(run, operand, &unused)) {
        return false;
    }
    /* A store that is not there must not be made by forgetting. */
    if (run->store == NULL && access(run->store_path, F_OK) == 0) {
        run->store = store_open(run->store_path, NULL, &run->error);
        stop_watch(run->store);
        if (run->store == NULL) {
            return false;
        }
    }
    struct error absent = {0};
    if (run->store != NULL &&
        store_find_edition(run->store, run->arena, folder->id, edition, &absent)) {
        return true;
    }
    if (absent.kind != ERROR_NOT_FOUND && error_is_set(&absent)) {
        run->error = absent;
        return false;
    }
    return error_set(&run->error, ERROR_NOT_FOUND, NULL, 0,
                     run->common.language == LANGUAGE_NL
                         ? "editie %s in %s (er is nog geen rapport van gemaakt)"
                         : "edition %s in %s (no report was made of it yet)",
                     folder->id, run->store_path);
}

static bool forget_edition(struct forgetting *job, const char *operand)
{
    struct run_context *run = &job->run;
    struct folder folder = {0};
    struct stored_edition edition = {0};
    struct remains remains;
    if (!forget_open(run, operand, &folder, &edition) ||
        !remains_list(run->store, run->arena, folder.path, edition.id, &remains, &run->error)) {
        return false;
    }
    if (edition.sealed_on != NULL) {
        tell(job, "%s: is al verzegeld, op %s.\n", "%s: was sealed already, on %s.\n", edition.id,
             edition.sealed_on);
    } else if (!is_before(job, &edition) ||
               waits_for_reading(job, folder.path, &edition, &remains)) {
        return true;
    } else if (!find_themes(job, &edition, folder.path) || !seal(job, &edition)) {
        return false;
    }
    /* Also the second time: the first may have been killed before its file was written anew. */
    if (!store_scour(run->store, &run->error)) {
        return false;
    }
    tell_remains(job, folder.path, &remains);
    return true;
}

int command_forget(int argc, char **argv, FILE *out, FILE *err)
{
    struct forgetting job = {.out = out};
    const struct option options[] = {{"before", OPTION_TEXT, &job.before},
                                     {"person", OPTION_TEXT, &job.person}};
    if (!run_open(&job.run, argc, argv, options, 2, err) ||
        run_usage(
            &job.run, out,
            "gebruik: rodedraad forget EDITIE... --before DATUM\n"
            "         rodedraad forget EDITIE... --person E-MAILADRES\n"
            "Verzegelt edities waarvan de laatste dag voor DATUM ligt: alles over personen "
            "gaat uit de\nopslag, cijfers en rapporten blijven hetzelfde. Dit kan niet "
            "ongedaan worden gemaakt.\nNoemt de bestanden die de gegevens nog bevatten; exit "
            "3 zolang die er zijn.\nMet --person telt een persoon voortaan mee zonder naam: het "
            "pseudoniem en wat de persoon schreef\ngaan uit de opslag, ook als de lijsten "
            "opnieuw gelezen worden.\n",
            "usage: rodedraad forget EDITION... --before DATE\n"
            "       rodedraad forget EDITION... --person MAIL\n"
            "Seals editions whose last day is before DATE: all that is about people leaves "
            "the store,\nfigures and reports stay the same. This cannot be undone.\nNames "
            "the files that still hold the data; exit 3 while they are there.\nWith --person "
            "somebody counts without a name from now on: the pseudonym and what the "
            "person wrote\nleave the store, also when the lists are read again.\n") ||
        !choose(&job) || !run_check_names(&job.run)) {
        return run_close(&job.run);
    }
    for (size_t i = 0; i < job.run.operands.count; i++) {
        const char *operand = job.run.operands.items[i];
        if (!(job.person != NULL ? forget_person(&job.run, out, job.person, operand)
                                 : forget_edition(&job, operand))) {
            break;
        }
    }
    return run_close(&job.run);
}
