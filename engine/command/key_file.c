/* key_file: see key_file.h. */
#include "engine/command/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/text.h"

enum { KEY_DIGITS = 2 * PSEUDONYM_KEY };

static const char *default_path(struct arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME");
    if (data != NULL && *data != '\0') {
        return arena_printf(arena, "%s/rodedraad/key", data);
    }
    const char *home = getenv("HOME");
    if (home != NULL && *home != '\0') {
        return arena_printf(arena, "%s/.local/share/rodedraad/key", home);
    }
    return NULL;
}

static void make_folders(struct arena *arena, const char *path)
{
    char *copy = arena_strdup(arena, path);
    for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700); /* what fails here fails again, with a message, when the file is made */
        *slash = '/';
    }
}

static int digit_of(char c)
{
    return text_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool parse_key(const char *digits, struct pseudonym_key *key)
{
    for (int i = 0; i < PSEUDONYM_KEY; i++) {
        int high = digit_of(digits[2 * i]);
        int low = high < 0 ? -1 : digit_of(digits[2 * i + 1]);
        if (low < 0) {
            return false;
        }
        key->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

/* Both formats take both sentences and print the one of their language. */
static bool cannot(struct error *error, const char *nl, const char *en, const char *path,
                   int reason)
{
    char dutch[512], english[512];
    snprintf(dutch, sizeof dutch, "%s kan niet worden %s (%s)", path, nl,
             error_reason(reason, LANGUAGE_NL));
    snprintf(english, sizeof english, "%s cannot be %s (%s)", path, en,
             error_reason(reason, LANGUAGE_EN));
    return error_set_in_both(error, ERROR_KEY, "%s%.0s", "%.0s%s", dutch, english);
}

/* A read or write may do a part, or be interrupted: it goes on until all is done. */
static bool read_whole(int file, char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = read(file, bytes + done, size - done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool write_whole(int file, const char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t put = write(file, bytes + done, size - done);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return true;
}

static bool read_key(int file, const char *path, struct pseudonym_key *key, struct error *error)
{
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        return error_set_in_both(error, ERROR_KEY, "%s is geen gewoon bestand",
                                 "%s is no plain file", path);
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return error_set_in_both(error, ERROR_KEY, "anderen kunnen het lezen. Geef: chmod 600 %s",
                                 "others can read it. Run: chmod 600 %s", path);
    }
    char digits[KEY_DIGITS + 1] = {0};
    if (!read_whole(file, digits, KEY_DIGITS) || !parse_key(digits, key)) {
        return error_set_in_both(error, ERROR_KEY,
                                 "in %s staat geen sleutel. Zet de bewaarde sleutel terug, of haal "
                                 "het bestand weg om een nieuwe te maken",
                                 "%s holds no key. Put the saved key back, or remove the file to "
                                 "make a new one",
                                 path);
    }
    return true;
}

/* The file appears whole or not at all: written under another name, then linked, so that of two
 * runs at once both end with the same key. */
static bool make_key(struct arena *arena, const char *path, struct error *error)
{
    struct pseudonym_key key;
    char digits[KEY_DIGITS + 1];
    pseudonym_key_make(&key);
    for (int i = 0; i < PSEUDONYM_KEY; i++) {
        snprintf(digits + 2 * i, 3, "%02x", key.bytes[i]);
    }
    digits[KEY_DIGITS] = '\n';
    make_folders(arena, path);
    char *name = arena_printf(arena, "%s.%ld.new", path, (long)getpid());
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = file >= 0 && write_whole(file, digits, sizeof digits) && fsync(file) == 0;
    int reason = errno;
    if (file >= 0) {
        good = close(file) == 0 && good;
        if (good && link(name, path) != 0 && errno != EEXIST) {
            reason = errno;
            good = rename(name, path) == 0; /* file systems without links */
        }
        unlink(name);
    }
    return good || cannot(error, "gemaakt", "made", path, reason);
}

bool key_file_load(struct arena *arena, const char *path, struct pseudonym_key *key,
                   struct error *error)
{
    const char *where = path == NULL ? default_path(arena) : path;
    if (where == NULL) {
        return error_set_in_both(error, ERROR_KEY,
                                 "er is geen eigen map (HOME). Wijs een bestand aan met %s",
                                 "there is no home folder (HOME). Name a file with %s", "--key");
    }
    for (int attempt = 0; attempt < 2; attempt++) {
        int file = open(where, O_RDONLY | O_CLOEXEC);
        if (file >= 0) {
            bool good = read_key(file, where, key, error);
            close(file);
            return good;
        }
        if (errno != ENOENT) {
            return cannot(error, "geopend", "opened", where, errno);
        }
        if (attempt == 0 && !make_key(arena, where, error)) {
            return false;
        }
    }
    return cannot(error, "gelezen", "read", where, ENOENT);
}
