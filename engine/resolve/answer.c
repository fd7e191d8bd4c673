/* answer: see work.h. What a reading says in the end: codes, kind, method, status. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/resolve/work.h"

void answer_set(struct reading *out, enum reading_what what, enum organisation_kind kind,
                enum match_status status, enum resolve_method method, double score)
{
    out->what = what;
    out->kind = kind;
    out->status = status;
    out->method = method;
    out->score = score;
    out->margin = score;
}

void answer_add_code(struct reading *out, uint16_t code)
{
    size_t at = 0;
    while (at < out->code_count && out->codes[at] < code) {
        at++;
    }
    if ((at < out->code_count && out->codes[at] == code) || out->code_count == READING_CODES) {
        return;
    }
    memmove(out->codes + at + 1, out->codes + at, (out->code_count - at) * sizeof *out->codes);
    out->codes[at] = code;
    out->code_count++;
}

void answer_add_in_layout(struct work *w, int code)
{
    struct in_layout in = gazetteer_in_layout(w->g, code);
    for (size_t i = 0; i < in.count; i++) {
        answer_add_code(w->out, in.codes[i]);
    }
    w->out->split = w->out->split || in.split;
}

enum organisation_kind answer_kind_of_body(int body)
{
    switch (body) {
    case BODY_PROVINCE:
        return ORGANISATION_PROVINCE;
    case BODY_WATER_BOARD:
        return ORGANISATION_WATER_BOARD;
    case BODY_MINISTRY:
        return ORGANISATION_MINISTRY;
    case BODY_UMBRELLA:
    case BODY_NATIONAL:
        return ORGANISATION_OTHER;
    default:
        return ORGANISATION_PARTNERSHIP;
    }
}

void answer_organisation(struct work *w, const struct entry *entry, enum match_status status,
                         enum resolve_method method, double score)
{
    int body = gazetteer_tables(w->g)->organisations[entry->id].kind;
    answer_set(w->out, READING_ORGANISATION, answer_kind_of_body(body), status, method, score);
    w->out->organisation = entry->id;
    w->out->entry = entry;
    if (w->out->kind == ORGANISATION_PARTNERSHIP) {
        const uint16_t *members;
        size_t count = gazetteer_members(w->g, entry->id, &members);
        for (size_t i = 0; i < count; i++) {
            answer_add_code(w->out, members[i]);
        }
    }
}

static bool is_seat(const struct work *w, const struct entry *entry)
{
    return entry->type == ENTRY_ALIAS &&
           gazetteer_tables(w->g)->aliases[entry->id].kind == ALIAS_SEAT;
}

int answer_province_of(const struct work *w, int code)
{
    return reference_province(gazetteer_reference(w->g), code);
}

void reading_candidates(struct gazetteer *g, const struct entry *entry, int province,
                        struct reading *out)
{
    struct work w = {.g = g, .out = out};
    out->code_count = 0;
    out->split = false;
    const struct entry *chain = gazetteer_find(g, entry->key, entry->size);
    for (const struct entry *one = chain; one != NULL; one = one->next) {
        int code = gazetteer_code(g, one);
        if (code != 0 && (province < 0 || answer_province_of(&w, code) == province)) {
            answer_add_in_layout(&w, code);
        }
    }
}

/* A name with nothing to doubt in it: an official name, or an alias of one municipality. */
static bool is_plain(const struct work *w, const struct entry *entry)
{
    if (entry->type == ENTRY_MUNICIPALITY) {
        return true;
    }
    if (entry->type != ENTRY_ALIAS || entry->ambiguous) {
        return false;
    }
    if (!is_seat(w, entry)) {
        return true;
    }
    /* The main place of a municipality, when no other municipality has a place of that name. */
    struct reading all = {0};
    reading_candidates(w->g, entry, -1, &all);
    return all.code_count <= 1;
}

/* "Hengelo" in Gelderland is the place "Hengelo (Gld)": the name with a form of the province's name
 * behind it. NULL when there is none. */
static const struct entry *place_in_province(const struct work *w, const struct entry *entry,
                                             int province)
{
    static const char *const forms[PROVINCES] = {
#define PROVINCE(code, name, others) others,
        PROVINCE_LIST(PROVINCE)
#undef PROVINCE
    };
    for (const char *form = forms[province]; *form != '\0';) {
        char key[NAME_KEY];
        size_t size = entry->size;
        memcpy(key, entry->key, size);
        for (; *form != '\0' && *form != '|'; form++) {
            if (text_lower_char(*form) >= 'a' && text_lower_char(*form) <= 'z') {
                key[size++] = text_lower_char(*form);
            }
        }
        form += *form == '|';
        const struct entry *found = gazetteer_find(w->g, key, size);
        if (found != NULL && found->type == ENTRY_PLACE) {
            return found;
        }
    }
    return NULL;
}

/* What one name means: its municipality, or the candidates. `method` is for a plain name. */
void answer_name(struct work *w, const struct entry *entry, int province,
                 enum resolve_method method, double score)
{
    struct reading *out = w->out;
    out->entry = entry;
    out->province = province;
    bool plain = is_plain(w, entry);
    int code = gazetteer_code(w->g, entry);
    if (plain && (province < 0 || answer_province_of(w, code) == province)) {
        answer_add_in_layout(w, code);
        answer_set(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN, method,
                   score);
    } else {
        reading_candidates(w->g, entry, province, out);
        bool placed = province >= 0 || entry->type == ENTRY_PLACE;
        answer_set(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY,
                   out->code_count == 1 && (province >= 0 || !entry->ambiguous) ? MATCH_CERTAIN
                                                                                : MATCH_AMBIGUOUS,
                   placed ? METHOD_place : METHOD_alias, score < 0.9 ? score : 0.9);
        const struct entry *village =
            out->code_count == 0 && province >= 0 ? place_in_province(w, entry, province) : NULL;
        if (village != NULL) {
            answer_add_in_layout(w, gazetteer_code(w->g, village));
            answer_set(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_CERTAIN,
                       METHOD_place, 0.9);
        } else if (out->code_count == 0 &&
                   plain) { /* a province in which the name does not exist */
            answer_add_in_layout(w, code);
            answer_set(out, READING_MUNICIPALITY, ORGANISATION_MUNICIPALITY, MATCH_PROBABLE, method,
                       0.7);
        } else if (out->code_count == 0) {
            reading_candidates(w->g, entry, -1, out);
        }
    }
    if (out->split) {
        out->status = MATCH_AMBIGUOUS;
    }
    if (out->status == MATCH_AMBIGUOUS) {
        out->margin = 0;
    }
    if (out->code_count == 0) { /* of no layout: a municipality that is not in its own list */
        answer_set(out, READING_WORDS, ORGANISATION_OTHER, MATCH_UNKNOWN, METHOD_unknown, 0);
    }
}

void answer_fuzzy(struct work *w, const struct fuzzy_match *match, bool long_name)
{
    if (match->best->type == ENTRY_ORGANISATION) {
        answer_organisation(w, match->best, match->clear ? MATCH_PROBABLE : MATCH_AMBIGUOUS,
                            METHOD_fuzzy, match->score);
    } else {
        answer_name(w, match->best, -1, METHOD_fuzzy, match->score);
        w->out->method = METHOD_fuzzy;
        w->out->score = match->score;
        if (w->out->status == MATCH_CERTAIN) {
            w->out->status = MATCH_PROBABLE;
        }
        if (!match->clear && match->second != NULL) {
            answer_add_in_layout(w, gazetteer_code(w->g, match->second));
            w->out->status = MATCH_AMBIGUOUS;
        }
    }
    w->out->margin = match->margin;
    w->out->runner_up = match->second != NULL ? gazetteer_name(w->g, match->second) : NULL;
    w->out->single_edit =
        long_name && match->cost <= 1 && match->second == NULL && w->out->status == MATCH_PROBABLE;
    if (w->out->single_edit) {
        w->out->status = MATCH_CERTAIN;
    }
}

bool answer_probable(struct work *w, const struct entry *entry, double score)
{
    answer_name(w, entry, -1, METHOD_fuzzy, score);
    if (w->out->code_count == 0) {
        return false;
    }
    w->out->method = METHOD_fuzzy;
    w->out->status = w->out->status == MATCH_CERTAIN ? MATCH_PROBABLE : w->out->status;
    return true;
}
