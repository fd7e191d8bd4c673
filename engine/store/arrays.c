/* arrays: which member of which struct is which column, in the order of the struct. */
#include "engine/store/array_table.h"
#include "engine/store/cube.h"
#include "engine/store/membership.h"

static const char *word_of_organisation_kind(int value)
{
    return organisation_kind_word((enum organisation_kind)value);
}

static const char *word_of_match(int value)
{
    return match_status_word((enum match_status)value);
}

static const char *word_of_source_kind(int value)
{
    return source_kind_word((enum source_kind)value);
}

static const char *word_of_format(int value)
{
    return source_format_word((enum source_format)value);
}

static const char *word_of_encoding(int value)
{
    return source_encoding_word((enum source_encoding)value);
}

static const char *word_of_registration(int value)
{
    static const char *const words[] = {"none", "live", "pending", "cancelled"};
    return words[value];
}

static const char *word_of_mode(int value)
{
    static const char *const words[] = {"unknown", "online", "on_site", "hybrid"};
    return words[value];
}

static const char *word_of_session(int value)
{
    static const char *const words[] = {"planned", "cancelled", "moved"};
    return words[value];
}

static const char *word_of_question(int value)
{
    static const char *const words[] = {"grade", "nps", "likert", "choice", "open", "consent"};
    return words[value];
}

static const char *word_of_rule(int value)
{
    return finding_name((enum finding_rule)value);
}

static const char *weight_of_rule(int value)
{
    static const char *const words[] = {"lost", "doubt", "note"};
    return words[finding_weight((enum finding_rule)value)];
}

#define AT(type, member, kind)                                                                     \
    {                                                                                              \
#member, FIELD_##kind, offsetof(struct type, member), NULL, 0                              \
    }
#define AS(type, member, column, kind)                                                             \
    {                                                                                              \
        column, FIELD_##kind, offsetof(struct type, member), NULL, 0                               \
    }
#define WORD_OF(type, member, column, words)                                                       \
    {                                                                                              \
        column, FIELD_WORD, offsetof(struct type, member), words, 0                                \
    }
#define SIZED(type, member, size)                                                                  \
    {                                                                                              \
#member, FIELD_SIZED, offsetof(struct type, member), NULL, offsetof(struct type, size)     \
    }

static const struct field source_fields[] = {
    AT(source, number, UINT32),
    AT(source, path, TEXT),
    AT(source, hash, CHARS),
    AT(source, size, UINT64),
    AT(source, inode, UINT64),
    AT(source, mtime, INT64),
    AT(source, ctime, INT64),
    WORD_OF(source, kind, "kind", word_of_source_kind),
    WORD_OF(source, format, "format", word_of_format),
    WORD_OF(source, encoding, "encoding", word_of_encoding),
    AT(source, delimiter, CHAR),
    AT(source, why, TEXT),
    AT(source, rows_read, UINT64),
    AT(source, rows_used, UINT64),
    AT(source, rows_merged, UINT64),
    AT(source, rows_rejected, UINT64),
};

static const struct field municipality_fields[] = {
    AT(municipality, code, TEXT),
    AT(municipality, name, TEXT),
    AT(municipality, province, TEXT),
    AT(municipality, population, INT64),
    AT(municipality, population_before, INT64),
    AT(municipality, population_after, INT64),
};

static const struct field organisation_fields[] = {
    AS(organisation, key, "stable_key", TEXT),
    AT(organisation, name, TEXT),
    WORD_OF(organisation, kind, "kind", word_of_organisation_kind),
    WORD_OF(organisation, status, "status", word_of_match),
    AT(organisation, adds_residents, BOOL),
    AT(organisation, waits, BOOL),
    AT(organisation, members_year, YEAR),
};

static const struct field membership_fields[] = {
    AT(membership, organisation, UINT32),
    AT(membership, municipality, UINT32),
};

static const struct field spelling_fields[] = {
    AT(spelling, text, TEXT),
    AT(spelling, organisation, UINT32),
    WORD_OF(spelling, status, "status", word_of_match),
    AT(spelling, method, TEXT),
    AT(spelling, score, DOUBLE),
    AT(spelling, margin, DOUBLE),
    AT(spelling, runner_up, TEXT),
    AT(spelling, rows, UINT32),
};

static const struct field session_fields[] = {
    AT(session, id, TEXT),
    AT(session, title, TEXT),
    AT(session, description, TEXT),
    AT(session, host, TEXT),
    AT(session, host_organisation, UINT32),
    AT(session, track, TEXT),
    AT(session, place, TEXT),
    AT(session, day, INT64),
    AS(session, start, "starts_at", INT64),
    AS(session, end, "ends_at", INT64),
    WORD_OF(session, mode, "mode", word_of_mode),
    WORD_OF(session, status, "status", word_of_session),
    AT(session, in_programme, BOOL),
    AT(session, attendance_measured, BOOL),
    AT(session, registration_measured, BOOL),
    AT(session, source, UINT32),
    AT(session, line, LONG),
};

static const struct field person_fields[] = {
    AT(person, pseudonym, KEY),
    AT(person, has_address, BOOL),
    AT(person, same_name, UINT32),
};

static const struct field registration_fields[] = {
    AT(registration, person, NUMBER),
    AT(registration, session, NUMBER),
    AT(registration, organisation, UINT32),
    AT(registration, spelling, UINT32),
    {"status", FIELD_SMALL, offsetof(struct registration, status), word_of_registration, 0},
    AT(registration, registered_at, SECONDS),
    AT(registration, staff, BOOL),
    AT(registration, source, NUMBER),
    AT(registration, line, UINT32),
};

static const struct field presence_fields[] = {
    AT(presence, person, NUMBER),       AT(presence, session, NUMBER),
    AT(presence, organisation, UINT32), AT(presence, spelling, UINT32),
    AT(presence, seconds, INT64),       AT(presence, has_minutes, BOOL),
    AT(presence, attendee, BOOL),       AT(presence, staff, BOOL),
    AT(presence, registration, UINT32), AT(presence, source, NUMBER),
    AT(presence, line, UINT32),
};

static const struct field question_fields[] = {
    AT(edition_question, source, UINT32),
    AS(edition_question, question.column, "column_number", INT),
    WORD_OF(edition_question, question.kind, "kind", word_of_question),
    AS(edition_question, question.text, "text", TEXT),
    AS(edition_question, question.scale_low, "scale_low", INT),
    AS(edition_question, question.scale_high, "scale_high", INT),
};

static const struct field response_fields[] = {
    AT(response, session, UINT32), AT(response, organisation, UINT32), AT(response, person, UINT32),
    AT(response, consent, BOOL),   AT(response, source, UINT32),       AT(response, line, LONG),
};

static const struct field answer_fields[] = {
    AT(answer, response, UINT32), AT(answer, question, UINT32), AT(answer, number, DOUBLE),
    AT(answer, has_number, BOOL), AT(answer, text, TEXT),
};

static const struct field remark_fields[] = {
    AT(remark, response, UINT32),   AT(remark, registration, UINT32), AT(remark, question, NUMBER),
    AT(remark, session, UINT32),    AT(remark, organisation, UINT32), AT(remark, consent, BOOL),
    SIZED(remark, text, text_size), AT(remark, source, NUMBER),       AT(remark, line, UINT32),
};

static const struct field merged_row_fields[] = {
    AT(merged_row, source, UINT32),
    AT(merged_row, line, LONG),
    AT(merged_row, into_source, UINT32),
    AT(merged_row, into_line, LONG),
};

static const struct field cost_fields[] = {
    AT(cost, item, TEXT),     AT(cost, session, UINT32), AT(cost, amount, DOUBLE),
    AT(cost, source, UINT32), AT(cost, line, LONG),
};

static const struct field second_sign_fields[] = {
    AT(second_sign, organisation, UINT32),
    AT(second_sign, source, UINT32),
    AT(second_sign, line, LONG),
};

static const struct field own_figure_fields[] = {
    AT(own_figure, name, TEXT),           AT(own_figure, value, DOUBLE),
    AT(own_figure, unit, TEXT),           AT(own_figure, lower_bound, BOOL),
    AT(own_figure, origin, TEXT),         AT(own_figure, date, TEXT),
    AS(own_figure, by, "given_by", TEXT), AT(own_figure, source, UINT32),
    AT(own_figure, line, LONG),
};

static const struct field finding_fields[] = {
    WORD_OF(finding, rule, "rule", word_of_rule),
    WORD_OF(finding, rule, "weight", weight_of_rule),
    AT(finding, source, UINT32),
    AT(finding, line, LONG),
    AS(finding, column, "column_number", INT),
    AT(finding, detail, TEXT),
};

#define COUNTS(type)                                                                               \
    AS(type, counts.registrations, "registrations", INT64),                                        \
        AS(type, counts.persons, "persons", INT64), AS(type, counts.attended, "attended", INT64),  \
        AS(type, counts.short_visits, "short_visits", INT64),                                      \
        AS(type, counts.rated, "rated", INT64),                                                    \
        AS(type, counts.rated_attended, "rated_attended", INT64),                                  \
        AS(type, counts.attended_seconds, "attended_seconds", INT64),                              \
        AS(type, counts.attendees, "attendees", INT64), AS(type, counts.people, "people", INT64),  \
        AS(type, counts.present, "present", INT64), AS(type, counts.seconds, "seconds", INT64),    \
        AS(type, counts.walkins, "walkins", INT64),                                                \
        AS(type, counts.registrations_staff, "registrations_staff", INT64),                        \
        AS(type, counts.attended_staff, "attended_staff", INT64),                                  \
        AS(type, counts.attendees_staff, "attendees_staff", INT64),                                \
        AS(type, counts.seconds_staff, "seconds_staff", INT64)

static const struct field session_count_fields[] = {
    AT(session_count, session, UINT32),        COUNTS(session_count),
    AT(session_count, pending, INT64),         AT(session_count, cancelled, INT64),
    AT(session_count, without_minutes, INT64),
};

static const struct field day_count_fields[] = {
    AT(day_count, day, INT64),
    COUNTS(day_count),
};

static const struct field municipality_count_fields[] = {
    AT(municipality_count, municipality, UINT32),
    COUNTS(municipality_count),
};

static const struct field organisation_count_fields[] = {
    AT(organisation_count, organisation, UINT32),
    COUNTS(organisation_count),
    AT(organisation_count, hosted, INT64),
};

static const struct field session_municipality_fields[] = {
    AT(session_municipality, session, NUMBER),
    AS(session_municipality, municipalities, "municipality", TEXT),
};

static const struct field participation_fields[] = {
    AT(participation, municipality, NUMBER),    AT(participation, attended, BOOL),
    AT(participation, registered, BOOL),        AT(participation, hosted, BOOL),
    AT(participation, visited, BOOL),           AT(participation, attended_not_staff, BOOL),
    AT(participation, attended_probable, BOOL), AT(participation, registered_probable, BOOL),
    AT(participation, partner, BOOL),           AT(participation, partner_registered, BOOL),
    AT(participation, partner_probable, BOOL),  AT(participation, partner_not_staff, BOOL),
    AT(participation, partner_any, BOOL),       AT(participation, partner_waiting, BOOL),
};

static const struct field response_count_fields[] = {
    AT(response_count, session, UINT32),
    AT(response_count, responses, INT64),
};

static const struct field answer_count_fields[] = {
    AT(answer_count, session, UINT32),
    AT(answer_count, question, UINT32),
    AT(answer_count, number, DOUBLE),
    AT(answer_count, times, INT64),
};

const struct array_description array_descriptions[ARRAYS] = {
#define ARRAY(name, type)                                                                          \
    {"settled_" #name, #name, sizeof(struct type), name##_fields,                                  \
     sizeof name##_fields / sizeof name##_fields[0]},
#include "engine/store/arrays.def"
#undef ARRAY
};
