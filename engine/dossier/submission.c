/* submission: see submission.h. */
#include "engine/dossier/submission.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/publish/dialect.h"

static enum field_state state_of(const struct submission_field *field)
{
    if (field->characters == 0) {
        return field->field->required ? FIELD_EMPTY : FIELD_NOT_REQUIRED;
    }
    bool limited = field->field->limit > 0;
    return limited && field->characters > (size_t)field->field->limit ? FIELD_TOO_LONG : FIELD_GOOD;
}

void submission_measure(struct arena *arena, const struct profile *profile,
                        const struct report *report, struct submission *submission)
{
    *submission = (struct submission){.profile = profile};
    for (size_t i = 0; i < profile->field_count; i++) {
        struct submission_field *field = &submission->fields[i];
        field->field = &profile->fields[i];
        render_field(arena, report, field->field->heading[report->language], &field->text,
                     &field->characters);
        field->state = state_of(field);
        submission->too_long += field->state == FIELD_TOO_LONG;
    }
}

const char *submission_state(struct arena *arena, const struct submission_field *field,
                             enum language language)
{
    bool nl = language == LANGUAGE_NL;
    switch (field->state) {
    case FIELD_EMPTY:
        return nl ? "ontbreekt nog" : "still missing";
    case FIELD_TOO_LONG:
        return arena_printf(arena, nl ? "%zu te veel" : "%zu too many",
                            field->characters - (size_t)field->field->limit);
    case FIELD_NOT_REQUIRED:
        return nl ? "hoeft niet" : "not needed";
    case FIELD_GOOD:
        break;
    }
    return nl ? "past" : "fits";
}

/* Where the words of a field come from: its own file in texts/, or the settings. */
static const char *place_of(struct arena *arena, const struct profile_field *field, bool nl)
{
    if (strcmp(field->key, "municipality") == 0) {
        return nl ? "zet in edition.ini onder [edition]: organiser = uw gemeente"
                  : "put into edition.ini under [edition]: organiser = your municipality";
    }
    if (strcmp(field->key, "year") == 0) {
        return nl ? "zet in edition.ini onder [edition]: year = het jaar"
                  : "put into edition.ini under [edition]: year = the year";
    }
    return arena_printf(arena,
                        nl ? "schrijf uw eigen tekst in texts/%s.md"
                           : "write your own text into texts/%s.md",
                        strcmp(field->key, "summary") == 0 ? "samenvatting" : field->key);
}

const char *submission_remedy(struct arena *arena, const struct submission_field *field,
                              enum language language)
{
    bool nl = language == LANGUAGE_NL;
    const char *heading = field->field->heading[language];
    if (field->state == FIELD_EMPTY) {
        return arena_printf(arena,
                            nl ? "veld \"%s\" is nog leeg: %s" : "field \"%s\" is still empty: %s",
                            heading, place_of(arena, field->field, nl));
    }
    if (field->state == FIELD_TOO_LONG) {
        return arena_printf(arena,
                            nl ? "veld \"%s\" telt %zu tekens en er mogen er %lld in: maak de "
                                 "tekst in texts/ korter, "
                                 "of het sjabloon"
                               : "field \"%s\" has %zu characters and %lld are allowed: shorten "
                                 "the text in texts/, "
                                 "or the template",
                            heading, field->characters, (long long)field->field->limit);
    }
    return NULL;
}

/* What is pasted has the line ends of the user's editor. */
static struct text pasted(struct arena *arena, const struct bytes *words)
{
    struct text text = text_create(arena);
    for (size_t i = 0; i < words->size; i++) {
        text_add(&text, words->data[i] == '\n' ? "\r\n" : "");
        if (words->data[i] != '\n') {
            text_add_char(&text, (char)words->data[i]);
        }
    }
    text_add(&text, "\r\n");
    return text;
}

void submission_files(struct outputs *outputs, const struct submission *submission,
                      enum language language)
{
    static const char *const headings[LANGUAGES][5] = {
        {"veld", "bestand", "tekens", "hoogstens", "oordeel"},
        {"field", "file", "characters", "at_most", "verdict"}};
    struct text list = dialect_create(outputs->arena);
    for (size_t i = 0; i < 5; i++) {
        dialect_text(&list, headings[language][i]);
    }
    dialect_end_row(&list);
    for (size_t i = 0; i < submission->profile->field_count; i++) {
        const struct submission_field *field = &submission->fields[i];
        const char *path =
            arena_printf(outputs->arena, "submission/%02zu-%s.txt", i + 1, field->field->key);
        struct text text = pasted(outputs->arena, &field->text);
        outputs_add_text(outputs, path, &text);
        dialect_text(&list, field->field->heading[language]);
        dialect_text(&list, path + strlen("submission/"));
        dialect_text(&list, arena_printf(outputs->arena, "%zu", field->characters));
        dialect_text(&list,
                     field->field->limit == 0
                         ? ""
                         : arena_printf(outputs->arena, "%lld", (long long)field->field->limit));
        dialect_text(&list, submission_state(outputs->arena, field, language));
        dialect_end_row(&list);
    }
    outputs_add_text(outputs,
                     language == LANGUAGE_NL ? "submission/velden.csv" : "submission/fields.csv",
                     &list);
}
