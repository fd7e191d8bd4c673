/* conceal: what organisers wrote (titles, headings, items of costs, spellings, names of files) may
 * hold the name of a person as well. Before an edition leaves settle, whole names go from it;
 * remarks and answers were scrubbed when they were taken (response.c). */
#include "engine/settle/collect.h"

static void conceal_sessions(const struct settle *settle, struct edition *edition)
{
    for (size_t i = 0; i < edition->sessions_count; i++) {
        struct session *session = &edition->sessions[i];
        session->title = scrub_title(settle->arena, settle->scrubber, session->title);
        session->description = scrub(settle->arena, settle->scrubber, session->description);
        session->track = scrub_title(settle->arena, settle->scrubber, session->track);
        session->place = scrub_title(settle->arena, settle->scrubber, session->place);
    }
}

static void conceal_tables(const struct settle *settle, struct edition *edition)
{
    for (size_t i = 0; i < edition->questions_count; i++) {
        struct question *question = &edition->questions[i].question;
        question->text = scrub_title(settle->arena, settle->scrubber, question->text);
    }
    for (size_t i = 0; i < edition->costs_count; i++) {
        edition->costs[i].item = scrub(settle->arena, settle->scrubber, edition->costs[i].item);
    }
    for (size_t i = 0; i < edition->spellings_count; i++) {
        struct spelling *spelling = &edition->spellings[i];
        spelling->text = scrub_title(settle->arena, settle->scrubber, spelling->text);
    }
    for (size_t i = 0; i < edition->own_figures_count; i++) {
        struct own_figure *figure = &edition->own_figures[i];
        figure->by = NULL; /* a person, nearly always */
        figure->origin = scrub(settle->arena, settle->scrubber, figure->origin);
    }
    for (size_t i = 0; i < edition->findings_count; i++) {
        struct finding *finding = &edition->findings[i];
        finding->detail = scrub_title(settle->arena, settle->scrubber, finding->detail);
    }
}

/* A file of that name is read again at every run, because its name is not what the store knows. */
static void conceal_paths(const struct settle *settle, struct edition *edition)
{
    for (size_t i = 0; i < edition->sources_count; i++) {
        struct source *source = &edition->sources[i];
        source->path = scrub_title(settle->arena, settle->scrubber, source->path);
        source->why = scrub_title(settle->arena, settle->scrubber, source->why);
        source->why_en = scrub_title(settle->arena, settle->scrubber, source->why_en);
    }
}

void conceal_settle(const struct settle *settle, struct edition *edition)
{
    conceal_sessions(settle, edition);
    conceal_tables(settle, edition);
    if (settle->options.to_store) {
        conceal_paths(settle, edition);
    }
}
