/* profile: see profile.h. */
#include "engine/dossier/profile.h"

#include <string.h>

#include <ini.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/read/source.h"
#include "reports/model/template.h"

#define STANDARD "gemeentedelers-2023.ini"

struct reader {
    struct arena *arena;
    struct profile *profile;
    const char *unknown; /* the first key that is none, with the nearest known one */
};

static int refuse(struct reader *reader, const char *name, const char *const *known, size_t count)
{
    if (reader->unknown == NULL) {
        const char *nearest = text_nearest(name, known, count);
        reader->unknown =
            nearest == NULL
                ? text_printable(reader->arena, name, strlen(name), 60)
                : arena_printf(reader->arena, "%s (%s?)",
                               text_printable(reader->arena, name, strlen(name), 60), nearest);
    }
    return 0;
}

static int take_profile(struct reader *reader, const char *name, const char *value)
{
    struct profile *profile = reader->profile;
    static const char *const names[] = {"name", "year", "deadline", "category", "theme"};
    const char **members[] = {&profile->name, &profile->year, &profile->deadline,
                              &profile->category, &profile->theme};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            *members[i] = arena_strdup(reader->arena, value);
            return 1;
        }
    }
    return refuse(reader, name, names, sizeof names / sizeof names[0]);
}

static struct profile_field *field_of(struct reader *reader, const char *key)
{
    struct profile *profile = reader->profile;
    for (size_t i = 0; i < profile->field_count; i++) {
        if (strcmp(profile->fields[i].key, key) == 0) {
            return &profile->fields[i];
        }
    }
    if (profile->field_count == PROFILE_FIELDS) {
        return NULL;
    }
    struct profile_field *field = &profile->fields[profile->field_count++];
    *field = (struct profile_field){.key = arena_strdup(reader->arena, key)};
    return field;
}

/* A key names a file: letters and digits only. */
static bool is_key(const char *key)
{
    return *key != '\0' && key[strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

static int take_field(struct reader *reader, const char *key, const char *name, const char *value)
{
    static const char *const names[] = {"heading", "heading_en", "limit", "required", "criterion"};
    struct profile_field *field = is_key(key) ? field_of(reader, key) : NULL;
    if (field == NULL) {
        return refuse(reader, key, NULL, 0);
    }
    if (strcmp(name, "heading") == 0) {
        field->heading[LANGUAGE_NL] = arena_strdup(reader->arena, value);
    } else if (strcmp(name, "heading_en") == 0) {
        field->heading[LANGUAGE_EN] = arena_strdup(reader->arena, value);
    } else if (strcmp(name, "limit") == 0) {
        return number_read_integer(value, &field->limit) && field->limit >= 0;
    } else if (strcmp(name, "required") == 0) {
        field->required = text_equal(value, "yes") || text_equal(value, "ja");
    } else if (strcmp(name, "criterion") == 0) {
        field->criterion = arena_strdup(reader->arena, value);
    } else {
        return refuse(reader, name, names, sizeof names / sizeof names[0]);
    }
    return 1;
}

static int take(void *user, const char *section, const char *name, const char *value)
{
    static const char *const sections[] = {"profile", "field"};
    if (strcmp(section, "profile") == 0) {
        return take_profile(user, name, value);
    }
    if (text_starts_with(section, "field ")) {
        return take_field(user, section + strlen("field "), name, value);
    }
    return refuse(user, section, sections, 2);
}

bool profile_read(struct arena *arena, const char *text, const char *file, struct profile *profile,
                  struct error *error)
{
    *profile = (struct profile){.file = file};
    struct reader reader = {.arena = arena, .profile = profile};
    int line = ini_parse_string(text, take, &reader);
    if (line != 0) {
        return error_set(error, ERROR_SETTINGS, file, line, "%s",
                         reader.unknown != NULL ? reader.unknown : "heading, limit, required");
    }
    for (size_t i = 0; i < profile->field_count; i++) {
        struct profile_field *field = &profile->fields[i];
        if (field->heading[LANGUAGE_NL] == NULL) {
            return error_set(error, ERROR_SETTINGS, file, 0, "[field %s] heading", field->key);
        }
        if (field->heading[LANGUAGE_EN] == NULL) {
            field->heading[LANGUAGE_EN] = field->heading[LANGUAGE_NL];
        }
    }
    return true;
}

bool profile_load(struct arena *arena, const char *folder, int year, struct profile *profile,
                  struct error *error)
{
    const char *name = arena_printf(arena, "gemeentedelers-%d.ini", year);
    const char *own = arena_printf(arena, "%s/%s", folder, name);
    struct source_bytes source;
    struct error missing = {0};
    if (source_load(arena, own, &source, &missing)) {
        return profile_read(arena, arena_copy(arena, (const char *)source.data, source.size), own,
                            profile, error);
    }
    struct bytes built_in = template_builtin(name);
    if (built_in.size == 0) {
        name = STANDARD;
        built_in = template_builtin(name);
    }
    return profile_read(arena, arena_copy(arena, (const char *)built_in.data, built_in.size), name,
                        profile, error);
}
