/* error: see error.h. */
#include "engine/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    int status;
    const char *sentence[LANGUAGES];
} kinds[ERROR_KINDS] = {
#define ERROR(name, status, nl, en) [ERROR_##name] = {status, {nl, en}},
#include "engine/base/error.def"
#undef ERROR
};

/* Copies, cut at the buffer's size, with control characters replaced by blanks: file names and
 * details come from outside and end up on a terminal. */
static void copy_clean(char *to, size_t size, const char *from)
{
    size_t i = 0;
    for (; from != NULL && from[i] != '\0' && i + 1 < size; i++) {
        unsigned char c = (unsigned char)from[i];
        to[i] = c < 0x20 || c == 0x7F ? '?' : from[i];
    }
    to[i] = '\0';
}

bool error_set(struct error *error, enum error_kind kind, const char *file, long line,
               const char *format, ...)
{
    if (error_is_set(error)) {
        return false;
    }
    char detail[sizeof error->detail];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    error->kind = kind;
    error->line = line;
    copy_clean(error->file, sizeof error->file, file);
    copy_clean(error->detail, sizeof error->detail, detail);
    return false;
}

bool error_set_in_both(struct error *error, enum error_kind kind, const char *nl, const char *en,
                       ...)
{
    if (error_is_set(error)) {
        return false;
    }
    char detail[sizeof error->detail];
    va_list arguments;
    va_start(arguments, en);
    vsnprintf(detail, sizeof detail, en, arguments);
    va_end(arguments);
    copy_clean(error->detail_en, sizeof error->detail_en, detail);
    va_start(arguments, en);
    vsnprintf(detail, sizeof detail, nl, arguments);
    va_end(arguments);
    return error_set(error, kind, NULL, 0, "%s", detail);
}

/* What the system says when a file does not open, read or write, for people who do not program. */
static const struct {
    int reason;
    const char *words[LANGUAGES];
} reasons[] = {
    {ENOENT, {"er is niets met deze naam", "there is nothing of this name"}},
    {ENOTDIR, {"dit is geen map", "this is no folder"}},
    {EISDIR, {"dit is een map", "this is a folder"}},
    {EACCES, {"u hebt er geen rechten voor", "you have no permission"}},
    {EPERM, {"dat mag hier niet", "it is not allowed here"}},
    {EROFS, {"hier mag alleen worden gelezen", "this place is read-only"}},
    {ENOSPC, {"de schijf is vol", "the disk is full"}},
    {EDQUOT, {"uw deel van de schijf is vol", "your part of the disk is full"}},
    {EFBIG, {"het bestand wordt te groot", "the file gets too large"}},
    {EIO, {"de schijf geeft een leesfout", "the disk cannot be read"}},
    {ELOOP, {"de verwijzingen gaan in een kring", "its links go in a circle"}},
    {ENAMETOOLONG, {"de naam is te lang", "the name is too long"}},
    {EMFILE, {"er zijn te veel bestanden open", "too many files are open"}},
    {ETXTBSY, {"een ander programma gebruikt het", "another program uses it"}},
    {EBUSY, {"een ander programma gebruikt het", "another program uses it"}},
    {ENODEV, {"maar een apparaat of een verbinding", "but a device or a connection"}},
    {EOVERFLOW,
     {"er komt geen einde aan; na 1 GiB is gestopt", "it does not end; stopped after 1 GiB"}},
    {EEXIST, {"het bestaat al", "it is already there"}},
};

const char *error_reason(int reason, enum language language)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].reason == reason) {
            return reasons[i].words[language];
        }
    }
    return strerror(reason);
}

bool error_set_reason(struct error *error, enum error_kind kind, const char *file, int reason)
{
    if (!error_is_set(error)) {
        error_set(error, kind, file, 0, "%s", error_reason(reason, LANGUAGE_NL));
        copy_clean(error->detail_en, sizeof error->detail_en, error_reason(reason, LANGUAGE_EN));
    }
    return false;
}

bool error_context(struct error *error, const char *format, ...)
{
    if (error->context[0] == '\0') {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(error->context, sizeof error->context, format, arguments);
        va_end(arguments);
    }
    return false;
}

int error_exit_status(const struct error *error)
{
    return kinds[error->kind].status;
}

void error_write(const struct error *error, enum language language, char *buffer, size_t size)
{
    const char *sentence = kinds[error->kind].sentence[language];
    const char *place = strstr(sentence, "%s");
    bool english = language == LANGUAGE_EN && error->detail_en[0] != '\0';
    const char *detail = english ? error->detail_en : error->detail;
    size_t used = 0;
    if (error->file[0] != '\0') {
        int written = error->line > 0 ? snprintf(buffer, size, "%s:%ld: ", error->file, error->line)
                                      : snprintf(buffer, size, "%s: ", error->file);
        used = written < 0 ? 0 : (size_t)written < size ? (size_t)written : size;
    }
    if (used >= size) {
        return;
    }
    if (place == NULL) {
        snprintf(buffer + used, size - used, "%s", sentence);
    } else {
        snprintf(buffer + used, size - used, "%.*s%s%s", (int)(place - sentence), sentence, detail,
                 place + 2);
    }
}
