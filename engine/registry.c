/* registry: see registry.h. */
#include "engine/registry.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/resolve/resolve.h"

/* What one (name as typed, mail domain, place) led to. */
struct entry {
    const char *text;
    const struct resolution *resolution;
    uint32_t organisation; /* NONE: counts nowhere */
    uint32_t rows;
};

struct registry {
    struct arena *arena;
    struct resolver *resolver;
    struct reference *reference;
    const struct layout *layout;
    const struct finding_sink *findings;
    struct intern *parts;         /* texts, domains and places */
    struct intern *asked;         /* (text, domain, place) as numbers of parts */
    VECTOR(struct entry) entries; /* one per question; a spelling has the same number */
    struct intern *keys;          /* of organisations */
    VECTOR(struct organisation) organisations;
    VECTOR(struct decision) decisions;
    VECTOR(struct finding) decision_places; /* source and line of each decision */
    VECTOR(bool) is_shared;                 /* by decision: it holds for all editions */
};

/* -- decisions
 * ----------------------------------------------------------------------------------------- */

/* The edition's own decisions go before those for all editions, which were read first because their
 * path begins with "..": the first that fits wins. */
static void take_decisions(struct registry *registry, const struct source *const *sources,
                           size_t count)
{
    for (size_t i = count; i > 0; i--) {
        const struct side_table *table = sources[i - 1]->table;
        for (size_t r = 0; table != NULL && r < table->row_count; r++) {
            const char *verdict = side_table_cell(table, &table->rows[r], "besluit");
            if (text_is_blank(verdict)) {
                continue;
            }
            *VECTOR_PUSH(registry->arena, &registry->decisions) = (struct decision){
                .name = side_table_cell(table, &table->rows[r], "naam"), .verdict = verdict};
            *VECTOR_PUSH(registry->arena, &registry->decision_places) =
                (struct finding){.source = sources[i - 1]->number, .line = table->rows[r].line};
            *VECTOR_PUSH(registry->arena, &registry->is_shared) =
                text_starts_with(sources[i - 1]->path, "../");
        }
    }
}

static void report_decisions(const struct registry *registry)
{
    for (size_t i = 0; i < registry->decisions.count; i++) {
        struct finding finding = registry->decision_places.items[i];
        finding.detail = "besluit";
        switch (resolver_decision_state(registry->resolver, i)) {
        case DECISION_USED:
            continue;
        case DECISION_NOT_USED:
            if (registry->is_shared.items[i]) {
                continue; /* it may be about a name of another edition */
            }
            finding.rule = FINDING_DECISION_STALE;
            finding.detail = "";
            break;
        case DECISION_NOT_UNDERSTOOD:
            finding.rule = FINDING_DECISION_UNKNOWN;
            break;
        }
        registry->findings->add(registry->findings->context, &finding);
    }
}

struct registry *registry_create(struct arena *arena, struct reference *reference,
                                 const struct layout *layout, const char *match,
                                 const struct source *const *decisions, size_t decision_count,
                                 const struct finding_sink *findings)
{
    struct registry *registry = arena_alloc(arena, sizeof *registry);
    registry->arena = arena;
    registry->reference = reference;
    registry->layout = layout;
    registry->findings = findings;
    registry->parts = intern_create(arena);
    registry->asked = intern_create(arena);
    registry->keys = intern_create(arena);
    take_decisions(registry, decisions, decision_count);
    struct resolver_options options = {.layout = layout,
                                       .match = resolve_match_of(match),
                                       .decisions = registry->decisions.items,
                                       .decision_count = registry->decisions.count};
    registry->resolver = resolver_create(arena, reference, &options);
    return registry;
}

/* -- the door
 * -------------------------------------------------------------------------------------------- */

/* The organisation of an answer. A key that was reached by certain and by probable spellings has
 * two entries, so that only what is certain enters a headline; counts of organisations count keys.
 */
static uint32_t organisation_of(struct registry *registry, const struct resolution *answer)
{
    if (!answer->counts) {
        return NONE;
    }
    struct arena_mark mark = arena_mark(registry->arena);
    struct text key = text_create(registry->arena);
    text_add(&key, answer->key);
    text_add_char(&key, '\n');
    text_add_char(&key, (char)('0' + answer->status));
    uint32_t known = intern_find(registry->keys, key.bytes, key.size);
    if (known != INTERN_NONE) {
        arena_release(registry->arena, mark);
        return known;
    }
    known = intern_put(registry->keys, key.bytes, key.size);
    uint32_t *codes = arena_alloc_array(registry->arena, answer->code_count + 1, sizeof *codes);
    size_t count = 0;
    for (size_t i = 0; i < answer->code_count; i++) {
        int at = layout_find(registry->layout, answer->codes[i]);
        if (at != LAYOUT_NOT_FOUND) {
            codes[count++] = (uint32_t)at;
        }
    }
    *VECTOR_PUSH(registry->arena, &registry->organisations) =
        (struct organisation){.key = answer->key,
                              .name = answer->name,
                              .kind = answer->kind,
                              .status = answer->status,
                              .codes = codes,
                              .code_count = count,
                              .adds_residents = answer->adds_residents,
                              .waits = answer->waits != WAITS_NOT,
                              .members_year = answer->members_year};
    return known;
}

static uint32_t part_of(struct registry *registry, const char *text)
{
    return text == NULL ? INTERN_NONE : intern_put(registry->parts, text, strlen(text));
}

static void resolve(void *context, const char *text, const char *domain, const char *place,
                    uint32_t *organisation, uint32_t *spelling, bool *contradicted)
{
    struct registry *registry = context;
    *organisation = NONE;
    *spelling = NONE;
    *contradicted = false;
    if (text_is_blank(text) && domain == NULL) {
        return;
    }
    /* The same question again, by far the commonest case, is known by its strings alone: numbers of
     * the three parts. */
    uint32_t parts[3] = {part_of(registry, text), part_of(registry, domain),
                         part_of(registry, place)};
    uint32_t known = intern_put(registry->asked, (const char *)parts, sizeof parts);
    if (known == registry->entries.count) {
        const struct resolution *answer = resolver_resolve(registry->resolver, text, domain, place);
        uint32_t number = organisation_of(registry, answer);
        *VECTOR_PUSH(registry->arena, &registry->entries) =
            (struct entry){.text = arena_strdup(registry->arena, text),
                           .resolution = answer,
                           .organisation = number};
    }
    struct entry *entry = &registry->entries.items[known];
    *organisation = entry->organisation;
    *spelling = known;
    *contradicted = entry->resolution->contradicted;
}

static void count_row(void *context, uint32_t spelling)
{
    struct registry *registry = context;
    registry->entries.items[spelling].rows++;
}

struct organisation_door registry_door(struct registry *registry)
{
    return (struct organisation_door){.context = registry, .resolve = resolve, .count = count_row};
}

const char *registry_code_of(struct registry *registry, const char *text)
{
    if (text == NULL) {
        return NULL;
    }
    const struct resolution *answer = resolver_resolve(registry->resolver, text, NULL, NULL);
    if (answer->kind != ORGANISATION_MUNICIPALITY || answer->code_count != 1 ||
        answer->status != MATCH_CERTAIN) {
        struct finding finding = {.rule = FINDING_SETTING_OUT_OF_RANGE,
                                  .source = FINDING_NO_SOURCE,
                                  .detail = "[edition] organiser"};
        registry->findings->add(registry->findings->context, &finding);
        return NULL;
    }
    int at = layout_find(registry->layout, answer->codes[0]);
    return at == LAYOUT_NOT_FOUND ? NULL : registry->layout->items[at].code_text;
}

/* -- what the edition keeps
 * --------------------------------------------------------------------------------- */

static void fill_municipalities(const struct registry *registry, struct edition *edition)
{
    static const char *const nowhere = "";
    size_t rows = registry->layout->count;
    int32_t *before = arena_alloc_array(registry->arena, rows + 1, sizeof *before);
    int32_t *after = arena_alloc_array(registry->arena, rows + 1, sizeof *after);
    int year = registry->layout->year;
    bool own = registry->layout->own;
    bool has_before = !own && reference_populations(registry->reference, registry->layout, year - 1,
                                                    before) == year - 1;
    bool has_after = !own && reference_populations(registry->reference, registry->layout, year + 1,
                                                   after) == year + 1;
    edition->municipalities_count = rows;
    edition->municipalities = arena_alloc_array(registry->arena, registry->layout->count + 1,
                                                sizeof *edition->municipalities);
    for (size_t i = 0; i < registry->layout->count; i++) {
        const struct layout_municipality *item = &registry->layout->items[i];
        edition->municipalities[i] = (struct municipality){
            .code = item->code_text,
            .name = item->name,
            .province =
                item->province == PROVINCE_UNKNOWN ? nowhere : tables_province_name(item->province),
            .population = item->population,
            .population_before = has_before ? before[i] : 0,
            .population_after = has_after ? after[i] : 0};
    }
}

/* The raw spelling is kept only when it led to a public body: "zzp Jan Jansen" is a name. */
static bool is_public(const struct resolution *answer)
{
    return answer->counts && answer->name != NULL && answer->kind != ORGANISATION_COMPANY;
}

static void fill_spellings(const struct registry *registry, struct edition *edition)
{
    edition->spellings_count = registry->entries.count;
    edition->spellings =
        arena_alloc_array(registry->arena, registry->entries.count + 1, sizeof *edition->spellings);
    for (size_t i = 0; i < registry->entries.count; i++) {
        const struct entry *entry = &registry->entries.items[i];
        edition->spellings[i] = (struct spelling){
            .text = is_public(entry->resolution) ? entry->text : NULL,
            .organisation = entry->organisation,
            .status = entry->resolution->status,
            .method = entry->resolution->method,
            .score = entry->resolution->score,
            .margin = entry->resolution->margin,
            .runner_up = is_public(entry->resolution) ? entry->resolution->runner_up : NULL,
            .rows = entry->rows};
    }
}

/* A name that no list knows and whose words tell no kind of body: in `host` that is as well a
 * person. */
static bool may_be_a_person(const struct organisation *organisation)
{
    return organisation->kind == ORGANISATION_OTHER && organisation->status == MATCH_UNKNOWN;
}

/* Persons in `host` are not stored unless they are an organisation. */
static void resolve_hosts(struct registry *registry, struct edition *edition)
{
    for (size_t i = 0; i < edition->sessions_count; i++) {
        struct session *session = &edition->sessions[i];
        uint32_t spelling;
        bool contradicted;
        if (session->host == NULL) {
            continue;
        }
        resolve(registry, session->host, NULL, NULL, &session->host_organisation, &spelling,
                &contradicted);
        if (session->host_organisation != NONE &&
            may_be_a_person(&registry->organisations.items[session->host_organisation])) {
            session->host_organisation = NONE;
        }
        session->host = session->host_organisation == NONE
                            ? NULL
                            : registry->organisations.items[session->host_organisation].name;
    }
}

/* In Dutch; finding_detail has the same in English. */
static const char *reason_of(enum waits_for waits)
{
    switch (waits) {
    case WAITS_AMBIGUOUS:
        return "past bij meer dan één organisatie";
    case WAITS_SPLIT:
        return "deze gemeente is over meer gemeenten verdeeld";
    case WAITS_LARGE_PARTNERSHIP:
        return "samenwerking met meer dan 500.000 inwoners";
    case WAITS_NOT:
        break;
    }
    return "";
}

static const char *candidate(const struct registry *registry, const struct resolution *answer,
                             size_t i)
{
    if (i >= answer->code_count) {
        return i == 1 && answer->runner_up != NULL && *answer->runner_up != '\0' ? answer->runner_up
                                                                                 : NULL;
    }
    int at = layout_find(registry->layout, answer->codes[i]);
    return at == LAYOUT_NOT_FOUND
               ? NULL
               : arena_printf(registry->arena, "%s %s", registry->layout->items[at].code_text,
                              registry->layout->items[at].name);
}

static int most_rows_first(const void *left, const void *right)
{
    const struct waiting_name *a = left;
    const struct waiting_name *b = right;
    if (a->rows != b->rows) {
        return a->rows > b->rows ? -1 : 1;
    }
    return strcmp(a->text, b->text);
}

/* One line per name, as a decision is about it: case, accents and blanks do not matter, nor does
 * the mail domain beside it. The spelling shown does not depend on the order of the rows. */
static void list_waiting(struct registry *registry, struct settled *settled)
{
    VECTOR(struct waiting_name) waiting = {0};
    VECTOR(const char *) keys = {0};
    for (size_t i = 0; i < registry->entries.count; i++) {
        const struct entry *entry = &registry->entries.items[i];
        const struct resolution *answer = entry->resolution;
        if (answer->waits == WAITS_NOT || text_is_blank(entry->text)) {
            continue;
        }
        bool large = answer->waits == WAITS_LARGE_PARTNERSHIP;
        const char *key = large ? entry->text : answer->key;
        size_t k = 0;
        while (k < waiting.count && strcmp(keys.items[k], key) != 0) {
            k++;
        }
        if (k == waiting.count) {
            *VECTOR_PUSH(registry->arena, &keys) = key;
            *VECTOR_PUSH(registry->arena, &waiting) = (struct waiting_name){
                .text = entry->text,
                .proposal = large ? answer->name : candidate(registry, answer, 0),
                .alternative = large ? "geen" : candidate(registry, answer, 1),
                .reason = reason_of(answer->waits)};
            struct finding finding = {.rule = FINDING_ORGANISATION_WAITS,
                                      .source = FINDING_NO_SOURCE,
                                      .detail = reason_of(answer->waits)};
            registry->findings->add(registry->findings->context, &finding);
        }
        waiting.items[k].rows += entry->rows;
        if (strcmp(entry->text, waiting.items[k].text) < 0) {
            waiting.items[k].text = entry->text;
        }
    }
    if (waiting.count > 0) {
        qsort(waiting.items, waiting.count, sizeof *waiting.items, most_rows_first);
    }
    settled->waiting = waiting.items;
    settled->waiting_count = waiting.count;
}

void registry_finish(struct registry *registry, struct settled *settled)
{
    struct edition *edition = &settled->edition;
    resolve_hosts(registry, edition);
    fill_municipalities(registry, edition);
    fill_spellings(registry, edition);
    edition->organisations = registry->organisations.items;
    edition->organisations_count = registry->organisations.count;
    list_waiting(registry, settled);
    report_decisions(registry);
}
