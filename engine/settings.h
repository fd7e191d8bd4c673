/* settings: edition.ini (inih's dialect), with defaults for everything it does not say.
 *
 * Keys: [edition] name year start end organiser language reference_date retention,
 * [counting] minutes small_count match, [report] colour logo quotes themes embargo,
 * [file LABEL] name format session date_order ignore "column TITLE". An unknown key or a value out
 * of range is a finding with the nearest known name; a file that is not in the dialect is an error
 * with its line.
 */
#ifndef ENGINE_SETTINGS_H
#define ENGINE_SETTINGS_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/recognise/recognise.h"
#include "engine/record/edition.h"

/* One [file LABEL] section. */
struct file_setting {
    const char *label;
    const char *name; /* of the file, with * for any characters; NULL until it is said */
    long line;        /* of the section in edition.ini */
    struct file_override override;
};

struct settings {
    struct edition_settings
        edition; /* name NULL, year 0 and days INT64_MIN where nothing is said */
    struct file_setting *files;
    size_t file_count;
};

struct settings settings_default(void);
/* Reads the text of an edition.ini. `source` is the number of the source for findings. */
bool settings_read(struct arena *arena, const char *text, const char *path, uint32_t source,
                   const struct finding_sink *findings, struct settings *settings,
                   struct error *error);
/* What the settings say about a file (its path relative to the folder). */
struct file_override settings_for_file(const struct settings *settings, const char *path);
/* Sections for files that fit none of the paths are findings: a name with a slip of the pen changes
 * nothing, and nobody would know. */
void settings_find_idle(struct arena *arena, const struct settings *settings, uint32_t source,
                        const char *const *paths, size_t count,
                        const struct finding_sink *findings);
/* "2023-10-02" or "2-10-2023" as days since 1970-01-01. */
bool settings_read_day(const char *text, int64_t *day);

#endif
