/* collect: what is collected while files are read (rows: intake.c), and the stages, one by one. */
#include "engine/settle/collect.h"

#include <assert.h>
#include <string.h>

#include "engine/base/pages.h"
#include "engine/base/text.h"
#include "engine/settle/leaving.h"

/* The rows as they came, and the dictionaries that only they point into. */
static void drop_rows(struct settle *settle)
{
    arena_destroy(settle->passing);
    settle->passing = NULL;
    settle->rows.items = NULL;
    settle->rows.count = settle->rows.capacity = 0;
}

static void drop_ids(struct settle *settle)
{
    arena_destroy(settle->ids_arena);
    settle->ids_arena = NULL;
}

static void drop_settled(struct settle *settle)
{
    arena_destroy(settle->settled);
    settle->settled = NULL;
}

static void free_arenas(void *context)
{
    struct settle *settle = context;
    drop_settled(settle);
    arena_destroy(settle->scratch);
    arena_destroy(settle->mails_arena);
    drop_ids(settle);
    drop_rows(settle);
}

/* Rows that an edition has, or hardly more: their memory need not grow, of which every step would
 * touch as much again. What is reserved and not used costs nothing. */
enum { USUAL_ROWS = 15 * 1024 };

struct settle *settle_create(struct arena *arena, const struct settle_options *options)
{
    struct settle *settle = arena_alloc(arena, sizeof *settle);
    settle->arena = arena;
    settle->options = *options;
    settle->scratch = arena_create();
    settle->passing = arena_create();
    settle->mails_arena = arena_create();
    settle->ids_arena = arena_create();
    settle->settled = arena_create();
    arena_adopt(arena, free_arenas, settle);
    VECTOR_RESERVE(settle->passing, &settle->rows, USUAL_ROWS);
    VECTOR_RESERVE(settle->passing, &settle->answers, USUAL_ROWS);
    settle->names = intern_create(arena);
    settle->mails = intern_create(settle->mails_arena);
    settle->ids = serials_create(settle->ids_arena);
    settle->words = intern_create(arena);
    settle->scrubber = scrubber_create(arena);
    settle->shared = parallel_pieces_create(arena, PIECES_AT_ONCE);
    settle->scrubbing = free_text_create(settle);
    return settle;
}

static void finish_pieces(void *context, size_t thread)
{
    (void)thread;
    parallel_pieces_finish(context);
}

void settle_finish_pieces(const struct settle *settle, struct parallel_pieces *pieces)
{
    int threads = settle->options.threads < 1 ? 1 : settle->options.threads;
    parallel_for(threads, (size_t)threads, finish_pieces, pieces);
}

void settle_share(struct settle *settle, size_t count, parallel_work *work, void *context)
{
    parallel_pieces_begin(settle->shared, count, work, context);
    settle_finish_pieces(settle, settle->shared);
}

struct parallel_pieces *settle_shared(struct settle *settle)
{
    return settle->shared;
}

struct source *settle_add_source(struct settle *settle, const char *path)
{
    struct source *source = arena_alloc(settle->arena, sizeof *source);
    source->number = (uint32_t)settle->sources.count;
    source->path = arena_strdup(settle->arena, path);
    *VECTOR_PUSH(settle->arena, &settle->sources) = source;
    return source;
}

void settle_set_hash(struct settle *settle, size_t source, const char hash[HASH_TEXT])
{
    memcpy(settle->sources.items[source]->hash, hash, HASH_TEXT);
}

static void take_programme(void *context, const struct programme_row *row)
{
    struct settle *settle = context;
    struct programme_row copy = *row;
    copy.id = arena_strdup(settle->arena, row->id);
    copy.title = arena_strdup(settle->arena, row->title == NULL ? "" : row->title);
    copy.description = arena_strdup(settle->arena, row->description);
    copy.host = arena_strdup(settle->arena, row->host);
    copy.track = arena_strdup(settle->arena, row->track);
    copy.place = arena_strdup(settle->arena, row->place);
    *VECTOR_PUSH(settle->arena, &settle->programme) = copy;
    *VECTOR_PUSH(settle->arena, &settle->titles) = copy.title;
}

static void take_finding(void *context, const struct finding *finding)
{
    struct settle *settle = context;
    struct finding copy = *finding;
    copy.detail = arena_strdup(settle->arena, finding->detail);
    *VECTOR_PUSH(settle->arena, &settle->findings) = copy;
}

struct row_sink settle_rows(struct settle *settle)
{
    return (struct row_sink){.context = settle,
                             .row = intake_row,
                             .packing = &intake_packing,
                             .programme = take_programme};
}

struct finding_sink settle_findings(struct settle *settle)
{
    return (struct finding_sink){.context = settle, .add = take_finding};
}

void settle_configure(struct settle *settle, int minutes, int64_t first_day, int64_t last_day,
                      int year)
{
    settle->options.minutes = minutes;
    settle->options.first_day = first_day;
    settle->options.last_day = last_day;
    settle->options.year = year;
}

void settle_titles(struct settle *settle, const char *const **titles, size_t *count)
{
    *titles = settle->titles.items;
    *count = settle->titles.count;
}

void settle_find(struct settle *settle, enum finding_rule rule, const struct raw_row *row,
                 const char *detail)
{
    struct finding finding = {.rule = rule,
                              .source = row == NULL ? FINDING_NO_SOURCE
                                                    : settle_common(settle, row)->source,
                              .line = row == NULL ? 0 : (long)row->line,
                              .detail = detail == NULL ? "" : detail};
    take_finding(settle, &finding);
}

void settle_merge(struct settle *settle, uint32_t row, uint32_t into)
{
    struct raw_row *raw = &settle->rows.items[row];
    if (raw->fate >= FATE_MERGED) {
        return;
    }
    if (settle->merged_into == NULL) { /* where nothing is written it takes no memory */
        settle->merged_into =
            arena_alloc_array(settle->passing, settle->rows.count, sizeof *settle->merged_into);
    }
    const struct raw_row *stays = &settle->rows.items[into];
    raw->fate = FATE_MERGED;
    settle->merged_into[row] =
        (struct row_place){.source = settle_common(settle, stays)->source, .line = stays->line};
}

void settle_use(struct settle *settle, uint32_t row)
{
    settle->rows.items[row].fate = FATE_USED;
}

/* What an organisation, as typed, was last found to be, and what stood beside it then. */
struct organisation_answer {
    bool asked, contradicted;
    uint32_t place, organisation, spelling;
    uint32_t domain; /* a number of settle->domains, or NONE */
};

static const char *word_or_null(const struct settle *settle, uint32_t code)
{
    return code == INTERN_NONE ? NULL : intern_string(settle->words, code);
}

static void ask_organisation(struct settle *settle, const struct organisation_door *door,
                             uint32_t word, struct organisation_answer *answer)
{
    answer->asked = true;
    answer->contradicted = false;
    const char *domain =
        answer->domain == NONE ? NULL : intern_string(settle->domains, answer->domain);
    door->resolve(door->context, word_or_null(settle, word), domain,
                  word_or_null(settle, answer->place), &answer->organisation, &answer->spelling,
                  &answer->contradicted);
}

/* Rows that name an organisation alike mostly have its domain and place as well: the door, which
 * looks up three strings, is asked when one of them differs. */
static struct organisation_answer
answer_of(struct settle *settle, const struct organisation_door *door, const struct raw_row *row)
{
    if (settle->answered == NULL) {
        settle->answered_count = intern_count(settle->words);
        settle->answered =
            arena_alloc_array(settle->arena, settle->answered_count + 1, sizeof *settle->answered);
    }
    uint32_t word = row->organisation;
    struct organisation_answer *last =
        word < settle->answered_count ? &settle->answered[word] : NULL;
    bool asked = last != NULL && last->asked;
    struct organisation_answer now = {.domain = settle_domain_number(settle, row->mail),
                                      .place = settle_common(settle, row)->place};
    if (asked && last->place == now.place && last->domain == now.domain) {
        return *last;
    }
    ask_organisation(settle, door, word, &now);
    if (last != NULL) {
        *last = now;
    }
    return now;
}

void settle_organisation_ahead(const struct settle *settle, const struct raw_row *row)
{
    if (row->mail != INTERN_NONE) {
        __builtin_prefetch(&settle->domain[row->mail]);
    }
}

void settle_organisation(struct settle *settle, const struct organisation_door *door,
                         const struct raw_row *row, uint32_t *organisation, uint32_t *spelling)
{
    struct organisation_answer answer = answer_of(settle, door, row);
    *organisation = answer.organisation;
    *spelling = answer.spelling;
    size_t number = (size_t)(row - settle->rows.items);
    if (settle->named == NULL) {
        settle->named = arena_alloc_array(settle->arena, settle->rows.count / 8 + 1, 1);
    }
    uint8_t bit = (uint8_t)(1u << (number & 7));
    if ((settle->named[number / 8] & bit) != 0) {
        return;
    }
    settle->named[number / 8] |= bit;
    if (*spelling != NONE) {
        door->count(door->context, *spelling);
    }
    if (answer.contradicted) {
        settle_find(settle, FINDING_ORGANISATION_CONTRADICTED, row, NULL);
    }
}

/* Of files with equal bytes the one with the shortest path is the original ("lijst (1).csv" is the
 * copy), then the first. */
static bool is_better_original(const struct source *a, const struct source *b)
{
    size_t size_a = strlen(a->path);
    size_t size_b = strlen(b->path);
    return size_a != size_b ? size_a < size_b : a->number < b->number;
}

/* What is wrong with a row of a copy was said of the original. */
static void drop_findings_of_copies(struct settle *settle)
{
    size_t kept = 0;
    for (size_t i = 0; i < settle->findings.count; i++) {
        const struct finding *finding = &settle->findings.items[i];
        bool of_copy =
            finding->source != FINDING_NO_SOURCE && settle->is_copy.items[finding->source];
        if (!of_copy || finding->line == 0) {
            settle->findings.items[kept++] = *finding;
        }
    }
    settle->findings.count = kept;
}

/* Files with the same bytes are copies when they were read alike: not where edition.ini skips one
 * of them or reads it as something else. */
static uint32_t copy_code(struct settle *settle, struct intern *alike, const struct source *source)
{
    struct arena_mark mark = arena_mark(settle->scratch);
    bool alone = source->hash[0] == '\0'; /* nobody thought that it may be a copy */
    const char *key =
        arena_printf(settle->scratch, "%s %u %d %d %llu", source->hash, alone ? source->number : 0,
                     (int)source->kind, (int)source->format, (unsigned long long)source->rows_read);
    uint32_t code = intern_put(alike, key, strlen(key));
    arena_release(settle->scratch, mark);
    return code;
}

/* The n-th row of a copy is the n-th row of its original. */
static void merge_copies(struct settle *settle, const uint32_t *original)
{
    size_t count = settle->sources.count;
    uint32_t *first = arena_alloc_array(settle->arena, count + 1, sizeof *first);
    for (size_t i = 0; i < settle->stretches.count; i++) {
        first[settle->stretches.items[i].source] = settle->stretches.items[i].first;
    }
    for (size_t i = 0; i < settle->stretches.count; i++) {
        const struct stretch *stretch = &settle->stretches.items[i];
        if (original[stretch->source] == stretch->source) {
            continue;
        }
        for (uint32_t row = stretch->first; row < stretch->end; row++) {
            settle_merge(settle, row, first[original[stretch->source]] + (row - stretch->first));
        }
    }
}

/* A file that equals another one, byte for byte: its rows are the rows of that file. */
static void settle_copies(struct settle *settle)
{
    size_t count = settle->sources.count;
    uint32_t *original = arena_alloc_array(settle->arena, count + 1, sizeof *original);
    struct intern *alike = intern_create(settle->arena);
    VECTOR(uint32_t) best = {0};
    for (size_t i = 0; i < count; i++) {
        *VECTOR_PUSH(settle->arena, &settle->is_copy) = false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct source *source = settle->sources.items[i];
        uint32_t code = copy_code(settle, alike, source);
        if (code == best.count) {
            *VECTOR_PUSH(settle->arena, &best) = i;
        } else if (is_better_original(source, settle->sources.items[best.items[code]])) {
            best.items[code] = i;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct source *source = settle->sources.items[i];
        uint32_t code = copy_code(settle, alike, source);
        bool about_people = source->rows_read > 0;
        original[i] = about_people ? best.items[code] : i;
        settle->is_copy.items[i] = original[i] != i;
        if (original[i] != i) {
            struct finding finding = {.rule = FINDING_FILE_COPY,
                                      .source = source->number,
                                      .detail = settle->sources.items[original[i]]->path};
            take_finding(settle, &finding);
        }
    }
    drop_findings_of_copies(settle);
    merge_copies(settle, original);
}

/* The date of a report. */
int64_t settle_newest(const struct settle *settle)
{
    int64_t newest = INT64_MIN;
    for (size_t i = 0; i < settle->stretches.count; i++) {
        int64_t here = settle->stretches.items[i].newest;
        newest = here > newest ? here : newest;
    }
    for (size_t i = 0; newest == INT64_MIN && i < settle->sessions.count; i++) {
        int64_t day = settle->sessions.items[i].day;
        newest = day != INT64_MIN && day * MOMENT_DAY > newest ? day * MOMENT_DAY : newest;
    }
    return newest;
}

void settle_sessions(struct settle *settle)
{
    settle_copies(settle);
    free_text_begin(settle);
    date_order_settle(settle);
    year_settle(settle);
    session_settle(settle);
}

/* Then nobody's name is compared with that of others, who may be present. */
static bool all_have_addresses(const struct edition *edition)
{
    for (size_t i = 0; i < edition->persons_count; i++) {
        if (!edition->persons[i].has_address) {
            return false;
        }
    }
    return true;
}

void settle_registrations(struct settle *settle, const struct organisation_door *door,
                          struct edition *edition)
{
    person_settle(settle);
    forgotten_settle(settle);
    edition->persons = settle->persons.items;
    edition->persons_count = settle->persons.count;
    if (all_have_addresses(edition)) {
        edition_reach(edition, EDITION_IDENTIFIED);
    }
    domain_settle(settle);
    registration_settle(settle, door, edition);
}

/* Nobody filled in a form, and who wrote something did so on a list on which nobody is present:
 * then nothing that presence tells can change what was said. */
static bool said_at_sign_up(const struct settle *settle)
{
    for (size_t i = 0; i < settle->stretches.count; i++) {
        const struct stretch *stretch = &settle->stretches.items[i];
        if (settle->sources.items[stretch->source]->kind == SOURCE_EVALUATION ||
            ((stretch->says & SAYS_ANSWERS) != 0 && (stretch->says & SAYS_PRESENCE) != 0)) {
            return false;
        }
    }
    return true;
}

/* Then nobody asks again what was written. */
static void settle_said(struct settle *settle, const struct organisation_door *door,
                        struct edition *edition, struct leaving *leaving)
{
    free_text_settle(settle);
    response_settle(settle, door, edition, leaving);
    arena_drop(settle->passing, settle->answers.items, settle->answers.capacity,
               sizeof *settle->answers.items);
    settle->answers.items = NULL;
    settle->answers.count = settle->answers.capacity = 0;
}

/* What was said is the largest part of a large edition, so it goes to the store as early as may be.
 */
void settle_finish(struct settle *settle, const struct organisation_door *door,
                   struct edition *edition)
{
    bool said = false;
    if (all_have_addresses(edition) && settle->unnamed == 0) {
        /* Nothing that presence tells can change them. */
        edition_reach(edition, EDITION_REGISTERED);
        said = said_at_sign_up(settle);
    }
    if (said) {
        struct leaving *leaving = leaving_begin(settle);
        settle_said(settle, door, edition, leaving);
        edition_reach(edition, EDITION_SAID);
        leaving_end(leaving);
    }
    presence_settle(settle, door, edition);
    person_same_names(settle, edition);
    employer_settle(settle, door, edition);
    if (!said) {
        settle_said(settle, door, edition, NULL);
    }
    drop_ids(settle);
    edition_reach(edition, EDITION_PRESENT);
    side_settle(settle, door, edition);
    balance_settle(settle, edition);
    edition->sessions = settle->sessions.items;
    edition->sessions_count = settle->sessions.count;
    edition->newest_input = settle_newest(settle);
    drop_rows(settle);
}

void settle_close(struct settle *settle, struct edition *edition)
{
    edition->findings = settle->findings.items;
    edition->findings_count = settle->findings.count;
    conceal_settle(settle, edition);
}

void settle_let_go(struct settle *settle, struct edition *edition)
{
    edition->persons = NULL;
    edition->registrations = NULL;
    edition->presences = NULL;
    edition->answers = NULL;
    edition->remarks = NULL;
    edition->persons_count = edition->registrations_count = edition->presences_count = 0;
    edition->answers_count = edition->remarks_count = 0;
    drop_settled(settle);
    pages_let_go(); /* here, beside what is stored, rather than when the process ends */
}
