/* resolve: names of organisations in, kind and municipality codes out, one row per input row in
 * order. Without --column the input is one name per line; with it a CSV file with a heading, of
 * which --mail and --place can name further columns as evidence.
 *
 * The rows of one spelling are worked out once and written once: what follows the name is kept as
 * text per answer. A long list of lines is cut into slices that threads work out side by side, each
 * with a resolver of its own; slices are written in their order, so that the output is the same for
 * any number of threads. */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/base/number.h"
#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/command/command.h"
#include "engine/command/options.h"
#include "engine/record/moment.h"
#include "engine/reference/reference.h"
#include "engine/resolve/resolve.h"
#include "engine/unicode/fold.h"

struct resolve_options {
    struct common_options common;
    const char *column, *mail, *place, *date, *file;
    bool csv;
};

struct run {
    struct arena *arena;
    const struct resolve_options *options;
    struct resolver *resolver;
    FILE *out;                  /* NULL: everything stays in the buffer */
    VECTOR(const char *) tails; /* per answer: what follows the name */
    struct text buffer;
    bool first;
};

static bool read_all(struct arena *arena, const char *path, struct text *text, struct error *error)
{
    bool standard = path == NULL || strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (file == NULL) {
        return error_set_reason(error, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_UNREADABLE, path,
                                errno);
    }
    *text = text_create(arena);
    char block[65536];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0) {
        text_add_bytes(text, block, got);
    }
    bool failed = ferror(file) != 0;
    if (!standard) {
        fclose(file);
    }
    return !failed || error_set_reason(error, ERROR_UNREADABLE, standard ? "-" : path, EIO);
}

/* Three decimals are enough to compare scores by. */
static void write_score(double value, char text[NUMBER_TEXT])
{
    number_write((double)(long)(value * 1000 + 0.5) / 1000, text);
}

static void add_cell(struct text *text, const char *cell)
{
    if (strpbrk(cell, ",\"\n\r") == NULL) {
        text_add(text, cell);
        return;
    }
    text_add_char(text, '"');
    for (const char *c = cell; *c != '\0'; c++) {
        if (*c == '"') {
            text_add_char(text, '"');
        }
        text_add_char(text, *c);
    }
    text_add_char(text, '"');
}

static void add_codes(struct text *text, const struct resolution *answer)
{
    for (size_t i = 0; i < answer->code_count; i++) {
        char code[8];
        reference_code_text(answer->codes[i], code);
        text_printf(text, i == 0 ? "%s" : " %s", code);
    }
}

static const char *csv_tail(struct run *run, const struct resolution *answer)
{
    char score[NUMBER_TEXT];
    char margin[NUMBER_TEXT];
    struct text tail = text_create(run->arena);
    write_score(answer->score, score);
    write_score(answer->margin, margin);
    text_printf(&tail, ",%s,", organisation_kind_word(answer->kind));
    add_codes(&tail, answer);
    text_printf(&tail, ",%s,%s,", answer->method, score);
    add_cell(&tail, answer->runner_up);
    text_printf(&tail, ",%s,%s\n", margin, match_status_word(answer->status));
    return tail.bytes;
}

static void write_csv(struct run *run, const char *name, const struct resolution *answer)
{
    while (run->tails.count <= answer->number) {
        *VECTOR_PUSH(run->arena, &run->tails) = NULL;
    }
    if (run->tails.items[answer->number] == NULL) {
        const char *tail = csv_tail(run, answer);
        run->tails.items[answer->number] = tail;
    }
    add_cell(&run->buffer, name);
    text_add(&run->buffer, run->tails.items[answer->number]);
}

static void write_json(struct run *run, const char *name, const struct resolution *answer)
{
    struct json json = json_create(&run->buffer);
    struct text codes = text_create(run->arena);
    text_add(&run->buffer, run->first ? "[\n" : ",\n");
    add_codes(&codes, answer);
    json_begin(&json, '{');
    json_key(&json, "name");
    json_string(&json, name);
    json_key(&json, "kind");
    json_string(&json, organisation_kind_word(answer->kind));
    json_key(&json, "codes");
    json_string(&json, codes.bytes);
    json_key(&json, "method");
    json_string(&json, answer->method);
    json_key(&json, "score");
    json_number(&json, (double)(long)(answer->score * 1000 + 0.5) / 1000);
    json_key(&json, "runner_up");
    json_string(&json, answer->runner_up);
    json_key(&json, "margin");
    json_number(&json, (double)(long)(answer->margin * 1000 + 0.5) / 1000);
    json_key(&json, "status");
    json_string(&json, match_status_word(answer->status));
    json_end(&json, '}');
}

static void write_line(struct run *run, const char *name, const struct resolution *answer)
{
    text_printf(&run->buffer, "%s\n  %s", name, match_status_word(answer->status));
    if (answer->kind != ORGANISATION_NOBODY) {
        text_printf(&run->buffer, " %s", organisation_kind_word(answer->kind));
    }
    if (answer->name != NULL) {
        text_printf(&run->buffer, " %s", answer->name);
    }
    if (answer->code_count > 0) {
        text_add(&run->buffer, " (");
        add_codes(&run->buffer, answer);
        text_add(&run->buffer, ")");
    }
    text_printf(&run->buffer, ", %s\n", answer->method);
}

static void flush(struct run *run, size_t above)
{
    if (run->out != NULL && run->buffer.size > above) {
        fwrite(run->buffer.bytes, 1, run->buffer.size, run->out);
        text_clear(&run->buffer);
    }
}

static void resolve_row(struct run *run, const char *name, const char *mail, const char *place)
{
    const struct resolution *answer = resolver_resolve(run->resolver, name, mail, place);
    if (run->options->common.json) {
        write_json(run, name, answer);
    } else if (run->options->csv) {
        write_csv(run, name, answer);
    } else {
        write_line(run, name, answer);
    }
    run->first = false;
    flush(run, 1 << 16);
}

static bool is_utf8(const char *bytes)
{
    uint32_t c;
    for (size_t step; (step = fold_decode(bytes, &c)) > 0; bytes += step) {
        if (c == 0xFFFD && step == 1) {
            return false;
        }
    }
    return true;
}

/* A line that is no UTF-8 is taken for Latin-1, so that output is UTF-8 whatever came in. */
static const char *as_utf8(struct arena *arena, char *line)
{
    if (is_utf8(line)) {
        return line;
    }
    struct text out = text_create(arena);
    for (; *line != '\0'; line++) {
        char encoded[4];
        text_add_bytes(&out, encoded, fold_encode((unsigned char)*line, encoded));
    }
    return out.bytes;
}

static void resolve_slice(struct run *run, char *line, char *end)
{
    while (line < end) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        char *next = stop == NULL ? end : stop + 1;
        stop = stop == NULL ? end : stop;
        while (stop > line && (stop[-1] == '\r' || stop[-1] == '\0')) {
            stop--;
        }
        for (char *c = line; c < stop; c++) {
            *c = *c == '\0' ? ' ' : *c;
        }
        *stop = '\0';
        resolve_row(run, as_utf8(run->arena, line), NULL, NULL);
        line = next;
    }
}

static char *first_line(const struct text *input)
{
    bool mark = input->size >= 3 && memcmp(input->bytes, "\xEF\xBB\xBF", 3) == 0;
    return input->bytes + (mark ? 3 : 0);
}

/* -- many lines, on all threads ------------------------------------------------------------------
 */

enum { SLICE = 1 << 20, MOST_THREADS = 16 }; /* bytes */

struct slices {
    struct run *workers;
    char *starts[MOST_THREADS + 1]; /* slice i is starts[i] to starts[i + 1] */
};

static void work_slice(void *context, size_t i)
{
    struct slices *slices = context;
    resolve_slice(&slices->workers[i], slices->starts[i], slices->starts[i + 1]);
}

/* Cuts the next slices, at ends of lines. */
static void cut(struct slices *slices, size_t count, char *from, char *end)
{
    slices->starts[0] = from;
    for (size_t i = 0; i < count; i++) {
        char *start = slices->starts[i];
        char *stop =
            end - start > SLICE ? memchr(start + SLICE, '\n', (size_t)(end - start - SLICE)) : NULL;
        slices->starts[i + 1] = stop == NULL ? end : stop + 1;
    }
}

static void resolve_lines(struct run *workers, size_t count, const struct text *input, FILE *out)
{
    struct slices slices = {.workers = workers};
    char *end = input->bytes + input->size;
    for (char *from = first_line(input); from < end; from = slices.starts[count]) {
        cut(&slices, count, from, end);
        parallel_for((int)count, count, work_slice, &slices);
        for (size_t i = 0; i < count; i++) {
            fwrite(workers[i].buffer.bytes, 1, workers[i].buffer.size, out);
            text_clear(&workers[i].buffer);
        }
    }
}

static bool find_column(const struct csv_table *table, const char *heading, int *column,
                        struct error *error)
{
    *column = heading == NULL ? -1 : csv_table_column(table, heading);
    return heading == NULL || *column >= 0 ||
           error_set_in_both(error, ERROR_USAGE, "er is geen kolom \"%s\"",
                             "there is no column \"%s\"", heading);
}

static bool resolve_table(struct run *run, const struct text *input, struct error *error)
{
    struct csv_table table = csv_table_read(run->arena, input->bytes, input->size);
    int column = -1;
    int mail = -1;
    int place = -1;
    if (!find_column(&table, run->options->column, &column, error) ||
        !find_column(&table, run->options->mail, &mail, error) ||
        !find_column(&table, run->options->place, &place, error)) {
        return false;
    }
    for (size_t i = 0; i < table.row_count; i++) {
        resolve_row(run, csv_table_cell(&table.rows[i], column),
                    csv_table_cell(&table.rows[i], mail), csv_table_cell(&table.rows[i], place));
    }
    return true;
}

/* The folder reference/ beside the store, or in the current folder. */
static bool overlay(struct arena *arena, struct reference *reference, const char *db,
                    struct error *error)
{
    const char *slash = db == NULL ? NULL : strrchr(db, '/');
    const char *folder =
        slash == NULL ? "reference" : arena_printf(arena, "%.*s/reference", (int)(slash - db), db);
    return reference_overlay(reference, folder, error);
}

static bool layout_day(struct reference *reference, const char *date, int64_t *day,
                       struct error *error)
{
    int32_t given;
    if (date == NULL) {
        *day = moment_days(reference_last_year(reference), 12, 31);
        return true;
    }
    if (tables_day(date, &given)) {
        *day = given;
        return true;
    }
    return error_set_in_both(error, ERROR_USAGE, "--date is een datum als 2023-10-02, niet \"%s\"",
                             "--date is a date like 2023-10-02, not \"%s\"", date);
}

static bool check_match(const char *match, struct error *error)
{
    return match == NULL || strcmp(match, "exact") == 0 || strcmp(match, "alias") == 0 ||
           strcmp(match, "fuzzy") == 0 ||
           error_set_in_both(error, ERROR_USAGE, "--match is exact, alias of fuzzy, niet \"%s\"",
                             "--match is exact, alias or fuzzy, not \"%s\"", match);
}

/* One who resolves: reference data, layout and resolver of his own, because they fill in what they
 * are asked for. */
static bool prepare(struct arena *arena, const struct resolve_options *options, struct run *run,
                    struct error *error)
{
    struct reference *reference = reference_create(arena);
    int64_t day = 0;
    if (!overlay(arena, reference, options->common.db, error) ||
        !layout_day(reference, options->date, &day, error)) {
        return false;
    }
    struct resolver_options how = {.layout = reference_layout(reference, day),
                                   .match = resolve_match_of(options->common.match)};
    *run = (struct run){.arena = arena,
                        .options = options,
                        .resolver = resolver_create(arena, reference, &how),
                        .buffer = text_create(arena)};
    return true;
}

static size_t threads_for(const struct resolve_options *options, const struct text *input)
{
    size_t slices = input->size / SLICE + 1;
    size_t threads = options->common.threads < 1              ? 1
                     : options->common.threads > MOST_THREADS ? MOST_THREADS
                                                              : (size_t)options->common.threads;
    bool lines = options->column == NULL && !options->common.json;
    return !lines ? 1 : slices < threads ? slices : threads;
}

static bool run_resolve(struct arena *arena, const struct resolve_options *options, FILE *out,
                        struct error *error)
{
    struct text input = {0};
    struct run workers[MOST_THREADS];
    if (!check_match(options->common.match, error) ||
        !read_all(arena, options->file, &input, error)) {
        return false;
    }
    size_t count = threads_for(options, &input);
    assert(count > 0);
    for (size_t i = 0; i < count; i++) {
        struct arena *own = i == 0 ? arena : arena_create();
        if (i > 0) {
            arena_adopt(arena, (arena_free_fn *)arena_destroy, own);
        }
        if (!prepare(own, options, &workers[i], error)) {
            return false;
        }
    }
    struct run *run = &workers[0];
    run->first = true;
    if (options->csv && !options->common.json) {
        text_add(&run->buffer, "name,kind,codes,method,score,runner_up,margin,status\n");
    }
    if (options->column == NULL) {
        resolve_lines(workers, count, &input, out);
    } else {
        run->out = out;
        if (!resolve_table(run, &input, error)) {
            return false;
        }
    }
    if (options->common.json) {
        text_add(&run->buffer, run->first ? "[]\n" : "\n]\n");
    }
    run->out = out;
    flush(run, 0);
    return fflush(out) == 0 || error_set_reason(error, ERROR_DISK_FULL, NULL, errno);
}

static void print_help(FILE *out, enum language language)
{
    fputs(language == LANGUAGE_NL
              ? "rodedraad resolve [BESTAND] [--column KOLOM [--mail KOLOM] [--place KOLOM]]\n"
                "    [--date JJJJ-MM-DD] [--match exact|alias|fuzzy] [--csv | --json]\n"
                "Namen van organisaties, een per regel of een kolom van een CSV, worden soort en\n"
                "CBS-codes van gemeenten. Zonder BESTAND: van de standaardinvoer.\n"
              : "rodedraad resolve [FILE] [--column COLUMN [--mail COLUMN] [--place COLUMN]]\n"
                "    [--date YYYY-MM-DD] [--match exact|alias|fuzzy] [--csv | --json]\n"
                "Names of organisations, one per line or a column of a CSV, become a kind and CBS\n"
                "codes of municipalities. Without FILE: from standard input.\n",
          out);
}

int command_resolve(int argc, char **argv, FILE *out, FILE *err)
{
    struct arena *arena = arena_create();
    struct resolve_options options = {.common = options_common()};
    struct error error = {0};
    struct operands operands;
    const struct option own[] = {{"csv", OPTION_FLAG, &options.csv},
                                 {"column", OPTION_TEXT, &options.column},
                                 {"mail", OPTION_TEXT, &options.mail},
                                 {"place", OPTION_TEXT, &options.place},
                                 {"date", OPTION_TEXT, &options.date}};
    int status = EXIT_DONE;
    bool good = options_read(arena, argc, argv, own, sizeof own / sizeof own[0], &options.common,
                             &operands, &error);
    if (good && options.common.help) {
        print_help(out, options.common.language);
    } else {
        if (good && operands.count > 1) {
            good = error_set_in_both(&error, ERROR_USAGE, "één bestand tegelijk (%zu gegeven)",
                                     "one file at a time (%zu given)", operands.count);
        }
        options.file = good && operands.count == 1 ? operands.items[0] : NULL;
        good = good && run_resolve(arena, &options, out, &error);
        status = good ? EXIT_DONE : options_fail(err, &options.common, &error);
    }
    arena_destroy(arena);
    return status;
}
