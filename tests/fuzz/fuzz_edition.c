/* Any files are an edition of which every row is accounted for and every number names something
 * that is there. The input is a folder: its files stand behind each other, each ended by a zero
 * byte, in the order of `files`. A second copy of the data changes nothing but the rows. */
#include <string.h>

#include "engine/reading.h"
#include "tests/fuzz/fuzz.h"

static const struct {
    const char *path;
    enum input_role role;
    bool twice; /* in the folder with copies */
} files[] = {
    {"edition.ini", INPUT_SETTINGS, false},
    {"programma.csv", INPUT_PROGRAMME, true},
    {"correcties.csv", INPUT_CORRECTIONS, false},
    {"aanmeldingen.csv", INPUT_DATA, true},
    {"aanwezig.csv", INPUT_DATA, true},
    {"evaluatie.csv", INPUT_DATA, true},
    {"kosten.csv", INPUT_DATA, true},
    {"besluiten.csv", INPUT_DECISIONS, false},
};
enum { FILES = sizeof files / sizeof *files };

static struct inputs list_inputs(struct arena *arena, const char *bytes, size_t size, bool copies)
{
    struct inputs inputs = {.folder = {.path = "2023", .id = "2023"}};
    const char *end = bytes + size;
    inputs.items = arena_alloc_array(arena, 2 * (size_t)FILES, sizeof *inputs.items);
    for (size_t i = 0; i < FILES && bytes < end; i++) {
        size_t length = strlen(bytes);
        struct input input = {
            .file = {.path = files[i].path, .where = files[i].path, .size = length},
            .role = files[i].role,
            .bytes = {.data = (const unsigned char *)bytes, .size = length}};
        inputs.items[inputs.count++] = input;
        if (copies && files[i].twice) {
            input.file.path = arena_printf(arena, "%s kopie.csv", files[i].path);
            inputs.items[inputs.count++] = input;
        }
        bytes += length + 1;
    }
    return inputs;
}

static void resolve_nothing(void *context, const char *text, const char *domain, const char *place,
                            uint32_t *organisation, uint32_t *spelling, bool *contradicted)
{
    (void)context;
    (void)text;
    (void)domain;
    (void)place;
    *organisation = NONE;
    *spelling = NONE;
    *contradicted = false;
}

/* False when the settings do not parse. */
static bool settle_edition(struct arena *arena, struct inputs *inputs, struct edition *edition)
{
    static const struct pseudonym_key key = {{1}};
    static struct organisation_door door = {.resolve = resolve_nothing};
    struct settle_options options = {
        .key = &key, .minutes = 15, .first_day = INT64_MIN, .last_day = INT64_MIN};
    struct settings settings = settings_default();
    struct reading reading = {.arena = arena,
                              .inputs = inputs,
                              .settings = &settings,
                              .settle = settle_create(arena, &options),
                              .threads = 1};
    struct error error = {0};
    bool read = reading_all(&reading, &error);
    LAW(read != error_is_set(&error));
    *edition = (struct edition){.id = "2023"};
    settle_configure(reading.settle, settings.edition.minutes, settings.edition.first_day,
                     settings.edition.last_day, settings.edition.year);
    settle_sessions(reading.settle);
    settle_registrations(reading.settle, &door, edition);
    settle_finish(reading.settle, &door, edition);
    settle_close(reading.settle, edition);
    return read;
}

static void check_sources(const struct edition *edition)
{
    for (size_t i = 0; i < edition->sources_count; i++) {
        const struct source *source = &edition->sources[i];
        LAW(source->rows_read == source->rows_used + source->rows_merged + source->rows_rejected);
    }
    for (size_t i = 0; i < edition->findings_count; i++) {
        const struct finding *finding = &edition->findings[i];
        LAW(finding->source == FINDING_NO_SOURCE || finding->source < edition->sources_count);
    }
}

static void check_people(const struct edition *edition)
{
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *registration = &edition->registrations[i];
        LAW(registration->person < edition->persons_count &&
            registration->session < edition->sessions_count);
    }
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *presence = &edition->presences[i];
        LAW(presence->person < edition->persons_count &&
            presence->session < edition->sessions_count && presence->seconds >= 0);
        LAW(presence->registration == NONE ||
            presence->registration < edition->registrations_count);
        LAW(presence->live ==
            (presence->registration != NONE &&
             edition->registrations[presence->registration].status == REGISTRATION_LIVE));
    }
}

static void check_forms(const struct edition *edition)
{
    for (size_t i = 0; i < edition->responses_count; i++) {
        uint32_t session = edition->responses[i].session;
        LAW(session == NONE || session < edition->sessions_count);
    }
    for (size_t i = 0; i < edition->answers_count; i++) {
        LAW(edition->answers[i].response < edition->responses_count &&
            edition->answers[i].question < edition->questions_count);
    }
    for (size_t i = 0; i < edition->remarks_count; i++) {
        const struct remark *remark = &edition->remarks[i];
        LAW(remark->question < edition->questions_count);
        LAW(memchr(remark->text, '\0', remark_size(remark)) == NULL);
    }
}

static int64_t seconds_of(const struct edition *edition)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < edition->presences_count; i++) {
        seconds += edition->presences[i].seconds;
    }
    return seconds;
}

static void check_copies(const struct edition *once, const struct edition *twice)
{
    LAW(once->persons_count == twice->persons_count);
    LAW(once->sessions_count == twice->sessions_count);
    LAW(once->registrations_count == twice->registrations_count);
    LAW(once->presences_count == twice->presences_count);
    LAW(once->responses_count == twice->responses_count);
    LAW(once->answers_count == twice->answers_count);
    LAW(once->remarks_count == twice->remarks_count);
    LAW(once->costs_count == twice->costs_count);
    LAW(once->second_signs_count == twice->second_signs_count);
    LAW(once->own_figures_count == twice->own_figures_count);
    LAW(seconds_of(once) == seconds_of(twice));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    struct edition once;
    struct edition twice;
    const char *bytes = text_of(arena, data, size);
    struct inputs inputs = list_inputs(arena, bytes, size, false);
    if (settle_edition(arena, &inputs, &once)) {
        check_sources(&once);
        check_people(&once);
        check_forms(&once);
        inputs = list_inputs(arena, bytes, size, true);
        if (settle_edition(arena, &inputs, &twice)) {
            check_sources(&twice);
            check_copies(&once, &twice);
        }
    }
    arena_destroy(arena);
    return 0;
}
