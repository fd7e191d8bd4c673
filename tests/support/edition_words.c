/* edition_words: see edition_words.h. */
#include "tests/support/edition_words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/base/vector.h"

struct words {
    struct arena *arena;
    const struct edition *edition;
    struct edition_view view;
    VECTOR(const char *) lines;
};

static void say(struct words *words, const char *line)
{
    *VECTOR_PUSH(words->arena, &words->lines) = line;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* -- who and what ----------------------------------------------------------------------------- */

static const char *person_word(const struct words *words, uint32_t person)
{
    if (person == NONE) {
        return "-";
    }
    const unsigned char *bytes = words->edition->persons[person].pseudonym;
    struct text hex = text_create(words->arena);
    for (size_t i = 0; i < PSEUDONYM_BYTES / 2; i++) {
        text_printf(&hex, "%02x", bytes[i]);
    }
    return hex.bytes;
}

static const char *session_word(const struct words *words, uint32_t session)
{
    return session == NONE                ? "-"
           : words->view.sessions_unnamed ? "*"
                                          : or_empty(words->edition->sessions[session].title);
}

static const char *organisation_word(const struct words *words, uint32_t organisation)
{
    return organisation == NONE ? "-" : words->edition->organisations[organisation].key;
}

static const char *question_word(const struct words *words, uint32_t question)
{
    return words->edition->questions[question].question.text;
}

static const char *path_word(const struct words *words, uint32_t source)
{
    const char *path = source == FINDING_NO_SOURCE ? "-" : words->edition->sources[source].path;
    return text_equal(path, words->view.path) ? words->view.path_as : path;
}

/* A moment that is not known is the smallest number there is. */
static const char *time_word(const struct words *words, int64_t seconds)
{
    return seconds == INT64_MIN ? "-" : arena_printf(words->arena, "%" PRId64, seconds);
}

static const char *day_word(const struct words *words, int64_t day)
{
    return words->view.days_unknown ? "*" : time_word(words, day);
}

/* -- each kind of thing ----------------------------------------------------------------------- */

static void say_sources(struct words *words)
{
    for (size_t i = 0; i < words->edition->sources_count; i++) {
        const struct source *source = &words->edition->sources[i];
        say(words,
            arena_printf(words->arena, "source\t%s\t%s\t%s", path_word(words, (uint32_t)i),
                         source_kind_word(source->kind), source_format_word(source->format)));
    }
}

static void say_sessions(struct words *words)
{
    for (size_t i = 0; i < words->edition->sessions_count; i++) {
        const struct session *session = &words->edition->sessions[i];
        say(words,
            arena_printf(words->arena, "session\t%s\t%s\t%s\t%s\tplanned %d status %d%s%s\t%s",
                         session_word(words, (uint32_t)i), day_word(words, session->day),
                         day_word(words, session->start), day_word(words, session->end),
                         session->in_programme, (int)session->status,
                         session->attendance_measured ? " attendance" : "",
                         session->registration_measured ? " registration" : "",
                         organisation_word(words, session->host_organisation)));
    }
}

static void say_people(struct words *words)
{
    const struct edition *edition = words->edition;
    for (size_t i = 0; i < edition->persons_count; i++) {
        say(words, arena_printf(words->arena, "person\t%s\t%s", person_word(words, (uint32_t)i),
                                edition->persons[i].has_address ? "address" : "name"));
    }
    for (size_t i = 0; i < edition->registrations_count; i++) {
        const struct registration *r = &edition->registrations[i];
        say(words, arena_printf(words->arena, "registration\t%s\t%s\t%s\tstatus %d%s at %s",
                                person_word(words, r->person), session_word(words, r->session),
                                organisation_word(words, r->organisation), r->status,
                                r->staff ? " staff" : "", time_word(words, r->registered_at)));
    }
    for (size_t i = 0; i < edition->presences_count; i++) {
        const struct presence *p = &edition->presences[i];
        say(words,
            arena_printf(words->arena, "presence\t%s\t%s\t%s\t%s%s%s%s%s",
                         person_word(words, p->person), session_word(words, p->session),
                         organisation_word(words, p->organisation),
                         p->has_minutes ? time_word(words, p->seconds) : "no minutes",
                         p->registration == NONE ? "" : " registered", p->live ? " live" : "",
                         p->staff ? " staff" : "", p->attendee ? " attendee" : ""));
    }
}

static void say_responses(struct words *words)
{
    const struct edition *edition = words->edition;
    for (size_t i = 0; i < edition->responses_count; i++) {
        const struct response *r = &edition->responses[i];
        say(words,
            arena_printf(words->arena, "response\t%s\t%s\t%s%s", session_word(words, r->session),
                         organisation_word(words, r->organisation), person_word(words, r->person),
                         r->consent ? "\tconsent" : ""));
    }
}

static void say_answers(struct words *words)
{
    const struct edition *edition = words->edition;
    for (size_t i = 0; i < edition->answers_count; i++) {
        const struct answer *a = &edition->answers[i];
        say(words,
            arena_printf(words->arena, "answer\t%s\t%g\t%s\t%s", question_word(words, a->question),
                         a->has_number ? a->number : -1, or_empty(a->text),
                         session_word(words, edition->responses[a->response].session)));
    }
    for (size_t i = 0; i < edition->remarks_count; i++) {
        const struct remark *r = &edition->remarks[i];
        say(words,
            arena_printf(words->arena, "remark\t%s\t%.*s\t%s\t%s%s",
                         question_word(words, r->question), (int)remark_size(r), r->text,
                         session_word(words, r->session), organisation_word(words, r->organisation),
                         r->consent ? "\tconsent" : ""));
    }
}

static void say_side_tables(struct words *words)
{
    const struct edition *edition = words->edition;
    for (size_t i = 0; i < edition->costs_count; i++) {
        const struct cost *cost = &edition->costs[i];
        say(words, arena_printf(words->arena, "cost\t%s\t%s\t%.2f", cost->item,
                                session_word(words, cost->session), cost->amount));
    }
    for (size_t i = 0; i < edition->second_signs_count; i++) {
        say(words, arena_printf(words->arena, "second sign\t%s",
                                organisation_word(words, edition->second_signs[i].organisation)));
    }
    for (size_t i = 0; i < edition->own_figures_count; i++) {
        const struct own_figure *own = &edition->own_figures[i];
        say(words, arena_printf(words->arena, "own figure\t%s\t%g\t%s", own->name, own->value,
                                or_empty(own->unit)));
    }
    for (size_t i = 0; i < edition->municipalities_count; i++) {
        const struct municipality *m = &edition->municipalities[i];
        say(words,
            arena_printf(words->arena, "municipality\t%s\t%" PRId64, m->code, m->population));
    }
}

/* How the bytes were stored is no matter of what they say. */
static void say_findings(struct words *words)
{
    for (size_t i = 0; i < words->edition->findings_count; i++) {
        const struct finding *finding = &words->edition->findings[i];
        bool counts_cells = finding->rule == FINDING_ROW_EXTRA_CELLS;
        if (finding->rule != FINDING_FILE_ENCODING_MIXED) {
            say(words, arena_printf(words->arena, "finding\t%s\t%s\t%s",
                                    path_word(words, finding->source), finding_name(finding->rule),
                                    words->view.sessions_unnamed || counts_cells
                                        ? ""
                                        : or_empty(finding->detail)));
        }
    }
}

static int by_bytes(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

struct edition_words edition_words_of(struct arena *arena, const struct edition *edition,
                                      const struct edition_view *view)
{
    struct words words = {.arena = arena, .edition = edition, .view = *view};
    say_sources(&words);
    say_sessions(&words);
    say_people(&words);
    say_responses(&words);
    if (!view->answers_unread) {
        say_answers(&words);
    }
    say_side_tables(&words);
    say_findings(&words);
    if (words.lines.count > 0) {
        qsort(words.lines.items, words.lines.count, sizeof *words.lines.items, by_bytes);
    }
    return (struct edition_words){words.lines.items, words.lines.count};
}

static bool holds_one_of(const char *line, const char *const *words)
{
    bool holds = false;
    for (; *words != NULL && !holds; words++) {
        holds = strstr(line, *words) != NULL;
    }
    return holds;
}

const char *edition_words_differ(struct arena *arena, const struct edition_words *first,
                                 const struct edition_words *second, const char *const *words)
{
    struct text differences = text_create(arena);
    size_t i = 0;
    size_t k = 0;
    while (i < first->count || k < second->count) {
        int order = i == first->count    ? 1
                    : k == second->count ? -1
                                         : strcmp(first->lines[i], second->lines[k]);
        const char *line = order > 0 ? second->lines[k] : first->lines[i];
        i += order <= 0;
        k += order >= 0;
        if (order < 0 || (order > 0 && !holds_one_of(line, words))) {
            text_printf(&differences, "%s%s\n", order < 0 ? "- " : "+ ", line);
        }
    }
    return differences.size == 0 ? NULL : differences.bytes;
}
