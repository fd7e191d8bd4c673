/* inspect: see inspect.h. The file goes through recognise and settle as an edition of one file, so
 * that what inspect prints is what an import would count. Nothing is stored: the key of the
 * pseudonyms lives as long as the command. */
#include "engine/command/inspect.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/command/command.h"
#include "engine/command/options.h"
#include "engine/publish/gate.h"
#include "engine/read/source.h"
#include "engine/recognise/heading.h"
#include "engine/recognise/recognise.h"
#include "engine/settle/settle.h"

/* Organisations do not matter here: nothing is resolved. */
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

static void count_registrations(const struct edition *edition, struct inspection *inspection)
{
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *registration = &edition->registrations[i];
        bool live = registration->status == REGISTRATION_LIVE;
        inspection->registrations += live;
        inspection->registrations_no_staff += live && !registration->staff;
    }
}

/* People are counted once, in however many sessions of the file they were; somebody who was staff
 * in one of them is staff. */
static void count_presences(struct arena *arena, const struct edition *edition,
                            struct inspection *inspection)
{
    enum { THERE = 1, STAFF = 2 };
    unsigned char *people = arena_alloc(arena, edition->persons_count + 1);
    int64_t seconds = 0;
    int64_t seconds_no_staff = 0;
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *presence = &edition->presences[i];
        people[presence->person] |= presence->staff ? THERE | STAFF : THERE;
        seconds += presence->seconds;
        seconds_no_staff += presence->staff ? 0 : presence->seconds;
    }
    for (size_t i = 0; i < edition->persons_count; i++) {
        inspection->attendees += people[i] != 0;
        inspection->attendees_no_staff += people[i] == THERE;
    }
    inspection->minutes = (double)seconds / 60;
    inspection->minutes_no_staff = (double)seconds_no_staff / 60;
}

bool inspect_bytes(struct arena *arena, struct headings *headings, const char *path,
                   const void *bytes, size_t size, struct inspection *inspection,
                   struct error *error)
{
    struct pseudonym_key key;
    pseudonym_key_make(&key);
    struct settle_options options = {
        .key = &key, .minutes = 15, .first_day = INT64_MIN, .last_day = INT64_MIN};
    struct settle *settle = settle_create(arena, &options);
    struct recognise_context context = {.headings = headings};
    struct row_sink rows = settle_rows(settle);
    struct finding_sink findings = settle_findings(settle);
    struct source *source = settle_add_source(settle, path);
    hash_text_of(bytes, size, source->hash);
    if (!recognise_bytes(arena, bytes, size, &context, &rows, &findings, source, error)) {
        return false;
    }
    uint64_t left_out = source->rows_rejected - source->rows_bad;
    struct organisation_door door = {.resolve = resolve_nothing};
    struct edition edition = {.id = "inspect"};
    settle_sessions(settle);
    settle_registrations(settle, &door, &edition);
    settle_finish(settle, &door, &edition);
    settle_close(settle, &edition);
    enum source_kind kind = edition.sources[0].kind;
    *inspection = (struct inspection){
        .source = &edition.sources[0],
        .findings = edition.findings,
        .finding_count = edition.findings_count,
        .registers = kind == SOURCE_REGISTRATION || kind == SOURCE_REGISTRATION_ATTENDANCE,
        .attends = kind == SOURCE_ATTENDANCE || kind == SOURCE_REGISTRATION_ATTENDANCE,
        .answers = kind == SOURCE_EVALUATION,
        .responses = edition.responses_count,
        .bad_rows = edition.sources[0].table != NULL ? edition.sources[0].rows_bad
                                                     : edition.sources[0].rows_rejected - left_out,
    };
    count_registrations(&edition, inspection);
    count_presences(arena, &edition, inspection);
    return true;
}

bool inspect_file(struct arena *arena, struct headings *headings, const char *path,
                  struct inspection *inspection, struct error *error)
{
    struct source_bytes bytes;
    return source_load(arena, path, &bytes, error) &&
           inspect_bytes(arena, headings, path, bytes.data, bytes.size, inspection, error);
}

/* -- JSON ----------------------------------------------------------------------------------------
 */

static void put_count(struct json *json, const char *key, bool known, uint64_t count)
{
    json_key(json, key);
    if (known) {
        json_integer(json, (long long)count);
    } else {
        json_null(json);
    }
}

static void put_minutes(struct json *json, const char *key, bool known, double minutes)
{
    json_key(json, key);
    if (known) {
        json_number(json, round(minutes * 100) / 100);
    } else {
        json_null(json);
    }
}

static const char *delimiter_word(struct arena *arena, char delimiter)
{
    return delimiter == '\t' ? "tab" : delimiter == 0 ? NULL : arena_printf(arena, "%c", delimiter);
}

static void put_inspection(struct arena *arena, struct json *json, const char *path,
                           const struct inspection *inspection)
{
    const struct source *source = inspection->source;
    bool text = source->delimiter != 0;
    json_begin(json, '{');
    json_key(json, "file");
    json_string(json, path);
    json_key(json, "kind");
    json_string(json, source_kind_word(source->kind));
    json_key(json, "format");
    json_string(json, source_format_word(source->format));
    json_key(json, "encoding");
    json_string(json, text ? source_encoding_word(source->encoding) : NULL);
    json_key(json, "delimiter");
    json_string(json, delimiter_word(arena, source->delimiter));
    put_count(json, "registrations", inspection->registers, inspection->registrations);
    put_count(json, "attendees", inspection->attends, inspection->attendees);
    put_count(json, "answers", inspection->answers, inspection->responses);
    put_minutes(json, "minutes", true, inspection->minutes);
    put_count(json, "registrations_no_staff", inspection->registers,
              inspection->registrations_no_staff);
    put_count(json, "attendees_no_staff", inspection->attends, inspection->attendees_no_staff);
    put_minutes(json, "minutes_no_staff", inspection->attends, inspection->minutes_no_staff);
    json_key(json, "bad_rows");
    json_integer(json, (long long)inspection->bad_rows);
    json_key(json, "rows");
    json_integer(json, (long long)source->rows_read);
    json_end(json, '}');
}

/* -- for people ------------------------------------------------------------------------------- */

static void print_findings(struct arena *arena, FILE *out, const struct inspection *inspection,
                           enum language language)
{
    enum { SHOWN = 20, LONGEST = 400 };
    size_t shown = 0;
    for (int weight = FINDING_LOST; weight <= FINDING_NOTE; weight++) {
        for (size_t i = 0; i < inspection->finding_count; i++) {
            const struct finding *finding = &inspection->findings[i];
            if (finding_weight(finding->rule) != (enum finding_weight)weight ||
                finding->source == FINDING_NO_SOURCE ||
                finding->rule == FINDING_SESSION_NOT_MEASURED || /* says nothing of one file */
                ++shown > SHOWN) {
                continue;
            }
            bool dutch = language == LANGUAGE_NL;
            fputs("  ", out);
            if (finding->line > 0) {
                fprintf(out, dutch ? "regel %ld" : "line %ld", finding->line);
                if (finding->column > 0) {
                    fprintf(out, dutch ? ", kolom %d" : ", column %d", finding->column);
                }
                fputs(": ", out);
            }
            const char *what = finding_sentence(arena, finding, language);
            const char *remedy = finding_remedy(finding->rule, language);
            fprintf(out, "%s%s%s\n", text_printable(arena, what, strlen(what), LONGEST),
                    *remedy == '\0' ? ""
                    : dutch         ? "; doen: "
                                    : "; do: ",
                    remedy);
        }
    }
    if (shown > SHOWN) {
        fprintf(out, language == LANGUAGE_NL ? "  en nog %zu\n" : "  and %zu more\n",
                shown - SHOWN);
    }
}

/* "1 aanwezige", "2 aanwezigen": a count of people, rows or forms with its word. */
static void print_count(FILE *out, const char *before, const char *const words[LANGUAGES][2],
                        uint64_t count, enum language language)
{
    fprintf(out, "%s%" PRIu64 " %s", before, count, language_counted(words, count, language));
}

static void print_minutes(FILE *out, const char *before, double minutes, enum language language)
{
    char text[NUMBER_TEXT];
    number_write_for_people(minutes, 2, language, text);
    fprintf(out, "%s%s %s", before, text, language == LANGUAGE_NL ? "minuten" : "minutes");
}

static void print_presence(FILE *out, const struct inspection *inspection, enum language language)
{
    static const char *const present[LANGUAGES][2] = {{"aanwezige", "aanwezigen"},
                                                      {"person present", "people present"}};
    print_count(out, "  ", present, inspection->attendees, language);
    print_minutes(out, ", ", inspection->minutes, language);
    fprintf(out,
            language == LANGUAGE_NL ? " (zonder organisatie %" PRIu64 : " (without staff %" PRIu64,
            inspection->attendees_no_staff);
    print_minutes(out, ", ", inspection->minutes_no_staff, language);
    fputs(")\n", out);
}

static void print_inspection(struct arena *arena, FILE *out, const char *path,
                             const struct inspection *inspection, enum language language)
{
    static const char *const registrations[LANGUAGES][2] = {{"aanmelding", "aanmeldingen"},
                                                            {"registration", "registrations"}};
    static const char *const responses[LANGUAGES][2] = {
        {"ingevuld formulier", "ingevulde formulieren"}, {"response", "responses"}};
    static const char *const rows[LANGUAGES][2] = {{"rij", "rijen"}, {"row", "rows"}};
    bool dutch = language == LANGUAGE_NL;
    const struct source *source = inspection->source;
    const char *delimiter = delimiter_word(arena, source->delimiter);
    fprintf(out, "%s: %s", text_printable(arena, path, strlen(path), 4096),
            gate_source_kind(source_format_word(source->format), source_kind_word(source->kind),
                             language));
    if (delimiter != NULL) {
        fprintf(out, dutch ? ", %s, gescheiden door %s" : ", %s, separated by %s",
                source_encoding_word(source->encoding), delimiter);
    }
    fputc('\n', out);
    const char *why = source_why(source, language);
    if (*why != '\0') {
        fprintf(out, dutch ? "  waarom: %s\n" : "  why: %s\n",
                text_printable(arena, why, strlen(why), 600));
    }
    if (inspection->registers) {
        print_count(out, "  ", registrations, inspection->registrations, language);
        fputc('\n', out);
    }
    if (inspection->attends) {
        print_presence(out, inspection, language);
    }
    if (inspection->answers) {
        print_count(out, "  ", responses, inspection->responses, language);
        fputc('\n', out);
    }
    print_count(out, "  ", rows, source->rows_read, language);
    fprintf(out,
            dutch ? " gelezen = %" PRIu64 " gebruikt + %" PRIu64 " samengevoegd + %" PRIu64
                    " afgekeurd\n"
                  : " read = %" PRIu64 " used + %" PRIu64 " merged + %" PRIu64 " rejected\n",
            source->rows_used, source->rows_merged, source->rows_rejected);
    print_findings(arena, out, inspection, language);
}

static const char usage_nl[] =
    "gebruik: rodedraad inspect BESTAND... [--json]\n"
    "Laat van elk bestand zien waarvoor het wordt gehouden, waarom, en wat het telt.\n";
static const char usage_en[] = "usage: rodedraad inspect FILE... [--json]\n"
                               "Shows for each file what it was taken for, why, and its counts.\n";

int command_inspect(int argc, char **argv, FILE *out, FILE *err)
{
    struct arena *arena = arena_create();
    struct common_options common = options_common();
    struct operands operands;
    struct error error = {0};
    int status = EXIT_DONE;
    if (!options_read(arena, argc, argv, NULL, 0, &common, &operands, &error)) {
        status = options_fail(err, &common, &error);
        arena_destroy(arena);
        return status;
    }
    if (operands.count == 0 || common.help) {
        fputs(common.language == LANGUAGE_NL ? usage_nl : usage_en, common.help ? out : err);
        arena_destroy(arena);
        return common.help ? EXIT_DONE : EXIT_USAGE;
    }
    struct text text = text_create(arena);
    struct json json = json_create(&text);
    struct headings *headings = headings_create(arena);
    json_begin(&json, '[');
    for (size_t i = 0; i < operands.count; i++) {
        struct arena *file_arena = arena_create();
        struct inspection inspection;
        struct error file_error = {0};
        if (!inspect_file(file_arena, headings, operands.items[i], &inspection, &file_error)) {
            status = options_fail(err, &common, &file_error);
        } else if (common.json) {
            json_newline(&json);
            put_inspection(file_arena, &json, operands.items[i], &inspection);
        } else {
            print_inspection(file_arena, out, operands.items[i], &inspection, common.language);
        }
        arena_destroy(file_arena);
    }
    json_end(&json, ']');
    if (common.json) {
        fprintf(out, "%s\n", text.bytes);
    }
    arena_destroy(arena);
    return status;
}
