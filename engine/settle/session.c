/* session: the sessions of the edition, and which one each row speaks of (DESIGN.md section 5, 12).
 *
 * Labels and titles are compared as words (label.h); the best fit wins when nothing else comes
 * near. Titles that occur more than once are told apart by day and time. What fits nothing becomes
 * a session of its own, outside the programme.
 */
#include <string.h>

#include "engine/base/text.h"
#include "engine/settle/collect.h"
#include "engine/settle/label.h"
#include "engine/settle/session_time.h"
#include "engine/unicode/fold.h"

enum { TITLE_SHOWN = 80 }; /* bytes of a title in a finding */

/* -- the programme
 * ------------------------------------------------------------------------------------ */

struct matcher {
    struct settle *settle;
    struct arena *arena;
    size_t title_count;              /* sessions of the programme */
    struct label_words *titles;      /* of each, without noise; NULL until a label is compared */
    struct label_words *full_titles; /* with it: numbers tell parts of a series apart */
    struct intern *known;            /* labels that were seen before */
    VECTOR(uint32_t) found;          /* their candidates: index into `candidates`, or NONE */
    VECTOR(uint32_t) candidates;     /* lists: count, sessions ... */
    uint32_t *of_id;                 /* word code of a session id -> session, NONE */
    struct intern *outside;          /* labels of sessions outside the programme */
    VECTOR(uint32_t) outside_session;
    /* By word code of a label, [1]: of the name of a file: one more than its session outside; 0:
     * not asked yet. */
    VECTOR(uint32_t) outside_of[2];
    struct meetings meetings;
};

static bool same_session(const struct session *session, const struct programme_row *row)
{
    return session->day == day_of(row->start) && session->start == time_of(row->start) &&
           session->day != INT64_MIN && strcmp(session->title, row->title) == 0;
}

static void fill_session(struct session *session, const struct programme_row *row)
{
    session->id = row->id;
    session->title = row->title;
    session->description = row->description;
    session->host = row->host;
    session->host_organisation = NONE;
    session->track = row->track;
    session->place = row->place;
    session->day = day_of(row->start);
    session->start = time_of(row->start);
    session->end = time_of(row->end);
    session->mode = row->mode;
    session->status = row->status;
    session->in_programme = true;
    session->source = row->source;
    session->line = row->line;
}

/* Rows of the programme with the same title, day and start that differ only in online or on site
 * are one session. Rows with ids of their own are never merged; those of a copy of the file say
 * nothing new. */
static void sessions_of_programme(struct settle *settle)
{
    for (size_t i = 0; i < settle->programme.count; i++) {
        const struct programme_row *row = &settle->programme.items[i];
        uint32_t found = NONE;
        if (settle->is_copy.items[row->source]) {
            continue;
        }
        for (size_t k = 0; row->id == NULL && k < settle->sessions.count; k++) {
            if (same_session(&settle->sessions.items[k], row)) {
                found = (uint32_t)k;
                break;
            }
        }
        if (found == NONE) {
            fill_session(VECTOR_PUSH(settle->arena, &settle->sessions), row);
        } else {
            struct session *session = &settle->sessions.items[found];
            if (session->mode != row->mode) {
                session->mode = MODE_HYBRID;
            }
            if (session->status == SESSION_CANCELLED) {
                session->status = row->status; /* held when one of the two was held */
            }
            struct finding_sink sink = settle_findings(settle);
            struct finding finding = {
                .rule = FINDING_SESSION_HYBRID_MERGED, .source = row->source, .line = row->line};
            sink.add(sink.context, &finding);
        }
    }
}

/* -- matching
 * ----------------------------------------------------------------------------------------- */

/* Where every row has the id of its session nobody compares labels. */
static void know_titles(struct matcher *matcher)
{
    size_t count = matcher->title_count;
    if (matcher->titles != NULL) {
        return;
    }
    matcher->titles = arena_alloc_array(matcher->arena, count + 1, sizeof *matcher->titles);
    matcher->full_titles =
        arena_alloc_array(matcher->arena, count + 1, sizeof *matcher->full_titles);
    for (size_t i = 0; i < count; i++) {
        const char *title = matcher->settle->sessions.items[i].title;
        matcher->titles[i] = label_split(matcher->arena, title, false);
        matcher->full_titles[i] = label_split(matcher->arena, title, true);
    }
}

/* Of candidates that fit as well, those that share most when numbers and weekdays count too:
 * "Common Ground 1" is not "Common Ground 2". */
static void prefer_full_words(struct matcher *matcher, uint32_t list, const char *label)
{
    uint32_t *items = matcher->candidates.items + list;
    if (items[0] < 2) {
        return;
    }
    struct label_words words = label_split(matcher->arena, label, true);
    size_t most = 0;
    for (uint32_t i = 1; i <= items[0]; i++) {
        size_t shared = label_shared(&matcher->full_titles[items[i]], &words);
        most = shared > most ? shared : most;
    }
    uint32_t kept = 0;
    for (uint32_t i = 1; i <= items[0]; i++) {
        if (label_shared(&matcher->full_titles[items[i]], &words) == most) {
            items[++kept] = items[i];
        }
    }
    items[0] = kept;
    matcher->candidates.count = list + 1 + kept;
}

/* The sessions that fit a label best, as a list in matcher->candidates; NONE when none does. */
static uint32_t candidates_of(struct matcher *matcher, const char *label)
{
    uint32_t code = intern_put(matcher->known, label, strlen(label));
    if (code < matcher->found.count) {
        return matcher->found.items[code];
    }
    know_titles(matcher);
    struct label_words words = label_split(matcher->arena, label, false);
    int best = FIT_NONE;
    int *fits = arena_alloc_array(matcher->arena, matcher->title_count + 1, sizeof *fits);
    size_t longest = 0;
    bool held = false;
    for (size_t i = 0; i < matcher->title_count; i++) {
        fits[i] = label_fit(&words, &matcher->titles[i]);
        held = held || fits[i] == FIT_HELD;
        /* A label may hold two titles, one inside the other: the longer one is meant. */
        if (fits[i] > best || (fits[i] == best && matcher->titles[i].bytes > longest)) {
            best = fits[i];
            longest = matcher->titles[i].bytes;
        }
    }
    /* A title with all words of the label explains more of it than one that is a part of it:
     * "Samen aanbesteden" is the start of a longer title, and not "Aanbesteden". */
    best = best == FIT_HOLDS && held ? FIT_HELD : best;
    uint32_t list = NONE;
    if (best > FIT_NONE) {
        list = (uint32_t)matcher->candidates.count;
        *VECTOR_PUSH(matcher->arena, &matcher->candidates) = 0;
        for (size_t i = 0; i < matcher->title_count; i++) {
            bool as_good =
                fits[i] == best && (best != FIT_HOLDS || matcher->titles[i].bytes == longest);
            bool near = best < FIT_HELD && fits[i] > FIT_NONE && fits[i] + FIT_MARGIN > best;
            if (as_good || near) {
                *VECTOR_PUSH(matcher->arena, &matcher->candidates) = (uint32_t)i;
                matcher->candidates.items[list]++;
            }
        }
    }
    if (list != NONE) {
        prefer_full_words(matcher, list, label);
    }
    *VECTOR_PUSH(matcher->arena, &matcher->found) = list;
    return list;
}

/* How far a session is from what the row says of day and time: 0 is best, INT64_MAX does not fit.
 */
static int64_t distance(const struct session *session, int64_t day, int64_t clock)
{
    if (day != INT64_MIN && session->day != INT64_MIN && session->day != day) {
        return INT64_MAX;
    }
    if (clock == INT64_MIN || session->start == INT64_MIN) {
        return 0;
    }
    int64_t start = session->start % MOMENT_DAY;
    return clock >= start ? clock - start : start - clock;
}

/* The one session among the candidates that day and time leave; NONE when none or several. */
static uint32_t narrowed(const struct matcher *matcher, uint32_t list, int64_t day, int64_t clock,
                         bool *several)
{
    uint32_t best = NONE;
    int64_t least = INT64_MAX;
    bool tie = false;
    uint32_t count = matcher->candidates.items[list];
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t session = matcher->candidates.items[list + i];
        int64_t far =
            count == 1 ? 0 : distance(&matcher->settle->sessions.items[session], day, clock);
        if (far < least) {
            least = far;
            best = session;
            tie = false;
        } else if (far == least && far != INT64_MAX) {
            tie = true;
        }
    }
    *several = tie;
    return tie ? NONE : best;
}

/* What a person needs to repair it: the title as it stands and the one of the programme that is
 * most like it (finding_sentence says so in words). Names of people go from both when the edition
 * is handed over. */
static const char *unknown_title(struct matcher *matcher, const char *title)
{
    const struct settle *settle = matcher->settle;
    struct arena *arena = settle->arena;
    know_titles(matcher);
    struct label_words words = label_split(arena, title, false);
    const char **titles = arena_alloc_array(arena, matcher->title_count + 1, sizeof *titles);
    const char *nearest = NULL;
    size_t most = words.bytes / 3; /* "op" and "de" make no likeness */
    for (size_t i = 0; i < matcher->title_count; i++) {
        titles[i] = settle->sessions.items[i].title;
        size_t shared = label_shared(&words, &matcher->titles[i]);
        if (shared > most) {
            most = shared;
            nearest = titles[i];
        }
    }
    const char *by_edits = text_nearest(title, titles, matcher->title_count);
    nearest = by_edits == NULL ? nearest : by_edits;
    const char *shown = text_printable(arena, title, strlen(title), TITLE_SHOWN);
    return nearest == NULL
               ? arena_printf(arena, "\"%s\"", shown)
               : arena_printf(arena, "\"%s\"\t\"%s\"", shown,
                              text_printable(arena, nearest, strlen(nearest), TITLE_SHOWN));
}

/* A session that the programme does not name. The name of a file is its title without the words for
 * the list and the marks of a copy, so that a list that was downloaded twice is one list; what only
 * says "aanmeldingen" and "presentie" is about the one session that needs no name. */
static uint32_t outside_session(struct matcher *matcher, const struct raw_row *row, uint32_t label,
                                bool is_file, int64_t day)
{
    struct settle *settle = matcher->settle;
    const char *title = label == INTERN_NONE ? "" : intern_string(settle->words, label);
    title = is_file ? label_of_file(settle->arena, title) : title;
    const char *key = fold_plain(matcher->arena, title);
    uint32_t code = intern_put(matcher->outside, key, strlen(key));
    if (code < matcher->outside_session.count) {
        return matcher->outside_session.items[code];
    }
    uint32_t number = (uint32_t)settle->sessions.count;
    struct session *session = VECTOR_PUSH(settle->arena, &settle->sessions);
    session->title = *title == '\0' ? settle_source(settle, row)->path : title;
    session->host_organisation = NONE;
    session->day = day;
    session->start = time_of(moment_unpack(settle_common(settle, row)->session_start));
    session->end = INT64_MIN;
    const struct source *source = settle_source(settle, row);
    if (session->start == INT64_MIN) {
        session->start = time_of(source->start);
    }
    if (time_of(source->end) != INT64_MIN) {
        session->end = time_of(source->end);
    }
    session->source = source->number;
    session->line = (long)row->line;
    *VECTOR_PUSH(matcher->arena, &matcher->outside_session) = number;
    if (settle->programme.count > 0) {
        settle_find(settle, FINDING_SESSION_UNKNOWN, row, unknown_title(matcher, session->title));
    }
    return number;
}

/* The same, asked once for every label. */
static uint32_t known_outside(struct matcher *matcher, const struct raw_row *row, uint32_t label,
                              bool is_file, int64_t day)
{
    if (label == INTERN_NONE) {
        return outside_session(matcher, row, label, is_file, day);
    }
    while (matcher->outside_of[is_file].count <= label) {
        *VECTOR_PUSH(matcher->arena, &matcher->outside_of[is_file]) = 0;
    }
    uint32_t *known = &matcher->outside_of[is_file].items[label];
    if (*known == 0) {
        *known = outside_session(matcher, row, label, is_file, day) + 1;
    }
    return *known - 1;
}

static uint32_t session_of_row(struct matcher *matcher, struct raw_row *row, bool may_make)
{
    struct settle *settle = matcher->settle;
    if (row->session_id != INTERN_NONE) {
        uint32_t known = matcher->of_id[row->session_id];
        if (known != NONE) {
            return known;
        }
    }
    struct session_time when = session_time_of(settle, row);
    uint32_t first_label = row->session_id;
    bool is_file = false;
    bool several = false;
    for (int i = 0; i < SESSION_LABELS; i++) {
        uint32_t label = settle_common(settle, row)->label[i];
        if (label == INTERN_NONE) {
            continue;
        }
        if (first_label == INTERN_NONE) {
            first_label = label;
            is_file = i == SESSION_FILE_NAME;
        }
        if (matcher->title_count == 0) {
            break;
        }
        uint32_t list = candidates_of(matcher, intern_string(settle->words, label));
        uint32_t found =
            list == NONE ? NONE : narrowed(matcher, list, when.day, when.clock, &several);
        if (found != NONE) {
            return found;
        }
    }
    uint32_t at = session_at(settle, matcher->title_count, when.time);
    if (at == NONE) {
        at = session_of_meeting(settle, &matcher->meetings, matcher->title_count, row);
    }
    if (at != NONE) {
        return at;
    }
    if (several) {
        settle_find(settle, FINDING_SESSION_AMBIGUOUS, row, NULL);
    }
    return may_make ? known_outside(matcher, row, first_label, is_file, when.day) : NONE;
}

static struct matcher matcher_create(struct settle *settle)
{
    struct matcher matcher = {.settle = settle, .arena = settle->arena};
    matcher.known = intern_create(settle->arena);
    matcher.of_id = numbers_none(settle->arena, intern_count(settle->words));
    matcher.outside = intern_create(settle->arena);
    matcher.title_count = settle->sessions.count;
    for (size_t i = 0; i < matcher.title_count; i++) {
        const struct session *session = &settle->sessions.items[i];
        uint32_t id = session->id == NULL
                          ? INTERN_NONE
                          : intern_find(settle->words, session->id, strlen(session->id));
        if (id != INTERN_NONE && matcher.of_id[id] == NONE) {
            matcher.of_id[id] = (uint32_t)i;
        }
    }
    return matcher;
}

uint32_t session_of_label(struct settle *settle, const char *label)
{
    if (settle->label_matcher == NULL || label == NULL || *label == '\0') {
        return NONE;
    }
    bool several;
    uint32_t list = candidates_of(settle->label_matcher, label);
    return list == NONE ? NONE
                        : narrowed(settle->label_matcher, list, INT64_MIN, INT64_MIN, &several);
}

bool settle_week(const struct settle *settle, int64_t *first, int64_t *last)
{
    *first = settle->options.first_day;
    *last = settle->options.last_day;
    bool has_first = *first != INT64_MIN;
    bool has_last = *last != INT64_MIN;
    for (size_t i = 0; i < settle->programme.count; i++) {
        int64_t day = day_of(settle->programme.items[i].start);
        if (day == INT64_MIN) {
            continue;
        }
        if (settle->options.first_day == INT64_MIN && (!has_first || day < *first)) {
            *first = day;
            has_first = true;
        }
        if (settle->options.last_day == INT64_MIN && (!has_last || day > *last)) {
            *last = day;
            has_last = true;
        }
    }
    if (has_first != has_last) {
        *first = has_first ? *first : *last;
        *last = has_last ? *last : *first;
    }
    return has_first || has_last;
}

bool settle_earliest(struct settle *settle, int64_t *day)
{
    bool found = false;
    for (size_t i = 0; i < settle->sessions.count; i++) {
        int64_t here = settle->sessions.items[i].day;
        if (here != INT64_MIN && (!found || here < *day)) {
            *day = here;
            found = true;
        }
    }
    for (size_t i = 0; !found && i < settle->rows.count; i++) {
        int64_t here = day_of(settle_joined(settle, &settle->rows.items[i]));
        if (here != INT64_MIN) {
            *day = here;
            found = true;
        }
    }
    return found;
}

/* Attendance lists without any row (only a heading) still say that somebody measured. */
static void measure_empty_lists(struct matcher *matcher)
{
    struct settle *settle = matcher->settle;
    for (size_t i = 0; i < settle->sources.count; i++) {
        const struct source *source = settle->sources.items[i];
        bool attends = source->kind == SOURCE_ATTENDANCE;
        if (!attends || source->rows_read > 0 || source->title == NULL) {
            continue;
        }
        struct row_common common = {
            .source = source->number,
            .label = {INTERN_NONE, INTERN_NONE, INTERN_NONE, INTERN_NONE, INTERN_NONE}};
        common.label[SESSION_TITLE] =
            intern_put(settle->words, source->title, strlen(source->title));
        struct raw_row row = {.session_id = INTERN_NONE, .common = (uint32_t)settle->commons.count};
        *VECTOR_PUSH(settle->passing, &settle->commons) = common;
        uint32_t session = session_of_row(matcher, &row, false);
        if (session != NONE) {
            settle->sessions.items[session].attendance_measured = true;
        }
    }
}

static void find_gap(struct settle *settle, const struct session *session, enum finding_rule rule)
{
    const char *title =
        text_printable(settle->arena, session->title, strlen(session->title), TITLE_SHOWN);
    struct finding_sink sink = settle_findings(settle);
    struct finding finding = {.rule = rule,
                              .source = session->source,
                              .line = session->line,
                              .detail = arena_printf(settle->arena, "\"%s\"", title)};
    sink.add(sink.context, &finding);
}

/* What is missing of the sessions of the programme: a list of who was there; a day, where others
 * have one and no list tells it. */
static void find_gaps(struct settle *settle)
{
    bool dated = false;
    for (size_t i = 0; i < settle->sessions.count; i++) {
        const struct session *session = &settle->sessions.items[i];
        dated |= session->in_programme && session->day != INT64_MIN;
    }
    for (size_t i = 0; i < settle->sessions.count; i++) {
        const struct session *session = &settle->sessions.items[i];
        if (!session->in_programme || session->status == SESSION_CANCELLED) {
            continue;
        }
        if (dated && session->day == INT64_MIN) {
            find_gap(settle, session, FINDING_SESSION_UNDATED);
        }
        if (!session->attendance_measured) {
            find_gap(settle, session, FINDING_SESSION_NOT_MEASURED);
        }
    }
}

void session_settle(struct settle *settle)
{
    sessions_of_programme(settle);
    struct matcher *matcher = arena_alloc(settle->arena, sizeof *matcher);
    *matcher = matcher_create(settle);
    settle->label_matcher = matcher;
    for (size_t i = 0; i < settle->rows.count; i++) {
        struct raw_row *row = &settle->rows.items[i];
        row->session =
            row->fate == FATE_OPEN ? session_of_row(matcher, row, row_is_of_list(row)) : NONE;
        if (row->session == NONE) {
            continue;
        }
        struct session *session = &settle->sessions.items[row->session];
        session->attendance_measured |= row_says_attendance(row);
        session->registration_measured |= row->status != REGISTRATION_NONE && !row->walk_in;
        if (session->day == INT64_MIN) {
            session->day = day_of(settle_joined(settle, row));
        }
    }
    measure_empty_lists(matcher);
    find_gaps(settle);
}
