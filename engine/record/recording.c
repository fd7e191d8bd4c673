/* recording: see recording.h. What was said hangs together in the order in which it was said; all
 * strings are copied. */
#include "engine/record/recording.h"

#include "engine/base/arena.h"

struct said {
    struct said *next;
    enum { SAID_ROW, SAID_PROGRAMME, SAID_FINDING } kind;
    union {
        struct row row;
        struct programme_row programme;
        struct finding finding;
    } what;
};

struct recording {
    struct arena *arena;
    struct said *first, **end;
};

struct recording *recording_create(void)
{
    struct arena *arena = arena_create();
    struct recording *recording = arena_alloc(arena, sizeof *recording);
    recording->arena = arena;
    recording->end = &recording->first;
    return recording;
}

static struct said *say(struct recording *recording, int kind)
{
    struct said *said = arena_alloc(recording->arena, sizeof *said);
    said->kind = kind;
    *recording->end = said;
    recording->end = &said->next;
    return said;
}

static const struct answer_cell *keep_answers(struct arena *arena, const struct row *row)
{
    struct answer_cell *answers = arena_alloc_array(arena, row->answer_count, sizeof *answers);
    for (size_t i = 0; i < row->answer_count; i++) {
        answers[i] = row->answers[i];
        answers[i].text = arena_strdup(arena, answers[i].text);
    }
    return answers;
}

static void take_row(void *context, const struct row *row)
{
    struct recording *recording = context;
    struct row *kept = &say(recording, SAID_ROW)->what.row;
    *kept = *row;
    const char **strings[] = {&kept->name,           &kept->mail,     &kept->mail_second,
                              &kept->person_id,      &kept->order_id, &kept->organisation,
                              &kept->place,          &kept->job,      &kept->session_id,
                              &kept->registration_id};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        *strings[i] = arena_strdup(recording->arena, *strings[i]);
    }
    for (size_t i = 0; i < SESSION_LABELS; i++) {
        kept->session[i] = arena_strdup(recording->arena, row->session[i]);
    }
    kept->answers = row->answer_count == 0 ? NULL : keep_answers(recording->arena, row);
}

static void take_programme(void *context, const struct programme_row *row)
{
    struct recording *recording = context;
    struct programme_row *kept = &say(recording, SAID_PROGRAMME)->what.programme;
    *kept = *row;
    const char **strings[] = {&kept->id,   &kept->title, &kept->description,
                              &kept->host, &kept->track, &kept->place};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        *strings[i] = arena_strdup(recording->arena, *strings[i]);
    }
}

static void take_finding(void *context, const struct finding *finding)
{
    struct recording *recording = context;
    struct finding *kept = &say(recording, SAID_FINDING)->what.finding;
    *kept = *finding;
    kept->detail = arena_strdup(recording->arena, finding->detail);
}

struct row_sink recording_rows(struct recording *recording)
{
    return (struct row_sink){.context = recording, .row = take_row, .programme = take_programme};
}

struct finding_sink recording_findings(struct recording *recording)
{
    return (struct finding_sink){.context = recording, .add = take_finding};
}

void recording_replay(const struct recording *recording, const struct row_sink *rows,
                      const struct finding_sink *findings)
{
    for (const struct said *said = recording->first; said != NULL; said = said->next) {
        switch (said->kind) {
        case SAID_ROW:
            rows->row(rows->context, &said->what.row);
            break;
        case SAID_PROGRAMME:
            rows->programme(rows->context, &said->what.programme);
            break;
        case SAID_FINDING:
            findings->add(findings->context, &said->what.finding);
            break;
        }
    }
}

void recording_destroy(struct recording *recording)
{
    if (recording != NULL) {
        arena_destroy(recording->arena);
    }
}
