/* response: evaluation forms and the open questions of sign-up forms.
 *
 * Rows that are equal in all answers and their time count once; a form filled in twice by one
 * person about one session counts in its later version (DESIGN.md section 5, 13). Closed answers go
 * to the answers, free text is scrubbed and goes to the remarks; nothing else of it is kept.
 */
#include <string.h>

#include "engine/base/pairs.h"
#include "engine/base/text.h"
#include "engine/settle/leaving.h"

struct forms {
    struct settle *settle;
    const struct organisation_door *door;
    struct edition *edition;
    struct leaving *leaving;
    uint32_t *first_question; /* per source: number of its first question in the edition */
    bool *asks_consent;       /* per source */
    VECTOR(struct edition_question) questions;
    VECTOR(struct response) responses;
    VECTOR(struct answer) answers;
    VECTOR(struct remark) remarks;
    size_t remarks_filled; /* VECTOR_FILL_AHEAD */
    uint32_t *first_said;  /* by registration: its first remark, NONE */
    struct intern *said;   /* what registrations with more than one remark said */
};

static void collect_questions(struct forms *forms)
{
    struct settle *settle = forms->settle;
    forms->first_question =
        arena_alloc_array(settle->arena, settle->sources.count + 1, sizeof(uint32_t));
    forms->asks_consent = arena_alloc_array(settle->arena, settle->sources.count + 1, sizeof(bool));
    for (size_t s = 0; s < settle->sources.count; s++) {
        const struct source *source = settle->sources.items[s];
        forms->first_question[s] = (uint32_t)forms->questions.count;
        for (size_t q = 0; q < source->question_count; q++) {
            *VECTOR_PUSH(settle->arena, &forms->questions) = (struct edition_question){
                .source = source->number, .question = source->questions[q]};
            forms->asks_consent[s] |= source->questions[q].kind == QUESTION_CONSENT;
        }
    }
}

/* All that a form says, as bytes: to find rows that are equal. */
static uint32_t content_code(struct settle *settle, struct intern *contents,
                             const struct raw_row *row)
{
    const struct source *source = settle_source(settle, row);
    struct arena_mark mark = arena_mark(settle->scratch);
    struct text text = text_create(settle->scratch);
    const uint32_t codes[] = {row->mail, row->name, row->session, row->organisation};
    int64_t answered = moment_unpack(settle_common(settle, row)->answered_at).seconds;
    text_add_bytes(&text, (const char *)codes, sizeof codes);
    text_add_bytes(&text, (const char *)&answered, sizeof answered);
    uint32_t count;
    const struct answer_cell *cells = settle_answers(settle, row, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct answer_cell *cell = &cells[i];
        text_add(&text, source->questions[cell->question].text);
        text_add_char(&text, '=');
        if (cell->size > 0) { /* no NUL may end it, also when it is scrubbed and lent no more */
            text_add_bytes(&text, cell->text, cell->size);
        } else {
            text_add(&text, cell->text == NULL ? "" : cell->text);
        }
        if (cell->has_number) {
            text_add_char(&text, '#');
            text_add_bytes(&text, (const char *)&cell->number, sizeof cell->number);
        }
        text_add_char(&text, '\n');
    }
    uint32_t code = intern_put(contents, text.bytes, text.size);
    arena_release(settle->scratch, mark);
    return code;
}

static bool is_form(const struct settle *settle, const struct stretch *stretch)
{
    return settle->sources.items[stretch->source]->kind == SOURCE_EVALUATION;
}

/* Is b the later version of a? */
static bool is_later_form(const struct settle *settle, const struct raw_row *a,
                          const struct raw_row *b)
{
    struct moment at_a = moment_unpack(settle_common(settle, a)->answered_at);
    struct moment at_b = moment_unpack(settle_common(settle, b)->answered_at);
    if (moment_is_set(at_a) && moment_is_set(at_b) && at_a.seconds != at_b.seconds) {
        return at_b.seconds > at_a.seconds;
    }
    return true; /* rows come in reading order */
}

/* Forms that were seen: those that say the same, and those of one person about one session. */
struct choice {
    struct intern *contents, *people;
    VECTOR(uint32_t) content_row; /* by code of contents */
    VECTOR(uint32_t) person_row;  /* by code of people */
};

/* Whether a form of this person about this session was seen; then one of the two goes. */
static bool choose_later(struct settle *settle, struct choice *choice, uint32_t number)
{
    const struct raw_row *row = &settle->rows.items[number];
    uint32_t key[2] = {row->person, row->session};
    uint32_t who = intern_put(choice->people, (const char *)key, sizeof key);
    if (who == choice->person_row.count) {
        *VECTOR_PUSH(settle->arena, &choice->person_row) = number;
        return false;
    }
    uint32_t other = choice->person_row.items[who];
    bool later = is_later_form(settle, &settle->rows.items[other], row);
    uint32_t stays = later ? number : other;
    uint32_t goes = later ? other : number;
    settle->rows.items[goes].fate = FATE_OPEN;
    settle_merge(settle, goes, stays);
    settle_use(settle, stays);
    choice->person_row.items[who] = stays;
    return true;
}

static void choose_form(struct settle *settle, struct choice *choice, uint32_t number)
{
    const struct raw_row *row = &settle->rows.items[number];
    uint32_t code = content_code(settle, choice->contents, row);
    if (code < choice->content_row.count) {
        settle_merge(settle, number, choice->content_row.items[code]);
        return;
    }
    *VECTOR_PUSH(settle->arena, &choice->content_row) = number;
    if (row->person == NONE || !choose_later(settle, choice, number)) {
        settle_use(settle, number);
    }
}

/* Decides which rows count: their numbers in reading order. */
static void choose_forms(struct settle *settle)
{
    struct choice choice = {.contents = intern_create(settle->arena),
                            .people = intern_create(settle->arena)};
    for (size_t s = 0; s < settle->stretches.count; s++) {
        const struct stretch *at = &settle->stretches.items[s];
        for (uint32_t i = at->first; is_form(settle, at) && i < at->end; i++) {
            if (settle->rows.items[i].fate == FATE_OPEN) {
                choose_form(settle, &choice, i);
            }
        }
    }
}

/* What the form says, else what else is known of the person, else the mail domain. */
static uint32_t organisation_of(const struct forms *forms, const struct raw_row *row)
{
    struct settle *settle = forms->settle;
    uint32_t organisation = NONE;
    uint32_t spelling = NONE;
    if (row->organisation != INTERN_NONE) {
        settle_organisation(settle, forms->door, row, &organisation, &spelling);
    }
    if (organisation == NONE && row->person != NONE) {
        organisation = settle->employer[row->person];
    }
    if (organisation == NONE) {
        bool contradicted;
        forms->door->resolve(forms->door->context, NULL, settle_domain(settle, row->mail), NULL,
                             &organisation, &spelling, &contradicted);
        if (spelling != NONE) {
            forms->door->count(forms->door->context, spelling);
        }
    }
    return organisation;
}

static bool gives_consent(const struct forms *forms, const struct raw_row *row)
{
    const struct settle *settle = forms->settle;
    const struct source *source = settle_source(settle, row);
    if (!forms->asks_consent[source->number]) {
        return false;
    }
    bool consent = false;
    uint32_t count;
    const struct answer_cell *cells = settle_answers(settle, row, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct answer_cell *cell = &cells[i];
        if (source->questions[cell->question].kind == QUESTION_CONSENT) {
            consent = cell->has_number && cell->number > 0;
        }
    }
    return consent;
}

static bool is_forgotten(const struct settle *settle, const struct raw_row *row)
{
    return settle->options.tombstone_count > 0 && row->person != NONE &&
           settle->forgotten[row->person];
}

/* Notes that a registration said this; whether it was noted before. */
static bool note_said(struct forms *forms, const struct remark *remark)
{
    struct settle *settle = forms->settle;
    struct arena_mark mark = arena_mark(settle->scratch);
    const char *question = forms->questions.items[remark->question].question.text;
    int size = (int)remark_size(remark);
    const char *key = arena_printf(settle->scratch, "%u\n%s\n%.*s", remark->registration, question,
                                   size, remark->text);
    size_t known = intern_count(forms->said);
    bool said = intern_put(forms->said, key, strlen(key)) < known;
    arena_release(settle->scratch, mark);
    return said;
}

/* Whether the remark's registration said this before, in another row. Most registrations say one
 * thing, and nothing has to be noted of it. */
static bool was_said(struct forms *forms, const struct remark *remark)
{
    if (remark->registration == NONE) {
        return false;
    }
    uint32_t *first = &forms->first_said[remark->registration];
    if (*first == NONE) {
        *first = (uint32_t)forms->remarks.count;
        return false;
    }
    note_said(forms, &forms->remarks.items[*first]);
    return note_said(forms, remark);
}

/* There are as many as rows of a large list. */
static void put_remark(struct forms *forms, const struct remark *remark)
{
    VECTOR_RESERVE(forms->settle->settled, &forms->remarks, 1);
    VECTOR_FILL_AHEAD(&forms->remarks, forms->remarks.count + 1, &forms->remarks_filled);
    forms->remarks.items[forms->remarks.count++] = *remark;
}

/* Free text becomes a remark, everything else an answer. `response` or `registration` is NONE. */
static void take_cells(struct forms *forms, const struct raw_row *row, uint32_t response,
                       uint32_t registration, uint32_t organisation, bool consent)
{
    struct settle *settle = forms->settle;
    const struct source *source = settle_source(settle, row);
    bool repeats = settle->is_copy.items[source->number]; /* what the original says */
    uint32_t count;
    const struct answer_cell *cells = settle_answers(settle, row, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct answer_cell *cell = &cells[i];
        uint32_t question = forms->first_question[source->number] + cell->question;
        enum question_kind kind = source->questions[cell->question].kind;
        if (kind == QUESTION_OPEN) {
            struct remark remark = {.response = response,
                                    .registration = registration,
                                    .question = question,
                                    .session = row->session,
                                    .organisation = organisation,
                                    .consent = consent,
                                    .text = repeats ? NULL : cell->scrubbed,
                                    .text_size = cell->lent ? (uint16_t)cell->size : 0,
                                    .source = source->number,
                                    .line = row->line};
            if (remark.text != NULL && !is_forgotten(settle, row) && !was_said(forms, &remark)) {
                put_remark(forms, &remark);
            }
        } else if (response != NONE && (cell->has_number || !text_is_blank(cell->text))) {
            *VECTOR_PUSH(settle->arena, &forms->answers) =
                (struct answer){.response = response,
                                .question = question,
                                .number = cell->number,
                                .has_number = cell->has_number,
                                .text = kind == QUESTION_CONSENT || text_is_blank(cell->text) ||
                                                is_forgotten(settle, row)
                                            ? NULL
                                            : scrub(settle->arena, settle->scrubber, cell->text)};
        }
    }
}

static void take_response(struct forms *forms, const struct raw_row *row)
{
    struct settle *settle = forms->settle;
    uint32_t number = (uint32_t)forms->responses.count;
    struct response response = {.session = row->session,
                                .organisation = organisation_of(forms, row),
                                .person = is_forgotten(settle, row) ? NONE : row->person,
                                .consent = gives_consent(forms, row) && !is_forgotten(settle, row),
                                .source = settle_common(settle, row)->source,
                                .line = (long)row->line};
    *VECTOR_PUSH(settle->arena, &forms->responses) = response;
    take_cells(forms, row, number, NONE, response.organisation, response.consent);
}

static void take_responses(struct forms *forms)
{
    struct settle *settle = forms->settle;
    for (size_t s = 0; s < settle->stretches.count; s++) {
        const struct stretch *at = &settle->stretches.items[s];
        for (uint32_t i = at->first; is_form(settle, at) && i < at->end; i++) {
            if (settle->rows.items[i].fate == FATE_USED) {
                take_response(forms, &settle->rows.items[i]);
            }
        }
    }
}

/* A row of a list on which somebody wrote something. */
static bool holds_expectation(const struct settle *settle, const struct raw_row *row)
{
    uint32_t answers;
    settle_answers(settle, row, &answers);
    return answers > 0 && (row->fate == FATE_USED || row->fate == FATE_MERGED) &&
           row->person != NONE && row->session != NONE;
}

/* (person, session) -> registration; the code is the number of the registration's pair. */
struct registration_pairs {
    struct pairs *pairs;
    VECTOR(uint32_t) registration;
};

static void index_registrations(const struct forms *forms, struct registration_pairs *index)
{
    const struct edition *edition = forms->edition;
    index->pairs = pairs_create(forms->settle->arena);
    for (uint32_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *one = &edition->registrations[i];
        uint32_t code = pairs_put(index->pairs, one->person, one->session);
        if (code == index->registration.count) {
            *VECTOR_PUSH(forms->settle->arena, &index->registration) = i;
        }
    }
}

/* The registration that a row says, else that of its person for its session; NONE. */
static uint32_t registration_of(const struct forms *forms, struct registration_pairs *index,
                                uint32_t number)
{
    const struct raw_row *row = &forms->settle->rows.items[number];
    uint32_t id = row->registration_id;
    uint32_t said = id == INTERN_NONE ? forms->settle->registration[number] - 1
                                      : forms->settle->registration_of_id[id];
    if (said != NONE) {
        return said;
    }
    if (index->pairs == NULL) {
        index_registrations(forms, index); /* most editions never need it */
    }
    uint32_t code = pairs_find(index->pairs, row->person, row->session);
    return code == PAIRS_NONE ? NONE : index->registration.items[code];
}

/* Nobody asks again for what stands before this row, nor for its answers. */
static void pass(const struct forms *forms, uint32_t row, uint32_t *answer)
{
    struct settle *settle = forms->settle;
    uint32_t next = settle_first_answer(settle, row);
    arena_forget(&settle->answers.items[*answer], (next - *answer) * sizeof *settle->answers.items);
    *answer = next;
    if (forms->leaving != NULL) {
        leaving_behind(forms->leaving, row);
    }
}

/* What people wrote when they signed up: it belongs to their registration, on whichever of its rows
 * it stands; what a copy or an overlapping export says again counts once. */
static void take_expectations(struct forms *forms)
{
    enum { AT_ONCE = 16 * 1024 }; /* rows that are passed together */
    struct settle *settle = forms->settle;
    struct registration_pairs index = {0};
    struct row_place last = {NONE, 0};
    uint32_t passed = 0;
    uint32_t answer = 0;
    STRETCH_EACH (at, settle, SAYS_ANSWERS) {
        VECTOR_RESERVE(settle->settled, &forms->remarks, at->end - at->first);
        for (uint32_t i = at->first; !is_form(settle, at) && i < at->end; i++) {
            const struct raw_row *row = &settle->rows.items[i];
            uint32_t ahead = settle_row_ahead(settle, i, ROWS_AHEAD, at->end)->registration_id;
            __builtin_prefetch(ahead == INTERN_NONE ? NULL : &settle->registration_of_id[ahead]);
            if (i - passed >= AT_ONCE && !row->continued) {
                pass(forms, i, &answer);
                passed = i;
            }
            /* One record that signs up for three sessions says its expectation once. */
            if (!holds_expectation(settle, row) ||
                (last.source == at->source && last.line == row->line)) {
                continue;
            }
            uint32_t registration = registration_of(forms, &index, i);
            if (registration != NONE) {
                last = (struct row_place){at->source, row->line};
                take_cells(forms, row, NONE, registration,
                           forms->edition->registrations[registration].organisation,
                           gives_consent(forms, row));
            }
        }
    }
    if (index.pairs != NULL) {
        pairs_drop(index.pairs);
    }
}

void response_settle(struct settle *settle, const struct organisation_door *door,
                     struct edition *edition, struct leaving *leaving)
{
    struct forms forms = {.settle = settle, .door = door, .edition = edition, .leaving = leaving};
    forms.said = intern_create(settle->arena);
    forms.first_said = numbers_none(settle->arena, edition->registrations_count);
    collect_questions(&forms);
    choose_forms(settle);
    take_responses(&forms);
    take_expectations(&forms);
    numbers_drop(settle->arena, forms.first_said, edition->registrations_count);
    edition->questions = forms.questions.items;
    edition->questions_count = forms.questions.count;
    edition->responses = forms.responses.items;
    edition->responses_count = forms.responses.count;
    edition->answers = forms.answers.items;
    edition->answers_count = forms.answers.count;
    edition->remarks = forms.remarks.items;
    edition->remarks_count = forms.remarks.count;
}
