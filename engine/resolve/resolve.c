/* resolve: see resolve.h. A question goes through four steps: decision, reading of the text,
 * evidence from the rest of the row (evidence.c), answer. */
#include "engine/resolve/resolve.h"

#include <string.h>

#include "engine/base/hash.h"
#include "engine/base/intern.h"
#include "engine/base/text.h"
#include "engine/base/vector.h"
#include "engine/resolve/decision.h"
#include "engine/resolve/domain.h"
#include "engine/resolve/evidence.h"
#include "engine/resolve/gazetteer.h"
#include "engine/resolve/name.h"
#include "engine/resolve/reading.h"

enum { LARGE_PARTNERSHIP = 500000 };

struct understood {
    bool understood, used;
    struct reading reading;
};

struct answered {
    struct resolution *answer;
};

struct resolver {
    struct arena *arena, *scratch;
    struct gazetteer *gazetteer;
    struct domain_table *domains;
    struct reference *reference;
    struct resolver_options options;
    struct intern *questions;
    VECTOR(struct answered) answers; /* by number of the question */
    struct intern *decided;          /* keys of names that have a decision */
    VECTOR(size_t) decision_of;      /* by number in decided */
    struct understood *decisions;
};

enum resolve_match resolve_match_of(const char *word)
{
    return word != NULL && strcmp(word, "exact") == 0   ? RESOLVE_EXACT
           : word != NULL && strcmp(word, "alias") == 0 ? RESOLVE_ALIAS
                                                        : RESOLVE_FUZZY;
}

bool resolver_is_private_domain(const char *domain)
{
    return domain_is_private(domain);
}

/* The normalised spelling: words run together, so that case, accents and blanks do not matter. */
static const char *spelling_key(struct arena *arena, const char *text, size_t *size)
{
    struct name name;
    name_read(arena, text, &name);
    if (name.cut || name.count == 0) {
        *size = strlen(text);
        return text;
    }
    *size = name.key_size;
    return arena_copy(arena, name.key, name.key_size);
}

static void read_decisions(struct resolver *resolver)
{
    size_t count = resolver->options.decision_count;
    resolver->decisions = arena_alloc_array(resolver->arena, count, sizeof *resolver->decisions);
    for (size_t i = 0; i < count; i++) {
        const struct decision *one = &resolver->options.decisions[i];
        struct arena_mark mark = arena_mark(resolver->scratch);
        resolver->decisions[i].understood = decision_read(
            resolver->gazetteer, resolver->scratch, one->verdict, &resolver->decisions[i].reading);
        size_t size;
        const char *key = spelling_key(resolver->scratch, one->name, &size);
        if (resolver->decisions[i].understood) {
            uint32_t number = intern_put(resolver->decided, key, size);
            if (number == resolver->decision_of.count) {
                *VECTOR_PUSH(resolver->arena, &resolver->decision_of) = i;
            }
        }
        arena_release(resolver->scratch, mark);
    }
}

struct resolver *resolver_create(struct arena *arena, struct reference *reference,
                                 const struct resolver_options *options)
{
    struct resolver *resolver = arena_alloc(arena, sizeof *resolver);
    resolver->arena = arena;
    resolver->scratch = arena_create();
    arena_adopt(arena, (arena_free_fn *)arena_destroy, resolver->scratch);
    resolver->reference = reference;
    resolver->options = *options;
    resolver->gazetteer = gazetteer_create(arena, reference, options->layout);
    resolver->domains = domain_table_create(arena, reference_tables(reference));
    resolver->questions = intern_create(arena);
    resolver->decided = intern_create(arena);
    read_decisions(resolver);
    return resolver;
}

int64_t resolver_residents(const struct resolver *resolver, const uint16_t *codes, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        int at = layout_find(resolver->options.layout, codes[i]);
        sum += at == LAYOUT_NOT_FOUND ? 0 : resolver->options.layout->items[at].population;
    }
    return sum;
}

enum decision_state resolver_decision_state(const struct resolver *resolver, size_t i)
{
    return !resolver->decisions[i].understood ? DECISION_NOT_UNDERSTOOD
           : resolver->decisions[i].used      ? DECISION_USED
                                              : DECISION_NOT_USED;
}

/* -- from reading to answer ----------------------------------------------------------------------
 */

static const char *method_word(enum resolve_method method)
{
    static const char *const words[] = {
#define METHOD(name) #name,
        RESOLVE_METHODS(METHOD)
#undef METHOD
    };
    return words[method];
}

static const char *codes_key(struct arena *arena, const uint16_t *codes, size_t count)
{
    struct text key = text_create(arena);
    for (size_t i = 0; i < count; i++) {
        char code[8];
        reference_code_text(codes[i], code);
        text_add(&key, i == 0 ? "" : " ");
        text_add(&key, code);
    }
    return key.bytes;
}

static const char *hashed_key(struct resolver *resolver, const char *text)
{
    char digest[HASH_TEXT];
    size_t size;
    const char *key = spelling_key(resolver->scratch, text, &size);
    hash_text_of(key, size, digest);
    return arena_printf(resolver->arena, "name:%s", digest);
}

static const char *layout_name(const struct resolver *resolver, uint16_t code)
{
    int at = layout_find(resolver->options.layout, code);
    return at == LAYOUT_NOT_FOUND ? NULL : resolver->options.layout->items[at].name;
}

static void name_it(struct resolver *resolver, const struct reading *reading, const char *text,
                    struct resolution *out)
{
    bool decided_codes = reading->what == READING_MUNICIPALITY && out->status != MATCH_AMBIGUOUS;
    if (reading->what == READING_ORGANISATION) {
        const struct table_organisation *body =
            &reference_tables(resolver->reference)->organisations[reading->organisation];
        out->name = body->name;
        out->key = arena_printf(resolver->arena, "org:%s", body->name);
        out->adds_residents = body->adds_residents;
        out->members_year = out->code_count > 0 ? body->source_year : 0;
    } else if (decided_codes) {
        out->key = codes_key(resolver->arena, out->codes, out->code_count);
        out->name = out->code_count == 1 ? layout_name(resolver, out->codes[0]) : NULL;
    } else if (out->kind != ORGANISATION_NOBODY) {
        out->key = hashed_key(resolver, text);
    }
}

static enum waits_for waits_for(const struct resolver *resolver, const struct reading *reading,
                                const struct resolution *out)
{
    if (reading->method == METHOD_decision) {
        return WAITS_NOT;
    }
    if (out->status == MATCH_AMBIGUOUS) {
        return reading->split ? WAITS_SPLIT : WAITS_AMBIGUOUS;
    }
    if (out->kind == ORGANISATION_PARTNERSHIP && out->adds_residents &&
        resolver_residents(resolver, out->codes, out->code_count) > LARGE_PARTNERSHIP) {
        return WAITS_LARGE_PARTNERSHIP;
    }
    return WAITS_NOT;
}

static struct resolution *to_answer(struct resolver *resolver, const struct reading *reading,
                                    const char *text)
{
    struct resolution *out = arena_alloc(resolver->arena, sizeof *out);
    out->kind = reading->kind;
    out->status = reading->status;
    out->method = method_word(reading->method);
    out->score = reading->score;
    out->margin = reading->margin < 0 ? 0 : reading->margin > 1 ? 1 : reading->margin;
    out->runner_up =
        reading->runner_up != NULL ? arena_strdup(resolver->arena, reading->runner_up) : "";
    out->key = "";
    out->contradicted = reading->contradicted;
    if (reading->what == READING_DESK) {
        /* A desk of an unknown municipality is no organisation that can be told from another. */
        out->kind = ORGANISATION_NOBODY;
    }
    uint16_t *codes = arena_alloc_array(resolver->arena, reading->code_count, sizeof *codes);
    memcpy(codes, reading->codes, reading->code_count * sizeof *codes);
    out->codes = codes;
    out->code_count = reading->code_count;
    name_it(resolver, reading, text, out);
    out->waits = waits_for(resolver, reading, out);
    out->counts = out->kind != ORGANISATION_NOBODY && out->status != MATCH_AMBIGUOUS;
    return out;
}

/* -- the question
 * ---------------------------------------------------------------------------------- */

static const struct understood *decision_for(struct resolver *resolver, const char *text)
{
    if (resolver->options.decision_count == 0) {
        return NULL;
    }
    size_t size;
    const char *key = spelling_key(resolver->scratch, text, &size);
    uint32_t number = intern_find(resolver->decided, key, size);
    if (number == INTERN_NONE) {
        return NULL;
    }
    struct understood *decision = &resolver->decisions[resolver->decision_of.items[number]];
    decision->used = true;
    return decision;
}

static struct resolution *work_out(struct resolver *resolver, const char *text, const char *domain,
                                   const char *hint)
{
    const struct understood *decision = decision_for(resolver, text);
    if (decision != NULL) {
        return to_answer(resolver, &decision->reading, text);
    }
    struct reading reading;
    if (resolver->options.match == RESOLVE_EXACT) {
        reading_read(resolver->gazetteer, resolver->scratch, text, READ_EXACT, &reading);
        return to_answer(resolver, &reading, text);
    }
    const char *rest;
    const char *typed_domain;
    domain_take_out(resolver->scratch, text, &rest, &typed_domain);
    const struct table_domain *typed =
        typed_domain == NULL ? NULL : domain_table_find(resolver->domains, typed_domain);
    bool address =
        strchr(text, '@') != NULL || strstr(text, "www.") != NULL || strstr(text, "://") != NULL;
    if (typed_domain != NULL && typed == NULL && !address && !text_is_blank(rest)) {
        rest = text; /* "Bol.com Utrecht": the name of a firm */
    }
    reading_read(resolver->gazetteer, resolver->scratch, rest,
                 resolver->options.match == RESOLVE_ALIAS ? READ_ALIAS : READ_FUZZY, &reading);
    struct evidence evidence = {.gazetteer = resolver->gazetteer,
                                .scratch = resolver->scratch,
                                .typed = typed,
                                .typed_domain = typed_domain,
                                .hint = hint};
    if (domain != NULL && *domain != '\0') {
        const char *plain = domain_of(resolver->scratch, domain, strlen(domain));
        evidence.mailed = plain == NULL ? NULL : domain_table_find(resolver->domains, plain);
    }
    evidence_weigh(&evidence, &reading);
    return to_answer(resolver, &reading, text);
}

const struct resolution *resolver_resolve(struct resolver *resolver, const char *text,
                                          const char *domain, const char *hint)
{
    text = text == NULL ? "" : text;
    struct arena_mark mark = arena_mark(resolver->scratch);
    uint32_t number;
    if ((domain == NULL || *domain == '\0') && (hint == NULL || *hint == '\0')) {
        number = intern_put(resolver->questions, text, strlen(text));
    } else {
        struct text question = text_create(resolver->scratch);
        text_add(&question, text);
        text_add_char(&question, '\x1F');
        text_add(&question, domain == NULL ? "" : domain);
        text_add_char(&question, '\x1F');
        text_add(&question, hint == NULL ? "" : hint);
        number = intern_put(resolver->questions, question.bytes, question.size);
    }
    if (number == resolver->answers.count) {
        struct resolution *answer = work_out(resolver, text, domain, hint);
        answer->number = number;
        *VECTOR_PUSH(resolver->arena, &resolver->answers) = (struct answered){answer};
    }
    arena_release(resolver->scratch, mark);
    return resolver->answers.items[number].answer;
}
