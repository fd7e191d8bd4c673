/* reading: see reading.h. */
#include "engine/reading.h"

#include "engine/ahead.h"
#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/recognise/heading.h"
#include "engine/recognise/recognise.h"

static void take_corrections(struct reading *reading, const struct source *source)
{
    for (size_t i = 0; i < source->table->row_count; i++) {
        const struct side_row *row = &source->table->rows[i];
        const char *line = side_table_cell(source->table, row, "regel");
        struct correction correction = {
            .file = side_table_cell(source->table, row, "bestand"),
            .column = side_table_cell(source->table, row, "kolom"),
            .old_value = side_table_cell(source->table, row, "oud"),
            .new_value = side_table_cell(source->table, row, "nieuw"),
        };
        for (; text_is_digit(*line) && correction.line < 100000000; line++) {
            correction.line = correction.line * 10 + (*line - '0');
        }
        *VECTOR_PUSH(reading->arena, &reading->corrections) = correction;
        *VECTOR_PUSH(reading->arena, &reading->correction_sources) = source->number;
    }
}

/* A list of names that wait, in which nobody decided anything yet, has no effect: rodedraad wrote
 * it itself, and a second run must give the same bytes. */
static bool has_verdicts(const struct source *source)
{
    for (size_t i = 0; source->table != NULL && i < source->table->row_count; i++) {
        if (!text_is_blank(side_table_cell(source->table, &source->table->rows[i], "besluit"))) {
            return true;
        }
    }
    return false;
}

static void ignore_table(struct source *source)
{
    source->kind = SOURCE_IGNORED;
    source->rows_read = source->rows_rejected = 0;
    source->table = NULL;
}

static void after_recognise(struct reading *reading, struct source *source)
{
    switch (source->kind) {
    case SOURCE_DECISIONS:
        if (has_verdicts(source)) {
            *VECTOR_PUSH(reading->arena, &reading->decisions) = source;
        } else {
            ignore_table(source);
        }
        break;
    case SOURCE_THEME_NAMES:
        ignore_table(source);
        break;
    case SOURCE_CORRECTIONS:
        take_corrections(reading, source);
        break;
    case SOURCE_POPULATION:
        reading->population = source;
        break;
    case SOURCE_REGISTRATION:
    case SOURCE_ATTENDANCE:
    case SOURCE_REGISTRATION_ATTENDANCE:
    case SOURCE_EVALUATION:
    case SOURCE_PROGRAMME:
    case SOURCE_OWN_FIGURES:
        reading->recognised++;
        break;
    default:
        break;
    }
}

/* The files whose rows recognise reads: those that a [file] section can be about. */
static bool is_data(enum input_role role)
{
    return role == INPUT_PROGRAMME || role == INPUT_CORRECTIONS || role == INPUT_DATA ||
           role == INPUT_DECISIONS;
}

/* What edition.ini says of files that are not there. */
static void find_idle_settings(struct reading *reading, const struct source *settings)
{
    const struct inputs *inputs = reading->inputs;
    struct finding_sink findings = settle_findings(reading->settle);
    const char **paths = arena_alloc_array(reading->arena, inputs->count + 1, sizeof *paths);
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        if (is_data(inputs->items[i].role)) {
            paths[count++] = inputs->items[i].file.path;
        }
    }
    settings_find_idle(reading->arena, reading->settings, settings->number, paths, count,
                       &findings);
}

static bool read_settings(struct reading *reading, const struct input *input, struct source *source,
                          struct error *error)
{
    struct finding_sink findings = settle_findings(reading->settle);
    char *text = arena_copy(reading->arena, (const char *)input->bytes.data, input->bytes.size);
    source->kind = SOURCE_SETTINGS;
    source->why = "de instellingen van deze editie";
    source->why_en = "the settings of this edition";
    if (!settings_read(reading->arena, text, input->file.where, source->number, &findings,
                       reading->settings, error)) {
        return false;
    }
    find_idle_settings(reading, source);
    return true;
}

static struct recognise_context known_now(struct reading *reading)
{
    struct recognise_context known = {.corrections = reading->corrections.items,
                                      .correction_count = reading->corrections.count,
                                      .threads = reading->threads,
                                      .headings = reading->headings};
    settle_titles(reading->settle, &known.titles, &known.title_count);
    return known;
}

/* A copy says what its original says: it is read with the titles that were known then. */
static size_t titles_for(struct reading *reading, const struct input *input, size_t known)
{
    if (input->hash[0] == '\0') {
        return known;
    }
    uint32_t code = intern_put(reading->hashes, input->hash, strlen(input->hash));
    if (code == reading->titles_of_hash.count) {
        *VECTOR_PUSH(reading->arena, &reading->titles_of_hash) = known;
    }
    return reading->titles_of_hash.items[code];
}

/* Settings, programme and corrections are read: the data may be read side by side. */
static void read_ahead(struct reading *reading)
{
    const struct inputs *inputs = reading->inputs;
    struct recognise_context known = known_now(reading);
    VECTOR(struct ahead_file) files = {0};
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        if (input->role == INPUT_DATA) {
            *VECTOR_PUSH(reading->arena, &files) = (struct ahead_file){
                .input = input,
                .source = reading->sources[i],
                .override = settings_for_file(reading->settings, input->file.path)};
        }
    }
    reading->ahead = ahead_read(reading->arena, reading->threads, &known, files.items, files.count);
}

static bool read_data(struct reading *reading, const struct input *input, struct source *source,
                      struct error *error)
{
    if (input->role == INPUT_DATA && !reading->looked_ahead) {
        reading->looked_ahead = true;
        read_ahead(reading);
    }
    struct row_sink rows = settle_rows(reading->settle);
    struct finding_sink findings = settle_findings(reading->settle);
    struct recognise_context known = known_now(reading);
    known.override = settings_for_file(reading->settings, input->file.path);
    known.title_count = titles_for(reading, input, known.title_count);
    known.from = &input->bytes;
    if (!ahead_say(reading->ahead, input, known.title_count, &rows, &findings) &&
        !recognise_bytes(reading->arena, input->bytes.data, input->bytes.size, &known, &rows,
                         &findings, source, error)) {
        return false;
    }
    after_recognise(reading, source);
    return true;
}

static struct source *add_source(struct reading *reading, const struct input *input)
{
    struct source *source = settle_add_source(reading->settle, input->file.path);
    source->inode = input->file.inode;
    source->mtime = input->file.mtime;
    source->ctime = input->file.ctime;
    source->size = input->bytes.size;
    return source;
}

static bool read_input(struct reading *reading, const struct input *input, struct source *source,
                       struct error *error)
{
    switch (input->role) {
    case INPUT_SETTINGS:
        return read_settings(reading, input, source, error);
    case INPUT_TEXT:
        source->kind = SOURCE_TEXT;
        source->why = "tekst of beeld voor het rapport";
        source->why_en = "text or picture for the report";
        return true;
    case INPUT_NAMES:
        /* Names change no figure: threads are named when they are shown. */
        source->kind = SOURCE_IGNORED;
        source->why = "namen van thema's";
        source->why_en = "names of themes";
        return true;
    case INPUT_REFERENCE:
        source->kind = SOURCE_TEXT;
        source->why = "referentiegegevens";
        source->why_en = "reference data";
        return true;
    default:
        return read_data(reading, input, source, error);
    }
}

static bool read_inputs(struct reading *reading, struct error *error)
{
    const struct inputs *inputs = reading->inputs;
    bool worked = true;
    reading->sources =
        arena_alloc_array(reading->arena, inputs->count + 1, sizeof *reading->sources);
    for (size_t i = 0; i < inputs->count; i++) {
        reading->sources[i] = add_source(reading, &inputs->items[i]);
    }
    for (size_t i = 0; i < inputs->count && worked; i++) {
        worked = read_input(reading, &inputs->items[i], reading->sources[i], error);
        if (worked && reading->progress != NULL) {
            reading->progress(reading->progress_context, inputs->items[i].file.path, i + 1,
                              inputs->count);
        }
    }
    return worked;
}

bool reading_all(struct reading *reading, struct error *error)
{
    reading->headings = headings_create(reading->arena);
    reading->hashes = intern_create(reading->arena);
    inputs_hash_alike(reading->inputs, reading->threads);
    bool worked = read_inputs(reading, error);
    for (size_t i = 0; i < reading->inputs->count; i++) {
        source_rest(&reading->inputs->items[i].bytes);
    }
    for (size_t i = 0; worked && i < reading->inputs->count; i++) {
        settle_set_hash(reading->settle, i, reading->inputs->items[i].hash);
    }
    return worked;
}
