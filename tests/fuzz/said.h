/* said: everything that recognise says of a file, as one text: each row with each of its cells,
 * each finding, and the source. Two readings of a file are the same when their texts are. */
#ifndef TESTS_FUZZ_SAID_H
#define TESTS_FUZZ_SAID_H

#include "engine/base/text.h"
#include "engine/recognise/recognise.h"

static void said_string(struct text *text, const char *string)
{
    text_add(text, string == NULL ? "|~" : "|");
    text_add(text, string == NULL ? "" : string);
}

static void said_moment(struct text *text, struct moment moment)
{
    text_printf(text, "|%lld,%x", (long long)moment.seconds, moment.flags);
}

static void said_row(void *context, const struct row *row)
{
    struct text *text = context;
    text_printf(text, "row %ld %d%d%d%d%d %d %d %lld", row->line, row->continued, row->summary,
                row->telephone, row->staff, row->walk_in, (int)row->status, (int)row->attended,
                (long long)row->seconds);
    const char *strings[] = {
        row->name,  row->mail, row->mail_second,  row->person_id,  row->order_id,
        row->place, row->job,  row->organisation, row->session_id, row->registration_id};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        said_string(text, strings[i]);
    }
    for (size_t i = 0; i < SESSION_LABELS; i++) {
        said_string(text, row->session[i]);
    }
    const struct moment moments[] = {row->session_start, row->registered_at, row->joined,
                                     row->left,          row->open_until,    row->answered_at};
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        said_moment(text, moments[i]);
    }
    for (size_t i = 0; i < row->answer_count; i++) {
        said_string(text, row->answers[i].text);
        text_printf(text, "=%u,%d,%g", row->answers[i].question, row->answers[i].has_number,
                    row->answers[i].number);
    }
    text_add_char(text, '\n');
}

static void said_programme(void *context, const struct programme_row *row)
{
    struct text *text = context;
    text_printf(text, "programme %ld", row->line);
    said_string(text, row->title);
    said_moment(text, row->start);
    text_add_char(text, '\n');
}

static void said_finding(void *context, const struct finding *finding)
{
    struct text *text = context;
    text_printf(text, "finding %s %ld %d", finding_name(finding->rule), finding->line,
                finding->column);
    said_string(text, finding->detail);
    text_add_char(text, '\n');
}

/* What is said of these bytes in that context. */
static struct text said_of(struct arena *arena, const void *bytes, size_t size,
                           const struct recognise_context *context)
{
    struct text text = text_create(arena);
    struct source source = {.path = "map/lijst.csv"};
    struct row_sink rows = {.context = &text, .row = said_row, .programme = said_programme};
    struct finding_sink findings = {.context = &text, .add = said_finding};
    struct error error = {0};
    recognise_bytes(arena, bytes, size, context, &rows, &findings, &source, &error);
    text_printf(&text, "source %d %d %llu %llu %llu %d %d|%s", (int)source.kind, (int)source.format,
                (unsigned long long)source.rows_read, (unsigned long long)source.rows_rejected,
                (unsigned long long)source.rows_bad, source.dutch_dates, source.knows_check_out,
                source.why == NULL ? "" : source.why);
    said_string(&text, source.title);
    said_moment(&text, source.start);
    said_moment(&text, source.end);
    return text;
}

#endif
