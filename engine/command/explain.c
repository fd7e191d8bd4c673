/* explain: where a figure comes from, for whoever is asked "how do you know?": its definition and
 * doubt, the query or the measure, the rows behind it, and whether it comes out again. Internal: it
 * prints file names and spellings, and never writes under out/. */
#include <stdio.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/command/command.h"
#include "engine/command/edition_themes.h"
#include "engine/command/run.h"
#include "engine/command/table.h"
#include "engine/dossier/figure_text.h"
#include "engine/ledger/explain.h"

struct teller {
    struct run_context *run;
    enum language language;
    const struct ledger *ledger;
    const struct stored_edition *edition;
    const struct explanation *explanation;
    const char *population_source;
    FILE *out;
};

static const char *say(const struct teller *teller, const char *nl, const char *en)
{
    return teller->language == LANGUAGE_NL ? nl : en;
}

/* -- the figure
 * ------------------------------------------------------------------------------------ */

static void tell_value(const struct teller *teller)
{
    const struct figure *figure = teller->explanation->figure;
    struct arena *arena = teller->run->arena;
    fprintf(teller->out, "%s, %s (%s)\n", figure->id, teller->edition->id,
            say(teller, "intern: niet delen", "internal: do not share"));
    if (!figure->has_value) {
        fprintf(teller->out, "  %s %s\n", say(teller, "geen waarde:", "no value:"),
                ledger_reason(figure->reason, teller->language));
    } else {
        fprintf(teller->out, "  %s %s\n", figure_text_value(arena, figure, teller->language),
                figure_text_unit(figure->unit, teller->language));
    }
    if (figure->has_range) {
        fprintf(teller->out, "  %s %s%s\n", say(teller, "van - tot:", "low - high:"),
                figure_text_range(arena, figure, teller->language),
                figure->has_level ? say(teller, " (zekerheid 95 %)", " (level 95 %)") : "");
    }
}

static void tell_meaning(const struct teller *teller)
{
    const struct figure *figure = teller->explanation->figure;
    fprintf(teller->out, "\n%s\n%s\n\n", figure->definition[teller->language],
            doubt_sentence(figure->doubt, teller->language));
    fprintf(teller->out, "%-12s %s\n", say(teller, "methode", "method"), figure->method);
    if (figure->n >= 0) {
        fprintf(teller->out, "%-12s %lld\n", "n", (long long)figure->n);
    }
    if (figure->missing >= 0) {
        fprintf(teller->out, "%-12s %lld\n", say(teller, "ontbreekt", "missing"),
                (long long)figure->missing);
    }
    fprintf(teller->out, "%-12s %s", say(teller, "herkomst", "origin"), figure->origin);
    if (strncmp(figure->origin, "query ", 6) == 0) {
        fprintf(teller->out, " (queries/%s.sql)", figure->origin + 6);
    }
    fprintf(teller->out, "\n%-12s %.16s\n%-12s %.16s\n", say(teller, "invoer", "inputs"),
            figure->inputs, say(teller, "instellingen", "settings"), figure->settings);
}

static void tell_check(const struct teller *teller)
{
    const struct explanation *explanation = teller->explanation;
    fprintf(teller->out, "%-12s ", say(teller, "nagerekend", "recomputed"));
    if (teller->edition->sealed_on != NULL) {
        fprintf(teller->out, "%s %s; %s\n",
                say(teller, "niet: de rijen zijn gewist op", "not: the rows were erased on"),
                teller->edition->sealed_on,
                say(teller, "het cijfer is toen voor het laatst nagerekend en vastgelegd",
                    "the figure was recomputed for the last time and fixed then"));
        return;
    }
    if (explanation->agrees) {
        fprintf(teller->out, "%s\n", say(teller, "klopt", "agrees"));
        return;
    }
    const struct figure *computed = explanation->computed;
    fprintf(teller->out, "%s %s\n",
            say(teller, "KLOPT NIET: de rijen geven", "DIFFERS: the rows give"),
            computed == NULL || !computed->has_value
                ? say(teller, "geen waarde", "no value")
                : figure_text_value(teller->run->arena, computed, teller->language));
}

/* The variants that make the range of the headline. */
static void tell_range(const struct teller *teller)
{
    struct arena *arena = teller->run->arena;
    if (teller->explanation->figure != ledger_headline(teller->ledger)) {
        return;
    }
    struct table table = table_create(arena, 3);
    table_align_right(&table, 1);
    table_row(&table,
              (const char *[]){say(teller, "keuze", "choice"), say(teller, "inwoners", "residents"),
                               say(teller, "betekenis", "meaning")});
    for (const char *const *id = ledger_range(arena, teller->ledger); *id != NULL; id++) {
        const struct figure *variant = ledger_find(teller->ledger, *id);
        table_row(&table, (const char *[]){*id, figure_text_value(arena, variant, teller->language),
                                           variant->has_value
                                               ? variant->definition[teller->language]
                                               : ledger_reason(variant->reason, teller->language)});
    }
    fputc('\n', teller->out);
    table_print(&table, teller->out);
}

/* -- the rows
 * -------------------------------------------------------------------------------------- */

/* Lines 2, 3, 4 and 9 of a file as "2-4, 9". */
struct lines {
    struct text text;
    int64_t first, last;
};

static void lines_flush(struct lines *lines)
{
    if (lines->first < 0) {
        return;
    }
    text_add(&lines->text, lines->text.size == 0 ? "" : ", ");
    if (lines->first == lines->last) {
        text_printf(&lines->text, "%lld", (long long)lines->first);
    } else {
        text_printf(&lines->text, "%lld-%lld", (long long)lines->first, (long long)lines->last);
    }
    lines->first = -1;
}

static void lines_add(struct lines *lines, int64_t line)
{
    if (lines->first >= 0 && (line == lines->last || line == lines->last + 1)) {
        lines->last = line;
        return;
    }
    lines_flush(lines);
    lines->first = lines->last = line;
}

static const char *cell_text(const struct query_table *rows, size_t row, const char *column)
{
    const char *text = query_at(rows, row, column)->text;
    return text == NULL ? "" : text;
}

/* The end of the run of rows that agree in these columns. */
static size_t end_of_run(const struct query_table *rows, size_t start, const char *const *columns,
                         size_t count)
{
    size_t end = start + 1;
    while (end < rows->row_count) {
        for (size_t i = 0; i < count; i++) {
            if (strcmp(cell_text(rows, start, columns[i]), cell_text(rows, end, columns[i])) != 0) {
                return end;
            }
        }
        end++;
    }
    return end;
}

static const char *lines_of(const struct teller *teller, size_t start, size_t end)
{
    const struct query_table *rows = &teller->explanation->rows;
    struct lines lines = {.text = text_create(teller->run->arena), .first = -1};
    for (size_t r = start; r < end; r++) {
        if (query_at(rows, r, "line")->type == CELL_INTEGER) {
            lines_add(&lines, query_at(rows, r, "line")->integer);
        }
    }
    lines_flush(&lines);
    return lines.text.size == 0 ? "" : lines.text.bytes;
}

static const char *shown(const struct teller *teller, const char *text)
{
    return text_printable(teller->run->arena, text, strlen(text), 200);
}

static void tell_place(const struct teller *teller, size_t start, size_t end)
{
    const struct query_table *rows = &teller->explanation->rows;
    const char *path = cell_text(rows, start, "path");
    const char *lines = lines_of(teller, start, end);
    fprintf(teller->out, "%s%s%s",
            *path == '\0' ? say(teller, "(geen bestand)", "(no file)") : shown(teller, path),
            *lines == '\0' ? "" : say(teller, ", regel ", ", line "), lines);
}

static void tell_rows(const struct teller *teller)
{
    const struct query_table *rows = &teller->explanation->rows;
    static const char *const same[] = {"path", "note"};
    for (size_t r = 0; r < rows->row_count;) {
        size_t end = end_of_run(rows, r, same, 2);
        fputs("  ", teller->out);
        tell_place(teller, r, end);
        const char *note = cell_text(rows, r, "note");
        fprintf(teller->out, "%s%s\n", *note == '\0' ? "" : ": ", shown(teller, note));
        r = end;
    }
}

static const char *deed_word(const struct teller *teller, const char *deed)
{
    static const char *const words[][3] = {{"attended", "deelnemer", "attendee"},
                                           {"visited", "kort aanwezig", "present for a while"},
                                           {"registered", "aangemeld", "registered"},
                                           {"hosted", "gastheer", "host"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], deed) == 0) {
            return words[i][1 + teller->language];
        }
    }
    return deed;
}

/* One line per file, spelling and method. */
static void tell_spellings(const struct teller *teller, size_t start, size_t stop, bool deeds)
{
    const struct query_table *rows = &teller->explanation->rows;
    static const char *const same[] = {"path", "spelling", "method", "name", "deed"};
    for (size_t r = start; r < stop;) {
        size_t end = end_of_run(rows, r, same, deeds ? 5 : 4);
        end = end < stop ? end : stop;
        const char *spelling = cell_text(rows, r, "spelling");
        fputs("    ", teller->out);
        tell_place(teller, r, end);
        if (*spelling != '\0') {
            fprintf(teller->out, ": \"%s\"", shown(teller, spelling));
        }
        if (*cell_text(rows, r, "method") != '\0') {
            fprintf(teller->out, " (%s)", cell_text(rows, r, "method"));
        }
        fprintf(teller->out, "%s%s\n", deeds ? ", " : "",
                deeds ? deed_word(teller, cell_text(rows, r, "deed")) : "");
        r = end;
    }
}

static void tell_municipalities(const struct teller *teller)
{
    const struct query_table *rows = &teller->explanation->rows;
    static const char *const same[] = {"code"};
    for (size_t r = 0; r < rows->row_count;) {
        size_t end = end_of_run(rows, r, same, 1);
        char population[NUMBER_TEXT];
        number_write_for_people(query_at(rows, r, "population")->real, 0, teller->language,
                                population);
        fprintf(teller->out, "  %s %s: %s %s (%s)\n", cell_text(rows, r, "code"),
                cell_text(rows, r, "name"), population, say(teller, "inwoners", "residents"),
                teller->population_source);
        if (*cell_text(rows, r, "deed") != '\0') {
            tell_spellings(teller, r, end, true);
        }
        r = end;
    }
}

static size_t end_of_organisation(const struct query_table *rows, size_t start)
{
    size_t end = start + 1;
    while (end < rows->row_count && query_at(rows, end, "organisation")->integer ==
                                        query_at(rows, start, "organisation")->integer) {
        end++;
    }
    return end;
}

static void tell_organisations(const struct teller *teller)
{
    const struct query_table *rows = &teller->explanation->rows;
    for (size_t r = 0; r < rows->row_count;) {
        size_t end = end_of_organisation(rows, r);
        const char *name = cell_text(rows, r, "name");
        fprintf(teller->out, "  %s (%s)\n",
                *name == '\0' ? say(teller, "(naam niet bewaard)", "(name not kept)")
                              : shown(teller, name),
                cell_text(rows, r, "kind"));
        tell_spellings(teller, r, end, false);
        r = end;
    }
}

static void tell_evidence(const struct teller *teller)
{
    const struct explanation *explanation = teller->explanation;
    if (explanation->form == EVIDENCE_NONE) {
        return;
    }
    fprintf(teller->out, "\n%s (queries/%s.sql, %zu)\n",
            say(teller, "de rijen erachter", "the rows behind it"), explanation->query->name,
            explanation->rows.row_count);
    if (explanation->form == EVIDENCE_MUNICIPALITIES) {
        tell_municipalities(teller);
    } else if (explanation->form == EVIDENCE_ORGANISATIONS) {
        tell_organisations(teller);
    } else {
        tell_rows(teller);
    }
}

/* "CBS, 1 januari 2023". */
static bool find_population_source(struct teller *teller)
{
    struct run_context *run = teller->run;
    const struct query_parameter parameters[] = {query_text(":edition", teller->edition->id)};
    struct query_table table;
    if (!query_run(run->store, run->arena, &query_report_edition, parameters, 1, &table,
                   &run->error)) {
        return false;
    }
    const char *id = teller->explanation->figure->id;
    int year = (int)query_at(&table, 0, "population_year")->integer;
    year += text_ends_with(id, ".year_after") - text_ends_with(id, ".year_before");
    teller->population_source =
        query_at(&table, 0, "population_own")->integer != 0
            ? "population.csv"
            : arena_printf(run->arena, "CBS, 1 %s %d%s", say(teller, "januari", "January"), year,
                           query_at(&table, 0, "population_provisional")->integer != 0
                               ? say(teller, ", voorlopig", ", provisional")
                               : "");
    return true;
}

static void tell(struct teller *teller, bool csv)
{
    const struct explanation *explanation = teller->explanation;
    struct text text = text_create(teller->run->arena);
    if (teller->run->common.json || csv) {
        if (explanation->form == EVIDENCE_NONE) {
            text_add(&text, csv ? "" : "[\n]\n");
        } else if (csv) {
            query_write_csv(&text, &explanation->rows);
        } else {
            query_write_json(&text, &explanation->rows);
        }
        fwrite(text.bytes, 1, text.size, teller->out);
        return;
    }
    tell_value(teller);
    tell_meaning(teller);
    tell_check(teller);
    tell_range(teller);
    tell_evidence(teller);
}

/* The rest of the command once the edition is in the store. */
static bool explain(struct run_context *run, const char *id, const struct imported *imported,
                    bool csv, FILE *out)
{
    const struct stored_edition *edition = &imported->edition;
    struct ledger ledger;
    struct threads threads;
    struct explanation explanation;
    if (!ledger_open(run->store, run->arena, edition, &ledger, &run->error) ||
        !edition_themes(run, imported, &threads)) {
        return false;
    }
    threads_tell(&threads, &ledger);
    if (!explain_figure(run->store, run->arena, edition, &ledger, id, &explanation, &run->error)) {
        return false;
    }
    struct teller teller = {.run = run,
                            .language = run->common.language,
                            .ledger = &ledger,
                            .edition = edition,
                            .explanation = &explanation,
                            .out = out};
    if (!find_population_source(&teller)) {
        return false;
    }
    tell(&teller, csv);
    if (edition->sealed_on == NULL && !explanation.agrees) {
        run->status = EXIT_FAILED;
    }
    return true;
}

int command_explain(int argc, char **argv, FILE *out, FILE *err)
{
    struct run_context run;
    bool csv = false;
    const struct option options[] = {{"csv", OPTION_FLAG, &csv}};
    const char *nl = "gebruik: rodedraad explain CIJFER EDITIE [--csv | --json]\nZegt waar een "
                     "cijfer vandaan komt, met de rijen erachter, en rekent het na.\n";
    const char *en =
        "usage: rodedraad explain FIGURE EDITION [--csv | --json]\nSays where a figure "
        "comes from, with the rows behind it, and recomputes it.\n";
    if (!run_open(&run, argc, argv, options, 1, err) || run_usage(&run, out, nl, en)) {
        return run_close(&run);
    }
    if (run.operands.count != 2) {
        fputs(run.common.language == LANGUAGE_NL ? nl : en, err);
        run.status = EXIT_USAGE;
        return run_close(&run);
    }
    struct imported imported;
    if (run_import(&run, run.operands.items[1], &imported)) {
        explain(&run, run.operands.items[0], &imported, csv, out);
    }
    return run_close(&run);
}
