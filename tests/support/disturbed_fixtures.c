/* disturbed_fixtures: see disturbed_fixtures.h. An edition is a folder of a place: a case of
 * fixtures/law, a folder of fixtures/editions, or one file of fixtures/exports. */
#include "tests/support/disturbed_fixtures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/pipeline.h"
#include "engine/read/source.h"
#include "engine/read/table.h"
#include "tests/support/cmocka_all.h"
#include "tests/support/disturb.h"
#include "tests/support/edition_words.h"
#include "tests/support/expected_exports.h"
#include "tests/support/law_case.h"
#include "tests/support/spawn.h"

struct walk {
    struct place place;
    struct pseudonym_key key; /* of all: the same people have the same pseudonyms */
    struct random random;
    uint64_t seed;
    uint64_t editions, pairs; /* one in so many */
    struct disturbed_tally tally;
};

/* A folder of the place, read. */
struct folder_read {
    const char *folder, *where; /* in the place; from the root */
    const char *name;           /* of the fixture */
    struct settled settled;
};

static bool read_folder(struct walk *walk, struct arena *arena, const char *where,
                        struct settled *settled)
{
    struct error error = {0};
    struct pipeline_options options = {.key = &walk->key, .match = "exact", .threads = 1};
    return pipeline_settle(arena, &options, where, settled, &error);
}

static const struct source *source_called(const struct edition *edition, const char *path)
{
    for (size_t i = 0; i < edition->sources_count; i++) {
        if (text_equal(edition->sources[i].path, path)) {
            return &edition->sources[i];
        }
    }
    return NULL;
}

/* -- comparing ----------------------------------------------------------------------------------
 */

struct balance {
    uint64_t read, used, merged, rejected;
};

static struct balance balance_of(const struct source *source)
{
    return (struct balance){source->rows_read, source->rows_used, source->rows_merged,
                            source->rows_rejected};
}

static bool may_be(unsigned effects, struct balance before, struct balance now)
{
    uint64_t merged = (effects & EFFECT_ROW_MERGED) != 0;
    bool rejected = (effects & EFFECT_ROW_REJECTED) && now.rejected == before.rejected + 1;
    bool same = now.used == before.used && now.merged == before.merged + merged;
    return now.read == before.read + merged + rejected &&
           now.rejected == before.rejected + rejected && (same || (effects & EFFECT_READING_ORDER));
}

/* Lines that may be new. */
static const char *const *new_words(unsigned effects)
{
    static const char *const nothing[] = {NULL};
    static const char *const question[] = {DISTURBANCE_QUESTION, NULL};
    static const char *const rejected[] = {"\tROW_", "\tCELL_", NULL};
    return effects & EFFECT_QUESTION       ? question
           : effects & EFFECT_ROW_REJECTED ? rejected
                                           : nothing;
}

/* What differs and may not, in words; NULL when nothing does. */
static const char *differences(struct arena *arena, const struct edition *before,
                               const struct edition *now, const char *path,
                               const struct disturbed *disturbed)
{
    unsigned effects = disturbed->effects;
    struct edition_view view = {.sessions_unnamed =
                                    (effects & (EFFECT_SESSION_RENAMED | EFFECT_FIRST_ROW)) != 0,
                                .days_unknown = (effects & EFFECT_FIRST_ROW) != 0,
                                .answers_unread = (effects & EFFECT_ANSWERS) != 0};
    struct edition_words first = edition_words_of(arena, before, &view);
    view.path = disturbed->path;
    view.path_as = path;
    struct edition_words second = edition_words_of(arena, now, &view);
    const char *words = edition_words_differ(arena, &first, &second, new_words(effects));
    const struct source *source = source_called(now, disturbed->path);
    struct balance old = balance_of(source_called(before, path));
    struct balance new = source == NULL ? (struct balance){0} : balance_of(source);
    if (may_be(effects, old, new)) {
        return words;
    }
    return arena_printf(arena,
                        "rows: read %llu used %llu merged %llu rejected %llu, now %llu %llu %llu "
                        "%llu\n%s",
                        (unsigned long long)old.read, (unsigned long long)old.used,
                        (unsigned long long)old.merged, (unsigned long long)old.rejected,
                        (unsigned long long)new.read, (unsigned long long)new.used,
                        (unsigned long long)new.merged, (unsigned long long)new.rejected,
                        words == NULL ? "" : words);
}

/* The first lines of what differs: a person who is gone is gone from many. */
static void say(const struct folder_read *as_it_is, const char *path, size_t disturbance,
                const char *words)
{
    enum { LINES = 6 };
    fprintf(stderr, "%s/%s, %s:\n", as_it_is->name, path, disturbance_name(disturbance));
    for (int i = 0; i < LINES && *words != '\0'; i++) {
        size_t size = strcspn(words, "\n");
        fprintf(stderr, "    %.*s\n", (int)size, words);
        words += size + (words[size] != '\0');
    }
}

static void compare(struct walk *walk, const struct folder_read *as_it_is,
                    const struct export_file *file, const struct disturbed *disturbed,
                    size_t disturbance)
{
    struct arena *arena = arena_create();
    const char *path = arena_printf(arena, "%s/%s", as_it_is->folder, disturbed->path);
    struct settled now;
    place_write_bytes(&walk->place, path, disturbed->bytes.bytes, disturbed->bytes.size);
    const char *words = "nothing is recognised";
    if (read_folder(walk, arena, as_it_is->where, &now)) {
        words = differences(arena, &as_it_is->settled.edition, &now.edition, file->path, disturbed);
    }
    walk->tally.compared++;
    if (words != NULL) {
        walk->tally.differ++;
        say(as_it_is, file->path, disturbance, words);
    }
    place_remove(&walk->place, path);
    arena_destroy(arena);
}

/* -- which files ------------------------------------------------------------------------------ */

/* Of a copy nothing is read, and which of two files is the copy is told by their names; what a
 * correction is about is told by its line; what the reader makes of a quote that is never closed,
 * no other program can save. */
static bool can_be_disturbed(const struct edition *edition, uint32_t source)
{
    bool can = true;
    for (size_t i = 0; i < edition->sources_count; i++) {
        can = can &&
              (i == source || strcmp(edition->sources[i].hash, edition->sources[source].hash) != 0);
    }
    for (size_t i = 0; i < edition->findings_count; i++) {
        const struct finding *finding = &edition->findings[i];
        can = can && (finding->source != source || (finding->rule != FINDING_CORRECTION_APPLIED &&
                                                    finding->rule != FINDING_ROW_QUOTE_OPEN &&
                                                    finding->rule != FINDING_FILE_IGNORED));
    }
    return can;
}

/* -- walking ------------------------------------------------------------------------------------
 */

static void disturb_file(struct walk *walk, const struct folder_read *as_it_is, size_t number)
{
    const struct input *input = &as_it_is->settled.inputs.items[number];
    struct arena *arena = arena_create();
    struct export_file file;
    const char *path = arena_printf(arena, "%s/%s", as_it_is->folder, input->file.path);
    if (input->role == INPUT_SETTINGS || input->role == INPUT_TEXT ||
        !can_be_disturbed(&as_it_is->settled.edition, (uint32_t)number) ||
        !export_file_read(arena, input->file.path, input->bytes.data, input->bytes.size, &file)) {
        arena_destroy(arena);
        return;
    }
    const char *how = getenv("HOW");
    export_file_learn(&file, &as_it_is->settled.edition, (uint32_t)number);
    /* In an edition of many files each pair takes longer. */
    uint64_t one_in = walk->pairs == 1 ? 1 : walk->pairs * as_it_is->settled.inputs.count;
    walk->tally.files++;
    place_remove(&walk->place, path);
    for (size_t i = 0; i < disturbances(); i++) {
        struct disturbed disturbed;
        if (random_below(&walk->random, one_in) == 0 &&
            (how == NULL || strstr(disturbance_name(i), how) != NULL) &&
            disturb(arena, &file, i, walk->seed, &disturbed)) {
            compare(walk, as_it_is, &file, &disturbed, i);
        }
    }
    place_write_bytes(&walk->place, path, input->bytes.data, input->bytes.size);
    arena_destroy(arena);
}

static bool is_chosen(struct walk *walk, const char *name)
{
    const char *only = getenv("ONLY");
    return random_below(&walk->random, walk->editions) == 0 &&
           (only == NULL || strstr(name, only) != NULL);
}

/* `name` is that of the fixture. The place is empty afterwards. */
static void disturb_folder(struct walk *walk, const char *folder, const char *name)
{
    struct arena *arena = arena_create();
    const char *where = arena_printf(arena, "%s/%s", walk->place.folder, folder);
    struct folder_read as_it_is = {.folder = folder, .where = where, .name = name};
    if (is_chosen(walk, name) && read_folder(walk, arena, where, &as_it_is.settled)) {
        for (size_t i = 0; i < as_it_is.settled.inputs.count; i++) {
            disturb_file(walk, &as_it_is, i);
        }
    }
    arena_destroy(arena);
    place_destroy(&walk->place);
    walk->place = place_create();
}

static void disturb_law(struct walk *walk)
{
    struct law_cases cases;
    law_cases_list(&cases);
    for (size_t i = 0; i < cases.count; i++) {
        char *text = law_case_read(cases.names[i]);
        law_case_unpack(&walk->place, text);
        disturb_folder(walk, "2023", cases.names[i]);
        free(text);
    }
}

static void disturb_editions(struct walk *walk)
{
    static const char *const editions[] = {"2020", "2021", "2022", "2023", "2024"};
    for (size_t i = 0; i < sizeof editions / sizeof *editions; i++) {
        char from[64];
        snprintf(from, sizeof from, "fixtures/editions/%s", editions[i]);
        place_copy(&walk->place, from, editions[i], false);
        disturb_folder(walk, editions[i], editions[i]);
    }
}

/* Each of the exports is an edition of one file. */
static void disturb_exports(struct walk *walk, const char *folder)
{
    struct arena *arena = arena_create();
    struct error error = {0};
    struct source_bytes bytes;
    struct record record;
    struct table *table = expected_exports_open(arena, folder, &record);
    while (table_next(table, &record)) {
        const char *path = arena_printf(arena, "%s%s", folder, record.cells[0]);
        const char *slash = strrchr(path, '/');
        /* Megabytes in a cell say nothing more with a blank row behind them. */
        if (record.count > 1 && strstr(path, "grote-cel") == NULL) {
            assert_true(source_load(arena, path, &bytes, &error));
            place_write_bytes(&walk->place, arena_printf(arena, "2026%s", slash), bytes.data,
                              bytes.size);
            disturb_folder(walk, "2026", path);
        }
    }
    arena_destroy(arena);
}

struct disturbed_tally disturbed_fixtures(uint64_t seed, uint64_t editions, uint64_t pairs)
{
    struct walk walk = {
        .place = place_create(), .seed = seed, .editions = editions, .pairs = pairs};
    memset(&walk.key, 7, sizeof walk.key);
    random_seed(&walk.random, seed, 0);
    disturb_law(&walk);
    disturb_exports(&walk, "fixtures/exports/samples/");
    disturb_exports(&walk, "fixtures/exports/");
    disturb_editions(&walk);
    place_destroy(&walk.place);
    return walk.tally;
}
