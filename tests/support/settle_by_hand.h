/* settle_by_hand: a small edition of rows made by hand, for the tests of engine/settle. All people
 * are invented.
 *
 *     begin();
 *     week();
 *     add_source("a.csv", SOURCE_REGISTRATION, FORMAT_LIST);
 *     registered("Sanne de Vries", "s@u.example", "Een loket", REGISTRATION_LIVE);
 *     finish();                                        then `edition` is settled; it lives in
 * `arena`
 */
#ifndef TESTS_SUPPORT_SETTLE_BY_HAND_H
#define TESTS_SUPPORT_SETTLE_BY_HAND_H

#include <string.h>

#include "engine/settle/settle.h"
#include "tests/support/cmocka_all.h"

static struct arena *arena;
static struct settle *settle;
static struct source *source;
static struct edition edition;

/* Every distinct text is an organisation of its own. */
static inline void resolve_by_text(void *context, const char *text, const char *domain,
                                   const char *place, uint32_t *organisation, uint32_t *spelling,
                                   bool *contradicted)
{
    (void)context;
    (void)domain;
    (void)place;
    *organisation = text == NULL ? NONE : (uint32_t)(unsigned char)text[0];
    *spelling = NONE;
    *contradicted = false;
}

static inline void begin(void)
{
    static const struct pseudonym_key key = {{1}};
    arena = arena_create();
    settle = settle_create(
        arena, &(struct settle_options){
                   .key = &key, .minutes = 15, .first_day = INT64_MIN, .last_day = INT64_MIN});
    memset(&edition, 0, sizeof edition);
}

static inline void add_source(const char *path, enum source_kind kind, enum source_format format)
{
    source = settle_add_source(settle, path);
    source->kind = kind;
    source->format = format;
    source->size = 1;
    memcpy(source->hash, path, strlen(path) + 1); /* a hash of its own */
}

static inline struct moment at(int day, int hour, int minute)
{
    return (struct moment){.seconds = (moment_days(2023, 10, day) * 24 + hour) * 3600 + minute * 60,
                           .flags = MOMENT_DATE | MOMENT_TIME};
}

static inline void add_programme(const char *title, int day, int hour, enum programme_mode mode,
                                 enum programme_status status)
{
    struct row_sink sink = settle_rows(settle);
    struct programme_row row = {.source = source->number,
                                .line = (long)++source->rows_read + 1,
                                .title = title,
                                .start = at(day, hour, 0),
                                .end = at(day, hour + 1, 0),
                                .mode = mode,
                                .status = status};
    sink.programme(sink.context, &row);
}

static inline struct row blank_row(void)
{
    return (struct row){
        .source = source->number, .line = (long)source->rows_read + 2, .seconds = -1};
}

static inline void add(struct row row)
{
    struct row_sink sink = settle_rows(settle);
    source->rows_read += !row.continued;
    sink.row(sink.context, &row);
}

static inline void registered(const char *name, const char *mail, const char *session,
                              enum registration_status status)
{
    struct row row = blank_row();
    row.name = name;
    row.mail = mail;
    row.session[SESSION_COLUMN] = session;
    row.status = status;
    row.organisation = "Utrecht";
    add(row);
}

static inline void present(const char *name, const char *mail, const char *session,
                           struct moment joined, struct moment left)
{
    struct row row = blank_row();
    row.name = name;
    row.mail = mail;
    row.session[SESSION_TITLE] = session;
    row.joined = joined;
    row.left = left;
    add(row);
}

static inline void finish(void)
{
    struct organisation_door door = {.resolve = resolve_by_text};
    settle_sessions(settle);
    settle_registrations(settle, &door, &edition);
    settle_finish(settle, &door, &edition);
    settle_close(settle, &edition);
}

static inline size_t count_findings(enum finding_rule rule)
{
    size_t count = 0;
    for (size_t i = 0; i < edition.findings_count; i++) {
        count += edition.findings[i].rule == rule;
    }
    return count;
}

static inline size_t attendees(void)
{
    size_t count = 0;
    for (size_t i = 0; i < edition.presences_count; i++) {
        count += edition.presences[i].attendee;
    }
    return count;
}

static inline void week(void)
{
    add_source("programme.csv", SOURCE_PROGRAMME, FORMAT_PROGRAMME);
    add_programme("E\xC3\xA9n loket", 2, 10, MODE_ONLINE, SESSION_PLANNED);
    add_programme("Klantreis verhuizen", 3, 13, MODE_ONLINE, SESSION_PLANNED);
    add_programme("Klantreis verhuizen", 3, 13, MODE_ON_SITE, SESSION_PLANNED);
    add_programme("Afgelast", 4, 9, MODE_ONLINE, SESSION_CANCELLED);
}

#endif
