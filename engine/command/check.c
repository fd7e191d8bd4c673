/* check: a dry run. What each file was taken for and why, what there is to repair, heaviest first,
 * and which names wait for a person, with suggestions. Reads everything, stores nothing; it is for
 * the team, so it names files. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/json.h"
#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/decisions.h"
#include "engine/command/glimpse.h"
#include "engine/command/remains.h"
#include "engine/command/run.h"
#include "engine/publish/date.h"
#include "engine/publish/gate.h"

enum { PLACES_SHOWN = 3 };

struct check {
    struct run_context run;
    FILE *out;
    bool write_decisions;
    const char *folder; /* of the edition that is being checked */
};

static enum language language_of(const struct check *check)
{
    return check->run.common.language;
}

static void tell(const struct check *check, const char *nl, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void tell(const struct check *check, const char *nl, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    if (language_of(check) == LANGUAGE_NL) {
        vfprintf(check->out, nl, arguments);
    } else {
        vfprintf(check->out, en, arguments);
    }
    va_end(arguments);
}

/* -- files
 * ---------------------------------------------------------------------------------------------
 */

static const char *const rows_words[LANGUAGES][2] = {{"rij", "rijen"}, {"row", "rows"}};
static const char *const times_words[LANGUAGES][2] = {{"keer", "keer"}, {"time", "times"}};

static void print_sources(const struct check *check, const struct edition *edition)
{
    tell(check,
         "\nBestanden (samengevoegd: een andere rij zegt hetzelfde; afgekeurd: niet te "
         "gebruiken)\n",
         "\nFiles (merged: another row says the same; rejected: cannot be used)\n");
    for (size_t i = 0; i < edition->sources_count; i++) {
        const struct source *source = &edition->sources[i];
        fprintf(check->out, "  %s: %s\n    %s",
                gate_source_name(check->run.arena, (int64_t)i, source_format_word(source->format),
                                 source_kind_word(source->kind), language_of(check)),
                source->path, source_why(source, language_of(check)));
        if (source->rows_read > 0) {
            tell(check,
                 "\n    %" PRIu64 " %s gelezen: %" PRIu64 " gebruikt, %" PRIu64
                 " samengevoegd, %" PRIu64 " afgekeurd",
                 "\n    %" PRIu64 " %s read: %" PRIu64 " used, %" PRIu64 " merged, %" PRIu64
                 " rejected",
                 source->rows_read,
                 language_counted(rows_words, source->rows_read, language_of(check)),
                 source->rows_used, source->rows_merged, source->rows_rejected);
        }
        fputc('\n', check->out);
    }
}

/* -- findings
 * ------------------------------------------------------------------------------------------
 */

/* All findings of one rule. */
struct pile {
    enum finding_rule rule;
    size_t count, first;
};

static int heaviest_first(const void *left, const void *right)
{
    const struct pile *a = left;
    const struct pile *b = right;
    enum finding_weight x = finding_weight(a->rule);
    enum finding_weight y = finding_weight(b->rule);
    if (x != y) {
        return x < y ? -1 : 1;
    }
    if (a->count != b->count) {
        return a->count > b->count ? -1 : 1;
    }
    return a->rule < b->rule ? -1 : 1;
}

/* Most rows lost first, then most places: what is worth most to repair stands on top. */
static size_t pile_up(const struct edition *edition, struct pile piles[FINDING_RULES])
{
    size_t at[FINDING_RULES];
    size_t count = 0;
    for (size_t i = 0; i < FINDING_RULES; i++) {
        at[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < edition->findings_count; i++) {
        enum finding_rule rule = edition->findings[i].rule;
        if (at[rule] == SIZE_MAX) {
            at[rule] = count;
            piles[count++] = (struct pile){rule, 0, i};
        }
        piles[at[rule]].count++;
    }
    qsort(piles, count, sizeof *piles, heaviest_first);
    return count;
}

static void print_place(const struct check *check, const struct edition *edition,
                        const struct finding *finding)
{
    const char *cell = NULL;
    bool placed = finding->source < edition->sources_count;
    const char *more = finding_beside_general(check->run.arena, finding, language_of(check));
    bool titled = *more != '\0' && finding->column > 0 && finding_is_about_column(finding->rule);
    if (!placed && *more == '\0') {
        return;
    }
    fputs("      ", check->out);
    if (placed) {
        const struct source *source = &edition->sources[finding->source];
        fputs(source->path, check->out);
        if (finding->line > 0) {
            tell(check, ", regel %ld", ", line %ld", finding->line);
        }
        if (finding->column > 0) {
            tell(check, ", kolom %d", ", column %d", finding->column);
        }
        if (titled) {
            fprintf(check->out, " (%s)", finding->detail);
        }
        const char *path = arena_printf(check->run.arena, "%s/%s", check->folder, source->path);
        cell = glimpse_cell(check->run.arena, path, source, finding);
    }
    if (*more != '\0' && !titled) { /* a title stands beside the number of its column */
        fprintf(check->out, "%s%s", placed ? ": " : "", more);
    }
    if (cell != NULL) {
        tell(check, "; er staat \"%s\"", "; it says \"%s\"", cell);
    }
    fputc('\n', check->out);
}

static void print_pile(const struct check *check, const struct edition *edition,
                       const struct pile *pile)
{
    enum language language = language_of(check);
    const char *remedy = finding_remedy(pile->rule, language);
    fprintf(check->out, "\n  [%s] %zu %s: %s (%s)\n",
            finding_weight_word(finding_weight(pile->rule), language), pile->count,
            language_counted(times_words, pile->count, language),
            finding_in_general(check->run.arena, pile->rule, language), finding_name(pile->rule));
    if (remedy[0] != '\0') {
        tell(check, "    doen: %s\n", "    do: %s\n", remedy);
    }
    if (pile->rule == FINDING_ORGANISATION_WAITS) {
        return; /* the names stand below */
    }
    size_t shown = 0;
    for (size_t i = pile->first; i < edition->findings_count && shown < PLACES_SHOWN; i++) {
        if (edition->findings[i].rule == pile->rule) {
            print_place(check, edition, &edition->findings[i]);
            shown++;
        }
    }
    if (pile->count > shown) {
        tell(check, "      en nog %zu\n", "      and %zu more\n", pile->count - shown);
    }
}

static void print_findings(const struct check *check, const struct edition *edition)
{
    struct pile piles[FINDING_RULES];
    size_t count = pile_up(edition, piles);
    if (count == 0) {
        tell(check, "\nEr valt niets te repareren.\n", "\nThere is nothing to repair.\n");
        return;
    }
    tell(check, "\nWat opviel, het zwaarste eerst\n", "\nWhat was found, heaviest first\n");
    for (size_t i = 0; i < count; i++) {
        print_pile(check, edition, &piles[i]);
    }
}

/* -- names
 * ---------------------------------------------------------------------------------------------
 */

static void print_waiting(const struct check *check, const struct settled *settled)
{
    if (settled->waiting_count == 0) {
        return;
    }
    tell(check, "\nNamen die op u wachten (kolom besluit in decisions.csv)\n",
         "\nNames that wait for you (column besluit in decisions.csv)\n");
    for (size_t i = 0; i < settled->waiting_count; i++) {
        const struct waiting_name *name = &settled->waiting[i];
        const char *text = text_printable(check->run.arena, name->text, strlen(name->text), 120);
        tell(check, "  \"%s\" (%u %s): %s\n", "  \"%s\" (%u %s): %s\n", text, name->rows,
             language_counted(times_words, name->rows, language_of(check)),
             finding_detail(name->reason, language_of(check)));
        if (name->proposal != NULL) {
            tell(check, "    voorstel: %s%s%s\n", "    proposal: %s%s%s\n", name->proposal,
                 name->alternative == NULL           ? ""
                 : language_of(check) == LANGUAGE_NL ? "; of: "
                                                     : "; or: ",
                 name->alternative == NULL ? "" : name->alternative);
        }
    }
    if (!check->write_decisions) {
        tell(check, "  Nog geen decisions.csv? Dit schrijft het: rodedraad check %s %s\n",
             "  No decisions.csv yet? This writes it: rodedraad check %s %s\n", check->folder,
             "--write-decisions");
    }
}

static void write_json(const struct check *check, const struct edition *edition, struct json *json)
{
    for (size_t i = 0; i < edition->findings_count; i++) {
        const struct finding *finding = &edition->findings[i];
        bool has_source = finding->source < edition->sources_count;
        json_newline(json);
        json_begin(json, '{');
        json_key(json, "edition");
        json_string(json, edition->id);
        json_key(json, "rule");
        json_string(json, finding_name(finding->rule));
        json_key(json, "weight");
        json_integer(json, finding_weight(finding->rule));
        json_key(json, "file");
        json_string(json, has_source ? edition->sources[finding->source].path : NULL);
        json_key(json, "line");
        json_integer(json, finding->line);
        json_key(json, "column");
        json_integer(json, finding->column);
        json_key(json, "what");
        json_string(json, finding_sentence(check->run.arena, finding, language_of(check)));
        json_end(json, '}');
    }
}

/* -- one edition
 * ---------------------------------------------------------------------------------------
 */

static void print_edition(const struct check *check, const struct settled *settled)
{
    const struct edition *edition = &settled->edition;
    fprintf(check->out, "%s: %s\n", edition->id,
            date_range(check->run.arena, edition->settings.first_day, edition->settings.last_day,
                       language_of(check)));
    if (edition->settings.retention_day != INT64_MIN) {
        tell(check, "Bewaren tot en met %s; daarna: rodedraad forget %s --before %s\n",
             "Keep until %s; after that: rodedraad forget %s --before %s\n",
             date_long(check->run.arena, edition->settings.retention_day, language_of(check)),
             edition->id, date_iso(check->run.arena, edition->settings.last_day + 1));
    }
    print_sources(check, edition);
    print_findings(check, edition);
    print_waiting(check, settled);
}

/* -- a sealed edition
 * ----------------------------------------------------------------------------------
 */

static void write_sealed_json(const struct remains *remains, const char *id, const char *what,
                              struct json *json)
{
    for (size_t i = 0; i < remains->count; i++) {
        if (remains->items[i].about_people) {
            json_newline(json);
            json_begin(json, '{');
            json_key(json, "edition");
            json_string(json, id);
            json_key(json, "rule");
            json_string(json, finding_name(FINDING_SEALED_EDITION));
            json_key(json, "weight");
            json_integer(json, finding_weight(FINDING_SEALED_EDITION));
            json_key(json, "file");
            json_string(json, remains->items[i].path);
            json_key(json, "line");
            json_integer(json, 0);
            json_key(json, "column");
            json_integer(json, 0);
            json_key(json, "what");
            json_string(json, what);
            json_end(json, '}');
        }
    }
}

static bool check_sealed(struct check *check, struct store *store, const struct folder *folder,
                         struct json *json)
{
    struct remains remains;
    if (!remains_list(store, check->run.arena, folder->path, folder->id, &remains,
                      &check->run.error)) {
        return false;
    }
    const char *what = remains_sentence(check->run.arena, &remains, language_of(check));
    if (json != NULL) {
        write_sealed_json(&remains, folder->id, what, json);
    } else if (!check->run.common.quiet) {
        fprintf(check->out, "%s: %s\n", folder->id, what);
        for (size_t i = 0; i < remains.count; i++) {
            if (remains.items[i].about_people) {
                fprintf(check->out, "  %s\n", remains.items[i].path);
            }
        }
    }
    check->run.status = remains.about_people > 0 ? EXIT_DECIDE : check->run.status;
    return true;
}

/* Such an edition is never read again, not even to check it. A store that is not there, or cannot
 * be opened to read, seals nothing that check could know of: it works without one. */
static bool is_sealed(struct check *check, const struct folder *folder, struct json *json,
                      bool *sealed)
{
    const struct store_options options = {.read_only = true, .busy_milliseconds = STORE_BUSY};
    struct error ignored = {0};
    struct stored_edition edition;
    struct store *store = access(check->run.store_path, R_OK) == 0
                              ? store_open(check->run.store_path, &options, &ignored)
                              : NULL;
    *sealed = store != NULL &&
              store_find_edition(store, check->run.arena, folder->id, &edition, &ignored) &&
              edition.sealed_on != NULL;
    bool worked = !*sealed || check_sealed(check, store, folder, json);
    store_close(store);
    return worked;
}

static bool check_edition(struct check *check, const char *folder, struct json *json)
{
    struct pipeline_options options;
    struct folder listed;
    struct settled settled;
    bool sealed;
    if (!folder_list(check->run.arena, folder, &listed, &check->run.error) ||
        !run_prepare(&check->run, folder, &options) || !is_sealed(check, &listed, json, &sealed)) {
        return false;
    }
    if (sealed) {
        return true;
    }
    check->folder = listed.path;
    if (!pipeline_settle(check->run.arena, &options, folder, &settled, &check->run.error)) {
        return false;
    }
    if (json != NULL) {
        write_json(check, &settled.edition, json);
    } else if (!check->run.common.quiet) {
        print_edition(check, &settled);
    }
    if (settled.waiting_count > 0) {
        check->run.status = EXIT_DECIDE;
    }
    bool changed;
    return !check->write_decisions ||
           decisions_write(check->run.arena, listed.path, settled.waiting, settled.waiting_count,
                           &changed, &check->run.error);
}

int command_check(int argc, char **argv, FILE *out, FILE *err)
{
    struct check check = {.out = out};
    const struct option options[] = {{"write-decisions", OPTION_FLAG, &check.write_decisions}};
    if (!run_open(&check.run, argc, argv, options, 1, err) ||
        run_usage(&check.run, out,
                  "gebruik: rodedraad check EDITIE... [--write-decisions]\n"
                  "Zegt waarvoor elk bestand wordt gehouden, wat er te repareren is en welke namen "
                  "wachten.\nSlaat niets op. Exit 3 als er iets op u wacht.\n",
                  "usage: rodedraad check EDITION... [--write-decisions]\n"
                  "Says what each file was taken for, what there is to repair and which names "
                  "wait.\nStores nothing. Exit 3 when something waits for you.\n") ||
        !run_check_names(&check.run)) {
        return run_close(&check.run);
    }
    struct text text = text_create(check.run.arena);
    struct json json = json_create(&text);
    json_begin(&json, '[');
    for (size_t i = 0; i < check.run.operands.count; i++) {
        if (!check_edition(&check, check.run.operands.items[i],
                           check.run.common.json ? &json : NULL)) {
            break;
        }
    }
    json_end(&json, ']');
    if (check.run.common.json && !error_is_set(&check.run.error)) {
        fprintf(out, "%s\n", text.bytes);
    }
    return run_close(&check.run);
}
