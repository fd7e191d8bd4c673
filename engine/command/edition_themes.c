/* edition_themes: see edition_themes.h. */
#include "engine/command/edition_themes.h"

#include <string.h>
#include <unistd.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/command/themes_file.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/output.h"
#include "engine/publish/dialect.h"
#include "engine/read/source.h"
#include "engine/store/query.h"

/* -- what the folder says
 * ----------------------------------------------------------------------------------
 */

/* The file of either name, NULL when there is none. */
static const char *find_file(struct run_context *run, const char *folder, const char *english,
                             const char *dutch, struct source_bytes *bytes)
{
    const char *names[] = {english, dutch};
    for (size_t i = 0; i < 2; i++) {
        const char *path = arena_printf(run->arena, "%s/%s", folder, names[i]);
        struct error missing = {0};
        if (source_load(run->arena, path, bytes, &missing)) {
            return path;
        }
    }
    return NULL;
}

static void say(struct run_context *run, struct error *error)
{
    options_fail(run->err, &run->common, error);
}

static void read_codebook(struct run_context *run, const char *folder,
                          struct threads_options *options)
{
    struct source_bytes bytes;
    struct error error = {0};
    const char *path = find_file(run, folder, "codebook.csv", "codeboek.csv", &bytes);
    if (path == NULL) {
        return;
    }
    options->codebook = themes_file_codebook(run->arena, path, run->common.language, &error);
    if (options->codebook == NULL) {
        say(run, &error);
        return;
    }
    char *hash = arena_alloc(run->arena, HASH_TEXT);
    hash_text_of(bytes.data, bytes.size, hash);
    options->codebook_hash = hash;
}

/* False when there is a file that holds no names: then it is not ours to replace. */
static bool read_names(struct run_context *run, const char *folder, const char **path,
                       struct source_bytes *bytes, struct names_row **rows, size_t *count,
                       struct error *error)
{
    *rows = NULL;
    *count = 0;
    *path = find_file(run, folder, "themes.csv", "themas.csv", bytes);
    return *path == NULL || bytes->size == 0 ||
           themes_file_names(run->arena, *path, run->common.language, rows, count, error);
}

static void show_progress(void *context, double share)
{
    struct run_context *run = context;
    fprintf(run->err, "\r%s %3.0f %%%s",
            run->common.language == LANGUAGE_NL ? "thema's zoeken" : "finding themes", share * 100,
            share >= 1 ? "\r                        \r" : "");
    fflush(run->err);
}

bool edition_themes(struct run_context *run, const struct imported *imported,
                    struct threads *threads)
{
    struct threads_options options = {.seed = (uint64_t)run->common.seed,
                                      .threads = (int)run->common.threads};
    if (imported->edition.sealed_on == NULL) {
        struct settings settings;
        if (!dossier_settings(run->arena, imported->folder, &settings, &run->error)) {
            return false;
        }
        options.themes = (size_t)settings.edition.themes;
        options.quotes = settings.edition.quotes;
        read_codebook(run, imported->folder, &options);
        const char *path;
        struct source_bytes bytes;
        struct names_row *rows;
        struct error error = {0};
        if (!read_names(run, imported->folder, &path, &bytes, &rows, &options.name_count, &error)) {
            say(run, &error);
        }
        options.names = rows;
    }
    if (!run->common.quiet && isatty(fileno(run->err))) {
        options.progress = show_progress;
        options.progress_context = run;
    }
    return threads_open(run->store, run->arena, &imported->edition, &options, threads, &run->error);
}

/* -- themes.csv
 * ----------------------------------------------------------------------------------------
 */

static void add_row(struct text *file, const char *fingerprint, const char *name,
                    const char *vng_label)
{
    dialect_text(file, fingerprint);
    dialect_text(file, name);
    dialect_text(file, vng_label);
    dialect_end_row(file);
}

/* NULL when every theme has its row already. */
static const struct text *names_file(struct run_context *run, const struct threads *threads,
                                     const struct names_row *rows, size_t count)
{
    const uint32_t *row_of = threads_rows(run->arena, threads, rows, count);
    struct text *file = arena_alloc(run->arena, sizeof *file);
    size_t added = 0;
    *file = dialect_create(run->arena);
    add_row(file, "kenmerk", "naam", "vng_label");
    for (size_t i = 0; i < count; i++) {
        add_row(file, rows[i].fingerprint, rows[i].name, rows[i].vng_label);
    }
    for (size_t k = 0; k < threads->count; k++) {
        if (row_of[k] == THEME_NONE) {
            const struct thread *thread = &threads->items[k];
            add_row(file, thread->fingerprint, thread->label, thread->vng_label);
            added++;
        }
    }
    return added == 0 ? NULL : file;
}

bool edition_themes_write(struct run_context *run, const struct imported *imported,
                          const struct threads *threads)
{
    const char *path;
    struct source_bytes bytes;
    struct names_row *rows;
    size_t count;
    struct error error = {0};
    if (imported->edition.sealed_on != NULL || !threads->known || threads->too_few ||
        !read_names(run, imported->folder, &path, &bytes, &rows, &count, &error)) {
        return true;
    }
    const struct text *file = names_file(run, threads, rows, count);
    if (file == NULL) {
        return true;
    }
    path = path != NULL ? path : arena_printf(run->arena, "%s/themes.csv", imported->folder);
    if (output_write(run->arena, path, file->bytes, file->size, &error)) {
        return true;
    }
    if (error.kind == ERROR_DISK_FULL) {
        run->error = error;
        return false;
    }
    say(run, &error);
    return true;
}

/* -- rodedraad themes EDITION
 * ------------------------------------------------------------------------------
 */

static void print_number(const struct run_context *run, FILE *out, double value, int decimals,
                         const char *rest)
{
    char number[NUMBER_TEXT];
    number_write_for_people(value, decimals, run->common.language, number);
    fprintf(out, "%s%s", number, rest);
}

static void print_why(const struct run_context *run, const struct thread *thread, FILE *out)
{
    static const struct {
        unsigned bit;
        const char *words[LANGUAGES];
    } reasons[] = {
        {RECURRENCE_SESSIONS, {"te weinig sessies", "too few sessions"}},
        {RECURRENCE_MUNICIPALITIES, {"te weinig gemeenten", "too few municipalities"}},
        {RECURRENCE_DAYS, {"te weinig dagen", "too few days"}},
        {RECURRENCE_ONE_SESSION, {"vooral in een sessie", "mostly in one session"}},
        {RECURRENCE_INCLUSION, {"niet stabiel", "not stable"}},
    };
    const char *between = " [";
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if ((thread->missing & reasons[i].bit) != 0) {
            fprintf(out, "%s%s", between, reasons[i].words[run->common.language]);
            between = ", ";
        }
    }
    fputs(thread->missing != 0 ? "]" : "", out);
}

static void print_thread(const struct run_context *run, const struct thread *thread, FILE *out)
{
    static const char *const sessions[LANGUAGES][2] = {{"sessie", "sessies"},
                                                       {"session", "sessions"}};
    static const char *const municipalities[LANGUAGES][2] = {{"gemeente", "gemeenten"},
                                                             {"municipality", "municipalities"}};
    static const char *const days[LANGUAGES][2] = {{"dag", "dagen"}, {"day", "days"}};
    bool dutch = run->common.language == LANGUAGE_NL;
    fputs("  ", out);
    print_number(run, out, thread->share * 100, 1, dutch ? " % (" : "% (");
    print_number(run, out, thread->low * 100, 1, dutch ? " tot " : " to ");
    print_number(run, out, thread->high * 100, 1, ")  ");
    fprintf(out, "%s", thread->name);
    print_why(run, thread, out);
    enum language language = run->common.language;
    fprintf(out, "\n      %u %s, %u %s, %u %s; ", thread->sessions,
            language_counted(sessions, thread->sessions, language), thread->municipalities,
            language_counted(municipalities, thread->municipalities, language), thread->days,
            language_counted(days, thread->days, language));
    print_number(run, out, thread->inclusion * 100, 0,
                 dutch ? " % van de herhalingen; " : "% of the resamples; ");
    fprintf(out, "%s\n", thread->words);
    for (size_t i = 0; i < thread->quote_count; i++) {
        fprintf(out, "      - %s\n", thread->quote[i]);
    }
}

/* Which themes have none of VNG's labels yet: a person can give them one in themes.csv. */
static void print_unmapped(const struct run_context *run, const struct threads *threads, FILE *out)
{
    const char *between = run->common.language == LANGUAGE_NL
                              ? "\nZonder VNG-label (kolom vng_label in themes.csv): "
                              : "\nWithout a label of VNG (column vng_label in themes.csv): ";
    size_t unmapped = 0;
    for (size_t k = 0; k < threads->count; k++) {
        if (text_is_blank(threads->items[k].vng_label)) {
            fprintf(out, "%s%s", between, threads->items[k].name);
            between = "; ";
            unmapped++;
        }
    }
    fputs(unmapped > 0 ? "\n" : "", out);
}

static void print_themes(const struct run_context *run, const char *id,
                         const struct threads *threads, FILE *out)
{
    bool dutch = run->common.language == LANGUAGE_NL;
    size_t recurring = threads_recurring(threads);
    fprintf(out, "%s\n", id);
    if (!threads->known) {
        fputs(dutch ? "  thema's zijn niet bepaald\n" : "  themes were not determined\n", out);
        return;
    }
    print_number(run, out, (double)threads->texts, 0, dutch ? " teksten, " : " texts, ");
    print_number(run, out, (double)threads->distinct, 0,
                 dutch ? " verschillende; " : " distinct; ");
    print_number(run, out, (double)threads->nothing, 0,
                 dutch ? " zeggen niets (\"geen\", \"nvt\"); "
                       : " say nothing (\"none\", \"n/a\"); ");
    print_number(run, out, (double)threads->unassigned, 0,
                 dutch ? " niet ingedeeld\n" : " not assigned\n");
    if (threads->too_few) {
        fprintf(out,
                dutch ? "Minder dan %d verschillende teksten: een ordening, geen bevinding.\n"
                      : "Fewer than %d distinct texts: an arrangement, not a finding.\n",
                THEME_FEW_TEXTS);
    }
    for (size_t k = 0; k < threads->count; k++) {
        if (k == 0 || k == recurring) {
            fputs(k < recurring ? (dutch ? "\nRode draden\n" : "\nRecurring threads\n")
                                : (dutch ? "\nAndere thema's\n" : "\nOther themes\n"),
                  out);
        }
        print_thread(run, &threads->items[k], out);
    }
    print_unmapped(run, threads, out);
}

static bool print_table(struct run_context *run, const char *id, bool csv, FILE *out)
{
    const struct query_parameter parameter = query_text(":edition", id);
    struct query_table table;
    struct text text = text_create(run->arena);
    if (!query_run(run->store, run->arena, &query_publish_themes, &parameter, 1, &table,
                   &run->error)) {
        return false;
    }
    if (csv) {
        query_write_csv(&text, &table);
    } else {
        query_write_json(&text, &table);
    }
    fwrite(text.bytes, 1, text.size, out);
    return true;
}

static bool show_edition(struct run_context *run, const char *folder, bool csv, FILE *out)
{
    struct imported imported;
    struct threads threads;
    if (!run_import(run, folder, &imported) || !edition_themes(run, &imported, &threads) ||
        !edition_themes_write(run, &imported, &threads)) {
        return false;
    }
    if (csv || run->common.json) {
        return print_table(run, imported.edition.id, csv, out);
    }
    print_themes(run, imported.edition.id, &threads, out);
    return true;
}

int edition_themes_command(int argc, char **argv, FILE *out, FILE *err)
{
    struct run_context run;
    bool csv = false;
    const struct option options[] = {{"csv", OPTION_FLAG, &csv}};
    if (!run_open(&run, argc, argv, options, 1, err) ||
        run_usage(&run, out,
                  "gebruik: rodedraad themes EDITIE [--csv | --json]\n"
                  "Toont de rode draden en de andere thema's van een editie. Intern: niet delen.\n",
                  "usage: rodedraad themes EDITION [--csv | --json]\n"
                  "Shows the recurring threads and other themes of an edition. Internal: do not "
                  "share.\n")) {
        return run_close(&run);
    }
    if (run.operands.count != 1) {
        error_set_in_both(&run.error, ERROR_USAGE, "geef een editie tegelijk%s",
                          "give one edition at a time%s", "");
    } else {
        show_edition(&run, run.operands.items[0], csv, out);
    }
    return run_close(&run);
}
