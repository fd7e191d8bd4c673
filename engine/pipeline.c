/* pipeline: see pipeline.h. */
#include "engine/pipeline.h"

#include <string.h>

#include "engine/base/parallel.h"
#include "engine/base/text.h"
#include "engine/ledger/ledger.h"
#include "engine/reading.h"
#include "engine/reference/reference.h"
#include "engine/registry.h"
#include "engine/settle/settle.h"
#include "fingerprint.h"

/* Work on one edition. */
struct run {
    struct arena *arena;
    const struct pipeline_options *options;
    struct settled *out;
    struct settle *settle;
    struct reference *reference;
    struct finding_sink findings; /* of settle; the registry's, too */
    struct registry *registry;
    struct organisation_door door;
    struct reading reading;
};

/* The first year of four digits in a name, 0 when there is none. */
static int year_in(const char *name)
{
    for (const char *c = name; *c != '\0'; c++) {
        size_t digits = strspn(c, "0123456789");
        if (digits == 4 && (c[0] == '1' || c[0] == '2')) {
            int year = (c[0] - '0') * 1000 + (c[1] - '0') * 100 + (c[2] - '0') * 10 + (c[3] - '0');
            if (year >= 1990 && year < 2200) {
                return year;
            }
        }
        c += digits > 0 ? digits - 1 : 0;
    }
    return 0;
}

/* The year of an edition of which no day is known: edition.ini, the name of the folder, the newest
 * that there is. */
static int probable_year(const struct run *run)
{
    int said = run->out->edition.settings.year;
    int named = year_in(run->out->inputs.folder.id);
    return said != 0 ? said : named != 0 ? named : reference_last_year(run->reference);
}

/* The days of the edition: edition.ini, the programme, the earliest session, the year in the name
 * of the folder, in this order. */
static void find_days(struct run *run)
{
    struct edition_settings *settings = &run->out->edition.settings;
    int64_t first = settings->first_day;
    int64_t last = settings->last_day;
    int64_t week_first;
    int64_t week_last;
    if (settle_week(run->settle, &week_first, &week_last)) {
        first = first == INT64_MIN ? week_first : first;
        last = last == INT64_MIN ? week_last : last;
    }
    if (first == INT64_MIN && settle_earliest(run->settle, &week_first)) {
        first = week_first;
    }
    if (first == INT64_MIN) {
        first = moment_days(probable_year(run), 1, 1);
    }
    settings->first_day = first;
    settings->last_day = last == INT64_MIN || last < first ? first : last;
    if (settings->reference_day == INT64_MIN) {
        settings->reference_day = first;
    }
    if (settings->year == 0) {
        int month;
        int day;
        moment_civil(first, &settings->year, &month, &day);
    }
    if (settings->name == NULL) {
        settings->name = run->out->inputs.folder.id;
    }
}

static const struct layout *find_layout(struct run *run)
{
    struct edition *edition = &run->out->edition;
    const struct layout *layout;
    int64_t day = edition->settings.reference_day;
    if (run->reading.population != NULL && run->reading.population->table != NULL) {
        const struct side_table *table = run->reading.population->table;
        struct own_population *rows =
            arena_alloc_array(run->arena, table->row_count + 1, sizeof *rows);
        size_t count = 0;
        for (size_t i = 0; i < table->row_count; i++) {
            const char *digits = side_table_cell(table, &table->rows[i], "population");
            int64_t population = 0;
            for (; *digits != '\0'; digits++) {
                if (text_is_digit(*digits) && population < 100000000) {
                    population = population * 10 + (*digits - '0');
                }
            }
            rows[count].municipality = side_table_cell(table, &table->rows[i], "municipality");
            rows[count++].population = (int32_t)population;
        }
        layout = reference_layout_own(run->reference, day, rows, count);
    } else {
        layout = reference_layout(run->reference, day);
    }
    edition->population_year = layout->year;
    edition->population_provisional = layout->provisional;
    edition->population_own = layout->own;
    struct finding_sink sink = settle_findings(run->settle);
    const char *year = arena_printf(run->arena, "%d", layout->year);
    if (layout->nearest) {
        struct finding finding = {
            .rule = FINDING_REFERENCE_YEAR, .source = FINDING_NO_SOURCE, .detail = year};
        sink.add(sink.context, &finding);
    }
    if (layout->provisional) {
        struct finding finding = {
            .rule = FINDING_REFERENCE_PROVISIONAL, .source = FINDING_NO_SOURCE, .detail = year};
        sink.add(sink.context, &finding);
    }
    return layout;
}

static void hash_settings(struct run *run)
{
    const struct edition_settings *settings = &run->out->edition.settings;
    struct hash hash;
    hash_start(&hash);
    int64_t numbers[] = {settings->first_day,  settings->last_day, settings->reference_day,
                         settings->minutes,    settings->quotes,   settings->themes,
                         settings->small_count};
    hash_add(&hash, numbers, sizeof numbers);
    hash_add_string(&hash, settings->match);
    hash_add_string(&hash, settings->organiser);
    hash_finish_text(&hash, run->out->edition.settings_hash);
}

/* Sources are numbered as the inputs are. */
static void hash_inputs(struct run *run)
{
    struct edition *edition = &run->out->edition;
    bool *uses = arena_alloc(run->arena, edition->sources_count + 1);
    for (size_t i = 0; i < edition->sources_count; i++) {
        uses[i] = edition->sources[i].kind != SOURCE_IGNORED;
    }
    inputs_hash(&run->out->inputs, uses, edition->inputs_hash);
}

static void stale_corrections(struct run *run)
{
    struct finding_sink sink = settle_findings(run->settle);
    for (size_t i = 0; i < run->reading.corrections.count; i++) {
        if (!run->reading.corrections.items[i].applied) {
            struct finding finding = {.rule = FINDING_CORRECTION_STALE,
                                      .source = run->reading.correction_sources.items[i],
                                      .line = (long)i + 2,
                                      .detail = run->reading.corrections.items[i].column};
            sink.add(sink.context, &finding);
        }
    }
}

static bool lay_reference(struct run *run, struct error *error)
{
    struct finding_sink sink = settle_findings(run->settle);
    run->reference = reference_create(run->arena);
    for (size_t i = 0; i < run->out->inputs.count; i++) {
        const struct input *input = &run->out->inputs.items[i];
        bool known = true;
        if (input->role == INPUT_REFERENCE && text_ends_with(input->file.path, ".csv") &&
            !reference_overlay_file(run->reference, input->file.path,
                                    (const char *)input->bytes.data, input->bytes.size, &known,
                                    error)) {
            return false;
        }
        if (!known) {
            struct finding finding = {.rule = FINDING_REFERENCE_UNKNOWN, .source = (uint32_t)i};
            sink.add(sink.context, &finding);
        }
    }
    return true;
}

struct tombstones {
    const char *const *hashes;
    size_t count;
};

static bool nothing_recognised(const struct settled *settled, struct error *error)
{
    const char *folder = settled->inputs.folder.path;
    return settled->inputs.count == 0
               ? error_set_in_both(error, ERROR_NOTHING_RECOGNISED, "%s: deze map is leeg",
                                   "%s: this folder is empty", folder)
               : error_set_in_both(
                     error, ERROR_NOTHING_RECOGNISED,
                     "%s: in deze map is niets herkend (zie rodedraad check)",
                     "%s: nothing in this folder was recognised (see rodedraad check)", folder);
}

/* Starting a thread costs more than settling a small edition. */
static int threads_for(const struct inputs *inputs, int threads)
{
    enum { WORTH = 256 * 1024 };
    return inputs_size(inputs) < WORTH ? 1 : threads;
}

/* The store has a thread of its own. */
static int threads_to_settle(const struct inputs *inputs, int threads, bool to_store)
{
    threads = threads_for(inputs, threads);
    return to_store && threads > 1 ? threads - 1 : threads;
}

/* `tombstones` is NULL when the edition does not go to a store. */
static struct run *run_create(struct arena *arena, const struct pipeline_options *options,
                              const struct tombstones *tombstones, struct settled *settled)
{
    struct run *run = arena_alloc(arena, sizeof *run);
    *run = (struct run){.arena = arena, .options = options, .out = settled};
    /* The settings are the first file that is read; until then the defaults hold. */
    struct settle_options settle_options = {
        .key = options->key,
        .minutes = 15,
        .threads = threads_to_settle(&settled->inputs, options->threads, tombstones != NULL),
        .first_day = INT64_MIN,
        .last_day = INT64_MIN,
        .tombstones = tombstones == NULL ? NULL : tombstones->hashes,
        .tombstone_count = tombstones == NULL ? 0 : tombstones->count,
        .to_store = tombstones != NULL};
    run->settle = settle_create(arena, &settle_options);
    run->reading = (struct reading){.arena = arena,
                                    .inputs = &settled->inputs,
                                    .settings = &settled->settings,
                                    .settle = run->settle,
                                    .threads = options->threads,
                                    .progress = options->progress,
                                    .progress_context = options->progress_context};
    return run;
}

static void settle_first(struct run *run)
{
    struct edition *edition = &run->out->edition;
    settle_sessions(run->settle);
    find_days(run);
    const struct layout *layout = find_layout(run);
    run->findings = settle_findings(run->settle);
    run->registry =
        registry_create(run->arena, run->reference, layout, edition->settings.match,
                        run->reading.decisions.items, run->reading.decisions.count, &run->findings);
    edition->settings.organiser = registry_code_of(run->registry, edition->settings.organiser);
    stale_corrections(run);
    run->door = registry_door(run->registry);
    settle_registrations(run->settle, &run->door, edition);
}

/* What settle_inputs left. */
static void settle_rest(void *context)
{
    struct run *run = context;
    struct edition *edition = &run->out->edition;
    settle_first(run);
    settle_finish(run->settle, &run->door, edition);
    registry_finish(run->registry, run->out);
    settle_close(run->settle, edition);
    hash_settings(run);
    edition_reach(edition, EDITION_SETTLED);
}

/* When all inputs have their hashes. */
static bool close_edition(void *context, struct error *error)
{
    struct run *run = context;
    struct edition *edition = &run->out->edition;
    if (!inputs_hold(&run->out->inputs, error)) {
        return false;
    }
    for (size_t i = 0; i < edition->sources_count; i++) {
        memcpy(edition->sources[i].hash, run->out->inputs.items[i].hash, HASH_TEXT);
    }
    hash_inputs(run);
    return true;
}

static void let_go(void *context)
{
    struct run *run = context;
    settle_let_go(run->settle, &run->out->edition);
}

/* The files are read: the inputs are loaded. What they mean is left to edition_finish. */
static bool read_inputs(struct arena *arena, const struct pipeline_options *options,
                        const struct tombstones *tombstones, struct settled *settled,
                        struct error *error)
{
    struct run *run = run_create(arena, options, tombstones, settled);
    if (!reading_all(&run->reading, error)) {
        return false;
    }
    if (run->reading.recognised == 0) {
        return nothing_recognised(settled, error);
    }
    struct edition *edition = &settled->edition;
    edition->id = settled->inputs.folder.id;
    edition->settings = settled->settings.edition;
    if (options->match != NULL) {
        edition->settings.match = options->match;
    }
    if (!lay_reference(run, error)) {
        return false;
    }
    settle_configure(run->settle, edition->settings.minutes, edition->settings.first_day,
                     edition->settings.last_day, probable_year(run));
    edition->rest = (struct edition_rest){
        .work = settle_rest,
        /* A file is hashed by one thread at a time: it has to begin early. */
        .pieces = {settle_shared(run->settle), inputs_hashing_create(arena, &settled->inputs),
                   settle_scrubbing(run->settle)},
        .close = close_edition,
        .let_go = let_go,
        .context = run,
        .gate = parallel_gate_create(arena),
        .threads = threads_for(&settled->inputs, options->threads),
        .input_bytes = inputs_size(&settled->inputs)};
    return true;
}

bool pipeline_settle(struct arena *arena, const struct pipeline_options *options,
                     const char *folder, struct settled *settled, struct error *error)
{
    *settled = (struct settled){.settings = settings_default()};
    if (!inputs_list(arena, folder, options->beside, &settled->inputs, error) ||
        !inputs_load(arena, &settled->inputs, error) ||
        !read_inputs(arena, options, NULL, settled, error)) {
        return false;
    }
    edition_finish(&settled->edition);
    return edition_close(&settled->edition, error);
}

/* -- the store
 * --------------------------------------------------------------------------------------------- */

/* The hashes of the files are those of the last read? Then only their times changed. Nothing is
 * hashed when names or sizes differ. */
static bool same_contents(struct inputs *inputs, const struct stored_source *stored, size_t count,
                          int threads)
{
    if (count != inputs->count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(stored[i].path, inputs->items[i].file.path) != 0 ||
            stored[i].size != inputs->items[i].bytes.size) {
            return false;
        }
    }
    inputs_hash_files(inputs, threads);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(stored[i].hash, inputs->items[i].hash) != 0) {
            return false;
        }
    }
    return true;
}

static bool put_stamps(struct store *store, const struct inputs *inputs,
                       struct stored_source *stored, struct error *error)
{
    for (size_t i = 0; i < inputs->count; i++) {
        stored[i].size = inputs->items[i].file.size;
        stored[i].inode = inputs->items[i].file.inode;
        stored[i].mtime = inputs->items[i].file.mtime;
        stored[i].ctime = inputs->items[i].file.ctime;
    }
    return store_put_stamps(store, inputs->folder.id, stored, inputs->count, error);
}

/* Was the edition read by this version of the engine, with the same way of matching? */
static bool same_engine(const struct stored_edition *edition, const char *match)
{
    return text_equal(edition->engine_version, RODEDRAAD_FINGERPRINT) &&
           (match == NULL || text_equal(edition->match, match));
}

/* By the names that the files have, not by those that the store keeps. */
static void list_holding(struct arena *arena, const struct settled *settled,
                         struct imported *imported)
{
    const struct edition *edition = &settled->edition;
    const char **holding = arena_alloc_array(arena, edition->sources_count + 1, sizeof *holding);
    for (size_t i = 0; i < edition->sources_count; i++) {
        if (edition->sources[i].holds_forgotten) {
            holding[imported->holding_count++] =
                arena_strdup(arena, settled->inputs.items[i].file.path);
        }
    }
    imported->holding = holding;
}

static void keep_waiting(struct arena *arena, const struct settled *settled,
                         struct imported *imported)
{
    struct waiting_name *names =
        arena_alloc_array(arena, settled->waiting_count + 1, sizeof *names);
    for (size_t i = 0; i < settled->waiting_count; i++) {
        const struct waiting_name *name = &settled->waiting[i];
        names[i] = (struct waiting_name){.text = arena_strdup(arena, name->text),
                                         .rows = name->rows,
                                         .proposal = arena_strdup(arena, name->proposal),
                                         .alternative = arena_strdup(arena, name->alternative),
                                         .reason = arena_strdup(arena, name->reason)};
    }
    imported->waiting = settled->waiting_count;
    imported->waiting_names = settled->waiting_count == 0 ? NULL : names;
}

static bool keep_settled(struct arena *arena, struct arena *work,
                         const struct pipeline_options *options, const struct settled *settled,
                         struct store *store, struct imported *imported, struct error *error)
{
    struct ledger ledger;
    bool worked =
        store_begin(store, error) && store_put_edition(store, &settled->edition, error) &&
        store_find_edition(store, arena, settled->edition.id, &imported->edition, error) &&
        (!options->figures || ledger_open(store, work, &imported->edition, &ledger, error));
    if (!worked) {
        store_rollback(store);
    }
    return worked && store_commit(store, error);
}

/* The tables of a new store are made while the files are loaded and read. */
struct beginning {
    struct arena *work;
    const struct pipeline_options *options;
    const struct tombstones *tombstones;
    struct settled *settled;
    struct store *store;
    struct error *error, store_error;
    bool has_loaded, has_read, has_tables;
};

static void read_or_make_tables(void *context, size_t index)
{
    struct beginning *begin = context;
    if (index == 0) {
        begin->has_read = (begin->has_loaded ||
                           inputs_load(begin->work, &begin->settled->inputs, begin->error)) &&
                          read_inputs(begin->work, begin->options, begin->tombstones,
                                      begin->settled, begin->error);
    } else {
        begin->has_tables = store_make_tables(begin->store, &begin->store_error);
    }
}

static bool read_for_store(struct beginning *begin)
{
    parallel_for(begin->options->threads, 2, read_or_make_tables, begin);
    if (begin->has_read && !begin->has_tables) {
        *begin->error = begin->store_error;
    }
    return begin->has_read && begin->has_tables;
}

/* What is kept lives in `arena`, all else in `work`. */
static bool import_within(struct arena *arena, struct arena *work,
                          const struct pipeline_options *options, const char *folder,
                          struct store *store, struct imported *imported, struct error *error)
{
    struct settled settled = {.settings = settings_default()};
    if (!inputs_list(work, folder, options->beside, &settled.inputs, error)) {
        return false;
    }
    const char *id = settled.inputs.folder.id;
    *imported = (struct imported){.folder = arena_strdup(arena, settled.inputs.folder.path)};
    struct stored_source *stored;
    size_t count;
    struct error not_found = {0};
    if (!store_edition_inputs(store, work, id, &stored, &count, error)) {
        return false;
    }
    bool known = store_find_edition(store, arena, id, &imported->edition, &not_found);
    if (known && imported->edition.sealed_on != NULL) {
        return true; /* never read again */
    }
    known = known && count > 0;
    bool may_skip = known && !options->reread && same_engine(&imported->edition, options->match);
    struct inputs seen;
    if (!inputs_as_read(work, &settled.inputs, stored, &count, &seen, error)) {
        return false;
    }
    if (may_skip && !options->rehash && inputs_look_unchanged(&seen, stored, count)) {
        return true;
    }
    if (may_skip && (!inputs_load(work, &settled.inputs, error) ||
                     !inputs_as_read(work, &settled.inputs, stored, &count, &seen, error))) {
        return false;
    }
    if (may_skip && same_contents(&seen, stored, count, options->threads)) {
        return put_stamps(store, &seen, stored, error);
    }
    struct tombstones tombstones;
    struct beginning begin = {.work = work,
                              .options = options,
                              .tombstones = &tombstones,
                              .settled = &settled,
                              .store = store,
                              .error = error,
                              .has_loaded = may_skip};
    if (!store_tombstones(store, work, id, &tombstones.hashes, &tombstones.count, error) ||
        !read_for_store(&begin) ||
        !keep_settled(arena, work, options, &settled, store, imported, error)) {
        return false;
    }
    imported->was_read = true;
    keep_waiting(arena, &settled, imported);
    list_holding(arena, &settled, imported);
    return true;
}

bool pipeline_import(struct arena *arena, const struct pipeline_options *options,
                     const char *folder, struct store *store, struct imported *imported,
                     struct error *error)
{
    struct arena *work = arena_create();
    bool done = import_within(arena, work, options, folder, store, imported, error);
    arena_destroy(work);
    return done;
}

const char *pipeline_default_store(struct arena *arena, const char *folder)
{
    return arena_printf(arena, "%s/rodedraad.db", folder_parent(arena, folder));
}
