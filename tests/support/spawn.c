/* spawn: see spawn.h. */
#include "tests/support/spawn.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/cmocka_all.h"

enum { NOBODY = 65534, PATH_SIZE = 2048, ARGUMENTS = 24, SAID = 1 << 20 };

static char said[2][SAID];

static void path_of(const struct place *place, const char *path, char out[PATH_SIZE])
{
    int size = snprintf(out, PATH_SIZE, "%s/%s", place->folder, path);
    assert_true(size > 0 && size < PATH_SIZE);
}

struct place place_create(void)
{
    struct place place;
    const char *base = getenv("TMPDIR");
    snprintf(place.folder, sizeof place.folder, "%s/rodedraad-cli-XXXXXX",
             base == NULL ? "/tmp" : base);
    assert_non_null(mkdtemp(place.folder));
    return place;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void place_destroy(struct place *place)
{
    nftw(place->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void place_write_bytes(const struct place *place, const char *path, const void *bytes, size_t size)
{
    char full[PATH_SIZE];
    path_of(place, path, full);
    for (char *slash = full + strlen(place->folder) + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        *slash = '\0';
        assert_true(mkdir(full, 0755) == 0 || errno == EEXIST);
        *slash = '/';
    }
    FILE *file = fopen(full, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void place_write(const struct place *place, const char *path, const char *text)
{
    place_write_bytes(place, path, text, strlen(text));
}

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    struct stat status;
    assert_int_equal(fstat(fileno(file), &status), 0);
    char *bytes = calloc(1, (size_t)status.st_size + 1);
    assert_non_null(bytes);
    *size = fread(bytes, 1, (size_t)status.st_size, file);
    fclose(file);
    return bytes;
}

char *place_read(const struct place *place, const char *path, size_t *size)
{
    char full[PATH_SIZE];
    path_of(place, path, full);
    return read_file(full, size);
}

bool place_has(const struct place *place, const char *path)
{
    char full[PATH_SIZE];
    path_of(place, path, full);
    struct stat status;
    return stat(full, &status) == 0;
}

void place_remove(const struct place *place, const char *path)
{
    char full[PATH_SIZE];
    path_of(place, path, full);
    assert_int_equal(unlink(full), 0);
}

/* What `report` writes into a folder for its user (make demo does) is not part of the fixture. */
static int regular(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "decisions.csv") != 0 &&
           strcmp(entry->d_name, "themes.csv") != 0;
}

void place_copy(const struct place *place, const char *from, const char *to, bool reversed)
{
    struct dirent **entries;
    int count = scandir(from, &entries, regular, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        const char *name = entries[reversed ? count - 1 - i : i]->d_name;
        char source[PATH_SIZE];
        char target[PATH_SIZE];
        snprintf(source, sizeof source, "%s/%s", from, name);
        snprintf(target, sizeof target, "%s/%s", to, name);
        struct stat status;
        assert_int_equal(stat(source, &status), 0);
        if (S_ISREG(status.st_mode)) {
            size_t size = 0;
            char *bytes = read_file(source, &size);
            assert_non_null(bytes);
            place_write_bytes(place, target, bytes, size);
            free(bytes);
        }
    }
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
}

/* -- running
 * -------------------------------------------------------------------------------------------
 */

static void redirect(const char *path, int to)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0 || dup2(file, to) < 0) {
        _exit(127);
    }
    close(file);
}

/* In the child: limits, user and surroundings, then the program. */
static void become(const struct place *place, const struct spawn_options *options, char **arguments)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/.out", place->folder);
    redirect(options->full_output ? "/dev/full" : path, STDOUT_FILENO);
    snprintf(path, sizeof path, "%s/.err", place->folder);
    redirect(path, STDERR_FILENO);
    snprintf(path, sizeof path, "%s/.data", place->folder);
    setenv("XDG_DATA_HOME", path, 1);
    if (chdir(place->folder) != 0) {
        _exit(127);
    }
    if (options->unprivileged && getuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
        _exit(127);
    }
    if (options->file_limit > 0) {
        struct rlimit limit = {(rlim_t)options->file_limit, (rlim_t)options->file_limit};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    execvp(arguments[0], arguments);
    _exit(127);
}

/* An unprivileged child must be able to write in the place. */
static int give_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return lchown(path, NOBODY, NOBODY);
}

static const char *collect(const struct place *place, const char *name, char *buffer)
{
    size_t size = 0;
    char *bytes = place_read(place, name, &size);
    if (bytes == NULL) {
        return "";
    }
    size = size < SAID - 1 ? size : SAID - 1;
    memcpy(buffer, bytes, size);
    buffer[size] = '\0';
    free(bytes);
    return buffer;
}

static struct ran run(const struct place *place, const struct spawn_options *options,
                      char **arguments)
{
    const struct spawn_options plain = {0};
    options = options == NULL ? &plain : options;
    if (options->unprivileged && getuid() == 0) {
        nftw(place->folder, give_one, 16, FTW_DEPTH | FTW_PHYS);
    }
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        become(place, options, arguments);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return (struct ran){WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status),
                        collect(place, ".out", said[0]), collect(place, ".err", said[1])};
}

/* The program and its arguments up to NULL. */
static void list_arguments(char *arguments[ARGUMENTS], va_list list)
{
    const char *program = getenv("RODEDRAAD");
    arguments[0] = (char *)(program == NULL ? "rodedraad" : program);
    for (size_t i = 1; i < ARGUMENTS - 1; i++) {
        arguments[i] = va_arg(list, char *);
        if (arguments[i] == NULL) {
            break;
        }
    }
}

struct ran place_run(const struct place *place, const struct spawn_options *options, ...)
{
    char *arguments[ARGUMENTS] = {0};
    va_list list;
    va_start(list, options);
    list_arguments(arguments, list);
    va_end(list);
    return run(place, options, arguments);
}

int place_run_until(const struct place *place, int number, long microseconds, ...)
{
    const struct spawn_options plain = {0};
    char *arguments[ARGUMENTS] = {0};
    va_list list;
    va_start(list, microseconds);
    list_arguments(arguments, list);
    va_end(list);
    fflush(NULL); /* else the child would print it again */
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(number, SIG_DFL); /* a test in the background ignores Ctrl-C */
        become(place, &plain, arguments);
    }
    struct timespec pause = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&pause, NULL);
    kill(child, number);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

struct ran place_shell(const struct place *place, const char *command)
{
    char *arguments[] = {(char *)"sh", (char *)"-c", (char *)command, NULL};
    return run(place, NULL, arguments);
}

char *place_list(const struct place *place, const char *folder)
{
    char command[PATH_SIZE];
    snprintf(command, sizeof command, "find '%s' -type f | LC_ALL=C sort", folder);
    struct ran ran = place_shell(place, command);
    assert_int_equal(ran.status, 0);
    return strdup(ran.out);
}

/* -- what must be so
 * ----------------------------------------------------------------------------------
 */

void assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", part, text);
    }
}

void place_assert_same(const struct place *place, const char *a, const char *b)
{
    size_t a_size = 0;
    size_t b_size = 0;
    char *a_bytes = place_read(place, a, &a_size);
    char *b_bytes = place_read(place, b, &b_size);
    assert_non_null(a_bytes);
    assert_non_null(b_bytes);
    if (a_size != b_size || memcmp(a_bytes, b_bytes, a_size) != 0) {
        fail_msg("%s and %s differ", a, b);
    }
    free(a_bytes);
    free(b_bytes);
}

void place_assert_nothing_half_written(const struct place *place)
{
    char *files = place_list(place, ".");
    if (strstr(files, ".new") != NULL) {
        fail_msg("a file was left behind:\n%s", files);
    }
    free(files);
}
