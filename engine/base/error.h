/* error: why a run must stop. Trouble in the data is not an error but a finding (record/finding.h).
 *
 * Functions that can fail return bool (or a pointer, NULL on failure) and take `struct error *` as
 * their last parameter. The first error that is set wins; nothing is allocated on the way out. The
 * kinds, their exit statuses and their sentences stand together in error.def.
 *
 *     if (!store_open(...,  error)) return false;           pass it up
 *     return error_set(error, ERROR_UNREADABLE, path, 0, "%s", reason);
 */
#ifndef ENGINE_BASE_ERROR_H
#define ENGINE_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/language.h"

enum error_kind {
#define ERROR(name, status, nl, en) ERROR_##name,
#include "engine/base/error.def"
#undef ERROR
    ERROR_KINDS
};

struct error {
    enum error_kind kind;
    long line;      /* line in the user's file, 0 when it is about the whole file */
    char file[512]; /* the user's file or folder, empty when there is none */
    char detail[512];
    char detail_en[512]; /* the detail in English; empty when it is the same in both languages */
    char context[128];   /* "while ..." in technical words, set by whoever adds knowledge once */
};

/* Sets the error unless one is set already. Always returns false, so that it can be returned. */
bool error_set(struct error *error, enum error_kind kind, const char *file, long line,
               const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same for a detail that is a sentence of its own: both formats take the same arguments. */
bool error_set_in_both(struct error *error, enum error_kind kind, const char *nl, const char *en,
                       ...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/* The same for what the system said (errno), in plain words. */
bool error_set_reason(struct error *error, enum error_kind kind, const char *file, int reason);
/* What the system said (errno) in plain words: a part of a sentence, without a full stop. */
const char *error_reason(int reason, enum language language);
/* Adds what was being done; only the first context stays. Always returns false. */
bool error_context(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static inline bool error_is_set(const struct error *error)
{
    return error->kind != ERROR_NONE;
}
int error_exit_status(const struct error *error);
/* Writes "file:line: sentence" in the user's language into buffer, control characters escaped. */
void error_write(const struct error *error, enum language language, char *buffer, size_t size);

#endif
