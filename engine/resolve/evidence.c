/* evidence: see evidence.h. */
#include "engine/resolve/evidence.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/name.h"

static bool contains(const uint16_t *codes, size_t count, uint16_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (codes[i] == code) {
            return true;
        }
    }
    return false;
}

/* The codes on both sides. */
static size_t common(const struct reading *reading, const uint16_t *codes, size_t count,
                     uint16_t *out)
{
    size_t found = 0;
    for (size_t i = 0; i < reading->code_count; i++) {
        if (contains(codes, count, reading->codes[i])) {
            out[found++] = reading->codes[i];
        }
    }
    return found;
}

static void contradict(struct reading *reading)
{
    reading->contradicted = true;
    if (reading->status == MATCH_CERTAIN) {
        reading->status = MATCH_PROBABLE;
    }
    reading->margin = 0;
}

/* An answer that was open is settled by what both sides have. */
static void settle(struct reading *reading, const uint16_t *codes, size_t count,
                   enum resolve_method method)
{
    memcpy(reading->codes, codes, count * sizeof *codes);
    reading->code_count = count;
    if (count == 1) {
        reading->status = MATCH_CERTAIN;
        reading->method = method;
        reading->score = 0.95;
        reading->margin = 0.95;
        reading->split = false;
    }
}

static void become(struct reading *reading, enum reading_what what, enum organisation_kind kind,
                   enum match_status status)
{
    reading->what = what;
    reading->kind = kind;
    reading->status = status;
    reading->method = METHOD_domain;
    reading->score = status == MATCH_CERTAIN ? 0.95 : 0.7;
    reading->margin = reading->score;
    reading->entry = NULL;
}

/* The domain is all there is, or the text says nothing against it. */
static void become_domain(const struct evidence *e, const struct table_domain *domain,
                          enum match_status status, struct reading *reading)
{
    reading->code_count = 0;
    if (domain->code != 0) {
        struct in_layout in = gazetteer_in_layout(e->gazetteer, domain->code);
        for (size_t i = 0; i < in.count && i < READING_CODES; i++) {
            reading->codes[reading->code_count++] = in.codes[i];
        }
        reading->split = in.split;
        if (in.count == 0) {
            return;
        }
        become(reading, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY,
               in.split ? MATCH_AMBIGUOUS : status);
        return;
    }
    struct reading body;
    reading_read(e->gazetteer, e->scratch, domain->organisation, READ_ALIAS, &body);
    if (body.what == READING_ORGANISATION) {
        bool contradicted = reading->contradicted;
        *reading = body;
        reading->contradicted = contradicted;
        become(reading, READING_ORGANISATION, body.kind, status);
    }
}

/* What the domain says as codes: a municipality's, or the members of a partnership. */
static size_t domain_codes(const struct evidence *e, const struct table_domain *domain,
                           struct reading *body, const uint16_t **codes)
{
    if (domain->code != 0) {
        struct in_layout in = gazetteer_in_layout(e->gazetteer, domain->code);
        *codes = in.codes;
        return in.count;
    }
    reading_read(e->gazetteer, e->scratch, domain->organisation, READ_ALIAS, body);
    *codes = body->codes;
    return body->code_count;
}

static void weigh_municipality(const struct evidence *e, const struct table_domain *domain,
                               struct reading *reading)
{
    struct reading body = {0};
    const uint16_t *codes;
    uint16_t both[READING_CODES];
    size_t count = domain_codes(e, domain, &body, &codes);
    size_t shared = common(reading, codes, count, both);
    if (reading->status == MATCH_AMBIGUOUS) {
        if (shared > 0) {
            settle(reading, both, shared, METHOD_domain);
        } else {
            reading->contradicted = count > 0;
        }
    } else if (shared == 0) {
        contradict(reading);
    } else if (reading->status == MATCH_PROBABLE && domain->code != 0 && reading->code_count == 1) {
        reading->status = MATCH_CERTAIN; /* the row's own mail domain gives the same code */
    }
}

static void weigh_organisation(const struct evidence *e, const struct table_domain *domain,
                               struct reading *reading)
{
    struct reading body = {0};
    const uint16_t *codes;
    uint16_t both[READING_CODES];
    size_t count = domain_codes(e, domain, &body, &codes);
    bool same = domain->code == 0 && body.organisation == reading->organisation;
    if (same) {
        reading->status = MATCH_CERTAIN;
    } else if (common(reading, codes, count, both) == 0 &&
               (domain->code != 0 || body.what == READING_ORGANISATION)) {
        contradict(reading);
    }
}

static void weigh_domain(const struct evidence *e, const struct table_domain *domain,
                         struct reading *reading)
{
    switch (reading->what) {
    case READING_NOTHING:
    case READING_DESK:
        become_domain(e, domain, MATCH_CERTAIN, reading);
        break;
    case READING_PRIVATE:
        break;
    case READING_PERSON:
        become_domain(e, domain, MATCH_PROBABLE, reading);
        break;
    case READING_MUNICIPALITY:
        weigh_municipality(e, domain, reading);
        break;
    case READING_ORGANISATION:
        weigh_organisation(e, domain, reading);
        break;
    case READING_GOVERNMENT:
    case READING_FOREIGN:
        if (domain->code != 0) {
            contradict(reading);
        }
        break;
    case READING_WORDS:
        if (reading->is_body || reading->kind != ORGANISATION_OTHER) {
            reading->contradicted = domain->code != 0;
        } else {
            become_domain(e, domain, MATCH_PROBABLE, reading);
        }
        break;
    }
}

/* -- place or province
 * ------------------------------------------------------------------------------- */

/* Municipalities that the place or province stands for: *province, or codes in `places`. */
static void read_hint(const struct evidence *e, int *province, struct reading *places)
{
    memset(places, 0, sizeof *places);
    *province = tables_province(e->hint);
    struct name name;
    name_read(e->scratch, e->hint, &name);
    if (name.count == 0 || name.cut) {
        *province = -1;
        return;
    }
    const struct entry *entry = gazetteer_find(e->gazetteer, name.key, name.key_size);
    if (entry != NULL) {
        reading_candidates(e->gazetteer, entry, -1, places);
    }
}

static void weigh_hint(const struct evidence *e, struct reading *reading)
{
    int province;
    struct reading places;
    uint16_t both[READING_CODES];
    size_t shared = 0;
    read_hint(e, &province, &places);
    if (province < 0 && places.code_count == 0) {
        return;
    }
    for (size_t i = 0; i < reading->code_count; i++) {
        bool fits = contains(places.codes, places.code_count, reading->codes[i]) ||
                    (province >= 0 && reference_province(gazetteer_reference(e->gazetteer),
                                                         reading->codes[i]) == province);
        if (fits) {
            both[shared++] = reading->codes[i];
        }
    }
    if (reading->status == MATCH_AMBIGUOUS) {
        if (shared > 0) {
            settle(reading, both, shared, METHOD_place);
        } else {
            reading->contradicted = true;
        }
    } else if (shared == 0) {
        contradict(reading);
    }
}

/* "uu.nl", "gent.be": what the name of the domain says. */
static enum organisation_kind kind_of_domain(const struct evidence *e)
{
    const char *domain = e->typed_domain;
    const char *end = strrchr(domain, '.');
    const char *start = end;
    while (start > domain && start[-1] != '.') {
        start--;
    }
    if ((gazetteer_word(e->gazetteer, start, (size_t)(end - start)) & WORD_EDUCATION) != 0) {
        return ORGANISATION_EDUCATION;
    }
    return strcmp(end, ".be") == 0 || strcmp(end, ".de") == 0 ? ORGANISATION_FOREIGN
                                                              : ORGANISATION_OTHER;
}

void evidence_weigh(const struct evidence *e, struct reading *reading)
{
    bool alone = reading->what == READING_NOTHING;
    if (alone && e->typed_domain != NULL && e->typed == NULL &&
        !domain_is_private(e->typed_domain)) {
        /* Only an address of a body that is not known was typed. */
        reading->what = READING_WORDS;
        reading->kind = kind_of_domain(e);
    }
    if (e->typed != NULL) {
        weigh_domain(e, e->typed, reading);
    }
    if (e->mailed != NULL && e->mailed != e->typed) {
        weigh_domain(e, e->mailed, reading);
    }
    if (e->hint != NULL && !text_is_blank(e->hint) && reading->what == READING_MUNICIPALITY) {
        weigh_hint(e, reading);
    }
    if (reading->contradicted && reading->status == MATCH_CERTAIN) {
        reading->status = MATCH_PROBABLE; /* one decided, and another is against it */
    }
}
