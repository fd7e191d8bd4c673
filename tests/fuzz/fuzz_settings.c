/* Any text is settings within their bounds, or an error with a line; the same text as the profile
 * of a competition has a heading for every field, or is an error. */
#include <string.h>

#include "engine/dossier/profile.h"
#include "engine/settings.h"
#include "tests/fuzz/fuzz.h"

static void check_finding(void *context, const struct finding *finding)
{
    (void)context;
    LAW(finding->rule < FINDING_RULES && finding->line >= 0);
}

static void check_settings(struct arena *arena, const char *text)
{
    struct finding_sink findings = {.add = check_finding};
    struct settings settings = settings_default();
    struct error error = {0};
    bool read = settings_read(arena, text, "edition.ini", 0, &findings, &settings, &error);
    LAW(read != error_is_set(&error));
    LAW(settings.edition.minutes >= 0 && settings.edition.small_count >= 0);
    for (size_t i = 0; read && i < settings.file_count; i++) {
        const char *name = settings.files[i].name;
        struct file_override found = settings_for_file(&settings, name == NULL ? "" : name);
        LAW(found.date_order == 0 || found.date_order == 'd' || found.date_order == 'm');
    }
}

static void check_profile(struct arena *arena, const char *text)
{
    struct profile profile;
    struct error error = {0};
    bool read = profile_read(arena, text, "form.ini", &profile, &error);
    LAW(read != error_is_set(&error) && profile.field_count <= PROFILE_FIELDS);
    for (size_t i = 0; read && i < profile.field_count; i++) {
        LAW(profile.fields[i].heading[LANGUAGE_NL] != NULL && profile.fields[i].limit >= 0);
        LAW(strchr(profile.fields[i].key, '/') == NULL); /* it becomes the name of a file */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = fuzz_arena();
    const char *text = text_of(arena, data, size);
    check_settings(arena, text);
    check_profile(arena, text);
    return fuzz_done(arena);
}
